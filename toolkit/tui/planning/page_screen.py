"""One page, into a file that the person names. They see first what will stand in it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.message import Message
from textual.widgets import Input, Static

from toolkit.errors import OutputError
from toolkit.i18n import N_, _
from toolkit.messages import explain_error
from toolkit.threats.paper import as_html, as_text
from toolkit.tui.background import in_background
from toolkit.tui.cleaning.options_screen import meant
from toolkit.tui.cleaning.path_screen import whole
from toolkit.tui.planning.agenda import as_decided
from toolkit.tui.planning.page_file import is_for_browsers, write
from toolkit.tui.screens.base import Page

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from toolkit.tui.planning.session import Session


class _Name(Input):
    """The name of the file."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", N_("write the file"), key_display="Enter"),
        Binding("down", "screen.to_page", show=False),
    ]


class PageScreen(Page[None]):
    """Writes one page.

    Args:
        session: The person's answers and decisions.
        path: Where it could go.
    """

    HEADING = N_("Print one page")
    EXPLAIN = N_(
        "Below is what will stand in the file. It names neither you nor this program.\n"
        "A name that ends in .html makes a page for a browser, all others plain text.\n"
        "Nothing is written before you press Enter, and no file is written over."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab,shift+tab", "to_page", N_("read the page"), key_display="Tab"),
        Binding("tab,shift+tab", "to_name", N_("the name"), key_display="Tab"),
    ]
    DEFAULT_CSS = """
    PageScreen {
        & > #body { padding: 0; }
        & #line { height: 2; padding: 0 2 1 2; }
        & #line Static { width: auto; margin: 0 2 0 0; }
        & #line Input { width: 1fr; max-width: 80; }
        & #told { height: auto; max-width: 96; padding: 0 2 1 2; }
        & #told.-written { color: $kept; }
        & #page { height: 1fr; border-top: solid $line; scrollbar-gutter: stable; }
        & #page Static { height: auto; padding: 0 0 0 1; }
    }
    """

    class Written(Message):
        """The file is there, or could not be written.

        Args:
            path: Which.
            error: Why not.
        """

        def __init__(self, path: Path, error: OutputError | None) -> None:
            super().__init__()
            self.path = path
            self.error = error

    def __init__(self, session: Session, path: Path) -> None:
        super().__init__()
        self._library = session.library
        self._assessment = as_decided(session, session.assessment())
        self._proposed = str(path)
        self._writing = False

    def content(self) -> ComposeResult:
        """The name, what to think of, and the page."""
        name = _Name(whole(self._proposed), select_on_focus=False)
        name.cursor_blink = False
        with Horizontal(id="line"):
            yield Static(_("File"), classes="muted", markup=False)
            yield name
        yield Static(
            _(
                "A file or a paper can be found, and says what you plan. Keep it where you would "
                "keep a letter, and destroy it when you know it by heart."
            ),
            id="told",
            classes="warning",
            markup=False,
        )
        with VerticalScroll(id="page"):
            yield Static(as_text(self._library, self._assessment), markup=False)

    def on_mount(self) -> None:
        """Begin in the name."""
        self.query_one(Input).focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """From the name to the page and back."""
        in_name = isinstance(self.focused, Input)
        if action == "to_name":
            return not in_name
        if action == "to_page":
            return in_name
        return super().check_action(action, parameters)

    def action_to_page(self) -> None:
        """Read the page."""
        self.query_one("#page", VerticalScroll).focus()

    def action_to_name(self) -> None:
        """Back to the name."""
        self.query_one(Input).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Write the file."""
        event.stop()
        self._write()

    def _write(self) -> None:
        """Write it, away from the screen: the disk may take its time."""
        if self._writing:
            return
        self._writing = True
        path = Path(meant(self.query_one(Input).value, self._proposed))
        form = as_html if is_for_browsers(path) else as_text
        text = form(self._library, self._assessment)

        def work() -> Message:
            try:
                write(path, text)
            except OutputError as error:
                return self.Written(path, error)
            return self.Written(path, None)

        in_background(work, self)

    def on_page_screen_written(self, event: Written) -> None:
        """Say what became of it."""
        self._writing = False
        told = self.query_one("#told", Static)
        path = whole(str(event.path))
        told.set_class(event.error is None, "-written")
        if event.error is not None:
            told.update(explain_error(event.error, path))
            return
        told.update(
            _(
                "Written: {path}. Only you can read it, as far as this computer keeps to that. "
                "What is deleted later can often be found again."
            ).format(path=path)
        )
