"""How the chooser asks and decides, as values: ``guides/messengers/chooser/``."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Final

from toolkit.conditions import Asked  # noqa: TC001 - the type of fields, looked up when loaded
from toolkit.messaging.messengers.model import Topic  # noqa: TC001 - as above
from toolkit.messaging.messengers.vocabulary import Key, Value  # noqa: TC001 - as above
from toolkit.prose import Prose  # noqa: TC001 - as above

PARTS: Final = 9
"""How many questions a person reads; some have a second part."""


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to a question.

    Attributes:
        id: By which conditions know it.
        title: What it says.
    """

    id: str
    title: Prose


@dataclass(frozen=True, slots=True)
class Question:
    """One question, or a second part of one.

    Attributes:
        id: Its id, by which conditions know its answer.
        part: Its number among the nine.
        prompt: What is asked, in one sentence.
        why: Why we ask.
        asked: How it is answered.
        choices: What can be answered, where it is no yes-or-no question.
        when: A condition under which it is asked; empty for always.
        messengers: Whether every messenger is a choice, before `choices`.
    """

    id: str
    part: int
    prompt: Prose
    why: Prose
    asked: Asked
    choices: tuple[Option, ...] = ()
    when: str = ""
    messengers: bool = False


@dataclass(frozen=True, slots=True)
class Test:
    """Something that is so of a messenger, or is not known to be. All that is given has to hold.

    Attributes:
        fact: What is looked at.
        values: Answers that pass; none for any that is known.
        holds: A code that the fact's list has to hold.
        lists: The id of a question of which the answer has to stand in the fact's list.
        not_lists: The same, of which it must not.
        answered: The id of a question of which the answer has to name the messenger.
        not_answered: The same, of which it must not.
    """

    fact: Key | None = None
    values: tuple[Value, ...] = ()
    holds: str = ""
    lists: str = ""
    not_lists: str = ""
    answered: str = ""
    not_answered: str = ""


@dataclass(frozen=True, slots=True)
class Veto:
    """What removes messengers.

    Attributes:
        when: A condition on the answers.
        keeps: A messenger stays if it passes one of these.
        because: Why one is removed; ``{name}`` stands for it.
        kept: What is good about those that stay; empty for nothing worth telling.
        cautious: Whether it holds, too, while it is not known whether `when` does.
        yet: What has to hold of one that this alone removes, so that there is a way to use it.
        way: That way; ``{name}`` stands for the messenger.
    """

    when: str
    keeps: tuple[Test, ...]
    because: Prose
    kept: Prose
    cautious: bool = False
    yet: Test | None = None
    way: Prose = ""


@dataclass(frozen=True, slots=True)
class Step:
    """What comes before what. A step decides between those that all steps before left alike.

    Attributes:
        when: A condition on the answers.
        answered: The id of a question: who is named there comes first.
        fact: What is looked at.
        order: Its values, from the best; one that is not named, or not known, comes last.
        behind: Who is known to pass this comes after the others.
        because: What is good about those that come first; empty for nothing worth telling.
        cautious: As for `Veto`.
    """

    when: str
    answered: str = ""
    fact: Key | None = None
    order: tuple[tuple[Value, ...], ...] = ()
    behind: Test | None = None
    because: Prose = ""
    cautious: bool = False


@dataclass(frozen=True, slots=True)
class NeverFirst:
    """Who never comes first.

    Attributes:
        fact: What is looked at.
        values: With any other, or none that is known, a messenger never comes first.
        because: Why; ``{name}`` stands for it.
    """

    fact: Key
    values: tuple[Value, ...]
    because: Prose


class Place(Enum):
    """Where "no messenger" stands among the results."""

    ONLY = "only"
    FIRST = "first"
    LAST = "last"
    ONLY_DOUBTFUL = "only-doubtful"
    """Before those that never come first, where nothing else is left."""
    NOTHING_LEFT = "nothing-left"


@dataclass(frozen=True, slots=True)
class Without:
    """When no messenger is the answer.

    Attributes:
        when: A condition on the answers.
        place: Where that stands.
        because: Why.
        not_protected: What meeting does not protect.
        today: Three things to do.
        guide: The id of the guide of the handbook that says more.
    """

    when: str
    place: Place
    because: Prose
    not_protected: tuple[Prose, ...]
    today: tuple[Prose, ...]
    guide: str


@dataclass(frozen=True, slots=True)
class Gap:
    """What a messenger does not protect.

    Attributes:
        when: A condition on the answers.
        text: It.
        fact: What is looked at; nothing where it holds of every messenger.
        values: With one of these it holds; with ``not-known`` also where no fact is there.
        lists: As for `Test`.
    """

    when: str
    text: Prose
    fact: Key | None = None
    values: tuple[Value, ...] = ()
    lists: str = ""


@dataclass(frozen=True, slots=True)
class Wish:
    """Which setting comes first.

    Attributes:
        when: A condition on the answers.
        topic: What the setting is about.
    """

    when: str
    topic: Topic


@dataclass(frozen=True, slots=True)
class Rules:
    """All of it, each by its id, in the order in which it counts.

    Attributes:
        talk: What to say of messengers that the other side uses and that were left out; ``{names}``
            stands for them.
        vetoes: What removes messengers.
        steps: What comes before what.
        never_first: Who never comes first.
        without: When no messenger is the answer; the first that holds, of each place, counts.
        gaps: What messengers do not protect.
        wishes: Which settings come first; the messenger's own order follows.
    """

    talk: Prose
    vetoes: dict[str, Veto]
    steps: dict[str, Step]
    never_first: NeverFirst
    without: dict[str, Without]
    gaps: dict[str, Gap]
    wishes: dict[str, Wish]


@dataclass(frozen=True, slots=True)
class Carried:
    """An answer to another room's question, and what it says to ours.

    Attributes:
        answer: The id of the other question, and the answer.
        gives: The ids of our questions, and the answers.
    """

    answer: dict[str, str]
    gives: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Carrying:
    """All answers that can be carried over."""

    carried: tuple[Carried, ...]
