"""The lab as a widget: it can stand in any screen, alone or below a task.

A screen gives it a stage and listens to `Lab.Acted`, which tells each thing done with what came of
it. What it shows is `board`, how something is done is `doing`; here is what its keys do.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding

from toolkit.i18n import N_
from toolkit.messaging.actions import Compare, Deliver
from toolkit.messaging.phone import owner_of
from toolkit.tui.lab import happening, panels
from toolkit.tui.lab.board import WATCHING, View
from toolkit.tui.lab.doing import Doing
from toolkit.tui.lab.phone_frame import PhoneFrame, Writer
from toolkit.tui.lab.seats import (
    reachable,
    readdressed,
    seated,
    swapped_in,
    turned,
    written,
)
from toolkit.tui.lab.slider import Slider
from toolkit.tui.lab.stage import begun

if TYPE_CHECKING:
    from textual import events
    from textual.binding import BindingType

    from toolkit.messaging.events import Event
    from toolkit.messaging.telling import Told
    from toolkit.messaging.world import Action
    from toolkit.tui.lab.meddle_screen import Chosen
    from toolkit.tui.lab.pane import Pane
    from toolkit.tui.lab.seats import Seats
    from toolkit.tui.lab.stage import Stage

PEOPLE: Final = ("Alice", "Bob")
"""Names are names in every language."""
_PAGE_OF: Final = {
    "keys-left": panels.KEYS,
    "keys-right": panels.KEYS,
    "brief": panels.WHY,
    **{name: number for number, name in WATCHING.items()},
}
"""Which page tells more about a pane."""
_PAGE: Final = 6
"""Lines by which a page or the texts on the phones are scrolled at once."""
_MOST: Final = 200
"""How many packets arrive at once at most."""


class Lab(Doing, can_focus=True):
    """Two phones, the wire, those who look on, and time.

    Args:
        begins: Where it begins; two people with new phones unless given.
        id: As for any widget.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "write", N_("write")),
        Binding("space", "travel", N_("go on")),
        Binding("m", "meddle", N_("meddle")),
        Binding("tab", "turn", N_("phone")),
        Binding("left", "go(-1)", N_("time"), key_display="←→"),
        Binding("right", "go(1)", show=False),
        Binding("home", "go(-1000000)", show=False),
        Binding("end", "go(1000000)", show=False),
        Binding("up", "choose(-1)", N_("why"), key_display="↑↓"),
        Binding("down", "choose(1)", show=False),
        Binding("f", "formula", N_("formula")),
        Binding("1", "open(1)", N_("pages"), key_display="1–7"),
        *(Binding(str(number), f"open({number})", show=False) for number in range(2, 8)),
        Binding("t", "readdress", N_("to whom")),
        Binding("o", "swap_in", N_("whose phone")),
        Binding("a", "carry", N_("all arrive")),
        Binding("pagedown", "page(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("shift+tab", "turn", show=False),
    ]

    def __init__(self, begins: Stage | None = None, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        begins = begins or begun(PEOPLE)
        sitting = seated(begins.world)
        super().__init__(View(begins, sitting, happening.happened(begins.now)), id=id)

    def back(self) -> bool:
        """Close what is open in it; tells whether there was something."""
        if self.view.page == panels.PHONES:
            return False
        self._open(panels.PHONES)
        return True

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that would change nothing now are not offered."""
        _unused, world = parameters, self.stage.world
        if action == "readdress":
            return len(reachable(world, self.seats.writer)) > 1
        if action == "swap_in":
            return len(world.phones) > len(PEOPLE)
        if action == "carry":
            return len(world.wire) > 1 and not self.stage.looks_back
        return True

    def action_write(self) -> None:
        """Type on the phone whose turn it is."""
        self._open(panels.PHONES)
        self._frame().write()

    def action_travel(self) -> None:
        """Let the next packet arrive."""
        if self.stage.looks_back:
            self.look(self.stage.at + 1)
        elif (packet := self.stage.due()) is not None:
            self.do(Deliver(packet.number))

    def action_carry(self) -> None:
        """Let everything arrive that is on its way, each in a moment of its own to go back to."""
        at = self.stage
        done: list[tuple[Action, tuple[Event, ...]]] = []
        while (packet := at.due()) is not None and len(done) < _MOST:
            action: Action = Deliver(packet.number)
            at = at.done(action)
            done.append((action, at.now.events))
        if done:
            self._look(at)
        for action, events in done:
            self.post_message(self.Acted(self, action, events))

    def action_turn(self) -> None:
        """Write on the other phone."""
        self._sit(turned(self.seats, self.stage.world))

    def action_readdress(self) -> None:
        """Write to somebody else, or to a group."""
        self._sit(readdressed(self.seats, self.stage.world))

    def action_swap_in(self) -> None:
        """Look at another phone on the right."""
        self._sit(swapped_in(self.seats, self.stage.world))

    def action_go(self, by: int) -> None:
        """Go through time."""
        self.look(self.stage.at + by)

    def action_choose(self, by: int) -> None:
        """Choose the next event; on a long page, scroll."""
        if self.view.page not in {panels.PHONES, panels.WHY}:
            self.scroll_open(by)
            return
        chosen = max(0, min(self.view.chosen + by, len(self.view.told) - 1))
        self.show(replace(self.view, chosen=chosen))

    def action_page(self, by: int) -> None:
        """Scroll what is open by about as much as is seen."""
        self.scroll_open(by * _PAGE)

    def action_open(self, number: int) -> None:
        """Open a page; the same again closes it."""
        self._open(panels.PHONES if number == self.view.page else number)

    def action_formula(self) -> None:
        """Show what was computed in the chosen event."""
        from toolkit.tui.lab.formula_screen import FormulaScreen  # noqa: PLC0415 - only when wanted

        if self.view.told:
            self.app.push_screen(FormulaScreen(self.view.told[self.view.chosen]))

    def action_meddle(self) -> None:
        """Choose what else is done."""
        from toolkit.tui.lab.meddle_screen import MeddleScreen  # noqa: PLC0415 - as above
        from toolkit.tui.lab.meddling import menu  # noqa: PLC0415 - as above

        groups = menu(self.stage, self.seats)
        self.app.push_screen(MeddleScreen(groups), self._meddled)

    def on_phone_frame_typed(self, event: PhoneFrame.Typed) -> None:
        """Send what was typed."""
        event.stop()
        self.focus()
        if not event.text:
            return
        self.do(written(self.seats, self.stage.world, event.text))

    def on_writer_stopped(self, event: Writer.Stopped) -> None:
        """Take the keys back."""
        event.stop()
        self.focus()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Whoever presses into a phone writes on it."""
        self.say_lead()
        right = any(each.id == "right" for each in event.widget.ancestors_with_self)
        if isinstance(event.widget, Writer) and right != self.seats.writes_right:
            self.action_turn()

    def on_descendant_blur(self) -> None:
        """Say what can be done when nobody types."""
        self.say_lead()

    def on_pane_pressed(self, event: Pane.Pressed) -> None:
        """Go to what was pressed: a moment, a page, an event, a pane by itself."""
        event.stop()
        pane, view = event.pane, self.view
        if isinstance(pane, Slider):
            moment = pane.moment_at(event.column)
            if moment is not None:
                self.look(moment)
        elif pane.id == "strip":
            self._open(panels.page_at(view.stage, view.page, pane.size.width, event.column))
        elif pane.id == "events" or (pane.id == "page" and view.page == panels.WHY):
            line = event.line - 1
            chosen = happening.event_at(view.told, view.chosen, pane.size.width, line)
            self.show(replace(view, chosen=chosen))
        elif pane.id in _PAGE_OF:
            self._open(_PAGE_OF[pane.id])

    def on_click(self) -> None:
        """A click beside everything takes the keys."""
        if not isinstance(self.app.focused, Writer):
            self.focus()

    def compare(self, digits: int) -> Told:
        """Compare so many digits of the safety number of the two people who sit here."""
        one, other = (owner_of(each) for each in (self.seats.left, self.seats.right))
        self.do(Compare(one, other, digits))
        return self.view.told[0]

    def _meddled(self, choice: Chosen) -> None:
        """Do what was chosen."""
        if choice is None:
            return
        if isinstance(choice, str):
            from toolkit.tui.lab.numbers_screen import NumbersScreen  # noqa: PLC0415 - as above

            screen = NumbersScreen(self.stage.world, self.seats, self.compare)
            self.app.push_screen(screen)
        elif choice.way is not None:
            self._sit(replace(self.seats, way=choice.way))
        elif choice.action is not None and choice.texts:
            self.show(replace(self.view, stage=self.stage.planned(choice.action, choice.texts)))
            self.post_message(self.Looked(self))
        elif choice.begins is not None:
            people = self.stage.moments[0].world.people
            self._look(begun(people, settings=choice.begins))
            self.post_message(self.Looked(self))
        elif choice.action is not None and choice.slow:
            self.do_slowly((choice.action, *choice.further), choice.slow)
        elif choice.action is not None:
            self.do(choice.action)

    def _sit(self, sitting: Seats) -> None:
        writing = isinstance(self.app.focused, Writer)
        self.show(replace(self.view, seats=sitting))
        self.refresh_bindings()
        if writing:
            self._frame().write()

    def _open(self, number: int) -> None:
        self.show(replace(self.view, page=number, opened=self.view.opened | {number}))

    def _frame(self) -> PhoneFrame:
        """The phone that is written on."""
        return self.query_one("#right" if self.seats.writes_right else "#left", PhoneFrame)
