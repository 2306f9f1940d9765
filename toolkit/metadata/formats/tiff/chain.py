"""The chain of directories: which of them a viewer shows, and which hide a picture.

Source: TIFF 6.0, section 2 (the chain), section 8 NewSubfileType and SubfileType; DNG 1.7 for the
values of NewSubfileType that came later (depth map, enhanced image, semantic mask).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Final

from toolkit.errors import DamagedError, LimitError, UnknownFormatError
from toolkit.metadata import limits
from toolkit.metadata.formats.tiff import tags
from toolkit.metadata.formats.tiff.raw_camera import is_raw, refuse_raw
from toolkit.metadata.formats.tiff.structure import integer, read_directory

if TYPE_CHECKING:
    from toolkit.metadata.formats.tiff.structure import Directory, Header
    from toolkit.metadata.source import Source

# NewSubfileType: one page of many; a transparency mask of the page before it.
_PAGE: Final = 2
MASK: Final = 4

# SubfileType, which NewSubfileType replaced: a reduced-resolution picture.
_OLD_REDUCED: Final = 2


class Role(Enum):
    """What a directory of the chain is for."""

    PAGE = "page"
    MASK = "mask"
    """Says which pixels of the page before it are seen."""
    HIDDEN = "hidden"
    """A thumbnail, a smaller copy, a depth map, or no picture at all."""


@dataclass(frozen=True, slots=True)
class Link:
    """A directory of the chain.

    Attributes:
        number: Which one it is, from 0.
        directory: Its entries.
        role: What it is for.
    """

    number: int
    directory: Directory
    role: Role


def read_chain(source: Source, header: Header) -> tuple[Link, ...]:
    """Follow the chain from the header to its end.

    Returns:
        The directories in order; the first is always a page.

    Raises:
        DamagedError: It leads outside the file, or back into itself.
        UnknownFormatError: It is a raw camera file.
        LimitError: It is longer than `limits.FRAMES`.
    """
    refuse_raw(source, header)
    links: list[Link] = []
    seen: set[int] = set()
    offset = header.first
    room = limits.PARTS
    while offset:
        if offset in seen:
            raise DamagedError("loop", offset=offset)
        if len(links) >= limits.FRAMES:
            raise LimitError("too-many-parts", limit=limits.FRAMES)
        seen.add(offset)
        directory = read_directory(source, header, offset)
        # Directories may overlap, so that a small file could hold a great many entries.
        room -= (directory.stop - directory.start) // 12
        if room < 0:
            raise LimitError("too-many-parts", limit=limits.PARTS)
        role = _role(source, header, directory) if links else Role.PAGE
        if role is Role.PAGE and is_raw(source, header, directory):
            raise UnknownFormatError("raw-camera-file")
        links.append(Link(len(links), directory, role))
        offset = directory.next
    return tuple(links)


def _role(source: Source, header: Header, directory: Directory) -> Role:
    """What a directory after the first is for.

    A page marked as reduced resolution goes although some programs list it: it is a thumbnail, or
    a level of a pyramid, and can show what was cropped or painted over in the page itself. A mask
    stays: it is the transparency of the page before it.
    """
    present = {entry.tag for entry in directory.entries if entry.values}
    if not present & {tags.STRIP_OFFSETS, tags.TILE_OFFSETS}:
        # Exif 3.0, 4.5.8: a thumbnail is a JPEG of its own that JPEGInterchangeFormat points to.
        return Role.HIDDEN
    kind = integer(source, header, directory, tags.NEW_SUBFILE_TYPE) or 0
    if integer(source, header, directory, tags.SUBFILE_TYPE) == _OLD_REDUCED:
        return Role.HIDDEN
    if kind & ~_PAGE == MASK:
        return Role.MASK
    return Role.HIDDEN if kind & ~_PAGE else Role.PAGE
