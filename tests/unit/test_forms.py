"""Forms hold together, ask for nothing that hurts others, and what is written on them is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from toolkit.errors import ContentError
from toolkit.paper import text
from toolkit.vault.document import Document, Exchange, Incident, Note, Person
from toolkit.vault.forms import paper, shelf
from toolkit.vault.forms.filling import filled, in_order, with_incident, without_incident
from toolkit.vault.forms.review import review
from toolkit.vault.parts import without
from toolkit.vault.readable import as_text, from_text

if TYPE_CHECKING:
    from pathlib import Path

    from toolkit.vault.forms.model import Form

FORMS = shelf.load()
TODAY = date(2026, 11, 22)
KNOWN = {"playbook:fire"}
WHOLE = """\
title = "Fire"
about = "It burned."
when = "When did it burn?"
order = 1
leave_out = ["Names."]
found = ["Whoever finds it knows."]
see = ["playbook:fire"]
reviewed = 2026-11-22
review_due = 2027-05-22
[[fields]]
id = "what"
ask = "What burned?"
[[fields]]
id = "water"
ask = "Was there water?"
hint = "A little is enough."
"""
ENTRY = Incident("i1", "fire", "2026-11-20", "2026-11-22", {"water": "None.", "smoke": "Much."})


def problems(folder: Path, *changes: tuple[str, str]) -> list[str]:
    """The codes of what is wrong with a form that was whole."""
    content = WHOLE
    for old, new in changes:
        assert old in content
        content = content.replace(old, new)
    (folder / "fire.toml").write_text(content)
    return [each.code for each in review(folder, KNOWN, TODAY).problems]


def test_there_are_the_four_forms_and_each_says_what_to_leave_out_and_what_a_find_could_do() -> (
    None
):
    assert list(FORMS) == ["digital", "physical", "proof-of-life", "travel-plan"]
    assert all(form.leave_out and form.found and form.see for form in FORMS.values())


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_no_form_asks_for_names_of_witnesses_and_sources_or_for_passwords(form: Form) -> None:
    asked = [each.ask.casefold() for each in form.fields]
    for word in ("name", "password", "code", "source", "address", "phone number"):
        assert not [each for each in asked if word in each]


def test_an_incident_is_told_by_what_when_where_who_witnesses_losses_deeds_and_whom_to_tell() -> (
    None
):
    ids = {each.id for each in FORMS["physical"].fields}
    assert ids >= {"what", "where", "who", "witnesses", "taken", "done", "told", "next"}
    assert {"what", "where", "done", "told", "next"} <= {e.id for e in FORMS["digital"].fields}


def test_a_form_that_is_not_as_it_should_be_is_told(tmp_path: Path) -> None:
    assert problems(tmp_path) == []
    assert problems(tmp_path, ('"playbook:fire"', '"playbook:flood"')) == ["content-missing-id"]
    assert problems(tmp_path, ('id = "water"', 'id = "what"')) == ["content-bad-value"]
    assert problems(tmp_path, ('["Names."]', "[]")) == ["content-empty-field"]
    assert problems(tmp_path, ("2027-05-22", "2029-05-22")) == ["content-bad-date"]
    assert problems(tmp_path, ("A little", "You are safe; a little")) == ["content-promise"]
    assert problems(tmp_path, ('title = "Fire"\n', "")) == ["content-missing-field"]
    more = "".join(f'[[fields]]\nid = "f{n}"\nask = "Why?"\n' for n in range(11))
    last = 'hint = "A little is enough."\n'
    assert problems(tmp_path, (last, last + more)) == ["content-too-many"]


def test_two_forms_in_one_place_and_one_that_is_overdue_are_told(tmp_path: Path) -> None:
    problems(tmp_path)
    (tmp_path / "flood.toml").write_text(WHOLE)
    seen = review(tmp_path, KNOWN, date(2028, 1, 1))
    assert [each.code for each in seen.problems] == ["content-same-order"]
    assert [each.code for each in seen.overdue] == ["content-overdue"] * 2


def test_a_form_that_cannot_be_read_is_an_error_of_ours(tmp_path: Path) -> None:
    (tmp_path / "fire.toml").write_text("no form")
    with pytest.raises(ContentError):
        shelf.load(tmp_path)


def test_an_entry_is_added_changed_and_forgotten_and_others_stay() -> None:
    other = replace(ENTRY, id="i2")
    document = with_incident(with_incident(Document(), ENTRY), other)
    changed = filled(ENTRY, "then", {"what": "The barn.", "water": " \n"})
    assert changed.fields == {"what": "The barn.", "smoke": "Much."}
    document = with_incident(document, changed)
    assert document.incidents == (changed, other)
    assert without_incident(document, "i1").incidents == (other,)


def test_answers_stand_in_the_order_of_the_form_and_what_it_does_not_know_comes_last(
    tmp_path: Path,
) -> None:
    problems(tmp_path)
    form = shelf.load(tmp_path)["fire"]
    entry = filled(ENTRY, ENTRY.happened, {"what": "The barn."})
    asked = ["What burned?", "Was there water?", "smoke"]
    assert [ask for ask, _answer in in_order(form, entry)] == asked
    assert list(in_order(None, ENTRY)) == list(ENTRY.fields.items())


def test_paper_has_what_was_written_or_room_to_write_and_what_to_leave_out(tmp_path: Path) -> None:
    problems(tmp_path)
    form = shelf.load(tmp_path)["fire"]
    empty = text.page([paper.empty(form)])
    assert all(words in empty for words in ("Names.", "WHAT BURNED?", "____"))
    written = text.page([paper.written(form, ENTRY)])
    assert all(words in written for words in ("2026-11-20", "None.", "SMOKE", "Much."))
    assert "____" not in written
    assert "Much." in text.page([paper.written(None, ENTRY)])


def test_entries_travel_as_readable_text() -> None:
    document = with_incident(Document(), ENTRY)
    assert from_text(as_text(document)) == document


def test_a_part_a_note_an_incident_or_a_person_is_forgotten_and_nothing_else() -> None:
    note = Note("n1", "", "a", "2026-11-22", "2026-11-22")
    people = (Person("Ana", "age1x"),)
    whole = Document(
        answers={"q": ("a",)}, notes=(note,), incidents=(ENTRY,), exchange=Exchange(("k",), people)
    )
    assert without(whole, "plan") == replace(whole, answers={})
    assert without(whole, "n1") == replace(whole, notes=())
    assert without(whole, "i1") == replace(whole, incidents=())
    assert without(whole, "Ana").exchange == Exchange(("k",))
    assert without(whole, "letters") == replace(whole, exchange=Exchange())
    assert without(whole, "nothing") == whole
