"""WebP, taken apart chunk by chunk.

The flags of VP8X say which parts count, and libwebp goes by them: a profile or an orientation
without its flag is shown by nobody, so it goes. The flags of the clean copy say what
is in it. A file in which nothing is left for VP8X to announce goes back to the simple form.

Source: RFC 9649, 2.4 to 2.7.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from toolkit.errors import DamagedError
from toolkit.metadata import limits
from toolkit.metadata.formats.webp import pictures
from toolkit.metadata.formats.webp.chunks import (
    HEADER_BYTES,
    Step,
    chunks,
    drop,
    drop_chunk,
    length,
    post,
    replaced,
    written,
)
from toolkit.metadata.ledger import Ledger
from toolkit.metadata.model import Kind, Payload, Stay, Stays, Walk
from toolkit.metadata.payloads import icc, orientation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from toolkit.metadata.formats.webp.chunks import Chunk
    from toolkit.metadata.source import Source

_RIFF_BYTES: Final = 12
_VP8X_BYTES: Final = 10
_ANIMATED, _EXIF, _ICC = 0x02, 0x08, 0x20
_KINDS: Final = {b"EXIF": Kind.EXIF, b"XMP ": Kind.XMP, b"ICCP": Kind.ICC, b"C2PA": Kind.JUMBF}
# Some programs write the prefix that Exif has in JPEG.
_EXIF_PREFIX: Final = b"Exif\0\0"


def walk(source: Source) -> Walk:
    """Take a WebP file apart.

    Raises:
        DamagedError: It ends too early, or contradicts itself.
        UnsupportedError: Something seems to be hidden in a picture too large to decode.
        LimitError: It is too large, or has too many parts.
    """
    if source.size < _RIFF_BYTES:
        raise DamagedError("truncated", offset=source.size)
    untrusted_stop = HEADER_BYTES + int.from_bytes(source.read(4, 8), "little")
    # Many programs forget the last byte of padding.
    if untrusted_stop > source.size + source.size % 2:
        raise DamagedError("truncated", offset=source.size)
    stop = min(max(untrusted_stop, _RIFF_BYTES), source.size)
    parts = tuple(chunks(source, _RIFF_BYTES, stop))
    extended = _extended(source, parts)
    if extended.flags & _ANIMATED:
        shown = pictures.animation(source, parts, extended.canvas)
    else:
        shown = pictures.still(source, parts, extended.canvas if extended.chunk else None)
    profile = _profile(source, parts, extended.flags)
    turned, way_up = _turned(source, parts, extended.flags)
    announced = _announced(extended, shown, profile, turned)
    steps = _arranged(source, parts, shown.steps, (announced, profile, turned), stop)
    ledger = Ledger(source)
    size = len(b"WEBP") + length(steps, _RIFF_BYTES)
    ledger.rewrite(HEADER_BYTES, "RIFF", b"RIFF" + size.to_bytes(4, "little"))
    ledger.keep(_RIFF_BYTES, "RIFF")
    post(ledger, steps)
    ledger.drop(source.size, "after the end")
    return Walk(
        format="WebP",
        suffix=".webp",
        width=shown.width,
        height=shown.height,
        frames=shown.frames,
        segments=ledger.segments(),
        pieces=tuple(ledger.pieces),
        payloads=tuple(ledger.payloads),
        stays=_stays(shown, profile, way_up),
    )


@dataclass(frozen=True, slots=True)
class _Extended:
    """The chunk VP8X, or nothing where the file is a simple one."""

    chunk: Chunk | None = None
    flags: int = 0
    canvas: tuple[int, int] = (0, 0)

    def body(self, flags: int) -> bytes:
        """Its content with other flags, reserved bits zero."""
        sides = ((side - 1).to_bytes(3, "little") for side in self.canvas)
        return bytes([flags, 0, 0, 0]) + b"".join(sides)


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of the clean copy beside the pictures.

    Attributes:
        name: Its FourCC.
        body: Its content, empty where there is no such part.
        chunk: The chunk of the file that it takes the place of; `None` where that chunk is not
            there, or not where it should be.
    """

    name: bytes
    body: bytes = b""
    chunk: Chunk | None = None


def _extended(source: Source, parts: Sequence[Chunk]) -> _Extended:
    """The first VP8X before any picture (RFC 9649, 2.7)."""
    for part in parts:
        if part.name in {b"VP8 ", b"VP8L", b"ANMF"}:
            break
        if part.name == b"VP8X":
            if part.stop - part.body < _VP8X_BYTES:
                raise DamagedError("damaged", offset=part.start, part="VP8X")
            body = source.read(part.body, part.body + _VP8X_BYTES)
            width, height = (int.from_bytes(body[at : at + 3], "little") + 1 for at in (4, 7))
            return _Extended(part, body[0], (width, height))
    return _Extended()


def _profile(source: Source, parts: Sequence[Chunk], flags: int) -> _Part:
    """The colour profile, rebuilt, where VP8X announces one. The first counts."""
    chunk = next((part for part in parts if part.name == b"ICCP"), None)
    if not flags & _ICC or chunk is None:
        return _Part(b"ICCP")
    stop = min(chunk.stop, chunk.body + limits.COLOUR_PROFILE_BYTES + 1)
    return _Part(b"ICCP", icc.rebuild(source.read(chunk.body, stop)) or b"", chunk)


def _turned(source: Source, parts: Sequence[Chunk], flags: int) -> tuple[_Part, int]:
    """The orientation, where VP8X announces Exif and the picture is not upright."""
    chunk = next((part for part in parts if part.name == b"EXIF"), None)
    if not flags & _EXIF or chunk is None:
        return _Part(b"EXIF"), orientation.UPRIGHT
    start = chunk.body + _prefix(source, chunk)
    way_up = orientation.find(source.read(start, min(chunk.stop, start + limits.PAYLOAD_BYTES)))
    if way_up == orientation.UPRIGHT:
        return _Part(b"EXIF"), way_up
    return _Part(b"EXIF", orientation.only(way_up), chunk), way_up


def _announced(extended: _Extended, shown: pictures.Shown, profile: _Part, turned: _Part) -> _Part:
    """VP8X with the flags of what is there; nothing where they go without saying."""
    flags = extended.flags & _ANIMATED
    if shown.transparent:
        flags |= extended.flags & pictures.ALPHA
    if profile.body:
        flags |= _ICC
    if turned.body:
        flags |= _EXIF
    if extended.chunk is None or flags == shown.simple_flags:
        return _Part(b"VP8X")
    is_first = extended.chunk.start == _RIFF_BYTES
    return _Part(b"VP8X", extended.body(flags), extended.chunk if is_first else None)


def _arranged(
    source: Source,
    parts: Sequence[Chunk],
    shown: dict[int, tuple[Step, ...]],
    others: tuple[_Part, _Part, _Part],
    stop: int,
) -> tuple[Step, ...]:
    """The steps over all chunks, so that they come out in the order of RFC 9649, 2.7."""
    announced, profile, turned = others
    first, last = min(shown), max(shown)
    planned = dict(shown)
    steps: list[Step] = []
    before_pictures: tuple[Step, ...] = ()
    at_end: tuple[Step, ...] = ()
    if announced.body and announced.chunk:
        planned[announced.chunk.start] = _rewritten(source, announced)
    elif announced.body:
        steps.append(_insert(_RIFF_BYTES, announced))
    if profile.body and profile.chunk and profile.chunk.start < first:
        planned[profile.chunk.start] = _rewritten(source, profile)
    elif profile.body:
        before_pictures = (_insert(first, profile),)
    if turned.body and turned.chunk and turned.chunk.start > last:
        planned[turned.chunk.start] = _rewritten(source, turned)
    elif turned.body:
        at_end = (_insert(stop, turned),)
    for part in parts:
        if part.start == first:
            steps += before_pictures
        steps += planned.get(part.start) or (
            drop_chunk(part, _KINDS.get(part.name, Kind.OPAQUE), _prefix(source, part)),
        )
    if parts[-1].end < stop:
        steps.append(drop(parts[-1].end, stop, "slack"))
    return (*steps, *at_end)


def _insert(at: int, part: _Part) -> Step:
    return Step(at, part.name.decode(), written(part.name, part.body))


def _rewritten(source: Source, part: _Part) -> tuple[Step, ...]:
    """The steps for a chunk that gets another content."""
    chunk = part.chunk
    if chunk is None:
        return ()
    kind = _KINDS.get(chunk.name, Kind.OPAQUE)
    start = min(chunk.body + _prefix(source, chunk), chunk.stop)
    payload = Payload(kind, start, chunk.stop, chunk.label)
    return replaced(chunk, (Step(chunk.stop, chunk.label, part.body, payload),))


def _prefix(source: Source, chunk: Chunk) -> int:
    """Bytes of a chunk's content before what it is about."""
    is_exif = chunk.name == b"EXIF" and chunk.stop - chunk.body >= len(_EXIF_PREFIX)
    return len(_EXIF_PREFIX) if is_exif and source.holds(chunk.body, _EXIF_PREFIX) else 0


def _stays(shown: pictures.Shown, profile: _Part, way_up: int) -> tuple[Stay, ...]:
    """What the clean copy still holds beside the picture itself."""
    stays = [Stay(Stays.ENCODER, coding) for coding in shown.codings]
    if way_up != orientation.UPRIGHT:
        stays.append(Stay(Stays.ORIENTATION, str(way_up)))
    if profile.body:
        stays.append(Stay(Stays.COLOUR, "ICC"))
    if shown.transparent:
        stays.append(Stay(Stays.TRANSPARENCY))
    if shown.frames > 1:
        stays.append(Stay(Stays.TIMING, str(shown.frames)))
    return tuple(stays)
