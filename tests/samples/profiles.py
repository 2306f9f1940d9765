"""Colour profiles made by hand from ICC.1:2022, with marks in every place one can hide in."""

from __future__ import annotations

import math
import struct
from collections.abc import Callable

Mark = Callable[[str], bytes]

D50 = (0.9642, 1.0, 0.8249)

# Primaries and white adapted to D50, one row for each of red, green, blue.
SRGB = ((0.4361, 0.2225, 0.0139), (0.3851, 0.7169, 0.0971), (0.1431, 0.0606, 0.7141))
DISPLAY_P3 = ((0.5151, 0.2412, -0.0011), (0.2920, 0.6922, 0.0419), (0.1571, 0.0666, 0.7841))
ADOBE_RGB = ((0.6097, 0.3111, 0.0195), (0.2053, 0.6257, 0.0609), (0.1492, 0.0632, 0.7446))

SRGB_CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)


def fixed(*numbers: float) -> bytes:
    return struct.pack(f">{len(numbers)}i", *(round(n * 0x10000) for n in numbers))


def floats(*numbers: float) -> bytes:
    return struct.pack(f">{len(numbers)}f", *numbers)


def xyz(*numbers: float, tail: bytes = b"") -> bytes:
    return b"XYZ " + b"\0\0\0\0" + fixed(*numbers) + tail


def sampled(values: list[int], tail: bytes = b"") -> bytes:
    return b"curv" + struct.pack(f">II{len(values)}H", 0, len(values), *values) + tail


def gamma_curve(gamma: float) -> bytes:
    return sampled([round(gamma * 256)])


def power_curve(gamma: float, entries: int = 1024) -> bytes:
    return sampled([round(65535 * (i / (entries - 1)) ** gamma) for i in range(entries)])


def parametric(function: int, *numbers: float) -> bytes:
    return b"para" + struct.pack(">IHH", 0, function, 0) + fixed(*numbers)


def text(content: bytes) -> bytes:
    return b"text\0\0\0\0" + content + b"\0"


def description(content: bytes, unicode: bytes = b"", script: bytes = b"") -> bytes:
    wide = unicode.decode().encode("utf-16-be")
    return (
        b"desc" + struct.pack(">II", 0, len(content) + 1) + content + b"\0"
        + struct.pack(">II", 0, len(wide) // 2) + wide
        + struct.pack(">HB", 0, len(script)) + script.ljust(67, b"\0")
    )  # fmt: skip


def multilingual(*names: tuple[bytes, str]) -> bytes:
    position = 16 + 12 * len(names)
    entries, strings = b"", b""
    for language, name in names:
        wide = name.encode("utf-16-be")
        entries += language + struct.pack(">II", len(wide), position + len(strings))
        strings += wide
    return b"mluc" + struct.pack(">III", 0, len(names), 12) + entries + strings


def profile(
    tags: dict[bytes, bytes],
    *,
    space: bytes = b"RGB ",
    connection: bytes = b"XYZ ",
    device: bytes = b"mntr",
    version: int = 0x0420_0000,
    header: Callable[[bytearray], None] | None = None,
) -> bytes:
    """A profile of these tags, in this order, equal elements shared."""
    head = bytearray(128)
    head[8:12] = version.to_bytes(4, "big")
    head[12:24] = device + space + connection
    head[36:40] = b"acsp"
    head[68:80] = fixed(*D50)
    body, entries, places = b"", b"", dict[bytes, int]()
    first = 128 + 4 + 12 * len(tags)
    for signature, element in tags.items():
        if element not in places:
            places[element] = first + len(body)
            body += element + bytes(-len(element) % 4)
        entries += signature + struct.pack(">II", places[element], len(element))
    head[0:4] = (first + len(body)).to_bytes(4, "big")
    if header:
        header(head)
    return bytes(head) + struct.pack(">I", len(tags)) + entries + body


def matrix_profile(
    primaries: tuple[tuple[float, ...], ...] = SRGB,
    curve: bytes = parametric(3, *SRGB_CURVE),
    version: int = 0x0420_0000,
    extra: dict[bytes, bytes] | None = None,
) -> bytes:
    named = multilingual((b"enUS", "A name")) if version >= 0x0400_0000 else description(b"A name")
    tags = {b"desc": named, b"wtpt": xyz(*D50), b"cprt": named}
    tags |= {
        name: xyz(*row) for name, row in zip((b"rXYZ", b"gXYZ", b"bXYZ"), primaries, strict=True)
    }
    tags |= dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve)
    return profile(tags | (extra or {}), version=version)


def grey_profile(version: int = 0x0210_0000) -> bytes:
    return profile(
        {b"desc": description(b"Grey"), b"wtpt": xyz(*D50), b"kTRC": gamma_curve(2.2)},
        space=b"GRAY",
        version=version,
    )


def _wave(index: int, top: int) -> int:
    """Numbers that look like a colour table and repeat nowhere."""
    return round(top * (0.5 + 0.5 * math.sin(index * 0.7)))


def fixed_table(kind: bytes, inputs: int, outputs: int, grid: int, spare: bytes = b"\0") -> bytes:
    wide = kind == b"mft2"
    entries = 16 if wide else 256
    top = 65535 if wide else 255
    ramp = [round(top * i / (entries - 1)) for i in range(entries)]
    values = ramp * inputs + [_wave(i, top) for i in range(grid**inputs * outputs)] + ramp * outputs
    head = kind + struct.pack(">IBBB", 0, inputs, outputs, grid) + spare
    head += fixed(1, 0, 0, 0, 1, 0, 0, 0, 1)
    if wide:
        return head + struct.pack(f">HH{len(values)}H", entries, entries, *values)
    return head + bytes(values)


def layered_table(
    kind: bytes,
    inputs: int,
    outputs: int,
    *,
    width: int = 2,
    gap: bytes = b"",
    layers: str = "BXMGA",
) -> bytes:
    """A lutAToBType or lutBToAType; `layers` names those it has (X is the matrix, G the grid)."""
    device, connection = (inputs, outputs) if kind == b"mAB " else (outputs, inputs)
    points = bytes([5, 4, 3, 3][:inputs])
    values = [_wave(i, 256**width - 1) for i in range(math.prod(points) * outputs)]
    numbers = b"".join(v.to_bytes(width, "big") for v in values)
    numbers += bytes(-len(numbers) % 4)
    bend = parametric(0, 1.1) + sampled([0, 20000, 65535]) + b"\0\0" + parametric(1, 1.2, 1, 0)
    bend += gamma_curve(1.3) + b"\0\0"
    starts = [0]
    for piece in (parametric(0, 1), sampled([0, 0, 0]) + b"\0\0", parametric(1, 0, 0, 0)):
        starts.append(starts[-1] + len(piece))
    starts.append(len(bend))
    content = {
        "B": bend[: starts[connection]],
        "X": fixed(0.9, 0.05, 0.05, 0, 1, 0, 0.1, 0, 0.9, 0.01, 0, 0),
        "M": bend[: starts[connection]],
        "G": points.ljust(16, b"\0") + bytes((width, 0, 0, 0)) + numbers,
        "A": bend[: starts[device]],
    }
    position = 32
    offsets, body = [], b""
    for name in "BXMGA":
        if name not in layers:
            offsets.append(0)
            continue
        body += gap
        offsets.append(position + len(body))
        body += content[name]
    return kind + struct.pack(">IBBH5I", 0, inputs, outputs, 0, *offsets) + body


def process_elements(inputs: int, outputs: int, gap: bytes = b"") -> bytes:
    """A multiProcessElementsType: curves, a grid, a matrix and two elements that do nothing."""
    formula = b"parf" + struct.pack(">IHH", 0, 0, 0) + floats(1, 1, 0, 0)
    samples = b"samf" + struct.pack(">II", 0, 2) + floats(0.4, 1.0)
    segmented = (
        b"curf" + struct.pack(">IHH", 0, 3, 0) + floats(0.0, 1.0) + formula + samples + formula
    )
    place = 12 + 8 * inputs
    curves = b"cvst" + struct.pack(">IHH", 0, inputs, inputs)
    curves += struct.pack(">II", place, len(segmented)) * inputs + segmented
    points = bytes([3] * inputs)
    grid = b"clut" + struct.pack(">IHH", 0, inputs, outputs) + points.ljust(16, b"\0")
    grid += floats(*(_wave(i, 1000) / 1000 for i in range(3**inputs * outputs)))
    matrix = b"matf" + struct.pack(">IHH", 0, outputs, outputs)
    matrix += floats(*(0.9 if i == j else 0.02 for i in range(outputs) for j in range(outputs)))
    matrix += floats(*[0.01] * outputs)
    marker = b"bACS" + struct.pack(">IHH", 0, inputs, inputs) + b"zzzz"
    parts = (marker, curves, grid, matrix)
    position, entries, body = 16 + 8 * len(parts), b"", b""
    for part in parts:
        body += gap
        entries += struct.pack(">II", position + len(body), len(part))
        body += part
    return b"mpet" + struct.pack(">IHHI", 0, inputs, outputs, len(parts)) + entries + body
