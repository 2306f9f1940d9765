"""What a fact rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.i18n import N_, _
from toolkit.messaging.messengers.dates import about_fact
from toolkit.messaging.messengers.results import is_old
from toolkit.tui.library.when import day, said
from toolkit.tui.messengers.pieces import OLD, fact_heading, sources
from toolkit.tui.messengers.reading_page import ReadingPage
from toolkit.tui.widgets.reading import Block, Section, Tone

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.messaging.messengers.model import Fact
    from toolkit.tui.messengers.shelf import Shelf


class FactScreen(ReadingPage):
    """Shows facts with their sources.

    Args:
        shelf: All that is known.
        messenger: The id of the messenger that they are about.
        facts: They, at least one.
    """

    HEADING = N_("How we know")
    EXPLAIN = N_(
        "Each fact with its date, how well it is known, and who says it.\n"
        "An address is shown to be typed elsewhere: Parasol opens no network.\n"
        "Esc goes back."
    )

    def __init__(self, shelf: Shelf, messenger: str, facts: tuple[Fact, ...]) -> None:
        super().__init__(shelf)
        self._name = shelf.book.messengers[messenger].name
        self._facts = facts

    def title_line(self) -> str:
        """The messenger, and what the facts are about."""
        return f"{self._name} · {fact_heading(self._facts[0])}"

    def sections(self) -> Iterator[Section]:
        """Each fact, then what it rests on."""
        for fact in self._facts:
            blocks = [Block(fact.text, Tone.STRONG)]
            about = about_fact(self.shelf.book, fact, self.shelf.today, said)
            blocks.append(Block(about, Tone.MUTED))
            if fact.disputed:
                text = _("Disputed: {text}").format(text=fact.disputed)
                blocks.append(Block(text, Tone.MIDDLE))
            if is_old(fact, self.shelf.today):
                text = _("It was to be looked at again by {day}. It may be out of date.")
                due = text.format(day=day(fact.expires))
                blocks.append(Block(due, Tone.MIDDLE, OLD, Tone.MIDDLE))
            yield Section("", tuple(blocks))
            yield from sources(self.shelf, fact.sources)
