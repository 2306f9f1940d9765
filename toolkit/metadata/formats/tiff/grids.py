"""What the strips and tiles of a page decode to: rows of so many bytes, of which so many show.

Source: TIFF 6.0, section 3 (strips), 15 (tiles), 21 (subsampled YCbCr).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from toolkit.errors import LimitError
from toolkit.metadata import limits

if TYPE_CHECKING:
    from toolkit.metadata.formats.tiff.pixels import Pixels


class Grid(NamedTuple):
    """The bytes that a strip or tile decodes to: rows of pixels, or of blocks of subsampled ones.

    Attributes:
        row_bytes: Bytes of a row.
        rows: How many rows.
        visible_bits: Bits of each row that show; what stands behind them in a tile at the right
            edge of the picture is outside it.
        visible_rows: Rows that show.
        width: Pixels across, as a compressed picture of its own would have them.
        height: Pixels down, likewise.
    """

    row_bytes: int
    rows: int
    visible_bits: int
    visible_rows: int
    width: int
    height: int

    @property
    def size(self) -> int:
        """Bytes it decodes to."""
        return self.row_bytes * self.rows

    @property
    def whole(self) -> bool:
        """Whether all of it shows, but for the bits that fill a row to a byte."""
        return self.visible_rows == self.rows and (self.visible_bits + 7) // 8 == self.row_bytes


def strip_grids(pixels: Pixels, rows: int) -> list[tuple[Grid, int]]:
    """What the strips of each plane decode to, each kind with how many there are in a row."""
    full, last = divmod(pixels.height, rows)
    grids = []
    for bits in _plane_bits(pixels):
        grids.append((_grid(pixels, bits, (pixels.width, rows), (pixels.width, rows)), full))
        if last:
            grids.append((_grid(pixels, bits, (pixels.width, last), (pixels.width, last)), 1))
    return grids


def tile_grids(pixels: Pixels, tile: tuple[int, int]) -> list[tuple[Grid, int]]:
    """What the tiles of each plane decode to, each kind with how many there are in a row.

    Raises:
        LimitError: There are too many.
    """
    width, height = tile
    across, right = divmod(pixels.width, width)
    down, bottom = divmod(pixels.height, height)
    if (across + 1) * (down + 1) * pixels.planes > limits.PARTS:
        raise LimitError("too-many-parts", limit=limits.PARTS)
    grids = []
    for bits in _plane_bits(pixels):
        for shown in [height] * down + [bottom] * (bottom > 0):
            grids.append((_grid(pixels, bits, tile, (width, shown)), across))
            if right:
                grids.append((_grid(pixels, bits, tile, (right, shown)), 1))
    return grids


def _plane_bits(pixels: Pixels) -> tuple[int, ...]:
    """Bits of a pixel in each plane."""
    return (sum(pixels.bits),) if pixels.planes == 1 else pixels.bits


def _grid(pixels: Pixels, bits: int, stored: tuple[int, int], shown: tuple[int, int]) -> Grid:
    (width, height), (shown_width, shown_height) = stored, shown
    across, down = pixels.subsampling
    if (across, down) == (1, 1) or pixels.planes > 1:
        return Grid(
            (width * bits + 7) // 8, height, shown_width * bits, shown_height, width, height
        )
    # Section 21: blocks of across * down luma samples, then one Cb and one Cr.
    block = (across * down + 2) * pixels.bits[0]
    return Grid(
        (-(-width // across) * block + 7) // 8,
        -(-height // down),
        -(-shown_width // across) * block,
        -(-shown_height // down),
        width,
        height,
    )
