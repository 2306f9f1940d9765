"""A look through all that is said of messengers, for what a person at risk should never meet."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

from toolkit.conditions import Asked
from toolkit.errors import ContentError
from toolkit.evidence import Grade, Review, is_day, misdated, past_due
from toolkit.messaging.messengers import book, shelf
from toolkit.messaging.messengers.references import dangling
from toolkit.messaging.messengers.rules import PARTS
from toolkit.messaging.messengers.vocabulary import LISTED, REQUIRED, SEVERAL, VALUES, Value
from toolkit.prose import prose
from toolkit.wording import wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from toolkit.messaging.messengers.book import Book
    from toolkit.messaging.messengers.model import Fact, Key, Messenger
    from toolkit.messaging.messengers.rules import Gap, NeverFirst, Test

MUST_BE_THERE: Final = "required.txt"
"""The ids of the messengers that have to be there, one a line."""
_LONGEST_REVIEW: Final = 184
"""Days until a page has to be looked at again."""
_LONGEST_FACT: Final = 366
_LONGEST_UNDATED: Final = 184
"""Days that a fact may be shown as current; without a date of its own, from when it was seen."""
_MOST_TODAY: Final = 3
_MOST_STEPS: Final = 7
_NOT_OURS: Final = re.compile(r"name|also_called(?:\[\d+\])?|seen")
"""Fields whose texts are no sentences of ours: names of messengers, and of their menus."""


def review(folder: Path, today: date) -> Review:
    """Look through the files about messengers.

    Args:
        folder: Where they lie.
        today: The day, by which something is overdue.
    """
    try:
        found = book.made(shelf.read(folder))
    except ContentError as error:
        return Review({}, (error,), ())
    problems = [*_strays(folder), *dangling(found)]
    # What follows walks from thing to thing, and needs each of them to be there.
    if not problems:
        problems += _missing(found, (folder / MUST_BE_THERE).read_text(encoding="utf-8").split())
        problems += _messengers(found)
        problems += _settings(found)
        problems += _questions(found)
        problems += _rules(found)
        problems += _wording(found)
    return Review(
        {
            "messengers": len(found.messengers),
            "facts": sum(len(each.facts) for each in found.messengers.values()),
            "settings": len(found.settings),
        },
        tuple(problems),
        tuple(_overdue(found, today)),
    )


def _strays(folder: Path) -> Iterator[ContentError]:
    """Files that nothing reads."""
    whole = {f"{each}.toml" for each in (book.SOURCES, book.QUESTIONS, book.RULES, book.FROM_PLAN)}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        is_thing = path.parent.name in {book.APPS, book.SETTINGS} and path.suffix == ".toml"
        if path.is_file() and not is_thing and name not in {*whole, "README.md", MUST_BE_THERE}:
            yield ContentError("content-stray", file=f"messengers/{name}")


def _missing(found: Book, wanted: Iterable[str]) -> Iterator[ContentError]:
    for key in wanted:
        if key not in found.messengers:
            yield ContentError("content-required-missing", id=key)


def _messengers(found: Book) -> Iterator[ContentError]:
    orders: dict[int, str] = {}
    for key, messenger in found.messengers.items():
        file = book.file_of(f"{book.APPS}/{key}")
        if orders.setdefault(messenger.order, key) != key:
            yield ContentError("content-same-order", file=file, other=orders[messenger.order])
        yield from misdated(messenger, file, _LONGEST_REVIEW)
        yield from _keys(file, messenger)
        for index, fact in enumerate(messenger.facts, 1):
            yield from _fact(found, file, f"facts[{index}]", fact)
        if len(messenger.today) > _MOST_TODAY:
            yield ContentError("content-too-many", file=file, field="today", most=_MOST_TODAY)
        if not messenger.does_not_protect:
            yield ContentError("content-empty-field", file=file, field="does_not_protect")
        for setting in (*messenger.today, *messenger.other_settings):
            if found.settings[setting].messenger != key:
                yield ContentError("content-missing-id", file=file, field="today", id=setting)


def _keys(file: str, messenger: Messenger) -> Iterator[ContentError]:
    """What has to be said, and what is said twice."""
    said = [fact.key for fact in messenger.facts]
    for key in VALUES:
        if key in REQUIRED and key not in said:
            yield ContentError("content-missing-fact", file=file, key=key.value)
        if key not in SEVERAL and said.count(key) > 1:
            yield ContentError("content-fact-twice", file=file, key=key.value)


def _fact(found: Book, file: str, field: str, fact: Fact) -> Iterator[ContentError]:
    if fact.value not in VALUES[fact.key]:
        yield ContentError(
            "content-bad-value", file=file, field=f"{field}.value", value=fact.value.value
        )
    for code in fact.listed if fact.key in LISTED else ():
        if code not in LISTED[fact.key]:
            yield ContentError("content-bad-value", file=file, field=f"{field}.listed", value=code)
    is_known = fact.value is not Value.NOT_KNOWN
    if is_known and not fact.sources:
        yield ContentError("content-no-source", file=file, field=field)
    if is_known is (fact.grade is Grade.NOT_FOUND):
        yield ContentError(
            "content-bad-value", file=file, field=f"{field}.grade", value=fact.grade.value
        )
    if fact.as_of and not is_day(fact.as_of):
        yield ContentError("content-bad-date", file=file, field=f"{field}.as_of", value=fact.as_of)
        return
    last = _last_day(found, fact)
    if last is not None and fact.expires > last:
        yield ContentError(
            "content-bad-date",
            file=file,
            field=f"{field}.expires",
            value=fact.expires.isoformat(),
        )


def _last_day(found: Book, fact: Fact) -> date | None:
    """The last day on which a fact may be shown as current; nothing where nothing bears a date."""
    if fact.as_of:
        year, month, of_month = (*map(int, fact.as_of.split("-")), 0, 0)[:3]
        month = month or 12
        of_month = of_month or calendar.monthrange(year, month)[1]
        return date(year, month, of_month) + timedelta(_LONGEST_FACT)
    seen = [day for key in fact.sources if (day := found.sources[key].seen)]
    return max(seen) + timedelta(_LONGEST_UNDATED) if seen else None


def _settings(found: Book) -> Iterator[ContentError]:
    for key, setting in found.settings.items():
        file = book.file_of(f"{book.SETTINGS}/{key}")
        yield from misdated(setting, file, _LONGEST_REVIEW)
        if not 0 < len(setting.steps) <= _MOST_STEPS:
            yield ContentError("content-too-many", file=file, field="steps", most=_MOST_STEPS)
        for field in ("check", "undo", "costs", "harm", "seen"):
            if not getattr(setting, field):
                yield ContentError("content-empty-field", file=file, field=field)
        own = found.messengers[setting.messenger]
        if key not in {*own.today, *own.other_settings}:
            yield ContentError("content-unreachable", file=file)


def _questions(found: Book) -> Iterator[ContentError]:
    """Questions without choices, and numbers that do not count from one to nine."""
    file, before = book.file_of(book.QUESTIONS), 0
    for key, question in found.questions.items():
        if (question.asked is Asked.YES_NO) == bool(question.choices):
            yield ContentError("content-wrong-type", file=file, field=f"{key}.choices")
        if question.part not in {before, before + 1} or not question.part:
            yield ContentError("content-wrong-type", file=file, field=f"{key}.part")
        before = question.part
    if before != PARTS:
        yield ContentError("content-wrong-type", file=file, field="part")


def _rules(found: Book) -> Iterator[ContentError]:
    """Values that no fact of that kind can have: such a rule would never hold."""
    file, rules = book.file_of(book.RULES), found.rules
    asked: list[tuple[str, Test | Gap | NeverFirst]] = [
        *((f"vetoes.{key}", test) for key, each in rules.vetoes.items() for test in each.keeps),
        *((f"steps.{key}", each.behind) for key, each in rules.steps.items() if each.behind),
        *((f"gaps.{key}", each) for key, each in rules.gaps.items()),
        ("never_first", rules.never_first),
    ]
    named: list[tuple[str, Key | None, tuple[Value, ...]]]
    named = [(field, each.fact, each.values) for field, each in asked]
    named += [
        (f"steps.{key}", step.fact, tuple(value for values in step.order for value in values))
        for key, step in rules.steps.items()
    ]
    for field, fact, values in named:
        for value in values:
            if fact is None or value not in VALUES[fact]:
                yield ContentError("content-bad-value", file=file, field=field, value=value.value)


def _wording(found: Book) -> Iterator[ContentError]:
    for key, messenger in found.messengers.items():
        yield from wording(book.file_of(f"{book.APPS}/{key}"), _texts(messenger))
    for key, setting in found.settings.items():
        yield from wording(book.file_of(f"{book.SETTINGS}/{key}"), _texts(setting))
    asked = (text for each in found.questions.values() for text in _texts(each, f"{each.id}."))
    yield from wording(book.file_of(book.QUESTIONS), _without_names(found, asked))
    yield from wording(book.file_of(book.RULES), _texts(found.rules))


def _without_names(found: Book, texts: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Texts that are more than what a messenger is called."""
    names = {each.name for each in found.messengers.values()}
    return ((field, text) for field, text in texts if text not in names)


def _texts(thing: Any, above: str = "") -> Iterator[tuple[str, str]]:  # noqa: ANN401 - any value
    """The name of each field with a sentence of ours, and the sentence."""
    return (each for each in prose(thing, above) if not _NOT_OURS.fullmatch(each[0]))


def _overdue(found: Book, today: date) -> Iterator[ContentError]:
    """What somebody should have looked at again before a day."""
    for folder, things in ((book.APPS, found.messengers), (book.SETTINGS, found.settings)):
        for key, thing in things.items():
            yield from past_due(thing, book.file_of(f"{folder}/{key}"), today)
    for key, messenger in found.messengers.items():
        old = sum(fact.expires < today for fact in messenger.facts)
        if old:
            file = book.file_of(f"{book.APPS}/{key}")
            yield ContentError("content-facts-old", file=file, count=old)
