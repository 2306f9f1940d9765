"""How to change one setting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.i18n import N_, _
from toolkit.messaging.messengers.search import title_of
from toolkit.tui.library.when import day, said
from toolkit.tui.messengers.pieces import CARE, listed, sources
from toolkit.tui.messengers.reading_page import ReadingPage
from toolkit.tui.widgets.reading import Block, Section, Tone

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.tui.messengers.shelf import Shelf


class SettingScreen(ReadingPage):
    """Shows a setting.

    Args:
        shelf: All that is known.
        setting: Its id.
    """

    HEADING = N_("Setting")
    EXPLAIN = N_(
        "Why first, then the steps, then how to see that it worked and how to go back.\n"
        "Menus move with each version: the date says what was seen.\n"
        "Read when it does harm before you begin."
    )

    def __init__(self, shelf: Shelf, setting: str) -> None:
        super().__init__(shelf)
        self._setting = shelf.book.settings[setting]

    def title_line(self) -> str:
        """The messenger, and what to do."""
        return title_of(self.shelf.book, self._setting)

    def sections(self) -> Iterator[Section]:
        """Why, how, and what it costs."""
        setting = self._setting
        yield Section(_("Why"), (Block(setting.why),))
        yield Section(_("When it does harm"), (Block(setting.harm),), Tone.MIDDLE, CARE)
        steps = (Block(text, mark=f"{number}.") for number, text in enumerate(setting.steps, 1))
        yield Section(_("Steps"), tuple(steps))
        yield from listed(_("See that it worked"), (setting.check,), "✓")
        yield from listed(_("Go back"), (setting.undo,), "‹")
        yield from listed(_("What it costs"), (setting.costs,))
        seen = [Block(setting.seen)]
        if setting.as_of:
            seen.append(Block(_("as of {when}").format(when=said(setting.as_of)), Tone.MUTED))
        text = _("Last looked at on {day}, and due again on {due}. No expert has read it yet.")
        reviewed = text.format(day=day(setting.reviewed), due=day(setting.review_due))
        yield Section(_("What was seen"), (*seen, Block(reviewed, Tone.MUTED)))
        yield from sources(self.shelf, setting.sources)
