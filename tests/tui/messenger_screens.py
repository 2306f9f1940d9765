"""The screens of messengers, over a small world in a language of its own."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from tests.unit.small_messengers import TODAY, tables
from toolkit.messaging.messengers import book
from toolkit.messaging.messengers.telling import CONFIDENCE
from toolkit.tui.messengers.begin_screen import BeginScreen
from toolkit.tui.messengers.fact_screen import FactScreen
from toolkit.tui.messengers.messenger_screen import MessengerScreen
from toolkit.tui.messengers.question_screen import ChooserScreen
from toolkit.tui.messengers.result_screen import ResultScreen
from toolkit.tui.messengers.session import Session
from toolkit.tui.messengers.setting_screen import SettingScreen
from toolkit.tui.messengers.shelf import Shelf
from toolkit.tui.messengers.table_screen import TableScreen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from textual.screen import Screen

_TOLD: Final = ("prompt", "why", "title", "because", "kept", "text", "talk")
_LISTS: Final = ("not_protected", "today")
_PLACE: Final = re.compile(r"(\{\w+\})")


def backwards(text: str) -> str:
    """The same words, each from its end: what is still English on a screen is ours."""
    pieces = _PLACE.split(text)
    return "".join(
        piece if _PLACE.fullmatch(piece) else re.sub(r"\w+", lambda word: word[0][::-1], piece)
        for piece in pieces
    )


@cache
def shelf() -> Shelf:
    """All that is known there, the chooser's own texts backwards."""
    whole = tables()
    chooser = (book.QUESTIONS, book.RULES)
    return Shelf(book.made({**whole, **{each: _turned(whole[each]) for each in chooser}}), TODAY)


def _turned(thing: Any, field: str = "") -> Any:
    if isinstance(thing, str):
        return backwards(thing) if field in {*_TOLD, *_LISTS} else thing
    if isinstance(thing, list):
        return [_turned(each, field) for each in thing]
    if isinstance(thing, dict):
        return {key: _turned(each, key) for key, each in thing.items()}
    return thing


def _words(thing: Any) -> Iterator[str]:
    if isinstance(thing, str):
        yield from re.findall(r"[A-Za-z]+", thing)
    elif isinstance(thing, list):
        for each in thing:
            yield from _words(each)
    elif isinstance(thing, dict):
        for each in thing.values():
            yield from _words(each)


def _data() -> tuple[str, ...]:
    """Every word that is data; of the files of the chooser, those that are turned."""
    whole = tables()
    named = [whole[each] for each in (book.APPS, book.SETTINGS, book.SOURCES)]
    turned = [_turned(whole[each]) for each in (book.QUESTIONS, book.RULES)]
    return tuple(sorted({word for each in (*named, *turned) for word in _words(each)}))


DATA: Final = (*CONFIDENCE.values(), *_data())

CUTS: Final = {"messengers": "columns for which is no room are walked to"}
CUT_BY: Final = ("Grid",)


def _session() -> Session:
    session = Session(shelf())
    for question, answers in {
        "hurt": ("content", "contacts", "having-it"),
        "watcher": ("police",),
        "they-have": ("bos",),
    }.items():
        session.answer(question, answers)
    return session


def _fact() -> FactScreen:
    aquila = shelf().book.messengers["aquila"]
    return FactScreen(shelf(), aquila.id, aquila.facts[:1])


SCREENS: Final[tuple[tuple[str, Callable[[], Screen[Any]], tuple[str, ...]], ...]] = (
    ("messengers", lambda: TableScreen(shelf()), ("down", "right", "right")),
    ("messenger", lambda: MessengerScreen(shelf(), "aquila"), ()),
    ("messenger-fact", _fact, ()),
    ("messenger-setting", lambda: SettingScreen(shelf(), "aquila-linked"), ()),
    ("choose", lambda: BeginScreen(shelf(), {"work": ("sources",)}), ()),
    ("choose-question", lambda: ChooserScreen(Session(shelf())), ()),
    ("choose-results", lambda: ResultScreen(_session()), ()),
)
"""Each with how it is made, and the keys that are pressed there."""
