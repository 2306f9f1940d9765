"""An invented person on paper: their story, and the plan that follows from it. For who teaches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.answers import spread
from toolkit.i18n import _
from toolkit.languages import note
from toolkit.paper.model import Block, Form, Run, Section, Sheet, texts
from toolkit.threats import sentences
from toolkit.threats.assessment import assess
from toolkit.threats.questioning import walked

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from toolkit.threats.guidance import Persona
    from toolkit.threats.library import Library
    from toolkit.threats.outcome import Item


def sheet(library: Library, persona: Persona, today: date) -> Sheet:
    """A story, and what the plan of that person says, once they were asked.

    Args:
        library: All that is known.
        persona: The invented person.
        today: The day, by which something is old.
    """
    would = spread(persona.answers, library.questions)
    assessment = assess(library, walked(library, would), today)
    plan = assessment.plan
    care = [each.text for each in assessment.warnings if each.severity is None]
    sections = (
        Section(_("Who it is"), (texts(Form.PARAGRAPH, [persona.story]),)),
        Section(_("Take care"), (texts(Form.BULLETS, care),)),
        Section(_("This week"), (_in_full(library, plan.this_week),)),
        Section(_("Later"), (_named(library, plan.later),)),
        Section(_("Leave this"), (texts(Form.BULLETS, sentences.do_not(library, plan.left_out)),)),
    )
    kept = tuple(each for each in sections if any(block.lines for block in each.blocks))
    return Sheet(
        f"persona:{persona.id}", persona.name, kept, note(f"threats/personas/{persona.id}")
    )


def _in_full(library: Library, items: Iterable[Item]) -> Block:
    """What to do, each with why; the name leads to the page of it."""
    actions = (library.actions[item.action] for item in items)
    lines = (
        (Run(each.title, strong=True, to=f"action:{each.id}"), Run(f": {each.why}"))
        for each in actions
    )
    return Block(Form.BULLETS, tuple(lines))


def _named(library: Library, items: Iterable[Item]) -> Block:
    actions = (library.actions[item.action] for item in items)
    return Block(
        Form.BULLETS, tuple((Run(each.title, to=f"action:{each.id}"),) for each in actions)
    )
