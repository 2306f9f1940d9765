"""Ids that lead nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.answers import values_of
from toolkit.errors import ContentError
from toolkit.messaging.messengers import book

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from toolkit.messaging.messengers.book import Book
    from toolkit.messaging.messengers.rules import Test

_Named = tuple[str, str, str]
"""A file, a field, and an id that it names."""


def dangling(found: Book) -> Iterator[ContentError]:
    """Each id that is named and is not there."""
    for named, there in (
        (_sources(found), found.sources),
        (_settings(found), found.settings),
        (_messengers(found), found.messengers),
        (_questions(found), found.questions),
        (_given(found), {f"{key}={value}" for key, each in found.questions.items()
                         for value in values_of(each)}),
    ):  # fmt: skip
        for file, field, key in named:
            if key not in there:
                yield ContentError("content-missing-id", file=file, field=field, id=key)


def _sources(found: Book) -> Iterator[_Named]:
    for key, messenger in found.messengers.items():
        for index, fact in enumerate(messenger.facts, 1):
            for source in fact.sources:
                yield book.file_of(f"{book.APPS}/{key}"), f"facts[{index}].sources", source
    for key, setting in found.settings.items():
        for source in setting.sources:
            yield book.file_of(f"{book.SETTINGS}/{key}"), "sources", source


def _settings(found: Book) -> Iterator[_Named]:
    for key, messenger in found.messengers.items():
        file = book.file_of(f"{book.APPS}/{key}")
        for field in ("today", "other_settings"):
            for setting in getattr(messenger, field):
                yield file, field, setting


def _messengers(found: Book) -> Iterator[_Named]:
    for key, setting in found.settings.items():
        yield book.file_of(f"{book.SETTINGS}/{key}"), "messenger", setting.messenger


def _questions(found: Book) -> Iterator[_Named]:
    rules, file = found.rules, book.file_of(book.RULES)
    for key, veto in rules.vetoes.items():
        yield from _of_tests(file, f"vetoes.{key}.keeps", veto.keeps)
        yield from _of_tests(file, f"vetoes.{key}.yet", (veto.yet,) if veto.yet else ())
    for key, step in rules.steps.items():
        yield from _of_tests(file, f"steps.{key}.behind", [step.behind] if step.behind else [])
        if step.answered:
            yield file, f"steps.{key}.answered", step.answered
    for key, gap in rules.gaps.items():
        if gap.lists:
            yield file, f"gaps.{key}.lists", gap.lists


def _of_tests(file: str, field: str, tests: Iterable[Test]) -> Iterator[_Named]:
    for test in tests:
        for named in (test.lists, test.not_lists, test.answered, test.not_answered):
            if named:
                yield file, field, named


def _given(found: Book) -> Iterator[_Named]:
    for index, carried in enumerate(found.carried, 1):
        for question, answers in carried.gives.items():
            for answer in answers:
                file = book.file_of(book.FROM_PLAN)
                yield file, f"carried[{index}].gives", f"{question}={answer}"
