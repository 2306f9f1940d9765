"""`parasol read`: the guides of the handbook."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from toolkit.bundle.search import everything
from toolkit.cli.documents import arrange_json, head, write
from toolkit.cli.lists import FAILED, numbered, refuse, refuse_id, translated
from toolkit.cli.reading_on import command
from toolkit.cli.terminal import errors, output
from toolkit.errors import ContentError
from toolkit.handbook import shelf, words
from toolkit.handbook.model import Form
from toolkit.handbook.review import dangling
from toolkit.i18n import _
from toolkit.messages import explain_error
from toolkit.threats.shelf import load

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping

    from toolkit.cli.terminal import Page
    from toolkit.evidence import Source
    from toolkit.handbook.model import Block, Guide, Line

    Titles: TypeAlias = Mapping[tuple[str, str], str]

VERSION: Final = 1
"""Of the form for programs."""


def arrange(parser: argparse.ArgumentParser) -> None:
    """Add the words it takes."""
    parser.add_argument("id", metavar=_("ID"), nargs="?", help=_("which guide; all without"))
    arrange_json(parser)


def run(arguments: argparse.Namespace) -> int:
    """Write one guide, or the contents."""
    handbook = shelf.load()
    for problem in handbook.problems:
        errors().paragraph(explain_error(problem, ""))
    if arguments.id is None:
        guides = list(handbook.guides.values())
        if arguments.json:
            _write([_entry(each) for each in guides])
        else:
            _tell_contents(output(), guides)
        return FAILED if handbook.problems else 0
    guide = handbook.guides.get(arguments.id)
    if guide is None:
        return refuse_id(arguments.id)
    try:
        sources = load().sources
    except ContentError as error:
        return refuse(error)
    if arguments.json:
        _write([_whole(guide, sources)])
    else:
        translated(output(), f"handbook/{guide.id}")
        titles = {(each.folder, each.id): each.title for each in everything().pages}
        for problem in dangling(guide, _Known(titles)):
            errors().paragraph(explain_error(problem, ""))
        _tell(output(), guide, sources, titles)
    return 0


class _Known:
    """What links may name.

    Args:
        titles: All there is to read, by its kind and id.
    """

    def __init__(self, titles: Titles) -> None:
        self._titles = titles

    def __contains__(self, to: object) -> bool:
        return words.place_of(str(to)) in self._titles


def _tell_contents(page: Page, guides: list[Guide]) -> None:
    for chapter, found in groupby(guides, key=lambda guide: guide.front.chapter):
        page.line(page.bold(_(words.CHAPTERS[chapter])))
        page.columns(
            [(guide.id, f"{guide.front.title} ({words.minutes(guide)})") for guide in found]
        )
        page.line()


def _tell(page: Page, guide: Guide, sources: Mapping[str, Source], titles: Titles) -> None:
    front = guide.front
    page.paragraph(front.title, look=page.bold)
    page.line()
    page.columns([
        (_("For"), front.audience),
        (_("Not for"), front.not_for),
        (_("Takes"), words.minutes(guide)),
        (_("Looked at"), f"{front.reviewed}, {_('due again')} {front.review_due}"),
    ])  # fmt: skip
    page.line()
    numbers = {name: number for number, name, _basis in words.facts(guide)}
    for section in guide.sections:
        if section.heading:
            page.line(page.bold(section.heading))
        for block in section.blocks:
            _tell_block(page, block, numbers)
            page.line()
    if numbers:
        page.line(page.bold(_("What this rests on")))
        numbered(
            page, (words.rests_on(basis, sources) for _number, _name, basis in words.facts(guide))
        )
        page.line()
    _tell_related(page, [words.place_of(each) for each in front.related], titles)


def _tell_related(page: Page, related: list[tuple[str, str]], titles: Titles) -> None:
    """What to look at beside it, and what to type to read it."""
    known = [each for each in related if each in titles]
    if not known:
        return
    page.line(page.bold(_("Look at these, too")))
    for folder, key in known:
        page.columns([("-", titles[folder, key])], 2, 1)
        page.line(" " * 4 + page.dim(command(folder, key)))
    page.line()


def _tell_block(page: Page, block: Block, numbers: dict[str, int]) -> None:
    texts = [_text(line, numbers) for line in block.lines]
    if block.form is Form.STEPS:
        numbered(page, texts)
    elif block.form is Form.BULLETS:
        page.columns([("-", text) for text in texts], 2, 1)
    else:
        for text in texts:
            page.paragraph(text, 4 if block.form is Form.ASIDE else 0)


def _text(line: Line, numbers: dict[str, int]) -> str:
    """A line in words, with the ids of what it leads to and the numbers of what it rests on."""
    told = []
    for index, piece in enumerate(line):
        if piece.fact:
            told.append(f"[{numbers[piece.fact]}]" if piece.fact in numbers else "")
            continue
        told.append(piece.text)
        after = line[index + 1].link if index + 1 < len(line) else None
        if piece.link is not None and after != piece.link:
            told.append(f" ({piece.link.kind.value} {piece.link.id})")
    return "".join(told)


def _write(guides: list[dict[str, Any]]) -> None:
    """Guides for programs; docs/for-scripts.md describes it."""
    write({**head("read", VERSION), "guides": guides})


def _entry(guide: Guide) -> dict[str, Any]:
    front = guide.front
    return {
        "id": guide.id,
        "title": front.title,
        "chapter": front.chapter.value,
        "summary": front.summary,
        "minutes": front.minutes,
        "reviewed": front.reviewed.isoformat(),
        "review_due": front.review_due.isoformat(),
    }


def _whole(guide: Guide, sources: Mapping[str, Source]) -> dict[str, Any]:
    numbers = {name: number for number, name, _basis in words.facts(guide)}
    return {
        **_entry(guide),
        "audience": guide.front.audience,
        "not_for": guide.front.not_for,
        "related": list(guide.front.related),
        "sections": [
            {
                "heading": section.heading,
                "blocks": [
                    {
                        "form": block.form.value,
                        "lines": [_text(line, numbers) for line in block.lines],
                    }
                    for block in section.blocks
                ],
            }
            for section in guide.sections
        ],
        "facts": [
            {
                "number": number,
                "as_of": basis.as_of,
                "grade": basis.grade.value,
                "sources": [
                    {"id": key, "title": sources[key].title, "url": sources[key].url}
                    for key in basis.sources
                    if key in sources
                ],
            }
            for number, _name, basis in words.facts(guide)
        ],
    }
