"""A page into a file that the person names. They see first what will stand in it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Static

from toolkit.errors import OutputError
from toolkit.i18n import N_, _
from toolkit.messages import explain_error
from toolkit.new_file import write
from toolkit.tui.background import in_background
from toolkit.tui.cleaning.options_screen import meant
from toolkit.tui.cleaning.path_screen import whole
from toolkit.tui.paper.page_file import is_for_browsers, proposed
from toolkit.tui.screens.base import Page
from toolkit.tui.widgets.reading import Block, Reading, Section

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType


@dataclass(frozen=True, slots=True)
class Paper:
    """A page in both of its forms.

    Attributes:
        text: Plain text.
        html: A page for a browser.
    """

    text: str
    html: str


class _NameLine(Input):
    """The file's name. The keys that read the page are the screen's."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", N_("write the file")),
        Binding("down", "screen.page(1)", N_("read the page"), key_display="↑↓"),
        Binding("up", "screen.page(-1)", show=False),
    ]


class PaperScreen(Page[None]):
    """Writes a page.

    Args:
        paper: It.
        path: Where it could go; a free name in the person's own folder by default.
    """

    HEADING = N_("Print one page")
    EXPLAIN = N_(
        "Below is what will stand in the file. It names neither you nor this program.\n"
        "A name that ends in .html makes a page for a browser, all others plain text.\n"
        "Nothing is written before you press Enter, and no file is written over."
    )
    DEFAULT_CSS = """
    PaperScreen {
        & #line { height: 1; margin: 0 0 1 0; }
        & #line Static { width: auto; margin: 0 2 0 0; }
        & #line Input { width: 1fr; max-width: 80; }
        & #told { height: auto; max-width: 96; margin: 0 0 1 0; }
        & #told.-written { color: $kept; }
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

    def __init__(self, paper: Paper, path: Path | None = None) -> None:
        super().__init__()
        self._paper = paper
        self._proposed = str(path or proposed())
        self._writing = False

    def content(self) -> ComposeResult:
        """The name, what to think of, and the page."""
        name = _NameLine(whole(self._proposed), select_on_focus=False)
        name.cursor_blink = False
        with Horizontal(id="line"):
            yield Static(_("File"), classes="muted", markup=False)
            yield name
        yield Static(
            _(
                "A file or a paper can be found, and says what you think of. Keep it where you "
                "would keep a letter, or learn it by heart instead."
            ),
            id="told",
            classes="warning",
            markup=False,
        )
        lines = self._paper.text.splitlines()
        page = Reading((Section("", tuple(Block(line) for line in lines)),))
        page.can_focus = False
        yield page

    def on_mount(self) -> None:
        """Begin in the name."""
        self.query_one(Input).focus()

    def action_page(self, by: int) -> None:
        """Read the page."""
        self.query_one(Reading).action_walk(by)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Write the file, away from the screen: the disk may take its time."""
        event.stop()
        if self._writing:
            return
        self._writing = True
        path = Path(meant(event.value, self._proposed))
        text = self._paper.html if is_for_browsers(path) else self._paper.text

        def work() -> Message:
            try:
                write(path, text.encode())
            except OutputError as error:
                return self.Written(path, error)
            return self.Written(path, None)

        in_background(work, self)

    def on_paper_screen_written(self, event: Written) -> None:
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
