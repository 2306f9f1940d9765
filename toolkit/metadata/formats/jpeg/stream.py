"""JPEG streams as they stand inside other files: the strips, tiles and tables of a TIFF.

Sources: ITU-T T.81, B.4 and B.5 (abbreviated formats); TIFF Technical Note 2 (JPEGTables).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.errors import DamagedError
from toolkit.metadata.formats.jpeg.entropy.ends import needed_data
from toolkit.metadata.formats.jpeg.rendering import rendered
from toolkit.metadata.formats.jpeg.structure import TablePart, read_structure
from toolkit.metadata.source import Source

if TYPE_CHECKING:
    from toolkit.metadata.formats.jpeg.structure import Structure
    from toolkit.metadata.formats.jpeg.tables import Table


def clean_stream(content: bytes, tables: bytes | None = None) -> bytes:
    """The clean copy of a stream that may lack tables, or be nothing but tables.

    Args:
        content: From SOI to EOI; what follows EOI goes.
        tables: The stream of tables that this one leans on, where there is one.

    Returns:
        The stream without application data (but for the colour transform that an Adobe segment
        tells), comments, unused tables and stray bytes. Cleaning it once more gives it back.

    Raises:
        DamagedError: It is no whole stream, or contradicts itself.
        UnsupportedError: Its coding process cannot be cleaned.
        LimitError: It has too many parts or pixels.
    """
    source = Source(content, thorough=True)
    known = () if tables is None else _definitions(Source(tables))
    structure = _structure(source, known)
    return rendered(source, structure, needed_data(source, structure, known))


def _structure(source: Source, known: tuple[Table, ...]) -> Structure:
    if not source.holds(0, b"\xff\xd8"):
        raise DamagedError("damaged", offset=0, part="SOI")
    return read_structure(source, 0, known, abbreviated=True)


def _definitions(source: Source) -> tuple[Table, ...]:
    parts = _structure(source, ()).parts
    return tuple(t for p in parts if isinstance(p, TablePart) for t in p.tables)
