"""Finding messengers by words, and by what is known of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from toolkit.i18n import _
from toolkit.messaging.messengers.telling import KEYS, value_of
from toolkit.messaging.messengers.vocabulary import Key, Value
from toolkit.prose import prose
from toolkit.search import Index, Page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.messaging.messengers.book import Book
    from toolkit.messaging.messengers.model import Fact, Messenger, Setting

FOLDER: Final = "messengers"
SETTINGS: Final = "settings"


@dataclass(frozen=True, slots=True)
class Only:
    """Messengers of which one thing is known to be so; or of which it is not known.

    Attributes:
        key: What is looked at.
        value: What it has to be.
    """

    key: Key
    value: Value


def pages(book: Book) -> tuple[Page, ...]:
    """What there is to read about each messenger, in their order."""
    return tuple(
        Page(
            FOLDER,
            each.id,
            each.name,
            (
                each.about,
                *(_line(fact) for fact in each.facts),
                *each.does_not_protect,
                *each.unknown,
            ),
            each.also_called,
        )
        for each in book.messengers.values()
    )


def settings(book: Book) -> tuple[Page, ...]:
    """What there is to read about each setting, by messengers in their order."""
    order = list(book.messengers)
    known = sorted(book.settings.values(), key=lambda each: order.index(each.messenger))
    return tuple(
        Page(SETTINGS, each.id, title_of(book, each), tuple(_said(each))) for each in known
    )


def title_of(book: Book, setting: Setting) -> str:
    """The messenger, and what to do in it."""
    return f"{book.messengers[setting.messenger].name} · {setting.title}"


class Finder:
    """Messengers, ready to be searched.

    Args:
        book: All that is known of them.
    """

    def __init__(self, book: Book) -> None:
        self._book = book
        self._index = Index(pages(book))

    def find(self, words: str = "", only: tuple[Only, ...] = ()) -> tuple[Messenger, ...]:
        """Those in which all words stand, and of which all that is asked for is so.

        Those that bear a word in their name come first.

        Args:
            words: They; none for all.
            only: What has to be so.
        """
        found = [hit.id for hit in self._index.search(words)]
        keys = found if words.strip() else list(self._book.messengers)
        wanted = (self._book.messengers[key] for key in keys)
        return tuple(each for each in wanted if all(_is_so(each, one) for one in only))


def facts_by_key(messenger: Messenger) -> dict[Key, tuple[Fact, ...]]:
    """What is known of a messenger: by what it is about, the newest first."""
    return {
        key: tuple(
            sorted(
                (fact for fact in messenger.facts if fact.key is key),
                key=lambda fact: fact.expires,
                reverse=True,
            )
        )
        for key in Key
    }


def _is_so(messenger: Messenger, only: Only) -> bool:
    facts = [fact for fact in messenger.facts if fact.key is only.key]
    if not facts:
        return only.value is Value.NOT_KNOWN
    return any(fact.value is only.value for fact in facts)


def _said(setting: Setting) -> Iterator[str]:
    return (text for field, text in prose(setting) if field != "title")


def _line(fact: Fact) -> str:
    return f"{_(KEYS[fact.key][1])}: {value_of(fact)}. {fact.text}"
