"""What there is to find in session plans."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from toolkit.search import Page

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from toolkit.training.model import Session

FOLDER: Final = "training"


def pages(sessions: Iterable[Session]) -> Iterator[Page]:
    """Every plan with its texts."""
    for session in sessions:
        yield Page(FOLDER, session.id, session.title, tuple(texts(session)))


def texts(session: Session) -> Iterator[str]:
    """What a trainer reads of a plan, below its title."""
    yield from (session.audience, session.not_for)
    for listed in (session.aims, session.before, session.materials):
        yield from listed
    for step in session.steps:
        yield step.title
        yield from (*step.do, *step.ask)
        if step.watch:
            yield step.watch
    for card in session.cards:
        yield from (text for text in (card.title, card.text, card.back) if text)
    yield from (*session.worked, *session.aftercare)
