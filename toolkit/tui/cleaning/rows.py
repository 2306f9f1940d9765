"""The album as rows of a table: what each photo says, in words where there is room, or by marks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from toolkit.i18n import _, ngettext
from toolkit.metadata.explain import said_time
from toolkit.metadata.model import Harm
from toolkit.neutral import neutral
from toolkit.tui.cleaning.album import Album, Order
from toolkit.tui.widgets.harm_marks import MARKS, MEANINGS
from toolkit.tui.widgets.table import Cell, Column, Meaning

if TYPE_CHECKING:
    from toolkit.metadata.summary import Summary

_EMPTY: Final = Cell("")


class AlbumRows:
    """An album as a table wants it.

    Args:
        album: The photos.
    """

    def __init__(self, album: Album) -> None:
        self._album = album
        self.key = album.key
        self.index_of = album.index_of
        self.chosen = album.chosen

    def __len__(self) -> int:
        """How many are shown."""
        return len(self._album)

    def row(self, index: int) -> tuple[Cell, ...]:
        """The cells of one photo."""
        photo = self._album.photo(index)
        if photo.summary is None:
            name = Cell(photo.name, Meaning.MUTED)
            told = Cell("✗ " + _("not read"), Meaning.FAILED, short="✗")
            return (name, told, *[_EMPTY] * 5)
        if not photo.summary.harms:
            told = Cell("✓ " + _("nothing found"), Meaning.KEPT, short="✓")
            return (Cell(photo.name), told, *[_EMPTY] * 5)
        return (Cell(photo.name), *cells(photo.summary))


def columns() -> tuple[Column, ...]:
    """The columns, in the person's language."""
    return (
        Column(Order.NAME.value, _("Photo"), least=12, wanted=28, cut="middle"),
        Column(Order.PLACE.value, _("Place"), wanted=22),
        Column(Order.TIME.value, _("Time"), wanted=20),
        Column(Order.DEVICE.value, _("Device"), wanted=26),
        Column(Order.PERSON.value, _("Person"), wanted=24),
        Column(Order.HIDDEN.value, _("Hidden picture"), _("Hidden"), wanted=14),
        Column(Order.OTHER.value, _("Other"), wanted=12),
    )


def cells(line: Summary) -> tuple[Cell, ...]:
    """Place, time, device, person, hidden pictures and the rest, as cells.

    Args:
        line: What a photo says.
    """
    harms = frozenset(line.harms)
    device = Harm.SERIAL if Harm.SERIAL in harms else Harm.MODEL
    other = next((h for h in (Harm.HISTORY, Harm.SOFTWARE, Harm.UNKNOWN) if h in harms), None)
    return (
        _cell(harms, Harm.PLACE, neutral(line.place)),
        _cell(harms, Harm.TIME, said_time(line.time[:10]), line.time[:10]),
        _cell(harms, device, neutral(line.device)),
        _cell(harms, Harm.PERSON, neutral(line.person)),
        _cell(
            harms,
            Harm.HIDDEN_PICTURE,
            ngettext("{count} picture", "{count} pictures", line.hidden).format(count=line.hidden),
            str(line.hidden),
        ),
        _cell(
            harms,
            other,
            ngettext("{count} thing", "{count} things", line.other).format(count=line.other),
            str(line.other),
        ),
    )


def _cell(harms: frozenset[Harm], harm: Harm | None, text: str, half: str = "") -> Cell:
    """A harm by its mark and its words; an empty cell where it is not there."""
    if harm is None or harm not in harms:
        return _EMPTY
    meaning = MEANINGS[harm]
    mark = MARKS[meaning]
    return Cell(f"{mark} {text}", meaning, half=f"{mark} {half}" if half else "", short=mark)
