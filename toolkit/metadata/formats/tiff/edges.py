"""What stands in tiles at the right and lower edge of a picture, outside of it.

A picture is rarely a whole number of tiles wide. The rest of the last ones is not shown: it may
hold what was cropped away, or whatever was in memory when the file was written.

Source: TIFF 6.0, section 15, "Padding"; section 14 for the predictor.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from toolkit.metadata.formats.tiff.grids import Grid


def blanked(content: bytes, grid: Grid, *, columns: bool) -> bytes:
    """The bytes of a tile with zeros wherever nothing shows.

    Args:
        content: The bytes, as they are before a predictor is undone: its differences run from left
            to right within a row, so that what shows does not depend on what does not.
        grid: The tile.
        columns: Whether what stands right of the picture goes too, or only what stands below it.
    """
    size = (grid.visible_bits + 7) // 8 if columns else grid.row_bytes
    bits = grid.visible_bits % 8 if columns else 0
    output = bytearray(grid.size)
    for start in range(0, grid.visible_rows * grid.row_bytes, grid.row_bytes):
        output[start : start + size] = content[start : start + size]
        if bits:
            output[start + size - 1] &= 0xFF00 >> bits & 0xFF
    return bytes(output)
