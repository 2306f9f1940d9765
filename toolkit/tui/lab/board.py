"""All that is seen of the lab: the phones, the wire, the keys, those who look on, time."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from textual.containers import Horizontal

from toolkit.i18n import N_, _
from toolkit.tui.lab import chat, happening, ladder, leading, panels, wire
from toolkit.tui.lab.ink import Line, Span, Tone, paragraph
from toolkit.tui.lab.pane import Inked, Pane
from toolkit.tui.lab.phone_frame import PhoneFrame, Writer
from toolkit.tui.lab.seats import addressed
from toolkit.tui.lab.slider import Slider

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from toolkit.messaging.telling import Told
    from toolkit.tui.lab.seats import Seats
    from toolkit.tui.lab.stage import Stage

SHORT: Final = N_("Real mathematics, toy product: not for real messages")
"""What of the disclaimer is always seen."""

_WIDE, _TALL = 100, 30
"""From this size on, everything is seen at once."""
_HIGH: Final = 46
"""From this height on, keys and watchers get more of it."""
WATCHING: Final = {
    panels.NETWORK: "network",
    panels.SERVER: "server",
    panels.PUSH: "push",
    panels.OTHERS: "others",
}


@dataclass(frozen=True, slots=True)
class View:
    """What is looked at.

    Attributes:
        stage: At the moment looked at.
        seats: Which two phones.
        told: What happened in that moment.
        chosen: Which of it is told with its reason.
        page: Which page is open; `panels.PHONES` for the whole.
        opened: Which pages were open so far.
    """

    stage: Stage
    seats: Seats
    told: tuple[Told, ...]
    chosen: int = 0
    page: int = panels.PHONES
    opened: frozenset[int] = frozenset()


class Board(Inked):
    """The panes. Each is made by a function from what is looked at, and drawn where it changed.

    Args:
        view: What is looked at first.
        id: As for any widget.
    """

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    Board {
        layout: vertical;
        & > #disclaimer { height: 1; }
        & > #strip { height: 1; margin: 0 0 1 0; }
        & > #phones { height: 1fr; }
        & > #middle { height: 10; display: none; margin: 1 0 0 0; }
        & > #watchers { height: 10; display: none; margin: 1 0 0 0; }
        & > #brief { height: 5; }
        & > #page { display: none; overflow-y: auto; scrollbar-gutter: stable; }
        & PhoneFrame { width: 36%; }
        & #wire { margin: 0 1; }
        & #events { margin: 0 3; }
        & #keys-left { width: 30%; }
        & #keys-right { width: 30%; }
        & #watchers > Pane { margin: 0 3 0 0; }
        & #watchers > #others { margin: 0; }
        & > #lead { height: 1; }
        & > Slider { height: 1; }
        &.-all > #lead { margin: 1 0 0 0; }
        &.-all { & > #strip { display: none; } & > #brief { display: none; } }
        &.-all > #middle { display: block; }
        &.-all > #watchers { display: block; }
        &.-all > #phones { height: 1fr; }
        &.-all PhoneFrame { width: 30%; }
        &.-all #wire { margin: 0 3; }
        &.-all > #disclaimer { margin: 0 0 1 0; }
        &.-high > #middle { height: 14; }
        &.-high > #watchers { height: 16; }
        &.-page > #phones { display: none; }
        &.-page > #middle { display: none; }
        &.-page > #watchers { display: none; }
        &.-page > #brief { display: none; }
        &.-page > #strip { display: block; }
        &.-page > #page { display: block; }
    }
    """

    def __init__(self, view: View, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.view = view

    def compose(self) -> ComposeResult:
        """All panes; what is too much for a small screen is a page of its own there."""
        yield Pane(self._disclaimer, id="disclaimer")
        yield Pane(self._strip, id="strip")
        with Horizontal(id="phones"):
            yield PhoneFrame(partial(self._chat, right=False), id="left")
            yield Pane(self._wire, id="wire")
            yield PhoneFrame(partial(self._chat, right=True), id="right")
        with Horizontal(id="middle"):
            yield Pane(partial(self._keys, right=False), id="keys-left")
            yield Pane(self._events, id="events")
            yield Pane(partial(self._keys, right=True), id="keys-right")
        with Horizontal(id="watchers"):
            for number, name in WATCHING.items():
                yield Pane(partial(self._watcher, number), id=name)
        yield Pane(self._page, id="page")
        yield Pane(self._brief, id="brief")
        yield Pane(self._lead, id="lead")
        yield Slider()

    def on_mount(self) -> None:
        """Show where it begins."""
        self.show(self.view)

    def on_resize(self, event: events.Resize) -> None:
        """See whether there is room for everything at once."""
        self.set_class(event.size.width >= _WIDE and event.size.height >= _TALL, "-all")
        self.set_class(event.size.height >= _HIGH, "-high")
        self.call_after_refresh(self._say)

    def show(self, view: View) -> None:
        """Show something else; only what changed is drawn.

        Args:
            view: What is looked at.
        """
        opened = view.page != self.view.page
        self.view = view
        self.set_class(view.page != panels.PHONES, "-page")
        if opened:
            self.query_one("#page", Pane).scroll_home(animate=False)
            # A pane that was not seen has no size before the next layout.
            self.call_after_refresh(self._say)
        self._say()

    def scroll_open(self, lines: int) -> None:
        """Scroll the page that is open, or where none is, the texts on both phones."""
        on_phones = self.view.page == panels.PHONES
        for pane in self.query("PhoneFrame > Pane" if on_phones else "#page").results(Pane):
            pane.scroll_relative(y=lines, animate=False, force=True)

    def say_lead(self) -> None:
        """Say anew what can be done next."""
        self.query_one("#lead", Pane).say()

    def _say(self) -> None:
        view = self.view
        sitting, world = view.seats, view.stage.world
        for frame, phone, other in (
            ("#left", sitting.left, sitting.right),
            ("#right", sitting.right, sitting.left),
        ):
            self.query_one(frame, PhoneFrame).tell(
                chat.title(world, phone, other),
                addressed(sitting, world),
                writes=phone == sitting.writer,
                is_off=phone in world.offline,
            )
        for pane in self.query(Pane):
            if not isinstance(pane.parent, PhoneFrame):
                pane.say()
        self.query_one(Slider).show_stage(view.stage)
        self._keep_chosen_in_sight()

    def _keep_chosen_in_sight(self) -> None:
        view = self.view
        if view.page in {panels.PHONES, panels.WHY}:
            name = "#events" if view.page == panels.PHONES else "#page"
            pane = self.query_one(name, Pane)
            first, last = happening.place_of(view.told, view.chosen, max(pane.size.width, 1))
            pane.show(first, last + 1)

    def _disclaimer(self, width: int, height: int) -> list[Line]:
        _unused = height
        return paragraph(_(SHORT), width, Tone.QUIET)

    def _strip(self, width: int, height: int) -> list[Line]:
        _unused = height
        return panels.strip(self.view.stage, self.view.page, width)

    def _chat(self, width: int, height: int, *, right: bool) -> list[Line]:
        _unused = height
        return chat.chat(self.view.stage, self._phone(right=right), width)

    def _wire(self, width: int, height: int) -> list[Line]:
        return wire.wire(self.view.stage, self.view.seats, width, height)

    def _keys(self, width: int, height: int, *, right: bool) -> list[Line]:
        phone = self._phone(right=right)
        lines = panels.keys(self.view.stage, self.view.seats, phone, width, height)
        return [*lines, ladder.short_legend(width)] if len(lines) < height else lines

    def _events(self, width: int, height: int) -> list[Line]:
        _unused = height
        return panels.why(self.view.told, self.view.chosen, width)

    def _brief(self, width: int, height: int) -> list[Line]:
        _unused = height
        return panels.brief(self.view.told, self.view.chosen, width)

    def _lead(self, width: int, height: int) -> list[Line]:
        _unused = height
        told = leading.lead(self.view, writes=isinstance(self.screen.focused, Writer))
        return paragraph(told, width, Tone.STRONG, lead=(Span("› ", Tone.HERE),))

    def _watcher(self, number: int, width: int, height: int) -> list[Line]:
        _unused = height
        return panels.watcher(self.view.stage, number, width)

    def _page(self, width: int, height: int) -> list[Line]:
        """The open page, whole."""
        view = self.view
        if view.page == panels.KEYS:
            return panels.both_keys(view.stage, view.seats, width, height)
        if view.page == panels.WHY:
            return panels.why(view.told, view.chosen, width)
        if view.page == panels.PHONES:
            return []
        return panels.whole(view.stage, view.page, width)

    def _phone(self, *, right: bool) -> str:
        return self.view.seats.right if right else self.view.seats.left
