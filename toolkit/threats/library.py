"""All that is known, as one frozen value, and the ways from each thing to those that name it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from toolkit.answers import values_of
from toolkit.conditions import Condition, Vocabulary, parse
from toolkit.content import build
from toolkit.threats.guidance import Checklist, Helper, LegalCard, Persona, Playbook
from toolkit.threats.links import Links, linked
from toolkit.threats.model import (
    Action,
    Capability,
    Choice,
    Conflict,
    Place,
    Question,
    Rule,
    Source,
    System,
    Vendor,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Tables: TypeAlias = "Mapping[str, Mapping[str, dict[str, Any]]]"
"""What the files hold: by folder, then by id."""

KINDS: Final[tuple[tuple[str, type[Any]], ...]] = (
    ("sources", Source),
    ("systems", System),
    ("vendors", Vendor),
    ("places", Place),
    ("capabilities", Capability),
    ("actions", Action),
    ("conflicts", Conflict),
    ("questions", Question),
    ("rules", Rule),
    ("playbooks", Playbook),
    ("checklists", Checklist),
    ("legal", LegalCard),
    ("helpers", Helper),
    ("personas", Persona),
)
"""Each folder, and what its files hold."""

FOLDER: Final = "threats"
"""Where all of it stands among the guides."""

REGION: Final = "region"
"""The question of which the choices are the places that are offered, and then its own."""


@dataclass(frozen=True, slots=True)
class Library:
    """Everything, by kind and id.

    Attributes:
        questions: In the order in which they stand.
        conditions: What every `when` and `only_if` means, by its text.
        within: The ids of the places around each place, the nearest first.
        links: Who names whom.
    """

    sources: Mapping[str, Source]
    systems: Mapping[str, System]
    vendors: Mapping[str, Vendor]
    places: Mapping[str, Place]
    capabilities: Mapping[str, Capability]
    actions: Mapping[str, Action]
    conflicts: Mapping[str, Conflict]
    questions: Mapping[str, Question]
    rules: Mapping[str, Rule]
    playbooks: Mapping[str, Playbook]
    checklists: Mapping[str, Checklist]
    legal: Mapping[str, LegalCard]
    helpers: Mapping[str, Helper]
    personas: Mapping[str, Persona]
    conditions: Mapping[str, Condition]
    within: Mapping[str, tuple[str, ...]]
    links: Links

    def kind(self, folder: str) -> Mapping[str, Any]:
        """All things of one kind, by the name of its folder."""
        things: Mapping[str, Any] = getattr(self, folder)
        return things


def made(tables: Tables) -> Library:
    """The library out of what its files hold.

    Raises:
        ContentError: A field is unknown, missing or of the wrong kind, or a condition is not
            written as it should be.
    """
    things: dict[str, dict[str, Any]] = {
        folder: {
            key: _built(kind, folder, key, table)
            for key, table in sorted(tables.get(folder, {}).items())
        }
        for folder, kind in KINDS
    }
    places: dict[str, Place] = things["places"]
    things["questions"] = {
        each.id: with_places(each, places)
        for each in sorted(things["questions"].values(), key=lambda each: (each.order, each.id))
    }
    vocabulary = vocabulary_of(things["questions"])
    return Library(
        **things,
        conditions={
            text: parse(text, vocabulary, file, field) for file, field, text in _conditions(things)
        },
        within={key: _around(key, places) for key in places},
        links=linked(things),
    )


def _built(kind: type[Any], folder: str, key: str, table: dict[str, Any]) -> Any:  # noqa: ANN401 - any kind
    name = f"{folder}/{key}"
    return build(kind, {"id": key, **table}, f"{name}.toml", f"{FOLDER}/{name}")


def vocabulary_of(questions: Mapping[str, Question]) -> Vocabulary:
    """Which questions and answers conditions may name."""
    return Vocabulary(
        {each.id: each.asked for each in questions.values()},
        {each.id: values_of(each) for each in questions.values()},
    )


def with_places(question: Question, places: Mapping[str, Place]) -> Question:
    """A question; with the places that are offered as its choices, where it asks for one."""
    if question.id != REGION:
        return question
    offered = sorted((each for each in places.values() if each.offered), key=lambda each: each.name)
    choices = tuple(Choice(each.id, each.name) for each in offered)
    return replace(question, choices=choices + question.choices)


def _conditions(things: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, str, str]]:
    """Each condition, with the file and the field where it stands; an empty one too."""
    for folder, field in (
        ("questions", "when"),
        ("rules", "when"),
        ("conflicts", "when"),
        ("actions", "only_if"),
        ("legal", "when"),
    ):
        for key, thing in things[folder].items():
            yield f"{folder}/{key}.toml", field, getattr(thing, field)


def _around(place: str, places: Mapping[str, Place]) -> tuple[str, ...]:
    """The places around one, the nearest first; a circle ends where it closes."""
    around: list[str] = []
    place = places[place].within
    while place in places and place not in around:
        around.append(place)
        place = places[place].within
    return tuple(around)
