"""Where the columns of a table stand, at each width."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from toolkit.tui.widgets.table import Cell, Column
from toolkit.tui.widgets.table.layout import GAP, Measures, Words, place

if TYPE_CHECKING:
    from toolkit.tui.widgets.table.layout import Placed

COLUMNS = (
    Column("name", "Photo", least=8, wanted=20, cut="middle"),
    Column("place", "Place", least=2, leave_out=2),
    Column("hidden", "Hidden picture", "Hidden", least=2, leave_out=1),
)
ROW = (
    Cell("portrait of Leyla, final version.tiff"),
    Cell("● Istanbul, Türkiye, within 5 m", half="● Istanbul", short="●"),
    Cell("◆ Small copy before cropping", half="◆ Small copy", short="◆"),
)


def placed(width: int) -> tuple[Placed, ...]:
    measures = Measures(COLUMNS)
    measures.take(ROW)
    return place(COLUMNS, measures, 2, width)


@pytest.mark.parametrize(
    ("width", "words"), [(36, Words.SHORT), (52, Words.HALF), (120, Words.WHOLE)]
)
def test_more_room_brings_more_words(width: int, words: Words) -> None:
    assert [each.words for each in placed(width)[1:]] == [words, words]


def test_more_words_go_to_the_columns_in_their_order() -> None:
    for width in range(20, 200):
        words = [each.words for each in placed(width)[1:]]
        assert words == sorted(words, reverse=True)


def test_columns_never_overlap_nor_leave_the_table() -> None:
    for width in range(1, 200):
        columns = placed(width)
        for left, right in pairwise(columns):
            assert left.x + left.width + GAP <= right.x
        assert all(each.x >= 2 and each.width > 0 for each in columns)
        assert columns[-1].x + columns[-1].width <= 2 + width


def test_the_least_important_columns_are_left_out_first() -> None:
    seen = [[each.index for each in placed(width)] for width in (40, 13, 9)]
    assert seen == [[0, 1, 2], [0, 2], [0]]


def test_a_column_that_always_stays_is_there_in_one_cell() -> None:
    assert [each.index for each in placed(1)] == [0]


def test_a_long_name_gets_the_room_that_nobody_else_needs() -> None:
    assert placed(52)[0].width < 37 <= placed(200)[0].width


def test_measures_only_grow() -> None:
    measures = Measures(COLUMNS)
    assert measures.take(ROW)
    assert not measures.take((Cell("a"), Cell("b"), Cell("c")))
    assert measures.widest(0, Words.WHOLE) == 37


def test_where_headings_are_too_wide_each_is_cut_alike_and_none_to_nothing() -> None:
    columns = [Column(str(number), "x" * (8 + number % 3)) for number in range(6)]
    for width in range(34, 64):
        widths = [each.width for each in place(columns, Measures(columns), 0, width)]
        assert len(widths) == len(columns)
        assert max(widths) - min(widths) <= 3
        assert min(widths) >= min(8, (width - 5 * GAP) // 6 - 1)
