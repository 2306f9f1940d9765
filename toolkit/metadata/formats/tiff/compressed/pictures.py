"""Strips and tiles that are pictures of their own: JPEG (compression 7) and WebP (50001).

Source: TIFF Technical Note 2 (17 March 1995) for JPEG; libtiff 4.0 for WebP.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from toolkit.errors import UnsupportedError
from toolkit.metadata.formats.embedded import clean_embedded
from toolkit.metadata.formats.jpeg.stream import clean_stream
from toolkit.metadata.formats.jpeg.structure import TablePart, read_structure
from toolkit.metadata.formats.jpeg.tables import segment
from toolkit.metadata.formats.webp import WEBP
from toolkit.metadata.source import Source

if TYPE_CHECKING:
    from toolkit.metadata.formats.jpeg.tables import Table
    from toolkit.metadata.formats.tiff.compressed.stored import Stored
    from toolkit.metadata.formats.tiff.grids import Grid
    from toolkit.metadata.model import Piece

PART: Final = "JPEG strip"

# The last strip may be coded as tall as the others: readers skip less than a row of its blocks.
_ROWS_OF_BLOCKS: Final = 16


class SharedTables:
    """The tables that all JPEG strips of a page lean on, and which of them they use.

    Args:
        content: JPEGTables as it stands in the file; empty where there is none.

    Raises:
        DamagedError: It is no stream of tables.
    """

    def __init__(self, content: bytes) -> None:
        self._content = clean_stream(content) if content else b""
        self._known: tuple[Table, ...] = ()
        if self._content:
            parts = read_structure(Source(self._content), 0, abbreviated=True).parts
            self._known = tuple(t for p in parts if isinstance(p, TablePart) for t in p.tables)
        self._used: set[Table] = set()

    def clean(self, stored: Stored, grid: Grid) -> tuple[Piece, ...]:
        """Clean a strip.

        Raises:
            DamagedError: It is no JPEG stream, or one of another size.
            UnsupportedError: It holds rows that are not shown.
        """
        cleaned = clean_stream(stored.whole(), self._content or None)
        structure = read_structure(Source(cleaned), 0, self._known, abbreviated=True)
        frame = structure.frame
        if frame is None or frame.width != grid.width or frame.height < grid.height:
            raise stored.damaged(PART)
        if frame.height >= grid.height + _ROWS_OF_BLOCKS:
            raise UnsupportedError("unsupported", part="rows below a JPEG strip")
        self._used |= structure.used & set(self._known)
        return stored.replaced(cleaned)

    def cleaned(self) -> bytes:
        """The tables that strips used, as a stream; empty where there are none."""
        used = [table for table in self._known if table in self._used]
        if not used:
            return b""
        return b"".join((
            b"\xff\xd8", *(segment([t]) for t in used), b"\xff\xd9"
        ))  # fmt: skip


def clean_webp(stored: Stored, grid: Grid) -> tuple[Piece, ...]:
    """Clean a strip that is a WebP file.

    Raises:
        DamagedError: It is none, or one of another size.
    """
    content = stored.whole()
    if not WEBP.recognises(content):
        raise stored.damaged("WebP strip")
    cleaned = clean_embedded(content)
    walk = WEBP.walk(Source(cleaned))
    if (walk.width, walk.height, walk.frames) != (grid.width, grid.height, 1):
        raise stored.damaged("WebP strip")
    return stored.replaced(cleaned)
