"""The vault as a person uses it: made, filled, closed, opened, and what goes wrong."""

from __future__ import annotations

import asyncio
import errno
import os
import threading
import tomllib
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from tests.tui.albums import on, text, until
from tests.tui.plan_library import ANSWERS, planning
from tests.tui.vault_places import PHRASE, at_home, press, set_up, typed
from tests.unit import vaults
from tests.unit.small_lesson import course, played
from toolkit.errors import VaultError
from toolkit.tui.lessons.list_screen import ListScreen
from toolkit.tui.library.checklist_screen import ChecklistScreen
from toolkit.tui.messengers.result_screen import ResultScreen
from toolkit.tui.messengers.session import Session
from toolkit.tui.planning.end_screen import EndScreen
from toolkit.tui.planning.flow import end
from toolkit.tui.planning.now_screen import NowScreen
from toolkit.tui.planning.plan_screen import PlanScreen
from toolkit.tui.planning.question_screen import QuestionScreen
from toolkit.tui.screens.home import Home
from toolkit.tui.screens.settings import SettingsScreen
from toolkit.tui.vault import closing, flow
from toolkit.tui.vault.destroy_screen import DestroyScreen
from toolkit.tui.vault.door_screen import DoorScreen
from toolkit.tui.vault.export_screen import ExportScreen
from toolkit.tui.vault.idle import MINUTES
from toolkit.tui.vault.kept import Kept
from toolkit.tui.vault.letter_screens import WriteLetterScreen
from toolkit.tui.vault.letters_screen import LettersScreen
from toolkit.tui.vault.line import Typed
from toolkit.tui.vault.note_screen import NoteScreen
from toolkit.tui.vault.notes_screen import NotesScreen
from toolkit.tui.vault.open_screen import OpenScreen
from toolkit.tui.vault.phrase_screen import AgainScreen, DrawnScreen, OwnScreen
from toolkit.tui.vault.place_screen import PlaceScreen
from toolkit.tui.vault.sure_screen import SureScreen
from toolkit.tui.vault.told_screen import ToldScreen
from toolkit.tui.vault.trouble_screen import TroubleScreen
from toolkit.tui.vault.vault_screen import VaultScreen
from toolkit.tui.vault.work_screen import WorkScreen
from toolkit.tui.widgets.rows import Rows
from toolkit.vault import age, keys, store

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from textual.pilot import Pilot
    from textual.screen import Screen

    from toolkit.tui.settings import Settings
    from toolkit.vault.document import Document
    from toolkit.vault.store import Vault

OWN = "first passphrase"


@pytest.fixture
def beside(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    return set_up(monkeypatch, tmp_path)


def go(walk: Callable[[Pilot[Any]], Awaitable[None]], settings: Settings | None = None) -> None:
    async def run() -> None:
        async with at_home(settings=settings) as pilot:
            await walk(pilot)
            app: Any = pilot.app
            app._stops.stop_everything()

    asyncio.run(run())


async def came(pilot: Pilot[Any], kind: type[Screen[Any]]) -> None:
    await until(pilot, lambda: isinstance(pilot.app.screen, kind))


async def shown(pilot: Pilot[Any], words: str) -> None:
    await until(pilot, lambda: words in " ".join(text(pilot).split()))


async def vault_from_home(pilot: Pilot[Any]) -> None:
    await press(pilot, "end", "up", "enter")


async def opened(pilot: Pilot[Any], phrase: str = OWN) -> None:
    """At the page of the only vault that lies next to the program."""
    await vault_from_home(pilot)
    await shown(pilot, "Open “1”")
    await press(pilot, "1")
    await came(pilot, OpenScreen)
    await typed(pilot, phrase)
    await came(pilot, VaultScreen)


def there(path: Path) -> bool:
    return path.exists()


async def row(pilot: Pilot[Any], name: str) -> None:
    pilot.app.screen.query_one(Rows).go_to(name)
    await press(pilot, "enter")


def kept_in(folder: Path, phrase: bytes = vaults.PHRASE) -> Document:
    """What is on the disk. Nobody may have the vault open."""
    with store.open_vault(folder, phrase) as vault:
        return vault.document


# A newcomer


def test_a_newcomer_makes_a_vault_writes_a_note_closes_it_and_opens_it_again(beside: Path) -> None:
    async def walk(pilot: Pilot[Any]) -> None:
        await vault_from_home(pilot)
        on(pilot, DoorScreen)
        await shown(pilot, "1 Make a vault")
        await press(pilot, "1")
        on(pilot, PlaceScreen)
        assert "can see that there is a vault" in " ".join(text(pilot).split())
        assert "nobody can open the vault" in " ".join(text(pilot).split())
        assert on(pilot, PlaceScreen).query_one(Typed).value == str(beside / "1")
        await press(pilot, "enter")
        on(pilot, DrawnScreen)
        assert PHRASE in text(pilot)
        assert "77 bits" in text(pilot)
        assert "It is not shown again" in text(pilot)
        await press(pilot, "enter")
        on(pilot, AgainScreen)
        await typed(pilot, "six other words")
        await shown(pilot, "That is not it")
        assert not there(beside)
        await typed(pilot, PHRASE)
        await came(pilot, VaultScreen)
        assert len(pilot.app.screen_stack) == 3
        assert PHRASE not in text(pilot)

        await row(pilot, "notes")
        on(pilot, NotesScreen)
        await press(pilot, "n")
        on(pilot, NoteScreen)
        await press(pilot, "o", "n", "e", "enter", "t", "w", "o")
        await press(pilot, "escape")
        on(pilot, NotesScreen)
        assert "one" in text(pilot)
        await press(pilot, "escape", "c")
        await came(pilot, Home)
        assert not pilot.app.vault.is_open  # type: ignore[attr-defined]

        await vault_from_home(pilot)
        await shown(pilot, "Open “1”")
        await press(pilot, "1")
        await typed(pilot, "wrong words")
        await shown(pilot, "The passphrase does not open this vault")
        assert "damaged" not in text(pilot)
        await typed(pilot, PHRASE)
        await came(pilot, VaultScreen)

    go(walk)
    (note,) = kept_in(beside / "1", PHRASE.encode()).notes
    assert (note.title, note.text) == ("one", "two")


def test_who_does_not_wait_for_the_key_leaves_nothing_behind(
    beside: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting, wait = threading.Event(), threading.Event()
    wrapped = keys.wrapped

    def slow(*arguments: Any) -> bytes:
        waiting.set()
        assert wait.wait(20)
        return wrapped(*arguments)

    monkeypatch.setattr(keys, "wrapped", slow)

    async def walk(pilot: Pilot[Any]) -> None:
        await vault_from_home(pilot)
        await press(pilot, "1", "enter", "enter")
        await typed(pilot, PHRASE)
        await came(pilot, WorkScreen)
        await until(pilot, waiting.is_set)
        await press(pilot, "escape")
        on(pilot, PlaceScreen)
        wait.set()
        await until(pilot, lambda: not beside.exists())

    go(walk)
    assert not beside.exists()


def test_a_passphrase_of_ones_own_is_told_what_speaks_against_it(beside: Path) -> None:
    async def walk(pilot: Pilot[Any]) -> None:
        await vault_from_home(pilot)
        await press(pilot, "1", "enter", "o")
        on(pilot, OwnScreen)
        await press(pilot, *"abcabc")
        assert "It is short" in text(pilot)
        assert "abcabc" not in text(pilot)
        await press(pilot, "enter")
        await typed(pilot, "abcabd")
        await shown(pilot, "not the same")
        await typed(pilot, "abcabc")
        await came(pilot, VaultScreen)

    go(walk)
    assert kept_in(beside / "1", b"abcabc").notes == ()


# What goes wrong


def test_damage_an_older_file_and_a_second_program_are_told_for_what_they_are(beside: Path) -> None:
    folder = vaults.made(beside / "1", "a text")
    file = folder / "vault.age"
    old = file.read_bytes()
    with store.open_vault(folder, vaults.PHRASE) as vault:
        vault.keep(vaults.document("newer"))
    whole = file.read_bytes()
    file.write_bytes(whole[:-100] + bytes([whole[-100] ^ 1]) + whole[-99:])

    async def walk(pilot: Pilot[Any]) -> None:
        await vault_from_home(pilot)
        await shown(pilot, "Open “1”")
        await press(pilot, "1")
        await typed(pilot, OWN)
        await shown(pilot, "The passphrase is right, but vault.age is damaged at block")
        file.write_bytes(whole)
        with store.open_vault(folder, vaults.PHRASE):
            await typed(pilot, OWN)
            await shown(pilot, "Another program has this vault open")
        file.write_bytes(old)
        await typed(pilot, OWN)
        await came(pilot, VaultScreen)
        await shown(pilot, "This is an older state of the vault: number 1 of")

    go(walk)


def test_what_cannot_be_kept_is_told_on_the_screen_and_kept_with_the_next_try(
    beside: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vaults.made(beside / "1", "a text")
    keep = store.Vault.keep

    def full(_vault: Vault, _document: Document) -> None:
        raise VaultError("vault-disk-full")

    async def walk(pilot: Pilot[Any]) -> None:
        await opened(pilot)
        monkeypatch.setattr(store.Vault, "keep", full)
        pilot.app.screen.query_one(Rows).go_to("notes")
        await press(pilot, "f")
        on(pilot, SureScreen)
        await press(pilot, "2")
        await came(pilot, TroubleScreen)
        assert "The disk is full" in text(pilot)
        # Who was typing meanwhile loses nothing by it.
        await press(pilot, *"call 4321", "enter")
        await shown(pilot, "Close the vault, and lose what changed ◆ The disk is full")
        monkeypatch.setattr(store.Vault, "keep", keep)
        await press(pilot, "enter")
        await came(pilot, VaultScreen)

    go(walk)
    assert kept_in(beside / "1").notes == ()


# Closing by itself


def test_a_vault_that_nobody_uses_closes_and_takes_its_screens_along(beside: Path) -> None:
    vaults.made(beside / "1", "a text")
    now = [0.0]

    async def walk(pilot: Pilot[Any]) -> None:
        app: Any = pilot.app
        app.vault = Kept(app, lambda: now[0])
        await opened(pilot)
        await row(pilot, "notes")
        await press(pilot, "enter")
        on(pilot, NoteScreen)
        await press(pilot, "x")
        now[0] += MINUTES * 60 - 1
        app.vault._look()
        await pilot.pause()
        on(pilot, NoteScreen)
        await press(pilot, "y")
        now[0] += MINUTES * 60 - 1
        app.vault._look()
        await pilot.pause()
        on(pilot, NoteScreen)
        now[0] += 1
        app.vault._look()
        await came(pilot, ToldScreen)
        assert "No key was pressed for 10 minutes" in text(pilot)
        assert not app.vault.is_open
        await press(pilot, "enter")
        on(pilot, Home)

    go(walk)
    assert kept_in(beside / "1").notes[0].text == "xya text"


def test_what_is_written_while_a_vault_is_being_closed_is_kept(
    beside: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = vaults.made(beside / "1", "a text")
    keep, saving, go_on = store.Vault.keep, threading.Event(), threading.Event()

    def slow(vault: Vault, document: Document) -> None:
        saving.set()
        assert go_on.wait(20)
        keep(vault, document)

    async def walk(pilot: Pilot[Any]) -> None:
        app: Any = pilot.app
        app.vault.take(store.open_vault(folder, vaults.PHRASE))
        monkeypatch.setattr(store.Vault, "keep", slow)
        app.vault.draft(lambda document: vaults.with_note(document, "half"))
        closing.by_hand(app)
        await until(pilot, saving.is_set)
        app.vault.draft(lambda document: vaults.with_note(document, "half a word"))
        go_on.set()
        await until(pilot, lambda: not app.vault.is_open)

    go(walk)
    monkeypatch.undo()
    assert kept_in(folder).notes[0].text == "half a word"


def test_a_save_that_ends_while_a_screen_is_being_opened_is_no_fault(beside: Path) -> None:
    folder = vaults.made(beside / "1", "a text")

    async def walk(pilot: Pilot[Any]) -> None:
        app: Any = pilot.app
        app.vault.take(store.open_vault(folder, vaults.PHRASE))
        app.push_screen(NoteScreen(""))
        app.vault._tell(None)
        await until(pilot, lambda: app.screen.is_mounted)

    go(walk)


def test_only_screens_that_show_what_is_kept_go_when_a_vault_is_closed(beside: Path) -> None:
    async def walk(pilot: Pilot[Any]) -> None:
        pilot.app.push_screen(SettingsScreen())
        assert not closing.drop_screens(pilot.app)  # type: ignore[arg-type]
        on(pilot, SettingsScreen)

    go(walk)


# Keys


def test_keys_are_changed_made_anew_copied_and_destroyed(beside: Path, tmp_path: Path) -> None:
    folder = vaults.made(beside / "1", "a text")
    first = (folder / "key.age").read_bytes()

    async def again(pilot: Pilot[Any], title: str) -> None:
        on(pilot, DrawnScreen)
        await press(pilot, "enter")
        await typed(pilot, PHRASE)
        await came(pilot, ToldScreen)
        assert title in text(pilot)
        await press(pilot, "enter")
        await came(pilot, VaultScreen)

    async def walk(pilot: Pilot[Any]) -> None:
        await opened(pilot)
        await row(pilot, "passphrase")
        await again(pilot, "Change the passphrase")
        second = (folder / "key.age").read_bytes()
        assert second != first
        await row(pilot, "rotate")
        await again(pilot, "Somebody knows it")
        assert (folder / "key.age").read_bytes() != second
        await row(pilot, "recovery")
        on(pilot, PlaceScreen)
        await press(pilot, "enter")
        await again(pilot, "Write a recovery copy")
        assert (tmp_path / "recovery.age").exists()
        assert kept_notes(pilot) == ["a text"]
        await row(pilot, "destroy")
        await came(pilot, DestroyScreen)
        await shown(pilot, "crime to destroy")
        await typed(pilot, "no")
        await shown(pilot, "Nothing was changed")
        assert (folder / "key.age").exists()
        way = folder.with_name("way")
        way.symlink_to(folder)
        pilot.app.screen.query_one("#folder", Typed).value = str(way)
        await typed(pilot, "destroy")
        await came(pilot, ToldScreen)
        assert "Copies elsewhere are not" in text(pilot)
        assert not pilot.app.vault.is_open  # type: ignore[attr-defined]

    go(walk)
    assert not (folder / "key.age").exists()
    assert (folder / "vault.age").exists()


def kept_notes(pilot: Pilot[Any]) -> list[str]:
    app: Any = pilot.app
    return [note.text for note in app.vault.document.notes]


# In and out


def test_what_is_written_as_text_can_be_brought_in_again(beside: Path, tmp_path: Path) -> None:
    vaults.made(beside / "1", "a text")
    plain = tmp_path / "plain.txt"

    async def walk(pilot: Pilot[Any]) -> None:
        await opened(pilot)
        await row(pilot, "export")
        assert "This text is not encrypted" in text(pilot)
        await typed(pilot, str(plain))
        await shown(pilot, "✓ Written")
        await typed(pilot, str(plain))
        await shown(pilot, "◆")
        await press(pilot, "escape")
        pilot.app.screen.query_one(Rows).go_to("notes")
        await press(pilot, "f", "2")
        assert kept_notes(pilot) == []
        await row(pilot, "import")
        await typed(pilot, f"'{plain}'")
        await shown(pilot, "✓ 1 thing came in.")
        assert kept_notes(pilot) == ["a text"]

    go(walk)
    assert kept_in(beside / "1").notes[0].text == "a text"


def test_somebody_is_added_written_to_and_their_letter_is_opened_and_kept(
    beside: Path, tmp_path: Path
) -> None:
    vaults.made(beside / "1", "a text")
    letter = tmp_path / "letter.age"

    async def walk(pilot: Pilot[Any]) -> None:
        app: Any = pilot.app
        await opened(pilot)
        await row(pilot, "letters")
        on(pilot, LettersScreen)
        await row(pilot, "mine")
        assert "age1" in text(pilot)
        await press(pilot, "escape")
        (mine,) = app.vault.document.exchange.identities
        recipient = vaults.recipient_of(mine)
        await row(pilot, "add")
        await typed(pilot, "Friend")
        await typed(pilot, recipient)
        on(pilot, LettersScreen)
        await row(pilot, "add")
        await typed(pilot, "Another")
        await typed(pilot, vaults.recipient_of(age.X25519Identity.generate().text()))
        await row(pilot, "all")
        assert "Friend, Another" in text(pilot)
        on(pilot, WriteLetterScreen).query_one("#path").focus()
        await pilot.pause()
        await typed(pilot, str(letter))
        await shown(pilot, "✓ Written")
        await press(pilot, "escape")
        await row(pilot, "letter")
        await typed(pilot, str(letter))
        await shown(pilot, 'text = "a text"')
        await press(pilot, "f3")
        await shown(pilot, "It is kept in the vault")

    go(walk)


# My plan, checklists, look


def test_a_plan_is_kept_in_a_vault_made_for_it_and_offered_again(
    beside: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def walk(pilot: Pilot[Any]) -> None:
        app: Any = pilot.app
        await press(pilot, "2")
        await came(pilot, NowScreen)
        await press(pilot, "1")
        await came(pilot, QuestionScreen)
        session = pilot.app.screen._session  # type: ignore[attr-defined]
        for question, given in ANSWERS.items():
            session.answer(question, given)
        end(app, session)
        await came(pilot, EndScreen)
        await press(pilot, "2")
        on(pilot, DoorScreen)
        await press(pilot, "1", "enter", "enter")
        await typed(pilot, PHRASE)
        await came(pilot, EndScreen)
        await shown(pilot, "› 1 Leave it in my vault")
        session.answer("work", ("write",))
        await press(pilot, "1")
        on(pilot, Home)

        await press(pilot, "2")
        await shown(pilot, "Go on with what my vault keeps")
        await press(pilot, "1")
        await came(pilot, PlanScreen)
        on(pilot, PlanScreen).session.mark("set-code", standing())
        end(app, on(pilot, PlanScreen).session)
        await came(pilot, EndScreen)
        await press(pilot, "2")
        on(pilot, SureScreen)
        assert "crime to destroy" in " ".join(text(pilot).split())
        await press(pilot, "1")
        on(pilot, EndScreen)
        await until(pilot, lambda: not app.vault.waits)
        closing.by_hand(app)
        await came(pilot, Home)

    async def run() -> None:
        async with planning(monkeypatch) as pilot:
            await walk(pilot)

    asyncio.run(run())
    kept = kept_in(beside / "1", PHRASE.encode())
    assert kept.answers == {**ANSWERS, "work": ("write",)}
    assert kept.progress["set-code"].state == "done"


def standing() -> Any:
    from toolkit.tui.planning.session import Standing  # noqa: PLC0415 - used once

    return Standing.DONE


def test_what_is_kept_is_written_as_text_from_where_it_was_kept(beside: Path) -> None:
    from tests.tui.messenger_screens import shelf  # noqa: PLC0415 - used once

    vaults.made(beside / "1", "a text")
    written = beside / "out.toml"

    async def walk(pilot: Pilot[Any]) -> None:
        app: Any = pilot.app
        await opened(pilot)
        session = Session(shelf())
        session.answer("hurt", ("content",))
        app.push_screen(ResultScreen(session))
        await came(pilot, ResultScreen)
        await press(pilot, "e")
        on(pilot, ResultScreen)
        await press(pilot, "v", "e")
        await came(pilot, ExportScreen)
        app.screen.query_one("#path", Typed).value = str(written)
        await press(pilot, "enter")
        await until(pilot, lambda: there(written))
        await until(pilot, lambda: not app.vault.waits)

    go(walk)
    told = tomllib.loads(written.read_text(encoding="utf-8"))
    assert told["choice"] == {"hurt": ["content"]}
    assert "notes" not in told


def test_what_was_answered_and_learned_is_forgotten_where_it_was_kept(beside: Path) -> None:
    from tests.tui.library_screens import _checklist  # noqa: PLC0415 - used once
    from tests.tui.messenger_screens import shelf  # noqa: PLC0415 - used once

    vaults.made(beside / "1", "a text")

    async def walk(pilot: Pilot[Any]) -> None:
        app: Any = pilot.app
        await opened(pilot)
        session = Session(shelf())
        session.answer("hurt", ("content",))
        app.push_screen(ResultScreen(session))
        await came(pilot, ResultScreen)
        await press(pilot, "v")
        assert app.vault.document.choice == {"hurt": ("content",)}
        await shown(pilot, "V forget in my vault")
        await press(pilot, "v")
        await came(pilot, SureScreen)
        await press(pilot, "1", "v")
        assert app.vault.document.choice == {"hurt": ("content",)}
        await press(pilot, "2")
        await shown(pilot, "V keep in my vault")
        session.answer("phones", ("iphone",))
        assert app.vault.document.choice == {}

        learned = course()
        learned.note(played(11))
        app.push_screen(ListScreen(learned))
        await came(pilot, ListScreen)
        await press(pilot, "k")
        assert list(app.vault.document.progress) == ["lesson:parva"]
        await press(pilot, "k")
        await shown(pilot, "Forget which lessons you took?")
        await press(pilot, "2")
        await shown(pilot, "K keep in a vault")
        assert app.vault.document.progress == {}
        assert learned.progress.lessons

        checklist = _checklist()
        app.push_screen(checklist)
        await came(pilot, ChecklistScreen)
        await press(pilot, "v", "space")
        assert len(app.vault.document.progress) == 1
        await press(pilot, "v")
        await shown(pilot, "Forget the ticks in your vault?")
        await press(pilot, "2")
        await until(pilot, lambda: not app.vault.document.settings)
        assert app.vault.document.progress == {}
        assert len(checklist.shelf.ticked) == 1
        await until(pilot, lambda: not app.vault.waits)

    go(walk)
    kept = kept_in(beside / "1")
    assert (kept.choice, kept.progress) == ({}, {})


def test_what_came_out_of_a_vault_goes_with_it_also_once_it_is_forgotten_there(
    beside: Path,
) -> None:
    from tests.tui.library_screens import _checklist  # noqa: PLC0415 - used once
    from tests.tui.messenger_screens import shelf  # noqa: PLC0415 - used once

    folder = vaults.made(beside / "1", "a text")
    learned, checklist, session = course(), _checklist(), Session(shelf())
    learned.note(played(11))
    session.answer("hurt", ("content",))

    async def forgotten(pilot: Pilot[Any], screen: Screen[Any], key: str) -> None:
        """Kept and forgotten on its screen, it is gone from there when the vault is closed."""
        app: Any = pilot.app
        app.vault.take(store.open_vault(folder, vaults.PHRASE))
        app.push_screen(screen)
        await came(pilot, type(screen))
        await press(pilot, key, key)
        await came(pilot, SureScreen)
        await press(pilot, "2")
        await came(pilot, type(screen))
        await until(pilot, lambda: not app.vault.waits)
        closing.by_hand(app)
        await came(pilot, Home)
        assert not app.vault.is_open

    async def walk(pilot: Pilot[Any]) -> None:
        app: Any = pilot.app
        await forgotten(pilot, ResultScreen(session), "v")
        await forgotten(pilot, ListScreen(learned), "k")
        assert not learned.progress.lessons
        await forgotten(pilot, checklist, "v")
        # A vault that closes while it is asked takes the question along, and nothing is forgotten.
        now = [0.0]
        app.vault = Kept(app, lambda: now[0])
        app.vault.take(store.open_vault(folder, vaults.PHRASE))
        again = ResultScreen(session)
        app.push_screen(again)
        await came(pilot, ResultScreen)
        await press(pilot, "v", "v")
        await came(pilot, SureScreen)
        await until(pilot, lambda: not app.vault.waits)
        now[0] += MINUTES * 60
        app.vault._look()
        await came(pilot, ToldScreen)
        assert "The vault is closed" in text(pilot)
        await press(pilot, "enter")
        on(pilot, Home)

    go(walk)
    assert kept_in(folder).choice == {"hurt": ("content",)}


def test_what_cannot_be_forgotten_is_told_and_is_still_there(
    beside: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a stick that cannot be written."""
    folder = vaults.made(beside / "1", "a text")
    document = vaults.document("a text")
    with store.open_vault(folder, vaults.PHRASE) as vault:
        vault.keep(replace(document, settings={"ticks": "kept"}))
    really = os.open

    def refuse(path: Any, flags: int, *rest: Any, **named: Any) -> int:
        if flags & (os.O_WRONLY | os.O_RDWR):
            raise OSError(errno.EROFS, "")
        return really(path, flags, *rest, **named)

    async def walk(pilot: Pilot[Any]) -> None:
        from tests.tui.library_screens import _checklist  # noqa: PLC0415 - used once

        app: Any = pilot.app
        with monkeypatch.context() as patch:
            patch.setattr(os, "open", refuse)
            app.vault.take(store.open_vault(folder, vaults.PHRASE))
        app.push_screen(_checklist())
        await came(pilot, ChecklistScreen)
        await press(pilot, "v")
        await came(pilot, SureScreen)
        await press(pilot, "2")
        await came(pilot, TroubleScreen)
        await shown(pilot, "Your last change is not kept")
        assert "cannot be written" in " ".join(text(pilot).split())
        await press(pilot, "end", "enter")
        on(pilot, SureScreen)
        await press(pilot, "1", "enter", "2")
        await came(pilot, Home)

    go(walk)
    assert kept_in(folder).settings == {"ticks": "kept"}


def test_look_language_and_ticks_are_kept_when_the_person_says_so_and_only_then(
    beside: Path,
) -> None:
    from tests.tui.library_screens import _checklist  # noqa: PLC0415 - used once

    vaults.made(beside / "1", "a text")

    async def walk(pilot: Pilot[Any]) -> None:
        app: Any = pilot.app
        checklist = _checklist()
        app.push_screen(checklist)
        await came(pilot, ChecklistScreen)
        await press(pilot, "v", "space")
        assert app.vault.document.progress == {}
        await press(pilot, "escape")
        await opened(pilot)
        await press(pilot, "escape")
        app.push_screen(checklist)
        await came(pilot, ChecklistScreen)
        await press(pilot, "space", "space")
        assert app.vault.document.progress == {}
        await press(pilot, "v")
        await shown(pilot, "Ticks are kept in your vault")
        assert len(app.vault.document.progress) == 1
        await press(pilot, "space")
        assert app.vault.document.progress == {}
        await press(pilot, "space", "escape", "end", "enter")
        await came(pilot, SettingsScreen)
        await press(pilot, "down")
        assert app.vault.document.settings == {"ticks": "kept"}
        await press(pilot, "v", "v", "2")
        await came(pilot, SettingsScreen)
        assert app.vault.document.settings == {"ticks": "kept"}
        await press(pilot, "v", "escape")
        assert app.vault.document.settings["theme"] == "light"
        await until(pilot, lambda: not app.vault.waits)
        closing.by_hand(app)
        await until(pilot, lambda: not app.vault.is_open)
        assert checklist.shelf.ticked == set()

    go(walk)
    assert len(kept_in(beside / "1").progress) == 1

    async def begin(pilot: Pilot[Any]) -> None:
        app: Any = pilot.app
        app.pop_screen()
        await shown(pilot, "V open my vault")
        await press(pilot, "v")
        await shown(pilot, "Open “1”")
        await press(pilot, "1")
        await typed(pilot, OWN)
        await came(pilot, Home)
        assert app.theme == "light"
        flow.begin(app)
        await came(pilot, VaultScreen)

    go(begin)
