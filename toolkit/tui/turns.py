"""Keys in turn: each one meets what the one before it brought about.

Textual hands a key to what has the focus at that moment, and a screen that was opened by it takes
its place a while later. Of keys that come faster than that (somebody who knows the way, a slow
link, a paste without brackets), the first ones after a new screen would go to the old one or to
nobody, and the Enter after them would take what was proposed instead of what was typed.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Any, Final

from textual.app import ScreenStackError
from textual.events import Key, Paste

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import App
    from textual.events import Event
    from textual.message_pump import MessagePump
    from textual.timer import Timer

_PATIENCE_SECONDS: Final = 2.0
"""Nobody's keys wait longer, whatever hangs."""

_QUIET_ROUNDS: Final = 2
"""The first round sees the key handled, the next one what was posted meanwhile."""

_AT_ONCE: Final = frozenset({"f9", "ctrl+q", "ctrl+c", "ctrl+z"})


class Turns:
    """Which key may go now, and which waits.

    A key is done when a word sent after it has gone all the way that it went: from what has the
    focus up to the application, and again until nothing changes any more.

    Args:
        app: The application.
    """

    def __init__(self, app: App[Any]) -> None:
        self._app = app
        self._waiting: deque[Event] = deque()
        self._next: Event | None = None
        self._is_open = False
        self._quiet = 0
        self._timer: Timer | None = None
        self._when_done: list[Callable[[], object]] = []

    def may_go(self, event: Event) -> bool:
        """Whether a key is to be handled now. One that is not comes again when it is its turn.

        Args:
            event: What the application was told.
        """
        if not isinstance(event, (Key, Paste)) or event.is_forwarded:
            return True
        if isinstance(event, Key) and event.key in _AT_ONCE:
            return True
        if event is self._next:
            self._next = None
        elif self._is_open or self._waiting or self._next is not None:
            self._waiting.append(event)
            self.see_it_done()
            return False
        if self._is_typed(event) and not self._when_done:
            self._go_on()
        else:
            self._is_open = True
            if self._waiting or self._when_done:
                self.see_it_done()
        return True

    @property
    def all_done(self) -> bool:
        """Whether no key waits, and what the last one brought about is known to be there."""
        return not (self._is_open or self._waiting or self._next)

    def when_done(self, do: Callable[[], object]) -> None:
        """Have something done once all that was pressed until now has brought about what it does.

        Args:
            do: What to do.
        """
        self._when_done.append(do)
        # Letters are not followed, as they open nothing; but they, too, take a while to arrive.
        self._is_open = self._is_open or self.all_done
        self.see_it_done()

    def see_it_done(self) -> None:
        """Find out when the last key is done. It is only asked for when another one waits."""
        if not self._is_open or self._timer is not None:
            return
        self._quiet = 0
        # Where a word gets lost with what it was sent to, keys must not.
        self._timer = self._app.set_timer(_PATIENCE_SECONDS, self._go_on)
        self._app.call_later(self._round)

    def _is_typed(self, event: Event) -> bool:
        """Whether it is a letter for a line to type into: that opens nothing."""
        focused = self._app.focused if self._has_screen() else None
        return (
            isinstance(event, Key)
            and focused is not None
            and focused.check_consume_key(event.key, event.character)
        )

    def _has_screen(self) -> bool:
        try:
            return bool(self._app.screen)
        except ScreenStackError:
            return False

    def _way(self) -> tuple[MessagePump, ...]:
        """Which way a key would take now."""
        if not self._has_screen():
            return (self._app,)
        return tuple((self._app.focused or self._app.screen).ancestors_with_self)

    def _round(self) -> None:
        way = self._way()
        self._send(way, way)

    def _send(self, way: tuple[MessagePump, ...], left: tuple[MessagePump, ...]) -> None:
        """Have a word go the rest of a way; what is gone by now is passed over."""
        while left:
            pump, *rest = left
            left = tuple(rest)
            if pump.call_later(self._send, way, left):
                return
        self._arrived(way)

    def _arrived(self, way: tuple[MessagePump, ...]) -> None:
        if self._timer is None:
            return
        calm = way == self._way() and not any(each.message_queue_size for each in way)
        if self._has_screen() and not getattr(self._app.screen, "is_ready", True):
            calm = False
        self._quiet = self._quiet + 1 if calm else 0
        if self._quiet >= _QUIET_ROUNDS:
            self._go_on()
        else:
            self._round()

    def _go_on(self) -> None:
        """Let the next one go."""
        self._is_open = False
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        if self._waiting and self._next is None:
            self._next = self._waiting.popleft()
            self._app.post_message(self._next)
        elif self._next is None:
            while self._when_done:
                self._when_done.pop()()
