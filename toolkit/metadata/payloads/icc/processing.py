"""Multi-process elements: colour transforms in floating point, written anew without spare bytes.

Source: ICC.1:2022, 10.16 multiProcessElementsType and its subsections.
"""

from __future__ import annotations

import math
import struct
from typing import Final

from toolkit.metadata.payloads.icc.elements import damaged, number, padded, part
from toolkit.metadata.payloads.icc.profile import limit_total

_MOST_CHANNELS: Final = 16
_MOST_ELEMENTS: Final = 64

# Numbers of a formula segment, by function type (10.16.3.3, table 53).
_PARAMETERS: Final = (4, 5, 5)


def processing(element: bytes, inputs: int, outputs: int) -> bytes:
    """A chain of processing elements.

    Args:
        element: The tag's element, of type `mpet`.
        inputs: Components of a colour that goes in; a chain for another number is damaged.
        outputs: Components of a colour that comes out.

    Raises:
        DamagedError: It is of another type, holds an element nobody defined, or contradicts itself.
        LimitError: Its parts overlap into more than any real profile holds.
    """
    if element[:4] != b"mpet":
        raise damaged(0)
    if (number(element, 8, 2), number(element, 10, 2)) != (inputs, outputs):
        raise damaged(8)
    untrusted_count = number(element, 12, 4)
    if not 1 <= untrusted_count <= _MOST_ELEMENTS:
        raise damaged(12)
    parts = []
    for index in range(untrusted_count):
        start, size = struct.unpack(">II", part(element, 16 + 8 * index, 8))
        written = _element(part(element, start, size))
        if written:
            parts.append(written)
        limit_total(sum(map(len, parts)))
    if not parts:
        raise damaged(12)
    head = b"mpet" + struct.pack(">IHHI", 0, inputs, outputs, len(parts))
    return head + _positioned(len(head), parts)


def _element(content: bytes) -> bytes:
    """One processing element; nothing for the two that stand for future use and do nothing."""
    kind = content[:4]
    if kind in {b"bACS", b"eACS"}:
        return b""
    inputs, outputs = number(content, 8, 2), number(content, 10, 2)
    if not (1 <= inputs <= _MOST_CHANNELS and 1 <= outputs <= _MOST_CHANNELS):
        raise damaged(8)
    head = kind + struct.pack(">IHH", 0, inputs, outputs)
    if kind == b"matf":
        return head + part(content, 12, 4 * outputs * (inputs + 1))
    if kind == b"clut":
        points = part(content, 12, inputs)
        if min(points) < 2:
            raise damaged(12)
        values = math.prod(points) * outputs
        limit_total(values)
        return head + points.ljust(16, b"\0") + part(content, 28, 4 * values)
    if kind == b"cvst" and inputs == outputs:
        curves = []
        for index in range(inputs):
            start, size = struct.unpack(">II", part(content, 12 + 8 * index, 8))
            curves.append(_curve(part(content, start, size)))
            limit_total(sum(map(len, curves)))
        return head + _positioned(len(head), curves)
    raise damaged(0)


def _curve(content: bytes) -> bytes:
    """A segmented curve (10.16.3): where its segments meet, and each as formula or samples."""
    untrusted_count = number(content, 8, 2)
    if content[:4] != b"curf" or untrusted_count < 1:
        raise damaged(0)
    breaks = part(content, 12, 4 * (untrusted_count - 1))
    written = [b"curf" + struct.pack(">IHH", 0, untrusted_count, 0) + breaks]
    position = 12 + len(breaks)
    for _ in range(untrusted_count):
        kind = part(content, position, 4)
        if kind == b"parf":
            function = number(content, position + 8, 2)
            if function >= len(_PARAMETERS):
                raise damaged(position)
            values = part(content, position + 12, 4 * _PARAMETERS[function])
            written.append(kind + struct.pack(">IHH", 0, function, 0) + values)
        elif kind == b"samf":
            count = number(content, position + 8, 4)
            values = part(content, position + 12, 4 * count)
            written.append(kind + struct.pack(">II", 0, count) + values)
        else:
            raise damaged(position)
        position += 12 + len(values)
    return b"".join(written)


def _positioned(before: int, parts: list[bytes]) -> bytes:
    """A table of positions and sizes, and the parts themselves, each padded.

    Args:
        before: Bytes of the element that stand before the table.
        parts: What the table points to.
    """
    position = before + 8 * len(parts)
    entries = []
    for content in parts:
        entries.append(struct.pack(">II", position, len(content)))
        position += len(padded(content))
    return b"".join((*entries, *map(padded, parts)))
