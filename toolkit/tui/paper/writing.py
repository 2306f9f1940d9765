"""Something new on the disk, under a name that the person gives or takes as it is proposed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Static

from toolkit.errors import ParasolError
from toolkit.i18n import _
from toolkit.messages import explain_error
from toolkit.tui.background import in_background
from toolkit.tui.cleaning.options_screen import meant
from toolkit.tui.cleaning.path_screen import whole
from toolkit.tui.screens.base import Page

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.widget import Widget


class Written(Message):
    """It is there, or could not be written.

    Args:
        path: Where.
        error: Why not.
    """

    def __init__(self, path: Path, error: ParasolError | None) -> None:
        super().__init__()
        self.path = path
        self.error = error


def write_away(asks: Widget, path: Path, write: Callable[[], object]) -> None:
    """Write, away from the screen: the disk may take its time. `Written` says what became of it.

    Args:
        asks: Who is told.
        path: Where it goes.
        write: Writes it, or raises one of our errors.
    """

    def work() -> Message:
        try:
            write()
        except ParasolError as error:
            return Written(path, error)
        return Written(path, None)

    in_background(work, asks)


class NameLine(Input):
    """The name of what will be written."""


class WritingPage(Page[None]):
    """Asks for a name, says what to think of, and writes. What will stand there is shown below.

    Args:
        name: The name that is proposed.
    """

    WHAT: ClassVar[str]
    """What it is: a file, a folder. To be translated."""
    CARE: ClassVar[str]
    """What to think of before. To be translated."""
    LINE: ClassVar[type[NameLine]] = NameLine
    DEFAULT_CSS = """
    WritingPage {
        & #line { height: 1; margin: 0 0 1 0; }
        & #line Static { width: auto; margin: 0 2 0 0; }
        & #line Input { width: 1fr; max-width: 80; }
        & #told { height: auto; max-width: 96; margin: 0 0 1 0; }
        & #told.-written { color: $kept; }
    }
    """

    def __init__(self, name: str) -> None:
        super().__init__()
        self._proposed = name
        self._writing = False

    def content(self) -> ComposeResult:
        """The name, what to think of, and what will stand there."""
        name = self.LINE(whole(self._proposed), select_on_focus=False)
        name.cursor_blink = False
        with Horizontal(id="line"):
            yield Static(_(self.WHAT), classes="muted", markup=False)
            yield name
        yield Static(_(self.CARE), id="told", classes="warning", markup=False)
        yield from self.below()

    def below(self) -> ComposeResult:
        """What will stand there."""
        raise NotImplementedError

    def write(self, path: Path) -> Callable[[], object]:
        """What writes it, in a thread of its own; it raises one of our errors."""
        raise NotImplementedError

    def success(self, path: str) -> str:
        """What is said once it is there. What more there is to do, is done.

        Args:
            path: Where, as it can be shown.
        """
        raise NotImplementedError

    def on_mount(self) -> None:
        """Begin in the name."""
        self.query_one(Input).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Write it."""
        event.stop()
        if self._writing:
            return
        self._writing = True
        path = Path(meant(event.value, self._proposed))
        write_away(self, path, self.write(path))

    def on_written(self, event: Written) -> None:
        """Say what became of it."""
        self._writing = False
        told = self.query_one("#told", Static)
        path = whole(str(event.path))
        told.set_class(event.error is None, "-written")
        told.update(explain_error(event.error, path) if event.error else self.success(path))
        if event.error is None:
            self.after(event.path)

    def after(self, path: Path) -> None:
        """It is there."""
