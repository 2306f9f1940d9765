"""Bringing one document into another, so that nothing that was there is lost."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from toolkit.vault.document import Exchange, Incident, Note

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from toolkit.vault.document import Document

_Value = TypeVar("_Value")
_Entry = TypeVar("_Entry", Note, Incident)


@dataclass(frozen=True, slots=True)
class Merged:
    """What came of it.

    Attributes:
        document: Both in one.
        added: How many things came in.
        left: How many did not, as the vault has something else in their place.
    """

    document: Document
    added: int
    left: int


def merge(there: Document, other: Document) -> Merged:
    """Bring in another document.

    Notes and incidents are added, under a new id where theirs is taken by another text. A plan, an
    answer, a setting or progress comes in only where there is none yet.

    Args:
        there: What the vault keeps.
        other: What to bring in.
    """
    tally = _Tally()
    plan = there.plan
    if other.plan is not None and other.plan != plan:
        tally.count(came=plan is None)
        plan = plan or other.plan
    people = {each.name: each for each in there.exchange.people}
    others = {each.name: each for each in other.exchange.people}
    document = replace(
        there,
        answers=tally.filled(there.answers, other.answers),
        choice=tally.filled(there.choice, other.choice),
        plan=plan,
        progress=tally.filled(there.progress, other.progress),
        marks=tally.listed(there.marks, other.marks),
        notes=tally.joined(there.notes, other.notes),
        incidents=tally.joined(there.incidents, other.incidents),
        settings=tally.filled(there.settings, other.settings),
        exchange=Exchange(there.exchange.identities, tuple(tally.filled(people, others).values())),
    )
    return Merged(document, tally.added, tally.left)


def new_id(taken: Sequence[str] = ()) -> str:
    """An id by chance, which says nothing, not even how many there were."""
    while (made := secrets.token_hex(4)) in taken:
        pass
    return made


class _Tally:
    """Counts what comes in and what does not."""

    def __init__(self) -> None:
        self.added = 0
        self.left = 0

    def count(self, *, came: bool) -> None:
        if came:
            self.added += 1
        else:
            self.left += 1

    def filled(self, there: Mapping[str, _Value], other: Mapping[str, _Value]) -> dict[str, _Value]:
        made = dict(there)
        for key, value in other.items():
            if made.setdefault(key, value) != value:
                self.count(came=False)
            elif key not in there:
                self.count(came=True)
        return made

    def listed(self, there: Sequence[str], other: Sequence[str]) -> tuple[str, ...]:
        made = dict.fromkeys(there)
        for each in other:
            if each not in made:
                made[each] = None
                self.count(came=True)
        return tuple(made)

    def joined(self, there: Sequence[_Entry], other: Sequence[_Entry]) -> tuple[_Entry, ...]:
        made = list(there)
        taken = {each.id for each in there}
        for each in other:
            if each in made:
                continue
            fresh = each if each.id not in taken else replace(each, id=new_id(tuple(taken)))
            taken.add(fresh.id)
            made.append(fresh)
            self.count(came=True)
        return tuple(made)
