"""Whether now is a good moment. Meanwhile the library is read."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar, cast

from textual.binding import Binding
from textual.containers import Center, Middle, Vertical
from textual.widgets import Static

from toolkit.errors import ContentError
from toolkit.i18n import N_, _
from toolkit.messages import explain_error
from toolkit.tui.planning import flow
from toolkit.tui.planning.loading import Loaded, load_for
from toolkit.tui.planning.session import Session
from toolkit.tui.screens.base import Page
from toolkit.tui.vault import plan_kept
from toolkit.tui.widgets.menu import Entry, Menu

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.message_pump import MessagePump

    from toolkit.tui.app import Parasol

_BEGIN = "begin"
_ANEW = "anew"
_KEPT = "kept"


class NowScreen(Page[None]):
    """Asks whether now is a good moment. What is answered later lives as long as this screen.

    Args:
        load: Reads the library beside the screen, and tells the screen by `Loaded`.
    """

    HEADING = N_("My plan")
    EXPLAIN = N_(
        "A few questions, then a short plan: what could happen, and three things to do.\n"
        "You can leave any question out, and change every answer.\n"
        "What you answer is gone when you go home or leave, unless you keep it in a vault."
    )
    BINDINGS: ClassVar[list[BindingType]] = [Binding("left,backspace", "back", show=False)]
    DEFAULT_CSS = """
    NowScreen {
        & #words { width: 100%; max-width: 66; height: auto; }
        & #ask { text-style: bold; margin: 0 0 1 2; }
        & .told { margin: 0 0 1 2; color: $ink; }
        & .last { margin: 0 0 2 2; }
        & #fault { margin: 1 0 0 2; display: none; }
        & #fault.-open { display: block; }
        &.-low .told, &.-low .last { margin: 0 0 0 2; }
    }
    """

    def __init__(self, load: Callable[[MessagePump], None] = load_for) -> None:
        super().__init__()
        self._load = load
        self._session: Session | None = None
        self._wants_to_begin = False
        self._wants_kept = False

    @property
    def SHOWS_KEPT(self) -> bool:  # noqa: N802 - as the screens of the vault have it
        """Whether it, or a screen above it, shows what is in the vault."""
        return self._session is not None and self._session.changed is not None

    def content(self) -> ComposeResult:
        """The question, what to know for it, and the answers."""
        with Middle(), Center(), Vertical(id="words"):
            yield Static(_("Is now a good moment?"), id="ask", markup=False)
            yield Static(
                _(
                    "This takes about ten minutes. Nobody should be looking over your shoulder, "
                    "and nobody should be able to make you show this screen."
                ),
                classes="told",
                markup=False,
            )
            yield Static(
                _(
                    "No name is asked for. Nothing is saved: your answers are gone when you "
                    "leave, unless you keep them in a vault at the end."
                ),
                classes="told",
                markup=False,
            )
            yield Static(
                _("F9 hides everything at once. Ctrl+Q leaves at once."),
                classes="last muted",
                markup=False,
            )
            yield Menu(self._entries(), numbered=True)
            yield Static(id="fault", classes="warning", markup=False)

    def on_mount(self) -> None:
        """Begin to read the library."""
        self._load(self)

    def on_loaded(self, event: Loaded) -> None:
        """The library is there, or is not as it should be."""
        if isinstance(event.library, ContentError):
            fault = self.query_one("#fault", Static)
            fault.update(explain_error(event.library, ""))
            fault.add_class("-open")
            self.tell("")
            return
        self._session = Session(event.library, today)
        if self._wants_to_begin:
            self._begin()

    def on_screen_resume(self) -> None:
        """Offer to go on, once something was answered."""
        if self._session is not None:
            self.query_one(Menu).replace(self._entries())

    def on_menu_chosen(self, event: Menu.Chosen) -> None:
        """Begin, begin anew, or go back."""
        if event.id == _BEGIN:
            self._begin()
        elif event.id == _KEPT:
            self._wants_kept = True
            self._begin()
        elif event.id == _ANEW and self._session is not None:
            self._session.forget()
            self._begin()
        else:
            self.dismiss()

    def _begin(self) -> None:
        if self._session is None:
            self._wants_to_begin = True
            self.tell(_("one moment …"))
            return
        self._wants_to_begin = False
        self.tell("")
        if self._wants_kept:
            self._wants_kept = False
            plan_kept.go_on(cast("Parasol", self.app), self._session)
            flow.resume(self.app, self._session)
        else:
            flow.ask(self.app, self._session)

    def _entries(self) -> list[Entry]:
        if self.SHOWS_KEPT:
            return [
                Entry(_BEGIN, _("Go on where I was")),
                Entry("leave", _("Leave it in my vault, and go home")),
            ]
        if self._session is not None and self._session.answers:
            return [
                Entry(_BEGIN, _("Go on where I was")),
                Entry(_ANEW, _("Forget my answers, and begin anew")),
                Entry("leave", _("Forget my answers, and go home")),
            ]
        entries = [Entry(_BEGIN, _("Yes, begin")), Entry("leave", _("No, not now"))]
        if plan_kept.has_plan(cast("Parasol", self.app)):
            entries.insert(0, Entry(_KEPT, _("Go on with what my vault keeps")))
            entries[1] = Entry(_BEGIN, _("Begin anew; the vault stays as it is"))
        return entries


def today() -> date:
    """The day, where the person is."""
    return datetime.now().astimezone().date()
