"""How far something is: a line of words above a thin bar. It moves only when something happened."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, ClassVar, Final

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from toolkit.i18n import _
from toolkit.tui.widgets.fitting import fitted, harmless

if TYPE_CHECKING:
    from rich.style import Style
    from textual.timer import Timer

_DONE: Final = "━"
_HALF: Final = "╸"
_LEFT: Final = "─"
_SECONDS_BETWEEN: Final = 0.1
_LEAST_NAME: Final = 4


class Meter(Widget):
    """Shows how many are done of how many, and what is in work.

    It may be told as often as one likes: it draws at most ten times a second, and only if something
    changed.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "meter--words",
        "meter--name",
        "meter--done",
        "meter--left",
    }
    DEFAULT_CSS = """
    Meter {
        height: 2;
        color: $ink;
        & > .meter--words { color: $ink; }
        & > .meter--name { color: $muted; }
        & > .meter--done { color: $accent; }
        & > .meter--left { color: $line; }
        &:ansi > .meter--name { text-style: dim; }
        &:ansi > .meter--left { text-style: dim; }
    }
    """

    def __init__(
        self,
        *,
        id: str | None = None,  # noqa: A002 - what it is for each widget
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._state: tuple[int, int | None, str] = (0, None, "")
        self._drawn: tuple[int, int | None, str] | None = None
        self._drawn_at = 0.0
        self._later: Timer | None = None

    def show(self, done: int, total: int | None = None, name: str = "") -> None:
        """Tell how far it is.

        Args:
            done: How many are done.
            total: Of how many; ``None`` as long as nobody knows.
            name: What is in work; it may come from a file.
        """
        self._state = (done, total, name)
        if self._later is not None or self._state == self._drawn:
            return
        wait = self._drawn_at + _SECONDS_BETWEEN - monotonic()
        if wait <= 0:
            self._draw()
        else:
            self._later = self.set_timer(wait, self._draw)

    def render_line(self, y: int) -> Strip:
        """The words, or the bar."""
        state = self._drawn or self._state
        segments = self._words(*state) if y == 0 else self._bar(*state[:2]) if y == 1 else []
        return Strip(segments).adjust_cell_length(self.size.width, self.rich_style)

    def _draw(self) -> None:
        self._later = None
        self._drawn_at = monotonic()
        self._drawn = self._state
        self.refresh()

    def _words(self, done: int, total: int | None, name: str) -> list[Segment]:
        told = (
            _("{done} so far").format(done=done)
            if total is None
            else _("{done} of {total}").format(done=done, total=total)
        )
        told = fitted(told, self.size.width)
        segments = [Segment(told, self._styled("words"))]
        room = self.size.width - cell_len(told) - 3
        if name and room >= _LEAST_NAME:
            shown = f" · {fitted(harmless(name), room, 'middle')}"
            segments.append(Segment(shown, self._styled("name")))
        return segments

    def _bar(self, done: int, total: int | None) -> list[Segment]:
        width = self.size.width
        halves = 2 * width * done // total if total else 0
        bar = _DONE * (halves // 2) + _HALF * (halves % 2)
        parts = ((bar, "done"), (_LEFT * (width - len(bar)), "left"))
        return [Segment(text, self._styled(name)) for text, name in parts if text]

    def _styled(self, name: str) -> Style:
        return self.get_component_rich_style(f"meter--{name}")
