"""Large letters, drawn from half blocks: to be read from across a room.

A letter is 9 points high: 7 above the line on which it stands, 2 below. Two points share a cell, so
a line of letters takes `ROWS` rows. All digits are of one width, so that a clock does not jump.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Final

ROWS: Final = 5
_POINTS: Final = 2 * ROWS
_BETWEEN: Final = 1
"""Points between two letters."""
_SPACE: Final = 3
_CELLS: Final = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}

_SHEETS: Final = (
    (
        "abcdefghijklm",
        """
.....|#....|....|....#|.....|..##|.....|#....|.|...|#...|#.|.......
.....|#....|....|....#|.....|.#..|.....|#....|#|..#|#...|#.|.......
.###.|#.##.|.###|.##.#|.###.|.#..|.####|#.##.|.|...|#..#|#.|##.##..
....#|##..#|#...|#..##|#...#|####|#...#|##..#|#|..#|#.#.|#.|#..#..#
.####|#...#|#...|#...#|#####|.#..|#...#|#...#|#|..#|##..|#.|#..#..#
#...#|#...#|#...|#..##|#....|.#..|#...#|#...#|#|..#|#.#.|#.|#..#..#
.####|####.|.###|.##.#|.####|.#..|.####|#...#|#|..#|#..#|.#|#..#..#
.....|.....|....|.....|.....|....|....#|.....|.|#.#|....|..|.......
.....|.....|....|.....|.....|....|.###.|.....|.|.#.|....|..|.......
""",
    ),
    (
        "nopqrstuvwxyz",
        """
.....|.....|.....|.....|....|....|....|.....|.....|.......|.....|.....|.....
.....|.....|.....|.....|....|....|.#..|.....|.....|.......|.....|.....|.....
#.##.|.###.|#.##.|.##.#|#.##|.###|####|#...#|#...#|#..#..#|#...#|#...#|#####
##..#|#...#|##..#|#..##|##..|#...|.#..|#...#|#...#|#..#..#|.#.#.|#...#|...#.
#...#|#...#|#...#|#...#|#...|.##.|.#..|#...#|.#.#.|#..#..#|..#..|#...#|..#..
#...#|#...#|#...#|#...#|#...|...#|.#..|#..##|.#.#.|#..#..#|.#.#.|#...#|.#...
#...#|.###.|####.|.####|#...|###.|..##|.##.#|..#..|.##.##.|#...#|.####|#####
.....|.....|#....|....#|....|....|....|.....|.....|.......|.....|....#|.....
.....|.....|#....|....#|....|....|....|.....|.....|.......|.....|.###.|.....
""",
    ),
    (
        "ABCDEFGHIJKLM",
        """
.###.|####.|.###.|####.|#####|#####|.###.|#...#|###|..##|#...#|#....|#.....#
#...#|#...#|#...#|#...#|#....|#....|#...#|#...#|.#.|...#|#..#.|#....|##...##
#...#|#...#|#....|#...#|#....|#....|#....|#...#|.#.|...#|#.#..|#....|#.#.#.#
#####|####.|#....|#...#|####.|####.|#.###|#####|.#.|...#|##...|#....|#..#..#
#...#|#...#|#....|#...#|#....|#....|#...#|#...#|.#.|...#|#.#..|#....|#.....#
#...#|#...#|#...#|#...#|#....|#....|#...#|#...#|.#.|#..#|#..#.|#....|#.....#
#...#|####.|.###.|####.|#####|#....|.####|#...#|###|.##.|#...#|#####|#.....#
.....|.....|.....|.....|.....|.....|.....|.....|...|....|.....|.....|.......
.....|.....|.....|.....|.....|.....|.....|.....|...|....|.....|.....|.......
""",
    ),
    (
        "NOPQRSTUVWXYZ",
        """
#...#|.###.|####.|.###.|####.|.####|#####|#...#|#...#|#.....#|#...#|#...#|#####
##..#|#...#|#...#|#...#|#...#|#....|..#..|#...#|#...#|#.....#|#...#|#...#|....#
##..#|#...#|#...#|#...#|#...#|#....|..#..|#...#|#...#|#.....#|.#.#.|#...#|...#.
#.#.#|#...#|####.|#...#|####.|.###.|..#..|#...#|#...#|#..#..#|..#..|.#.#.|..#..
#..##|#...#|#....|#...#|#.#..|....#|..#..|#...#|#...#|#.#.#.#|.#.#.|..#..|.#...
#..##|#...#|#....|#..#.|#..#.|....#|..#..|#...#|.#.#.|##...##|#...#|..#..|#....
#...#|.###.|#....|.##.#|#...#|####.|..#..|.###.|..#..|#.....#|#...#|..#..|#####
.....|.....|.....|.....|.....|.....|.....|.....|.....|.......|.....|.....|.....
.....|.....|.....|.....|.....|.....|.....|.....|.....|.......|.....|.....|.....
""",
    ),
    (
        "0123456789",
        """
.###.|..#..|.###.|.###.|...#.|#####|.###.|#####|.###.|.###.
#...#|.##..|#...#|#...#|..##.|#....|#....|....#|#...#|#...#
#..##|..#..|....#|....#|.#.#.|####.|#....|...#.|#...#|#...#
#.#.#|..#..|...#.|..##.|#..#.|....#|####.|..#..|.###.|.####
##..#|..#..|..#..|....#|#####|....#|#...#|..#..|#...#|....#
#...#|..#..|.#...|#...#|...#.|#...#|#...#|.#...|#...#|....#
.###.|.###.|#####|.###.|...#.|.###.|.###.|.#...|.###.|.###.
.....|.....|.....|.....|.....|.....|.....|.....|.....|.....
.....|.....|.....|.....|.....|.....|.....|.....|.....|.....
""",
    ),
    (
        ".,:;?!-’()“”¿¡–",
        """
.|..|.|..|.###.|#|...|.#|.#|#.|.#.#|#.#.|.....|.|....
.|..|.|..|#...#|#|...|.#|#.|.#|#.#.|.#.#|.....|.|....
.|..|#|.#|....#|#|...|#.|#.|.#|#.#.|#.#.|..#..|#|....
.|..|.|..|...#.|#|...|..|#.|.#|....|....|.....|.|....
.|..|.|..|..#..|#|###|..|#.|.#|....|....|..#..|#|####
.|..|.|..|.....|.|...|..|#.|.#|....|....|.#...|#|....
#|.#|#|.#|..#..|#|...|..|.#|#.|....|....|#....|#|....
.|#.|.|#.|.....|.|...|..|..|..|....|....|#...#|#|....
.|..|.|..|.....|.|...|..|..|..|....|....|.###.|#|....
""",
    ),
)
_MARKS: Final = {
    "\u0301": ("..#", ".#."),
    "\u0300": ("#..", ".#."),
    "\u0302": (".#.", "#.#"),
    "\u0303": (".#.#", "#.#."),
    "\u0308": ("#.#", "..."),
}
"""What stands above a letter: acute, grave, circumflex, tilde, two dots."""
_OVER_SMALL: Final = 1
"""The row of points in which a mark above a small letter begins."""


def can_draw(text: str) -> bool:
    """Whether there is a letter for each character."""
    return all(each == " " or _glyph(each) is not None for each in text)


def width(text: str) -> int:
    """How many cells a text takes; of what can be drawn."""
    drawn = _points(text)
    return len(drawn[0])


def drawn(text: str) -> tuple[str, ...]:
    """A text in `ROWS` rows of cells.

    Args:
        text: What `can_draw` says can be drawn.
    """
    points = _points(text)
    return tuple(
        "".join(_CELLS[pair] for pair in zip(points[row], points[row + 1], strict=True))
        for row in range(0, _POINTS, 2)
    )


def lines(text: str, room: int) -> tuple[str, ...] | None:
    """A text in lines of words that fit into so many cells; nothing where a word does not."""
    found: list[str] = []
    for word in text.split():
        longer = f"{found[-1]} {word}" if found else word
        if found and width(longer) <= room:
            found[-1] = longer
        elif width(word) <= room:
            found.append(word)
        else:
            return None
    return tuple(found)


def _points(text: str) -> list[list[bool]]:
    rows: list[list[bool]] = [[] for _ in range(_POINTS)]
    for each in text:
        glyph = _glyph(each) or tuple((False,) * _SPACE for _ in range(_POINTS))
        for row, points in zip(rows, glyph, strict=True):
            row += [*([False] * _BETWEEN if row else []), *points]
    return rows


@cache
def _glyph(character: str) -> tuple[tuple[bool, ...], ...] | None:
    """A letter in its ten rows of points: one is left free above it."""
    known = _plain()
    parted = unicodedata.normalize("NFD", character)
    base, marks = parted[:1], parted[1:]
    if base not in known or any(mark not in _MARKS for mark in marks):
        return None
    rows = [list(row) for row in known[base]]
    for mark in marks if base.islower() else ():
        # Above a capital there is no room; it is read without.
        if base == "i":
            rows[2] = [False] * len(rows[2])
        wide = max(len(rows[0]), len(_MARKS[mark][0]))
        left = (wide - len(rows[0])) // 2
        rows = [[False] * left + row + [False] * (wide - len(row) - left) for row in rows]
        start = (wide - len(_MARKS[mark][0])) // 2
        for at, line in enumerate(_MARKS[mark], _OVER_SMALL):
            for column, point in enumerate(line, start):
                rows[at][column] = rows[at][column] or point == "#"
    return tuple(tuple(row) for row in rows)


@cache
def _plain() -> dict[str, tuple[tuple[bool, ...], ...]]:
    found = {}
    for characters, sheet in _SHEETS:
        columns = zip(*(line.split("|") for line in sheet.split()), strict=True)
        for character, column in zip(characters, columns, strict=True):
            points = tuple(tuple(point == "#" for point in row) for row in column)
            found[character] = ((False,) * len(points[0]), *points)
    found["'"] = found["’"]
    return found
