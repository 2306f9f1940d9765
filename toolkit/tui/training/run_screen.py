"""A session as it runs: the step that is on, large; its time; what it needs; what comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from toolkit.i18n import N_, _
from toolkit.training.paper import WAYS
from toolkit.tui.library.pieces import CARE
from toolkit.tui.screens.base import Page
from toolkit.tui.training import pages
from toolkit.tui.training.things import open_thing
from toolkit.tui.training.times import COARSE, FINE, Times, times
from toolkit.tui.widgets.large import Large
from toolkit.tui.widgets.reading import Block, Reading, Section, Tone

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from toolkit.training.model import Session, Step
    from toolkit.tui.app import Parasol
    from toolkit.tui.library.shelf import Shelf
    from toolkit.tui.training.clock import Clock


class RunScreen(Page[None]):
    """Shows the step that is on.

    Args:
        shelf: All that is known.
        session: The plan.
        clock: Knows which step is on.
    """

    HEADING = N_("Session")
    EXPLAIN = N_(
        "Space starts the clock and stops it; the arrow keys go to the next step and back.\n"
        "G shows the group only what is for the group: the step, the time and the questions.\n"
        "Enter opens what the step is done with. The clock goes on meanwhile."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "start", N_("start")),
        Binding("space", "pause", N_("pause")),
        Binding("right", "turn(1)", N_("next step"), key_display="←→"),
        Binding("left", "turn(-1)", show=False),
        Binding("g", "group", N_("for the group")),
        Binding("g", "notes", N_("for you")),
        Binding("down,up", "question", N_("next question"), key_display="↓"),
    ]
    DEFAULT_CSS = """
    RunScreen {
        & #step { margin: 0 2 0 2; }
        & #clock { height: auto; margin: 1 2 1 2; }
        & #left { width: auto; max-width: 60%; }
        & #beside { width: 1fr; height: auto; margin: 0 0 0 3; color: $muted; }
        & #beside:ansi { text-style: dim; }
        & #beside.-stacked { margin: 1 0 0 4; }
        & #about { height: auto; width: 1fr; }
        & #title { height: auto; margin: 0 2 0 2; text-style: bold; display: none; }
        & #question { margin: 1 2 0 2; display: none; }
        &.-group #question, &.-asks #title { display: block; }
        &.-group #notes, &.-asks #step { display: none; }
        & #notes { height: 1fr; }
        & #next { dock: bottom; height: auto; margin: 1 2 0 2; color: $muted; }
        & #next:ansi { text-style: dim; }
        &.-tall #step, &.-tall #title { margin: 1 2 0 2; }
    }
    """

    def __init__(self, shelf: Shelf, session: Session, clock: Clock) -> None:
        super().__init__()
        self._shelf, self._session, self._clock = shelf, session, clock
        self._told: Times | None = None
        self._question = 0

    @property
    def step(self) -> Step:
        """The step that is on."""
        return self._session.steps[self._clock.at]

    @property
    def every(self) -> int:
        """How many seconds pass until the clock is drawn again."""
        return COARSE if cast("Parasol", self.app).settings.slow_link else FINE

    def shown_page(self) -> str:
        """The plan."""
        return f"training/{self._session.id}"

    def content(self) -> ComposeResult:
        """The step, its time, what is done, and what comes next."""
        yield Static(id="title", markup=False)
        yield Large(id="step")
        with Horizontal(id="clock"):
            yield Large(id="left")
            with Vertical(id="beside"):
                yield Static(id="about", markup=False)
        yield Large(4, id="question")
        yield Reading(id="notes")
        yield Static(id="next", markup=False)

    def on_mount(self) -> None:
        """Show where the clock is."""
        self._show_step()
        self.query_one(Reading).focus()
        self.set_interval(self.every, self._tick)

    def on_screen_resume(self) -> None:
        """The clock went on."""
        self._tick()

    def on_resize(self) -> None:
        """Large letters leave room for words beside them."""
        self._told = None
        self.call_after_refresh(self._tell_time)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A clock that runs can be stopped; the group sees one of several questions."""
        if action in {"start", "pause"}:
            return self._clock.running is (action == "pause")
        if action in {"group", "notes"}:
            return self.has_class("-group") is (action == "notes")
        if action == "question":
            return self.has_class("-group") and len(self.step.ask) > 1
        return super().check_action(action, parameters)

    def on_reading_followed(self, event: Reading.Followed) -> None:
        """Open what the step is done with."""
        open_thing(self.app, self._shelf, event.to)

    def action_start(self) -> None:
        """Start the clock, or stop it."""
        self._clock.toggle()
        self._tell_time()
        self.refresh_bindings()

    def action_pause(self) -> None:
        """Stop the clock."""
        self.action_start()

    def action_turn(self, by: int) -> None:
        """Go to the next step, or to the one before."""
        self._clock.go(min(max(self._clock.at + by, 0), len(self._session.steps) - 1))
        self._show_step()

    def action_group(self) -> None:
        """Show only what is for the group."""
        self.add_class("-group")
        self.set_focus(None)
        self._show_step()

    def action_notes(self) -> None:
        """Show what is for the trainer again."""
        self.remove_class("-group")
        self.query_one(Reading).focus()
        self._show_step()

    def action_back(self) -> None:
        """Go back: from what the group sees to the trainer's notes first."""
        if self.has_class("-group") and not self.has_class("-explained"):
            self.action_notes()
        else:
            super().action_back()

    def action_question(self) -> None:
        """Show the group the next question."""
        self._question = (self._question + 1) % len(self.step.ask)
        self._show_question()

    def _tick(self) -> None:
        if self._clock.running and self.is_current:
            self._tell_time()

    def _show_step(self) -> None:
        number, count = self._clock.at + 1, len(self._session.steps)
        told = _("{number} of {count}, {way}").format(
            number=number, count=count, way=_(WAYS[self.step.way])
        )
        self.tell(told)
        self.query_one("#step", Large).show(self.step.title)
        self.query_one("#title", Static).update(self.step.title)
        self.query_one(Reading).show(tuple(self._notes()))
        self._question = 0
        self._show_question()
        self.query_one("#next", Static).update(self._next())
        self._told = None
        self._tell_time()
        self.refresh_bindings()

    def _show_question(self) -> None:
        """A question stands alone: what it is about is then written small."""
        asked = self.step.ask[self._question] if self.step.ask else ""
        self.set_class(self.has_class("-group") and bool(asked), "-asks")
        self.query_one("#question", Large).show(asked)

    def _tell_time(self) -> None:
        told = times(self._clock, self.every)
        if told == self._told:
            return
        self._told = told
        left = self.query_one("#left", Large)
        left.show(told.big, late=told.late)
        beside = self.query_one("#beside", Vertical)
        beside.set_class(left.is_large, "-stacked")
        between = "\n" if left.is_large else " · "
        words = filter(None, (told.about, told.whole, told.standing))
        self.query_one("#about", Static).update(between.join(words))

    def _notes(self) -> Iterator[Section]:
        step = self.step
        yield Section(
            _("Do"), tuple(Block(text, mark=f"{n}.") for n, text in enumerate(step.do, 1))
        )
        yield from pages.links(self._shelf, _("Open"), step.uses)
        if step.ask:
            yield Section(_("Ask"), tuple(Block(text, Tone.STRONG) for text in step.ask))
        if step.watch:
            care = Block(step.watch, Tone.MIDDLE, CARE, Tone.MIDDLE)
            yield Section(_("Watch out"), (care,))

    def _next(self) -> str:
        following = self._session.steps[self._clock.at + 1 :]
        if not following:
            return _("Next: the end. Then read “Afterwards” in the plan.")
        return _("Next: {title} ({how})").format(
            title=following[0].title, how=pages.how(following[0])
        )
