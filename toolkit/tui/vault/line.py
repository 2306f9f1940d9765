"""A line to type into, with its name before it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding
from textual.containers import Horizontal
from textual.widgets import Input, Static

from toolkit.i18n import N_
from toolkit.vault.readable import shown

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

LEAD: Final = 17
"""How many columns a `Choice` gives its question, so that its answers stand above lines."""

_SURROGATES: Final = re.compile("[\ud800-\udfff]")


class Typed(Input):
    """The line. Up and down go to the lines beside it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", N_("go on")),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]


class Hidden(Typed):
    """A line for a passphrase, shown as dots."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "turn", N_("show letters"), key_display="F2"),
    ]

    def action_turn(self) -> None:
        """Show the letters, or hide them again."""
        self.password = not self.password


class Line(Horizontal):
    """A name and a line.

    Args:
        name: What is typed there.
        value: What stands there at first.
        hidden: Whether it is shown as dots.
        id: Of the line itself.
    """

    DEFAULT_CSS = """
    Line {
        height: auto;
        margin: 0 0 1 2;
        & > .lead { width: 20; height: auto; padding: 0 2 0 0; color: $muted; }
        & > .lead:ansi { text-style: dim; }
        & > Input { width: 1fr; }
    }
    """

    def __init__(
        self,
        name: str,
        value: str = "",
        *,
        hidden: bool = False,
        id: str,  # noqa: A002 - Textual's name
        classes: str = "",
    ) -> None:
        super().__init__(id=f"{id}-line", classes=classes)
        self._lead = name
        self.line = (
            Hidden(value, password=True, id=id)
            if hidden
            else Typed(value, id=id, select_on_focus=False)
        )
        self.line.cursor_blink = False

    def on_mount(self) -> None:
        """Of a long path the end says most."""
        if self.line.value:
            self.call_after_refresh(self._show_end)

    def _show_end(self) -> None:
        self.line.cursor_position = 0
        self.line.action_end()

    def compose(self) -> ComposeResult:
        """Both."""
        yield Static(self._lead, classes="lead", markup=False)
        yield self.line


def typed_text(text: str) -> str:
    """What was typed or pasted, as a text that can be kept: no control characters, no halves."""
    return shown(_SURROGATES.sub("\ufffd", text))
