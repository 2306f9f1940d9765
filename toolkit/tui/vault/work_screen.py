"""A key is derived: how far it is, and Esc to let it be."""

from __future__ import annotations

from threading import Event, Lock
from typing import TYPE_CHECKING, ClassVar, Final, Generic, TypeVar

from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from toolkit.errors import CancelledError, ParasolError
from toolkit.i18n import N_, _
from toolkit.tui.background import in_background
from toolkit.tui.vault.base import VaultPage, asked, said
from toolkit.vault.waiting import Work

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult, RenderResult
    from textual.timer import Timer

Made = TypeVar("Made")

_TURN: Final = Lock()
"""One at a time: what was let be may hold a vault until its key is derived."""

_SECONDS_BETWEEN: Final = 0.1
_WIDTH: Final = 40


class Bar(Widget):
    """How much is done."""

    DEFAULT_CSS = """
    Bar {
        height: 1;
        width: 100%;
        margin: 0 0 1 2;
        & > .bar--done { color: $accent; }
        & > .bar--left { color: $line; }
        &:ansi > .bar--left { text-style: dim; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"bar--done", "bar--left"}

    def __init__(self) -> None:
        super().__init__()
        self._percent = 0

    def show(self, fraction: float) -> None:
        """Draw it anew, if it is seen to have grown."""
        percent = int(100 * fraction)
        if percent != self._percent:
            self._percent = percent
            self.refresh()

    def render(self) -> RenderResult:
        """The line, and the number."""
        done = _WIDTH * self._percent // 100
        return (
            Content.styled("━" * done, self.get_visual_style("bar--done"))
            + Content.styled("─" * (_WIDTH - done), self.get_visual_style("bar--left"))
            + Content(f"  {self._percent} %")
        )


class WorkScreen(VaultPage["Made | ParasolError | None"], Generic[Made]):
    """Waits for something that derives a key.

    It gives what was made, or what went wrong; nothing where the person would not wait.

    Args:
        words: What is done.
        task: Does it. It is given a function to call once the key is derived and before anything is
            written, which raises `CancelledError` where the person would not wait.
        undo: What to do with something that was made all the same.
    """

    EXPLAIN = N_(
        "Working out the key takes a second or more on purpose: so does each guess of others.\n"
        "Esc stops it. Nothing is changed then.\n"
        "The number is an estimate."
    )

    class Begun(Message):
        """The work is on its way."""

    def __init__(
        self,
        words: str,
        task: Callable[[Callable[[], None]], Made],
        undo: Callable[[Made], object] | None = None,
    ) -> None:
        super().__init__()
        self._words = words
        self._derive = task
        self._undo = undo
        self._stopped = Event()
        self._handing = Lock()
        self._is_made = False
        self._work: Work[Made] | None = None
        self._timer: Timer | None = None

    def sheet(self) -> ComposeResult:
        """What is done, and how far it is."""
        yield asked(self._words)
        yield Bar()
        yield from said(
            [_("A good passphrase and this wait are what keeps others out.")], muted=True
        )

    def on_mount(self) -> None:
        """Begin."""

        def begin() -> Message:
            self._work = Work(self._run)
            return self.Begun()

        in_background(begin, self)

    def on_work_screen_begun(self) -> None:
        """Follow it."""
        self._timer = self.set_interval(_SECONDS_BETWEEN, self._look)

    def action_back(self) -> None:
        """Do not wait for it."""
        if self.has_class("-explained"):
            super().action_back()
            return
        with self._handing:
            if self._is_made:
                return  # and will be seen to be in a moment
            self._stopped.set()
        self.dismiss(None)

    def _run(self) -> Made:
        with _TURN:
            self._proceed()
            made = self._derive(self._proceed)
            with self._handing:
                self._is_made = not self._stopped.is_set()
            if not self._is_made and self._undo is not None:
                self._undo(made)
            return made

    def _proceed(self) -> None:
        if self._stopped.is_set():
            raise CancelledError("cancelled")

    def _look(self) -> None:
        if self._work is None or self._stopped.is_set():
            return
        self.query_one(Bar).show(self._work.fraction())
        if not self._work.future.done():
            return
        if self._timer is not None:
            self._timer.stop()
        try:
            self.dismiss(self._work.future.result())
        except ParasolError as error:
            self.dismiss(error)
