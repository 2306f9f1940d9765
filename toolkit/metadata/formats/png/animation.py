"""The frames of an animated PNG (PNG third edition, 4.9, 11.3.6)."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from toolkit.errors import DamagedError, LimitError
from toolkit.metadata import limits
from toolkit.metadata.formats.png.chunks import is_intact, require_intact

if TYPE_CHECKING:
    from collections.abc import Sequence

    from toolkit.metadata.formats.png.chunks import Chunk
    from toolkit.metadata.formats.png.header import Header
    from toolkit.metadata.source import Source


@dataclass(frozen=True, slots=True)
class Frame:
    """One frame.

    Attributes:
        control: Its fcTL.
        size: Pixels across and down of the part of the picture that it changes.
        chunks: Its data: fdAT, or IDAT for a first frame that is also the still picture.
    """

    control: Chunk
    size: tuple[int, int]
    chunks: list[Chunk] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Animation:
    """An animation that viewers play.

    Attributes:
        control: Its acTL.
        plays: How often it is played; 0 is for ever.
        frames: At least one.
    """

    control: Chunk
    plays: int
    frames: tuple[Frame, ...]

    @property
    def shows_still(self) -> bool:
        """Whether the still picture is the first frame, not only what old viewers show instead."""
        return self.frames[0].chunks[0].name == b"IDAT"


def read_animation(
    source: Source, chunks: Sequence[Chunk], header: Header, still: Sequence[Chunk]
) -> Animation | None:
    """The animation of a file, or `None` where it has none.

    Frames after the promised number are shown by nobody, so they are not read.

    Args:
        source: The file.
        chunks: All its chunks.
        header: What IHDR says.
        still: Its IDAT chunks.

    Raises:
        DamagedError: Frames are out of order, without data, or larger than the picture.
        LimitError: There are too many.
    """
    control = next((c for c in chunks if c.name == b"acTL"), None)
    if control is None or control.start > still[0].start or control.size != 8:
        return None
    if not is_intact(source, control):
        return None
    promised, plays = struct.unpack(">II", source.read(control.data, control.end))
    if promised > limits.FRAMES:
        raise LimitError("too-many-parts", limit=limits.FRAMES)
    frames = _read_frames(source, chunks, header, still, promised)
    return Animation(control, plays, frames) if frames else None


def _read_frames(
    source: Source, chunks: Sequence[Chunk], header: Header, still: Sequence[Chunk], promised: int
) -> tuple[Frame, ...]:
    frames: list[Frame] = []
    pixels = 0
    sequence = 0
    for chunk in chunks:
        if chunk.name not in {b"fcTL", b"fdAT"}:
            continue
        if chunk.name == b"fcTL" and len(frames) == promised:
            break
        _require_next(source, chunk, sequence)
        sequence += 1
        if chunk.name == b"fdAT":
            _add_data(frames, chunk, still)
            continue
        _require_data(frames)
        frame = _read_control(source, chunk, header)
        if chunk.start < still[0].start:
            if frame.size != (header.width, header.height):
                raise DamagedError("damaged", offset=chunk.start, part="fcTL")
            frame.chunks.extend(still)
        frames.append(frame)
        pixels += frame.size[0] * frame.size[1]
        if pixels > limits.ANIMATION_PIXELS:
            raise LimitError("too-many-pixels", limit=limits.ANIMATION_PIXELS)
    _require_data(frames)
    return tuple(frames)


def _add_data(frames: list[Frame], chunk: Chunk, still: Sequence[Chunk]) -> None:
    """Give an fdAT to the frame it follows; the data of the still picture is IDAT alone."""
    is_early = chunk.start < still[-1].start
    if is_early or not frames or frames[-1].control.start < still[0].start:
        raise DamagedError("damaged", offset=chunk.start, part="fdAT")
    frames[-1].chunks.append(chunk)


def _require_data(frames: list[Frame]) -> None:
    if frames and not frames[-1].chunks:
        raise DamagedError("damaged", offset=frames[-1].control.start, part="fcTL")


def _require_next(source: Source, chunk: Chunk, sequence: int) -> None:
    """Refuse an order of frames that viewers refuse (11.3.6, sequence numbers)."""
    require_intact(source, chunk)
    if chunk.size < 4 or not source.holds(chunk.data, sequence.to_bytes(4, "big")):
        raise DamagedError("damaged", offset=chunk.start, part=chunk.label)


def _read_control(source: Source, chunk: Chunk, header: Header) -> Frame:
    """Read an fcTL whose sequence number was checked (11.3.6.2)."""
    if chunk.size != 26:
        raise DamagedError("damaged", offset=chunk.start, part="fcTL")
    width, height, x, y, _, _, disposal, blending = struct.unpack(
        ">IIIIHHBB", source.read(chunk.data + 4, chunk.end)
    )
    inside = x + width <= header.width and y + height <= header.height
    if not (width and height and inside and disposal <= 2 and blending <= 1):
        raise DamagedError("damaged", offset=chunk.start, part="fcTL")
    return Frame(chunk, (width, height))
