"""Sheets as one page for a browser (HTML Living Standard): nothing to load, no scripts.

Headings go down by one at a time, lists are lists, notes lead back to where they stand: a screen
reader finds its way. Styles name no left and no right, so that a page from right to left is its
mirror image (CSS Logical Properties, W3C).
"""

from __future__ import annotations

from enum import Enum
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING, Final

from toolkit.i18n import ENGLISH, _, language
from toolkit.paper.model import Form, made_with
from toolkit.paper.tongue import in_english, runs_left

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from toolkit.paper.model import Block, Line, Run, Section, Sheet


class Size(Enum):
    """The paper that a page is laid out for when it is printed."""

    A4 = "a4"
    A5 = "a5"
    """For a booklet, two pages on a sheet of A4."""


_END: Final = "</main></body></html>\n"
_LISTS: Final = {
    Form.BULLETS: "<ul>",
    Form.STEPS: "<ol>",
    Form.BOXES: '<ul class="boxes">',
    Form.NOTES: '<ol class="notes">',
}
_TIED: Final = "&NoBreak;"
"""A note never begins a line: it stays with its word."""
_STYLE: Final = """
body{font:1.05rem/1.5 serif;color:#000;background:#fff;max-width:42rem;margin:2rem auto;
padding:0 1rem;overflow-wrap:break-word}
h1{font-size:1.6rem}h2{font-size:1.35rem}h3{font-size:1.1rem}
h2,h3{margin-block-start:1.6rem}li{margin-block:.3rem}a{color:#0b3d91}
ul.boxes{list-style:none;padding-inline-start:1.6rem}
ul.boxes>li::before{content:"\\25A1";margin-inline-start:-1.6rem;display:inline-block;width:1.6rem}
[role=note]{border-inline-start:.25rem solid #555;padding-inline-start:1rem}
.translation{font-style:italic}.notes{font-size:.9rem}sup{line-height:0}code{font-size:.95em}
@media print{html{font-size:10pt}body{margin:0;padding:0;max-width:none;font-size:1rem}
a{color:#000;text-decoration:none}.notes a{display:none}h2,h3{break-after:avoid}
p:has(>strong:only-child){break-after:avoid}li,[role=note]{break-inside:avoid}
article+article{break-before:page}nav{display:none}}
"""
_PRINTED: Final = {
    Size.A4: "@page{size:A4;margin:18mm}",
    Size.A5: "@page{size:A5;margin:12mm}@media print{html{font-size:9pt}}",
}


def page(
    title: str, sheets: Sequence[Sheet], *, size: Size = Size.A4, tongue: str | None = None
) -> str:
    """Sheets as one page.

    Args:
        title: What the page is called. It names neither this program nor anybody.
        sheets: What stands on it; with more than one, a list of them comes first.
        size: The paper that it is laid out for.
        tongue: The language of the texts, a BCP 47 tag; the one spoken now by default.
    """
    tongue = tongue or language()
    direction = "rtl" if runs_left(tongue) else "ltr"
    alone = len(sheets) == 1
    # A sheet that stands alone is the page.
    known = {} if alone else {sheet.id: f"s{at}" for at, sheet in enumerate(sheets, 1)}
    lines = [
        "<!DOCTYPE html>",
        f'<html lang="{escape(tongue)}" dir="{direction}">',
        '<head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="referrer" content="no-referrer">',
        f"<title>{escape(title)}</title>",
        f"<style>{_STYLE}{_PRINTED[size]}</style></head>",
        "<body>",
    ]
    if alone:
        lines += [
            "<main>",
            f"<h1{_tongue([title])}>{escape(title)}</h1>",
            *_sheet(sheets[0], known, 1, "n"),
        ]
    else:
        lines += [
            f"<header><h1>{escape(title)}</h1></header>",
            *_contents(sheets, known),
            "<main>",
        ]
        for at, sheet in enumerate(sheets, 1):
            lines += [
                f'<article aria-labelledby="s{at}">',
                f'<h2 id="s{at}"{_tongue([sheet.title])}>{escape(sheet.title)}</h2>',
                *_sheet(sheet, known, 2, f"s{at}n"),
                "</article>",
            ]
    return "\n".join([*lines, _END])


def signed(page: str) -> str:
    """A page that names this program, for who wants that."""
    return page.replace(_END, f"<p>{escape(made_with())}</p>\n{_END}")


def _contents(sheets: Iterable[Sheet], known: dict[str, str]) -> Iterator[str]:
    yield f'<nav aria-label="{escape(_("Contents"))}"><ul>'
    for sheet in sheets:
        yield f'<li><a href="#{known[sheet.id]}">{escape(sheet.title)}</a></li>'
    yield "</ul></nav>"


def _sheet(sheet: Sheet, known: dict[str, str], level: int, notes: str) -> Iterator[str]:
    """A sheet, without its title.

    Args:
        sheet: It.
        known: The names of the places on the page, by the ids of sheets.
        level: The level of its title.
        notes: What the names of its notes begin with.
    """
    if sheet.note:
        yield f'<p class="translation">{escape(sheet.note)}</p>'
    marked: set[int] = set()
    for section in sheet.sections:
        yield from _section(section, known, level, notes, marked)


def _section(
    section: Section, known: dict[str, str], level: int, notes: str, marked: set[int]
) -> Iterator[str]:
    if section.heading:
        tongue = _tongue([section.heading])
        yield f"<h{level + 1}{tongue}>{escape(section.heading)}</h{level + 1}>"
    for block in section.blocks:
        yield from _block(block, known, notes, marked)


def _block(block: Block, known: dict[str, str], notes: str, marked: set[int]) -> Iterator[str]:
    told = [
        (_tongue(run.text for run in line if not run.note), _line(line, known, notes, marked))
        for line in block.lines
    ]
    if block.form is Form.NOTES:
        yield _LISTS[block.form]
        for number, (tongue, text) in enumerate(told, 1):
            back = _("Back to the text")
            yield (
                f'<li id="{notes}{number}"{tongue}>{text} '
                f'<a href="#{notes}r{number}" aria-label="{escape(back)}">↑</a></li>'
            )
        yield "</ol>"
    elif block.form in _LISTS:
        opened = _LISTS[block.form]
        yield opened
        yield from (f"<li{tongue}>{text}</li>" for tongue, text in told)
        yield "</ol>" if opened == "<ol>" else "</ul>"
    elif block.form is Form.ASIDE:
        # No <aside>: a screen reader would list each as a part of the page to jump to.
        yield '<div role="note">'
        yield from (f"<p{tongue}>{text}</p>" for tongue, text in told)
        yield "</div>"
    else:
        yield from (f"<p{tongue}>{text}</p>" for tongue, text in told)


def _tongue(texts: Iterable[str]) -> str:
    """What says that texts are in English, where they are and the page is in another language."""
    return f' lang="{ENGLISH}" dir="ltr"' if in_english(texts) else ""


def _line(line: Line, known: dict[str, str], notes: str, marked: set[int]) -> str:
    """A line. Runs that lead to one place are one link: else a screen reader meets several."""
    told = []
    for place, runs in groupby(line, lambda run: known.get(run.to, "")):
        text = "".join(_run(run, notes, marked) for run in runs)
        told.append(f'<a href="#{place}">{text}</a>' if place else text)
    return "".join(told)


def _run(run: Run, notes: str, marked: set[int]) -> str:
    if run.note:
        # Where one note is named again, only the first place is led back to.
        name = "" if run.note in marked else f' id="{notes}r{run.note}"'
        marked.add(run.note)
        return f'{_TIED}<sup><a{name} href="#{notes}{run.note}">[{run.note}]</a></sup>'
    text = escape(run.text)
    if run.code:
        text = f"<code>{text}</code>"
    if run.strong:
        text = f"<strong>{text}</strong>"
    return text
