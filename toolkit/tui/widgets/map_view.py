"""What part of the Earth a map shows, and where on it a position lies.

Both views keep rows parallel to the equator and columns parallel to the meridians, so that a map is
looked up row by row; dots of braille stand as far apart across as down.

The whole world is drawn in Gall's stereographic projection (James Gall, 1855), cut at 78 degrees
north and 57 south: it is nearly twice as wide as high, as panels in a terminal are, and people
know its shapes. Plate carrée is flatter and leaves a third of such a panel empty. The land around
a place is drawn equirectangular, true in the middle.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

_NORTH_END: Final = 78.0
_SOUTH_END: Final = -57.0

# A map of 40 dots in height shows 18 degrees of latitude; one of 120 dots shows 31. Less is hard to
# recognise, more makes countries small.
_DEGREES_PER_ROOT: Final = 2.85
_NARROW: Final = 0.55
_STEEPEST: Final = math.cos(math.radians(75))


@dataclass(frozen=True, slots=True)
class Position:
    """Where somebody stood.

    Attributes:
        latitude: Degrees north.
        longitude: Degrees east.
        country: Its country, as the ISO 3166 code of two letters; empty where it is in none.
    """

    latitude: float
    longitude: float
    country: str = ""

    @property
    def is_on_earth(self) -> bool:
        """Whether there is such a place at all."""
        return abs(self.latitude) <= 90 and math.isfinite(self.longitude)


@dataclass(frozen=True, slots=True)
class View:
    """A part of the Earth, as a grid of dots.

    Attributes:
        latitudes: That of each row of dots, from north to south.
        longitudes: That of each column of dots, from west to east; may pass 180.
    """

    latitudes: tuple[float, ...]
    longitudes: tuple[float, ...]

    @property
    def degrees_per_dot(self) -> float:
        """How far rows are apart, on average."""
        return (self.latitudes[0] - self.latitudes[-1]) / (len(self.latitudes) - 1)

    def holds(self, position: Position) -> bool:
        """Whether a position lies within."""
        east = self._turned(position.longitude)
        return (
            self.longitudes[0] <= east <= self.longitudes[-1]
            and self.latitudes[-1] <= position.latitude <= self.latitudes[0]
        )

    def dot(self, position: Position) -> tuple[int, int]:
        """The column and the row nearest to a position; on the edge where it lies beyond."""
        east = self._turned(position.longitude)
        return _nearest(self.longitudes, east), _nearest(self.latitudes, position.latitude)

    def _turned(self, longitude: float) -> float:
        """A longitude by as many turns as bring it nearest to the middle."""
        middle = (self.longitudes[0] + self.longitudes[-1]) / 2
        return middle + (longitude - middle + 180) % 360 - 180


def whole_world(columns: int, rows: int) -> View:
    """The world, as large as it fits into so many columns and rows of dots."""
    top, bottom, width = _gall(_NORTH_END), _gall(_SOUTH_END), math.tau * math.sqrt(0.5)
    step = max(width / columns, (top - bottom) / rows)
    across, down = max(int(width / step + 1e-9), 2), max(int((top - bottom) / step + 1e-9), 2)
    return View(
        tuple(_latitude(top - (row + 0.5) * step) for row in range(down)),
        tuple((column + 0.5) * 360 / across - 180 for column in range(across)),
    )


def around(position: Position, columns: int, rows: int, reach: float = 1) -> View:
    """The land around a place, on so many columns and rows of dots.

    Near a pole the view goes no farther than the pole, and the place is not in its middle.

    Args:
        position: The place.
        columns: How many dots fit across.
        rows: How many dots fit down.
        reach: How many times as far as usual to show.
    """
    step = reach * _DEGREES_PER_ROOT / math.sqrt(max(min(rows, columns * _NARROW), 1))
    half = rows * step / 2
    north = min(max(position.latitude + half, 2 * half - 90), 90)
    widened = max(math.cos(math.radians(min(max(north - half, -90), 90))), _STEEPEST)
    return View(
        tuple(north - (row + 0.5) * step for row in range(rows)),
        tuple(
            position.longitude + (column + 0.5 - columns / 2) * step / widened
            for column in range(columns)
        ),
    )


def _gall(latitude: float) -> float:
    return (1 + math.sqrt(0.5)) * math.tan(math.radians(latitude) / 2)


def _latitude(gall: float) -> float:
    return math.degrees(2 * math.atan(gall / (1 + math.sqrt(0.5))))


def _nearest(values: tuple[float, ...], wanted: float) -> int:
    return min(range(len(values)), key=lambda index: abs(values[index] - wanted))
