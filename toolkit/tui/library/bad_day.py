"""A playbook in pages: one for each phase, and one for what else there is to know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.i18n import _
from toolkit.threats.playbook_paper import phases
from toolkit.tui.library import when
from toolkit.tui.library.pieces import BULLET, CARE, LINK, NO, Cited, banner, claims, listed, told
from toolkit.tui.library.pieces import reviewed as review
from toolkit.tui.library.shelf import Ref
from toolkit.tui.widgets.reading import Block, Section, Tone

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.threats.guidance import Playbook, Step
    from toolkit.tui.library.shelf import Shelf


def pages(playbook: Playbook) -> tuple[str, ...]:
    """What each page of a playbook is called."""
    return (*(name for name, _steps in phases(playbook)), _("Help"))


def page(shelf: Shelf, playbook: Playbook, number: int) -> Iterator[Section]:
    """One page, without what always stands near.

    Args:
        shelf: All that is known.
        playbook: The playbook.
        number: Which page, from 0; as `pages` has them.
    """
    yield from banner(shelf, playbook)
    parts = phases(playbook)
    if number < len(parts):
        yield Section("", tuple(_steps(parts[number][1])))
    else:
        yield from _more(shelf, playbook)


def near(shelf: Shelf, playbook: Playbook) -> Iterator[Section]:
    """What always stands near: what to do and what not, where the way divides."""
    yield from listed(_("Do"), playbook.do, "✓", Tone.KEPT)
    yield from listed(_("Do not"), playbook.dont, NO, Tone.HIGH)
    yield from _branches(shelf, playbook)


def helpers(shelf: Shelf, playbook: Playbook) -> Iterator[Section]:
    """Who can help, by name."""
    called = tuple(
        Block(shelf.library.helpers[key].name, mark=LINK, to=Ref("helpers", key))
        for key in playbook.call
    )
    if called:
        yield Section(_("Who can help"), called)


def compact(shelf: Shelf, playbook: Playbook) -> Iterator[Section]:
    """All of it on one page, in short lines."""
    yield from banner(shelf, playbook)
    blocks: list[Block] = []

    def part(heading: str, lines: Iterator[Block]) -> None:
        under = list(lines)
        if under:
            blocks.extend((Block(heading, Tone.STRONG), *under))

    part(_("Do"), (Block(text, mark="✓") for text in playbook.do))
    part(_("Do not"), (Block(text, mark=NO) for text in playbook.dont))
    for name, steps in phases(playbook):
        part(name, _steps(steps, brief=True))
    part(_("Where the way divides"), _ways(shelf, playbook))
    part(
        _("Who can help"),
        (
            Block(helper.name, mark=LINK, to=Ref("helpers", key), below=helper.reach[:1])
            for key, helper in ((key, shelf.library.helpers[key]) for key in playbook.call)
        ),
    )
    part(_("How this can do harm"), iter((Block(playbook.harm, mark=CARE),)))
    yield Section("", tuple(blocks))


def _steps(steps: tuple[Step, ...], *, brief: bool = False) -> Iterator[Block]:
    """Steps with their numbers; those that an action tells how to do lead there."""
    for index, step in enumerate(steps, 1):
        to = Ref("actions", step.action) if step.action else None
        beside = _("how →") if to else ""
        yield Block(step.text, mark=f"{index}.", to=to, beside=LINK if to and brief else beside)


def _branches(shelf: Shelf, playbook: Playbook) -> Iterator[Section]:
    blocks = tuple(_ways(shelf, playbook))
    if blocks:
        yield Section(_("Where the way divides"), blocks)


def _ways(shelf: Shelf, playbook: Playbook) -> Iterator[Block]:
    for each in playbook.branches:
        text = f"{each.when} {each.then}"
        if not each.playbook:
            yield Block(text, mark=BULLET)
            continue
        ref = Ref("playbooks", each.playbook)
        yield Block(text, mark=LINK, to=ref, below=(shelf.title(ref),))


def _more(shelf: Shelf, playbook: Playbook) -> Iterator[Section]:
    cited = Cited(shelf)
    blocks: list[Block] = []
    for key in playbook.call:
        helper = shelf.library.helpers[key]
        space = int(bool(blocks))
        blocks.append(Block(helper.name, mark=LINK, to=Ref("helpers", key), above=space))
        blocks += [Block(text, mark=" ") for text in (helper.helps_with, *helper.reach)]
        blocks.append(Block(helper.caution, mark=CARE, mark_tone=Tone.MIDDLE))
        checked = _("Checked on {day}.").format(day=when.day(helper.checked))
        blocks.append(Block(checked, Tone.MUTED, " "))
    if blocks:
        yield Section(_("Who can help"), tuple(blocks))
    yield from told(_("How this can do harm"), playbook.harm, Tone.MIDDLE, CARE)
    yield from told(_("Whom it is not for"), playbook.not_for)
    yield from listed(_("What we do not know"), playbook.unknown, "?")
    yield from claims(shelf, cited, playbook.claims)
    yield from cited.section()
    yield from review(playbook)
