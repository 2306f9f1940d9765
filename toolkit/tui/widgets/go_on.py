"""One line that says what comes next, and goes there."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from toolkit.i18n import N_

if TYPE_CHECKING:
    from textual import events
    from textual.app import RenderResult
    from textual.binding import BindingType


class GoOn(Widget, can_focus=True):
    """Goes on when pressed: with Enter or the mouse."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "press", N_("go on")),
    ]
    DEFAULT_CSS = """
    GoOn {
        height: 1;
        width: auto;
        padding: 0 2;
        background: $raised;
        & > .go-on--words { color: $accent; text-style: bold; }
        &:focus > .go-on--words { text-style: bold reverse; }
        &:ansi > .go-on--words { text-style: bold underline; }
        &:ansi:focus > .go-on--words { text-style: bold reverse; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"go-on--words"}

    class Pressed(Message):
        """The person goes on."""

    def __init__(self) -> None:
        super().__init__()
        self._words = ""

    def say(self, words: str) -> None:
        """Say what comes next."""
        self._words = words
        self.refresh(layout=True)

    def render(self) -> RenderResult:
        """The words."""
        return Content.styled(f"{self._words} →", self.get_visual_style("go-on--words"))

    def action_press(self) -> None:
        """Go on."""
        self.post_message(self.Pressed())

    def on_click(self, event: events.Click) -> None:
        """Go on."""
        event.stop()
        self.action_press()
