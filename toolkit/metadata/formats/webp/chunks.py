"""The chunks of a RIFF file, and how a clean one is planned before the first byte is posted.

The RIFF header and the header of each frame tell the size of what follows, so all of it has to be
decided before any of it can be posted.

Source: RFC 9649, 2.3 (RIFF file format).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from toolkit.errors import DamagedError, LimitError
from toolkit.metadata import limits
from toolkit.metadata.model import Kind, Payload

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.metadata.ledger import Ledger
    from toolkit.metadata.source import Source

HEADER_BYTES: Final = 8


@dataclass(frozen=True, slots=True)
class Chunk:
    """One chunk as it stands in the file.

    Attributes:
        name: Its FourCC, not always of letters.
        start: Offset of its header.
        stop: Offset after its content, before any padding.
        end: Offset after its padding; at the end of a file it is often missing.
    """

    name: bytes
    start: int
    stop: int
    end: int

    @property
    def body(self) -> int:
        """Offset of its content."""
        return self.start + HEADER_BYTES

    @property
    def label(self) -> str:
        """Its name, fit to be shown."""
        return self.name.decode("latin-1").strip()


def chunks(source: Source, start: int, stop: int) -> Iterator[Chunk]:
    """The chunks that stand whole between two offsets. What follows the last is none.

    Raises:
        DamagedError: The file ends inside a chunk.
        LimitError: There are too many.
    """
    count = 0
    while start + HEADER_BYTES <= stop:
        header = source.read(start, start + HEADER_BYTES)
        untrusted_size = int.from_bytes(header[4:], "little")
        end = start + HEADER_BYTES + untrusted_size
        if end > source.size:
            raise DamagedError("truncated", offset=source.size)
        if end > stop:
            return
        count += 1
        if count > limits.PARTS:
            raise LimitError("too-many-parts", limit=limits.PARTS)
        yield Chunk(header[:4], start, end, min(end + untrusted_size % 2, stop))
        start = end + untrusted_size % 2


@dataclass(frozen=True, slots=True)
class Step:
    """What becomes of the bytes up to `stop`.

    Attributes:
        stop: Offset after the last byte; where the last step stopped when nothing is consumed.
        label: The name of the part.
        new: What takes their place, ``b""`` when nothing does, `None` when they are copied.
        payload: What they say.
    """

    stop: int
    label: str
    new: bytes | None = None
    payload: Payload | None = None


def drop(start: int, stop: int, label: str, kind: Kind = Kind.OPAQUE, skip: int = 0) -> Step:
    """A step that leaves a range out; all but its first `skip` bytes say something."""
    return Step(stop, label, b"", Payload(kind, min(start + skip, stop), stop, label))


def drop_chunk(chunk: Chunk, kind: Kind = Kind.OPAQUE, skip: int = 0) -> Step:
    """A step that leaves a chunk out."""
    return drop(chunk.start, chunk.end, chunk.label, kind, HEADER_BYTES + skip)


def replaced(chunk: Chunk, body: tuple[Step, ...]) -> tuple[Step, ...]:
    """The steps for a chunk whose content is handled by the steps of `body`."""
    size = length(body, chunk.body)
    header = Step(chunk.body, chunk.label, chunk.name + size.to_bytes(4, "little"))
    return (header, *body, *_padding(chunk, b"\0" * (size % 2)))


def written(name: bytes, body: bytes) -> bytes:
    """A chunk of our own."""
    return name + len(body).to_bytes(4, "little") + body + b"\0" * (len(body) % 2)


def length(steps: tuple[Step, ...], start: int) -> int:
    """Bytes in the clean copy of the range that begins at `start`."""
    total = 0
    for step in steps:
        total += step.stop - start if step.new is None else len(step.new)
        start = step.stop
    return total


def applied(source: Source, start: int, steps: tuple[Step, ...]) -> bytes:
    """The clean copy of the range that begins at `start`."""
    parts = []
    for step in steps:
        parts.append(source.read(start, step.stop) if step.new is None else step.new)
        start = step.stop
    return b"".join(parts)


def post(ledger: Ledger, steps: tuple[Step, ...]) -> None:
    """Do as planned."""
    for step in steps:
        if step.new is None:
            ledger.keep(step.stop, step.label)
        elif step.stop == ledger.position:
            ledger.insert(step.new)
        elif step.new:
            ledger.rewrite(step.stop, step.label, step.new, step.payload)
        else:
            ledger.drop_as(step.stop, step.label, *([step.payload] if step.payload else []))


def _padding(chunk: Chunk, new: bytes) -> tuple[Step, ...]:
    """RFC 9649, 2.3: one byte where the size is odd, and it is zero."""
    if chunk.end == chunk.stop:
        return (Step(chunk.stop, chunk.label, new),) if new else ()
    if new:
        payload = Payload(Kind.OPAQUE, chunk.stop, chunk.end, "padding")
        return (Step(chunk.end, "padding", new, payload),)
    return (drop(chunk.stop, chunk.end, "padding"),)
