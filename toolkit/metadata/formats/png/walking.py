"""One walk over a PNG file: what each chunk is for, and what becomes of it."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from toolkit.errors import DamagedError
from toolkit.metadata import limits
from toolkit.metadata.formats.appended import appended
from toolkit.metadata.formats.png.animation import read_animation
from toolkit.metadata.formats.png.chunks import (
    SIGNATURE,
    read_chunks,
    require_intact,
    sealed,
)
from toolkit.metadata.formats.png.header import read_header
from toolkit.metadata.formats.png.palette import read_palette
from toolkit.metadata.formats.png.picture import Indices, Picture, Pictures
from toolkit.metadata.formats.png.planning import plan_chunks
from toolkit.metadata.formats.png.text import Telling
from toolkit.metadata.ledger import Ledger
from toolkit.metadata.model import Kind, Payload, Stay, Stays, Walk

if TYPE_CHECKING:
    from collections.abc import Sequence

    from toolkit.metadata.formats.png.animation import Animation
    from toolkit.metadata.formats.png.chunks import Chunk
    from toolkit.metadata.formats.png.header import Header
    from toolkit.metadata.formats.png.planning import Plan
    from toolkit.metadata.source import Source


def walk(source: Source) -> Walk:
    """Take a PNG file apart.

    Raises:
        DamagedError: The bytes contradict themselves.
        UnsupportedError: It is Apple's own variant.
        LimitError: It is larger than `limits.py` allows.
    """
    if not source.holds(0, SIGNATURE):
        raise DamagedError("damaged", offset=0, part="PNG")
    chunks = read_chunks(source)
    header = read_header(source, chunks[0])
    still = [c for c in chunks if c.name == b"IDAT"]
    if not still:
        raise DamagedError("truncated", offset=chunks[-1].start)
    animation = read_animation(source, chunks, header, still)
    colours = read_palette(source, _palette_before(chunks, still[0]), header)
    indices = Indices(len(colours) // 3) if colours else None
    pictures = Pictures(source, header, indices, limits.INFLATED_BYTES)
    parts: dict[int, _Part] = {}
    for size, data in _pictures(header, still, animation):
        parts |= _read_data(source, pictures, size, data)
    plan = plan_chunks(source, chunks, header, colours, indices.used if indices else set())
    _require_order(still, animation, plan)
    posting = _Posting(source, parts, animation)
    ledger = posting.ledger
    ledger.keep(len(SIGNATURE), "signature")
    for chunk in chunks:
        posting.post(chunk, plan)
    if ledger.position < source.size:
        ledger.drop_as(source.size, "after IEND", appended(source, ledger.position, "after IEND"))
    return Walk(
        format="PNG",
        suffix=".png",
        width=header.width,
        height=header.height,
        frames=len(animation.frames) if animation else 1,
        segments=ledger.segments(),
        pieces=tuple(ledger.pieces),
        payloads=tuple(ledger.payloads),
        stays=(*plan.stays, *_animation_stays(animation), Stay(Stays.ENCODER, "deflate")),
    )


def _palette_before(chunks: Sequence[Chunk], picture: Chunk) -> Chunk | None:
    return next((c for c in chunks if c.name == b"PLTE" and c.start < picture.start), None)


def _pictures(
    header: Header, still: list[Chunk], animation: Animation | None
) -> list[tuple[tuple[int, int], list[Chunk]]]:
    """Every picture of the file with its size: the still one, then the other frames."""
    pictures = [((header.width, header.height), still)]
    if animation:
        frames = animation.frames[animation.shows_still :]
        pictures += [(frame.size, frame.chunks) for frame in frames]
    return pictures


def _require_order(still: list[Chunk], animation: Animation | None, plan: Plan) -> None:
    """Nothing that stays may stand between the parts of one picture (5.6).

    Raises:
        DamagedError: Something does.
    """
    first, last = still[0].start, still[-1].start
    between = [start for start in plan.chunks if first < start < last]
    if animation:
        between += [f.control.start for f in animation.frames if first < f.control.start < last]
    if between:
        raise DamagedError("damaged", offset=between[0], part="IDAT")


def _animation_stays(animation: Animation | None) -> tuple[Stay, ...]:
    if animation is None:
        return ()
    timing = Stay(Stays.TIMING, str(len(animation.frames)))
    # The still picture of such a file is seen only by who opens it in a viewer without animation.
    return (timing,) if animation.shows_still else (timing, Stay(Stays.PAGES, "still"))


@dataclass(frozen=True, slots=True)
class _Part:
    """A chunk of data: the picture it belongs to, and whether it is the first of it."""

    picture: Picture
    is_first: bool


def _read_data(
    source: Source, pictures: Pictures, size: tuple[int, int], chunks: list[Chunk]
) -> dict[int, _Part]:
    """Read one picture from its chunks, and give its parts by the offsets of them."""
    spans = [(_lead(c), c.end) for c in chunks if c.end > _lead(c)]
    if not spans:
        raise DamagedError("truncated", offset=chunks[0].end)
    picture = pictures.read(spans, size)
    for chunk in chunks:
        if picture.stream is not None or chunk.data < picture.end:
            require_intact(source, chunk)
    return {chunk.start: _Part(picture, chunk is chunks[0]) for chunk in chunks}


def _lead(chunk: Chunk) -> int:
    """Where the compressed data of a chunk begins: in fdAT after a sequence number."""
    return chunk.data + 4 if chunk.name == b"fdAT" else chunk.data


class _Posting:
    """Enters each chunk in the ledger. Sequence numbers are given anew, in order."""

    def __init__(
        self, source: Source, parts: dict[int, _Part], animation: Animation | None
    ) -> None:
        self.ledger = Ledger(source)
        self._source = source
        self._telling = Telling(source)
        self._parts = parts
        self._animation = animation
        self._frame_controls = {f.control.start for f in animation.frames} if animation else set()
        self._sequence = 0

    def post(self, chunk: Chunk, plan: Plan) -> None:
        if chunk.start in self._parts:
            self._post_data(chunk, self._parts[chunk.start])
            return
        new = self._new(chunk, plan)
        if new is None:
            self.ledger.drop_as(chunk.stop, chunk.label, *self._telling.payloads(chunk))
        elif len(new) == chunk.stop - chunk.start and self._source.holds(chunk.start, new):
            self.ledger.keep(chunk.stop, chunk.label)
        else:
            self.ledger.rewrite(chunk.stop, chunk.label, new, self._telling.payloads(chunk)[0])

    def _new(self, chunk: Chunk, plan: Plan) -> bytes | None:
        """What a chunk without picture data becomes, or `None` where it goes."""
        if chunk.name == b"IHDR" and chunk.start == len(SIGNATURE):
            return sealed(b"IHDR", self._source.read(chunk.data, chunk.end))
        if chunk.name == b"IEND":
            return sealed(b"IEND", b"")
        if chunk.start in self._frame_controls:
            shown = self._source.read(chunk.data + 4, chunk.end)
            return sealed(b"fcTL", self._next_number() + shown)
        if self._animation and chunk is self._animation.control:
            counts = struct.pack(">II", len(self._animation.frames), self._animation.plays)
            return sealed(b"acTL", counts)
        return plan.chunks.get(chunk.start)

    def _next_number(self) -> bytes:
        self._sequence += 1
        return (self._sequence - 1).to_bytes(4, "big")

    def _post_data(self, chunk: Chunk, part: _Part) -> None:
        picture = part.picture
        start = _lead(chunk)
        if picture.stream is not None:
            new = b""
            if part.is_first:
                number = self._next_number() if start > chunk.data else b""
                new = sealed(chunk.name, number + picture.stream)
            self.ledger.rewrite(chunk.stop, chunk.label, new)
            if part.is_first and picture.surplus:
                self.ledger.payloads.append(_surplus(chunk, picture.surplus))
            return
        stop = min(chunk.end, picture.end)
        if start >= stop:
            self.ledger.drop(chunk.stop, f"{chunk.label} after the picture", skip=8)
            return
        number = self._next_number() if start > chunk.data else b""
        if stop == chunk.end and self._source.holds(chunk.data, number):
            self.ledger.keep(chunk.stop, chunk.label)
            return
        length = (stop - chunk.data).to_bytes(4, "big")
        crc = zlib.crc32(chunk.name + number)
        for step in self._source.steps(start, stop):
            crc = zlib.crc32(step, crc)
        self.ledger.rewrite(start, chunk.label, length + chunk.name + number)
        self.ledger.keep(stop, chunk.label)
        self.ledger.drop(chunk.end, f"{chunk.label} after the picture")
        self.ledger.rewrite(chunk.stop, chunk.label, crc.to_bytes(4, "big"))


def _surplus(chunk: Chunk, content: bytes) -> Payload:
    """What the stream held beside the pixels, such as the rows that were cropped away."""
    return Payload(Kind.OPAQUE, chunk.data, chunk.end, f"{chunk.label} beyond the picture", content)
