"""A phone on the screen: its frame, the texts on it, and the line to type on."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input

from toolkit.i18n import N_, _
from toolkit.tui.lab.pane import Pane

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from toolkit.tui.lab.ink import Line


class Writer(Input):
    """The line to type on."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", N_("send")),
        Binding("escape", "stop", N_("stop writing")),
    ]
    DEFAULT_CSS = """
    Writer {
        background: $paper;
        width: 1fr;
        &:focus { background: $raised; }
        & > .input--placeholder { color: $muted; }
    }
    """

    class Stopped(Message):
        """The person writes no more."""

    def action_stop(self) -> None:
        """Stop writing; what was typed stays."""
        self.post_message(self.Stopped())


class PhoneFrame(Vertical):
    """A phone.

    Args:
        source: Makes the lines of its texts.
        id: As for any widget.
    """

    DEFAULT_CSS = """
    PhoneFrame {
        border: round $line;
        border-title-color: $ink;
        border-subtitle-color: $muted;
        padding: 0 1;
        height: 1fr;
        &.-writes { border: round $accent; border-title-color: $accent; border-title-style: bold; }
        & > Writer { background: $paper; }
        &.-writes > Writer { background: $raised; }
        &.-off { border-subtitle-color: $harm-high; }
    }
    """

    class Typed(Message):
        """Something is to be sent.

        Args:
            phone: The frame.
            text: What was typed.
        """

        def __init__(self, phone: PhoneFrame, text: str) -> None:
            super().__init__()
            self.phone = phone
            self.text = text

    def __init__(
        self,
        source: Callable[[int, int], list[Line]],
        *,
        id: str,  # noqa: A002 - Textual's name
    ) -> None:
        super().__init__(id=id)
        self._source = source

    def compose(self) -> ComposeResult:
        """The texts, and the line."""
        yield Pane(self._source, follow=True)
        line = Writer(select_on_focus=False, max_length=200)
        line.cursor_blink = False
        yield line

    def tell(self, title: str, to: str, *, writes: bool, is_off: bool) -> None:
        """Say whose it is, and how it stands.

        Args:
            title: What stands in its frame.
            to: What stands on the line to type on while nothing is typed.
            writes: Whether it is the one that is written on.
            is_off: Whether it has no network.
        """
        self.border_title = Content(title)
        self.set_class(writes, "-writes")
        self.set_class(is_off, "-off")
        self.query_one(Writer).placeholder = to if writes else ""
        pane = self.query_one(Pane)
        pane.say()
        earlier = _("PgUp: earlier") if len(pane.lines) > pane.size.height > 0 else ""
        self.border_subtitle = Content(_("✗ no network") if is_off else earlier)

    def write(self) -> None:
        """Take the keys."""
        self.query_one(Writer).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Send what was typed, and empty the line."""
        event.stop()
        text = event.value.strip()
        event.input.value = ""
        self.post_message(self.Typed(self, text))
