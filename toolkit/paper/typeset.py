"""Sheets as the data that `sheet.typ` lays out.

Words stand in it as they are: they are data there, too, and mean nothing. A text is a list of
pieces, since a word that is wider than the paper has to be broken somewhere.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from toolkit.i18n import language
from toolkit.paper.html import Size
from toolkit.paper.model import Form, made_with
from toolkit.paper.tongue import in_english, runs_left

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from toolkit.paper.model import Block, Line, Run, Section, Sheet

Data: TypeAlias = dict[str, Any]

_BLANKS: Final = re.compile(r"[ \t\n\r\f]+")
"""What is one blank in HTML, so that both say the same."""
_LINE: Final = 60
"""A word of so many letters fits on a line of A5: so long are those to write on by hand."""
_HEADING: Final = 30
"""The same, in the letters of a heading."""
_PIECE: Final = 10
"""Longer words may be broken behind so many letters."""
_PAPER: Final[Mapping[Size, Data]] = {
    Size.A4: {"wide": 210, "high": 297, "margin": 18, "letters": 11.5},
    Size.A5: {"wide": 148, "high": 210, "margin": 12, "letters": 10},
}
"""In millimetres; letters in points."""


def laid_out(
    title: str,
    sheets: Sequence[Sheet],
    *,
    size: Size = Size.A4,
    tongue: str | None = None,
    signed: bool = False,
) -> Data:
    """Sheets as data.

    Args:
        title: What the whole is called.
        sheets: What stands on it.
        size: The paper.
        tongue: The language of the texts, a BCP 47 tag; the one spoken now by default.
        signed: Whether this program is named at the end.
    """
    tongue = tongue or language()
    name, *_script, region = *tongue.split("-"), ""
    alone = len(sheets) == 1
    # A sheet that stands alone is the page: nothing leads to it.
    known = {} if alone else {sheet.id: f"s{at}" for at, sheet in enumerate(sheets, 1)}
    return {
        "title": _flat(title),
        "head": _head(title),
        "tongue": name,
        "region": region if re.fullmatch("[A-Z]{2}", region) else None,
        "leftward": runs_left(tongue),
        "alone": alone,
        "sheets": [_sheet(sheet, f"s{at}", known) for at, sheet in enumerate(sheets, 1)],
        "end": _pieces(made_with()) if signed else [],
        **_PAPER[size],
    }


def _sheet(sheet: Sheet, name: str, known: Mapping[str, str]) -> Data:
    sections = sheet.sections
    found = (block for section in sections for block in section.blocks if block.form is Form.NOTES)
    # Where two lists of notes stand on a sheet, numbers mean the first.
    noted = next(found, None)
    places = dict(known)
    if noted is not None:
        places |= {str(at): f"{name}n{at}" for at in range(1, len(noted.lines) + 1)}
    return {
        "id": name,
        "head": _head(sheet.title),
        "note": _pieces(sheet.note),
        "sections": [_section(section, places, noted) for section in sections],
    }


def _section(section: Section, places: Mapping[str, str], noted: Block | None) -> Data:
    return {
        "head": _head(section.heading),
        "blocks": [
            {
                "form": block.form.value,
                "lines": [
                    _line(line, places, str(at) if block is noted else "")
                    for at, line in enumerate(block.lines, 1)
                ],
            }
            for block in section.blocks
        ],
    }


def _line(line: Line, places: Mapping[str, str], number: str) -> Data:
    """A line.

    Args:
        line: It.
        places: What leads somewhere: the ids of sheets and the numbers of notes, and where to.
        number: That of the note that it is; empty for none.
    """
    return {
        "id": places.get(number, ""),
        "english": in_english(run.text for run in line if not run.note),
        # What stands alone in strong letters is the heading of what follows.
        "lone": len(line) == 1 and line[0].strong,
        "parts": [
            {"to": to, "note": note, "runs": [_run(run) for run in runs]}
            for (to, note), runs in groupby(line, lambda run: _leads(run, places))
        ],
    }


def _leads(run: Run, places: Mapping[str, str]) -> tuple[str, int]:
    """Where a run leads, and the number of the note that it stands for."""
    return places.get(str(run.note) if run.note else run.to, ""), run.note


def _run(run: Run) -> Data:
    return {"text": _pieces(run.text), "strong": run.strong, "code": run.code}


def _head(title: str) -> Data:
    return {"title": _pieces(title, _HEADING), "english": in_english([title])}


def _flat(text: str) -> str:
    return _BLANKS.sub(" ", text)


def _pieces(text: str, longest: int = _LINE) -> list[str]:
    """A text in pieces: it is whole where no word is too long, and none where it is empty."""
    pieces = [""]
    for word in re.split("( )", _flat(text)):
        if len(word) <= longest:
            pieces[-1] += word
        else:
            first, *rest = (word[at : at + _PIECE] for at in range(0, len(word), _PIECE))
            pieces[-1] += first
            pieces += rest
    return pieces if text else []
