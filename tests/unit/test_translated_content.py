"""Content in another language: only texts for people change, and what is in English says so."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from scripts import pages
from toolkit import i18n
from toolkit.bundle.pages import english, guides_in, heard, translated
from toolkit.content import as_written, build, said_by
from toolkit.errors import ContentError
from toolkit.languages import for_programs, note, of_part
from toolkit.messaging.lessons import shelf as lessons
from toolkit.prose import Name, Prose, prose
from toolkit.threats import shelf as threats
from toolkit.threats.library import KINDS
from toolkit.threats.prose import references

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

PAGE = "lessons/envelope"
PLACEHOLDER = re.compile(r"\{[\w-]*\}")
TEXTS = heard()


@pytest.fixture(autouse=True)
def _english_after() -> Iterator[None]:
    yield
    i18n.use(i18n.ENGLISH, pages.FOLDER)


def marked(page: str) -> Callable[[str], str]:
    """A voice that changes every text that it is given."""
    _same = page
    return lambda text: f"¡{text}!"


def filled(translation: str, changes: dict[str, str]) -> str:
    """A .po with some texts translated."""
    for source, target in changes.items():
        head, entry, rest = translation.partition(f'msgid "{source}"\nmsgstr ""')
        assert entry
        translation = f'{head}msgid "{source}"\nmsgstr "{target}"{rest}'
    return translation


def spoken(folder: Path, translation: str, page: str = PAGE) -> None:
    """Speak a language of which one page was translated."""
    path = folder / "es" / "LC_MESSAGES" / f"{i18n.CONTENT}.mo"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(pages.compiled({page: translation}, {}))
    i18n.use("es", folder)


@dataclass(frozen=True, slots=True)
class Inner:
    id: str
    text: Prose


@dataclass(frozen=True, slots=True)
class Thing:
    id: str
    code: str
    name: Name
    title: Prose
    inner: tuple[Inner, ...]
    heard: dict[str, Prose]
    aside: Prose | None = None


def test_only_texts_that_are_declared_for_people_are_translated() -> None:
    table = {
        "id": "a",
        "code": "b",
        "name": "c",
        "title": "d",
        "inner": [{"id": "e", "text": "f"}],
        "heard": {"g": "h"},
        "aside": "",
    }
    with said_by(marked):
        made = build(Thing, table, "x.toml", "x")
    inner = (Inner("e", "¡f!"),)
    assert made == Thing("a", "b", "c", "¡d!", inner, {"g": "¡h!"}, "")
    assert [field for field, _text in prose(made)] == ["name", "title", "inner[1].text", "heard.g"]


def test_no_id_condition_or_source_of_the_library_can_be_translated() -> None:
    with said_by(as_written):
        library = threats.load()
    with said_by(marked):
        other = threats.load()
    assert other.conditions == library.conditions
    for folder, _kind in KINDS:
        for key, thing in library.kind(folder).items():
            same = other.kind(folder)[key]
            assert list(references(same)) == list(references(thing))
            told = [text.strip("¡!") for _field, text in prose(same)]
            assert told == [text.strip("¡!") for _field, text in prose(thing)]
    assert other.playbooks["protest"].title.startswith("¡")
    assert other.kind("sources").keys() == library.sources.keys()


def test_what_nobody_translated_is_shown_in_english_and_known_as_such(tmp_path: Path) -> None:
    translation = filled(pages.begun("es", PAGE, TEXTS[PAGE]), {"Envelope": "Sobre"})
    spoken(tmp_path, translation)
    lesson = lessons.load(lessons.folder() / "envelope.toml")
    assert lesson.title == "Sobre"
    assert lesson.about.startswith("Not one word")
    assert isinstance(lesson.about, i18n.English)
    assert not isinstance(lesson.title, i18n.English)
    assert "not all of it is translated" in of_part(PAGE)
    assert of_part("lessons/device") == ""


def test_a_text_that_changed_is_shown_in_english_until_somebody_looked_at_it(
    tmp_path: Path,
) -> None:
    before = ["What you write can be read by nobody", "Another"]
    whole = {before[0]: "Nadie puede leer lo que escribes", before[1]: "Otro"}
    translation = pages.updated(filled(pages.begun("es", PAGE, before), whole), PAGE, before)
    assert f'"X-Parasol-English: {english(PAGE)}\\n"' in translation
    translation = translation.replace(english(PAGE), "0" * 64)
    after = ["What you write can be read by somebody", "Another"]
    translation = pages.updated(translation, PAGE, after)
    assert "#, fuzzy" in translation
    spoken(tmp_path, translation)
    say = i18n.of_page(PAGE)
    assert [say(text) for text in after] == [after[0], "Otro"]
    assert "it has changed since" in of_part(PAGE)
    assert i18n.standing(PAGE) == i18n.Standing(draft=True, missing=1, english="0" * 64)


def test_a_page_is_made_from_an_english_file_only_once_nothing_is_missing() -> None:
    begun = pages.begun("es", PAGE, ["One", "Two"])
    half = pages.updated(filled(begun, {"One": "Uno"}), PAGE, ["One", "Two"])
    assert '"X-Parasol-English: \\n"' in half
    assert english(PAGE) in pages.updated(filled(half, {"Two": "Dos"}), PAGE, ["One", "Two"])


def test_a_change_of_the_english_is_listed_before_anybody_updates_the_translation(
    tmp_path: Path,
) -> None:
    texts = ["One", "Two"]
    begun = filled(pages.begun("es", PAGE, texts), {"One": "Uno", "Two": "Dos"})
    translation = pages.updated(begun, PAGE, texts)
    spoken(tmp_path, translation)
    assert translated({PAGE: ("One", "Two")}, "es").whole == (PAGE,)
    spoken(tmp_path / "later", translation.replace(english(PAGE), "0" * 64))
    (part,) = translated({PAGE: ("One", "Three"), "lessons/device": ("Four",)}, "es").parts
    assert (part.page, part.missing, part.count, part.changed) == (PAGE, 1, 2, True)
    assert "lessons/device" in translated({"lessons/device": ("Four",)}, "es").none


def test_a_file_that_cannot_be_read_does_not_pass_for_one_without_texts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Else its translation would be taken for one of a page that is gone.
    plan = tmp_path / "training" / "a-day.toml"
    plan.parent.mkdir()
    plan.write_text("title = ", encoding="utf-8")
    monkeypatch.setattr("toolkit.training.shelf.guides", lambda: tmp_path)
    with pytest.raises(ContentError) as caught:
        heard()
    assert caught.value.facts["file"] == "training/a-day.toml"


def test_english_costs_no_catalogue(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gettext.translation", None)
    i18n._pages.cache_clear()
    assert i18n.of_page(PAGE)("Envelope") == "Envelope"
    assert i18n.standing(PAGE) is None
    assert note(PAGE) == note() == ""
    assert for_programs() == {}


def test_what_is_written_holds_no_day_place_or_name() -> None:
    translation = pages.begun("ar", PAGE, TEXTS[PAGE])
    assert not re.search(r"\d{4}-\d\d-\d\d|Creation-Date|Last-Translator|@|:\d+$", translation)
    assert str(pages.FOLDER) not in translation
    assert pages.updated(translation, PAGE, TEXTS[PAGE]) == translation


@pytest.mark.parametrize("tag", pages.tags())
def test_every_page_that_is_translated_is_up_to_date_and_whole(tag: str) -> None:
    done = {}
    for page, path in pages.translations(tag):
        done[page] = path.read_text(encoding="utf-8")
        assert pages.updated(done[page], page, TEXTS[page]) == done[page], (
            "run .venv/bin/python scripts/words.py and commit what it writes"
        )
        for entry in pages.parsed(done[page]):
            source, target = str(entry.id), str(entry.string)
            if source and target and not entry.fuzzy:
                assert sorted(PLACEHOLDER.findall(source)) == sorted(PLACEHOLDER.findall(target))
                assert source.count("\n") == target.count("\n")
    assert pages.compiled_path(tag).read_bytes() == pages.compiled(done, guides_in(tag))


def test_a_page_without_a_status_is_not_compiled() -> None:
    translation = pages.begun("es", PAGE, TEXTS[PAGE]).replace("draft\\n", "perhaps\\n")
    with pytest.raises(ValueError, match=PAGE):
        pages.compiled({PAGE: translation}, {})


def test_a_page_that_was_only_begun_is_all_in_english(tmp_path: Path) -> None:
    spoken(tmp_path, pages.begun("es", PAGE, TEXTS[PAGE]))
    assert i18n.standing(PAGE) is None
    assert PAGE in translated({PAGE: TEXTS[PAGE]}, "es").none


def test_a_page_that_was_read_by_a_speaker_is_no_draft(tmp_path: Path) -> None:
    begun = pages.begun("es", PAGE, TEXTS[PAGE]).replace("Status: draft", "Status: read")
    spoken(tmp_path, filled(begun, {"Envelope": "Sobre"}))
    standing = i18n.standing(PAGE)
    assert standing is not None
    assert not standing.draft
