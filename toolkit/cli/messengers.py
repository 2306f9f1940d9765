"""`parasol messengers`: messengers compared by dated facts, or all that is known of one."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from toolkit.cli.documents import arrange_json, head, write
from toolkit.cli.lists import refuse, refuse_id
from toolkit.cli.telling_messengers import tell_messenger, tell_setting, tell_table
from toolkit.cli.terminal import output
from toolkit.errors import ContentError
from toolkit.i18n import _
from toolkit.messaging.messengers.results import is_old
from toolkit.messaging.messengers.search import Finder
from toolkit.messaging.messengers.shelf import load

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence
    from datetime import date

    from toolkit.messaging.messengers.book import Book
    from toolkit.messaging.messengers.model import Messenger

VERSION: Final = 1


def arrange(parser: argparse.ArgumentParser) -> None:
    """Add the words it takes."""
    parser.add_argument(
        "words",
        metavar=_("NAME"),
        nargs="*",
        help=_("a messenger, a setting, or words to look for"),
    )
    arrange_json(parser)


def run(arguments: argparse.Namespace) -> int:
    """Write one messenger, or the comparison of those that were found."""
    try:
        book = load()
    except ContentError as error:
        return refuse(error)
    wanted = " ".join(arguments.words)
    setting = book.settings.get(wanted)
    if setting is not None and not arguments.json:
        output().paragraph(book.messengers[setting.messenger].name, look=output().bold)
        tell_setting(output(), setting)
        return 0
    today = datetime.now().astimezone().date()
    one = _named(book, wanted)
    found = (one,) if one else Finder(book).find(wanted)
    if not found:
        return refuse_id(wanted)
    if arguments.json:
        write(document(book, found, today))
    elif one is not None:
        tell_messenger(output(), book, one, today)
    else:
        tell_table(output(), found, today)
    return 0


def document(book: Book, found: Sequence[Messenger], today: date) -> dict[str, Any]:
    """Messengers, their settings and sources for programs; see docs/for-scripts.md."""
    settings = {
        key: book.settings[key] for each in found for key in (*each.today, *each.other_settings)
    }
    named = [key for each in found for fact in each.facts for key in fact.sources]
    named += [key for setting in settings.values() for key in setting.sources]
    return {
        **head("messengers", VERSION),
        "date": today,
        "messengers": [
            {
                **asdict(each),
                "facts": [{**asdict(fact), "old": is_old(fact, today)} for fact in each.facts],
            }
            for each in found
        ],
        "settings": {key: asdict(setting) for key, setting in sorted(settings.items())},
        "sources": {key: asdict(book.sources[key]) for key in sorted(set(named))},
    }


def _named(book: Book, wanted: str) -> Messenger | None:
    """The messenger with that id or name, however it is written."""
    folded = wanted.casefold()
    for each in book.messengers.values():
        if folded in {each.id, *(name.casefold() for name in (each.name, *each.also_called))}:
            return each
    return None
