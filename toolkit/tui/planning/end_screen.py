"""What becomes of it all: forgotten, as long as nothing else is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual.binding import Binding
from textual.containers import Center, Middle, Vertical
from textual.widgets import Static

from toolkit.i18n import N_, _
from toolkit.tui.planning import flow
from toolkit.tui.screens.base import Page
from toolkit.tui.vault import plan_kept
from toolkit.tui.vault.flow import with_vault
from toolkit.tui.widgets.menu import Entry, Menu

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from toolkit.tui.app import Parasol
    from toolkit.tui.planning.session import Session


class EndScreen(Page[None]):
    """Asks what becomes of the answers and the plan.

    Args:
        session: They.
    """

    HEADING = N_("Finish")
    EXPLAIN = N_(
        "Forgetting is what happens in any case when you leave, unless you keep it in a vault.\n"
        "One printed page helps to remember, and tells whoever finds it.\n"
        "Esc goes back to your plan."
    )
    BINDINGS: ClassVar[list[BindingType]] = [Binding("left,backspace", "back", show=False)]
    DEFAULT_CSS = """
    EndScreen {
        & #words { width: 100%; max-width: 66; height: auto; }
        & .told { height: auto; margin: 0 0 2 2; }
        & #ask { height: auto; text-style: bold; margin: 0 0 1 2; }
        &.-low .told { margin: 0 0 1 2; }
    }
    """

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._may_print = not session.assessment().low_footprint

    def content(self) -> ComposeResult:
        """What can be done."""
        is_kept = self._session.changed is not None
        entries = _kept_entries() if is_kept else _entries(may_keep=self._may_print)
        entries += _more(may_print=self._may_print)
        with Middle(), Center(), Vertical(id="words"):
            yield Static(_("What is to become of this?"), id="ask", markup=False)
            if not self._may_print and not is_kept:
                yield Static(
                    _(
                        "You said that having this program found could be a problem. So it writes "
                        "no file. Close it, and keep what you can in your head."
                    ),
                    classes="told muted",
                    markup=False,
                )
            yield Menu(entries, numbered=True, airy=True)

    def on_menu_chosen(self, event: Menu.Chosen) -> None:
        """Do it."""
        if event.id == "forget":
            self._forget()
        elif event.id == "leave":
            flow.forget(self.app, self._session)
        elif event.id == "keep":
            with_vault(cast("Parasol", self.app), self._keep)
        elif event.id == "messenger":
            from toolkit.tui.messengers.flow import choose  # noqa: PLC0415 - only when wanted

            choose(self.app, self._session.answers)
        elif event.id == "print":
            flow.print_page(self.app, self._session)
        else:
            self.dismiss()

    def _forget(self) -> None:
        """Forget it here; in a vault, the person is asked first."""
        app = cast("Parasol", self.app)
        if self._session.changed is None:
            flow.forget(app, self._session)
            return
        from toolkit.tui.vault import forgetting  # noqa: PLC0415 - only when wanted

        def forget() -> None:
            plan_kept.forget(app)
            flow.forget(app, self._session)

        forgetting.ask(app, _("Forget your plan, here and in the vault?"), forget)

    def _keep(self) -> None:
        """Keep it, now that a vault is open."""
        plan_kept.keep(cast("Parasol", self.app), self._session)
        menu = self.query_one(Menu)
        menu.at = 0  # what was under the cursor may be something else now
        menu.replace([*_kept_entries(), *_more(may_print=self._may_print)])


def _entries(*, may_keep: bool) -> list[Entry]:
    entries = [
        Entry(
            "forget",
            _("Forget everything"),
            _("Your answers and your plan are gone, and you are back home."),
        )
    ]
    if may_keep:
        entries.append(
            Entry(
                "keep",
                _("Keep it in a vault"),
                _("Files that only your passphrase opens. Everybody can see that they are there."),
            )
        )
    return entries


def _kept_entries() -> list[Entry]:
    return [
        Entry(
            "leave",
            _("Leave it in my vault"),
            _("It is kept there, and so is each change. You are back home."),
        ),
        Entry(
            "forget",
            _("Forget everything"),
            _(
                "Here and in the vault: your answers, your plan and what you decided. "
                "Lessons and ticks in checklists stay."
            ),
        ),
    ]


def _more(*, may_print: bool) -> list[Entry]:
    on = Entry("on", _("Go on changing"), _("Back to your plan."))
    if not may_print:
        return [on]  # where the program is itself a danger, no messenger is offered either
    paper = _("A file that you name. It holds no name and no answer.")
    about = _("Nine questions. What you said here can be marked there, if you allow it.")
    return [
        Entry("print", _("Print one page"), paper),
        on,
        Entry("messenger", _("Which messenger for me"), about),
    ]
