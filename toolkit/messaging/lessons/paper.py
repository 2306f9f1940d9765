"""A lesson on paper, for a trainer: what is told and asked, why, and how to teach it.

What the lab computes while somebody plays is not there. Where a text names such a value, dots stand
for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from toolkit.evidence import GRADES
from toolkit.i18n import _, ngettext
from toolkit.languages import note
from toolkit.messaging.lessons.shelf import source
from toolkit.messaging.lessons.words import minutes
from toolkit.paper.model import Block, Form, Run, Section, Sheet, texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from toolkit.evidence import Claim
    from toolkit.messaging.lessons.model import Lesson, Option, Question, Sort, Step, Task
    from toolkit.paper.model import Line

_OPEN: Final = "…"
"""What stands for a value that only the lab can give."""


class _Values(dict[str, str]):
    """What stands for names in texts: examples of what learners write, and dots."""

    def __missing__(self, name: str) -> str:
        return _OPEN


def sheet(lesson: Lesson) -> Sheet:
    """A lesson with all that a trainer needs.

    Raises:
        ContentError: A source is not known.
    """
    return Sheet(
        f"lesson:{lesson.id}",
        lesson.title,
        tuple(_Writer(lesson).sections()),
        note(f"lessons/{lesson.id}"),
    )


class _Writer:
    """Writes one lesson."""

    def __init__(self, lesson: Lesson) -> None:
        self._lesson = lesson
        steps = (*lesson.acting, *lesson.reveal)
        self._values = _Values({
            step.write.name: step.write.example for step in steps if step.write
        })  # fmt: skip
        told = [name for step in steps for name in step.facts]
        # As in the lesson: what no step tells comes last.
        self._last = [name for name in lesson.claims if name not in told]
        self._facts = [*dict.fromkeys(told), *self._last]

    def sections(self) -> Iterator[Section]:
        """All of it."""
        lesson = self._lesson
        yield Section("", (texts(Form.PARAGRAPH, self._head()),))
        yield Section(_("Who took it can"), (texts(Form.BULLETS, lesson.aims),))
        meets = [f"“{each.think}” {each.instead}" for each in lesson.meets]
        yield Section(
            _("What people often think, and what is so"), (texts(Form.BULLETS, self._told(meets)),)
        )
        yield from self._group()
        yield Section(_("The story"), (self._paragraphs(lesson.scenario),))
        yield Section(_("The guess, before anything happens"), self._asked(lesson.prediction))
        yield from self._part(_("What to do in the lab"), lesson.acting)
        yield from self._part(_("What really happened"), lesson.reveal)
        if self._last:
            yield Section(_("What else is known"), (self._known(self._last),))
        yield Section(_("The same decision elsewhere"), self._asked(lesson.transfer))
        yield Section(_("To take along"), (texts(Form.BULLETS, self._told(lesson.keep)),))
        if lesson.unknown:
            unknown = texts(Form.BULLETS, self._told(lesson.unknown))
            yield Section(_("What we do not know"), (unknown,))
        if self._facts:
            notes = [_basis(lesson.claims[name]) for name in self._facts]
            yield Section(_("What this rests on"), (texts(Form.NOTES, notes),))

    def _head(self) -> list[str]:
        lesson = self._lesson
        whole = sum(each.minutes for each in lesson.trainer.timing)
        told = ngettext("With a group: {count} minute", "With a group: {count} minutes", whole)
        return [
            lesson.about,
            told.format(count=whole),
            _("Where “{dots}” stands, the lab shows what came out.").format(dots=_OPEN),
        ]

    def _group(self) -> Iterator[Section]:
        trainer = self._lesson.trainer
        timing = [
            _("{minutes}: {what}").format(minutes=minutes(each.minutes), what=each.do)
            for each in trainer.timing
        ]
        yield Section(_("With a group"), (texts(Form.STEPS, self._told(timing)),))
        yield Section(
            _("Questions to the group"), (texts(Form.STEPS, self._told(trainer.questions)),)
        )
        if trainer.watch_for:
            watch = texts(Form.BULLETS, self._told(trainer.watch_for))
            yield Section(_("Take care"), (watch,))
        if trainer.without_screens:
            yield Section(_("Without screens"), (self._paragraphs([trainer.without_screens]),))

    def _part(self, heading: str, steps: Iterable[Step]) -> Iterator[Section]:
        blocks = tuple(block for step in steps for block in self._step(step))
        if blocks:
            yield Section(heading, blocks)

    def _step(self, step: Step) -> Iterator[Block]:
        if step.say:
            yield self._paragraphs(step.say)
        if step.ask:
            yield from self._asked(step.ask)
        if step.task:
            yield from self._tasked(step.task)
        if step.write:
            yield self._stressed(step.write.ask)
        if step.sort:
            yield from self._sorted(step.sort)
        if step.then:
            yield self._paragraphs(step.then)
        if step.facts:
            yield self._known(step.facts)

    def _asked(self, question: Question) -> tuple[Block, ...]:
        options = tuple(
            self._option(option, right=option.right and not question.computed)
            for option in question.options
        )
        setting = [self._paragraphs([question.setting])] if question.setting else []
        shown = [_("Which answer is right, the lab shows.")] if question.computed else []
        return (
            *setting,
            self._stressed(question.ask),
            Block(Form.BULLETS, options),
            *([texts(Form.PARAGRAPH, shown)] if shown else []),
        )

    def _option(self, option: Option, *, right: bool) -> Line:
        text = self._fill(option.text)
        answer = _("{answer} (right)").format(answer=text) if right else text
        return (Run(answer, strong=right), Run(f" – {self._fill(option.tell)}"))

    def _tasked(self, task: Task) -> tuple[Block, ...]:
        choices = tuple(
            (Run(self._fill(each.text)), *([Run(f" – {self._fill(each.tell)}")] * bool(each.tell)))
            for each in task.choices
        )
        return self._stressed(task.ask), Block(Form.BULLETS, choices)

    def _sorted(self, sort: Sort) -> tuple[Block, ...]:
        piles = {each.id: self._fill(each.text) for each in sort.piles}
        cards = tuple(
            (
                Run(self._fill(card.text)),
                Run(f" → {piles[card.piles[0]]}", strong=True),
                Run(f" – {self._fill(card.tell)}"),
            )
            for card in sort.cards
        )
        return self._stressed(sort.ask), Block(Form.BULLETS, cards)

    def _known(self, facts: Iterable[str]) -> Block:
        return Block(Form.PARAGRAPH, tuple(map(self._fact, facts)))

    def _fact(self, name: str) -> Line:
        number = self._facts.index(name) + 1
        return Run(self._fill(self._lesson.claims[name].text)), Run("", note=number)

    def _stressed(self, text: str) -> Block:
        return Block(Form.PARAGRAPH, ((Run(self._fill(text), strong=True),),))

    def _paragraphs(self, written: Iterable[str]) -> Block:
        return texts(Form.PARAGRAPH, self._told(written))

    def _told(self, written: Iterable[str]) -> list[str]:
        return [self._fill(each) for each in written if each]

    def _fill(self, text: str) -> str:
        return text.format_map(self._values) if "{" in text else text


def _basis(claim: Claim) -> str:
    """What a claim rests on, in one line."""
    known: list[Mapping[str, str]] = [source(key) for key in claim.sources]
    return _("{sources}. As of {day}, {grade}.").format(
        sources="; ".join(f"{each['publisher']}, “{each['title']}”" for each in known),
        day=claim.as_of,
        grade=_(GRADES[claim.grade]),
    )
