"""What a lesson is made of. One file holds one lesson; its name is the lesson's id.

Every text is English for people. ``{name}`` in it stands for a value that is computed from what
happened in the lab, see `measures.Value`. A text states no fact about encryption that the lab could
show, and no fact about the world without a `Claim` beside it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date  # noqa: TC003 - the type of fields is looked up when files are loaded

from toolkit.evidence import Claim  # noqa: TC001 - as above
from toolkit.messaging.lessons.measures import Exhibit, Value  # noqa: TC001 - as above
from toolkit.messaging.state import Settings
from toolkit.prose import Prose  # noqa: TC001 - as above


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to a question.

    Attributes:
        id: By which it is named; unique in its question.
        text: It.
        tell: What to say to somebody who was wrong about it: kindly, and why people think so. To
            somebody who chose the right one, why it is right.
        right: Whether it is right; not used where the question is `computed`.
    """

    id: str
    text: Prose
    tell: Prose
    right: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """A question that has right answers.

    Attributes:
        ask: It.
        options: The answers, two at least.
        setting: What is told before it.
        several: Whether any number of options may be chosen, none included.
        computed: The name of a value that gives the id of the right option, or ids with commas
            between them. Instead of `Option.right`, wherever the lab can tell what is right.
    """

    ask: Prose
    options: tuple[Option, ...]
    setting: Prose = ""
    several: bool = False
    computed: str = ""


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that is done in the lab; its fields are those of the action, see `deeds`.

    Attributes:
        do: An action of `toolkit.messaging.script.ACTIONS`, such as ``"send"``.
    """

    do: str
    who: str | None = None
    to: str | None = None
    text: Prose | None = None
    group: str | None = None
    member: str | None = None
    members: tuple[str, ...] | None = None
    signed: bool | None = None
    packet: int | None = None
    other: int | None = None
    number: int | None = None
    bit: int | None = None
    by: str | None = None
    size: int | None = None
    seconds: int | None = None
    message: int | None = None
    device: str | None = None
    thief: bool | None = None
    history: bool | None = None
    pin: str | None = None
    guesses: tuple[str, ...] | None = None
    via: tuple[str, ...] | None = None
    x: int | None = None
    y: int | None = None
    reach: int | None = None
    digits: int | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that the learner can do.

    Attributes:
        id: By which it is named.
        text: It.
        do: What then really happens in the lab.
        show: What is shown of it.
        tell: What is said after that.
        again: Whether the task goes on after it, without this choice. At least one choice of a
            task ends it.
    """

    id: str
    text: Prose
    do: tuple[Deed, ...] = ()
    show: tuple[Exhibit, ...] = ()
    tell: Prose = ""
    again: bool = False


@dataclass(frozen=True, slots=True)
class Task:
    """The learner chooses what to do.

    Attributes:
        ask: What there is to do.
        choices: In which ways.
    """

    ask: Prose
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Write:
    """The learner writes something, which then stands for ``{name}`` in texts and deeds.

    Attributes:
        ask: What to write.
        name: What it stands for.
        example: What is taken where nothing is written.
    """

    ask: Prose
    name: str
    example: Prose


@dataclass(frozen=True, slots=True)
class Pile:
    """Where a card can go.

    Attributes:
        id: By which it is named.
        text: It.
    """

    id: str
    text: Prose


@dataclass(frozen=True, slots=True)
class Card:
    """Something to put on a pile.

    Attributes:
        text: It.
        piles: The ids of the piles on which it may go, the best first.
        tell: Why; said whichever pile was chosen.
        tells: What else to say to who chose a pile, by its id.
    """

    text: Prose
    piles: tuple[str, ...]
    tell: Prose
    tells: dict[str, Prose] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sort:
    """The learner puts cards on piles, one after another.

    Attributes:
        ask: What there is to sort.
        piles: Where to.
        cards: What.
    """

    ask: Prose
    piles: tuple[Pile, ...]
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A part of acting, or of the reveal: one page.

    In this order: `say`; `look`; the one of `ask`, `task`, `write`, `sort` that is there; `do`;
    `show`; whether the answer to `ask` was right, so that it can be computed from what was just
    done; `then`; `facts`; a pause.

    Attributes:
        id: By which exhibits and values name what happened in it; unique in the lesson.
        say: Paragraphs.
        look: What is shown before anything is asked, of what was done in earlier steps.
        ask: A question with right answers.
        task: Something to choose and do.
        write: Something to write.
        sort: Cards.
        do: What is done in the lab.
        show: What is shown of it.
        then: Paragraphs after that.
        facts: The names of claims that are told last.
    """

    id: str = ""
    say: tuple[Prose, ...] = ()
    look: tuple[Exhibit, ...] = ()
    ask: Question | None = None
    task: Task | None = None
    write: Write | None = None
    sort: Sort | None = None
    do: tuple[Deed, ...] = ()
    show: tuple[Exhibit, ...] = ()
    then: tuple[Prose, ...] = ()
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Misconception:
    """What people often think, and this lesson meets.

    Attributes:
        think: It, as people say it.
        instead: What is so.
    """

    think: Prose
    instead: Prose


@dataclass(frozen=True, slots=True)
class Moment:
    """A part of a session with a group.

    Attributes:
        minutes: How long it takes.
        do: What the trainer does.
    """

    minutes: int
    do: Prose


@dataclass(frozen=True, slots=True)
class Trainer:
    """How to teach it to a group.

    Attributes:
        timing: What to do and for how long.
        questions: To ask the group.
        watch_for: What tends to go wrong, and who may be hurt by it.
        without_screens: How to do it with paper and people.
    """

    timing: tuple[Moment, ...]
    questions: tuple[Prose, ...]
    watch_for: tuple[Prose, ...] = ()
    without_screens: Prose = ""


@dataclass(frozen=True, slots=True)
class Lesson:
    """A lesson.

    Attributes:
        id: Its id.
        title: What it is called.
        order: Where it stands; no two have the same.
        minutes: How long it takes alone.
        about: What it is about, in one sentence.
        seed: What all is drawn from.
        people: Who is in it.
        aims: What somebody can do after it.
        meets: The misconceptions that it meets.
        scenario: What is told first, as paragraphs.
        prediction: What the learner says will happen; then how sure they are is asked.
        acting: What the learner does.
        reveal: What really happened. After it the prediction is looked at again.
        transfer: The same decision in another setting. Asked again on later days.
        keep: What to take along: one to four sentences, the first thing to do first.
        trainer: How to teach it.
        reviewed: When somebody last looked at all of it.
        review_due: When that has to happen again.
        settings: Which kind of messenger.
        values: What ``{name}`` stands for, by name.
        claims: Facts about the world, by name. Those that no step tells are told at the end.
        unknown: What we do not know, and the lesson comes near.
    """

    id: str
    title: Prose
    order: int
    minutes: int
    about: Prose
    seed: str
    people: tuple[str, ...]
    aims: tuple[Prose, ...]
    meets: tuple[Misconception, ...]
    scenario: tuple[Prose, ...]
    prediction: Question
    acting: tuple[Step, ...]
    reveal: tuple[Step, ...]
    transfer: Question
    keep: tuple[Prose, ...]
    trainer: Trainer
    reviewed: date
    review_due: date
    settings: Settings = field(default_factory=Settings)
    values: dict[str, Value] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)
    unknown: tuple[Prose, ...] = ()
