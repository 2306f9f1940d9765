"""What became of each photo, in the order in which they were to be cleaned."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from toolkit.i18n import _
from toolkit.metadata.explain import harm_name, sentence, stay_name
from toolkit.metadata.model import Verdict
from toolkit.neutral import neutral
from toolkit.tui.widgets.harm_marks import MARKS, MEANINGS
from toolkit.tui.widgets.table import Cell, Column, Meaning

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from toolkit.errors import ParasolError
    from toolkit.metadata.model import Cleaned, Stay
    from toolkit.tui.cleaning.album import Photo

_EMPTY: Final = Cell("")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one photo.

    Attributes:
        copy: The path of its copy; empty where there is none.
        kept: What stays in it.
        checked_by: Who read it and found nothing.
        still: What could not be removed, in sentences.
        error: Why there is no copy.
    """

    copy: str = ""
    kept: tuple[Stay, ...] = ()
    checked_by: tuple[str, ...] = ()
    still: tuple[str, ...] = ()
    error: ParasolError | None = None


def outcome(cleaned: Cleaned | None, error: ParasolError | None) -> Outcome:
    """What the engine says, without what would fill the memory."""
    if cleaned is None:
        return Outcome(error=error)
    report = cleaned.report
    still = [sentence(each) for each in report.findings if each.verdict is Verdict.KEEP]
    return Outcome(
        str(cleaned.path), report.walk.stays, cleaned.checked_by, tuple(dict.fromkeys(still))
    )


class Outcomes:
    """Photos before and after, as a table wants them.

    Args:
        photos: Those that are cleaned.
    """

    def __init__(self, photos: Sequence[Photo]) -> None:
        self.photos = tuple(photos)
        self._by_path: dict[str, Outcome] = {}

    def __len__(self) -> int:
        """How many are to be cleaned."""
        return len(self.photos)

    def __iter__(self) -> Iterator[Outcome]:
        """What became of those that are done."""
        return iter(self._by_path.values())

    @property
    def done(self) -> int:
        """How many have a copy."""
        return sum(1 for each in self._by_path.values() if each.error is None)

    @property
    def failed(self) -> int:
        """How many could not be cleaned."""
        return len(self._by_path) - self.done

    @property
    def twice(self) -> int:
        """How many copies two readers agree on."""
        return sum(1 for each in self._by_path.values() if len(each.checked_by) > 1)

    def take(self, path: str, became: Outcome) -> None:
        """Take in what became of one."""
        self._by_path[path] = became

    def of(self, index: int) -> Outcome | None:
        """What became of the photo in a row; ``None`` while that is open."""
        return self._by_path.get(self.photos[index].path)

    def key(self, index: int) -> int:
        """The number of the photo in a row."""
        return self.photos[index].number

    def index_of(self, key: object) -> int | None:
        """The row of a photo; rows never move here."""
        return next((i for i, photo in enumerate(self.photos) if photo.number == key), None)

    def row(self, index: int) -> tuple[Cell, ...]:
        """Before and after, side by side."""
        photo, became = self.photos[index], self.of(index)
        before = _before(photo)
        if became is None:
            return (Cell(photo.name), before, *[_EMPTY] * 4)
        if became.error is not None:
            told = Cell("✗ " + _("not cleaned"), Meaning.FAILED, short="✗")
            return (Cell(photo.name), before, told, *[_EMPTY] * 3)
        said = bool(photo.summary and photo.summary.harms)
        gone = _("gone") if said else _("nothing to remove")
        after = Cell("✓ " + gone, Meaning.KEPT, short="✓")
        if became.still:
            after = Cell("✗ " + _("some is left"), Meaning.HIGH, short="✗")
        checked = _("twice") if len(became.checked_by) > 1 else _("once")
        name = neutral(became.copy.rpartition("/")[2])
        return (
            Cell(photo.name),
            before,
            after,
            Cell(", ".join(map(stay_name, became.kept)), Meaning.MUTED),
            Cell(checked),
            Cell(name),
        )


def columns() -> tuple[Column, ...]:
    """The columns, in the person's language."""
    return (
        Column("name", _("Photo"), least=12, wanted=24, cut="middle"),
        Column("before", _("Before"), least=8, wanted=34),
        Column("after", _("After"), least=8, wanted=18),
        Column("kept", _("Kept"), least=14, wanted=28, leave_out=2),
        Column("checked", _("Checked"), least=7, wanted=8, leave_out=1),
        Column("copy", _("Copy"), least=12, wanted=20, cut="middle"),
    )


def _before(photo: Photo) -> Cell:
    """What the photo said: by words, or by one mark each."""
    harms = photo.summary.harms if photo.summary else ()
    if not harms:
        return Cell("–", Meaning.MUTED)
    meaning = MEANINGS[harms[0]]
    marks = "".join(MARKS[MEANINGS[harm]] for harm in harms)
    words = ", ".join(harm_name(harm) for harm in harms)
    return Cell(f"{MARKS[meaning]} {words}", meaning, half=marks, short=marks)
