"""A slow link carries fewer bytes, and shows the same."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from toolkit.tui.thrift import Thrift

COLUMNS, ROWS = 12, 4
TOKEN = re.compile(r"\x1b\[([\d;]*)([A-Za-z])|\x1b\[\?\d+[hl]|([^\x1b])")

Screen = list[list[tuple[str, str]]]


def shown(text: str, screen: Screen | None = None) -> Screen:
    """What a terminal shows: one that knows wide characters, and little else."""
    screen = screen or [[(" ", "")] * COLUMNS for _ in range(ROWS)]
    row = column = 0
    style = ""
    for parameters, final, character in TOKEN.findall(text):
        if final == "H":
            place = [int(each or 1) for each in (parameters or "1;1").split(";")]
            row, column = min(place[0], ROWS) - 1, min(place[1], COLUMNS) - 1
        elif final == "m":
            style = "" if parameters in {"", "0"} else parameters
        elif final == "K":
            for each in range(column, COLUMNS):
                _put(screen[row], each, " ", "", 1)
        elif final == "J":
            assert parameters == "1"
            screen = [[(" ", "")] * COLUMNS for _ in range(ROWS)]
        elif character:
            width = 2 if character in WIDE else 1
            if column + width <= COLUMNS:
                _put(screen[row], column, character, style, width)
            column += width
    return screen


def _put(line: list[tuple[str, str]], column: int, text: str, style: str, width: int) -> None:
    # A wide character that loses a half loses the other.
    if not line[column][0]:
        line[column - 1] = (" ", "")
    if column + width < COLUMNS and not line[column + width][0]:
        line[column + width] = (" ", "")
    line[column : column + width] = [(text, style), ("", style)][:width]


WIDE = "中文"
STYLES = ("", "1", "31", "1;33", "38;2;39;49;41")
pieces = st.tuples(
    st.integers(1, ROWS),
    st.integers(1, COLUMNS),
    st.sampled_from(STYLES),
    st.text("ab ●" + WIDE, min_size=1, max_size=COLUMNS),
)


def written(row: int, column: int, style: str, text: str) -> str:
    # A wide character that does not fit is cut by who draws, not by the terminal.
    while text and column - 1 + sum(2 if each in WIDE else 1 for each in text) > COLUMNS:
        text = text[:-1]
    styled = f"\x1b[{style}m{text}\x1b[0m" if style else f"\x1b[39;49m{text}\x1b[0m"
    return f"\x1b[{row};{column}H{styled}"


@given(st.lists(st.lists(pieces, max_size=6), min_size=1, max_size=5))
def test_what_is_shown_is_the_same(frames: list[list[tuple[int, int, str, str]]]) -> None:
    thrift = Thrift(colour=True)
    direct = spared = None
    for frame in frames:
        text = "".join(written(*piece) for piece in frame)
        direct = shown(text.replace("\x1b[39;49m", ""), direct)
        spared = shown(thrift.spared(text, COLUMNS, ROWS), spared)
        assert _halves_made_whole(spared) == _halves_made_whole(direct)


def _halves_made_whole(screen: Screen) -> Screen:
    """The style of the right half of a wide character is nobody's business."""
    return [[(text, style if text else "") for text, style in line] for line in screen]


def test_what_is_there_already_is_not_sent_again() -> None:
    thrift = Thrift(colour=True)
    frame = "\x1b[1;1H\x1b[1mabc\x1b[0m\x1b[2;3H中文\x1b[1;1H"
    assert "abc" in thrift.spared(frame, COLUMNS, ROWS)
    assert thrift.spared(frame, COLUMNS, ROWS) == ""
    assert thrift.spared("\x1b[1;1H\x1b[1mabd\x1b[0m", COLUMNS, ROWS) == (
        "\x1b[1;3H\x1b[1md\x1b[m\x1b[1;4H"
    )


def test_what_draws_nothing_passes_in_its_place() -> None:
    thrift = Thrift(colour=True)
    thrift.spared("", COLUMNS, ROWS)
    sent = thrift.spared("\x1b[?2026h\x1b[1;1Ha\x1b[?2026l\x07", COLUMNS, ROWS)
    assert sent == "\x1b[?2026h\x1b[1;1Ha\x1b[1;2H\x1b[?2026l\x07"


def test_another_size_and_forgetting_draw_everything_anew() -> None:
    thrift = Thrift(colour=True)
    frame = "\x1b[1;1Habc"
    thrift.spared(frame, COLUMNS, ROWS)
    assert "abc" in thrift.spared(frame, COLUMNS + 1, ROWS)
    thrift.forget()
    assert "abc" in thrift.spared(frame, COLUMNS + 1, ROWS)


def test_without_colour_styles_keep_what_is_no_colour() -> None:
    thrift = Thrift(colour=False)
    drawn = thrift.spared("\x1b[1;31;7;48;2;1;2;3;4;95;38;5;9mx\x1b[0m", COLUMNS, ROWS)
    assert "\x1b[1;7;4mx\x1b[m" in drawn
