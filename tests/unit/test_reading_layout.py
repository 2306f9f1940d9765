"""How sections stand at a width: what is beside, what hangs, what leads on, what was looked for."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from toolkit.tui.widgets.reading.model import BESIDE, Block, Section, Tone, laid_out

LONG = "Words that go on and on until no line could hold them all at once, however wide it is. "


def lines(*sections: Section, width: int = 60) -> list[str]:
    told = []
    for row in laid_out(sections, width).rows:
        line = ""
        for bit in row.bits:
            assert cell_len(line) <= bit.x
            line = line.ljust(bit.x) + bit.text
        told.append(line)
    return told


def test_headings_stand_above_on_a_narrow_screen_and_beside_on_a_wide_one() -> None:
    section = Section("Head", (Block("Text."),), mark="◆")
    assert lines(section) == ["◆ Head", "  Text."]
    (line,) = lines(section, width=BESIDE)
    assert line.startswith("◆ Head   ")
    assert line.endswith("   Text.")


def test_without_any_heading_text_begins_at_the_left_however_wide_it_is() -> None:
    assert lines(Section("", (Block("Text."),)), width=BESIDE) == ["Text."]


def test_a_heading_longer_than_its_column_takes_more_lines_than_its_text() -> None:
    told = lines(Section("Words of a heading that is far too long", (Block("Text."),)), width=100)
    assert len(told) == 2
    assert "Text." in told[0]


def test_a_text_hangs_below_its_beginning_and_not_below_its_mark() -> None:
    first, *more = lines(Section("", (Block(LONG, mark="12."),)))
    assert first.startswith("12. Words")
    assert more
    assert all(line.startswith("    ") and line[4] != " " for line in more)


def test_what_stands_beside_goes_below_where_there_is_no_room() -> None:
    block = Block("A title of some length", beside="a word or two")
    wide, narrow = (lines(Section("", (block,)), width=width) for width in (60, 20))
    assert wide == ["A title of some length".ljust(47) + "a word or two"]
    assert narrow[-1] == "a word or two"


def test_a_place_that_leads_on_has_all_lines_of_its_block_and_no_others() -> None:
    blocks = (
        Block("No."),
        Block(LONG, to="there", below=("More.",), above=1),
        Block("No."),
    )
    laid = laid_out([Section("Head", blocks)], 40)
    (stop,) = laid.stops
    assert stop.to == "there"
    inside = [index for index, row in enumerate(laid.rows) if row.stop == 0]
    assert inside == list(range(stop.first, stop.last + 1))
    assert laid.rows[stop.last].bits[0].text == "More."
    assert laid.rows[stop.first - 1].bits == ()


def test_what_was_looked_for_is_marked_wherever_it_stands_and_never_twice() -> None:
    (row,) = laid_out([Section("", (Block("Spy, spying SPY.", found=("spy", "py")),))], 60).rows
    assert [bit.text for bit in row.bits if bit.tone is Tone.FOUND] == ["Spy", "spy", "SPY"]
    assert "".join(bit.text for bit in row.bits) == "Spy, spying SPY."


@pytest.mark.parametrize("width", [9, 14, 40])
def test_stressed_words_are_bold_however_lines_are_broken(width: int) -> None:
    text = "Never unlock it, never say why."
    block = Block(text, mark="–", stressed=((0, 15), (17, 26)), found=("say",))
    bits = [bit for row in laid_out([Section("", (block,))], width).rows for bit in row.bits[:]]
    bold = "".join(bit.text for bit in bits if bit.bold).replace(" ", "")
    assert bold == "Neverunlockitneversay"
    assert "".join(bit.text for bit in bits).replace(" ", "") == "–" + text.replace(" ", "")
    assert [bit.text for bit in bits if bit.tone is Tone.FOUND] == ["say"]


def test_no_line_is_longer_than_the_width() -> None:
    section = Section(LONG, (Block(LONG * 3, mark="–", beside="a word", below=(LONG,)),))
    for width in (12, 40, 80, BESIDE, 200):
        assert max(map(cell_len, lines(section, width=width))) <= width
