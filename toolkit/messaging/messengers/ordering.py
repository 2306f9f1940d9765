"""Who is removed, and who comes before whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from toolkit.messaging.messengers.outcome import LeftOut
from toolkit.messaging.messengers.results import because_of
from toolkit.messaging.messengers.weighing import facts_about, holds, known, passes, rank

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from toolkit.messaging.messengers.model import Messenger
    from toolkit.messaging.messengers.outcome import Because
    from toolkit.messaging.messengers.rules import Veto
    from toolkit.messaging.messengers.weighing import Case


@dataclass(frozen=True, slots=True)
class Ordered:
    """A messenger that was not removed, in its place.

    Attributes:
        messenger: It.
        ranks: Where each step puts it, in their order; 0 for steps that do not matter here.
        is_doubtful: Whether it never comes first.
    """

    messenger: Messenger
    ranks: tuple[int, ...]
    is_doubtful: bool

    @property
    def likeness(self) -> tuple[object, ...]:
        """The same for those of which none is better."""
        return self.ranks, self.is_doubtful


def left_out(case: Case) -> Iterator[LeftOut]:
    """Who is removed, with every reason."""
    vetoes = {key: veto for key, veto in case.book.rules.vetoes.items() if holds(case, veto)}
    for messenger in case.book.messengers.values():
        because = tuple(
            _reason(case, key, veto, messenger)
            for key, veto in vetoes.items()
            if not any(passes(case, test, messenger) for test in veto.keeps)
        )
        if because:
            yield LeftOut(messenger.id, messenger.name, because)


def ordered(case: Case, messengers: Sequence[Messenger]) -> tuple[Ordered, ...]:
    """Messengers, the best first; those that are alike in the order in which they came."""
    never, steps = case.book.rules.never_first, tuple(case.book.rules.steps.values())
    counting = [holds(case, step) for step in steps]
    found = [
        Ordered(
            messenger,
            tuple(
                rank(case, step, messenger) if counts else 0
                for step, counts in zip(steps, counting, strict=True)
            ),
            not any(fact.value in never.values for fact in known(messenger, never.fact)),
        )
        for messenger in messengers
    ]
    found.sort(key=lambda each: each.ranks)
    first = next((each for each in found if not each.is_doubtful), None)
    if first is not None:
        found.remove(first)
        found.insert(0, first)
    return tuple(found)


def _reason(case: Case, key: str, veto: Veto, messenger: Messenger) -> Because:
    facts = tuple(fact for test in veto.keeps for fact in facts_about(messenger, test.fact))
    text = veto.because.replace("{name}", messenger.name)
    return because_of(case, f"vetoes.{key}", text, veto.when, facts)
