"""The land of the Earth as a grid, so that a map can be drawn without any network.

`land.dat` stands beside this module. `scripts/land.py` made it on 22 November 2026 from
Natural Earth 4.1.0, 1:50 million, which is in the public domain.

It is one line of JSON, then one deflated grid a level, the finest first: the number of its rows, of
the runs in each row, and the length of each run, all as 16 bits, little-endian; then a byte a run
with the number of its country, and 0 for water. Rows go from the north pole to the south pole, and
each from the date line eastward.
"""

from __future__ import annotations

import json
import math
import struct
import zlib
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, pairwise
from operator import itemgetter, mul
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

_PATH: Final = Path(__file__).with_name("land.dat")
_FINEST: Final = 1 / 8
"""Degrees from cell to cell of the first level; each further one has twice that."""

_SINGLE: Final = [bytes([number]) for number in range(256)]

WATER: Final = 0
"""The number that stands where no land is."""


def numbers(latitudes: Sequence[float], longitudes: Sequence[float]) -> list[bytes]:
    """What lies where these parallels and meridians cross.

    Args:
        latitudes: Degrees north, -90 to 90, evenly apart or nearly so. Two at least.
        longitudes: Degrees east, of any turn. Two at least.

    Returns:
        One row for each latitude: a byte for each longitude, the number of the country whose land
        is there, or `WATER`.
    """
    step = abs(latitudes[0] - latitudes[-1]) / (len(latitudes) - 1)
    grid = _grid(_level(step))
    width = 2 * grid.height
    columns = itemgetter(*(int((east + 180) % 360 / 360 * width) % width for east in longitudes))
    last = grid.height - 1
    rows = (min(max(int((90 - north) / 180 * grid.height), 0), last) for north in latitudes)
    return [bytes(columns(grid.row(row))) for row in rows]


def share(latitudes: Sequence[float], longitudes: Sequence[float]) -> float:
    """How much of the same crossings is land, from 0 to 1."""
    rows = numbers(latitudes, longitudes)
    water = sum(row.count(WATER) for row in rows)
    return 1 - water / (len(rows) * len(longitudes))


def number_of(country: str) -> int | None:
    """The number of a country on the grid, if it has land there.

    Args:
        country: Its ISO 3166 code of two letters, as GeoNames has it.
    """
    return _file().countries.get(country) or None


@dataclass(frozen=True, slots=True)
class _Grid:
    """One level.

    Attributes:
        height: How many rows it has; each is twice as long.
        starts: The first run of each row, and the end of the last.
        lengths: How many cells each run covers.
        owners: Whose each run is.
    """

    height: int
    starts: Sequence[int]
    lengths: Sequence[int]
    owners: bytes

    def row(self, index: int) -> bytes:
        """One row, a byte a cell."""
        runs = slice(self.starts[index], self.starts[index + 1])
        pieces = map(_SINGLE.__getitem__, self.owners[runs])
        return b"".join(map(mul, pieces, self.lengths[runs]))


def _level(step: float) -> int:
    """The coarsest level that is as fine as steps of so many degrees."""
    level = int(math.log2(max(step / _FINEST, 1)) + 0.1)
    return min(level, len(_file().levels) - 1)


@cache
def _grid(level: int) -> _Grid:
    content = zlib.decompress(_file().levels[level])
    (height,) = struct.unpack_from("<H", content)
    counts = struct.unpack_from(f"<{height}H", content, 2)
    starts = list(accumulate(counts, initial=0))
    owners = content[-starts[-1] :]
    lengths = struct.unpack_from(f"<{starts[-1]}H", content, 2 + 2 * height)
    return _Grid(height, starts, lengths, owners)


@dataclass(frozen=True, slots=True)
class _File:
    countries: dict[str, int]
    levels: list[bytes]


@cache
def _file() -> _File:
    """The file, read when the first map is drawn."""
    line, _, rest = _PATH.read_bytes().partition(b"\n")
    about = json.loads(line)
    ends = list(accumulate(about["levels"], initial=0))
    levels = [rest[start:end] for start, end in pairwise(ends)]
    return _File({code: number for number, code in enumerate(about["countries"])}, levels)
