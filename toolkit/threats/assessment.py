"""From answers to a plan, in one pure function: the same in, the same out, and nothing kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.threats import evaluate
from toolkit.threats.outcome import Assessment
from toolkit.threats.plan import planned
from toolkit.threats.questioning import jump, to_ask

if TYPE_CHECKING:
    from datetime import date

    from toolkit.threats.answers import Answers
    from toolkit.threats.library import Library


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
    emergency = jump(library, answers)
    playbooks = dict.fromkeys((*emergency, *(rule.playbook for rule in rules if rule.playbook)))
    here = (
        system.id
        for each in found
        for system in evaluate.systems_here(case, each.finding.capability)
    )
    return Assessment(
        findings=found,
        plan=planned(case, proposed, found, today, low_footprint=low_footprint),
        warnings=evaluate.warnings(case, rules, proposed),
        playbooks=tuple(playbooks),
        emergency=bool(emergency),
        low_footprint=low_footprint,
        systems=tuple(dict.fromkeys(here)),
        legal=tuple(
            card for place in case.places for card in library.links.legal_in.get(place, ())
        ),
        next_questions=tuple(question.id for question in to_ask(library, answers)),
        trace=tuple(evaluate.traced(case)),
    )
