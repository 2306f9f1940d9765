"""A newcomer makes a vault, keeps a plan, leaves, opens it again, and opens it without Parasol."""

from __future__ import annotations

import json
import re
import shutil
import signal
import time
from pathlib import Path

import pytest

from tests.e2e.terminal import PATIENCE_SECONDS, ROOT, Place, Tmux, needs_tmux, send
from tests.unit import vaults
from toolkit.tui.vault.vault_rows import PARTS
from toolkit.vault import letters, store

needs_age = pytest.mark.skipif(shutil.which("age") is None, reason="age is not installed")

MOST_SCREENS = 30
DRAWN = re.compile(r"^\s*((?:[a-z]+(?:-[a-z]+)? ){5}[a-z]+(?:-[a-z]+)?)\s*$", re.MULTILINE)


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place.made_in(tmp_path)


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A stick that carries the program."""
    carried = tmp_path / "stick"
    for name in ("toolkit", "guides"):
        shutil.copytree(ROOT / name, carried / name)
    shutil.copy(ROOT / "run", carried)
    return carried


def home(terminal: Tmux, stick: Path) -> None:
    terminal.start(environment={"PYTHONPATH": str(stick)})
    terminal.wait_for("Nothing is remembered.")
    terminal.press("Enter")
    terminal.wait_for("My plan")


def answered(terminal: Tmux) -> None:
    """Leave out each question, and go on to the plan."""
    terminal.press("2")
    terminal.wait_for("Is now a good moment?")
    terminal.press("1")
    screen = terminal.wait_for("S skip")
    for _ in range(MOST_SCREENS):
        # A page may be drawn while the keys below it are still those of the one before.
        if "F finish" in screen or "  This week\n" in screen:
            terminal.wait_for("F finish")
            return
        is_question = "S skip" in screen and "What we heard" not in screen
        terminal.press("s" if is_question else "Enter")
        screen = terminal.next_screen(screen, "S skip", "Enter go on", "F finish")
    raise AssertionError(screen)


def made_by_a_newcomer(terminal: Tmux, stick: Path) -> str:
    """A plan, kept in a vault; its passphrase."""
    terminal.type("ulimit -S -c unlimited")
    home(terminal, stick)
    answered(terminal)
    terminal.press("f")
    terminal.wait_for("Keep it in a vault")
    terminal.press("2")
    terminal.wait_for("1  Make a vault")
    # All in one: what is typed before its line is there stands there all the same.
    terminal("send-keys", "-l", "12\r")
    drawn = DRAWN.search(terminal.wait_for("77 bits"))
    assert drawn is not None
    phrase = drawn[1]
    terminal.press("Enter")
    terminal.wait_for("Now type it")
    terminal("send-keys", "-l", phrase)
    assert phrase not in terminal.screen()
    terminal.press("Enter")
    terminal.wait_for("Leave it in my vault")
    limits = Path(f"/proc/{terminal.process}/limits").read_text(encoding="ascii").splitlines()
    (core,) = (line.split() for line in limits if line.startswith("Max core file size"))
    assert core[4:6] == ["0", "0"]
    return phrase


@needs_tmux
@needs_age
def test_a_plan_is_kept_opened_again_and_opened_with_plain_age(place: Place, stick: Path) -> None:
    folder = stick / "vaults" / "12"
    with Tmux(place) as terminal:
        phrase = made_by_a_newcomer(terminal, stick)
        terminal.press("C-q")
        left = terminal.wait_for_leaving()
        assert "left with 0" in left
        assert not any(word in left for word in (phrase, "Memorise", "vault"))
        assert sorted(each.name for each in folder.iterdir()) == [
            "key.age",
            "vault.age",
            "vault.lock",
        ]

        # Anybody's age opens it.
        terminal("clear-history")
        terminal.type(f"clear; age -d -i {folder}/key.age -o plain.json {folder}/vault.age")
        terminal.wait_for("passphrase")
        terminal("send-keys", "-l", phrase)
        terminal.press("Enter")
        terminal.wait_for("ready>")
        kept = json.loads((place.here / "plain.json").read_text(encoding="utf-8"))
        steps = kept["document"]["plan"]["steps"]
        assert steps[0]["when"] == "this-week"
        (place.here / "plain.json").unlink()

        # And so does Parasol, in another run.
        terminal.type("clear")
        terminal.start(environment={"PYTHONPATH": str(stick)})
        terminal.wait_for("V open my vault")
        terminal.press("v")
        terminal.wait_for("Open “12”")
        terminal.press("1")
        terminal.wait_for("Passphrase")
        terminal("send-keys", "-l", phrase)
        terminal.press("Enter")
        terminal.wait_for("Clean photos")
        terminal.press("2")
        terminal.wait_for("Go on with what my vault keeps")
        terminal.press("1")
        shown = terminal.wait_for("F finish")
        assert steps[0]["text"] in shown
        send(terminal.process, signal.SIGTERM)
        left = terminal.wait_for_leaving()
        assert steps[0]["text"] not in left
        assert phrase not in left
    left_files = [each for each in place.folder.rglob("*") if stick not in each.parents]
    assert not [each for each in left_files if each.is_file() and phrase in each.read_text()]
    assert phrase.encode() not in b"".join(each.read_bytes() for each in folder.iterdir())


# What is half written


CALENDAR = "Mo Tu We Th Fr Sa Su"
LETTER, NOTE, INCIDENT = "MARK-of-a-letter", "MARK-of-a-note", "MARK-of-an-incident"


def filled(folder: Path, letter: Path) -> Path:
    """A vault with a note, and a letter to it."""
    document = letters.with_key(vaults.document(NOTE))
    vaults.create(folder, vaults.PHRASE, document).close()
    letter.write_bytes(letters.write(LETTER, [letters.own_recipient(document)]))
    return folder


def opened(terminal: Tmux, stick: Path) -> None:
    """The only vault beside the program, open."""
    terminal.start(environment={"PYTHONPATH": str(stick)})
    terminal.wait_for("V open my vault")
    terminal.press("v")
    terminal.wait_for("Open “1”")
    terminal.press("1")
    terminal.wait_for("Passphrase")
    terminal("send-keys", "-l", vaults.PHRASE.decode())
    terminal.press("Enter")
    terminal.wait_for("Clean photos")
    terminal.press("End", "Up", "Enter")


def line(number: int) -> tuple[str, ...]:
    """The keys that open a line of a list, counted from 0."""
    return ("Home", *["Down"] * number, "Enter")


def part(name: str) -> tuple[str, ...]:
    """The keys that open a part of what the vault keeps."""
    return line(list(PARTS).index(name))


def hidden_and_back(terminal: Tmux, mark: str) -> None:
    """Behind the harmless page nothing of it is seen, nor can be scrolled to."""
    terminal.wait_for(mark)
    terminal.press("F9")
    terminal.wait_for(CALENDAR, gone=mark)
    assert mark not in terminal.everything()
    terminal.press("F9")
    terminal.wait_for(mark)


def half_written(terminal: Tmux, letter: Path, folder: Path) -> None:
    """A letter is read, a note is changed, an incident is begun; each is hidden and seen again."""
    terminal.press(*part("letters"), *line(1))
    terminal.wait_for("Open a letter")
    terminal("send-keys", "-l", f"{letter}\r")
    hidden_and_back(terminal, LETTER)
    terminal.press("Escape", "Escape", *part("notes"), *line(0))
    terminal.wait_for(NOTE)
    terminal("send-keys", "-l", "half ")
    hidden_and_back(terminal, f"half {NOTE}")
    terminal.press("Escape", "Escape", *part("incidents"), "n", *line(0), "End", "Enter")
    terminal.wait_for("Tab next question")
    before = (folder / "vault.age").read_bytes()
    terminal("send-keys", "-l", INCIDENT)
    terminal.wait_for(INCIDENT)
    terminal.press("F9")
    terminal.wait_for(CALENDAR, gone=INCIDENT)
    until = time.monotonic() + PATIENCE_SECONDS
    while (folder / "vault.age").read_bytes() == before:
        assert time.monotonic() < until, "nothing is kept while it is hidden"
        time.sleep(0.05)
    terminal.press("F9")
    hidden_and_back(terminal, INCIDENT)


@needs_tmux
def test_what_is_half_written_is_hidden_kept_when_one_leaves_and_left_nowhere_else(
    place: Place, stick: Path
) -> None:
    letter = place.here / "l.age"
    folder = filled(stick / "vaults" / "1", letter)
    with Tmux(place) as terminal:
        opened(terminal, stick)
        half_written(terminal, letter, folder)
        # Of the last words before one leaves, none is lost.
        terminal("send-keys", "-l", " and more\x11")
        left = terminal.wait_for_leaving()
    assert "left with 0" in left
    own = (stick / "toolkit", stick / "guides")
    files = [each for each in place.folder.rglob("*") if each.is_file()]
    files = [each for each in files if not any(each.is_relative_to(other) for other in own)]
    assert {letter, folder / "vault.age"} <= set(files)
    for mark in (LETTER, NOTE, INCIDENT, "half "):
        assert mark not in left
        assert not [each for each in files if mark.encode() in each.read_bytes()]
    with store.open_vault(folder, vaults.PHRASE) as vault:
        assert vaults.text_of(vault) == f"half {NOTE}"
        (incident,) = vault.document.incidents
        assert incident.fields == {"what": f"{INCIDENT} and more"}
