"""The map of a file, as cells: nothing in it can vanish, whatever the size."""

from __future__ import annotations

import time
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.samples import SAMPLES
from toolkit.metadata import inspect
from toolkit.metadata.model import Segment, Verdict
from toolkit.tui.widgets.file_cells import FileCells
from toolkit.tui.widgets.file_map import said_range, shape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.samples.base import Sample

_RANK = [Verdict.KEEP, Verdict.REWRITE, Verdict.DROP].index


def parts_of(sizes: Sequence[tuple[int, Verdict]]) -> list[Segment]:
    stops = list(accumulate(size for size, _ in sizes))
    edges = pairwise([0, *stops])
    return [
        Segment(start, stop, verdict, "part")
        for (start, stop), (_, verdict) in zip(edges, sizes, strict=True)
    ]


# From single bytes to what fills a card; many small ones beside a few large.
sizes = st.one_of(st.integers(1, 8), st.integers(1, 5_000), st.integers(1, 10**10))
files = st.lists(st.tuples(sizes, st.sampled_from(Verdict)), min_size=1, max_size=60).map(parts_of)
rooms = st.tuples(st.integers(20, 200), st.integers(1, 8)).map(lambda room: room[0] * room[1])


@given(files, rooms)
def test_every_part_is_seen_as_what_it_is_or_as_part_of_something_worse(
    parts: list[Segment], room: int
) -> None:
    drawn = FileCells(parts, room)
    for part in parts:
        for cell in drawn.cells_of(part.start, part.stop):
            assert _RANK(drawn.cells[cell].worst) >= _RANK(part.verdict)


@given(files, rooms)
def test_what_is_left_out_is_never_drawn_as_anything_else(parts: list[Segment], room: int) -> None:
    drawn = FileCells(parts, room)
    for part in parts:
        if part.verdict is Verdict.DROP:
            cells = drawn.cells_of(part.start, part.stop)
            assert all(shape(drawn.cells[cell]) in "▎▌▊▐█▉" for cell in cells)


@given(files, rooms)
def test_no_cell_is_drawn_worse_than_the_bytes_it_stands_for(
    parts: list[Segment], room: int
) -> None:
    drawn = FileCells(parts, room)
    for at, cell in enumerate(drawn.cells):
        inside = [parts[index].verdict for index in drawn.parts_in(at)]
        assert cell.worst is max(inside, key=_RANK)
        assert 0 < cell.share <= 1
        assert (cell.share == 1) == (set(inside) == {cell.worst})


@given(files, rooms)
def test_from_a_cell_to_its_part_and_back_leads_to_the_same_cell(
    parts: list[Segment], room: int
) -> None:
    drawn = FileCells(parts, room)
    for cell in range(drawn.count):
        part = parts[drawn.part_at(cell)]
        assert cell in drawn.cells_of(part.start, part.stop)
        assert part.verdict is drawn.cells[cell].worst


@given(files, rooms)
def test_from_a_part_to_its_cells_and_back_leads_to_the_same_part(
    parts: list[Segment], room: int
) -> None:
    drawn = FileCells(parts, room)
    for index, part in enumerate(parts):
        assert all(index in drawn.parts_in(cell) for cell in drawn.cells_of(part.start, part.stop))
        assert drawn.part_of(part.start) == drawn.part_of(part.stop - 1) == index


@given(files, rooms)
def test_cells_and_parts_follow_each_other_in_one_order(parts: list[Segment], room: int) -> None:
    drawn = FileCells(parts, room)
    assert drawn.cells_of(0, 1)[0] == 0
    assert drawn.cells_of(parts[-1].start, parts[-1].stop)[-1] == drawn.count - 1
    for before, after in pairwise(parts):
        last = drawn.cells_of(before.start, before.stop)[-1]
        assert drawn.cells_of(after.start, after.stop)[0] in {last, last + 1}


def test_a_single_byte_that_is_left_out_of_a_large_file_is_seen() -> None:
    parts = parts_of([(10**9, Verdict.KEEP), (1, Verdict.DROP), (10**9, Verdict.KEEP)])
    drawn = FileCells(parts, 20)
    assert [shape(cell) for cell in drawn.cells].count("▐") == 1


def test_the_shape_tells_how_much_of_a_cell_is_left_out_and_on_which_side() -> None:
    def told(*fates: tuple[int, Verdict]) -> str:
        return "".join(map(shape, FileCells(parts_of(fates), 1).cells))

    drop, keep, new = Verdict.DROP, Verdict.KEEP, Verdict.REWRITE
    assert told((10, keep)) == "░"
    assert told((10, keep), (1, new)) == "▒"
    assert told((1, drop), (9, keep)) == "▎"
    assert told((50, drop), (50, keep)) == "▌"
    assert told((90, drop), (10, keep)) == "▊"
    assert told((5, keep), (1, new), (4, drop)) == "▐"
    assert told((10, drop)) == "█"


def test_two_neighbours_that_are_left_out_are_told_apart() -> None:
    parts = parts_of([(40, Verdict.DROP), (60, Verdict.DROP)])
    assert "".join(map(shape, FileCells(parts, 10).cells)) == "███▉██████"


def test_no_cell_is_smaller_than_a_byte() -> None:
    assert FileCells(parts_of([(3, Verdict.KEEP)]), 200).count == 3


@pytest.mark.parametrize("sample", SAMPLES, ids=str)
def test_all_that_a_real_file_loses_is_seen_in_twenty_cells(sample: Sample) -> None:
    parts = inspect(sample.content).walk.segments
    drawn = FileCells(parts, 20)
    for part in parts:
        cells = drawn.cells_of(part.start, part.stop)
        assert any(_RANK(drawn.cells[cell].worst) >= _RANK(part.verdict) for cell in cells)


def test_bytes_are_told_from_where_to_where_and_how_many() -> None:
    assert said_range(1_204, 1_958) == "1,204 to 1,958 (754 bytes)"
    assert said_range(0, 1) == "0 to 1 (1 byte)"


@pytest.mark.timed
def test_two_thousand_parts_are_laid_out_in_a_hundredth_of_a_second() -> None:
    parts = parts_of([(997, list(Verdict)[index % 3]) for index in range(2_000)])
    took = []
    for _ in range(10):
        begin = time.perf_counter()
        FileCells(parts, 1_600)
        took.append(time.perf_counter() - begin)
    assert min(took) < 0.010
