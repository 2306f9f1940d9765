"""What there is to find in session plans."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from toolkit.prose import prose
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
    return (text for field, text in prose(session) if field != "title")
