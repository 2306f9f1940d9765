"""The application: one frame around all screens."""

from __future__ import annotations

import gc
import threading
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual import on
from textual._styles_cache import StylesCache
from textual.app import App
from textual.binding import Binding
from textual.driver import Driver
from textual.events import Key, MouseDown, MouseScrollDown, MouseScrollUp, Paste

from toolkit.i18n import N_
from toolkit.languages import spoken
from toolkit.tui.driver import GuardedDriver
from toolkit.tui.glyphs import AsciiOnly
from toolkit.tui.look import THEMES
from toolkit.tui.safety import Stops
from toolkit.tui.screens.home import Home
from toolkit.tui.turns import Turns

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from rich.console import RenderableType
    from textual.app import SystemCommand
    from textual.binding import BindingType
    from textual.events import Event
    from textual.screen import Screen

    from toolkit.tui.picture_overlay import PictureOverlay
    from toolkit.tui.safety import WayOut
    from toolkit.tui.settings import Settings
    from toolkit.tui.vault.kept import Kept

# Textual remembers two colours of each of the last thousand widgets, and with them the widgets'
# lines: what closed screens showed, a vault's among them. Without that, it works the colours out.
StylesCache.get_inner_outer = StylesCache.get_inner_outer.__wrapped__  # type: ignore[method-assign,assignment]

_ARRIVING_SECONDS: Final = 0.25
"""How long what was typed last may take to arrive when the person leaves."""

_PRESSED: Final = (Key, Paste, MouseDown, MouseScrollDown, MouseScrollUp)


class Parasol(App[int]):
    """The interface.

    Args:
        settings: How it shows itself.
        paths: Files and folders to read at once.
        way_out: How the person leaves; nothing in tests without a terminal.
    """

    TITLE = ""
    CSS_PATH = Path(__file__).with_name("theme.tcss")
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f9", "cover", N_("hide"), priority=True),
        Binding("ctrl+q", "leave", N_("leave"), priority=True),
        Binding("ctrl+c", "leave", show=False, priority=True),
        Binding("ctrl+z", "suspend_process", show=False, priority=True),
    ]

    def __init__(
        self, settings: Settings, paths: Sequence[str] = (), way_out: WayOut | None = None
    ) -> None:
        super().__init__(driver_class=GuardedDriver, ansi_color=None if settings.colour else True)
        self.settings = settings
        self.paths = tuple(paths)
        self.way_out = way_out
        self._stops = Stops() if way_out is None else way_out.stops
        self._over: PictureOverlay | None = None
        self._turns = Turns(self)
        for each in THEMES:
            self.register_theme(each)
        self.theme = settings.theme
        if settings.slow_link:
            self.animation_level = "none"
        if not settings.utf8:
            self._filters.append(AsciiOnly())

    def get_default_screen(self) -> Screen[Any]:
        """The first screen: the first words, or home when it is known what is wanted."""
        if self.paths:
            return Home()
        from toolkit.tui.screens.welcome import Welcome  # noqa: PLC0415 - the start stays quick

        return Welcome(spoken())

    def on_mount(self) -> None:
        """Read what was asked for."""
        if self.way_out is not None:
            self.call_after_refresh(self.settle)
        if self.paths:
            from toolkit.tui.cleaning.flow import read  # noqa: PLC0415 - the start stays quick

            read(self, self.paths)

    def settle(self) -> None:
        """What is there now is there for good: it is no longer looked through for garbage.

        Once the first screen is drawn, and after everything to read was loaded.
        """
        if self.way_out is not None:
            if gc.isenabled():
                # Screens may have been closed: what is garbage now would stay for good, too.
                gc.collect()
            gc.freeze()
            gc.enable()

    @cached_property
    def vault(self) -> Kept:
        """What the person asked to keep, once they have opened it."""
        from toolkit.tui.vault.kept import Kept  # noqa: PLC0415 - the start stays quick

        return Kept(self)

    @property
    def covered(self) -> bool:
        """Whether the harmless page hides everything."""
        return self.way_out is not None and self.way_out.terminal.covered

    async def on_event(self, event: Event) -> None:
        """Keys one after the other; an open vault closes by itself when there are none."""
        if isinstance(event, _PRESSED) and "vault" in self.__dict__:
            self.vault.touch()
        if self._turns.may_go(event):
            await super().on_event(event)

    def before_leaving(self, stop: Callable[[], None]) -> Callable[[], None]:
        """Have something stopped when the person leaves, however they do.

        Args:
            stop: Stops it. It is called from any thread, must not wait for long, and may be called
                when there is nothing to stop any more.

        Returns:
            Takes the request back.
        """
        return self._stops.before(stop)

    def let_arrive(self) -> None:
        """Wait a moment until all that was typed has arrived; not in the thread that handles it."""
        arrived = threading.Event()
        if threading.get_ident() == self._thread_id:
            return
        if self.call_later(self._turns.when_done, arrived.set):
            arrived.wait(_ARRIVING_SECONDS)

    def action_leave(self) -> None:
        """Leave at once."""
        if self.way_out is not None:
            self.way_out.leave(0)
        self._stops.stop_everything()
        self.exit(0)

    def action_cover(self) -> None:
        """Hide everything behind a harmless page, or come back."""
        if isinstance(self._driver, GuardedDriver):
            self._driver.cover()

    def action_suspend_process(self) -> None:
        """Let the shell have the terminal for a while."""
        if self.way_out is not None:
            super().action_suspend_process()

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:  # noqa: ARG002 - Textual's signature
        """None: Textual's own would save pictures of the screen."""
        return ()

    def copy_to_clipboard(self, text: str) -> None:
        """Nothing: the terminal's clipboard is read by other programs, and outlives us."""

    def panic(self, *renderables: RenderableType) -> None:
        """Leave after a fault that Textual found. What it would print may hold a person's data."""
        if self.way_out is None:
            super().panic(*renderables)
        else:
            self.way_out.fail(RuntimeError())

    def wear(self, settings: Settings) -> None:
        """Show itself in another way from now on.

        Args:
            settings: How.
        """
        self.settings = settings
        self.theme = settings.theme
        if settings.sixels == (self._over is not None) or self.way_out is None:
            return
        if self._over is not None:
            self._over.stop()
            self._over = None
        else:
            from toolkit.tui.picture_overlay import PictureOverlay  # noqa: PLC0415 - only when wanted

            self._over = PictureOverlay(self.way_out.terminal)

    def post_display_hook(self) -> None:
        """Draw pictures over the frame that was sent just now."""
        drawn = self._over.drawn(self.screen) if self._over is not None else ""
        if drawn and self._driver is not None:
            self._driver.write(drawn)

    async def say_anew(self) -> None:
        """Have the screens that are open say everything in the language spoken now."""
        for screen in self.screen_stack:
            await screen.recompose()
        # What had the focus is gone, and with it the keys.
        if self.focused is None:
            self.screen.focus_next()

    @on(Driver.SignalResume)
    def redraw(self) -> None:
        """Draw everything anew, after the terminal was somebody else's."""
        self.refresh(layout=True)

    def _set_pointer_shape(self, shape: str) -> None:
        """Nothing: the shape would outlive us, and costs bytes."""

    def _handle_exception(self, error: Exception) -> None:
        """Leave after a fault of ours; in tests, let the test see it."""
        if self.way_out is None:
            super()._handle_exception(error)
        else:
            self.way_out.fail(error)
