"""Look and language, for this run."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, cast

from textual.binding import Binding
from textual.containers import Center, Middle, Vertical
from textual.widgets import Static

from toolkit.i18n import N_, _
from toolkit.languages import LANGUAGES, speak, spoken
from toolkit.tui.screens.base import Page
from toolkit.tui.settings import may_have_sixels
from toolkit.tui.widgets.menu import Entry, Menu

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from toolkit.tui.app import Parasol

_LOOKS = {"dark": N_("Dark"), "light": N_("Light"), "sixteen": N_("The terminal's own colours")}
_PICTURES = {"blocks": N_("Blocks"), "sixels": N_("Sixel")}


class SettingsScreen(Page[None]):
    """How the interface looks, and which language it speaks. Moving the cursor shows the effect."""

    HEADING = N_("Look and language")
    EXPLAIN = N_(
        "Move the cursor to see a look or a language at once. Tab goes to the next list.\n"
        "What you choose holds until you leave. V keeps it in your vault, where one is open.\n"
        "With NO_COLOR set in your terminal, Parasol uses no colour at all."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("v", "keep", N_("keep in my vault")),
        Binding("v", "forget", N_("forget in my vault")),
    ]
    DEFAULT_CSS = """
    SettingsScreen #lists { width: auto; height: auto; }
    SettingsScreen .muted { margin: 1 0 0 2; width: auto; }
    SettingsScreen #about { max-width: 60; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._spoken_before = spoken()

    def content(self) -> ComposeResult:
        """Two lists, or three."""
        app = cast("Parasol", self.app)
        names = list(_LOOKS)
        with Middle(), Center(), Vertical(id="lists"):
            if app.settings.colour:
                yield Static(_("Look"), classes="muted", markup=False)
                looks = [Entry(name, _(title)) for name, title in _LOOKS.items()]
                yield Menu(looks, at=names.index(app.settings.theme), id="looks")
            yield Static(_("Language"), classes="muted", markup=False)
            languages = [
                Entry(each.tag, each.name, _("draft translation") if each.draft else "")
                for each in LANGUAGES
            ]
            yield Menu(languages, at=LANGUAGES.index(spoken()), id="languages")
            if may_have_sixels(app.settings, os.environ):
                yield Static(_("Pictures"), classes="muted", markup=False)
                pictures = [Entry(name, _(title)) for name, title in _PICTURES.items()]
                yield Menu(pictures, at=int(app.settings.sixels), id="pictures")
                about = _(
                    "Sixel is sharper. But the terminal then gets the whole small picture, "
                    "and may keep a copy until it closes."
                )
                yield Static(about, classes="muted", id="about", markup=False)

    def on_menu_moved(self, event: Menu.Moved) -> None:
        """Show the effect at once."""
        app = cast("Parasol", self.app)
        if event.id in _LOOKS:
            app.wear(replace(app.settings, theme=event.id))
        elif event.id in _PICTURES:
            app.wear(replace(app.settings, sixels=event.id == "sixels"))
        else:
            speak(next(each for each in LANGUAGES if each.tag == event.id))

        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is kept as it is now need not be kept again, but can be forgotten."""
        if action not in {"keep", "forget"}:
            return super().check_action(action, parameters)
        app = cast("Parasol", self.app)
        if not app.vault.is_open:
            return False
        from toolkit.tui.vault.settings_kept import is_kept  # noqa: PLC0415 - only with a vault

        return is_kept(app.vault.document, app.settings) == (action == "forget")

    def action_keep(self) -> None:
        """Keep look and language in the vault."""
        from toolkit.tui.vault.settings_kept import with_look  # noqa: PLC0415 - as above

        app = cast("Parasol", self.app)
        app.vault.change(lambda document: with_look(document, app.settings))
        self.tell(_("kept in your vault"))
        self.refresh_bindings()

    def action_forget(self) -> None:
        """Ask, then forget look and language in the vault; what is worn now stays."""
        from toolkit.tui.vault import forgetting  # noqa: PLC0415 - as above
        from toolkit.tui.vault.settings_kept import without_look  # noqa: PLC0415 - as above

        app = cast("Parasol", self.app)

        def forget() -> None:
            app.vault.change(without_look)
            self.tell("")
            self.refresh_bindings()

        forgetting.ask(app, _("Forget look and language in your vault?"), forget)

    def on_menu_chosen(self) -> None:
        """Done."""
        self.action_back()

    def action_back(self) -> None:
        """Go back to screens that speak the language chosen here."""
        super().action_back()
        if spoken() != self._spoken_before:
            self.app.call_later(cast("Parasol", self.app).say_anew)
