"""The colours of an indexed picture (PNG third edition, 11.2.2 PLTE and 11.3.1.1 tRNS).

A colour that no pixel has is shown to nobody: it can be the trace of the picture that this one was
cut from, or 700 bytes of anything at all.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from toolkit.errors import DamagedError
from toolkit.metadata.formats.png.chunks import require_intact, sealed
from toolkit.metadata.formats.png.header import GREY, INDEXED, TRUECOLOUR

if TYPE_CHECKING:
    from toolkit.metadata.formats.png.chunks import Chunk
    from toolkit.metadata.formats.png.header import Header
    from toolkit.metadata.source import Source


def read_palette(source: Source, chunk: Chunk | None, header: Header) -> bytes:
    """The colours of a picture, three bytes each; those beyond what its depth can number are cut.

    Args:
        source: The file.
        chunk: Its first PLTE, if it has one.
        header: What IHDR says.

    Returns:
        Nothing for a picture without a palette. One that a truecolour picture brings is a
        suggestion for screens of 256 colours, which nobody takes.

    Raises:
        DamagedError: An indexed picture has none, or one that is not whole.
    """
    if header.colour_type != INDEXED:
        return b""
    if chunk is None:
        raise DamagedError("damaged", offset=0, part="PLTE")
    require_intact(source, chunk)
    if chunk.size % 3 or not chunk.size:
        raise DamagedError("damaged", offset=chunk.start, part="PLTE")
    return source.read(chunk.data, min(chunk.end, chunk.data + 3 * (1 << header.depth)))


def palette_chunk(colours: bytes, used: set[int]) -> bytes:
    """A PLTE in which the colours that no pixel has are black."""
    shown = bytearray(len(colours))
    for index in used:
        shown[3 * index : 3 * index + 3] = colours[3 * index : 3 * index + 3]
    return sealed(b"PLTE", bytes(shown))


def transparency_chunk(data: bytes, header: Header, entries: int, used: set[int]) -> bytes | None:
    """A tRNS of exactly the standard's length, or `None` where it can mean nothing.

    Args:
        data: What it holds.
        header: What IHDR says.
        entries: How many colours the palette has.
        used: Which of them pixels have; the others are opaque.
    """
    if header.colour_type == INDEXED:
        alphas = (a if index in used else 255 for index, a in enumerate(data[:entries]))
        return sealed(b"tRNS", bytes(alphas)) if data else None
    samples = {GREY: 1, TRUECOLOUR: 3}.get(header.colour_type, 0)
    if not samples or len(data) != 2 * samples:
        return None
    # 11.3.1.1: of a sample that is wider than the picture's, only the low bits count.
    low = (1 << header.depth) - 1
    values = (value & low for value in struct.unpack(f">{samples}H", data))
    return sealed(b"tRNS", struct.pack(f">{samples}H", *values))
