"""Few bytes for slow links: only what differs from what the terminal shows already is sent.

Textual sends a frame as lines of styled text, most of which is there already, or is empty. Here the
frame is drawn on a grid of cells, and the cells that have changed are sent on. Sequences that draw
nothing pass as they are.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, Final, NamedTuple

from rich.cells import split_graphemes

if TYPE_CHECKING:
    from collections.abc import Iterator

CLEAR: Final = "\x1b[0m\x1b[999;999H\x1b[1J"
"""An empty screen; see `first.BLANK` for why it is emptied like this."""

_TOKEN: Final = re.compile(
    r"\x1b\[(?P<place>[\d;]*)H"
    r"|\x1b\[(?P<style>[\d;]*)m"
    r"|(?P<other>\x1b(?:\[[0-?]*[ -/]*[@-~]|[^\[])|[\x00-\x1f])"
    r"|(?P<text>[^\x00-\x1f\x1b]+)"
)
_NEAR: Final = 5
"""Cells that are sent again rather than jumped over: a jump takes more bytes."""

_CERTAIN: Final = "·×…–›‹“”‘’"


class Cell(NamedTuple):
    """What stands in one column of one row; nothing, right of a wide character.

    Attributes:
        text: A character and what combines with it.
        style: The parameters of its SGR sequence (ECMA-48, 8.3.117).
    """

    text: str = " "
    style: str = ""


_EMPTY: Final = Cell()
_RIGHT_HALF: Final = Cell("")


class Thrift:
    """What the terminal shows, as far as we have drawn it.

    Args:
        colour: Whether styles may have colours.
    """

    def __init__(self, *, colour: bool) -> None:
        self._colour = colour
        self._columns = self._rows = 0
        self._shown: list[list[Cell]] = []
        self._wanted: list[list[Cell]] = []
        self._changed: set[int] = set()
        self._row = self._column = 0
        self._left_at = (0, 0)
        self._style = ""

    def forget(self) -> None:
        """Take it that the terminal may show anything."""
        self._columns = self._rows = 0

    def spared(self, text: str, columns: int, rows: int) -> str:
        """What has to be sent so that the terminal shows what it would have shown.

        Args:
            text: Characters and sequences, as Textual writes them.
            columns: The terminal's columns.
            rows: The terminal's rows.
        """
        sent = []
        if (columns, rows) != (self._columns, self._rows):
            self._columns, self._rows = columns, rows
            self._shown = [[_EMPTY] * columns for _ in range(rows)]
            self._wanted = [[_EMPTY] * columns for _ in range(rows)]
            self._changed.clear()
            self._left_at = (-1, -1)
            sent.append(CLEAR)
        for token in _TOKEN.finditer(text):
            kind = token.lastgroup
            if kind == "text":
                self._draw(token["text"])
            elif kind == "style":
                self._style = _joined(self._style, token["style"], colour=self._colour)
            elif kind == "place":
                row, _, column = token["place"].partition(";")
                self._row, self._column = int(row or 1) - 1, int(column or 1) - 1
            elif token["other"] not in "\r\n":
                sent += [*self._differences(), token["other"]]
        sent += self._differences()
        return "".join(sent)

    def _draw(self, text: str) -> None:
        if not 0 <= self._row < self._rows:
            return
        row = self._wanted[self._row]
        self._changed.add(self._row)
        for piece, width in _pieces(text):
            column, self._column = self._column, self._column + width
            if column < 0 or self._column > self._columns:
                continue
            _make_room(row, column, width)
            row[column] = Cell(piece, self._style)
            row[column + 1 : column + width] = [_RIGHT_HALF] * (width - 1)

    def _differences(self) -> Iterator[str]:
        """What makes the terminal show what is wanted; its cursor ends where it is wanted."""
        for row in sorted(self._changed):
            for piece in _row_differences(row, self._shown[row], self._wanted[row]):
                self._left_at = (-1, -1)
                yield piece
            self._shown[row] = self._wanted[row].copy()
        self._changed.clear()
        if self._left_at != (self._row, self._column):
            self._left_at = (self._row, self._column)
            yield f"\x1b[{self._row + 1};{self._column + 1}H"


def _row_differences(row: int, shown: list[Cell], wanted: list[Cell]) -> Iterator[str]:
    different = [index for index, (a, b) in enumerate(zip(shown, wanted, strict=True)) if a != b]
    if not different:
        return
    # What is empty up to the end is erased.
    end = len(wanted)
    while end and wanted[end - 1] == _EMPTY:
        end -= 1
    for start, stop in _runs([index for index in different if index < end], wanted):
        yield f"\x1b[{row + 1};{start + 1}H"
        for style, cells in groupby(wanted[start:stop], key=lambda cell: cell.style):
            text = "".join(cell.text for cell in cells)
            yield f"\x1b[{style}m{text}\x1b[m" if style else text
    if different[-1] >= end:
        yield f"\x1b[{row + 1};{end + 1}H\x1b[K"


def _runs(different: list[int], wanted: list[Cell]) -> Iterator[tuple[int, int]]:
    """Stretches that are sent in one go, as their first column and the one after their last.

    A new one begins after every character about whose width terminals disagree.
    """
    start, stop = -1, -1
    for index in different:
        first = index
        while first and not wanted[first].text:
            first -= 1
        if start < 0:
            start = first
        elif first > stop + _NEAR or not all(map(_certain, wanted[stop - 1 : first])):
            yield start, stop
            start = first
        stop = max(stop, index + 1)
        while stop < len(wanted) and not wanted[stop].text:
            stop += 1
    if start >= 0:
        yield start, stop


def _make_room(row: list[Cell], column: int, width: int) -> None:
    """Empty the other half of each wide character that is going to be written over in part."""
    left, right = column, column + width
    while left and not row[left].text:
        left -= 1
        row[left] = _EMPTY
    while right < len(row) and not row[right].text:
        row[right] = _EMPTY
        right += 1


def _certain(cell: Cell) -> bool:
    """Whether every terminal gives it one column."""
    return cell.text.isascii() or "\u2190" <= cell.text <= "\u28ff" or cell.text in _CERTAIN


@lru_cache(4096)
def _pieces(text: str) -> list[tuple[str, int]]:
    """Characters with what combines with them, and the columns of each."""
    if text.isascii():
        return [(character, 1) for character in text]
    spans, _ = split_graphemes(text)
    return [(text[start:stop], max(width, 1)) for start, stop, width in spans]


@lru_cache(1024)
def _joined(style: str, more: str, *, colour: bool) -> str:
    """A style, and what is added to it. Colours that are the terminal's own need not be said."""
    if not more:
        return ""
    kept: list[str] = [style] if style else []
    parameters = iter(more.split(";"))
    for each in parameters:
        if each in {"0", ""}:
            kept.clear()
        elif each in {"38", "48"}:
            kind = next(parameters, "")
            values = [next(parameters, "") for _ in range(3 if kind == "2" else 1)]
            if colour:
                kept.append(";".join((each, kind, *values)))
        elif each not in {"39", "49"} and (colour or not _is_colour(each)):
            kept.append(each)
    return ";".join(kept)


def _is_colour(parameter: str) -> bool:
    number = int(parameter)
    return 30 <= number <= 49 or 90 <= number <= 107
