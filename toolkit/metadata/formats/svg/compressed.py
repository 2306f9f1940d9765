"""An SVG in gzip (SVGZ), inflated within bounds.

Source: RFC 1952.
"""

from __future__ import annotations

import zlib
from typing import Final, NamedTuple

from toolkit.errors import DamagedError, LimitError
from toolkit.metadata import limits

SIGNATURE: Final = b"\x1f\x8b\x08"

_HEADER_BYTES: Final = 10
_HEADER_CHECK, _EXTRA, _NAME, _COMMENT = 2, 4, 8, 16


class Compressed(NamedTuple):
    """What a gzip file holds.

    Attributes:
        content: The file inside.
        start: Offset of the deflated data.
        stop: Offset after it.
    """

    content: bytes
    start: int
    stop: int


def inflated(content: bytes) -> Compressed:
    """Inflate the first file in a gzip file.

    Raises:
        DamagedError: It is none, or ends too early.
        LimitError: It grows too large.
    """
    start = _data_start(content)
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        inside = inflater.decompress(content[start:], limits.SVG_BYTES)
    except zlib.error as error:
        raise DamagedError("damaged", offset=start, part="gzip") from error
    if not inflater.eof:
        if len(inside) >= limits.SVG_BYTES:
            raise LimitError("inflates-too-far", limit=limits.SVG_BYTES)
        raise DamagedError("truncated", offset=len(content))
    return Compressed(inside, start, len(content) - len(inflater.unused_data))


def beginning(head: bytes) -> bytes:
    """The beginning of what a gzip file holds, as far as its own beginning tells it."""
    try:
        return zlib.decompressobj(-zlib.MAX_WBITS).decompress(head[_data_start(head) :], 1 << 16)
    except (DamagedError, zlib.error):
        return b""


def _data_start(content: bytes) -> int:
    """Where the deflated data begins: behind the names and notes that gzip may hold."""
    if len(content) < _HEADER_BYTES:
        raise DamagedError("truncated", offset=len(content))
    flags = content[3]
    position = _HEADER_BYTES
    if flags & _EXTRA:
        position += 2 + int.from_bytes(content[position : position + 2], "little")
    for flag in (_NAME, _COMMENT):
        if flags & flag:
            end = content.find(b"\0", position)
            if end < 0:
                raise DamagedError("truncated", offset=len(content))
            position = end + 1
    if flags & _HEADER_CHECK:
        position += 2
    if position >= len(content):
        raise DamagedError("truncated", offset=len(content))
    return position
