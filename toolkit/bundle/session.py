"""All that a session needs, in one folder: plan, cards, lessons, handouts, people, photos, chat."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final

from toolkit.bundle.sheets import known_sheets
from toolkit.i18n import _
from toolkit.new_file import new_folder, write
from toolkit.paper import html
from toolkit.paper.model import unsigned
from toolkit.practice import chat, kit
from toolkit.threats import persona_paper
from toolkit.threats.shelf import load as library
from toolkit.training import paper

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from toolkit.paper.model import Sheet
    from toolkit.training.model import Session

PHOTOS: Final = "practice:photos"
"""What a step names that is done with the practice photos."""
FOLDER: Final = "photos"
"""Where they stand, in the folder of a session."""
CHAT: Final = "practice:chat"
"""What a step names that is done with the staged chat."""
CHAT_FOLDER: Final = "chat"
"""Where it stands, likewise."""
PERSONA: Final = "persona:"
"""Before the id of an invented person, in what a step names."""
LESSON: Final = "lesson:"
"""Before the id of a lesson, likewise."""


def write_session(session: Session, folder: Path) -> tuple[str, ...]:
    """Write all that a session needs into a new folder.

    Args:
        session: The plan.
        folder: A folder that is not there yet.

    Returns:
        The names of what stands in it, in order.

    Raises:
        ContentError: What is to be handed out cannot be read.
        OutputError: The folder is there, or cannot be written. What was begun is taken away again.
    """
    pages = tuple(_pages(session))
    with new_folder(folder):
        for name, title, sheets in pages:
            # A sheet that stands alone gives the page its name; else nobody would learn it.
            alone = sheets[0].title if len(sheets) == 1 else title
            write(folder / name, html.page(alone, sheets).encode())
        if uses_photos(session):
            kit.write(kit.load(), folder / FOLDER)
        if uses_chat(session):
            chat.write(chat.load(), folder / CHAT_FOLDER)
        return tuple(sorted(each.name for each in folder.iterdir()))


def names(session: Session) -> tuple[str, ...]:
    """What will stand in the folder of a session, in order."""
    found = ["plan.html"]
    found += ["cards.html"] if session.cards else []
    found += ["handouts.html"] if session.handouts else []
    found += ["lessons.html"] if lessons(session) else []
    found += ["people.html"] if personas(session) else []
    found += [FOLDER] if uses_photos(session) else []
    found += [CHAT_FOLDER] if uses_chat(session) else []
    return tuple(sorted(found))


def uses_photos(session: Session) -> bool:
    """Whether a step is done with the practice photos."""
    return any(PHOTOS in step.uses for step in session.steps)


def uses_chat(session: Session) -> bool:
    """Whether a step is done with the staged chat."""
    return any(CHAT in step.uses for step in session.steps)


def personas(session: Session) -> tuple[str, ...]:
    """The ids of the invented people of a session, each once."""
    uses = (use for step in session.steps for use in step.uses if use.startswith(PERSONA))
    return tuple(dict.fromkeys(use.removeprefix(PERSONA) for use in uses))


def lessons(session: Session) -> tuple[str, ...]:
    """The lessons that a session plays, each once, as `known_sheets` names them."""
    uses = (use for step in session.steps for use in step.uses if use.startswith(LESSON))
    return tuple(dict.fromkeys(uses))


def _pages(session: Session) -> Iterator[tuple[str, str, Sequence[Sheet]]]:
    """The pages: the name of the file, its title, and what stands on it."""
    yield "plan.html", session.title, [paper.sheet(session)]
    if session.cards:
        yield "cards.html", _("Cards"), [paper.cards(session)]
    sheets = known_sheets()
    handouts = [unsigned(sheets[each]()) for each in session.handouts if each in sheets]
    if handouts:
        yield "handouts.html", _("Notes"), handouts
    played = [unsigned(sheets[each]()) for each in lessons(session) if each in sheets]
    if played:
        yield "lessons.html", _("Lessons, for the trainer"), played
    known, today = library(), datetime.now().astimezone().date()
    people = [
        unsigned(persona_paper.sheet(known, known.personas[key], today))
        for key in personas(session)
    ]
    if people:
        yield "people.html", _("Invented people"), people
