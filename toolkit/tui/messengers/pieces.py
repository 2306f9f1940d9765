"""What the pages about messengers are made of: facts with their dates, and their sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from toolkit.i18n import _, ngettext
from toolkit.messaging.messengers.dates import about_fact
from toolkit.messaging.messengers.results import is_old
from toolkit.messaging.messengers.telling import KEYS, TOPICS, value_of
from toolkit.tui.library.when import day, said
from toolkit.tui.widgets.reading import Block, Section, Tone

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from toolkit.messaging.messengers.model import Fact, Setting
    from toolkit.tui.messengers.shelf import Shelf

BULLET: Final = "–"
LINK: Final = "→"
OLD: Final = "◆"
CARE: Final = "◆"
"""Before what is to be heeded."""


def listed(heading: str, texts: Iterable[str], mark: str = BULLET) -> Iterator[Section]:
    """Texts below each other; nothing where there are none."""
    blocks = tuple(Block(text, mark=mark) for text in texts if text)
    if blocks:
        yield Section(heading, blocks)


def fact_block(shelf: Shelf, fact: Fact) -> Block:
    """A fact that leads to what it rests on."""
    count = len(fact.sources)
    sources = ngettext("{count} source", "{count} sources", count).format(count=count)
    about = about_fact(shelf.book, fact, shelf.today, said)
    old = is_old(fact, shelf.today)
    return Block(
        fact.text,
        mark=OLD if old else LINK,
        mark_tone=Tone.MIDDLE if old else Tone.MUTED,
        to=fact,
        below=(f"{about} · {sources}" if count else about,),
    )


def fact_heading(fact: Fact) -> str:
    """What a fact is about, and the short answer."""
    return _("{about}: {value}").format(about=_(KEYS[fact.key][1]), value=value_of(fact))


def sources(shelf: Shelf, keys: Iterable[str]) -> Iterator[Section]:
    """What something rests on: title, who published it and when, where, when it was seen."""
    blocks: list[Block] = []
    for key in keys:
        source = shelf.book.sources[key]
        blocks.append(Block(source.title, Tone.STRONG, above=int(bool(blocks))))
        who = source.publisher
        if source.published:
            who = _("{who}, {when}").format(who=who, when=said(source.published))
        seen = _("seen {day}").format(day=day(source.seen)) if source.seen else ""
        lines = (who, source.url, seen, source.note)
        blocks += [Block(line, Tone.MUTED) for line in lines if line]
    if blocks:
        yield Section(_("Sources"), tuple(blocks))


def setting_blocks(shelf: Shelf, keys: Iterable[str]) -> tuple[Block, ...]:
    """Settings that lead to how they are changed."""
    settings: list[Setting] = [shelf.book.settings[key] for key in keys]
    return tuple(
        Block(each.title, mark=LINK, to=each, beside=_(TOPICS[each.topic])) for each in settings
    )
