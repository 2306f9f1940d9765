"""A newcomer makes a vault, keeps a plan, leaves, opens it again, and opens it without Parasol."""

from __future__ import annotations

import json
import re
import shutil
import signal
from pathlib import Path

import pytest

from tests.e2e.terminal import ROOT, Place, Tmux, needs_tmux, send

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
        if "F finish" in screen:
            return
        terminal.press("s" if "S skip" in screen else "Enter")
        # By what stands at its end: a terminal may be asked when half of it is drawn.
        asked = "\n".join(screen.splitlines()[:4])
        screen = terminal.wait_for("S skip", "Enter go on", "F finish", gone=asked)
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
