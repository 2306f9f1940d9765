"""The lab as something in which things are done, at once or away from the screen, and time goes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from textual.message import Message
from textual.worker import get_current_worker

from toolkit.i18n import _, ngettext
from toolkit.messaging.interventions import Seize
from toolkit.messaging.names import called
from toolkit.tui.lab import experiments, happening
from toolkit.tui.lab.board import Board
from toolkit.tui.lab.seats import fitting

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from toolkit.messaging.events import Event
    from toolkit.messaging.world import Action
    from toolkit.tui.lab.board import View
    from toolkit.tui.lab.seats import Seats
    from toolkit.tui.lab.stage import Stage

_FAILED: Final = frozenset(("backup-closed",))
"""What came of a try after which the next one follows."""


class Doing(Board):
    """Where things are done: each makes a moment, and is told to who listens.

    Args:
        view: What is looked at first.
        id: As for any widget.
    """

    class Acted(Message, namespace="lab"):
        """Something was done.

        Args:
            lab: Where.
            action: What.
            happened: What came of it.
        """

        def __init__(self, lab: Doing, action: Action, happened: tuple[Event, ...]) -> None:
            super().__init__()
            self.lab = lab
            self.action = action
            self.happened = happened

    class Looked(Message, namespace="lab"):
        """Another moment is looked at, or something was planned.

        Args:
            lab: Where.
        """

        def __init__(self, lab: Doing) -> None:
            super().__init__()
            self.lab = lab

    def __init__(self, view: View, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(view, id=id)
        self._busy = ""

    @property
    def stage(self) -> Stage:
        """All moments, and the one looked at."""
        return self.view.stage

    @property
    def seats(self) -> Seats:
        """Which two phones are looked at, and who writes to whom."""
        return self.view.seats

    @property
    def standing(self) -> str:
        """What one has to know of the moment looked at, in a few words; mostly nothing."""
        if self._busy:
            return self._busy
        if self.stage.looks_back:
            return _("Looking back: what you do now begins from here")
        for later in self.stage.later:
            if isinstance(later.action, Seize):
                count, name = later.shown - self.stage.now.shown, called(later.action.who)
                return ngettext(
                    "{name}’s phone is taken after {count} more text",
                    "{name}’s phone is taken after {count} more texts",
                    count,
                ).format(name=name, count=count)
        return experiments.unusual(self.stage.world.settings)

    def do(self, action: Action) -> None:
        """Do something, and show what came of it."""
        self._look(self.stage.done(action))
        self.post_message(self.Acted(self, action, self.stage.now.events))

    def look(self, at: int) -> None:
        """Look at another moment."""
        gone = self.stage.gone(at)
        if gone.at != self.stage.at:
            self._look(gone)
            self.post_message(self.Looked(self))

    def do_slowly(self, actions: Sequence[Action], told: str) -> None:
        """Do what takes seconds away from the screen; what is done meanwhile goes before.

        Args:
            actions: What is tried, until something else came of one of them than a failed try.
            told: What is told meanwhile.
        """
        at = self.stage
        self._busy = told
        self.post_message(self.Looked(self))

        def work() -> None:
            before, worker = at, get_current_worker()
            for number, action in enumerate(actions, 1):
                after = before.done(action)
                if worker.is_cancelled:
                    return
                is_last = number == len(actions) or after.now.events[0].code not in _FAILED
                came = self._came(before, action, after, is_last=is_last)
                if not self.app.call_from_thread(came) or is_last:
                    return
                before = after

        self.run_worker(work, thread=True, exclusive=True, exit_on_error=False)

    def _came(
        self, before: Stage, action: Action, after: Stage, *, is_last: bool
    ) -> Callable[[], bool]:
        """What shows that something slow is done; tells whether more of it is wanted."""

        def show() -> bool:
            wanted = self.is_attached and self.stage is before
            self._busy = self._busy if wanted and not is_last else ""
            if wanted:
                self._look(after)
                self.post_message(self.Acted(self, action, after.now.events))
            else:
                self.post_message(self.Looked(self))
            return wanted

        return show

    def _look(self, at: Stage) -> None:
        """Look at a moment: seats for those who are there, what happened in words."""
        sitting = fitting(self.seats, at.world)
        told = happening.happened(at.now)
        self.show(replace(self.view, stage=at, seats=sitting, told=told, chosen=0))
        self.refresh_bindings()
