"""What is kept out of a plan. It runs last, and wins.

Something that is known to do harm to this person is left out. Where an answer that would tell is
missing, it is held back: what is unknown is never taken for "no".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.threats.model import Severity, Visibility
from toolkit.threats.outcome import Bar, Barred

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from toolkit.threats.evaluate import Case
    from toolkit.threats.model import Rule


def barred(case: Case, action: str, *, low_footprint: bool) -> Barred | None:
    """What keeps an action out whatever else is in the plan; nothing where nothing does.

    Args:
        case: What was answered.
        action: The action's id.
        low_footprint: Whether having the program is itself a danger to the person.
    """
    bars = list(_bars(case, action, low_footprint=low_footprint))
    left_out = [bar for bar, holds in bars if holds]
    held_back = [bar for bar, holds in bars if not holds]
    held_back.sort(key=lambda bar: bar.bar is not Bar.CONDITION)  # it says best what is missing
    return next(iter(left_out + held_back), None)


def forbidden(case: Case) -> Iterator[Barred]:
    """All that the rules which hold forbid or drop, whether it was proposed or not."""
    for rule in case.library.rules.values():
        named = rule.forbids + rule.drops
        if named and case.truth(rule.when) is True:
            for action in named:
                yield Barred(action, _kind(rule), rule.id, rule.because, case.said(rule.when))


def _kind(rule: Rule) -> Bar:
    """What a rule that holds keeps out by."""
    return Bar.CONDITION if rule.useless else Bar.FORBIDDEN


def clash(case: Case, action: str, accepted: Iterable[str]) -> Barred | None:
    """The conflict of an action with what already stands in the plan; nothing where there is none.

    Two actions that exclude each other under a condition do so too where that is unknown.
    """
    for key in case.library.links.conflicts_of.get(action, ()):
        conflict = case.library.conflicts[key]
        others = set(conflict.actions) - {action}
        if conflict.severity is not Severity.BLOCK or not others or others.isdisjoint(accepted):
            continue
        if case.truth(conflict.when) is not False:
            return Barred(action, Bar.CONFLICT, key, conflict.text, case.said(conflict.when))
    return None


def _bars(case: Case, action: str, *, low_footprint: bool) -> Iterator[tuple[Barred, bool]]:
    """Each thing that keeps it out, and whether that is known to hold."""
    library = case.library
    thing = library.actions[action]
    for rule in library.rules.values():
        if action in rule.forbids or action in rule.drops:
            truth = case.truth(rule.when)
            may_harm = action in rule.forbids and not rule.useless
            if truth is True or (truth is None and may_harm):
                said = case.said(rule.when)
                yield Barred(action, _kind(rule), rule.id, rule.because, said), truth is True
    for key in library.links.conflicts_of.get(action, ()):
        conflict = library.conflicts[key]
        if conflict.severity is Severity.BLOCK and conflict.actions == (action,):
            truth = case.truth(conflict.when)
            if truth is not False:
                said = case.said(conflict.when)
                yield Barred(action, Bar.CONFLICT, key, conflict.text, said), truth is True
    if case.truth(thing.only_if) is not True:
        truth = case.truth(thing.only_if)
        said = case.said(thing.only_if)
        yield Barred(action, Bar.CONDITION, "", thing.held_back, said), truth is False
    if low_footprint and thing.visibility is Visibility.FLAGGABLE:
        yield Barred(action, Bar.FLAGGABLE, "", "", ()), True
