"""Which question comes next, how many are left, and what was heard."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from toolkit.answers import SKIPPED, UNKNOWN, facts_of

if TYPE_CHECKING:
    from toolkit.answers import Answers
    from toolkit.threats.library import Library
    from toolkit.threats.model import Question

MOST: Final = 15
"""Questions that anyone is asked at most."""

OTHERS: Final = "*"
"""The place in `Question.heard` of what is read back of any answer that has no place of its own."""


def to_ask(library: Library, answers: Answers) -> tuple[Question, ...]:
    """The questions still to ask, in order.

    A question is left out only where it is known not to matter. Nobody is asked more than `MOST`.
    """
    facts = facts_of(answers, library.questions, library.within)
    fitting = [
        each
        for each in library.questions.values()
        if each.id not in answers and library.conditions[each.when].truth(facts) is not False
    ]
    return tuple(fitting[: max(MOST - len(answers), 0)])


def walked(library: Library, would: Answers) -> Answers:
    """What is known of somebody at the end of the questions.

    Args:
        library: All that is known.
        would: What they would answer to any question. What they have no answer to, they skip.
    """
    given: dict[str, tuple[str, ...]] = {}
    while left := to_ask(library, given):
        given[left[0].id] = would.get(left[0].id, (SKIPPED,))
    return given


def jump(library: Library, answers: Answers) -> tuple[str, ...]:
    """The ids of the playbooks that the answers lead to at once."""
    return tuple(
        choice.playbook
        for question in library.questions.values()
        for choice in question.choices
        if choice.playbook and choice.id in answers.get(question.id, ())
    )


def heard(library: Library, answers: Answers) -> tuple[tuple[str, str], ...]:
    """What to read back: the id of each question that was answered, and a sentence."""
    return tuple(
        (question.id, text)
        for question in library.questions.values()
        for text in heard_of(question, answers.get(question.id, ()))
    )


def heard_of(question: Question, given: tuple[str, ...]) -> tuple[str, ...]:
    """What to read back of one question's answer; nothing of what is unknown."""
    titles = {choice.id: choice.title for choice in question.choices}
    return tuple(
        question.heard.get(each, question.heard.get(OTHERS, "")).replace(
            "{title}", titles.get(each, each)
        )
        for each in given
        if each not in UNKNOWN
    )
