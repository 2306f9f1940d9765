"""Take something out of the vault, as text that is not encrypted."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from toolkit.i18n import N_, _
from toolkit.messages import explain_error
from toolkit.new_file import write
from toolkit.tui.cleaning.options_screen import Choice
from toolkit.tui.cleaning.path_screen import whole
from toolkit.tui.paper.page_file import proposed
from toolkit.tui.paper.writing import Written, write_away
from toolkit.tui.vault.base import KeptPage, asked, said, trouble_line
from toolkit.tui.vault.line import LEAD, Line, Typed
from toolkit.tui.vault.place_screen import path_of
from toolkit.tui.vault.vault_rows import PARTS, count
from toolkit.vault.document import Exchange
from toolkit.vault.parts import ALL, part
from toolkit.vault.readable import as_text
from toolkit.vault.telling import PLAIN_TEXT

if TYPE_CHECKING:
    from textual.app import ComposeResult


class ExportScreen(KeptPage[None]):
    """Writes what is kept into a new file.

    Args:
        part: What is proposed: `ALL` of it, or one of `PARTS`.
    """

    EXPLAIN = N_(
        "The text is TOML, which people and programs can read, and the vault can bring in again.\n"
        "Your keys for letters are never in it.\n"
        "Nothing is written before you press Enter, and no file is written over."
    )

    def __init__(self, part: str = ALL) -> None:
        super().__init__()
        self._proposed = str(proposed())
        self._part = part
        self._names: list[str] = []
        self._at = 0
        self._writing = False

    def sheet(self) -> ComposeResult:
        """What, and where to."""
        document = self.kept.document
        some = [name for name in PARTS if name != "letters" and count(document, name)]
        self._names = [ALL, *some]
        self._at = self._names.index(self._part) if self._part in some else 0
        question, told = _("What"), _("Your keys for letters are never in it.")
        answers = [(_("all of it"), told), *((_(PARTS[name]), told) for name in some)]
        yield asked(_("Write it as text"))
        yield from said([_(PLAIN_TEXT)])
        yield Choice(question, answers, self._at, LEAD, id="what")
        yield Line(_("File"), whole(self._proposed), id="path")
        yield trouble_line()

    def on_mount(self) -> None:
        """Begin in the name."""
        self.query_one("#path", Typed).focus()

    def on_choice_turned(self, event: Choice.Turned) -> None:
        """Take another part."""
        self._at = event.at

    def on_input_submitted(self) -> None:
        """Write the file, away from the screen: the disk may take its time."""
        if self._writing:
            return
        self._writing = True
        path = path_of(self.query_one("#path", Typed).value, self._proposed)
        document = self.kept.document
        name = self._names[self._at]
        if name == "plan":
            # For people, the plan and the answers that it came from are one thing.
            document = replace(part(document, "plan"), answers=document.answers)
        elif name != ALL:
            document = part(document, name)
        text = as_text(replace(document, exchange=Exchange(people=document.exchange.people)))

        write_away(self, path, partial(write, path, text.encode()))

    def on_written(self, event: Written) -> None:
        """Say what became of it."""
        self._writing = False
        path = whole(str(event.path))
        if event.error is not None:
            self.trouble(explain_error(event.error, path))
            return
        text = _("Written: {path}. What is deleted later can often be found again.")
        self.trouble(text.format(path=path), good=True)
