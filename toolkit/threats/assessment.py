"""From answers to a plan, in one pure function: the same in, the same out, and nothing kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from toolkit.threats import evaluate
from toolkit.threats.outcome import Assessment
from toolkit.threats.plan import planned
from toolkit.threats.questioning import jump, to_ask

if TYPE_CHECKING:
    from datetime import date

    from toolkit.answers import Answers
    from toolkit.threats.library import Library

AT_ONCE: Final = 5
AT_ONCE_LOW_FOOTPRINT: Final = 3
"""Warnings of rules that are shown at once: who reads twelve remembers none."""


def assess(library: Library, answers: Answers, today: date) -> Assessment:
    """What follows from answers.

    Args:
        library: All that is known.
        answers: What was answered; any part of it may be unknown.
        today: The day, by which content is overdue.
    """
    case = evaluate.case_of(library, answers)
    rules = evaluate.fired(case)
    found = evaluate.findings(case, rules)
    proposed = evaluate.proposals(case, rules)
    low_footprint = any(rule.low_footprint for rule in rules)
    plan = planned(case, proposed, found, today, low_footprint=low_footprint)
    most = AT_ONCE_LOW_FOOTPRINT if low_footprint else AT_ONCE
    emergency = jump(library, answers)
    playbooks = dict.fromkeys((*emergency, *(rule.playbook for rule in rules if rule.playbook)))
    capabilities = [each.finding.capability for each in found]
    here = dict.fromkeys(
        system.id for each in capabilities for system in evaluate.systems_here(case, each)
    )
    around = dict.fromkeys(
        system.id for each in capabilities for system in evaluate.systems_around(case, each)
    )
    return Assessment(
        findings=found,
        plan=plan,
        warnings=evaluate.folded(evaluate.warnings(case, rules, proposed, found), plan, most),
        playbooks=tuple(playbooks),
        emergency=bool(emergency),
        low_footprint=low_footprint,
        systems=tuple(here),
        legal=tuple(
            card
            for place in case.places
            for card in library.links.legal_in.get(place, ())
            if case.truth(library.legal[card].when) is True
        ),
        next_questions=tuple(question.id for question in to_ask(library, answers)),
        trace=tuple(evaluate.traced(case)),
        systems_around=tuple(around),
    )
