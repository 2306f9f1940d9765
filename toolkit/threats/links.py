"""Who names whom: the way back from a thing to those that name it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from toolkit.threats.guidance import Checklist, Playbook
    from toolkit.threats.model import Action, Claim, Conflict, Rule, System, Vendor

_NONE: Final[tuple[str, ...]] = ()


@dataclass(frozen=True, slots=True)
class Links:
    """By the id of what is named, the ids of those that name it.

    Attributes:
        systems_giving: Capability: systems that give it.
        vendors_selling: Capability: vendors whose products give it.
        actions_against: Capability: actions with an effect on it.
        rules_finding: Capability: rules that find it.
        systems_in: Place: systems there.
        systems_by: Vendor: systems it sold or built.
        legal_in: Place: cards on the law there.
        playbooks_with: Action: playbooks that name it.
        checklists_with: Action: checklists that name it.
        conflicts_of: Action: conflicts it is in.
        rules_proposing: Action: rules that propose it.
        cited_by: Source: what rests on it, as folder and id.
    """

    systems_giving: Mapping[str, tuple[str, ...]]
    vendors_selling: Mapping[str, tuple[str, ...]]
    actions_against: Mapping[str, tuple[str, ...]]
    rules_finding: Mapping[str, tuple[str, ...]]
    systems_in: Mapping[str, tuple[str, ...]]
    systems_by: Mapping[str, tuple[str, ...]]
    legal_in: Mapping[str, tuple[str, ...]]
    playbooks_with: Mapping[str, tuple[str, ...]]
    checklists_with: Mapping[str, tuple[str, ...]]
    conflicts_of: Mapping[str, tuple[str, ...]]
    rules_proposing: Mapping[str, tuple[str, ...]]
    cited_by: Mapping[str, tuple[tuple[str, str], ...]]


def linked(things: Mapping[str, Mapping[str, Any]]) -> Links:
    """The ways back through some things, given by folder and id."""
    systems: Iterable[System] = things["systems"].values()
    vendors: Iterable[Vendor] = things["vendors"].values()
    actions: Iterable[Action] = things["actions"].values()
    rules: Iterable[Rule] = things["rules"].values()
    conflicts: Iterable[Conflict] = things["conflicts"].values()
    return Links(
        systems_giving=_back((each.id, each.capabilities) for each in systems),
        vendors_selling=_back((each.id, each.capabilities) for each in vendors),
        actions_against=_back((each.id, (e.capability for e in each.effects)) for each in actions),
        rules_finding=_back((each.id, (f.capability for f in each.findings)) for each in rules),
        systems_in=_back((each.id, each.places) for each in systems),
        systems_by=_back((each.id, each.sold_by) for each in systems),
        legal_in=_back((each.id, (each.place,)) for each in things["legal"].values()),
        playbooks_with=_back((e.id, actions_in(e)) for e in things["playbooks"].values()),
        checklists_with=_back((e.id, actions_of(e)) for e in things["checklists"].values()),
        conflicts_of=_back((each.id, each.actions) for each in conflicts),
        rules_proposing=_back((each.id, each.actions) for each in rules),
        cited_by=_cited(things),
    )


def actions_in(playbook: Playbook) -> Iterator[str]:
    """The ids of the actions that a playbook's steps name."""
    parts = (
        playbook.before,
        playbook.during,
        playbook.first_hour,
        playbook.first_day,
        playbook.after,
    )
    return (step.action for part in parts for step in part if step.action)


def actions_of(checklist: Checklist) -> Iterator[str]:
    """The ids of a checklist's items."""
    return (action for part in checklist.parts for action in part.actions)


def sources_of(thing: Any) -> Iterator[str]:  # noqa: ANN401 - a thing of any kind
    """The ids of the sources that a thing rests on, wherever in it they stand."""
    yield from getattr(thing, "sources", _NONE)
    claims: tuple[Claim, ...] = getattr(thing, "claims", ())
    for claim in claims:
        yield from claim.sources
    for myth in getattr(thing, "does_not_help", ()):
        yield from myth.sources


def _cited(
    things: Mapping[str, Mapping[str, Any]],
) -> dict[str, tuple[tuple[str, str], ...]]:
    back: dict[str, dict[tuple[str, str], None]] = {}
    for folder, of_kind in things.items():
        for key, thing in of_kind.items():
            for source in sources_of(thing):
                back.setdefault(source, {})[folder, key] = None
    return {source: tuple(who) for source, who in back.items()}


def _back(named: Iterable[tuple[str, Iterable[str]]]) -> dict[str, tuple[str, ...]]:
    back: dict[str, dict[str, None]] = {}
    for who, whom in named:
        for each in whom:
            back.setdefault(each, {})[who] = None
    return {each: tuple(who) for each, who in back.items()}
