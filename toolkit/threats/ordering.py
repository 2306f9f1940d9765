"""The order of a plan: reasons one after another, never a score.

An emergency comes first; then what stops harm that is being done; then what other things need;
then harm that cannot be undone, documented where the person is; then the strength of the effect;
then what costs least, can be undone, and does not stand out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

from toolkit.threats.evaluate import BEYOND_REPAIR, NO_DANGER, danger, needed_by, urgent
from toolkit.threats.model import Cost, Plausible, Strength, Visibility
from toolkit.threats.outcome import Reason

if TYPE_CHECKING:
    from collections.abc import Mapping

    from toolkit.threats.evaluate import Case
    from toolkit.threats.model import Action, Effect, Finding, Rule
    from toolkit.threats.outcome import Found

    _Rules: TypeAlias = Mapping[str, tuple[Rule, ...]]

_STRENGTHS: Final = {strength: rank for rank, strength in enumerate(Strength)}
_COSTS: Final = {cost: rank for rank, cost in enumerate(Cost)}
_EFFORTS: Final = (5, 30, 120)
"""Minutes: a moment, half an hour, an evening; what is longer is more."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an action stands, and why.

    Attributes:
        key: What it is ordered by, the strongest reason first.
        reason: The reason to tell.
        about: As `Item.about`.
    """

    key: tuple[int | str, ...]
    reason: Reason
    about: str


@dataclass(frozen=True, slots=True)
class _Ground:
    """What reasons are taken from.

    Attributes:
        urgent: The ids of the rules that rest on an emergency.
        needed: For each action that others need, one of those.
        possible: What could happen, by capability.
    """

    urgent: frozenset[str]
    needed: Mapping[str, str]
    possible: Mapping[str, Finding]


def ordered(case: Case, proposed: _Rules, found: tuple[Found, ...]) -> dict[str, Standing]:
    """The actions that a plan may hold, in order.

    Args:
        case: What was answered.
        proposed: As `evaluate.proposals` gives it.
        found: As `evaluate.findings` gives it.
    """
    library = case.library
    now = urgent(case, (rule for rules in proposed.values() for rule in rules))
    needed = {need: action for action in sorted(proposed) for need in needed_by(library, action)}
    possible = {each.finding.capability: each.finding for each in found}
    ground = _Ground(now, needed, possible)
    standings = {
        action: _standing(library.actions[action], rules, ground)
        for action, rules in proposed.items()
        if not library.actions[action].emergency
    }
    return dict(sorted(standings.items(), key=lambda pair: pair[1].key))


def _standing(action: Action, rules: tuple[Rule, ...], ground: _Ground) -> Standing:
    own = [rule for rule in rules if action.id in rule.actions]
    met = [each for each in action.effects if each.capability in ground.possible]
    worst = min((ground.possible[each.capability] for each in met), key=danger, default=None)
    best = min(met, key=_strength, default=None)
    emergency = any(rule.id in ground.urgent for rule in own)
    stops = any(rule.first for rule in own)
    key = (
        not emergency,
        not stops,
        action.id not in ground.needed,
        *(danger(worst) if worst else NO_DANGER),
        _strength(best) if best else len(_STRENGTHS),
        sum(action.minutes > limit for limit in _EFFORTS),
        _COSTS[action.cost],
        action.skill,
        not action.reversible,
        action.visibility is Visibility.FLAGGABLE,
        min((rule.actions.index(action.id) for rule in own), default=0),
        action.id,
    )
    about = worst.capability if worst else ""
    if emergency:
        return Standing(key, Reason.EMERGENCY, about)
    if stops:
        return Standing(key, Reason.STOPS_HARM, about)
    if action.id in ground.needed:
        return Standing(key, Reason.NEEDED_FIRST, ground.needed[action.id])
    if worst and worst.harm in BEYOND_REPAIR:
        return Standing(
            key, Reason.IRREVERSIBLE_HERE if _is_here(worst) else Reason.IRREVERSIBLE, about
        )
    if best:
        return Standing(key, Reason.EFFECT, best.capability)
    return Standing(key, Reason.EFFORT, "")


def _is_here(finding: Finding) -> bool:
    return finding.plausible is Plausible.DOCUMENTED_HERE


def _strength(effect: Effect) -> int:
    return _STRENGTHS[effect.strength]
