"""Makes the pictures of README.md: ``python -m scripts.pictures`` writes ``docs/*.svg``.

With words after it, it makes only the pictures of these names. Everything on them is invented:
photos, people, notes and messages.
"""

from __future__ import annotations

import asyncio
import re
import sys
import tempfile
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final, cast

from textual.pilot import Pilot

from scripts import album
from toolkit.messaging.actions import Carry, Send
from toolkit.messaging.lessons.shelf import load_all as load_lessons
from toolkit.messaging.state import Settings as Lab
from toolkit.threats.shelf import load as load_library
from toolkit.tui.app import Parasol
from toolkit.tui.handbook.guide_screen import GuideScreen
from toolkit.tui.lab.lab_screen import LabScreen
from toolkit.tui.lab.stage import begun as begun_stage
from toolkit.tui.lessons.course import Course
from toolkit.tui.lessons.lesson_screen import LessonScreen
from toolkit.tui.lessons.play import begun as begun_lesson
from toolkit.tui.library.shelf import Shelf
from toolkit.tui.messengers.flow import compare
from toolkit.tui.planning.plan_screen import PlanScreen
from toolkit.tui.planning.session import Session, Standing
from toolkit.tui.settings import Settings
from toolkit.tui.vault.vault_screen import VaultScreen
from toolkit.vault.document import Document, Incident, Note, Plan, Progress, Step
from toolkit.vault.store import create

Opening = Callable[[Pilot[Any]], Awaitable[None]]

DOCS: Final = Path(__file__).parents[1] / "docs"
WIDE: Final = (120, 36)
NARROW: Final = (100, 30)
LOW: Final = (100, 25)
DAY: Final = date(2026, 11, 22)
HOME: Final = "/home/leyla"

WALK: Final = (
    ("what-they-say", (), 3),
    ("", ("c",), 4),
    ("before-and-after", ("enter",), 2),
)
"""The way through photos: a picture's name, the keys that lead there, and the seconds it takes."""

ANSWERS: Final = {
    "region": ("kenya",),
    "work": ("sources", "publish"),
    "phone-checks": ("unsure",),
    "photos": ("yes",),
}
"""Of the person whose plan is shown."""

DOCUMENT: Final = Document(
    answers=ANSWERS,
    plan=Plan(
        DAY.isoformat(),
        (
            Step("long-phone-code", "this-week", "Set a long code on your phone"),
            Step("clean-photos-before-sharing", "this-week", "Clean photos before you share them"),
        ),
    ),
    progress={"long-phone-code": Progress("done", DAY.isoformat())},
    notes=(Note("n1", "Who drives on Friday", "Ask Aras first.", "2026-11-20", "2026-11-21"),),
    incidents=(
        Incident("i1", "physical", "2026-11-21", "2026-11-21", {"what": "Somebody took photos."}),
    ),
    settings={"theme": "dark"},
)
"""What the vault on its picture keeps."""
PHRASE: Final = b"only on a picture"
CHEAP: Final = 10
"""The work of opening that vault: it holds no secret."""


def main(names: Sequence[str]) -> None:
    """Make the pictures of these names; all where none is given."""
    DOCS.mkdir(exist_ok=True)
    if not names or {name for name, *_ in WALK} & set(names):
        with tempfile.TemporaryDirectory() as folder:
            album.write(Path(folder) / "album")
            asyncio.run(_walk(Path(folder)))
    for name, (size, opening) in SCREENS.items():
        if not names or name in names:
            asyncio.run(_single(name, size, opening))


async def _walk(folder: Path) -> None:
    """Go through the cleaning of photos."""
    app = Parasol(Settings(), [str(folder / "album")])
    async with app.run_test(size=WIDE) as pilot:
        for name, keys, seconds in WALK:
            await pilot.press(*keys)
            await pilot.pause(seconds)
            if name:
                _save(app, name, str(folder))


async def _single(name: str, size: tuple[int, int], opening: Opening) -> None:
    """Open one screen over Home."""
    app = Parasol(Settings())
    async with app.run_test(size=size) as pilot:
        await pilot.press("enter")
        await opening(pilot)
        await pilot.pause(1)
        _save(app, name)


def _save(app: Parasol, name: str, folder: str = "") -> None:
    svg = app.export_screenshot(title=" ")
    if folder:
        # Paths of this machine are nobody's business.
        svg = svg.replace(folder, HOME)
    # Some viewers swallow spaces at the edges of words otherwise.
    svg = svg.replace("<text ", '<text xml:space="preserve" ')
    # A picture that fetches fonts would tell somebody that it is looked at.
    svg = re.sub(r"@font-face \{.*?\}", "", svg, flags=re.DOTALL)
    (DOCS / f"{name}.svg").write_text(svg, encoding="utf-8")


async def _home(pilot: Pilot[Any]) -> None:
    """Home is open already."""
    await pilot.pause()


async def _plan(pilot: Pilot[Any]) -> None:
    """The plan of somebody who asks people what must not be known, in Kenya."""
    session = Session(load_library(), lambda: DAY)
    for question, given in ANSWERS.items():
        session.answer(question, given)
    done = session.assessment().plan.this_week[0].action
    session.mark(done, Standing.DONE)
    await pilot.app.push_screen(PlanScreen(session))


async def _lab(pilot: Pilot[Any]) -> None:
    """A talk of two, and one more message on its way."""
    stage = begun_stage(("Leyla", "Aras"), seed=b"pictures", settings=Lab(post_quantum=False))
    for action in (
        *(Send("Leyla", "Aras", "Tomorrow at six?"), Carry()),
        *(Send("Aras", "Leyla", "Yes. By the mill."), Carry()),
        Send("Leyla", "Aras", "Bring the list"),
    ):
        stage = stage.done(action)
    await pilot.app.push_screen(LabScreen(stage))


async def _lesson(pilot: Pilot[Any]) -> None:
    """Who leads, when only times and sizes are seen?"""
    lessons = load_lessons()
    play = begun_lesson(lessons["envelope"])
    for given in (("nothing",), ("think-so",), (), ()):
        play = play.moved(given)
    await pilot.app.push_screen(LessonScreen(Course(lessons, lambda: DAY), play))


async def _messengers(pilot: Pilot[Any]) -> None:
    """The table, on one cell of it."""
    compare(pilot.app)
    await pilot.pause(1)
    await pilot.press("down", "down", "right")


async def _vault(pilot: Pilot[Any]) -> None:
    """A vault that is open, and holds a little of everything."""
    app = cast("Parasol", pilot.app)
    with tempfile.TemporaryDirectory() as folder:
        vault = create(Path(folder) / "1", PHRASE, DOCUMENT, CHEAP)
        vault.saved = f"{DAY.isoformat()}T08:00:00Z"
        app.vault.take(vault)
        await app.push_screen(VaultScreen())
        await pilot.pause(1)


async def _guide(pilot: Pilot[Any]) -> None:
    """A guide, at the part that says what to do."""
    await pilot.app.push_screen(GuideScreen(Shelf(load_library(), DAY), "faces-in-photos"))
    await pilot.press("4")


SCREENS: Final[Mapping[str, tuple[tuple[int, int], Opening]]] = {
    "home": (NARROW, _home),
    "plan": (WIDE, _plan),
    "lab": (WIDE, _lab),
    "lesson": (WIDE, _lesson),
    "messengers": (WIDE, _messengers),
    "vault": (LOW, _vault),
    "guide": (LOW, _guide),
}


if __name__ == "__main__":
    main(sys.argv[1:])
