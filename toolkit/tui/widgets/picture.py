"""A photo in the terminal, small: enough to know which one it is."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

from rich.segment import Segment
from rich.style import Style
from textual.content import Content
from textual.errors import NoWidget
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from toolkit.errors import LimitError, UnsupportedError
from toolkit.i18n import _
from toolkit.tui.widgets.picture_drawing import cells, coloured, shaded

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.app import RenderResult

    from toolkit.errors import ParasolError
    from toolkit.metadata.model import Thumbnail

PIXELS: Final = (320, 240)
"""How large a rendering to ask for: it is sharp on 160 columns and 120 rows."""

_PLAIN: Final = Style()
"""As bright as the terminal writes: the sentence is dim, the picture is not."""


class Picture(Widget):
    """Shows one thumbnail, as large as there is room, or one sentence in its place.

    Without true colours it is drawn in shades of the terminal's own colour of text.
    """

    DEFAULT_CSS = """
    Picture {
        width: 1fr;
        height: 1fr;
        color: $muted;
        background: $paper;
        content-align: center middle;
        text-align: center;
        &:ansi { text-style: dim; }
    }
    """
    ALLOW_SELECT = False

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._words = ""
        self._thumbnail: Thumbnail | None = None
        self._drawn_for: object = None
        self._lines: list[Strip] = []
        self._written = False

    def draw(self, thumbnail: Thumbnail) -> None:
        """Show a picture."""
        self._change(thumbnail, "")

    def wait(self) -> None:
        """Say that the picture is on its way."""
        self._change(None, _("Reading the picture"))

    def explain(self, error: ParasolError) -> None:
        """Say why there is no picture.

        Args:
            error: What `thumbnail` raised.
        """
        if isinstance(error, UnsupportedError):
            words = _("No rendering: this kind of picture is not drawn here.")
        elif isinstance(error, LimitError):
            words = _("No rendering: this picture is too large to be drawn here.")
        else:
            words = _("No rendering: this picture could not be read.")
        self._change(None, words)

    def place(self) -> tuple[Thumbnail, Region] | None:
        """What is drawn, and which cells of the screen it covers, if all of them can be seen."""
        if self._thumbnail is None or not self.size:
            return None
        try:
            placed = self.screen.find_widget(self)
        except NoWidget:
            return None
        if placed.visible_region != placed.region:
            return None
        width, height = self.size
        columns, rows = cells(self._thumbnail, width, height)
        inside = Region((width - columns) // 2, (height - rows) // 2, columns, rows)
        return self._thumbnail, inside.translate(self.content_region.offset)

    def take_written(self) -> bool:
        """Whether its cells have been written since this was asked last."""
        written, self._written = self._written, False
        return written

    def render_lines(self, crop: Region) -> list[Strip]:
        """Lines that are written to the screen."""
        self._written = True
        return super().render_lines(crop)

    def render(self) -> RenderResult:
        """The sentence."""
        return Content(self._words)

    def render_line(self, y: int) -> Strip:
        """A line of the picture, or of the sentence."""
        width, height = self.size
        if self._thumbnail is None or not (width and height):
            return super().render_line(y)
        true_colours = not self.app.native_ansi_color and not self.app.no_color
        wanted = (width, height, true_colours, self.rich_style)
        if wanted != self._drawn_for:
            self._lines = self._drawn(self._thumbnail, width, height, true_colours=true_colours)
            self._drawn_for = wanted
        return self._lines[y] if y < len(self._lines) else Strip.blank(width, self.rich_style)

    def _drawn(
        self, thumbnail: Thumbnail, width: int, height: int, *, true_colours: bool
    ) -> list[Strip]:
        """All lines, the picture in their middle."""
        paper = self.rich_style
        columns, rows = cells(thumbnail, width, height)
        if true_colours:
            drawn = coloured(thumbnail, columns, rows)
        else:
            signs = shaded(thumbnail, columns, rows, on_light=lies_on_light(os.environ))
            drawn = [[Segment(row, _PLAIN)] for row in signs]
        above, left = (height - rows) // 2, (width - columns) // 2
        before, after = Segment(" " * left, paper), Segment(" " * (width - columns - left), paper)
        lines = [Strip.blank(width, paper)] * above
        lines += [Strip([before, *row, after], width) for row in drawn]
        return lines

    def _change(self, thumbnail: Thumbnail | None, words: str) -> None:
        self._thumbnail, self._words, self._drawn_for = thumbnail, words, None
        self.refresh()


def lies_on_light(environment: Mapping[str, str]) -> bool:
    """Whether the terminal says that its text is dark on light; most say nothing.

    Args:
        environment: Its variables. COLORFGBG is rxvt's and Konsole's: two or three numbers of the
            sixteen colours, of which the last is what lies behind the text.
    """
    behind = environment.get("COLORFGBG", "").rpartition(";")[2]
    return behind in {"7", *map(str, range(9, 16))}
