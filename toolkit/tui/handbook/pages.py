"""A guide in pages: one for each section, and one for what it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.handbook import words
from toolkit.handbook.model import Form
from toolkit.handbook.review import dangling
from toolkit.i18n import _
from toolkit.messages import explain_error
from toolkit.tui.library.pieces import BULLET, CARE, banner, link, reviewed
from toolkit.tui.library.shelf import Ref
from toolkit.tui.widgets.reading import Block, Section, Tone

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from toolkit.handbook.model import Block as Part
    from toolkit.handbook.model import Guide, Line, Link
    from toolkit.tui.library.shelf import Shelf


def names(guide: Guide) -> tuple[str, ...]:
    """What each page of a guide is called."""
    parts = (section.heading or _("Why") for section in guide.sections)
    return (*parts, _("Sources and review"))


def page(shelf: Shelf, guide: Guide, number: int) -> Iterator[Section]:
    """One page, without what stands beside it.

    Args:
        shelf: All that is known.
        guide: The guide.
        number: Which page, from 0; as `names` has them.
    """
    yield from banner(shelf, guide.front)
    if number == 0:
        yield from _misled(shelf, guide)
    if number >= len(guide.sections):
        yield from _basis(shelf, guide)
        return
    numbers = {name: at for at, name, _basis in words.facts(guide)}
    blocks: list[Block] = []
    for part in guide.sections[number].blocks:
        blocks += _drawn(part, numbers, above=int(bool(blocks)))
    yield Section("", tuple(blocks))


def beside(shelf: Shelf, guide: Guide, number: int) -> Iterator[Section]:
    """What a page leads to, and what to look at beside the whole guide."""
    if number < len(guide.sections):
        parts = guide.sections[number].blocks
        refs = _refs(shelf, (each.link for part in parts for line in part.lines for each in line))
        if refs:
            yield Section(_("Named here"), tuple(link(shelf, ref) for ref in refs))
    if number in {0, len(guide.sections)}:
        related = [Ref(*words.place_of(each)) for each in guide.front.related]
        related = [ref for ref in related if shelf.has(ref)]
        if related:
            yield Section(_("Look at these, too"), tuple(link(shelf, ref) for ref in related))


def _refs(shelf: Shelf, links: Iterable[Link | None]) -> list[Ref]:
    """Each thing that is led to, once, in the order of the text."""
    refs = (Ref(words.FOLDERS[each.kind], each.id) for each in links if each is not None)
    return [ref for ref in dict.fromkeys(refs) if shelf.has(ref)]


class _Known:
    """What links may name.

    Args:
        shelf: All that is known.
    """

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def __contains__(self, to: object) -> bool:
        return self._shelf.has(Ref(*words.place_of(str(to))))


def _misled(shelf: Shelf, guide: Guide) -> Iterator[Section]:
    """What a guide names that is not there; all else of it is."""
    told = (explain_error(problem, "") for problem in dangling(guide, _Known(shelf)))
    blocks = tuple(Block(each, Tone.MIDDLE, CARE, Tone.MIDDLE) for each in told)
    if blocks:
        yield Section("", blocks)


def _drawn(part: Part, numbers: dict[str, int], above: int) -> Iterator[Block]:
    for index, line in enumerate(part.lines):
        text, stressed = _text(line, numbers)
        gap = above if index == 0 else 0
        if part.form is Form.BULLETS:
            yield Block(text, mark=BULLET, above=gap, stressed=stressed)
        elif part.form is Form.STEPS:
            yield Block(text, mark=f"{index + 1}.", above=gap, stressed=stressed)
        elif part.form is Form.ASIDE:
            yield Block(text, Tone.MIDDLE, CARE, Tone.MIDDLE, above=gap, stressed=stressed)
        else:
            yield Block(text, above=gap, stressed=stressed)


def _text(line: Line, numbers: dict[str, int]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The words of a line, and where stressed ones begin and end."""
    told, stressed = "", []
    for each in line:
        begin = len(told)
        told += f"[{numbers[each.fact]}]" if each.fact in numbers else each.text
        if each.strong:
            stressed.append((begin, len(told)))
    return told, tuple(stressed)


def _basis(shelf: Shelf, guide: Guide) -> Iterator[Section]:
    blocks: list[Block] = []
    for number, _name, basis in words.facts(guide):
        told = words.rests_on(basis, shelf.library.sources)
        blocks.append(Block(told, mark=f"[{number}]", above=int(bool(blocks))))
        blocks += [link(shelf, Ref("sources", key)) for key in basis.sources]
    if blocks:
        yield Section(_("What this rests on"), tuple(blocks))
    yield from reviewed(guide.front)
