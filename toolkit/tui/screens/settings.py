"""Look and language, for this run."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from textual.containers import Center, Middle, Vertical
from textual.widgets import Static

from toolkit.i18n import N_, _
from toolkit.languages import LANGUAGES, speak, spoken
from toolkit.tui.screens.base import Page
from toolkit.tui.widgets.menu import Entry, Menu

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from toolkit.tui.app import Parasol

_LOOKS = {"dark": N_("Dark"), "light": N_("Light"), "sixteen": N_("The terminal's own colours")}


class SettingsScreen(Page[None]):
    """How the interface looks, and which language it speaks. Moving the cursor shows the effect."""

    HEADING = N_("Look and language")
    EXPLAIN = N_(
        "Move the cursor to see a look or a language at once. Tab goes to the other list.\n"
        "What you choose here holds until you leave. Nothing is written to disk.\n"
        "With NO_COLOR set in your terminal, Parasol uses no colour at all."
    )
    DEFAULT_CSS = """
    SettingsScreen #lists { width: auto; height: auto; }
    SettingsScreen .muted { margin: 1 0 0 2; width: auto; }
    """

    def content(self) -> ComposeResult:
        """Two lists."""
        app = cast("Parasol", self.app)
        names = list(_LOOKS)
        with Middle(), Center(), Vertical(id="lists"):
            if app.settings.colour:
                yield Static(_("Look"), classes="muted", markup=False)
                looks = [Entry(name, _(title)) for name, title in _LOOKS.items()]
                yield Menu(looks, at=names.index(app.settings.theme), id="looks")
            yield Static(_("Language"), classes="muted", markup=False)
            languages = [Entry(each.tag, each.name) for each in LANGUAGES]
            yield Menu(languages, at=LANGUAGES.index(spoken()), id="languages")

    def on_menu_moved(self, event: Menu.Moved) -> None:
        """Show the effect at once."""
        app = cast("Parasol", self.app)
        if event.id in _LOOKS:
            app.wear(replace(app.settings, theme=event.id))
        else:
            speak(next(each for each in LANGUAGES if each.tag == event.id))

    def on_menu_chosen(self) -> None:
        """Done."""
        self.action_back()

    def action_back(self) -> None:
        """Go back to screens that speak the language chosen here."""
        super().action_back()
        cast("Parasol", self.app).say_anew()
