"""The photos that were read: in which order they stand, which are shown, which are chosen.

Knows nothing of screens; a table shows it through `toolkit.tui.widgets.table.Rows`.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING, Final

from toolkit.i18n import N_
from toolkit.metadata.model import Harm
from toolkit.neutral import neutral

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from toolkit.errors import ParasolError
    from toolkit.metadata.summary import Summary


@dataclass(frozen=True, slots=True)
class Photo:
    """One file of the album.

    Attributes:
        number: By which it is known; files are numbered as they are read.
        path: Where it is, from the root of the disk on.
        summary: What it says.
        error: Why that is not known.
    """

    number: int
    path: str
    summary: Summary | None = None
    error: ParasolError | None = None

    @property
    def name(self) -> str:
        """The file's name, made fit to be shown."""
        return neutral(self.path.rpartition("/")[2] or self.path)

    @property
    def rank(self) -> int:
        """How bad it is; what could not be read comes last."""
        return self.summary.rank if self.summary is not None else -1

    def says(self, *harms: Harm) -> bool:
        """Whether it says something that can do one of these harms."""
        return self.summary is not None and not set(harms).isdisjoint(self.summary.harms)


class Order(Enum):
    """By what the photos stand. The names are the columns'."""

    WORST = "worst"
    NAME = "name"
    PLACE = "place"
    TIME = "time"
    DEVICE = "device"
    PERSON = "person"
    HIDDEN = "hidden"
    OTHER = "other"


# In the order of telling what one column is about.
COLUMN_HARMS: Final = {
    Order.PLACE: (Harm.PLACE,),
    Order.TIME: (Harm.TIME,),
    Order.DEVICE: (Harm.SERIAL, Harm.MODEL),
    Order.PERSON: (Harm.PERSON,),
    Order.HIDDEN: (Harm.HIDDEN_PICTURE,),
    Order.OTHER: (Harm.HISTORY, Harm.SOFTWARE, Harm.UNKNOWN),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """Which photos are shown.

    Attributes:
        name: What it is known by.
        title: What it is called, to be translated; a format's name is not.
        count: How many photos there are of these.
    """

    name: str
    title: str
    count: int = 0


ALL: Final = Shown("all", N_("All"))
_FORMAT: Final = "format "

_KINDS: Final[tuple[tuple[str, str, Callable[[Photo], bool]], ...]] = (
    ("place", N_("Say where you were"), lambda p: p.says(Harm.PLACE)),
    ("person", N_("Name a person"), lambda p: p.says(Harm.PERSON)),
    ("device", N_("Have a serial number"), lambda p: p.says(Harm.SERIAL)),
    ("hidden", N_("Hide a picture"), lambda p: p.says(Harm.HIDDEN_PICTURE)),
    ("nothing", N_("Nothing found"), lambda p: p.summary is not None and not p.summary.harms),
    ("unread", N_("Could not be read"), lambda p: p.error is not None),
)


class Album:
    """Photos in order, of which some are shown and some chosen. All that were read are at first."""

    def __init__(self) -> None:
        self._photos: list[Photo] = []
        self._numbers: dict[str, int] = {}
        self._left_out: set[int] = set()
        self._order = Order.WORST
        self._shown = ALL
        self._rows: list[tuple[tuple[object, ...], int]] = []
        self._places: dict[int, int] | None = None
        self._kinds: list[Shown] = []

    def __len__(self) -> int:
        """How many are shown."""
        return len(self._rows)

    def __iter__(self) -> Iterator[Photo]:
        """All photos, as they were read."""
        return iter(self._photos)

    @property
    def order(self) -> Order:
        """By what they stand."""
        return self._order

    @property
    def shown(self) -> Shown:
        """Which are shown."""
        return self._shown

    @property
    def total(self) -> int:
        """How many there are, shown or not."""
        return len(self._photos)

    def add(self, path: str, summary: Summary | None, error: ParasolError | None = None) -> None:
        """Take in one more file that was read. One that was given twice is there once."""
        if path in self._numbers:
            return
        photo = Photo(len(self._photos), path, summary, error)
        self._photos.append(photo)
        self._numbers[path] = photo.number
        self._put(photo)

    def update(self, path: str, summary: Summary) -> bool:
        """Take in what a closer look at one file found.

        Args:
            path: Which file.
            summary: What it says.

        Returns:
            Whether anything is said or stands otherwise now.
        """
        number = self._numbers[path]
        before = self._photos[number]
        if before.summary == summary:
            return False
        row = (self._sort_key(before), number)
        at = bisect_left(self._rows, row)
        if at < len(self._rows) and self._rows[at] == row:
            del self._rows[at]
            self._places = None
        self._photos[number] = replace(before, summary=summary)
        self._put(self._photos[number])
        return True

    def photo(self, index: int) -> Photo:
        """The photo in a row."""
        return self._photos[self._rows[index][1]]

    def key(self, index: int) -> int:
        """The number of the photo in a row."""
        return self._rows[index][1]

    def index_of(self, key: object) -> int | None:
        """The row of a photo by its number; ``None`` when it is not shown."""
        if self._places is None:
            self._places = {number: index for index, (_, number) in enumerate(self._rows)}
        return self._places.get(key) if isinstance(key, int) else None

    def sort(self, order: Order) -> None:
        """Have them stand in another order."""
        self._order = order
        self._arrange()

    def show(self, shown: Shown) -> None:
        """Show only some, or all again."""
        self._shown = shown
        self._arrange()

    def kinds(self) -> list[Shown]:
        """What can be shown, with how many there are of each; never none."""
        if not self._kinds:
            found = [replace(ALL, count=len(self._photos))]
            for name, title, belongs in _KINDS:
                found.append(Shown(name, title, sum(map(belongs, self._photos))))
            formats = Counter(photo.summary.format for photo in self._photos if photo.summary)
            if len(formats) > 1:
                found += [Shown(_FORMAT + kind, kind, n) for kind, n in formats.most_common()]
            self._kinds = [each for each in found if each.count]
        return self._kinds

    def is_chosen(self, photo: Photo) -> bool:
        """Whether it is to be cleaned."""
        return photo.summary is not None and photo.number not in self._left_out

    def chosen(self, index: int) -> bool:
        """Whether the photo in a row is to be cleaned."""
        return self.is_chosen(self.photo(index))

    def toggle(self, index: int) -> None:
        """Choose the photo in a row, or leave it out."""
        self._left_out ^= {self.key(index)}

    def toggle_shown(self) -> None:
        """Choose all that are shown; when all are chosen already, leave them out."""
        shown = {number for _, number in self._rows}
        if all(self.is_chosen(p) for p in map(self._photos.__getitem__, shown) if p.summary):
            self._left_out |= shown
        else:
            self._left_out -= shown

    def to_clean(self) -> list[Photo]:
        """Those that are chosen, in the order they stand in; then those that are not shown."""
        numbers = [number for _, number in self._rows]
        there = set(numbers)
        numbers += [photo.number for photo in self._photos if photo.number not in there]
        return [p for p in map(self._photos.__getitem__, numbers) if self.is_chosen(p)]

    def _put(self, photo: Photo) -> None:
        """Give a photo its row, if it is shown."""
        self._kinds = []
        if self._belongs(photo):
            insort(self._rows, (self._sort_key(photo), photo.number))
            self._places = None

    def _arrange(self) -> None:
        shown = filter(self._belongs, self._photos)
        self._rows = sorted((self._sort_key(photo), photo.number) for photo in shown)
        self._places = None

    def _belongs(self, photo: Photo) -> bool:
        name = self._shown.name
        if name.startswith(_FORMAT):
            return photo.summary is not None and _FORMAT + photo.summary.format == name
        return next((belongs(photo) for kind, _, belongs in _KINDS if kind == name), True)

    def _sort_key(self, photo: Photo) -> tuple[object, ...]:
        """What a photo is sorted by; the worst comes first among equals."""
        line = photo.summary
        if self._order is Order.NAME:
            return (_natural(photo.name),)
        if self._order is Order.WORST or line is None:
            return (line is None, "", -photo.rank)
        said = {
            Order.PLACE: line.place,
            Order.TIME: line.time,
            Order.DEVICE: line.device,
            Order.PERSON: line.person,
        }.get(self._order)
        if said is not None:
            return (not photo.says(*COLUMN_HARMS[self._order]), said.casefold(), -photo.rank)
        count = line.hidden if self._order is Order.HIDDEN else line.other
        return (not count, f"{10**9 - count:010}", -photo.rank)


def _natural(name: str) -> str:
    """A name to sort by, so that 9 comes before 10."""
    parts: list[str] = []
    for character in name.casefold():
        if character.isdecimal() and parts and parts[-1][0].isdecimal():
            parts[-1] += character
        else:
            parts.append(character)
    return "".join(part.rjust(20, "0") if part[0].isdecimal() else part for part in parts)
