"""The image header, and the scanlines that follow from it (PNG third edition, 7 and 11.2.1)."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from toolkit.errors import DamagedError, LimitError, UnsupportedError
from toolkit.metadata import limits
from toolkit.metadata.formats.png.chunks import require_intact

if TYPE_CHECKING:
    from toolkit.metadata.formats.png.chunks import Chunk
    from toolkit.metadata.source import Source

GREY: Final = 0
TRUECOLOUR: Final = 2
INDEXED: Final = 3
GREY_ALPHA: Final = 4
TRUECOLOUR_ALPHA: Final = 6

# 11.2.1, table 11: the bit depths of each colour type.
_DEPTHS: Final = {
    GREY: (1, 2, 4, 8, 16),
    TRUECOLOUR: (8, 16),
    INDEXED: (1, 2, 4, 8),
    GREY_ALPHA: (8, 16),
    TRUECOLOUR_ALPHA: (8, 16),
}
_SAMPLES: Final = {GREY: 1, TRUECOLOUR: 3, INDEXED: 1, GREY_ALPHA: 2, TRUECOLOUR_ALPHA: 4}

# 8.1: first column, first row, step across, step down of each pass of Adam7.
_ADAM7: Final = (
    (0, 0, 8, 8),
    (4, 0, 8, 8),
    (0, 4, 4, 8),
    (2, 0, 4, 4),
    (0, 2, 2, 4),
    (1, 0, 2, 2),
    (0, 1, 1, 2),
)


@dataclass(frozen=True, slots=True)
class Pass:
    """A run of scanlines of one length.

    Attributes:
        width: Pixels in each.
        rows: How many there are, at least one.
        row_bytes: Bytes in each, without the filter byte before them.
    """

    width: int
    rows: int
    row_bytes: int


@dataclass(frozen=True, slots=True)
class Header:
    """What IHDR says, all values possible ones."""

    width: int
    height: int
    depth: int
    colour_type: int
    interlaced: bool

    @property
    def has_alpha(self) -> bool:
        """Whether each pixel has an alpha sample of its own."""
        return self.colour_type in {GREY_ALPHA, TRUECOLOUR_ALPHA}

    def passes(self, width: int, height: int) -> tuple[Pass, ...]:
        """The scanlines of a picture, or of a frame of an animation, with the given size."""
        if not self.interlaced:
            return (self._pass(width, height),)
        sizes = (
            ((width - x + across - 1) // across, (height - y + down - 1) // down)
            for x, y, across, down in _ADAM7
        )
        return tuple(self._pass(w, h) for w, h in sizes if w > 0 and h > 0)

    def _pass(self, width: int, rows: int) -> Pass:
        bits = width * self.depth * _SAMPLES[self.colour_type]
        return Pass(width, rows, (bits + 7) // 8)


def read_header(source: Source, chunk: Chunk) -> Header:
    """Read IHDR.

    Raises:
        DamagedError: It is not the first chunk, or not one the standard allows.
        UnsupportedError: Apple's own variant of PNG, which no other program can show.
        LimitError: The picture is larger than `limits.PICTURE_PIXELS`.
    """
    if chunk.name == b"CgBI":
        raise UnsupportedError("unsupported", part="CgBI")
    if chunk.name != b"IHDR" or chunk.size != 13:
        raise DamagedError("damaged", offset=chunk.start, part="IHDR")
    require_intact(source, chunk)
    width, height, depth, colour_type, compression, filtering, interlace = struct.unpack(
        ">IIBBBBB", source.read(chunk.data, chunk.end)
    )
    possible = (
        width
        and height
        and depth in _DEPTHS.get(colour_type, ())
        and interlace <= 1
        and not compression
        and not filtering
    )
    if not possible:
        raise DamagedError("damaged", offset=chunk.start, part="IHDR")
    if width * height > limits.PICTURE_PIXELS or max(width, height) > limits.PICTURE_SIDE:
        raise LimitError("too-many-pixels", limit=limits.PICTURE_PIXELS)
    return Header(width, height, depth, colour_type, bool(interlace))
