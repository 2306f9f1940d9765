"""Pictures and films hidden in a file: what they are, at a glance.

What they say themselves is found by the engine, which takes them apart as it does any file.

Sources: ITU-T T.81, B.2.2; PNG third edition, 11.2.1; GIF89a, 18; RFC 9649, 2.5 to 2.7; ISO/IEC
14496-12, 8.2.2 (mvhd); QuickTime File Format, user data (©xyz), ISO 6709 for what it holds.
"""

from __future__ import annotations

import re
import struct
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from toolkit.metadata.model import Kind
from toolkit.metadata.payloads.harms import found
from toolkit.neutral import neutral

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.metadata.model import Finding, Payload

Size = tuple[int, int]
"""Pixels across and down."""

_START_OF_FRAME: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_MOST_MARKERS: Final = 1_000
_WITHOUT_LENGTH: Final = frozenset({0x01, *range(0xD0, 0xD9)})

# The first movie header, and what follows its version: creation time in 32 or 64 bits.
_MOVIE_HEADER: Final = re.compile(rb"mvhd([\0\1])\0\0\0", re.DOTALL)
_EPOCH: Final = datetime(1904, 1, 1, tzinfo=UTC)
_POSITION: Final = re.compile(
    rb"([+-]\d{2}\.\d{1,8})([+-]\d{3}\.\d{1,8})(?:[+-]\d{1,6}\.?\d{0,6})?/"
)


def read(payload: Payload, content: bytes) -> Iterator[Finding]:
    """That there is a picture or a film.

    Args:
        payload: Where it stands.
        content: All its bytes, or as many as there are.
    """
    label, length = neutral(payload.label), len(content)
    if payload.kind is Kind.VIDEO:
        yield found(
            payload, "hidden-video", label, label, 0, length, label=label, bytes=str(length)
        )
        yield from _film(payload, content)
        return
    size = dimensions(content)
    shown = f"{size[0]} x {size[1]}" if size else ""
    facts = {"label": label, "bytes": str(length)}
    if size:
        facts |= {"width": str(size[0]), "height": str(size[1])}
    yield found(payload, "hidden-picture", label, shown, 0, length, **facts)


def dimensions(content: bytes) -> Size | None:
    """How large a picture says it is, or `None` where that cannot be seen at a glance."""
    if content.startswith(b"\xff\xd8"):
        return _jpeg(content)
    if content.startswith(b"\x89PNG\r\n\x1a\n") and len(content) >= 24:
        return _pair(content, ">II", 16)
    if content.startswith((b"GIF87a", b"GIF89a")) and len(content) >= 10:
        return _pair(content, "<HH", 6)
    if content.startswith(b"BM") and len(content) >= 26:
        width, height = _pair(content, "<ii", 18)
        return abs(width), abs(height)
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return _webp(content)
    # ISO/IEC 23008-12, 6.5.3: the largest of the image spatial extents is the picture.
    extents = [
        _pair(content, ">II", match.end())
        for match in re.finditer(rb"ispe\0\0\0\0", content[:65536])
        if match.end() + 8 <= len(content)
    ]
    return max(extents, key=lambda size: size[0] * size[1], default=None)


def _pair(content: bytes, layout: str, offset: int) -> Size:
    width, height = struct.unpack_from(layout, content, offset)
    return width, height


def _jpeg(content: bytes) -> Size | None:
    """The size in the first frame header (T.81, B.2.2)."""
    position = 2
    for _ in range(_MOST_MARKERS):
        if position + 9 > len(content) or content[position] != 0xFF:
            break
        marker = content[position + 1]
        if marker == 0xFF:
            position += 1
        elif marker in _WITHOUT_LENGTH:
            position += 2
        elif marker in _START_OF_FRAME:
            height, width = _pair(content, ">HH", position + 5)
            return width, height
        else:
            position += 2 + max(2, int.from_bytes(content[position + 2 : position + 4], "big"))
    return None


def _webp(content: bytes) -> Size | None:
    """The size in the first chunk, in any of its three kinds."""
    kind, data = content[12:16], content[20:30]
    if len(data) < 10:
        return None
    if kind == b"VP8X":
        return 1 + int.from_bytes(data[4:7], "little"), 1 + int.from_bytes(data[7:10], "little")
    if kind == b"VP8 ":
        width, height = _pair(data, "<HH", 6)
        return width & 0x3FFF, height & 0x3FFF
    if kind == b"VP8L":
        bits = int.from_bytes(data[1:5], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    return None


def _film(payload: Payload, content: bytes) -> Iterator[Finding]:
    """When and where a film says it was made."""
    header = _MOVIE_HEADER.search(content)
    if header:
        width = 8 if header.group(1) == b"\1" else 4
        seconds = int.from_bytes(content[header.end() : header.end() + width], "big")
        # Zero is a clock that was never set; beyond 2100 is no clock.
        if 0 < seconds < 6_200_000_000:
            time = (_EPOCH + timedelta(seconds=seconds)).isoformat()
            start, stop = header.end(), min(header.end() + width, len(content))
            yield found(payload, "time-taken", "mvhd creation_time", time, start, stop, time=time)
    place = _POSITION.search(content)
    if place:
        latitude, longitude = (float(part) for part in place.groups())
        if abs(latitude) <= 90 and abs(longitude) <= 180:
            yield found(
                payload, "gps-position", "ISO 6709 location", neutral(place.group()),
                place.start(), place.end(),
                latitude=f"{latitude:.7f}", longitude=f"{longitude:.7f}",
            )  # fmt: skip
