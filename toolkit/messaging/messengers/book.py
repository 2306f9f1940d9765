"""All that is known of messengers, as one frozen value."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, TypeAlias, TypeVar

from toolkit.answers import values_of
from toolkit.conditions import Condition, Vocabulary, parse
from toolkit.content import build
from toolkit.messaging.messengers.model import Messenger, Setting, Source
from toolkit.messaging.messengers.rules import Carried, Carrying, Option, Question, Rules

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_Kind = TypeVar("_Kind")

Tables: TypeAlias = "Mapping[str, Any]"
"""What the files hold: by the name of each file without its ending, in order."""

FOLDER: Final = "messengers"
APPS: Final = "apps"
SETTINGS: Final = "settings"
SOURCES: Final = "sources"
QUESTIONS: Final = "chooser/questions"
RULES: Final = "chooser/rules"
FROM_PLAN: Final = "chooser/from-plan"
_CONDITIONAL: Final = ("vetoes", "steps", "without", "gaps", "wishes")


@dataclass(frozen=True, slots=True)
class Book:
    """Everything, by id.

    Attributes:
        messengers: In the order in which they stand in lists.
        settings: How to change what.
        sources: What facts rest on.
        questions: In the order in which they are asked; messengers that are choices are filled in.
        rules: How the chooser decides.
        carried: What answers to "My plan" say to the questions here.
        conditions: What every `when` means, by its text.
    """

    messengers: Mapping[str, Messenger]
    settings: Mapping[str, Setting]
    sources: Mapping[str, Source]
    questions: Mapping[str, Question]
    rules: Rules
    carried: tuple[Carried, ...]
    conditions: Mapping[str, Condition]


def made(tables: Tables) -> Book:
    """The book out of what its files hold.

    Raises:
        ContentError: A field is unknown, missing or of the wrong kind, or a condition is not
            written as it should be.
    """
    messengers = things(Messenger, tables, APPS)
    ordered = dict(sorted(messengers.items(), key=lambda each: (each[1].order, each[0])))
    questions = {
        key: _with_messengers(_built(Question, {"id": key, **table}, QUESTIONS), ordered)
        for key, table in tables[QUESTIONS].items()
    }
    rules = _built(Rules, tables[RULES], RULES)
    vocabulary = Vocabulary(
        {key: each.asked for key, each in questions.items()},
        {key: values_of(each) for key, each in questions.items()},
    )
    conditions = {
        text: parse(text, vocabulary, file, field)
        for file, field, text in conditional(questions, rules)
    }
    return Book(
        ordered,
        things(Setting, tables, SETTINGS),
        {
            key: _built(Source, {"id": key, **table}, SOURCES)
            for key, table in tables[SOURCES].items()
        },
        questions,
        rules,
        _built(Carrying, tables[FROM_PLAN], FROM_PLAN).carried,
        conditions,
    )


def things(kind: type[Any], tables: Tables, folder: str) -> dict[str, Any]:
    """The things of one folder, by id.

    Raises:
        ContentError: As `made`.
    """
    return {
        key: _built(kind, {"id": key, **table}, f"{folder}/{key}")
        for key, table in sorted(tables[folder].items())
    }


def conditional(questions: Mapping[str, Question], rules: Rules) -> Iterator[tuple[str, str, str]]:
    """Each condition, with the file and the field where it stands; an empty one too."""
    for key, question in questions.items():
        yield file_of(QUESTIONS), f"{key}.when", question.when
    for kind in _CONDITIONAL:
        for key, rule in getattr(rules, kind).items():
            yield file_of(RULES), f"{kind}.{key}.when", rule.when


def file_of(name: str) -> str:
    """What to call a file in an error."""
    return f"{FOLDER}/{name}.toml"


def _built(kind: type[_Kind], table: dict[str, Any], name: str) -> _Kind:
    return build(kind, table, file_of(name), f"{FOLDER}/{name}")


def _with_messengers(question: Question, messengers: Mapping[str, Messenger]) -> Question:
    if not question.messengers:
        return question
    options = tuple(Option(each.id, each.name) for each in messengers.values())
    return replace(question, choices=(*options, *question.choices))
