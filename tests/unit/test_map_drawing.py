"""Places are marked where they are, at any size."""

from __future__ import annotations

import math
import time

import pytest

from toolkit.tui.widgets import land
from toolkit.tui.widgets.map_drawing import MARK, Kind, Row, drawn
from toolkit.tui.widgets.map_view import Position, View, around, whole_world

ISTANBUL = Position(41.0151, 28.9795, "TR")
URUMQI = Position(43.8256, 87.6168, "CN")
NAIROBI = Position(-1.2864, 36.8172, "KE")
HONOLULU = Position(21.3069, -157.8583, "US")
SUVA = Position(-18.1416, 178.4419, "FJ")
USHUAIA = Position(-54.8019, -68.303, "AR")
CITIES = [ISTANBUL, URUMQI, NAIROBI, HONOLULU, SUVA, USHUAIA]
SIZES = [(24, 6), (38, 10), (60, 16), (100, 30)]


def sized(columns: int, rows: int) -> tuple[int, int]:
    return columns * 2, rows * 4


def marks(rows: list[Row]) -> list[tuple[int, int]]:
    return [(y, x) for y, row in enumerate(rows) for x, sign in enumerate(row.text) if sign == MARK]


@pytest.mark.parametrize("city", CITIES, ids=lambda city: city.country)
@pytest.mark.parametrize("size", SIZES)
def test_a_city_is_marked_once_in_the_cell_of_its_position(
    city: Position, size: tuple[int, int]
) -> None:
    for view in (whole_world(*sized(*size)), around(city, *sized(*size))):
        ((row, column),) = marks(drawn(view, [city]))
        latitudes = view.latitudes[row * 4 : row * 4 + 4]
        longitudes = view.longitudes[column * 2 : column * 2 + 2]
        turned = {(city.longitude - east + 180) % 360 - 180 for east in longitudes}
        down = abs(view.latitudes[1] - view.latitudes[0])
        across = view.longitudes[1] - view.longitudes[0]
        assert min(latitudes) - down <= city.latitude <= max(latitudes) + down
        assert min(map(abs, turned)) <= across


@pytest.mark.parametrize("city", CITIES, ids=lambda city: city.country)
def test_a_city_stands_on_the_land_of_its_country(city: Position) -> None:
    view = around(city, *sized(38, 10))
    column, row = view.dot(city)
    owners = land.numbers(view.latitudes, view.longitudes)
    near = {owners[y][x] for y in range(row - 1, row + 2) for x in range(column - 1, column + 2)}
    assert land.number_of(city.country) in near


def test_the_world_has_its_cities_in_the_known_cells() -> None:
    view = whole_world(*sized(60, 16))
    found = {city.country: marks(drawn(view, [city]))[0] for city in CITIES}
    assert found == {
        "TR": (5, 34),
        "CN": (4, 44),
        "KE": (9, 36),
        "US": (7, 3),
        "FJ": (11, 59),
        "AR": (15, 18),
    }


def test_the_place_is_in_the_middle_of_the_land_around_it() -> None:
    for city in CITIES:
        ((row, column),) = marks(drawn(around(city, *sized(38, 10)), [city]))
        assert row in {4, 5}
        assert column in {18, 19}


def test_nothing_touches_the_mark() -> None:
    for city in CITIES:
        rows = drawn(around(city, *sized(60, 16)), [city])
        ((row, column),) = marks(rows)
        left, right = rows[row].text[column - 1], rows[row].text[column + 1]
        above, below = rows[row - 1].text[column], rows[row + 1].text[column]
        assert not _dots(left) & 0b10111000
        assert not _dots(right) & 0b01000111
        assert not _dots(above) & 0b11000000
        assert not _dots(below) & 0b00001001


def test_the_country_of_a_place_is_told_apart_from_its_neighbours() -> None:
    rows = drawn(around(ISTANBUL, *sized(60, 16)), [ISTANBUL])
    kinds = [kind for row in rows for kind in row.kinds]
    assert kinds.count(Kind.PLACE) == 1
    assert 30 < kinds.count(Kind.COUNTRY) < 120


def test_a_place_in_no_country_chooses_none() -> None:
    kinds = {kind for row in drawn(whole_world(76, 40), [Position(0, 0)]) for kind in row.kinds}
    assert kinds == {Kind.LAND, Kind.PLACE}


def test_borders_are_gaps_near_by_and_absent_far_away() -> None:
    region = around(URUMQI, *sized(60, 16))
    world = whole_world(*sized(60, 16))
    assert _share_of_land_drawn(region) < 0.97
    assert _share_of_land_drawn(world) == 1


def _share_of_land_drawn(view: View) -> float:
    dots = sum(_dots(sign).bit_count() for row in drawn(view, []) for sign in row.text)
    owners = land.numbers(view.latitudes, view.longitudes)
    return dots / sum(len(row) - row.count(land.WATER) for row in owners)


def _dots(sign: str) -> int:
    return 0 if sign in {" ", MARK} else ord(sign) - 0x2800


@pytest.mark.parametrize("size", SIZES)
def test_every_sign_is_one_cell_and_every_line_equally_long(size: tuple[int, int]) -> None:
    for view in (whole_world(*sized(*size)), around(SUVA, *sized(*size))):
        rows = drawn(view, [SUVA])
        assert {(len(row.text), len(row.kinds)) for row in rows} == {(len(rows[0].text),) * 2}
        assert {sign for row in rows for sign in row.text} <= {
            " ",
            MARK,
            *map(chr, range(0x2801, 0x2900)),
        }


def test_the_world_keeps_its_shape_in_any_room() -> None:
    # Gall's projection, 78 north to 57 south: 4.44 earth radii wide, 2.31 high.
    for width, height in [(48, 24), (76, 40), (200, 40), (40, 200), (200, 120)]:
        view = whole_world(width, height)
        assert len(view.longitudes) <= width
        assert len(view.latitudes) <= height
        assert len(view.longitudes) / len(view.latitudes) == pytest.approx(1.925, rel=0.08)


def test_the_land_around_a_place_keeps_its_shape_there() -> None:
    view = around(ISTANBUL, *sized(38, 10))
    across = (view.longitudes[1] - view.longitudes[0]) * math.cos(math.radians(ISTANBUL.latitude))
    assert across == pytest.approx(view.degrees_per_dot)


def test_two_places_get_two_marks_and_the_same_cell_one() -> None:
    world = whole_world(*sized(38, 10))
    assert len(marks(drawn(world, [ISTANBUL, USHUAIA]))) == 2
    assert len(marks(drawn(world, [ISTANBUL, ISTANBUL]))) == 1


def test_a_map_across_the_date_line_shows_both_sides() -> None:
    view = around(SUVA, *sized(60, 16), reach=3)
    east_of_it = Position(-13.83, -171.76, "WS")
    assert view.holds(east_of_it)
    (_, suva), (_, apia) = sorted(marks(drawn(view, [SUVA, east_of_it])), key=lambda mark: mark[1])
    assert suva < apia


@pytest.mark.timed
def test_a_map_is_drawn_before_anybody_notices() -> None:
    size = sized(100, 30)
    land._file.cache_clear()
    land._grid.cache_clear()
    first = _seconds(size)
    again = min(_seconds(size) for _ in range(5))
    assert first < 0.03
    assert again < 0.005


def _seconds(size: tuple[int, int]) -> float:
    start = time.perf_counter()
    drawn(around(ISTANBUL, *size), [ISTANBUL])
    return time.perf_counter() - start
