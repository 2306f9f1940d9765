"""Which question comes next, and what answers given elsewhere say to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.answers import facts_of
from toolkit.conditions import Asked

if TYPE_CHECKING:
    from collections.abc import Iterable

    from toolkit.answers import Answers
    from toolkit.messaging.messengers.book import Book
    from toolkit.messaging.messengers.rules import Question


def to_ask(book: Book, answers: Answers) -> tuple[Question, ...]:
    """The questions still to ask, in order; left out only where known not to matter."""
    facts = facts_of(answers, book.questions)
    return tuple(
        each
        for each in book.questions.values()
        if each.id not in answers and book.conditions[each.when].truth(facts) is not False
    )


def applicable(book: Book, given: Answers) -> Answers:
    """Answers without those to questions that other answers leave out, in order."""
    kept = {key: given[key] for key in book.questions if key in given}
    while True:
        facts = facts_of(kept, book.questions)
        left_out = [
            key for key in kept if book.conditions[book.questions[key].when].truth(facts) is False
        ]
        if not left_out:
            return kept
        for key in left_out:
            del kept[key]


def carried_over(book: Book, elsewhere: Answers) -> Answers:
    """What answers to "My plan" say here. The person sees them, and may change them.

    Args:
        book: All that is known of messengers.
        elsewhere: The answers there, by the ids of its questions.
    """
    found: dict[str, tuple[str, ...]] = {}
    for carried in book.carried:
        if all(answer in elsewhere.get(key, ()) for key, answer in carried.answer.items()):
            for question, answers in carried.gives.items():
                found[question] = _joined(book.questions[question], found, answers)
    return {key: found[key] for key in book.questions if key in found}


def _joined(question: Question, found: Answers, answers: Iterable[str]) -> tuple[str, ...]:
    before = found.get(question.id, ()) if question.asked is Asked.SEVERAL else ()
    return tuple(dict.fromkeys((*before, *answers)))
