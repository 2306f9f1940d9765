"""Questions that can be asked, rules that do what they say, and plans that fit invented people."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from toolkit.answers import facts_of, spread, values_of
from toolkit.errors import ContentError
from toolkit.threats.assessment import assess
from toolkit.threats.library import REGION
from toolkit.threats.model import Asked, Plausible, Severity
from toolkit.threats.questioning import OTHERS, walked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.threats.library import Library
    from toolkit.threats.model import Rule

_ANY_DAY: Final = date(2026, 11, 22)
"""What a plan holds does not hang on the day."""


def questions(library: Library) -> Iterator[ContentError]:
    """Questions without choices, with the place of another, or of which an answer is not heard."""
    orders: dict[int, str] = {}
    for key, question in library.questions.items():
        file = f"questions/{key}.toml"
        if (question.asked is Asked.YES_NO) == bool(question.choices):
            yield ContentError("content-wrong-type", file=file, field="choices")
        if orders.setdefault(question.order, key) != key:
            yield ContentError("content-same-order", file=file, other=orders[question.order])
        for answer in sorted(values_of(question)):
            if OTHERS not in question.heard and not question.heard.get(answer):
                yield ContentError("content-not-heard", file=file, answer=answer)


def rules(library: Library) -> Iterator[ContentError]:
    """Rules that do not do what their fixtures say, or propose what belongs in no plan."""
    for key, rule in library.rules.items():
        file = f"rules/{key}.toml"
        yield from _fixtures(library, rule, file)
        for action in rule.actions:
            if library.actions[action].emergency:
                yield ContentError("content-not-for-plans", file=file, id=action)
        here = any(each.plausible is Plausible.DOCUMENTED_HERE for each in rule.findings)
        if here and f"{REGION} is" not in rule.when:
            yield ContentError("content-here-anywhere", file=file)
    for key, conflict in library.conflicts.items():
        blocks = conflict.severity is Severity.BLOCK
        if blocks and not conflict.when and len(conflict.actions) == 1:
            yield ContentError("content-always-blocked", file=f"conflicts/{key}.toml")


def reach(library: Library) -> Iterator[ContentError]:
    """Capabilities that no answer leads to."""
    for key in library.capabilities:
        if key not in library.links.rules_finding:
            yield ContentError("content-unreachable", file=f"capabilities/{key}.toml")


def personas(library: Library) -> Iterator[ContentError]:
    """Invented people whose plan lacks what they need, or holds what would hurt them."""
    for key, persona in library.personas.items():
        file = f"personas/{key}.toml"
        try:
            would = spread(persona.answers, library.questions)
        except ContentError as error:
            yield ContentError("content-bad-answers", file=file, field=str(error.facts["question"]))
            continue
        plan = assess(library, walked(library, would), _ANY_DAY).plan
        soon = {item.action for item in plan.this_week + plan.later}
        for action in persona.must:
            if action not in soon:
                yield ContentError("content-persona-lacks", file=file, id=action)
        held = {item.action for item in plan.items()}
        for action in persona.must_not:
            if action in held:
                yield ContentError("content-persona-hurt", file=file, id=action)


def _fixtures(library: Library, rule: Rule, file: str) -> Iterator[ContentError]:
    condition = library.conditions[rule.when]
    fires = set()
    for index, fixture in enumerate(rule.fixtures, 1):
        try:
            answers = spread(fixture.answers, library.questions)
        except ContentError as error:
            yield ContentError("content-bad-answers", file=file, field=str(error.facts["question"]))
            continue
        fires.add(fixture.fires)
        holds = condition.truth(facts_of(answers, library.questions, library.within)) is True
        if holds is not fixture.fires:
            yield ContentError("content-rule-fixture", file=file, field=f"fixtures[{index}]")
    if fires != ({True, False} if rule.when else {True}):
        yield ContentError("content-rule-one-sided", file=file)
