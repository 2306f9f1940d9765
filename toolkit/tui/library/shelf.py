"""What the screens of the library share: all that is known, the day, and how things are named."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from toolkit.bundle.search import MESSAGING
from toolkit.bundle.search import messaging as load_messaging
from toolkit.handbook import search as guides
from toolkit.handbook.shelf import load as load_handbook
from toolkit.i18n import language
from toolkit.search import Index
from toolkit.threats import search
from toolkit.training import search as sessions
from toolkit.training.shelf import load as load_plans
from toolkit.tui.library import names

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping
    from datetime import date

    from toolkit.bundle.search import Gathered
    from toolkit.errors import ContentError
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
        messaging: Gives the pages of lessons, messengers and settings, likewise.
        may_write: Whether pages can be written to files; not where that is itself a danger.
    """

    def __init__(  # noqa: PLR0913 - each room reads what is its own
        self,
        library: Library,
        today: date | None = None,
        *,
        handbook: Callable[[], Handbook] = load_handbook,
        plans: Callable[[], Plans] = load_plans,
        messaging: Callable[[], Gathered] = load_messaging,
        may_write: bool = True,
    ) -> None:
        self.library = library
        self.may_write = may_write
        self._load_handbook = handbook
        self._load_plans = plans
        self._load_messaging = messaging
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
    def messaging(self) -> Gathered:
        """Lessons, messengers and their settings."""
        return self._load_messaging()

    @cached_property
    def index(self) -> Index:
        """All texts, ready to be searched; made when somebody first searches."""
        found = guides.pages(self.handbook.guides.values())
        planned = sessions.pages(self.plans.sessions.values())
        library = search.pages(self.library)
        return Index([*found, *library, *self.messaging.pages, *planned])

    @cached_property
    def of_library(self) -> Index:
        """The texts of the library alone, which nothing else has to be loaded for."""
        return Index(search.pages(self.library))

    @property
    def problems(self) -> tuple[ContentError, ...]:
        """What stands in the way of reading guides and plans; the rest can be read.

        Of lessons and messengers, once they were read: that takes too long before a list is seen.
        """
        more = self.messaging.problems if "messaging" in self.__dict__ else ()
        return (*self.handbook.problems, *self.plans.problems, *more)

    def index_of(self, folders: Iterable[str]) -> Index:
        """What to search for things of some kinds."""
        return self.of_library if set(folders) <= set(search.SEARCHED) else self.index

    def make_ready(self, folders: Iterable[str]) -> bool:
        """Make the index for some kinds. Whether that was still to be done."""
        before = len(self.__dict__)
        return bool(self.index_of(folders)) and len(self.__dict__) != before

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

    def has(self, ref: Ref) -> bool:
        """Whether there is such a thing, and a person can look it up."""
        if ref.folder in MESSAGING:
            return (ref.folder, ref.id) in self._titles
        known = ref.folder in {guides.FOLDER, sessions.FOLDER, *search.SEARCHED}
        return known and ref.id in self.keys(ref.folder)

    def title(self, ref: Ref) -> str:
        """What a thing is called."""
        if ref.folder in MESSAGING:
            return self._titles.get((ref.folder, ref.id), ref.id)
        if ref.folder == guides.FOLDER:
            return self.handbook.guides[ref.id].front.title
        if ref.folder == sessions.FOLDER:
            return self.plans.sessions[ref.id].title
        return names.title(self.library, ref)

    @cached_property
    def _titles(self) -> Mapping[tuple[str, str], str]:
        """What lessons, messengers and settings are called."""
        return {(page.folder, page.id): page.title for page in self.messaging.pages}
