"""The first words: in which language, and the two first promises."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual.binding import Binding
from textual.containers import Center, Middle, Vertical
from textual.message import Message
from textual.widgets import Static

from toolkit.i18n import N_, _
from toolkit.languages import LANGUAGES, speak
from toolkit.tui.background import in_background
from toolkit.tui.screens.base import Page
from toolkit.tui.widgets.keys import Keys
from toolkit.tui.widgets.menu import Entry, Menu

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from toolkit.languages import Language
    from toolkit.tui.app import Parasol


class Languages(Menu):
    """Those that are spoken here. To choose one is to go on."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,space", "choose", N_("go on"))]


class Welcome(Page[None]):
    """What is shown at each start: nothing is remembered, so each is the first.

    Args:
        language: The one that the person's system speaks.
    """

    HEADING = N_("Parasol")
    EXPLAIN = N_(
        "Choose the language in which Parasol speaks with you, and press Enter.\n"
        "F9 hides everything behind a calendar until you press F9 again.\n"
        "Ctrl+Q leaves at once."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("v", "vault", N_("open my vault")),
    ]
    DEFAULT_CSS = """
    Welcome #words { width: auto; max-width: 100%; height: auto; }
    Welcome #promises { width: auto; color: $ink; margin: 0 0 2 2; }
    Welcome #ask { margin: 0 0 1 2; width: auto; }
    """

    class Beside(Message):
        """It is known whether there is a vault next to the program.

        Args:
            has_vault: Whether there is.
        """

        def __init__(self, *, has_vault: bool) -> None:
            super().__init__()
            self.has_vault = has_vault

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language
        self._has_vault = False

    def content(self) -> ComposeResult:
        """The promises, and the languages below them."""
        with Middle(), Center(), Vertical(id="words"):
            yield Static(_promises(), id="promises", markup=False)
            yield Static(_("Language"), id="ask", classes="muted", markup=False)
            yield Languages(
                [
                    Entry(each.tag, each.name, _("draft translation") if each.draft else "")
                    for each in LANGUAGES
                ],
                at=LANGUAGES.index(self._language),
            )

    def on_mount(self) -> None:
        """Look whether a vault lies next to the program: a stick may take its time."""
        self.app.call_after_refresh(in_background, _look, self)

    def on_welcome_beside(self, event: Beside) -> None:
        """Offer to open it first: it may know the language."""
        self._has_vault = event.has_vault
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Without a vault, none is offered. There is nothing to go back to."""
        if action == "vault":
            return self._has_vault
        if action == "back":
            return self.has_class("-explained")
        return super().check_action(action, parameters)

    def action_vault(self) -> None:
        """Open it, then go home."""
        from toolkit.tui.vault.flow import door  # noqa: PLC0415 - the start stays quick

        door(cast("Parasol", self.app), self.action_go_on)

    def on_menu_moved(self, event: Menu.Moved) -> None:
        """Say everything in the language under the cursor."""
        speak(next(each for each in LANGUAGES if each.tag == event.id))
        self.query_one("#promises", Static).update(_promises())
        self.query_one("#ask", Static).update(_("Language"))
        self.query_one(Keys).refresh(layout=True)

    def on_menu_chosen(self) -> None:
        """Go on."""
        self.action_go_on()

    def action_go_on(self) -> None:
        """Go on: first from the explanation, then home."""
        if self.has_class("-explained"):
            self.action_back()
        else:
            from toolkit.tui.screens.home import Home  # noqa: PLC0415 - the start stays quick

            self.app.push_screen(Home())


def _look() -> Message:
    from toolkit.vault import places  # noqa: PLC0415 - the start stays quick

    beside = places.beside_program()
    return Welcome.Beside(has_vault=beside is not None and bool(places.vaults(beside)))


def _promises() -> str:
    return "\n".join((_("Nothing leaves this computer."), _("Nothing is remembered.")))
