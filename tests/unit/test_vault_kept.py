"""What the interface keeps in a vault, without the interface."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, cast

import pytest

from tests.tui.plan_library import TODAY, library, session
from tests.unit import vaults
from tests.unit.vaults import document, made
from toolkit.errors import VaultError
from toolkit.tui.planning.session import Mark, Session, Standing
from toolkit.tui.settings import Settings
from toolkit.tui.vault import closing, letters_kept, plan_kept, ticks_kept
from toolkit.tui.vault.idle import HIDDEN_MINUTES, MINUTES, Idle, minutes_of
from toolkit.tui.vault.kept import Kept
from toolkit.tui.vault.line import typed_text
from toolkit.tui.vault.place_screen import path_of
from toolkit.tui.vault.settings_kept import is_kept, with_look
from toolkit.tui.vault.vault_rows import PARTS, amount, count
from toolkit.vault import letters, store
from toolkit.vault.document import Document, Exchange, Incident, Person, Plan, Progress
from toolkit.vault.notes import note_of, with_note, without_note
from toolkit.vault.parts import without
from toolkit.vault.readable import as_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from toolkit.tui.app import Parasol


class Clock:
    """Shows what it is set to."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


class Application:
    """As much of the application as a vault needs."""

    covered = False

    def __init__(self) -> None:
        self.stops: list[Callable[[], None]] = []
        self.told: list[VaultError] = []
        self.called = threading.Event()
        self.typed: Callable[[], object] = lambda: None

    def before_leaving(self, stop: Callable[[], None]) -> Callable[[], None]:
        self.stops.append(stop)
        return lambda: self.stops.remove(stop)

    def let_arrive(self) -> None:
        self.typed()

    def set_interval(self, _seconds: float, _look: Callable[[], None]) -> Any:
        return type("Timer", (), {"stop": lambda _self: None})()

    def call_later(self, _do: Callable[..., None], *arguments: Any) -> None:
        self.told += [each for each in arguments if each is not None]
        self.called.set()


def opened(folder: Path, clock: Clock | None = None) -> tuple[Kept, Application]:
    app = Application()
    kept = Kept(cast("Parasol", app), clock or Clock())
    kept.take(store.open_vault(folder, vaults.PHRASE))
    return kept, app


def on_disk(folder: Path) -> Document:
    with store.open_vault(folder, vaults.PHRASE) as vault:
        return vault.document


# The vault of the application


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return made(tmp_path / "v", "a text")


def changed(text: str) -> Callable[[Document], Document]:
    return lambda document: vaults.with_note(document, text)


def test_a_change_shows_at_once_and_is_on_the_disk_soon(folder: Path) -> None:
    kept, app = opened(folder)
    kept.change(changed("another"))
    assert kept.document.notes[0].text == "another"
    assert app.called.wait(10)
    assert not kept.waits
    kept.drop()
    assert on_disk(folder) == document("another")


def test_leaving_keeps_what_waits_and_leaves_nothing_decrypted(folder: Path) -> None:
    kept, app = opened(folder)
    assert kept.draft(changed("half"))
    app.typed = lambda: kept.draft(changed("half a word"))
    vault = kept.vault
    for stop in list(app.stops):
        stop()
    assert vault.document == Document()
    assert set(vault.identity.secret) == {0}
    assert on_disk(folder) == document("half a word")


def test_what_waits_goes_with_a_vault_that_is_closed_without_keeping_it(folder: Path) -> None:
    kept, _app = opened(folder)
    kept.draft(changed("half a word"))
    assert kept.waits
    kept.drop()
    assert on_disk(folder) == document("a text")


def test_a_closed_vault_keeps_nothing_and_is_not_asked(folder: Path) -> None:
    kept, app = opened(folder)
    forgotten: list[int] = []
    kept.at_closing(lambda: forgotten.append(1))
    kept.drop()
    assert (kept.is_open, kept.document, kept.notices, app.stops) == (False, Document(), (), [])
    assert forgotten == [1]
    assert not kept.draft(changed("nothing"))
    kept.change(lambda _document: pytest.fail("it was asked"))
    assert on_disk(folder) == document("a text")


def test_what_could_not_be_kept_is_told_and_still_waits(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept, app = opened(folder)

    def broken(_document: Document) -> None:
        raise VaultError("vault-disk-full")

    monkeypatch.setattr(kept.vault, "keep", broken)
    kept.change(changed("another"))
    assert app.called.wait(10)
    assert [error.code for error in app.told] == ["vault-disk-full"]
    assert kept.waits
    monkeypatch.undo()
    kept.keep_now()
    kept.drop()
    assert on_disk(folder) == document("another")


# Closing by itself


def test_it_is_time_to_close_when_no_key_was_pressed_for_so_many_minutes() -> None:
    clock = Clock()
    idle = Idle(clock)
    clock.seconds = MINUTES * 60 - 1
    assert not idle.is_over()
    idle.touch()
    clock.seconds += MINUTES * 60 - 1
    assert not idle.is_over()
    clock.seconds += 1
    assert idle.is_over()
    idle.minutes = 0
    clock.seconds += 1_000_000
    assert not idle.is_over()


@pytest.mark.parametrize("minutes", [0, 2, 30])
def test_behind_the_harmless_page_it_is_time_after_a_minute(minutes: int) -> None:
    clock = Clock()
    idle = Idle(clock)
    idle.minutes = minutes
    clock.seconds = HIDDEN_MINUTES * 60 - 1
    assert not idle.is_over(hidden=True)
    clock.seconds += 1
    assert idle.is_over(hidden=True)


def test_a_vault_behind_the_harmless_page_closes_and_says_why(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock, closed = Clock(), list[int]()
    monkeypatch.setattr(closing, "by_itself", lambda _app, minutes: closed.append(minutes))
    kept, app = opened(folder, clock)
    clock.seconds = HIDDEN_MINUTES * 60
    kept._look()
    assert closed == []
    app.covered = True
    kept._look()
    assert closed == [0]
    app.covered = False
    clock.seconds += MINUTES * 60
    kept.touch()  # a computer that slept until now
    assert closed == [0, MINUTES]
    kept.drop()


@pytest.mark.parametrize(("kept", "minutes"), [("0", 0), ("2", 2), ("", MINUTES), ("x", MINUTES)])
def test_the_minutes_that_a_vault_keeps_hold_where_they_can_be_chosen(
    kept: str, minutes: int
) -> None:
    assert minutes_of(kept) == minutes


# My plan


def decided() -> Session:
    somebody = session()
    somebody.mark("set-code", Standing.DONE)
    somebody.mark("talk-outside", Standing.ACCEPTED, date(2027, 2, 1))
    return somebody


def test_a_plan_comes_back_as_it_was_kept() -> None:
    somebody = decided()
    kept = plan_kept.with_plan(Document(), somebody, {})
    again = Session(library(), lambda: TODAY)
    again.restore(plan_kept.answers_of(kept, library()), plan_kept.marks_of(kept, library()))
    assert again.answers == somebody.answers
    assert again.marks == somebody.marks
    assert kept.plan is not None
    assert kept.plan.made == TODAY.isoformat()
    assert "Set a long code" not in [step.text for step in kept.plan.steps]


def test_of_an_older_library_only_what_still_fits_comes_back() -> None:
    kept = Document(
        answers={"gone": ("yes",), "checked": ("perhaps",), "work": ("meet",)},
        progress={
            "gone": Progress("done", "2026-01-01"),
            "set-code": Progress("dancing", "2026-01-01"),
            "ask-lawyer": Progress("done", "yesterday"),
            "talk-outside": Progress("later", "2026-01-01"),
        },
    )
    assert plan_kept.answers_of(kept, library()) == {"work": ("meet",)}
    assert plan_kept.marks_of(kept, library()) == {
        "talk-outside": Mark(Standing.LATER, date(2026, 1, 1))
    }


def test_decisions_that_are_taken_back_go_and_what_others_kept_stays() -> None:
    somebody = decided()
    known = {"elsewhere": Progress("done", "2026-01-01")}
    kept = plan_kept.with_plan(Document(progress=known), somebody, {})
    before = dict(somebody.marks)
    somebody.mark("set-code", Standing.DONE)
    after = plan_kept.with_plan(kept, somebody, before)
    assert set(kept.progress) == {"elsewhere", "set-code", "talk-outside"}
    assert set(after.progress) == {"elsewhere", "talk-outside"}
    assert after.progress["talk-outside"].until == "2027-02-01"


def test_a_session_tells_of_each_change_until_it_is_forgotten() -> None:
    somebody, told = session(), list[int]()
    somebody.changed = lambda: told.append(1)
    somebody.answer("checked", ("no",))
    somebody.mark("set-code", Standing.LATER)
    assert len(told) == 2
    somebody.forget()
    somebody.answer("checked", ("yes",))
    assert len(told) == 2


def test_with_a_plan_only_its_own_progress_is_forgotten() -> None:
    done, later = Progress("done", "2026-01-01"), Progress("later", "2026-01-01")
    mine = {"set-code": done, "talk-outside": later}
    kept = Document(answers={"work": ("meet",)}, progress={**mine, "lesson:parva": done})
    gone = plan_kept.without_plan(kept)
    assert (gone.answers, gone.plan, gone.progress) == ({}, None, {"lesson:parva": done})
    ticked = replace(kept, settings={"ticks": "kept"})
    assert plan_kept.without_plan(ticked).progress == {"set-code": done, "lesson:parva": done}


# Ticks, look, notes


def test_ticks_are_kept_as_done_since_the_day_they_were_ticked() -> None:
    old = Document(progress={"a": Progress("done", "2020-01-01"), "b": Progress("later", "x")})
    kept = ticks_kept.with_done(old, ("a", "b", "c"))
    assert kept.progress["a"].day == "2020-01-01"
    assert {each.state for each in kept.progress.values()} == {"done"}
    assert set(ticks_kept.without_done(kept, "b").progress) == {"a", "c"}


def test_with_ticks_what_is_done_in_a_kept_plan_stays() -> None:
    done, later = Progress("done", "2026-01-01"), Progress("later", "2026-01-01")
    mine = {"set-code": done, "talk-outside": later, "lesson:parva": done}
    kept = Document(progress=mine, settings={"ticks": "kept", "theme": "light"})
    gone = ticks_kept.without_ticks(kept)
    assert gone.progress == {"talk-outside": later, "lesson:parva": done}
    assert gone.settings == {"theme": "light"}
    with_plan = replace(kept, answers={"work": ("meet",)})
    assert ticks_kept.without_ticks(with_plan).progress == mine


def test_look_and_language_are_kept_beside_other_settings() -> None:
    kept = with_look(Document(settings={"close-after": "2"}), Settings(theme="light"))
    assert kept.settings == {"close-after": "2", "theme": "light", "language": "en"}
    assert is_kept(kept, Settings(theme="light"))
    assert not is_kept(kept, Settings(theme="dark"))


def test_a_note_is_changed_in_its_place_and_forgotten_alone() -> None:
    first, second = note_of("A title\n\nand a text\n"), note_of("Another")
    assert (first.title, first.text, second.text) == ("A title", "and a text", "")
    kept = with_note(with_note(Document(), first), second)
    kept = with_note(kept, replace(first, text="changed"))
    assert [each.text for each in kept.notes] == ["changed", ""]
    assert without_note(kept, first.id).notes == (second,)


@pytest.mark.parametrize("raw", ["a\x1b[2Jb", "a\udce9b", "a\u202eb", "a\x00b"])
def test_what_is_typed_or_pasted_can_be_kept_and_shown(raw: str) -> None:
    text = typed_text(raw)
    text.encode()
    assert not {"\x1b", "\u202e", "\x00"} & set(text)
    assert typed_text(text) == text
    assert typed_text("two\nlines\tand سلام") == "two\nlines\tand سلام"


def test_a_path_that_was_pasted_holds_nothing_that_no_path_can() -> None:
    assert str(path_of(" '/a\0 b' ", "")) == "/a b"


# Parts


def full() -> Document:
    keyed = letters.with_key(document("a text"))
    return replace(
        keyed,
        answers={"work": ("meet",)},
        choice={"talk": ("two",)},
        marks=("handbook/borders",),
        plan=Plan("2026-11-22"),
        progress={"set-code": Progress("done", "2026-11-22")},
        incidents=(Incident("i1", "digital", "2026-11-22", "2026-11-22"),),
        settings={"theme": "dark"},
    )


@pytest.mark.parametrize("part", PARTS)
def test_each_part_is_counted_and_forgotten_without_the_others(part: str) -> None:
    kept = full()
    left = without(kept, part)
    assert count(kept, part) > 0
    assert count(left, part) == 0
    assert amount(left, part) == "nothing"
    assert all(count(left, each) == count(kept, each) for each in PARTS if each != part)


# Letters


def test_a_letter_says_what_was_chosen_and_nothing_else() -> None:
    theirs = letters.with_key(Document())
    mine = letters_kept.with_person(full(), "Friend", letters.own_recipient(theirs))
    sealed = letters.write(letters_kept.text_of(mine, "n1"), [mine.exchange.people[0].recipient])
    text = letters.read(sealed, theirs)
    assert "a text" in text
    assert "Friend" not in text
    assert "digital" not in text
    came = letters.with_letter(theirs, text)
    assert [note.text for note in came.notes] == ["a text"]
    plain = letters.with_letter(theirs, "no export\x1b]0;x\x07")
    assert plain.notes[0].text == "no export\\u001b]0;x\\u0007"


def test_a_letter_sets_nothing_names_nobody_and_does_nothing_for_the_person() -> None:
    mine = Document(plan=Plan("2026-11-22"), notes=document("mine").notes)
    sent = replace(
        full(),
        plan=None,
        settings={"close-after": "0"},
        exchange=Exchange(people=(Person("Friend", "age1other"),)),
    )
    came = letters.with_letter(mine, as_text(sent))
    assert [note.text for note in came.notes] == ["mine", "a text"]
    assert came == replace(mine, notes=came.notes, incidents=sent.incidents)
    assert letters.with_letter(came, as_text(sent)).incidents == sent.incidents
    planned = as_text(Document(plan=Plan("2026-01-01")))
    assert letters.with_letter(Document(), planned).plan == Plan("2026-01-01")
    beside = letters.with_letter(mine, planned)
    assert (beside.plan, beside.notes[1].text) == (mine.plan, planned)
    only = letters.with_letter(Document(), as_text(replace(sent, notes=(), incidents=())))
    assert only == Document(notes=only.notes)
    assert 'close-after = "0"' in only.notes[0].text


def test_a_plan_in_a_letter_says_nothing_of_what_was_done_and_learned() -> None:
    assert "set-code" not in letters_kept.text_of(full(), letters_kept.PLAN)
    assert "2026-11-22" in letters_kept.text_of(full(), letters_kept.PLAN)


def test_only_a_recipient_is_taken_for_one_and_a_name_has_one() -> None:
    first, second = (letters.own_recipient(letters.with_key(Document())) for _ in range(2))
    with pytest.raises(VaultError):
        letters_kept.with_person(Document(), "Friend", first[:-1])
    kept = letters_kept.with_person(Document(), "Friend", f" {first}\n")
    kept = letters_kept.with_person(kept, "Friend", second)
    assert [each.recipient for each in kept.exchange.people] == [second]
    assert letters_kept.without_person(kept, "Friend").exchange.people == ()


@pytest.fixture(autouse=True)
def _nothing_is_left_to_be_kept_later() -> Iterator[None]:
    yield
    timers = [each for each in threading.enumerate() if isinstance(each, threading.Timer)]
    assert all(each.finished.is_set() for each in timers)
