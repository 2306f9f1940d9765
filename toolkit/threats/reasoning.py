"""What is asked, and what follows: questions, rules and findings."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from toolkit.conditions import Asked  # noqa: TC001 - the type of fields is looked up when files are loaded
from toolkit.prose import Prose  # noqa: TC001 - as above


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to a question.

    Attributes:
        id: By which conditions know it.
        title: What it says.
        playbook: The id of a playbook to go to at once; empty for none.
    """

    id: str
    title: Prose
    playbook: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One question.

    Attributes:
        id: Its id, by which conditions know its answer.
        prompt: What is asked, in one sentence.
        why: Why we ask, in one sentence.
        asked: How it is answered.
        order: Where it stands among the questions.
        choices: What can be answered, where it is no yes-or-no question.
        when: A condition (see `conditions`) under which it is asked; empty for always.
        heard: What to read back, by answer (``yes``, ``no`` or a choice's id); under ``*`` of any
            other, where ``{title}`` stands for what the choice says.
    """

    id: str
    prompt: Prose
    why: Prose
    asked: Asked
    order: int
    heard: dict[str, Prose]
    choices: tuple[Choice, ...] = ()
    when: str = ""


class Plausible(Enum):
    """How plausible a finding is, in words and never in numbers."""

    DOCUMENTED_HERE = "documented-here"
    DOCUMENTED_ELSEWHERE = "documented-elsewhere"
    POSSIBLE = "possible"
    UNKNOWN = "unknown"


class Harm(Enum):
    """How bad it is if it happens, the worst first."""

    OTHERS = "others"
    """It cannot be undone, and reaches other people."""
    IRREVERSIBLE = "irreversible"
    SERIOUS = "serious"
    RECOVERABLE = "recoverable"


@dataclass(frozen=True, slots=True)
class Finding:
    """What could happen.

    Attributes:
        capability: The id of what a watcher does.
        text: What could happen to this person, in one or two sentences.
        plausible: How plausible that is.
        harm: How bad it would be.
        systems: The ids of the systems by which we know.
    """

    capability: str
    text: Prose
    plausible: Plausible
    harm: Harm
    systems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fixture:
    """Answers that a rule is tried on.

    Attributes:
        answers: By the ids of questions: ``"yes"``, ``"no"``, ``"unsure"``, a choice's id, or
            several with commas.
        fires: Whether the rule has to fire.
    """

    answers: dict[str, str]
    fires: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """What follows from answers.

    Attributes:
        id: Its id.
        when: The condition (see `conditions`).
        because: Why that follows, said to the person: "you said …".
        fixtures: Answers it is tried on; at least one that fires and one that does not.
        findings: What could happen.
        actions: The ids of actions to propose, the most useful first.
        first: Whether its actions, and its warning, stop something that does harm now.
        forbids: The ids of actions that are left out, whatever else proposes them; where it is not
            known whether the rule holds, they are held back.
        drops: The ids of actions that are left out where the rule is known to hold. For what helps
            most people, and does harm in few places.
        useless: Whether what it forbids does no harm, and is only of no use to the person; it is
            then not held back.
        leave: What `forbids` and `drops` are about, in a few plain words that name no tool: for a
            screen that may be seen.
        warning: What to say loudly; empty for nothing.
        playbook: The id of a playbook to show; empty for none.
        low_footprint: Whether having this program is itself a danger here.
    """

    id: str
    when: str
    because: Prose
    fixtures: tuple[Fixture, ...]
    findings: tuple[Finding, ...] = ()
    actions: tuple[str, ...] = ()
    first: bool = False
    forbids: tuple[str, ...] = ()
    drops: tuple[str, ...] = ()
    useless: bool = False
    leave: Prose = ""
    warning: Prose = ""
    playbook: str = ""
    low_footprint: bool = False
