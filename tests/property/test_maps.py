"""Any place at any size gets exactly one mark, and never an error."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from toolkit.tui.widgets.map_drawing import MARK, drawn
from toolkit.tui.widgets.map_view import Position, around, whole_world

positions = st.builds(
    Position,
    st.floats(-90, 90) | st.sampled_from([-90.0, 0.0, 90.0]),
    st.floats(-1000, 1000) | st.sampled_from([-180.0, 0.0, 180.0]),
    st.sampled_from(["", "TR", "FJ", "RU", "AQ", "ZZ"]),
)
columns = st.integers(1, 120)
rows = st.integers(1, 40)


@given(positions, columns, rows, st.sampled_from([1.0, 2.0, 3.0]))
def test_any_place_at_any_size_is_marked_once(
    position: Position, columns: int, rows: int, reach: float
) -> None:
    for view in (
        around(position, columns * 2, rows * 4, reach),
        whole_world(columns * 2, rows * 4),
    ):
        lines = drawn(view, [position])
        assert sum(line.text.count(MARK) for line in lines) == 1
        assert len(lines) <= rows
        assert {len(line.text) for line in lines} == {len(line.kinds) for line in lines}
        assert all(len(line.text) <= columns for line in lines)


@given(positions, columns, rows, st.sampled_from([1.0, 2.0, 3.0]))
def test_the_land_around_a_place_holds_the_place_and_ends_at_the_poles(
    position: Position, columns: int, rows: int, reach: float
) -> None:
    view = around(position, columns * 2, rows * 4, reach)
    assert abs(view.latitudes[0]) <= 90 or len(view.latitudes) * view.degrees_per_dot > 180
    column, row = view.dot(position)
    half = (view.longitudes[1] - view.longitudes[0]) / 2
    turned = (view.longitudes[column] - position.longitude + 180) % 360 - 180
    assert abs(turned) <= half * 1.01 or view.longitudes[-1] - view.longitudes[0] > 360
    assert abs(view.latitudes[row] - position.latitude) <= view.degrees_per_dot / 2 * 1.01


@given(st.floats(), st.floats())
def test_numbers_that_are_no_place_are_told(latitude: float, longitude: float) -> None:
    if Position(latitude, longitude).is_on_earth:
        assert -90 <= latitude <= 90
        drawn(around(Position(latitude, longitude), 20, 20), [Position(latitude, longitude)])
