"""A JPEG stream with nothing in it but what a decoder needs to show the picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.metadata.formats.jpeg import adobe, markers
from toolkit.metadata.formats.jpeg.structure import RestartPart, ScanPart, TablePart
from toolkit.metadata.formats.jpeg.tables import segment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.metadata.formats.jpeg.structure import Data, Part, Structure
    from toolkit.metadata.formats.jpeg.tables import Table
    from toolkit.metadata.source import Source


def rendered(
    source: Source, structure: Structure, data: dict[ScanPart, Data], known: tuple[Table, ...] = ()
) -> bytes:
    """The stream without application data, comments, unused tables and stray bytes.

    Where DNL counts the lines, they stand in the frame header instead: more decoders know that.

    Args:
        source: The file.
        structure: The stream, taken apart.
        data: Which entropy-coded data to take for a scan; all of them where it has no entry.
        known: Tables to put in front, for a decoder that has not seen the stream they stand in.
    """
    pieces = [b"\xff\xd8", adobe.canonical(source, structure)]
    pieces += [segment([t]) for t in known]
    for part in structure.parts:
        pieces += _needed(source, structure, part, data)
    pieces.append(b"\xff\xd9")
    return b"".join(pieces)


def is_needed(structure: Structure, part: Part) -> bool:
    """Whether a decoder needs a segment, other than those of tables and scans, as it is."""
    return (
        part.marker in markers.FRAMES
        or part is structure.lines
        or (isinstance(part, RestartPart) and part in structure.restarts)
    )


def _needed(
    source: Source, structure: Structure, part: Part, data: dict[ScanPart, Data]
) -> Iterator[bytes]:
    if isinstance(part, TablePart):
        tables = [t for t in part.tables if t in structure.used]
        if tables:
            yield segment(tables)
    elif isinstance(part, ScanPart):
        yield part.header
        yield from (source.read(*r) for r in data.get(part, part.data))
    elif is_needed(structure, part) and part is not structure.lines:
        content = source.read(part.start, part.stop)
        if structure.frame and structure.lines and part.marker in markers.FRAMES:
            # B.2.2: marker, length and precision come before the lines.
            content = content[:5] + structure.frame.height.to_bytes(2, "big") + content[7:]
        yield content
