"""Add somebody to write to; write a letter; open one."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding
from textual.message import Message
from textual.widgets import Static

from toolkit.errors import VaultError
from toolkit.i18n import N_, _
from toolkit.messages import explain_error
from toolkit.neutral import neutral
from toolkit.new_file import write
from toolkit.tui.background import in_background
from toolkit.tui.cleaning.options_screen import Choice
from toolkit.tui.cleaning.path_screen import whole
from toolkit.tui.paper.page_file import proposed
from toolkit.tui.paper.writing import Written, write_away
from toolkit.tui.vault.base import KeptPage, asked, in_words, said, trouble_line
from toolkit.tui.vault.letters_kept import sendable, text_of, with_person
from toolkit.tui.vault.line import LEAD, Line, Typed, typed_text
from toolkit.tui.vault.making import named
from toolkit.tui.vault.place_screen import path_of
from toolkit.vault import letters
from toolkit.vault.telling import LETTERS

if TYPE_CHECKING:
    from pathlib import Path

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.widgets import Input


_MOST_SHOWN: Final = 20_000
"""Characters of a letter that are shown at once; all of it can be kept."""


class PersonScreen(KeptPage[None]):
    """Asks for a name and a recipient."""

    EXPLAIN = N_(
        "A recipient begins with age1. Paste it, or type it letter by letter.\n"
        "The name is yours to choose, and stays in the vault; a made-up one is best.\n"
        "Compare the recipient by voice or in person before you rely on it."
    )

    def sheet(self) -> ComposeResult:
        """Two lines."""
        yield asked(_("Add somebody"))
        yield Line(_("Name"), id="name")
        yield Line(_("Recipient"), id="recipient")
        yield trouble_line()

    def on_mount(self) -> None:
        """Begin with the name."""
        self.query_one("#name", Typed).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go on, or take both."""
        event.stop()
        name = typed_text(self.query_one("#name", Typed).value).strip()
        recipient = self.query_one("#recipient", Typed)
        if not name or not recipient.value.strip():
            (recipient if name else self.query_one("#name", Typed)).focus()
            return
        try:
            document = with_person(self.kept.document, name, recipient.value)
        except VaultError as error:
            self.trouble(explain_error(error, ""))
            return
        self.kept.change(lambda _document: document)
        self.dismiss()


class WriteLetterScreen(KeptPage[None]):
    """Asks what goes into a letter, and where the file goes.

    Args:
        names: Whom it is for.
    """

    EXPLAIN = N_(
        "The letter is a file that the key of its recipient opens. That you send it can be seen.\n"
        "It does not say who wrote it. Left and right choose what goes into it.\n"
        "A text for a letter is first written as a note."
    )

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__()
        self._to = names
        self._proposed = str(proposed().with_suffix(".age"))
        self._what: list[str] = []
        self._at = 0

    def sheet(self) -> ComposeResult:
        """What, and where to."""
        things = list(sendable(self.kept.document))
        self._what = [key for key, _title in things]
        yield asked(_("A letter to {name}").format(name=self._called()))
        if not things:
            yield from said([_("There is nothing to send yet: write a note first.")])
            yield trouble_line()
            return
        answers = [(neutral(title) or _("without a title"), "") for _key, title in things]
        yield from said(in_words(LETTERS[1:]))
        yield Choice(_("What"), answers, 0, LEAD, id="what")
        yield Line(_("File"), whole(self._proposed), id="path")
        yield trouble_line()

    def on_mount(self) -> None:
        """Begin with what goes into it."""
        if self._what:
            self.query_one(Choice).focus()

    def on_choice_turned(self, event: Choice.Turned) -> None:
        """Take another thing."""
        self._at = event.at

    def on_input_submitted(self) -> None:
        """Write it, away from the screen."""
        path = path_of(self.query_one("#path", Typed).value, self._proposed)
        document = self.kept.document
        to = [each.recipient for each in document.exchange.people if each.name in self._to]
        text = text_of(document, self._what[self._at])

        write_away(self, path, lambda: write(path, letters.write(text, to)))

    def on_written(self, event: Written) -> None:
        """Say what became of it."""
        path = whole(str(event.path))
        if event.error is not None:
            self.trouble(explain_error(event.error, path))
        else:
            text = _("Written: {path}. Only {name} can open it; you cannot.")
            self.trouble(text.format(path=path, name=self._called()), good=True)

    def _called(self) -> str:
        return neutral(", ".join(self._to))


class Opened(Message):
    """A letter was read.

    Args:
        path: Which file.
        text: What it says, or why it cannot be told.
    """

    def __init__(self, path: Path, text: str | VaultError) -> None:
        super().__init__()
        self.path = path
        self.text = text


class OpenLetterScreen(KeptPage[None]):
    """Asks for a file, and shows what somebody wrote."""

    EXPLAIN = N_(
        "Type where the letter is, or drop the file here.\n"
        "F3 keeps what it says: an export is brought in, anything else becomes a note.\n"
        "Nothing is kept of a letter before that."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f3", "keep", N_("keep it in the vault"), key_display="F3"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._text = ""

    def sheet(self) -> ComposeResult:
        """The file, and what it says."""
        yield asked(_("Open a letter"))
        yield Line(_("File"), id="path")
        yield trouble_line()
        yield Static(id="letter", classes="said", markup=False)
        yield from said(in_words(LETTERS[:1]), muted=True)

    def on_mount(self) -> None:
        """Begin with the file."""
        self.query_one("#path", Typed).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Open it, away from the screen."""
        event.stop()
        if not event.value.strip():
            return
        path, document = path_of(event.value, event.value), self.kept.document

        def work() -> Message:
            try:
                with path.open("rb") as file:
                    content = file.read(letters.LARGEST + 1)
                return Opened(path, letters.read(content, document))
            except OSError:
                return Opened(path, VaultError("text-unreadable"))
            except VaultError as error:
                return Opened(path, error)

        in_background(work, self)

    def on_opened(self, event: Opened) -> None:
        """Show it."""
        if isinstance(event.text, VaultError):
            self.trouble(explain_error(event.text, named(event.path)))
            return
        self._text = event.text
        self.trouble("")
        self.query_one("#letter", Static).update(typed_text(event.text)[:_MOST_SHOWN])
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what was opened can be kept."""
        if action == "keep":
            return bool(self._text)
        return super().check_action(action, parameters)

    def action_keep(self) -> None:
        """Keep it."""
        text, self._text = self._text, ""
        self.kept.change(lambda document: letters.with_letter(document, text))
        self.trouble(_("It is kept in the vault."), good=True)
        self.refresh_bindings()
