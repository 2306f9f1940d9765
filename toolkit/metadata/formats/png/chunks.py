"""The chunks that a PNG file is made of (PNG third edition, 5)."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from toolkit.errors import DamagedError, LimitError
from toolkit.metadata import limits

if TYPE_CHECKING:
    from toolkit.metadata.source import Source

SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"

# 5.3: a length above this is not one.
_LONGEST: Final = (1 << 31) - 1


@dataclass(frozen=True, slots=True)
class Chunk:
    """One chunk: four bytes of length, four of name, the data, four of checksum.

    Attributes:
        name: Its type, four ASCII letters.
        start: Offset of its length field.
        data: Offset of its data.
        end: Offset after its data, where the checksum stands.
    """

    name: bytes
    start: int
    data: int
    end: int

    @property
    def stop(self) -> int:
        """Offset after the whole chunk."""
        return self.end + 4

    @property
    def label(self) -> str:
        """Its type as text."""
        return self.name.decode("ascii")

    @property
    def size(self) -> int:
        """Bytes of data."""
        return self.end - self.data


def read_chunks(source: Source) -> list[Chunk]:
    """Every chunk of a file up to the first IEND, which is the last of the list.

    Raises:
        DamagedError: The file ends before IEND, or a type is not four letters.
        LimitError: There are too many.
    """
    chunks: list[Chunk] = []
    position = len(SIGNATURE)
    while True:
        if len(chunks) >= limits.PARTS // 4:
            # A chunk of picture data that has to be cut is four parts.
            raise LimitError("too-many-parts", limit=limits.PARTS // 4)
        head = source.read(position, position + 8)
        untrusted_length = int.from_bytes(head[:4], "big")
        name = head[4:]
        if not (name.isalpha() and name.isascii()) or untrusted_length > _LONGEST:
            raise DamagedError("damaged", offset=position, part="PNG")
        chunk = Chunk(name, position, position + 8, position + 8 + untrusted_length)
        if chunk.stop > source.size:
            raise DamagedError("truncated", offset=position)
        chunks.append(chunk)
        if name == b"IEND":
            return chunks
        position = chunk.stop


def is_intact(source: Source, chunk: Chunk) -> bool:
    """Whether the checksum of a chunk is that of its name and data (5.5)."""
    crc = 0
    for step in source.steps(chunk.start + 4, chunk.end):
        crc = zlib.crc32(step, crc)
    return source.holds(chunk.end, crc.to_bytes(4, "big"))


def require_intact(source: Source, chunk: Chunk) -> None:
    """Refuse a chunk that a viewer would refuse.

    Raises:
        DamagedError: Its checksum is wrong.
    """
    if not is_intact(source, chunk):
        raise DamagedError("damaged", offset=chunk.start, part=chunk.label)


def sealed(name: bytes, data: bytes) -> bytes:
    """A chunk of our own making."""
    crc = zlib.crc32(data, zlib.crc32(name))
    return len(data).to_bytes(4, "big") + name + data + crc.to_bytes(4, "big")
