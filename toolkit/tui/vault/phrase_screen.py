"""A new passphrase: six words drawn by chance, shown once and typed back; or the person's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.widgets import Static

from toolkit.errors import VaultError
from toolkit.i18n import N_, _
from toolkit.messages import explain_error
from toolkit.tui.vault.base import VaultPage, asked, said, trouble_line
from toolkit.tui.vault.line import Line, Typed
from toolkit.tui.widgets.go_on import GoOn
from toolkit.vault.phrases import as_bytes, doubts, generate
from toolkit.vault.telling import told_doubt, told_strength

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.widgets import Input


class DrawnScreen(VaultPage["bytes | None"]):
    """Shows a passphrase drawn by chance, and gives it once it was typed back.

    Args:
        title: What it is for.
    """

    EXPLAIN = N_(
        "Write it on paper that nobody finds, or learn it: make a story of the six words.\n"
        "N draws other words. O lets you choose a passphrase of your own.\n"
        "It is shown only here. F9 hides the screen at once."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "anew", N_("other words")),
        Binding("o", "own", N_("one of my own")),
    ]
    DEFAULT_CSS = """
    DrawnScreen {
        & #phrase {
            height: auto;
            margin: 0 0 1 2;
            padding: 1 2;
            background: $raised;
            color: $accent;
            text-style: bold;
        }
        & GoOn { margin: 0 0 0 2; }
        &.-normal #phrase { padding: 0 2; }
    }
    """

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = title
        self._phrase = generate()

    def sheet(self) -> ComposeResult:
        """The words, and how strong they are."""
        go_on = GoOn()
        go_on.say(_("I have it: type it once"))
        yield asked(self._title)
        yield Static(self._phrase, id="phrase", markup=False)
        yield from said(
            [
                _("Learn it, or write it on paper that nobody finds. It is not shown again."),
                _("Spaces belong to it. You will be asked to type it."),
            ]
        )
        yield from said([told_strength()], muted=True)
        yield go_on

    def on_mount(self) -> None:
        """Enter goes on."""
        self.query_one(GoOn).focus()

    def on_go_on_pressed(self) -> None:
        """Have it typed back."""
        self.app.push_screen(AgainScreen(self._title, self._phrase), self._typed)

    def action_anew(self) -> None:
        """Draw others."""
        self._phrase = generate()
        self.query_one("#phrase", Static).update(self._phrase)

    def action_own(self) -> None:
        """Let the person choose."""
        self.app.push_screen(OwnScreen(self._title), self._chosen)

    def action_back(self) -> None:
        """Leave it."""
        if self.has_class("-explained"):
            super().action_back()
        else:
            self.dismiss(None)

    def _typed(self, right: bool | None) -> None:  # noqa: FBT001 - the screen's answer
        if right:
            self.dismiss(as_bytes(self._phrase))

    def _chosen(self, phrase: bytes | None) -> None:
        if phrase is not None:
            self.dismiss(phrase)


class AgainScreen(VaultPage[bool]):
    """Has a passphrase typed back, so that it is known to be known.

    Args:
        title: What it is for.
        phrase: What was shown.
    """

    EXPLAIN = N_(
        "Type the words as they were shown, in small letters, with one space between them.\n"
        "F2 shows the letters that you type. Esc goes back to the words.\n"
        "Nothing is made before this is right."
    )

    def __init__(self, title: str, phrase: str) -> None:
        super().__init__()
        self._title = title
        self._phrase = phrase

    def sheet(self) -> ComposeResult:
        """The line."""
        yield asked(self._title)
        yield from said([_("Now type it, from the paper or from your head.")])
        yield Line(_("Passphrase"), hidden=True, id="phrase")
        yield trouble_line()

    def on_input_changed(self, event: Input.Changed) -> None:
        """What was told is out of date."""
        if event.value:
            self.trouble("")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Compare."""
        event.stop()
        if event.value == self._phrase:
            self.dismiss(result=True)
            return
        self.query_one("#phrase", Typed).value = ""
        self.trouble(_("That is not it. Try again, or go back with Esc to see it."))


class OwnScreen(VaultPage["bytes | None"]):
    """Takes a passphrase that the person made up, and says what speaks against it.

    Args:
        title: What it is for.
    """

    EXPLAIN = N_(
        "Words drawn by chance are better: people guess alike, and programs know how.\n"
        "F2 shows the letters that you type. Esc goes back to words drawn by chance.\n"
        "A passphrase is never stored, and neither is a hint."
    )
    DEFAULT_CSS = """
    OwnScreen #doubts { color: $harm-middle; }
    """

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = title

    def sheet(self) -> ComposeResult:
        """Two lines, and what speaks against it."""
        yield asked(self._title)
        yield Line(_("New passphrase"), hidden=True, id="first")
        yield Line(_("The same again"), hidden=True, id="second")
        yield Static(self._doubts(""), id="doubts", classes="said", markup=False)
        yield trouble_line()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say what speaks against it, as far as it is typed."""
        self.trouble("")
        if event.input.id == "first":
            self.query_one("#doubts", Static).update(self._doubts(event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go to the second line, or take it."""
        event.stop()
        second = self.query_one("#second", Typed)
        if event.input is not second and not second.value:
            second.focus()
            return
        first = self.query_one("#first", Typed)
        try:
            phrase = as_bytes(first.value)
            if first.value != second.value:
                raise VaultError("phrases-differ")  # noqa: TRY301 - told as the others are
        except VaultError as error:
            self.trouble(explain_error(error, ""))
            return
        self.dismiss(phrase)

    def action_back(self) -> None:
        """Back to what chance draws."""
        if self.has_class("-explained"):
            super().action_back()
        else:
            self.dismiss(None)

    def _doubts(self, phrase: str) -> str:
        return "\n".join(map(told_doubt, doubts(phrase) if phrase else doubts("")[-1:]))
