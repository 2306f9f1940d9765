"""Elements of a profile that are one curve or a few numbers, written anew without spare bytes.

Each function takes an element, reads it to its last number and gives back the canonical bytes:
reserved fields zero, padding and whatever stands behind it gone.

Source: ICC.1:2022, clause 10; the sections stand with the functions.
"""

from __future__ import annotations

import struct
from typing import Final

from toolkit.errors import DamagedError

# Longer curves are refused by littleCMS; profiles in use have at most 4096 entries.
_MOST_CURVE_ENTRIES: Final = 0x7FFF

# Numbers of a parametric curve, by function type (10.18, table 68).
_PARAMETERS: Final = (1, 3, 4, 5, 7)


def damaged(offset: int) -> DamagedError:
    """The error for an element that contradicts itself."""
    return DamagedError("damaged", offset=offset, part="colour profile")


def part(content: bytes, start: int, count: int) -> bytes:
    """Exactly `count` bytes from `start` on.

    Raises:
        DamagedError: They are not there.
    """
    if start + count > len(content):
        raise DamagedError("truncated", offset=len(content))
    return content[start : start + count]


def number(content: bytes, start: int, width: int) -> int:
    """A big-endian number of `width` bytes.

    Raises:
        DamagedError: It is not there.
    """
    return int.from_bytes(part(content, start, width), "big")


def padded(content: bytes) -> bytes:
    """The bytes with zeros up to a multiple of four."""
    return content + bytes(-len(content) % 4)


def xyz(element: bytes) -> bytes:
    """One XYZ value (10.31). Tags that need more than one are not kept."""
    _expect(element, b"XYZ ")
    return b"XYZ \0\0\0\0" + part(element, 8, 12)


def matrix(element: bytes) -> bytes:
    """The nine numbers of a chromatic adaptation (10.22, s15Fixed16ArrayType)."""
    _expect(element, b"sf32")
    return b"sf32\0\0\0\0" + part(element, 8, 36)


def code_points(element: bytes) -> bytes:
    """Coding-independent code points: four bytes that name the colour space (10.3, cicpType)."""
    _expect(element, b"cicp")
    return b"cicp\0\0\0\0" + part(element, 8, 4)


def curve(element: bytes) -> bytes:
    """A tone curve: sampled (10.6, curveType) or parametric (10.18)."""
    return curve_at(element, 0)[0]


def curve_at(content: bytes, start: int) -> tuple[bytes, int]:
    """A tone curve that stands among others.

    Returns:
        Its canonical bytes, not padded, and the offset after it in `content`.
    """
    kind = part(content, start, 4)
    if kind == b"curv":
        count = number(content, start + 8, 4)
        if count > _MOST_CURVE_ENTRIES:
            raise damaged(start)
        values = part(content, start + 12, 2 * count)
        return b"curv" + struct.pack(">II", 0, count) + values, start + 12 + 2 * count
    if kind == b"para":
        function = number(content, start + 8, 2)
        if function >= len(_PARAMETERS):
            raise damaged(start)
        values = part(content, start + 12, 4 * _PARAMETERS[function])
        return b"para" + struct.pack(">IHH", 0, function, 0) + values, start + 12 + len(values)
    raise damaged(start)


def _expect(element: bytes, kind: bytes) -> None:
    if element[:4] != kind:
        raise damaged(0)
