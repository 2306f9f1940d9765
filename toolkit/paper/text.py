"""Sheets as plain text, in lines that any printer takes."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Final

from toolkit.paper.model import Form

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from toolkit.paper.model import Block, Line, Sheet

COLUMNS: Final = 78

_MARKS: Final = {Form.BULLETS: "- ", Form.BOXES: "[ ] ", Form.ASIDE: "! ", Form.PARAGRAPH: ""}


def page(sheets: Sequence[Sheet]) -> str:
    """Sheets, one after the other, each after a form feed where it is not the first."""
    return "\f".join("\n".join(_lines(sheet)) + "\n" for sheet in sheets)


def plain(line: Line) -> str:
    """The words of a line, with the numbers of notes."""
    return "".join(f"[{run.note}]" if run.note else run.text for run in line)


def _lines(sheet: Sheet) -> Iterator[str]:
    yield sheet.title
    if sheet.note:
        yield ""
        yield from textwrap.wrap(sheet.note, COLUMNS)
    for section in sheet.sections:
        yield ""
        if section.heading:
            yield section.heading.upper()
        for index, block in enumerate(section.blocks):
            if index:
                yield ""
            yield from _block(block)


def _block(block: Block) -> Iterator[str]:
    for number, line in enumerate(block.lines, 1):
        mark = _MARKS.get(block.form, f"{number}. ")
        yield from textwrap.wrap(
            plain(line), COLUMNS, initial_indent=mark, subsequent_indent=" " * len(mark)
        )
