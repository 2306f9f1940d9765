"""The loudest of what to take care of, always in sight above the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from toolkit.i18n import _, ngettext
from toolkit.tui.planning.care import held_back, loudest, more
from toolkit.tui.widgets.told import wrapped

if TYPE_CHECKING:
    from textual import events
    from textual.app import RenderResult
    from textual.geometry import Size

    from toolkit.threats.outcome import Assessment

_INDENT: Final = 2
_LINES: Final = ((20, 2), (30, 6), (45, 9))
"""Below so many lines of the screen, so many lines of ours. Above, `_MOST`."""

_MOST: Final = 14


class CareStrip(Widget):
    """Whole warnings, as many as there is room for, and how many more there are."""

    DEFAULT_CSS = """
    CareStrip {
        height: auto;
        margin: 0 0 1 0;
        & > .care--mark { color: $harm-middle; }
        & > .care--more { color: $muted; }
        &:ansi > .care--more { text-style: dim; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"care--mark", "care--more"}

    class Opened(Message):
        """The person wants to see all of it."""

    def __init__(self) -> None:
        super().__init__()
        self._warnings: tuple[str, ...] = ()
        self._folded = 0
        self._held_back = ""

    def show(self, assessment: Assessment) -> None:
        """Show what there is to take care of."""
        self._warnings, self._held_back = loudest(assessment), held_back(assessment)
        self._folded = more(assessment)
        self.display = bool(self._warnings or self._held_back)
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as fit the screen."""
        _unused = container
        return len(self._lines(width, viewport.height))

    def render(self) -> RenderResult:
        """The lines."""
        return Content("\n").join(self._lines(self.content_size.width, self.screen.size.height))

    def on_click(self, event: events.Click) -> None:
        """A click shows all of it."""
        event.stop()
        self.post_message(self.Opened())

    def _lines(self, width: int, height: int) -> list[Content]:
        style = self.get_visual_style
        room = next((lines for below, lines in _LINES if height < below), _MOST)
        mark = Content.styled("◆ ", style("care--mark"))
        shown: list[Content] = []
        told = 0
        for warning in self._warnings:
            first, *more = wrapped(warning, width - _INDENT)
            # One line is kept for how many more there are.
            if shown and len(shown) + 1 + len(more) > room - 1:
                break
            shown += [mark + first, *(Content(" " * _INDENT + line) for line in more)]
            told += 1
        left = len(self._warnings) - told + self._folded
        shown += [
            Content.styled(" " * _INDENT + line, style("care--more"))
            for line in wrapped(self._more(left), width - _INDENT)
            if line
        ]
        return shown

    def _more(self, left: int) -> str:
        """What is not told here, and how to see it."""
        count = ngettext("{count} more warning.", "{count} more warnings.", left)
        parts = [count.format(count=left) if left else "", self._held_back, _("T shows all of it.")]
        return " ".join(part for part in parts if part)
