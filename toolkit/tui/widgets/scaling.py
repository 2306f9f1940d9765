"""Pixels scaled to any size, in whole lines at a time: fast enough to follow a window's edge.

Averages are of all bytes of a picture at once, in one long number: halves of two bytes side by side
never carry into each other (Warren, Hacker's Delight, 2-5).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from toolkit.metadata.model import Thumbnail

_MOST_SAMPLES: Final = 8
"""Lines that are averaged to one. What is larger yet is sampled."""


def scaled(picture: Thumbnail, width: int, height: int) -> tuple[bytes, bytes, bytes]:
    """A picture in another size.

    Args:
        picture: What to scale.
        width: Pixels across, 1 at least.
        height: Pixels down, 1 at least.

    Returns:
        The red, the green and the blue of all pixels, a byte each, row by row from the top.
    """
    red, green, blue = (
        _plane(picture.rgb[band::3], picture.width, width, height) for band in range(3)
    )
    return red, green, blue


def _plane(plane: bytes, stored: int, width: int, height: int) -> bytes:
    """One colour of a picture whose rows have `stored` pixels, in another size."""
    rows = len(plane) // stored
    # Columns first, which turns the picture on its side; then its rows, which turns it back. One
    # rounds down and the other up, so that it gets no darker.
    columns = _averaged([plane[x::stored] for x in _spread(stored, width)], width, _floor)
    return _averaged([columns[y::rows] for y in _spread(rows, height)], height, _ceiling)


def _spread(count: int, wanted: int) -> list[int]:
    """Which of so many lines to take: the wanted number, or a power of two times it."""
    samples = wanted
    while samples < count and samples < _MOST_SAMPLES * wanted:
        samples *= 2
    return [(2 * index + 1) * count // (2 * samples) for index in range(samples)]


def _averaged(
    lines: Sequence[bytes], wanted: int, average: Callable[[int, int, int], int]
) -> bytes:
    """Neighbouring lines made one, until as many are left as are wanted."""
    step = len(lines) // wanted
    parts = [b"".join(lines[start::step]) for start in range(step)]
    size = len(parts[0])
    if step == 1:
        return parts[0]
    even = int.from_bytes(b"\xfe" * size)
    numbers = [int.from_bytes(part) for part in parts]
    while len(numbers) > 1:
        pairs = zip(numbers[::2], numbers[1::2], strict=True)
        numbers = [average(first, second, even) for first, second in pairs]
    return numbers[0].to_bytes(size)


def _floor(first: int, second: int, even: int) -> int:
    return (first & second) + (((first ^ second) & even) >> 1)


def _ceiling(first: int, second: int, even: int) -> int:
    return (first | second) - (((first ^ second) & even) >> 1)
