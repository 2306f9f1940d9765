"""The safety numbers of two phones beside each other: compare all, or five digits, and forge."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding
from textual.containers import Horizontal

from toolkit.i18n import N_, _, ngettext
from toolkit.messaging.names import called
from toolkit.tui.lab.ink import EMPTY, Line, Span, Tone, paragraph
from toolkit.tui.lab.numbers import Search, number_of
from toolkit.tui.lab.pane import Inked, Pane
from toolkit.tui.screens.base import Page

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.timer import Timer

    from toolkit.messaging.fingerprint import SafetyNumber
    from toolkit.messaging.state import World
    from toolkit.messaging.telling import Told
    from toolkit.tui.lab.numbers import Searched
    from toolkit.tui.lab.seats import Seats

ALL: Final = 60
FEW: Final = 5
_PER_ROW: Final = 4
_LOOK: Final = 0.25
"""Seconds between two looks at how far the forger is."""
_MINUTE, _HOUR, _DAY, _YEAR = 60, 3600, 86400, 31_557_600


class NumbersScreen(Page[None]):
    """Two safety numbers.

    Args:
        world: At the moment looked at.
        seats: Which two phones.
        compare: Compares so many digits in the lab, and says what came of it.
    """

    HEADING = N_("Safety numbers")
    EXPLAIN = N_(
        "Each phone makes this number from its own key and the one it has for the other.\n"
        "Read it out where you know the voice or the face, never in the chat itself.\n"
        "If the numbers differ, the two phones do not hold each other’s keys."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a,enter", "compare(60)", N_("compare all 60"), key_display="a"),
        Binding("5", "compare(5)", N_("compare only five")),
        Binding("f", "forge", N_("forge five digits")),
    ]
    DEFAULT_CSS = """
    NumbersScreen {
        & Horizontal { height: 6; }
        & #told { height: 1fr; margin: 1 0 0 0; }
        & #theirs { margin: 0 0 0 3; }
    }
    """

    def __init__(self, world: World, seats: Seats, compare: Callable[[int], Told]) -> None:
        super().__init__()
        self._world = world
        self._seats = seats
        self._compare = compare
        self._numbers = tuple(
            number_of(world, phone, other)
            for phone, other in ((seats.left, seats.right), (seats.right, seats.left))
        )
        self._digits = 0
        self._said: Told | None = None
        self._search: Search | None = None
        self._timer: Timer | None = None

    def content(self) -> ComposeResult:
        """Both numbers, and what came of comparing."""
        with Inked():
            with Horizontal():
                yield Pane(lambda width, _height: self._shown(0, width), id="own")
                yield Pane(lambda width, _height: self._shown(1, width), id="theirs")
            yield Pane(lambda width, _height: self._told(width), id="told")

    def on_unmount(self) -> None:
        """Nobody forges any more."""
        self._stop()

    def action_compare(self, digits: int) -> None:
        """Compare so many digits."""
        if None in self._numbers:
            return
        self._digits, self._said = digits, self._compare(digits)
        self._say()

    def action_forge(self) -> None:
        """Begin to make keys whose number begins as the other person’s does, or stop."""
        if self._search is not None and self._search.running:
            self._stop()
            return
        phones = self._world.phones
        self._search = Search(phones[self._seats.left], phones[self._seats.right], FEW)
        self._search.start()
        self._timer = self.set_interval(_LOOK, self._look)

    def _stop(self) -> None:
        if self._search is not None:
            self._search.stop()
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def _look(self) -> None:
        """See how far the search is; when it has ended, look no more."""
        if self._search is None or not self._search.running:
            self._stop()
        self._say()

    def _say(self) -> None:
        for pane in self.query(Pane):
            pane.say()

    def _shown(self, side: int, width: int) -> list[Line]:
        """One phone’s number in groups of five; those that were compared are marked."""
        phone = (self._seats.left, self._seats.right)[side]
        number, other = self._numbers[side], self._numbers[1 - side]
        lines: list[Line] = [
            (Span(_("{name} sees").format(name=called(phone)), Tone.STRONG),),
            EMPTY,
        ]
        if number is None or other is None:
            told = _("No number yet: first a message has to arrive.")
            return [*lines, *paragraph(told, width, Tone.QUIET)]
        for at in range(0, len(number.groups), _PER_ROW):
            row: list[Span] = []
            for place in range(at, at + _PER_ROW):
                row += [*self._group(number, other, place), Span("  ")]
            lines.append(tuple(row))
        return lines

    def _group(self, number: SafetyNumber, other: SafetyNumber, place: int) -> list[Span]:
        compared = place * FEW < self._digits
        if not compared:
            return [Span(number.groups[place], Tone.PLAIN if not self._digits else Tone.QUIET)]
        same = number.groups[place] == other.groups[place]
        return [Span(number.groups[place], Tone.LIVE if same else Tone.OPEN)]

    def _told(self, width: int) -> list[Line]:
        lines: list[Line] = []
        if self._said is not None:
            tone = {"numbers-same": Tone.LIVE, "numbers-differ": Tone.OPEN}.get(
                self._said.code, Tone.WAITS
            )
            mark = {"numbers-same": "✓ ", "numbers-differ": "✗ "}.get(self._said.code, "◆ ")
            lines += paragraph(self._said.what, width, tone, lead=(Span(mark, tone),))
            lines += paragraph(self._said.why, width, Tone.QUIET, lead=(Span("  "),))
        if self._search is not None:
            lines += [EMPTY, *searched(self._search.so_far, width)]
        return lines


def searched(found: Searched, width: int) -> list[Line]:
    """How far a search for fitting keys is, and how long all digits would take at this pace.

    Args:
        found: How far.
        width: Cells.
    """
    head = _("A server in the middle makes keys until {digits} digits are the same.")
    lines = paragraph(head.format(digits=found.digits), width, Tone.STRONG)
    facts = {"tries": found.tries, "time": lasting(found.seconds)}
    if found.shown:
        words = _("Found after {tries} keys, in {time}: both phones would begin with {shown}.")
        told = words.format(**facts, shown=found.shown[0])
        lines += paragraph(told, width, Tone.OPEN, lead=(Span("● ", Tone.OPEN),))
    else:
        words = _("{tries} keys so far, in {time}.").format(**facts)
        lines += paragraph(words, width, Tone.WAITS, lead=(Span("◆ ", Tone.WAITS),))
    if found.tries:
        whole = _("At this pace, all {digits} digits would take about {time}.").format(
            digits=ALL, time=lasting(found.seconds_for(ALL))
        )
        lines += paragraph(whole, width, Tone.LIVE, lead=(Span("✓ ", Tone.LIVE),))
    return lines


def lasting(seconds: float) -> str:
    """A time in the largest unit that fits, rounded; beyond a million years, as a power of ten."""
    if seconds < 2 * _MINUTE:
        count = max(round(seconds), 1)
        return ngettext("{count} second", "{count} seconds", count).format(count=count)
    if seconds < 2 * _HOUR:
        return _("{count} minutes").format(count=round(seconds / _MINUTE))
    if seconds < 2 * _DAY:
        return _("{count} hours").format(count=round(seconds / _HOUR))
    if seconds < _YEAR:
        return _("{count} days").format(count=round(seconds / _DAY))
    years = seconds / _YEAR
    if years < 1e6:
        return _("{count} years").format(count=round(years))
    return _("1 followed by {zeros} zeros, in years").format(zeros=len(f"{years:.0f}") - 1)
