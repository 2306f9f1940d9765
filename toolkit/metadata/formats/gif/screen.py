"""The screen that a GIF file is drawn on, and its tables of colours (GIF 89a, 17 to 21)."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from toolkit.errors import DamagedError, LimitError
from toolkit.metadata import limits

if TYPE_CHECKING:
    from toolkit.metadata.source import Source

SIGNATURES: Final = (b"GIF87a", b"GIF89a")

SCREEN_STOP: Final = 13
"""Offset after the header and the logical screen descriptor."""

_HAS_TABLE: Final = 0x80
_INTERLACED: Final = 0x40
_TABLE_SIZE: Final = 0x07
# How many colours the maker's own palette had, and whether the table is sorted, change nothing that
# is shown: the first is written as 8 bits for each colour, the second as no.
_RESOLUTION: Final = 0x70

# Aspect (n + 15) / 64: this value says square (18, c, viii).
_SQUARE: Final = 49


@dataclass(frozen=True, slots=True)
class Screen:
    """What the logical screen descriptor says.

    Attributes:
        width: Pixels across.
        height: Pixels down.
        table_bytes: Bytes of the global table of colours, which follows; 0 where there is none.
        background: Number of the colour behind the frames.
        aspect: How the pixels are shaped, by the standard's own number; 0 when they are square.
    """

    width: int
    height: int
    table_bytes: int
    background: int
    aspect: int

    def write(self) -> bytes:
        """The descriptor, with nothing in it but what is shown."""
        flags = _table_flags(self.table_bytes) | _RESOLUTION
        return struct.pack("<HHBBB", self.width, self.height, flags, self.background, self.aspect)


@dataclass(frozen=True, slots=True)
class Frame:
    """What an image descriptor says."""

    left: int
    top: int
    width: int
    height: int
    table_bytes: int
    is_interlaced: bool

    def write(self) -> bytes:
        """The descriptor with its separator, reserved bits zero."""
        flags = _table_flags(self.table_bytes) | (_INTERLACED if self.is_interlaced else 0)
        return b"," + struct.pack("<HHHHB", self.left, self.top, self.width, self.height, flags)


def read_screen(source: Source) -> Screen:
    """Read the logical screen descriptor.

    Raises:
        DamagedError: The file ends in it, or the screen has no pixels.
        LimitError: It has more than `limits.PICTURE_PIXELS`.
    """
    width, height, flags, background, aspect = struct.unpack("<HHBBB", source.read(6, SCREEN_STOP))
    _require_size(width, height, 6)
    table_bytes = _table_bytes(flags)
    return Screen(
        width,
        height,
        table_bytes,
        background if 3 * background < table_bytes else 0,
        0 if aspect == _SQUARE else aspect,
    )


def read_frame(source: Source, start: int) -> Frame:
    """Read an image descriptor; its separator stands at `start`.

    Raises:
        DamagedError: The file ends in it, or the frame has no pixels.
        LimitError: It has more than `limits.PICTURE_PIXELS`.
    """
    left, top, width, height, flags = struct.unpack("<HHHHB", source.read(start + 1, start + 10))
    _require_size(width, height, start)
    return Frame(left, top, width, height, _table_bytes(flags), bool(flags & _INTERLACED))


def clean_table(colours: bytes, used: set[int]) -> bytes:
    """A table in which the colours that no pixel has are black.

    A ramp of all greys stays whole. It says nothing, and some viewers take it for a grey picture.

    Args:
        colours: Three bytes each.
        used: Numbers of the colours that pixels have; some may be beyond the table.
    """
    if _is_ramp(colours):
        return colours
    shown = bytearray(len(colours))
    for index in used:
        shown[3 * index : 3 * index + 3] = colours[3 * index : 3 * index + 3]
    return colours if _is_ramp(shown) else bytes(shown)


def _is_ramp(colours: bytes | bytearray) -> bool:
    return all(byte == at // 3 for at, byte in enumerate(colours))


def _table_bytes(flags: int) -> int:
    return 3 << (flags & _TABLE_SIZE) + 1 if flags & _HAS_TABLE else 0


def _table_flags(table_bytes: int) -> int:
    return _HAS_TABLE | (table_bytes // 3).bit_length() - 2 if table_bytes else 0


def _require_size(width: int, height: int, offset: int) -> None:
    if not width or not height:
        raise DamagedError("damaged", offset=offset, part="GIF")
    if width * height > limits.PICTURE_PIXELS:
        raise LimitError("too-many-pixels", limit=limits.PICTURE_PIXELS)
