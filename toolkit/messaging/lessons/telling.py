"""What a lesson says: its own texts with their values, and how a decision went."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from toolkit.evidence import GRADES
from toolkit.i18n import N_, _
from toolkit.messaging.lessons.progress import Confidence
from toolkit.messaging.lessons.shelf import cited
from toolkit.messaging.lessons.showing import Fact, Said, Shown, Tone
from toolkit.messaging.lessons.taking import Run, take

if TYPE_CHECKING:
    from collections.abc import Iterable

    from toolkit.evidence import Claim
    from toolkit.messaging.lessons.model import Card, Lesson, Question, Sort

_CONFIDENCES: Final = {
    Confidence.SURE: N_("I am sure"),
    Confidence.THINK_SO: N_("I think so"),
    Confidence.GUESS: N_("I am guessing"),
}
_AS_PREDICTED: Final = {
    Confidence.SURE: N_("You were sure, and it is so."),
    Confidence.THINK_SO: N_("You thought so, and it is so."),
    Confidence.GUESS: N_("You guessed, and it is so. From now on you need not guess."),
}
_OTHERWISE: Final = {
    Confidence.SURE: N_("You were sure, and it went otherwise. That happens to experts too."),
    Confidence.THINK_SO: N_("It went otherwise than you thought. This is what the lab is for."),
    Confidence.GUESS: N_("It went otherwise than you guessed. Now you have seen it."),
}


class _Names(dict[str, str]):
    """Values by name, each computed when a text asks for it."""

    def __init__(self, run: Run, lesson: Lesson) -> None:
        super().__init__(run.written)
        self._run = run
        self._lesson = lesson

    def __missing__(self, name: str) -> str:
        return take(self._run, self._lesson.values[name])


def text(run: Run, lesson: Lesson, written: str) -> str:
    """A text of a lesson, with the values of what happened."""
    return written.format_map(_Names(run, lesson)) if "{" in written else written


def paragraphs(run: Run, lesson: Lesson, written: Iterable[str]) -> tuple[Shown, ...]:
    """Several, those that are empty left out."""
    return tuple(Said(text(run, lesson, each)) for each in written if each)


def confidences() -> tuple[tuple[str, str], ...]:
    """How sure somebody can be, as options."""
    return tuple((each.value, _(told)) for each, told in _CONFIDENCES.items())


def feedback(
    run: Run, lesson: Lesson, question: Question, given: Iterable[str], right: frozenset[str]
) -> tuple[Shown, ...]:
    """How a decision went: what to say of each option that was chosen or left out wrongly.

    Args:
        run: What happened.
        lesson: In which lesson.
        question: What was asked.
        given: The ids of what was chosen.
        right: The ids of what is right.
    """
    chosen = frozenset(given)
    if chosen == right:
        shown = [Said(_("Yes."), Tone.RIGHT)]
        about = right
    else:
        shown = [Said(_("Not quite. Here is why."), Tone.OTHERWISE)]
        about = chosen ^ right if question.several else chosen | right
    # What was chosen wrongly is told before what is right.
    listed = sorted(question.options, key=lambda option: option.id in right)
    for option in listed:
        if option.id in about:
            shown.append(Said(_about(run, lesson, question, option.id, right)))
    return tuple(shown)


def compared(
    run: Run,
    lesson: Lesson,
    predicted: Iterable[str],
    right: frozenset[str],
    confidence: Confidence,
) -> tuple[Shown, ...]:
    """The prediction beside what happened."""
    said = frozenset(predicted)
    as_said = said == right
    texts = {each.id: text(run, lesson, each.text) for each in lesson.prediction.options}
    shown: list[Shown] = [Said(_("Your prediction"), Tone.HEADING)]
    words_of = [texts[key] for key in texts if key in said] or [_("none of them")]
    shown.append(Said(_("You said: {what}").format(what="; ".join(words_of))))
    if as_said:
        shown.append(Said(_(_AS_PREDICTED[confidence]), Tone.RIGHT))
    else:
        so = [texts[key] for key in texts if key in right] or [_("none of them")]
        shown.append(Said(_("It was: {what}").format(what="; ".join(so))))
        shown.append(Said(_(_OTHERWISE[confidence]), Tone.OTHERWISE))
    shown += feedback(run, lesson, lesson.prediction, said, right)[1:]
    return tuple(shown)


def of_card(run: Run, lesson: Lesson, sort: Sort, card: Card, pile: str) -> tuple[Shown, ...]:
    """How it went with one card."""
    names = {each.id: each.text for each in sort.piles}
    if pile in card.piles:
        first = Said(_("Yes."), Tone.RIGHT)
    else:
        best = names[card.piles[0]]
        first = Said(_("Better: {pile}").format(pile=best), Tone.OTHERWISE)
    told = (card.tells.get(pile, ""), card.tell)
    return (first, *paragraphs(run, lesson, told))


def of_sorting(right: int, count: int) -> Shown:
    """How it went with all cards."""
    return Said(
        _("{right} of {count} cards lay where they help most.").format(right=right, count=count)
    )


def fact(claim: Claim) -> Fact:
    """A fact about the world, with how we know."""
    grade = _(GRADES[claim.grade])
    return Fact(claim.text, grade, claim.as_of, tuple(cited(key) for key in claim.sources))


def closing(run: Run, lesson: Lesson) -> tuple[Shown, ...]:
    """The end of a lesson: what to take along, and how we know."""
    shown: list[Shown] = [Said(_("Take along"), Tone.HEADING)]
    shown += [Said(text(run, lesson, each), Tone.KEEP) for each in lesson.keep]
    told = {name for step in (*lesson.acting, *lesson.reveal) for name in step.facts}
    left = [claim for name, claim in lesson.claims.items() if name not in told]
    if left:
        shown.append(Said(_("How we know"), Tone.HEADING))
        shown += [fact(claim) for claim in left]
    if lesson.unknown:
        shown.append(Said(_("What we do not know"), Tone.HEADING))
        shown += paragraphs(run, lesson, lesson.unknown)
    return tuple(shown)


def _about(run: Run, lesson: Lesson, question: Question, option: str, right: frozenset[str]) -> str:
    each = next(each for each in question.options if each.id == option)
    told = text(run, lesson, each.tell)
    if not question.several:
        return told
    named = text(run, lesson, each.text)
    named = named[:1].upper() + named[1:]
    if option in right:
        return _("{option}: yes. {why}").format(option=named, why=told)
    return _("{option}: no. {why}").format(option=named, why=told)
