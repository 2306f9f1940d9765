"""JPEG streams to put things into: Pillow codes the pixels, the rest is laid out by ITU-T T.81."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from PIL import Image

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

SOF0, SOF1, SOF3, DHT, SOI, EOI, SOS, DQT, DNL, DRI = (
    0xC0, 0xC1, 0xC3, 0xC4, 0xD8, 0xD9, 0xDA, 0xDB, 0xDC, 0xDD,
)  # fmt: skip
COM = 0xFE


@dataclass(frozen=True)
class Piece:
    """A marker segment; for SOS with the entropy-coded data after it."""

    marker: int
    body: bytes
    data: bytes = b""

    def __bytes__(self) -> bytes:
        return segment(self.marker, self.body) + self.data


def segment(marker: int, body: bytes) -> bytes:
    return bytes((0xFF, marker)) + (2 + len(body)).to_bytes(2, "big") + body


def app(number: int, body: bytes) -> bytes:
    return segment(0xE0 + number, body)


def drawn(mode: str, size: tuple[int, int] = (40, 24), seed: int = 0) -> Image.Image:
    picture = Image.new(mode, size)
    for y in range(size[1]):
        for x in range(size[0]):
            pixel = ((x * 6 + seed) % 256, (y * 9) % 256, (x * y + seed) % 256, (x * 3) % 256)
            picture.putpixel((x, y), pixel[: len(mode)] if len(mode) > 1 else pixel[2])
    return picture


def noise(size: tuple[int, int]) -> Image.Image:
    """A picture of many bytes, the same each time."""
    state, content = 1, bytearray()
    for _ in range(3 * size[0] * size[1]):
        state = (state * 1_103_515_245 + 12_345) & 0x7FFF_FFFF
        content.append(state >> 16 & 0xFF)
    return Image.frombytes("RGB", size, bytes(content))


def coded(picture: Image.Image, **options: Any) -> list[Piece]:
    """The pieces between SOI and EOI, without application segments."""
    stream = io.BytesIO()
    picture.save(stream, "JPEG", **{"quality": 80, **options})
    return [p for p in parsed(stream.getvalue()) if not 0xE0 <= p.marker <= 0xEF]


def parsed(content: bytes) -> Iterator[Piece]:
    at = 2
    while content[at + 1] != EOI:
        marker = content[at + 1]
        stop = at + 2 + int.from_bytes(content[at + 2 : at + 4], "big")
        body = content[at + 4 : stop]
        data = b""
        if marker == SOS:
            found = re.compile(rb"\xff[^\x00\xd0-\xd7]").search(content, stop)
            assert found
            data = content[stop : found.start()]
            stop = found.start()
        yield Piece(marker, body, data)
        at = stop


def built(pieces: Iterable[Piece | bytes], after: bytes = b"") -> bytes:
    return b"\xff\xd8" + b"".join(bytes(p) for p in pieces) + b"\xff\xd9" + after


def each(
    pieces: Iterable[Piece | bytes], marker: int, change: Callable[[Piece], Piece]
) -> list[Piece | bytes]:
    """The pieces, those of a marker changed."""
    return [change(p) if isinstance(p, Piece) and p.marker == marker else p for p in pieces]


def before(
    pieces: Iterable[Piece | bytes], marker: int, content: Callable[[], bytes]
) -> list[Piece | bytes]:
    """The pieces, with bytes put before each of a marker."""
    found: list[Piece | bytes] = []
    for piece in pieces:
        if isinstance(piece, Piece) and piece.marker == marker:
            found.append(content())
        found.append(piece)
    return found


def longer_scans(pieces: Iterable[Piece | bytes], tail: Callable[[], bytes]) -> list[Piece | bytes]:
    """The pieces, with bytes put between the data of each scan and the next marker."""
    return each(pieces, SOS, lambda p: replace(p, data=p.data + tail()))


def lossless(size: tuple[int, int], tail: bytes) -> bytes:
    """A grey lossless picture (T.81, Annex H), predicted from the left."""
    # Categories 0 to 7 have codes of three and four bits.
    counts = bytes((0, 0, 7, 1)).ljust(16, b"\0")
    words = {category: f"{category:03b}" for category in range(7)} | {7: "1110"}
    bits = ""
    width, height = size
    for y in range(height):
        for x in range(width):
            value = 128 + (x * 5 + y * 3) % 50
            left = 128 + ((x - 1) * 5 + y * 3) % 50
            above = 128 + (x * 5 + (y - 1) * 3) % 50
            difference = value - (left if x else above if y else 128)
            category = abs(difference).bit_length()
            bits += words[category]
            if category:
                extra = difference if difference > 0 else difference + (1 << category) - 1
                bits += f"{extra:0{category}b}"
    bits += "1" * (-len(bits) % 8)
    data = int(bits, 2).to_bytes(len(bits) // 8, "big").replace(b"\xff", b"\xff\0")
    frame = bytes((8,)) + height.to_bytes(2, "big") + width.to_bytes(2, "big") + b"\1\1\x11\0"
    return built(
        (
            Piece(SOF3, frame),
            Piece(DHT, b"\0" + counts + bytes(range(8))),
            Piece(SOS, b"\1\1\0\1\0\0", data + tail),
        )
    )
