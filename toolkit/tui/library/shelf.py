"""What the screens of the library share: all that is known, the day, and how things are named."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from toolkit.handbook import search as guides
from toolkit.handbook.shelf import load as load_handbook
from toolkit.i18n import language
from toolkit.search import Index
from toolkit.threats import search
from toolkit.training import search as sessions
from toolkit.training.shelf import load as load_plans
from toolkit.tui.library import names

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from datetime import date

    from toolkit.handbook.shelf import Handbook
    from toolkit.threats.library import Library
    from toolkit.training.shelf import Plans


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
        handbook: Reads all guides, when somebody first wants one.
        plans: Reads all session plans, likewise.
        may_write: Whether pages can be written to files; not where that is itself a danger.
    """

    def __init__(
        self,
        library: Library,
        today: date | None = None,
        *,
        handbook: Callable[[], Handbook] = load_handbook,
        plans: Callable[[], Plans] = load_plans,
        may_write: bool = True,
    ) -> None:
        self.library = library
        self.may_write = may_write
        self._load_handbook = handbook
        self._load_plans = plans
        self.ticked: set[str] = set()
        """The ids of actions that were ticked off, in any checklist, in this run."""
        self.language = language()
        """The language in which it was loaded."""
        self.today = today or datetime.now().astimezone().date()

    @cached_property
    def handbook(self) -> Handbook:
        """All guides."""
        return self._load_handbook()

    @cached_property
    def plans(self) -> Plans:
        """All session plans."""
        return self._load_plans()

    @cached_property
    def index(self) -> Index:
        """All texts, ready to be searched; made when somebody first searches."""
        found = guides.pages(self.handbook.guides.values())
        planned = sessions.pages(self.plans.sessions.values())
        return Index([*found, *planned, *search.pages(self.library)])

    def make_ready(self) -> bool:
        """Load everything, and make the index. Whether that was still to be done."""
        made = "index" in self.__dict__
        return not made and bool(self.index)

    def keys(self, folder: str) -> Collection[str]:
        """The ids of all things of a kind, in the order in which they are listed."""
        if folder == guides.FOLDER:
            return self.handbook.guides.keys()
        if folder == sessions.FOLDER:
            return self.plans.sessions.keys()
        return self.library.kind(folder).keys()

    def thing(self, ref: Ref) -> Any:  # noqa: ANN401 - a thing of any kind
        """A thing itself."""
        if ref.folder == guides.FOLDER:
            return self.handbook.guides[ref.id]
        if ref.folder == sessions.FOLDER:
            return self.plans.sessions[ref.id]
        return self.library.kind(ref.folder)[ref.id]

    def title(self, ref: Ref) -> str:
        """What a thing is called."""
        if ref.folder == guides.FOLDER:
            return self.handbook.guides[ref.id].front.title
        if ref.folder == sessions.FOLDER:
            return self.plans.sessions[ref.id].title
        return names.title(self.library, ref)
