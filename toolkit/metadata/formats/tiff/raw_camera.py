"""Raw camera files that are TIFF inside: they cannot be cleaned and stay what they are.

Their sensor data, its scale and the colours of it are described by private tags and maker notes:
what may go and what has to stay is known to the maker alone.

Source: DNG 1.7 (tags, values of PhotometricInterpretation and Compression); TIFF/EP (ISO 12234-2)
for the colour filter array; the registry of libtiff for the makers' own compressions.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Final

from toolkit.errors import DamagedError, UnknownFormatError
from toolkit.metadata.formats.tiff import tags
from toolkit.metadata.formats.tiff.structure import integer, integers, read_directory

if TYPE_CHECKING:
    from toolkit.metadata.formats.tiff.structure import Directory, Header
    from toolkit.metadata.source import Source

# What stands behind the header: Canon's "CR" with version 2 and the first directory after it;
# Phase One's byte order again and "Raw" in that order.
_CANON: Final = b"CR\x02\0"
_CANON_FIRST: Final = 16
_PHASE_ONE: Final = (b"IIIITwaR", b"MMMMRawT")

# A colour filter array; linear raw data.
_PHOTOMETRICS: Final = frozenset({32803, 34892})

# Sony ARW, packed raw, Samsung SRW (32770, 32772), Kodak KDC, Nikon NEF, lossy DNG, Kodak DCR,
# Pentax PEF.
_COMPRESSIONS: Final = frozenset({
    32767, 32769, 32770, 32772, 32867, 34713, 34892, 65000, 65535,
})  # fmt: skip

# Directories below the first that are looked at; raw files have up to five.
_SUB_IFDS: Final = 16


def refuse_raw(source: Source, header: Header) -> None:
    """Make sure that a file is no raw camera file.

    Args:
        source: The file.
        header: How its numbers are written.

    Raises:
        UnknownFormatError: It is one, even if it is cut short.
        DamagedError: It has no first directory.
    """
    behind = source.read(8, min(16, source.size))
    if behind in _PHASE_ONE or (behind.startswith(_CANON) and header.first == _CANON_FIRST):
        raise UnknownFormatError("raw-camera-file")
    first = read_directory(source, header, header.first, strict=False)
    if any(entry.tag == tags.DNG_VERSION for entry in first.entries):
        raise UnknownFormatError("raw-camera-file")
    for directory in (first, *_below(source, header, first)):
        if is_raw(source, header, directory):
            raise UnknownFormatError("raw-camera-file")


def is_raw(source: Source, header: Header, directory: Directory) -> bool:
    """Whether a directory describes the data of a sensor."""
    return (
        _number(source, header, directory, tags.PHOTOMETRIC) in _PHOTOMETRICS
        or _number(source, header, directory, tags.COMPRESSION) in _COMPRESSIONS
    )


def _below(source: Source, header: Header, first: Directory) -> list[Directory]:
    """The directories that the first one points to, as far as they can be read."""
    offsets: list[int] = []
    for entry in first.entries:
        if entry.tag == tags.SUB_IFDS:
            with suppress(DamagedError):
                offsets.extend(integers(source, header, entry, _SUB_IFDS))
    found = []
    for offset in offsets[:_SUB_IFDS]:
        # What cannot be read here is dropped with its tag later.
        with suppress(DamagedError):
            found.append(read_directory(source, header, offset, strict=False))
    return found


def _number(source: Source, header: Header, directory: Directory, tag: int) -> int | None:
    try:
        return integer(source, header, directory, tag)
    except DamagedError:
        # A tag of another type says nothing; a page that needs it is refused when it is read.
        return None
