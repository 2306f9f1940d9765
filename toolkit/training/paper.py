"""A session plan on paper, and its cards."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, Final

from toolkit.i18n import N_, _, ngettext
from toolkit.languages import note
from toolkit.paper.model import Block, Form, Run, Section, Sheet, texts
from toolkit.training.model import Way

if TYPE_CHECKING:
    from toolkit.training.model import Session, Step

WAYS: Final = {
    Way.TOGETHER: N_("all together"),
    Way.PAIRS: N_("in pairs"),
    Way.SMALL_GROUPS: N_("in small groups"),
    Way.ALONE: N_("each alone"),
    Way.BREAK: N_("a break"),
}
"""What a trainer reads."""


def starts(session: Session) -> tuple[int, ...]:
    """When each step begins: minutes from the beginning."""
    return tuple(accumulate((step.minutes for step in session.steps[:-1]), initial=0))


def minutes(count: int) -> str:
    """So many minutes, in words."""
    return ngettext("{count} minute", "{count} minutes", count).format(count=count)


def at(start: int) -> str:
    """When something begins: hours and minutes from the beginning.

    Args:
        start: In minutes.
    """
    return f"{start // 60}:{start % 60:02}"


def sheet(session: Session) -> Sheet:
    """A plan, for the trainer."""
    head = [
        _("For: {audience}").format(audience=session.audience),
        _("Not for: {audience}").format(audience=session.not_for),
        _("Takes: {minutes}").format(minutes=minutes(session.minutes)),
    ]
    sections = [
        Section("", (texts(Form.PARAGRAPH, head),)),
        Section(_("Before you begin"), (texts(Form.BOXES, session.before),)),
        Section(_("Afterwards, participants can"), (texts(Form.BULLETS, session.aims),)),
        Section(_("Bring"), (texts(Form.BOXES, session.materials),)),
    ]
    for start, step in zip(starts(session), session.steps, strict=True):
        sections.append(Section(heading(start, step), tuple(_step(step))))
    sections += [
        Section(_("How to know that it worked"), (texts(Form.BULLETS, session.worked),)),
        Section(_("Afterwards"), (texts(Form.BULLETS, session.aftercare),)),
    ]
    return Sheet(
        f"training:{session.id}", session.title, tuple(sections), note(f"training/{session.id}")
    )


def cards(session: Session) -> Sheet:
    """The cards of a plan, to cut apart."""
    sections = tuple(
        Section(
            card.title,
            tuple(texts(Form.ASIDE, [side]) for side in (card.text, card.back) if side),
        )
        for card in session.cards
    )
    return Sheet(f"cards:{session.id}", _("Cards"), sections, note(f"training/{session.id}"))


def heading(start: int, step: Step) -> str:
    """When a step begins, what it is, how long it takes and how the group works."""
    return _("{start}: {title} ({minutes}, {way})").format(
        start=at(start),
        title=step.title,
        minutes=minutes(step.minutes),
        way=_(WAYS[step.way]),
    )


def _step(step: Step) -> list[Block]:
    blocks = [texts(Form.STEPS, step.do)]
    if step.ask:
        asked = tuple((Run(_("Ask") + ": ", strong=True), Run(each)) for each in step.ask)
        blocks.append(Block(Form.BULLETS, asked))
    if step.watch:
        blocks.append(texts(Form.ASIDE, [step.watch]))
    return blocks
