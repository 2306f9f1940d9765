"""Somebody answers the questions in a real terminal, reads the plan, and leaves no trace of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.e2e.terminal import Place, Tmux, needs_tmux
from toolkit.threats.shelf import load

if TYPE_CHECKING:
    from pathlib import Path

MOST_SCREENS = 20


@needs_tmux
def test_a_plan_is_made_and_forgotten_and_nothing_of_it_stays(tmp_path: Path) -> None:
    place = Place.made_in(tmp_path)
    library = load()
    choices = [each.id for each in library.questions["region"].choices]
    with Tmux(place) as terminal:
        before = place.files()
        terminal.start()
        terminal.wait_for("Nothing is remembered.")
        terminal.press("Enter")
        terminal.wait_for("My plan")
        terminal.press("2")
        terminal.wait_for("Is now a good moment?")
        terminal.press("1")
        terminal.wait_for(library.questions["why-here"].prompt)
        terminal.press("3")
        terminal.wait_for(library.questions["region"].prompt)
        first, second = list(str(choices.index("uganda") + 1))
        terminal.press(first)
        terminal.wait_for(f"› {first} ")  # a person is slower than the screen
        terminal.press(second)
        screen = terminal.wait_for("about 13 left")
        for _ in range(MOST_SCREENS):
            if "That is right" in screen:
                break
            terminal.press("n" if "N no" in screen else "s")
            screen = terminal.next_screen(screen, "S skip", "That is right")
        assert "The place you think of: Uganda." in screen
        terminal.press("Enter")
        assert "documented there" in terminal.wait_for("What could happen")
        terminal.press("Enter")
        terminal.wait_for("What I can do")
        terminal.press("Enter")
        terminal.wait_for(library.actions["update-your-phone"].title)
        terminal.press("f")
        terminal.wait_for("1  Forget everything")
        terminal.press("1")
        terminal.wait_for("Bad days")
        terminal.press("C-q")
        left = terminal.wait_for_leaving()
        assert "Uganda" not in left
        assert place.files() == before
