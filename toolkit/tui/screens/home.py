"""The first screen: what Parasol can do."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, ClassVar, Final, cast

from textual.containers import Center, Middle
from textual.content import Content
from textual.widget import Widget

from toolkit.i18n import N_, _
from toolkit.tui.screens.base import Page
from toolkit.tui.widgets.menu import Entry, Menu

if TYPE_CHECKING:
    from textual.app import ComposeResult, RenderResult
    from textual.events import Resize

    from toolkit.tui.app import Parasol

_DOME: Final = """\
      ▗▄▄▟██████▙▄▄▖
    ▄████████████████▄
  ▄████████████████████▄
 ▟██████████████████████▙
▐████████████████████████▌
 ▝█▀   ▀▜▛▀▘  ▝▀▜▛▀   ▀█▘"""
_PANELS: Final = """\
      aaaabbbbbbaaaa
    aabbbbaaaaaabbbbaa
  aaabbbbbaaaaaabbbbbaaa
 aaabbbbbaaaaaaaabbbbbaaa
aaaabbbbbaaaaaaaabbbbbaaaa
 aaa   bbaaa  aaabb   aaa"""
"""Which of the two tones each cell of the dome has."""

_SIDES: Final = 4
"""Columns beside the list."""

_AROUND: Final = 4
"""Lines above and below it: the heading, and the keys on two lines."""


class Dome(Widget):
    """A parasol, seen from the side."""

    DEFAULT_CSS = """
    Dome {
        width: 26;
        height: 7;
        & > .dome--light { color: $accent; }
        & > .dome--shade { color: $accent 55%; }
        &:ansi > .dome--shade { color: $accent; text-style: dim; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"dome--light", "dome--shade"}

    def render(self) -> RenderResult:
        """The drawing."""
        tones = {
            "a": self.get_visual_style("dome--light"),
            "b": self.get_visual_style("dome--shade"),
        }
        drawn = Content("")
        for row, panels in zip(_DOME.splitlines(), _PANELS.splitlines(), strict=True):
            for tone, cells in groupby(zip(panels, row, strict=True), key=itemgetter(0)):
                text = "".join(cell for _, cell in cells)
                drawn += Content.styled(text, tones[tone]) if tone in tones else Content(text)
            drawn += Content("\n")
        return drawn


class Home(Page[None]):
    """Home."""

    HEADING = N_("Parasol")
    EXPLAIN = N_(
        "Choose with the arrow keys and Enter, with a number, or with the mouse.\n"
        "F9 hides everything behind a calendar until you press F9 again. Ctrl+Q leaves at once.\n"
        "Nothing leaves this computer, and nothing is remembered but what you keep in a vault."
    )

    DEFAULT_CSS = """
    Home.-low #drawing, Home.-normal #drawing { display: none; }
    """

    def content(self) -> ComposeResult:
        """The drawing and the list."""
        with Middle():
            with Center(id="drawing"):
                yield Dome()
            with Center():
                yield Menu(_entries(), numbered=True, airy=True)

    def on_resize(self, event: Resize) -> None:
        """Where there is no room for all sentences, the names alone stay."""
        menu = self.query_one(Menu)
        menu.replace(_entries())
        width = min(menu.get_content_width(event.size, event.size), event.size.width - _SIDES)
        if menu.get_content_height(event.size, event.size, width) > event.size.height - _AROUND:
            menu.replace([Entry(entry.id, entry.title) for entry in _entries()])

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's signature
        """There is nothing to go back to from here but from the explanation."""
        return action != "back" or self.has_class("-explained")

    def on_menu_chosen(self, event: Menu.Chosen) -> None:
        """Go where the person wants to."""
        if event.id == "clean":
            from toolkit.tui.cleaning.flow import begin  # noqa: PLC0415 - the start stays quick

            begin(cast("Parasol", self.app))
        elif event.id == "plan":
            from toolkit.tui.planning import flow  # noqa: PLC0415 - as above

            flow.begin(cast("Parasol", self.app))
        elif event.id == "bad-days":
            from toolkit.tui.library.flow import bad_days  # noqa: PLC0415 - as above

            bad_days(self.app)
        elif event.id == "vault":
            from toolkit.tui.vault import flow as vault  # noqa: PLC0415 - as above

            vault.begin(cast("Parasol", self.app))
        elif event.id == "messaging":
            from toolkit.tui.messaging.hub_screen import HubScreen  # noqa: PLC0415 - as above

            self.app.push_screen(HubScreen())
        elif event.id == "library":
            from toolkit.tui.library.flow import browse  # noqa: PLC0415 - as above

            browse(self.app)
        else:
            from toolkit.tui.screens.settings import SettingsScreen  # noqa: PLC0415 - as above

            self.app.push_screen(SettingsScreen())


def _entries() -> list[Entry]:
    """What there is to do, said in the language spoken now."""
    return [
        Entry(
            "clean",
            _("Clean photos"),
            _("See what they give away, and make copies that say nothing."),
        ),
        Entry(
            "plan",
            _("My plan"),
            _("A few questions, three things that help; kept only if you ask."),
        ),
        Entry(
            "bad-days",
            _("Bad days"),
            _("Something is happening, or soon will: what to do, step by step."),
        ),
        Entry(
            "messaging",
            _("Messaging"),
            _("Lessons, two phones to break things on, and which app fits you."),
        ),
        Entry(
            "library",
            _("Guides and library"),
            _("How things work, who watches, and what helps."),
        ),
        Entry(
            "vault",
            _("Vault"),
            _("What you asked to keep, in files that only your passphrase opens."),
        ),
        Entry(
            "settings",
            _("Look and language"),
            _("For this run, unless you keep it in your vault."),
        ),
    ]
