"""All that is known of one messenger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.i18n import N_, _
from toolkit.messaging.messengers.results import is_old
from toolkit.messaging.messengers.search import facts_by_key
from toolkit.messaging.messengers.telling import KEYS, value_of
from toolkit.tui.library.shelf import Ref
from toolkit.tui.library.when import day
from toolkit.tui.messengers.pieces import CARE, OLD, fact_block, listed, setting_blocks
from toolkit.tui.messengers.reading_page import ReadingPage
from toolkit.tui.widgets.reading import Block, Section, Tone

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.messaging.messengers.model import Fact
    from toolkit.tui.messengers.shelf import Shelf


class MessengerScreen(ReadingPage):
    """Shows one messenger.

    Args:
        shelf: All that is known.
        messenger: Its id.
    """

    HEADING = N_("Messengers")
    EXPLAIN = N_(
        "First what it does not protect, then what to change, then each fact with its date.\n"
        "Tab goes to the next link. Enter on a fact shows its sources; on a setting, the steps.\n"
        "◆ means: this fact may be out of date."
    )

    def __init__(self, shelf: Shelf, messenger: str) -> None:
        super().__init__(shelf)
        self._messenger = shelf.book.messengers[messenger]

    def marked(self) -> Ref:
        """The messenger."""
        return Ref("messengers", self._messenger.id)

    def title_line(self) -> str:
        """Its name."""
        return self._messenger.name

    def of(self, fact: Fact) -> str:
        """It, whatever the fact."""
        del fact
        return self._messenger.id

    def sections(self) -> Iterator[Section]:
        """What it leaves open, its settings, its facts."""
        messenger = self._messenger
        about = [Block(messenger.about)]
        old = sum(is_old(fact, self.shelf.today) for fact in messenger.facts)
        if old:
            told = _("Facts here that may be out of date: {count} of {all}.")
            text = told.format(count=old, all=len(messenger.facts))
            about.append(Block(text, Tone.MIDDLE, OLD, Tone.MIDDLE))
        yield Section("", tuple(about))
        care = tuple(Block(text, mark="–") for text in messenger.does_not_protect)
        yield Section(_("What it does not protect"), care, Tone.MIDDLE, CARE)
        for heading, keys in (
            (_("Change today"), messenger.today),
            (_("More settings"), messenger.other_settings),
        ):
            if keys:
                yield Section(heading, setting_blocks(self.shelf, keys))
        for key, facts in facts_by_key(messenger).items():
            if facts:
                answers = ", ".join(dict.fromkeys(map(value_of, facts)))
                blocks = [Block(f"{_(KEYS[key][1])}: {answers}", Tone.STRONG)]
                blocks += [fact_block(self.shelf, fact) for fact in facts]
                yield Section(_(KEYS[key][0]), tuple(blocks))
        yield from listed(_("What we do not know"), messenger.unknown)
        text = _("Last looked at on {day}, and due again on {due}. No expert has read it yet.")
        reviewed = text.format(day=day(messenger.reviewed), due=day(messenger.review_due))
        yield Section(_("Review"), (Block(reviewed, Tone.MUTED),), Tone.MUTED)
