"""Boxes, and the fields in them (ISO 14496-12, 4.2)."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final

from toolkit.errors import DamagedError, LimitError
from toolkit.metadata import limits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.metadata.source import Source


# Items have numbers of 16 bits, properties of 15.
_MOST_CHILDREN: Final = 1 << 17


@dataclass(frozen=True, slots=True)
class Box:
    """One box of the file.

    Attributes:
        kind: Its four-character code.
        start: Offset of its header.
        body: Offset of its content.
        stop: Offset after its last byte.
    """

    kind: bytes
    start: int
    body: int
    stop: int

    @property
    def name(self) -> str:
        """Its code as text that can be shown."""
        return "".join(chr(c) if 0x20 <= c < 0x7F else "?" for c in self.kind)


def header(source: Source, start: int, stop: int) -> Box:
    """The box that begins at an offset.

    Args:
        source: The file.
        start: Where its header begins.
        stop: Where the room for it ends; a box of size 0 reaches to there.

    Raises:
        DamagedError: It does not fit.
    """
    if stop - start < 8:
        raise DamagedError("truncated", offset=start)
    untrusted_size, kind = struct.unpack(">I4s", source.read(start, start + 8))
    body = start + 8
    if untrusted_size == 1:
        if stop - start < 16:
            raise DamagedError("truncated", offset=start)
        untrusted_size = int.from_bytes(source.read(body, body + 8), "big")
        body += 8
    elif untrusted_size == 0:
        untrusted_size = stop - start
    if untrusted_size < body - start:
        raise DamagedError("damaged", offset=start, part="box size")
    if untrusted_size > stop - start:
        raise DamagedError("truncated", offset=start)
    return Box(kind, start, body, start + untrusted_size)


def boxes_in(source: Source, start: int, stop: int) -> Iterator[Box]:
    """The boxes that fill a range.

    Raises:
        DamagedError: They do not fill it exactly.
        LimitError: There are too many.
    """
    for _ in range(limits.PARTS):
        if start == stop:
            return
        box = header(source, start, stop)
        yield box
        start = box.stop
    raise LimitError("too-many-parts", limit=limits.PARTS)


def children(source: Source, parent: Box, skip: int = 0) -> list[Box]:
    """The boxes inside a box, after `skip` bytes of its own fields.

    Raises:
        DamagedError: They do not fill it exactly.
        LimitError: There are too many.
    """
    if parent.stop - parent.body < skip:
        raise DamagedError("truncated", offset=parent.body)
    found = list(islice(boxes_in(source, parent.body + skip, parent.stop), _MOST_CHILDREN + 1))
    if len(found) > _MOST_CHILDREN:
        raise LimitError("too-many-parts", limit=_MOST_CHILDREN)
    return found


def single(boxes: list[Box], kind: bytes) -> Box | None:
    """The only box of a kind, or `None`.

    Raises:
        DamagedError: There are two: readers would disagree on which one counts.
    """
    found = [box for box in boxes if box.kind == kind]
    if len(found) > 1:
        raise DamagedError("damaged", offset=found[1].start, part=found[1].name)
    return found[0] if found else None


def needed(boxes: list[Box], kind: bytes, parent: Box) -> Box:
    """The only box of a kind.

    Raises:
        DamagedError: There is none, or more than one.
    """
    box = single(boxes, kind)
    if box is None:
        raise DamagedError("damaged", offset=parent.start, part=kind.decode("ascii"))
    return box


class Fields:
    """The content of one box, read field by field.

    Args:
        source: The file.
        box: The box; it is read whole, so it is bounded.

    Raises:
        LimitError: It is larger than any table needs to be.
    """

    __slots__ = ("_base", "_content", "_position")

    def __init__(self, source: Source, box: Box) -> None:
        if box.stop - box.body > limits.BOX_BYTES:
            raise LimitError("too-many-parts", limit=limits.BOX_BYTES)
        self._content = source.read(box.body, box.stop)
        self._base = box.body
        self._position = 0

    @property
    def offset(self) -> int:
        """Where in the file the next field stands."""
        return self._base + self._position

    @property
    def left(self) -> int:
        """Bytes not read yet."""
        return len(self._content) - self._position

    def take(self, count: int) -> bytes:
        """The next `count` bytes.

        Raises:
            DamagedError: The box ends before.
        """
        if count > self.left:
            raise DamagedError("truncated", offset=self.offset)
        self._position += count
        return self._content[self._position - count : self._position]

    def number(self, size: int) -> int:
        """The next unsigned number of `size` bytes; 0 where it has none.

        Raises:
            DamagedError: The box ends before.
        """
        return int.from_bytes(self.take(size), "big")

    def signed(self, size: int) -> int:
        """The next number of `size` bytes in two's complement.

        Raises:
            DamagedError: The box ends before.
        """
        return int.from_bytes(self.take(size), "big", signed=True)

    def version_and_flags(self) -> tuple[int, int]:
        """What a full box begins with (ISO 14496-12, 4.2.2).

        Raises:
            DamagedError: The box ends before.
        """
        return self.number(1), self.number(3)

    def string(self) -> bytes:
        """The bytes up to the next zero, or to the end of the box."""
        stop = self._content.find(b"\0", self._position)
        if stop < 0:
            return self.take(self.left)
        text = self.take(stop - self._position)
        self._position += 1
        return text


def made(kind: bytes, *parts: bytes) -> bytes:
    """A box of our own."""
    content = b"".join(parts)
    return struct.pack(">I4s", 8 + len(content), kind) + content


def made_full(kind: bytes, version: int, flags: int, *parts: bytes) -> bytes:
    """A full box of our own: with version and flags."""
    return made(kind, struct.pack(">I", version << 24 | flags), *parts)
