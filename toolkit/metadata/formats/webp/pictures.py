"""What a WebP file shows: one picture, or the frames of an animation.

Source: RFC 9649, 2.5 to 2.7.1.2.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from toolkit.errors import DamagedError, LimitError
from toolkit.metadata import limits
from toolkit.metadata.formats.webp import bitstreams, surplus
from toolkit.metadata.formats.webp.chunks import (
    Step,
    chunks,
    drop,
    drop_chunk,
    replaced,
    written,
)
from toolkit.metadata.model import Kind, Payload

if TYPE_CHECKING:
    from collections.abc import Sequence

    from toolkit.metadata.formats.webp.bitstreams import Bitstream
    from toolkit.metadata.formats.webp.chunks import Chunk
    from toolkit.metadata.source import Source

ALPHA: Final = 0x10
"""The flag of VP8X that announces transparency."""

_CODED: Final = frozenset({b"VP8 ", b"VP8L"})
_ANIM_BYTES: Final = 6
_ANMF_BYTES: Final = 16


@dataclass(frozen=True, slots=True)
class Shown:
    """The chunks that show something.

    Attributes:
        steps: What becomes of each of them, by the offset where it starts.
        width: Pixels across the canvas.
        height: Pixels down.
        frames: How many frames.
        codings: The names of the codings, sorted.
        transparent: Whether there is a channel of transparency.
        simple_flags: The flags of VP8X that go without saying in a file without VP8X; `None` where
            there has to be one.
    """

    steps: dict[int, tuple[Step, ...]]
    width: int
    height: int
    frames: int
    codings: tuple[str, ...]
    transparent: bool
    simple_flags: int | None = None


def still(source: Source, parts: Sequence[Chunk], canvas: tuple[int, int] | None) -> Shown:
    """One picture.

    Args:
        source: The file.
        parts: Its chunks.
        canvas: Width and height as VP8X has them, `None` where there is no VP8X.

    Raises:
        DamagedError: There is no picture, or not as large as the canvas.
        UnsupportedError: See `surplus.cut`.
        LimitError: It is too large.
    """
    steps, coded = _picture(source, parts, surplus.Decoder())
    size = coded[-1].width, coded[-1].height
    if canvas not in {None, size}:
        raise DamagedError("damaged", offset=coded[-1].chunk.start, part=coded[-1].chunk.label)
    _limit_pixels(*size)
    # A simple lossless file says by itself whether it is transparent (RFC 9649, 3.4); a lossy one
    # with transparency cannot be simple.
    simple_flags: int | None
    if coded[-1].chunk.name == b"VP8L":
        simple_flags = ALPHA if coded[-1].alpha else 0
    else:
        simple_flags = None if len(coded) > 1 else 0
    return Shown(
        steps,
        *size,
        frames=1,
        codings=(coded[-1].chunk.label,),
        transparent=any(each.alpha or each.chunk.name == b"VP8L" for each in coded),
        simple_flags=simple_flags,
    )


def animation(source: Source, parts: Sequence[Chunk], canvas: tuple[int, int]) -> Shown:
    """The frames of an animation.

    Args:
        source: The file.
        parts: Its chunks.
        canvas: Width and height as VP8X has them.

    Raises:
        DamagedError: There is no frame, none before its background colour, or one off the canvas.
        UnsupportedError: See `surplus.cut`.
        LimitError: There are too many frames, or they are too large.
    """
    _limit_pixels(*canvas)
    frames = [part for part in parts if part.name == b"ANMF"]
    anim = next((part for part in parts if part.name == b"ANIM"), None)
    if not frames or anim is None or anim.start > frames[0].start:
        raise DamagedError("damaged", offset=parts[0].start, part="ANIM")
    if len(frames) > limits.FRAMES:
        raise LimitError("too-many-parts", limit=limits.FRAMES)
    stop = anim.body + _ANIM_BYTES
    if stop > anim.stop:
        raise DamagedError("damaged", offset=anim.start, part="ANIM")
    decoder = surplus.Decoder()
    steps = {anim.start: replaced(anim, (Step(stop, "ANIM"), *_rest(stop, anim.stop)))}
    codings = set()
    for frame in frames:
        steps[frame.start], coding = _frame(source, frame, canvas, decoder)
        codings.add(coding)
    return Shown(
        steps, *canvas, frames=len(frames), codings=tuple(sorted(codings)), transparent=True
    )


def _frame(
    source: Source, frame: Chunk, canvas: tuple[int, int], decoder: surplus.Decoder
) -> tuple[tuple[Step, ...], str]:
    """The steps for a frame, and the name of its coding (RFC 9649, 2.7.1.1)."""
    first = frame.body + _ANMF_BYTES
    if first > frame.stop:
        raise DamagedError("damaged", offset=frame.start, part="ANMF")
    header = source.read(frame.body, first)
    x, y, width, height = (int.from_bytes(header[at : at + 3], "little") for at in (0, 3, 6, 9))
    width, height = width + 1, height + 1
    parts = tuple(chunks(source, first, frame.stop))
    picture, coded = _picture(source, parts, decoder)
    if (
        (width, height) != (coded[-1].width, coded[-1].height)
        or 2 * x + width > canvas[0]
        or 2 * y + height > canvas[1]
    ):
        raise DamagedError("damaged", offset=frame.start, part="ANMF")
    # Six reserved bits stand above those of blending and disposal.
    flags = Step(first, "ANMF", bytes([header[15] & 3]))
    steps = [Step(first - 1, "ANMF"), flags]
    for part in parts:
        steps += picture.get(part.start) or (drop_chunk(part),)
    steps += _rest(parts[-1].end, frame.stop)
    return replaced(frame, tuple(steps)), coded[-1].chunk.label


def _picture(
    source: Source, parts: Sequence[Chunk], decoder: surplus.Decoder
) -> tuple[dict[int, tuple[Step, ...]], tuple[Bitstream, ...]]:
    """The steps for the first picture of some chunks and for its transparency, and these."""
    at = next((at for at, part in enumerate(parts) if part.name in _CODED), None)
    if at is None:
        raise DamagedError("damaged", offset=parts[0].start if parts else 0, part="VP8")
    image = parts[at]
    coded: tuple[Bitstream, ...]
    if image.name == b"VP8L":
        coded = (bitstreams.vp8l(source, image),)
    else:
        lossy = bitstreams.vp8(source, image)
        # Without the flag in VP8X some readers leave it out and others do not, so it stays.
        alphas = [part for part in parts if part.name == b"ALPH"]
        # Readers disagree which of two counts, and whether one that comes late does.
        if len(alphas) > 1 or (alphas and alphas[0].start > image.start):
            raise DamagedError("damaged", offset=alphas[-1].start, part="ALPH")
        coded = (
            *(bitstreams.alph(source, each, lossy.width, lossy.height) for each in alphas),
            lossy,
        )
    stops = surplus.cut(source, coded, decoder)
    steps = {
        each.chunk.start: replaced(each.chunk, each.steps(source, stop))
        for each, stop in zip(coded, stops, strict=True)
    }
    for part in parts[at + 1 :]:
        if part.name in _CODED:
            steps[part.start] = (_hidden(source, part),)
    return steps, coded


def _hidden(source: Source, part: Chunk) -> Step:
    """A second picture, which no reader shows: told as a file of its own."""
    if part.stop - part.body > limits.PAYLOAD_BYTES:
        return drop_chunk(part)
    alone = written(part.name, source.read(part.body, part.stop))
    content = written(b"RIFF", b"WEBP" + alone)
    payload = Payload(Kind.PICTURE, part.body, part.stop, part.label, content)
    return Step(part.end, part.label, b"", payload)


def _rest(start: int, stop: int) -> tuple[Step, ...]:
    return (drop(start, stop, "slack"),) if start < stop else ()


def _limit_pixels(width: int, height: int) -> None:
    if width * height > limits.PICTURE_PIXELS:
        raise LimitError("too-many-pixels", limit=limits.PICTURE_PIXELS)
