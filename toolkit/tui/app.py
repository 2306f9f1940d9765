"""The application: one frame around all screens."""

from __future__ import annotations

import contextlib
import threading
from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual.app import App
from textual.binding import Binding

from toolkit.i18n import N_
from toolkit.languages import spoken
from toolkit.tui import fault, safety
from toolkit.tui.glyphs import AsciiOnly
from toolkit.tui.look import THEMES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from textual.app import SystemCommand
    from textual.binding import BindingType
    from textual.screen import Screen

    from toolkit.tui.settings import Settings

_FAULT: Final = 1


class Parasol(App[int]):
    """The interface.

    Args:
        settings: How it shows itself.
        paths: Files and folders to read at once.
    """

    TITLE = ""
    CSS_PATH = "theme.tcss"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f9", "cover", N_("hide"), priority=True),
        Binding("ctrl+q", "leave", N_("leave"), priority=True),
        Binding("ctrl+c", "leave", show=False, priority=True),
    ]

    def __init__(self, settings: Settings, paths: Sequence[str] = ()) -> None:
        super().__init__(
            driver_class=safety.GuardedDriver, ansi_color=None if settings.colour else True
        )
        self.settings = settings
        self.paths = tuple(paths)
        self._stops: list[Callable[[], None]] = []
        for each in THEMES:
            self.register_theme(each)
        self.theme = settings.theme
        if settings.slow_link:
            self.animation_level = "none"
        if not settings.utf8:
            self._filters.append(AsciiOnly())

    def on_mount(self) -> None:
        """Guard the ways out, then show the first screen."""
        if not self.is_headless:
            safety.on_signals(self._leave)
            threading.excepthook = self._thread_failed
        self._open()

    def before_leaving(self, stop: Callable[[], None]) -> Callable[[], None]:
        """Have something stopped when the person leaves, however they do.

        Args:
            stop: Stops it. It is called from the main thread, must not wait for long, and may be
                called when there is nothing to stop any more.

        Returns:
            Takes the request back.
        """
        self._stops.append(stop)

        def take_back() -> None:
            with contextlib.suppress(ValueError):
                self._stops.remove(stop)

        return take_back

    def action_leave(self) -> None:
        """Leave at once."""
        self._leave(0)

    def action_cover(self) -> None:
        """Hide everything behind a harmless page, or come back."""
        from toolkit.tui.screens.cover import Cover  # noqa: PLC0415 - the start stays quick

        if isinstance(self.screen, Cover):
            self.pop_screen()
        else:
            self.push_screen(Cover())

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:  # noqa: ARG002 - Textual's signature
        """None: Textual's own would save pictures of the screen."""
        return ()

    def copy_to_clipboard(self, text: str) -> None:
        """Nothing: the terminal's clipboard is read by other programs, and outlives us."""

    def panic(self, *renderables: object) -> None:  # noqa: ARG002 - see below
        """Leave after a fault that Textual found. What it would print may hold a person's data."""
        self._handle_exception(RuntimeError())

    def wear(self, settings: Settings) -> None:
        """Show itself in another way from now on.

        Args:
            settings: How.
        """
        self.settings = settings
        self.theme = settings.theme

    def say_anew(self) -> None:
        """Have the screens that are open say everything in the language spoken now."""
        for screen in self.screen_stack[1:]:
            screen.refresh(recompose=True)

    def _open(self) -> None:
        """Show the first screen: what was asked for, or the first words and then home."""
        from toolkit.tui.screens.home import Home  # noqa: PLC0415 - the start stays quick

        self.push_screen(Home())
        if not self.paths:
            from toolkit.tui.screens.welcome import Welcome  # noqa: PLC0415 - as above

            self.push_screen(Welcome(spoken()))

    def _leave(self, code: int) -> None:
        if isinstance(self._driver, safety.GuardedDriver):
            self._driver.give_back()
            safety.end(code, self._stops)
        for stop in self._stops:
            stop()
        self.exit(code)

    def _handle_exception(self, error: Exception) -> None:
        """Leave after a fault of ours; in tests, let the test see it."""
        if not isinstance(self._driver, safety.GuardedDriver):
            super()._handle_exception(error)
            return
        self._driver.disable_input()
        self._driver.give_back()
        for stop in self._stops:
            with contextlib.suppress(Exception):
                stop()
        fault.tell(error)
        safety.end(_FAULT, [])

    def _thread_failed(self, failed: threading.ExceptHookArgs) -> None:
        error = failed.exc_value
        if isinstance(error, Exception):
            self.call_later(self._handle_exception, error)
