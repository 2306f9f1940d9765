"""Rules and answers: which rules hold, what could happen, what they propose and warn of.

What holds goes on holding when more is known (see `conditions`), so warnings only grow: they hang
on rules that hold and on what those propose, never on what a plan has room for.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from toolkit.answers import facts_of
from toolkit.threats.library import REGION
from toolkit.threats.model import Grade, Harm, Plausible, Severity, Sort, Status
from toolkit.threats.outcome import Because, Found, Said, Traced, Warned

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from toolkit.answers import Answers
    from toolkit.conditions import Condition, Fact, Truth
    from toolkit.threats.library import Library
    from toolkit.threats.model import Finding, Rule, System
    from toolkit.threats.outcome import Plan

HARMS: Final = {harm: rank for rank, harm in enumerate(Harm)}
PLAUSIBLE: Final = {plausible: rank for rank, plausible in enumerate(Plausible)}
"""The worst, and the best documented, first."""
BEYOND_REPAIR: Final = frozenset({Harm.OTHERS, Harm.IRREVERSIBLE})
NO_DANGER: Final = (True, len(HARMS), len(PLAUSIBLE))
"""Comes after every `danger`."""

_PROVEN: Final = frozenset({Grade.TECHNICAL, Grade.REPORTED})
_THERE: Final = frozenset({Status.INSTALLED, Status.IN_USE})


@dataclass(frozen=True, slots=True)
class Case:
    """What was answered, beside the library it was answered to.

    Attributes:
        library: It.
        answers: What was answered.
        facts: What is known by that.
        places: The ids of the place that the person named and of those around it.
        named: The id of the place that the person named.
    """

    library: Library
    answers: Answers
    facts: Mapping[str, Fact]
    places: tuple[str, ...]
    named: tuple[str, ...]

    def truth(self, text: str) -> Truth:
        """Whether a condition of the library holds, by its text."""
        return self._condition(text).truth(self.facts)

    def said(self, text: str) -> tuple[Said, ...]:
        """The answers that decide a condition, or the questions that leave it unknown."""
        condition = self._condition(text)
        known = condition.truth(self.facts) is not None
        named: dict[str, set[str]] = {}
        for question, answer in condition.grounds(self.facts):
            named.setdefault(question, set()).add(answer)
        return tuple(
            Said(question, self._given(question, answers) if known else ())
            for question, answers in named.items()
        )

    def because(self, rule: Rule) -> Because:
        """Why a rule holds."""
        return Because(rule.id, rule.because, self.said(rule.when))

    def _given(self, question: str, named: set[str]) -> tuple[str, ...]:
        """What was answered, as far as it matters: of several answers, those that are named."""
        given = self.answers[question]
        return tuple(each for each in given if each in named) or given

    def _condition(self, text: str) -> Condition:
        return self.library.conditions[text]


def case_of(library: Library, answers: Answers) -> Case:
    """The case of some answers."""
    named = [value for given in answers.values() for value in given if value in library.places]
    places = dict.fromkeys(
        place for value in named for place in (value, *library.within.get(value, ()))
    )
    facts = facts_of(answers, library.questions, library.within)
    return Case(library, answers, facts, tuple(places), tuple(dict.fromkeys(named)))


def fired(case: Case) -> tuple[Rule, ...]:
    """The rules that hold."""
    return tuple(rule for rule in case.library.rules.values() if case.truth(rule.when) is True)


def traced(case: Case) -> Iterator[Traced]:
    """Each rule that holds or could hold, and by which answers."""
    for rule in case.library.rules.values():
        holds = case.truth(rule.when)
        if holds is not False:
            yield Traced(rule.id, holds, case.said(rule.when))


def findings(case: Case, rules: tuple[Rule, ...]) -> tuple[Found, ...]:
    """What could happen, one for each capability.

    Harm that cannot be undone and is documented there comes first; then what people said of
    themselves, before what is so for all of a place; then what is documented there, then the worst.
    Among equals, what is being done now comes first, and what most of the answers lead to.
    """
    found: dict[str, Found] = {}
    for rule in rules:
        for finding in rule.findings:
            new = _located(case, rule, finding)
            old = found.get(finding.capability)
            if old is None:
                found[finding.capability] = new
                continue
            worse = min(old, new, key=lambda each: _weight(each.finding))
            reasons = {each.rule: each for each in (*old.because, *new.because)}
            found[finding.capability] = replace(worse, because=tuple(reasons.values()))
    first = {rule.id for rule in rules if rule.first}

    def rank(each: Found) -> tuple[object, ...]:
        finding = each.finding
        return (
            danger(finding)[0],
            {said.question for because in each.because for said in because.said} == {REGION},
            PLAUSIBLE[finding.plausible],
            HARMS[finding.harm],
            all(because.rule not in first for because in each.because),
            -len(each.because),
            finding.capability,
        )

    return tuple(sorted(found.values(), key=rank))


def proposals(case: Case, rules: tuple[Rule, ...]) -> dict[str, tuple[Rule, ...]]:
    """The ids of the actions that rules propose, and by which rules; what those need, too."""
    proposed: dict[str, dict[str, Rule]] = {}
    for rule in rules:
        for action in rule.actions:
            for each in (action, *needed_by(case.library, action)):
                proposed.setdefault(each, {})[rule.id] = rule
    return {action: tuple(by.values()) for action, by in proposed.items()}


def needed_by(library: Library, action: str) -> tuple[str, ...]:
    """The ids of all that an action needs, in an order in which it can be done."""
    found: dict[str, None] = {}
    for need in library.actions[action].needs:
        found |= dict.fromkeys((*needed_by(library, need), need))
    return tuple(found)


def urgent(case: Case, rules: Iterable[Rule]) -> frozenset[str]:
    """The ids of the rules that rest on something that happens now."""
    at_once = {
        question.id
        for question in case.library.questions.values()
        for choice in question.choices
        if choice.playbook and choice.id in case.answers.get(question.id, ())
    }
    return frozenset(
        rule.id for rule in rules if any(said.question in at_once for said in case.said(rule.when))
    )


def warnings(
    case: Case,
    rules: tuple[Rule, ...],
    proposed: Mapping[str, tuple[Rule, ...]],
    found: tuple[Found, ...],
) -> tuple[Warned, ...]:
    """What to say loudly: of rules, and of conflicts all of whose actions are proposed.

    That the program is itself a danger comes first; then what happens now; then what stops harm
    that is being done; then what is about the worst harm. What people said of themselves comes
    before what is so for all of a place; conflicts come last, by severity.
    """
    now = urgent(case, rules)
    possible = {each.finding.capability: each.finding for each in found}

    def loudness(rule: Rule) -> tuple[object, ...]:
        met = [danger(possible[each.capability]) for each in rule.findings]
        said = {each.question for each in case.said(rule.when)}
        return (
            not rule.low_footprint,
            rule.id not in now,
            not rule.first,
            min(met, default=NO_DANGER),
            said == {REGION},
            rule.id,
        )

    of_rules = [
        Warned(rule.id, rule.warning, "", None, (case.because(rule),))
        for rule in sorted(rules, key=loudness)
        if rule.warning
    ]
    of_conflicts = []
    for conflict in case.library.conflicts.values():
        if proposed.keys() >= set(conflict.actions) and case.truth(conflict.when) is True:
            reasons = {
                rule.id: case.because(rule)
                for action in conflict.actions
                for rule in proposed[action]
            }
            of_conflicts.append(
                Warned(
                    conflict.id,
                    conflict.text,
                    conflict.resolution,
                    conflict.severity,
                    tuple(reasons.values()),
                    conflict.actions,
                )
            )
    of_conflicts.sort(key=lambda each: list(Severity).index(each.severity or Severity.BLOCK))
    return (*of_rules, *of_conflicts)


def folded(warned: tuple[Warned, ...], plan: Plan, most: int) -> tuple[Warned, ...]:
    """Warnings, of which only a few are shown at once; none is lost.

    Args:
        warned: They, the loudest first.
        plan: What is to be done.
        most: How many of rules are shown at once.
    """
    soon = {item.action for item in plan.this_week + plan.later}
    of_rules = [each for each in warned if each.severity is None]
    loud = {each.id for each in of_rules[:most]}
    return tuple(
        replace(
            each,
            at_once=each.id in loud if each.severity is None else soon >= set(each.actions),
        )
        for each in warned
    )


def systems_here(case: Case, capability: str) -> tuple[System, ...]:
    """The systems known to be in the place that the person named, and to give a capability."""
    return _systems(case, capability, case.named)


def systems_around(case: Case, capability: str) -> tuple[System, ...]:
    """As `systems_here`, in the country around that place, and not in it."""
    here = {system.id for system in systems_here(case, capability)}
    return tuple(
        system for system in _systems(case, capability, case.places) if system.id not in here
    )


def danger(finding: Finding) -> tuple[bool, int, int]:
    """Harm that cannot be undone and is documented here first, then by harm, then by evidence."""
    first = finding.plausible is Plausible.DOCUMENTED_HERE and finding.harm in BEYOND_REPAIR
    return not first, HARMS[finding.harm], PLAUSIBLE[finding.plausible]


def _systems(case: Case, capability: str, places: tuple[str, ...]) -> tuple[System, ...]:
    library = case.library
    giving = library.links.systems_giving.get(capability, ())
    return tuple(
        system
        for system in (library.systems[key] for key in giving)
        if not set(places).isdisjoint(system.places)
        and system.sort not in {Sort.LAW, Sort.CONTEXT}
        and system.status in _THERE
        and any(claim.grade in _PROVEN for claim in system.claims)
    )


def _located(case: Case, rule: Rule, finding: Finding) -> Found:
    """A finding, with what is documented where the person is, or in the country around.

    One that names no system is about no system: those of a place say nothing of it.
    """
    because = (case.because(rule),)
    if not finding.systems and finding.plausible is not Plausible.DOCUMENTED_HERE:
        return Found(finding, because)
    here = tuple(system.id for system in systems_here(case, finding.capability))
    if here:
        located = replace(finding, plausible=Plausible.DOCUMENTED_HERE, systems=here)
        return Found(located, because)
    around = tuple(system.id for system in systems_around(case, finding.capability))
    if around:
        located = replace(finding, plausible=Plausible.DOCUMENTED_ELSEWHERE, systems=around)
        return Found(located, because, around=True)
    if finding.plausible is Plausible.DOCUMENTED_HERE and not _is_of_named(case, rule):
        located = replace(finding, plausible=Plausible.DOCUMENTED_ELSEWHERE)
        return Found(located, because, around=True)
    return Found(finding, because)


def _is_of_named(case: Case, rule: Rule) -> bool:
    """Whether a rule is about the place that was named, and not only about one around it."""
    grounds = case.library.conditions[rule.when].grounds(case.facts)
    about = {value for question, value in grounds if question == REGION}
    return not about or not about.isdisjoint(case.named)


def _weight(finding: Finding) -> tuple[int, int]:
    return HARMS[finding.harm], PLAUSIBLE[finding.plausible]
