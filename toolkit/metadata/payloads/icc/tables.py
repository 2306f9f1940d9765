"""Colour lookup tables of a profile, written anew without spare bytes.

Source: ICC.1:2022, 10.10 lut16Type, 10.11 lut8Type, 10.12 lutAToBType, 10.13 lutBToAType.
"""

from __future__ import annotations

import math
import struct
from typing import Final

from toolkit.metadata.payloads.icc.elements import curve_at, damaged, number, padded, part
from toolkit.metadata.payloads.icc.profile import limit_total

_IDENTITY: Final = struct.pack(">9i", 0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x10000)
_MOST_CHANNELS: Final = 15
_HEAD_BYTES: Final = 32


def table(element: bytes, inputs: int, outputs: int, *, to_device: bool) -> bytes:
    """A lookup table of any type.

    Args:
        element: The tag's element.
        inputs: Components of a colour that goes in; a table for another number is damaged.
        outputs: Components of a colour that comes out.
        to_device: Whether it leads from the connection space to the device (lutBToAType).

    Raises:
        DamagedError: It is of another type, or contradicts itself.
    """
    kind = element[:4]
    if (number(element, 8, 1), number(element, 9, 1)) != (inputs, outputs):
        raise damaged(8)
    if kind in {b"mft1", b"mft2"}:
        return _fixed(element, inputs, outputs)
    if kind == (b"mBA " if to_device else b"mAB "):
        return _layered(element, inputs, outputs, to_device=to_device)
    raise damaged(0)


def _fixed(element: bytes, inputs: int, outputs: int) -> bytes:
    """The tables of version 2: matrix, input curves, grid, output curves."""
    wide = element[:4] == b"mft2"
    grid = number(element, 10, 1)
    width, entries, exits, first = 1, 256, 256, 48
    if wide:
        width, first = 2, 52
        entries, exits = number(element, 48, 2), number(element, 50, 2)
        if not (2 <= entries <= 4096 and 2 <= exits <= 4096):
            raise damaged(48)
    if grid < 2:
        raise damaged(10)
    values = inputs * entries + _grid_values((grid,) * inputs, outputs) + outputs * exits
    # The matrix works on three components only; of others it has to be identity (10.10).
    matrix = part(element, 12, 36) if inputs == 3 else _IDENTITY
    sizes = struct.pack(">HH", entries, exits) if wide else b""
    head = element[:4] + struct.pack(">IBBBB", 0, inputs, outputs, grid, 0)
    return head + matrix + sizes + part(element, first, width * values)


def _layered(element: bytes, inputs: int, outputs: int, *, to_device: bool) -> bytes:
    """The tables of version 4: up to five layers, each found by an offset that may be zero."""
    at_b, at_matrix, at_m, at_grid, at_a = struct.unpack(">5I", part(element, 12, 20))
    device, connection = (outputs, inputs) if to_device else (inputs, outputs)
    # Without a grid a colour keeps its number of components. B curves are required by the text,
    # and missing in profiles that everybody has: Java's own for Photo CD.
    if (not at_grid and inputs != outputs) or (at_matrix and connection != 3):
        raise damaged(12)
    layers = (
        _curves(element, at_b, connection) if at_b else b"",
        part(element, at_matrix, 48) if at_matrix else b"",
        _curves(element, at_m, connection) if at_m else b"",
        padded(_grid(element, at_grid, inputs, outputs)) if at_grid else b"",
        _curves(element, at_a, device) if at_a else b"",
    )
    offsets = []
    position = _HEAD_BYTES
    for layer in layers:
        offsets.append(position if layer else 0)
        position += len(layer)
    head = element[:4] + struct.pack(">IBBH5I", 0, inputs, outputs, 0, *offsets)
    return head + b"".join(layers)


def _curves(element: bytes, start: int, count: int) -> bytes:
    """A set of curves, one after the other, each padded."""
    curves = []
    for _ in range(count):
        content, stop = curve_at(element, start)
        curves.append(padded(content))
        start += len(padded(element[start:stop]))
    return b"".join(curves)


def _grid(element: bytes, start: int, inputs: int, outputs: int) -> bytes:
    """The multidimensional table (10.12.3): points in each direction, precision, values."""
    points = part(element, start, inputs)
    width = number(element, start + 16, 1)
    if min(points) < 2 or width not in {1, 2}:
        raise damaged(start)
    values = part(element, start + 20, width * _grid_values(tuple(points), outputs))
    return points.ljust(16, b"\0") + bytes((width, 0, 0, 0)) + values


def _grid_values(points: tuple[int, ...], outputs: int) -> int:
    """Numbers in a multidimensional table.

    Raises:
        DamagedError: More components than ICC.1 knows.
        LimitError: More numbers than any profile has bytes.
    """
    if not 1 <= len(points) <= _MOST_CHANNELS or not 1 <= outputs <= _MOST_CHANNELS:
        raise damaged(8)
    values = math.prod(points) * outputs
    limit_total(values)
    return values
