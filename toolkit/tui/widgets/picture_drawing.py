"""A picture drawn with block elements: two colours and four quarters to a cell, or in shades.

Block elements are text: what is drawn lies in cells like any word, is gone when the cells are
written over, and neither asks the terminal anything nor leaves anything with it. So they are what
is drawn unless the person asks for more (`sixels`), which is offered only where the same holds.

Never kitty's graphics. kitty 0.26 writes each picture to the disk, in a file without a name. What
is deleted frees its place there, and is not written over. It is mixed with 64 bytes, over and over,
which can be guessed, because pixels are like their neighbours: a script of ten lines gave a photo
back from nothing but that file. No command that we could send prevents it.
"""

from __future__ import annotations

from functools import cache
from itertools import product
from typing import TYPE_CHECKING, Final

from rich.color import Color, ColorType
from rich.color_triplet import ColorTriplet
from rich.segment import Segment
from rich.style import Style

from toolkit.tui.widgets.scaling import scaled

if TYPE_CHECKING:
    from collections.abc import Iterable

    from toolkit.metadata.model import Thumbnail

_CELL_HEIGHT: Final = 2
"""A cell is about twice as high as it is wide."""

# By which quarters of a cell are bright, as bits: 1 the upper left, 2 the upper right, 4 the lower
# left, 8 the lower right (Unicode 15, 22.7).
_QUARTERS: Final = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"
_LEVELS: Final = 5
# The signs that every terminal has, the Linux console too, and how bright each quarter is, of 4.
_SHADES: Final = {
    " ": (0, 0, 0, 0),
    "░": (1, 1, 1, 1),
    "▒": (2, 2, 2, 2),
    "▓": (3, 3, 3, 3),
    "█": (4, 4, 4, 4),
    "▀": (4, 4, 0, 0),
    "▄": (0, 0, 4, 4),
    "▌": (4, 0, 4, 0),
    "▐": (0, 4, 0, 4),
}
# How much more it matters that a sign is as bright as the picture than that its parts are.
_WHOLE: Final = 0.3
# This part of the pixels may become all dark, and this part all bright.
_CLIPPED: Final = 50


def cells(picture: Thumbnail, columns: int, rows: int) -> tuple[int, int]:
    """How many columns and rows a picture covers where it may have so many, keeping its shape.

    Args:
        picture: What to draw.
        columns: At most so many, 1 at least.
        rows: The same.
    """
    shape = _CELL_HEIGHT * picture.width / picture.height
    width = min(columns, max(round(rows * shape), 1))
    return width, min(rows, max(round(width / shape), 1))


def coloured(picture: Thumbnail, columns: int, rows: int) -> list[list[Segment]]:
    """A picture in true colours: each cell is split into its bright and its dark quarters.

    Args:
        picture: What to draw.
        columns: How many it covers.
        rows: The same.

    Returns:
        For each row its cells.
    """
    bands = scaled(picture, 2 * columns, 2 * rows)
    corners = [quarter for band in bands for quarter in _corners(band, columns, rows)]
    drawn = [_cell(quarters) for quarters in zip(*corners, strict=True)]
    return [drawn[start : start + columns] for start in range(0, len(drawn), columns)]


def shaded(picture: Thumbnail, columns: int, rows: int, *, on_light: bool = False) -> list[str]:
    """A picture in the terminal's own colour of text.

    Args:
        picture: What to draw.
        columns: How many it covers.
        rows: The same.
        on_light: Whether the text is darker than what it lies on.

    Returns:
        For each row its signs, one a cell.
    """
    red, green, blue = scaled(picture, 2 * columns, 2 * rows)
    bright = bytes((r + 2 * g + b) >> 2 for r, g, b in zip(red, green, blue, strict=True))
    corners = _corners(bright.translate(_contrast(bright, on_light=on_light)), columns, rows)
    signs = _signs()
    weights = [_LEVELS**place for place in range(4)]
    drawn = "".join(
        signs[a + weights[1] * b + weights[2] * c + weights[3] * d]
        for a, b, c, d in zip(*corners, strict=True)
    )
    return [drawn[start : start + columns] for start in range(0, len(drawn), columns)]


def _corners(plane: bytes, columns: int, rows: int) -> tuple[bytes, bytes, bytes, bytes]:
    """The upper left quarters of all cells, the upper right, the lower left, the lower right."""
    left, right = plane[::2], plane[1::2]
    starts = range(0, 2 * rows * columns, 2 * columns)

    def taken(half: bytes, below: int) -> bytes:
        return b"".join(half[start + below : start + below + columns] for start in starts)

    return taken(left, 0), taken(right, 0), taken(left, columns), taken(right, columns)


def _halves() -> list[tuple[str, int, int, int, int]]:
    """For each set of bright quarters its sign, two of them to mix, and two of the dark to mix."""
    halves = []
    for number, sign in enumerate(_QUARTERS):
        bright = [place for place in range(4) if number >> place & 1]
        dark = [place for place in range(4) if not number >> place & 1]
        if bright and dark:
            halves.append((sign, bright[0], bright[-1], dark[0], dark[-1]))
        else:
            halves.append(("▀", 0, 1, 2, 3))
    return halves


_HALVES: Final = _halves()


def _cell(quarters: tuple[int, ...]) -> Segment:
    """One cell, from the red of its four quarters, the green of them, and the blue."""
    red, green, blue = quarters[:4], quarters[4:8], quarters[8:]
    # Red and green alone: blue counts little for what an eye calls bright.
    a, b, c, d = (
        red[0] + 2 * green[0],
        red[1] + 2 * green[1],
        red[2] + 2 * green[2],
        red[3] + 2 * green[3],
    )
    mean = (a + b + c + d) >> 2
    sign, i, j, k, m = _HALVES[(a > mean) + 2 * (b > mean) + 4 * (c > mean) + 8 * (d > mean)]
    return Segment(
        sign,
        Style.from_color(
            _colour(red[i] + red[j] >> 1, green[i] + green[j] >> 1, blue[i] + blue[j] >> 1),
            _colour(red[k] + red[m] >> 1, green[k] + green[m] >> 1, blue[k] + blue[m] >> 1),
        ),
    )


def _colour(red: int, green: int, blue: int) -> Color:
    # Rich's own way would spell out a name for each, at twice the cost.
    return Color("", ColorType.TRUECOLOR, None, ColorTriplet(red, green, blue))


def _contrast(bright: bytes, *, on_light: bool) -> bytes:
    """A table from brightness to levels, so that the picture uses all of them."""
    order = sorted(bright)
    clipped = len(order) // _CLIPPED
    low, high = order[clipped], order[-1 - clipped]
    scale = (_LEVELS - 1) / max(high - low, 1)
    levels = (round(min(max((value - low) * scale, 0), _LEVELS - 1)) for value in range(256))
    return bytes(_LEVELS - 1 - level if on_light else level for level in levels)


@cache
def _signs() -> list[str]:
    """The sign that looks most like it, for each brightness of the four quarters."""
    return [_closest(tuple(reversed(quarters))) for quarters in product(range(_LEVELS), repeat=4)]


def _closest(quarters: Iterable[int]) -> str:
    wanted = tuple(quarters)

    def distance(sign: str) -> float:
        shades = _SHADES[sign]
        parts = sum((a - b) ** 2 for a, b in zip(wanted, shades, strict=True))
        return parts + _WHOLE * (sum(wanted) - sum(shades)) ** 2

    return min(_SHADES, key=distance)
