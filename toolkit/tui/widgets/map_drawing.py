"""A map in braille: land filled, borders as gaps, a place's country told apart, the place clear.

All is done on whole rows at once, a byte a dot: that is what makes it fast enough to be redrawn
while a window is being resized.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Final

from toolkit.tui.widgets import land

if TYPE_CHECKING:
    from collections.abc import Sequence

    from toolkit.tui.widgets.map_view import Position, View

MARK: Final = "●"

_ACROSS: Final = 2
_DOWN: Final = 4
# The bit of each dot of a braille sign, by row and column: Unicode 15, 22.1.
_BITS: Final = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
_WEIGH: Final = [[bytes([0, bit]) + bytes(254) for bit in row] for row in _BITS]
_SIGNS: Final = [" ", *(chr(0x2800 + dots) for dots in range(1, 256))]
_SET: Final = bytes([0]) + bytes([1]) * 255
_UNSET: Final = bytes([1]) + bytes(255)

# Coarser than this, borders would leave little of a continent.
_BORDERS_UP_TO: Final = 0.6


class Kind(IntEnum):
    """What a cell of a drawing shows."""

    LAND = 0
    COUNTRY = 1
    PLACE = 2


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a drawing.

    Attributes:
        text: Its signs, each one cell wide.
        kinds: For each sign, its `Kind` as a byte.
    """

    text: str
    kinds: bytes


def drawn(view: View, positions: Sequence[Position]) -> list[Row]:
    """The map of a view with a mark at each position.

    Args:
        view: What to show; two rows and two columns of dots at least.
        positions: Places on Earth. Those beyond the view are marked on its edge.
    """
    owners = land.numbers(view.latitudes, view.longitudes)
    found = (land.number_of(position.country) for position in positions)
    chosen = [number for number in found if number]
    dots = _filled(owners, borders=view.degrees_per_dot <= _BORDERS_UP_TO)
    cells = {(row // _DOWN, column // _ACROSS) for column, row in map(view.dot, positions)}
    for cell in cells:
        _clear_around(dots, *cell)
    country = _lookup(chosen)
    rows = []
    for top in range(0, len(dots), _DOWN):
        four = dots[top : top + _DOWN]
        own = [
            _both(line, row.translate(country))
            for line, row in zip(four, owners[top:], strict=False)
        ]
        signs = [_SIGNS[sign] for sign in _cells(four)]
        kinds = bytearray(_cells(own).translate(_SET))
        for row, column in cells:
            if row == top // _DOWN:
                signs[column], kinds[column] = MARK, Kind.PLACE
        rows.append(Row("".join(signs), bytes(kinds)))
    return rows


def _filled(owners: list[bytes], *, borders: bool) -> list[bytearray]:
    """A dot where there is land, but none where the country changes to the right or below."""
    filled = [bytearray(row.translate(_SET)) for row in owners]
    if not borders:
        return filled
    below = [*owners[1:], owners[-1]]
    return [
        bytearray(_both(_both(line, _same(row, row[1:] + row[-1:])), _same(row, under)))
        for line, row, under in zip(filled, owners, below, strict=True)
    ]


def _same(row: bytes, other: bytes) -> bytes:
    """1 where another row has the same country, or water."""
    differs = (int.from_bytes(row) ^ int.from_bytes(other)).to_bytes(len(row))
    return _either(differs.translate(_UNSET), other.translate(_UNSET))


def _clear_around(dots: list[bytearray], row: int, column: int) -> None:
    """Take away the dots in a cell and those that touch it, so that the mark stands free."""
    left, right = max(column * _ACROSS - 1, 0), column * _ACROSS + _ACROSS + 1
    for line in dots[max(row * _DOWN - 1, 0) : row * _DOWN + _DOWN + 1]:
        line[left:right] = bytes(len(line[left:right]))


def _cells(rows: Sequence[bytes | bytearray]) -> bytes:
    """The braille sign of each cell, as its number from U+2800, from up to four rows of dots."""
    width = (len(rows[0]) + 1) // _ACROSS
    columns = [
        bytes(line[odd::_ACROSS]).translate(_WEIGH[down][odd]).ljust(width, b"\0")
        for down, line in enumerate(rows)
        for odd in range(_ACROSS)
    ]
    return reduce(or_, map(int.from_bytes, columns)).to_bytes(width)


def _lookup(numbers: Sequence[int]) -> bytes:
    return bytes(number in numbers for number in range(256))


def _both(one: bytes | bytearray, other: bytes) -> bytes:
    return (int.from_bytes(one) & int.from_bytes(other)).to_bytes(len(one))


def _either(one: bytes, other: bytes) -> bytes:
    return (int.from_bytes(one) | int.from_bytes(other)).to_bytes(len(one))
