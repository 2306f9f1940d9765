"""A lesson for trainers: one part at a time, to be read from across a room."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding
from textual.containers import Center

from toolkit.i18n import N_, _
from toolkit.tui.lab.ink import EMPTY, Line, Tone, paragraph
from toolkit.tui.lab.pane import Inked
from toolkit.tui.lessons.slide import SlideView
from toolkit.tui.lessons.slides import slides
from toolkit.tui.lessons.teaching import parts
from toolkit.tui.screens.base import Page

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from toolkit.messaging.lessons.model import Lesson

_WIDEST: Final = 70
_KEYS: Final = 1
"""Lines by which the keys may grow from page to page."""


class TrainerScreen(Page[None]):
    """Shows how to teach a lesson to a group.

    Args:
        lesson: Which.
    """

    HEADING = N_("For trainers")
    EXPLAIN = N_(
        "How to teach this lesson to a group, one part on each page.\n"
        "The questions stand alone, so that you can show them to the group.\n"
        "Left and right turn the pages."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,enter,space,pagedown,down", "turn(1)", N_("next page"), key_display="→"),
        Binding("left,backspace,pageup,up", "turn(-1)", N_("page before"), key_display="←"),
        Binding("home", "turn(-1000)", show=False),
        Binding("end", "turn(1000)", show=False),
    ]
    DEFAULT_CSS = """
    TrainerScreen {
        & #sheet { width: 100%; max-width: 70; height: 1fr; }
        &.-tall #sheet { margin: 3 0 0 0; }
    }
    """

    def __init__(self, lesson: Lesson) -> None:
        super().__init__()
        self._lesson = lesson
        self._pages: list[list[Line]] = []
        self._at = 0

    def shown_page(self) -> str:
        """The lesson."""
        return f"lessons/{self._lesson.id}"

    def content(self) -> ComposeResult:
        """One page."""
        self.call_after_refresh(self._divide)
        with Center(), Inked(id="sheet"):
            yield SlideView(id="page")

    def on_resize(self) -> None:
        """Divide it anew."""
        self.call_after_refresh(self._divide)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is nothing before the first page, and nothing after the last."""
        if action == "turn" and parameters == (1,):
            return self._at < len(self._pages) - 1
        if action == "turn" and parameters == (-1,):
            return self._at > 0
        return super().check_action(action, parameters)

    def action_turn(self, by: int) -> None:
        """Turn pages."""
        self._go(self._at + by)

    def _divide(self) -> None:
        size = self.query_one("#sheet").size
        if not size.height:
            return
        width = min(size.width, _WIDEST)
        title = paragraph(self._lesson.title, width, Tone.QUIET)
        self._pages = []
        for name, blocks in parts(self._lesson, width):
            head = [*title, *paragraph(name, width, Tone.HERE), EMPTY]
            divided = slides(blocks, size.height - len(head) - _KEYS)
            self._pages += [[*head, *each.lines] for each in divided]
        self._go(self._at)

    def _go(self, at: int) -> None:
        self._at = max(0, min(at, len(self._pages) - 1))
        self.query_one("#page", SlideView).put(self._pages[self._at], fill=True)
        number, count = self._at + 1, len(self._pages)
        self.tell(_("{number} of {count}").format(number=number, count=count))
        self.refresh_bindings()
