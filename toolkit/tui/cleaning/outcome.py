"""What became of each photo, in the order in which they were to be cleaned."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from toolkit.i18n import _, ngettext
from toolkit.metadata import file_names
from toolkit.metadata.explain import harm_name, sentence, stay_name
from toolkit.metadata.model import Harm, Verdict
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
        gone: What could be done with what is not in it any more.
        kept: What stays in it.
        checked_by: Who read it and found nothing.
        still: What could not be removed, in sentences.
        name_says: What its name says, where that was kept, in sentences.
        error: Why there is no copy.
    """

    copy: str = ""
    gone: tuple[Harm, ...] = ()
    kept: tuple[Stay, ...] = ()
    checked_by: tuple[str, ...] = ()
    still: tuple[str, ...] = ()
    name_says: tuple[str, ...] = ()
    error: ParasolError | None = None


def outcome(cleaned: Cleaned | None, error: ParasolError | None, *, keeps_name: bool) -> Outcome:
    """What the engine says, without what would fill the memory.

    Args:
        cleaned: What became of a photo.
        error: Why nothing did.
        keeps_name: Whether the copy has the name of the original.
    """
    if cleaned is None:
        return Outcome(error=error)
    report = cleaned.report
    still = [each for each in report.findings if each.verdict is Verdict.KEEP]
    gone = {each.harm for each in report.findings if each.verdict is not Verdict.KEEP}
    return Outcome(
        str(cleaned.path),
        tuple(harm for harm in Harm if harm in gone),
        report.walk.stays,
        cleaned.checked_by,
        tuple(dict.fromkeys(map(sentence, still))),
        tuple(map(sentence, file_names.read(cleaned.path.name))) if keeps_name else (),
    )


class Outcomes:
    """Photos before and after, as a table wants them.

    Args:
        photos: Those that are cleaned.
    """

    def __init__(self, photos: Sequence[Photo]) -> None:
        self.photos = tuple(photos)
        self._rows = {photo.number: index for index, photo in enumerate(self.photos)}
        self._by_path: dict[str, Outcome] = {}
        self._counts: Counter[str] = Counter()

    def __len__(self) -> int:
        """How many are to be cleaned."""
        return len(self.photos)

    def __iter__(self) -> Iterator[Outcome]:
        """What became of those that are done."""
        return iter(self._by_path.values())

    @property
    def done(self) -> int:
        """How many have a copy."""
        return self._counts["done"]

    @property
    def failed(self) -> int:
        """How many could not be cleaned."""
        return self._counts["failed"]

    @property
    def twice(self) -> int:
        """How many copies two readers agree on."""
        return self._counts["twice"]

    @property
    def still(self) -> int:
        """How many copies still say something."""
        return self._counts["still"]

    def take(self, path: str, became: Outcome) -> None:
        """Take in what became of one. Each is told once."""
        self._by_path[path] = became
        self._counts["done" if became.error is None else "failed"] += 1
        self._counts["twice"] += len(became.checked_by) > 1
        self._counts["still"] += bool(became.still)

    def common_error(self) -> ParasolError | None:
        """Why some could not be cleaned, where the reason is the same for all of them."""
        errors = {each.error.code: each.error for each in self if each.error is not None}
        return next(iter(errors.values())) if len(errors) == 1 else None

    def of(self, index: int) -> Outcome | None:
        """What became of the photo in a row; ``None`` while that is open."""
        return self._by_path.get(self.photos[index].path)

    def key(self, index: int) -> int:
        """The number of the photo in a row."""
        return self.photos[index].number

    def index_of(self, key: object) -> int | None:
        """The row of a photo; rows never move here."""
        return self._rows.get(key) if isinstance(key, int) else None

    def row(self, index: int) -> tuple[Cell, ...]:
        """Before and after, side by side."""
        photo, became = self.photos[index], self.of(index)
        before = _before(photo)
        if became is None:
            return (Cell(photo.name), before, *[_EMPTY] * 4)
        if became.error is not None:
            told = Cell("✗ " + _("not cleaned"), Meaning.FAILED, short="✗")
            return (Cell(photo.name), before, told, *[_EMPTY] * 3)
        gone = _("gone") if became.gone else _("nothing to remove")
        after = Cell("✓ " + gone, Meaning.KEPT, short="✓")
        if became.still:
            after = Cell("✗ " + _("some is left"), Meaning.HIGH, short="✗")
        checked = _("twice") if len(became.checked_by) > 1 else _("once")
        name = neutral(became.copy.rpartition("/")[2])
        return (
            Cell(photo.name),
            before,
            after,
            _kept(became),
            Cell(checked),
            Cell(name),
        )


def columns() -> tuple[Column, ...]:
    """The columns, in the person's language."""
    return (
        Column("name", _("Photo"), least=12, wanted=24, cut="middle"),
        Column("before", _("Before"), least=8, wanted=34),
        Column("after", _("After"), least=8, wanted=18),
        Column("kept", _("Kept"), least=6, wanted=28, leave_out=2),
        Column("checked", _("Checked"), least=7, wanted=8, leave_out=1),
        Column("copy", _("Copy"), least=12, wanted=20, cut="middle"),
    )


def _kept(became: Outcome) -> Cell:
    """What stays in the copy: by words, or how much it is."""
    words = [_("Name")] if became.name_says else []
    words = list(dict.fromkeys([*words, *map(stay_name, became.kept)]))
    if not words:
        return _EMPTY
    things = ngettext("{count} thing", "{count} things", len(words)).format(count=len(words))
    return Cell(", ".join(words), Meaning.MUTED, half=things, short=str(len(words)))


def _before(photo: Photo) -> Cell:
    """What the photo said: by words, or by one mark each."""
    harms = photo.summary.harms if photo.summary else ()
    if not harms:
        return Cell("–", Meaning.MUTED)
    meaning = MEANINGS[harms[0]]
    marks = "".join(MARKS[MEANINGS[harm]] for harm in harms)
    words = ", ".join(harm_name(harm) for harm in harms)
    return Cell(f"{MARKS[meaning]} {words}", meaning, half=marks, short=marks)
