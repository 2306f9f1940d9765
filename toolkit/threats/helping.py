"""What helps against what watchers can do, the strongest and best supported first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from toolkit.i18n import _
from toolkit.threats import sentences
from toolkit.threats.model import Confidence, Strength

if TYPE_CHECKING:
    from collections.abc import Iterable

    from toolkit.threats.library import Library
    from toolkit.threats.model import Action, Effect

MOST_HELP: Final = 6
"""Of what helps against a system, so many are named: its capabilities have all."""

_STRENGTHS: Final = tuple(Strength)
_CONFIDENCES: Final = tuple(Confidence)


def effect_on(action: Action, capability: str) -> Effect:
    """What an action does to one capability that it has an effect on."""
    return next(each for each in action.effects if each.capability == capability)


def against(library: Library, capability: str) -> list[tuple[str, Effect]]:
    """The ids of actions with an effect on a capability, and what it is, the strongest first."""
    keys = library.links.actions_against.get(capability, ())
    found = [(key, effect_on(library.actions[key], capability)) for key in keys]
    return sorted(found, key=lambda each: _rank(each[1]))


def against_all(library: Library, capabilities: Iterable[str]) -> list[str]:
    """The ids of actions against some capabilities: those that help against most of them first."""
    ranks: dict[str, list[tuple[int, int]]] = {}
    for capability in capabilities:
        for key, effect in against(library, capability):
            ranks.setdefault(key, []).append(_rank(effect))
    return sorted(ranks, key=lambda key: (-len(ranks[key]), sorted(ranks[key])))


def in_words(effect: Effect) -> str:
    """What an action does, and how sure that is."""
    strength, confidence = sentences.word(effect.strength), sentences.word(effect.confidence)
    return _("{strength} · {confidence}").format(strength=strength, confidence=confidence)


def _rank(effect: Effect) -> tuple[int, int]:
    return _STRENGTHS.index(effect.strength), _CONFIDENCES.index(effect.confidence)
