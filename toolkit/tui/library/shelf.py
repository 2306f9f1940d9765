"""What the screens of the library share: all that is known, the day, and how things are named."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from toolkit.threats import search
from toolkit.tui.library import names

if TYPE_CHECKING:
    from datetime import date

    from toolkit.search import Index
    from toolkit.threats.library import Library


@dataclass(frozen=True, slots=True)
class Ref:
    """One thing of the library.

    Attributes:
        folder: Its kind.
        id: Its id.
    """

    folder: str
    id: str


class Shelf:
    """All that is known, on one day.

    Args:
        library: It.
        today: The day, by which something is old.
        may_write: Whether pages can be written to files; not where that is itself a danger.
    """

    def __init__(
        self, library: Library, today: date | None = None, *, may_write: bool = True
    ) -> None:
        self.library = library
        self.may_write = may_write
        self.ticked: set[str] = set()
        """The ids of actions that were ticked off, in any checklist, in this run."""
        self.today = today or datetime.now().astimezone().date()

    @cached_property
    def index(self) -> Index:
        """All texts, ready to be searched; made when somebody first searches."""
        return search.index(self.library)

    def thing(self, ref: Ref) -> Any:  # noqa: ANN401 - a thing of any kind
        """A thing itself."""
        return self.library.kind(ref.folder)[ref.id]

    def title(self, ref: Ref) -> str:
        """What a thing is called."""
        return names.title(self.library, ref)
