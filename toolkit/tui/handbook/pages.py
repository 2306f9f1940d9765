"""A guide in pages: one for each section, and one for what it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from toolkit.handbook import words
from toolkit.handbook.model import Form, Kind
from toolkit.i18n import _
from toolkit.tui.library.pieces import BULLET, CARE, banner, link, reviewed
from toolkit.tui.library.shelf import Ref
from toolkit.tui.widgets.reading import Block, Section, Tone

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from toolkit.handbook.model import Block as Part
    from toolkit.handbook.model import Guide, Line, Link
    from toolkit.tui.library.shelf import Shelf

FOLDERS: Final = {
    Kind.GUIDE: "handbook",
    Kind.ACTION: "actions",
    Kind.CAPABILITY: "capabilities",
    Kind.SYSTEM: "systems",
    Kind.PLAYBOOK: "playbooks",
    Kind.CHECKLIST: "checklists",
    Kind.HELPER: "helpers",
    Kind.LESSON: "lessons",
    Kind.MESSENGER: "messengers",
}
"""Where what a guide leads to stands."""


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
        refs = _refs(each.link for part in parts for line in part.lines for each in line)
        if refs:
            yield Section(_("Named here"), tuple(link(shelf, ref) for ref in refs))
    if number in {0, len(guide.sections)}:
        kinds = {kind.value: folder for kind, folder in FOLDERS.items()}
        pairs = (each.partition(":") for each in guide.front.related)
        related = [Ref(kinds[kind], key) for kind, _colon, key in pairs if kind in kinds]
        if related:
            yield Section(_("Look at these, too"), tuple(link(shelf, ref) for ref in related))


def _refs(links: Iterable[Link | None]) -> list[Ref]:
    """Each thing that is led to, once, in the order of the text."""
    refs = (
        Ref(FOLDERS[each.kind], each.id)
        for each in links
        if each is not None and each.kind in FOLDERS
    )
    return list(dict.fromkeys(refs))


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
