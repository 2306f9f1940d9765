"""Sentences under headings: how they are laid out."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len
from wcwidth import wcswidth

from toolkit.tui.app import Parasol
from toolkit.tui.cleaning.path_screen import broken, whole
from toolkit.tui.settings import Settings
from toolkit.tui.widgets.table import Meaning
from toolkit.tui.widgets.told import Part, Told, laid_out, wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence

LONG = "Pneumonoultramicroscopicsilicovolcanoconiosis"
BURMESE = "မြန်မာနိုင်ငံ ဆန္ဒပြပွဲ " * 4
CHINESE = "在广场上的照片_最终版本" * 4
ARABIC = "مظاهرة ساحة التحرير ٣ " * 4
TEXTS = (LONG, f"It says: {LONG}.", BURMESE, CHINESE, ARABIC, "a b c", "x" * 300)

PARTS = (
    Part("Place", ("It says where you were.", LONG), Meaning.HIGH, "●"),
    Part("Kept", (CHINESE,), Meaning.MUTED),
    Part("Nothing", ()),
)


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("width", [2, 5, 9, 20, 57, 80])
def test_a_sentence_is_wrapped_at_any_width_and_nothing_of_it_is_lost(
    text: str, width: int
) -> None:
    lines = wrapped(text, width)
    assert all(max(cell_len(line), wcswidth(line)) <= max(width, 2) + 1 for line in lines)
    assert all(cell_len(line) <= max(width, 2) for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_a_line_never_begins_with_a_blank() -> None:
    assert wrapped(f"{LONG} word", 5)[-1] == "word"


def drawn(parts: Sequence[Part], width: int) -> list[str]:
    return [(row.heading.ljust(row.indent) + row.text).rstrip() for row in laid_out(parts, width)]


def test_headings_stand_beside_their_sentences_where_there_is_room() -> None:
    lines = drawn(PARTS, 60)
    assert lines[0] == "● Place  It says where you were."
    assert lines[1] == f"         {LONG}"
    assert lines[-1] == "Nothing"


def test_headings_stand_above_their_sentences_where_it_is_narrow() -> None:
    lines = drawn(PARTS, 40)
    assert lines[:2] == ["● Place", "  It says where you were."]
    assert "" in lines


def test_a_very_long_heading_does_not_squeeze_the_sentences() -> None:
    long_heading = (Part("Gerätekennzeichnungsnummernverzeichnis", ("It says something.",)),)
    assert drawn(long_heading, 60)[1] == "  It says something."


def test_the_same_lines_are_drawn_as_are_laid_out() -> None:
    async def go() -> list[str]:
        app = Parasol(Settings())
        async with app.run_test(size=(64, 24)) as pilot:
            told = Told(PARTS)
            await app.screen.mount(told)
            await pilot.pause()
            height = told.size.height
            assert height == len(list(laid_out(PARTS, told.size.width)))
            return [told.render_line(y).text.rstrip() for y in range(height)]

    assert asyncio.run(go()) == drawn(PARTS, 64)


@pytest.mark.parametrize("width", [1, 7, 80])
def test_a_path_is_broken_without_a_cell_more_or_less(width: int) -> None:
    for path in (f"/{LONG}/{CHINESE}/{BURMESE}", "/a b", "/" + "x" * 4000):
        assert "".join(broken(path, width)) == path
    assert broken("/" + "x" * 9, 5) == ["/xxxx", "xxxxx"]


def test_nothing_of_a_path_is_left_out_however_long_and_hostile_it_is() -> None:
    path = "/" + "\udcff\n\u202e" * 400 + "/end"
    shown = whole(path)
    assert shown.count("\\udcff") == shown.count("\\u202e") == shown.count("\\n") == 400
    assert shown.endswith("/end")
    assert "…" not in shown
