"""A session plan in pages: before, what to bring, the times, each step, cards, afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.i18n import _
from toolkit.training.paper import WAYS, at, minutes, starts
from toolkit.tui.library.pieces import BULLET, CARE, LINK, banner, listed, reviewed, told
from toolkit.tui.training.things import opened_by
from toolkit.tui.training.things import told as called
from toolkit.tui.widgets.reading import Block, Section, Tone

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from toolkit.training.model import Session, Step
    from toolkit.tui.library.shelf import Shelf

_BOX = "□"


def names() -> tuple[str, ...]:
    """What the pages are called."""
    return (
        _("Before you begin"),
        _("Bring"),
        _("Times"),
        _("Steps"),
        _("Cards"),
        _("Afterwards"),
    )


def page(shelf: Shelf, session: Session, number: int) -> Iterator[Section]:
    """One page.

    Args:
        shelf: All that is known.
        session: The plan.
        number: Which page, from 0; as `names` has them.
    """
    yield from banner(shelf, session)
    tellers = (_before, _bring, _times, _steps, _cards, _after)
    yield from tellers[number](shelf, session)


def how(step: Step) -> str:
    """How long a step takes, and how the group works."""
    return _("{minutes}, {way}").format(minutes=minutes(step.minutes), way=_(WAYS[step.way]))


def links(shelf: Shelf, heading: str, uses: Iterable[str]) -> Iterator[Section]:
    """What something is done with; each leads there."""
    offered = (each for use in uses for each in opened_by(use))
    blocks = tuple(Block(called(shelf, each), mark=LINK, to=each) for each in offered)
    if blocks:
        yield Section(heading, blocks)


def _before(_shelf: Shelf, session: Session) -> Iterator[Section]:
    asked = tuple(Block(text, mark=CARE, mark_tone=Tone.MIDDLE) for text in session.before)
    yield Section(_("Ask first"), asked)
    yield from listed(_("Afterwards they can"), session.aims)
    yield from told(_("For"), session.audience)
    yield from told(_("Not for"), session.not_for)
    yield from reviewed(session)


def _bring(shelf: Shelf, session: Session) -> Iterator[Section]:
    yield from listed(_("Bring"), session.materials, _BOX)
    yield from links(shelf, _("To hand out"), session.handouts)
    uses = dict.fromkeys(use for step in session.steps for use in step.uses)
    yield from links(
        shelf, _("Used on the way"), (use for use in uses if use not in session.handouts)
    )


def _times(_shelf: Shelf, session: Session) -> Iterator[Section]:
    blocks = [
        Block(step.title, mark=f"{at(start):>4}", to=number, beside=how(step))
        for number, (start, step) in enumerate(zip(starts(session), session.steps, strict=True))
    ]
    end = Block(_("The end"), Tone.MUTED, f"{at(session.minutes):>4}")
    yield Section("", (*blocks, end))


def _steps(shelf: Shelf, session: Session) -> Iterator[Section]:
    for start, step in zip(starts(session), session.steps, strict=True):
        blocks = [
            Block(step.title, Tone.STRONG, beside=how(step)),
            *(Block(text, mark=f"{number}.") for number, text in enumerate(step.do, 1)),
            *(Block(text, mark="?") for text in step.ask),
        ]
        if step.watch:
            blocks.append(Block(step.watch, Tone.MIDDLE, CARE, Tone.MIDDLE))
        for section in links(shelf, "", step.uses):
            blocks += section.blocks
        yield Section(at(start), tuple(blocks))


def _cards(_shelf: Shelf, session: Session) -> Iterator[Section]:
    if not session.cards:
        yield Section("", (Block(_("This session needs no cards."), Tone.MUTED),))
    for card in session.cards:
        blocks = [Block(card.text)]
        if card.back:
            back = _("On the back: {text}").format(text=card.back)
            blocks.append(Block(back, Tone.MUTED))
        yield Section(card.title, tuple(blocks))


def _after(_shelf: Shelf, session: Session) -> Iterator[Section]:
    yield from listed(_("It worked if"), session.worked, "✓")
    yield from listed(_("Take care of people"), session.aftercare, BULLET)
