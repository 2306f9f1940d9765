"""Letters: who may write to you, whom you write to, and what they sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding

from toolkit.i18n import N_, _
from toolkit.neutral import neutral
from toolkit.tui.cleaning.path_screen import WholePath
from toolkit.tui.vault import forgetting
from toolkit.tui.vault.base import KeptPage, asked, in_words, said
from toolkit.tui.vault.letter_screens import OpenLetterScreen, PersonScreen, WriteLetterScreen
from toolkit.tui.vault.letters_kept import without_person
from toolkit.tui.vault.vault_rows import PARTS
from toolkit.tui.widgets.rows import Row, Rows
from toolkit.vault.letters import own_recipient, with_key
from toolkit.vault.telling import LETTERS

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

_PERSON = "person:"


class LettersScreen(KeptPage[None]):
    """Whom one writes to, and what can be done."""

    EXPLAIN = N_(
        "A letter is a file of the age format that only the person it is for can open.\n"
        "Give your recipient to those who should write to you. It says nothing about the vault.\n"
        "Parasol sends nothing: how the file travels is up to you."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", N_("open")),
        Binding("f,delete", "forget", N_("forget")),
        Binding("left,backspace", "back", show=False),
    ]
    DEFAULT_CSS = """
    LettersScreen Rows { max-width: 84; }
    """

    def content(self) -> ComposeResult:
        """The list."""
        yield Rows()

    def on_mount(self) -> None:
        """Arrows choose."""
        self.tell(_(PARTS["letters"]))
        self.query_one(Rows).focus()

    def on_screen_resume(self) -> None:
        """Show whom there is now."""
        people = [
            Row(neutral(each.name), id=f"{_PERSON}{each.name}", mark="·", about=each.recipient)
            for each in self.kept.document.exchange.people
        ]
        nobody = [Row(_("Nobody yet."), quiet=True)]
        self.query_one(Rows).show(
            [
                Row(_("To you"), heading=True),
                Row(_("Show my recipient"), id="mine"),
                Row(_("Open a letter"), id="letter"),
                Row(_("Write to"), heading=True, apart=True),
                *(people or nobody),
                *([Row(_("All of them"), id="all")] if len(people) > 1 else []),
                Row(_("Add somebody"), id="add", apart=True),
                *(Row(text, quiet=True, apart=not at) for at, text in enumerate(in_words(LETTERS))),
            ]
        )
        self.refresh_bindings()

    def on_rows_moved(self) -> None:
        """Other keys may work here."""
        self.refresh_bindings()

    def on_rows_pressed(self) -> None:
        """A click on what is under the cursor opens it."""
        self.action_open()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only people can be forgotten."""
        if action == "forget":
            return self.query_one(Rows).current.startswith(_PERSON)
        return super().check_action(action, parameters)

    def action_open(self) -> None:
        """Do what the line says."""
        row = self.query_one(Rows).current
        if row == "mine":
            self.kept.change(with_key)
            self.app.push_screen(MineScreen())
        elif row == "letter":
            self.app.push_screen(OpenLetterScreen())
        elif row == "add":
            self.app.push_screen(PersonScreen())
        elif row == "all":
            names = tuple(each.name for each in self.kept.document.exchange.people)
            self.app.push_screen(WriteLetterScreen(names))
        elif row.startswith(_PERSON):
            self.app.push_screen(WriteLetterScreen((row.removeprefix(_PERSON),)))

    def action_forget(self) -> None:
        """Ask, then forget somebody."""
        name = self.query_one(Rows).current.removeprefix(_PERSON)

        def forget() -> None:
            self.kept.change(lambda document: without_person(document, name))
            self.on_screen_resume()

        title = _("Forget “{title}”?").format(title=neutral(name))
        forgetting.ask(self.parasol, title, forget)


class MineScreen(KeptPage[None]):
    """Shows the own recipient, so that it can be copied by hand."""

    EXPLAIN = N_(
        "Parasol never writes to the clipboard: other programs read it.\n"
        "In most terminals you can select text with the mouse while you hold Shift.\n"
        "Esc goes back."
    )
    DEFAULT_CSS = """
    MineScreen WholePath { margin: 0 0 1 2; }
    """

    def sheet(self) -> ComposeResult:
        """The recipient, and what to know."""
        yield asked(_("Give this to those who should write to you"))
        yield WholePath(own_recipient(self.kept.document))
        yield from said(in_words(LETTERS), muted=True)
