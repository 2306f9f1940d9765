"""A small map that shows where a photo was taken: the land around the place, or the whole world."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, ClassVar, Final

from rich.cells import cell_len
from rich.segment import Segment
from textual.content import Content
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from toolkit.neutral import neutral
from toolkit.tui.widgets.land import share
from toolkit.tui.widgets.map_drawing import Kind, Row, drawn
from toolkit.tui.widgets.map_view import Position, View, around, whole_world

if TYPE_CHECKING:
    from collections.abc import Iterable

_LEAST_WIDTH: Final = 10
_LEAST_HEIGHT: Final = 3
_AIRY: Final = 8
"""From this height on, an empty line stands between the map and its words."""

_REACHES: Final = (1, 2, 3)
_LEAST_LAND: Final = 0.05
"""Out in an ocean, a map reaches farther until this much of it is land."""

_CLASSES: Final = {
    Kind.LAND: "world-map--land",
    Kind.COUNTRY: "world-map--country",
    Kind.PLACE: "world-map--place",
}
_WORDS: Final = "world-map--words"


class WorldMap(Widget):
    """A map, as large as it is given room, with words under it.

    It opens on the land around the place: there a person sees at once which country that is, which
    a world of 38 columns cannot show. A click changes between the two, and so does `whole`. Several
    places that are too far apart for one region are always shown on the world.

    Args:
        positions: What to mark. Those that are nowhere on Earth are left out; without any, the
            world is shown.
        words: What stands under the map, such as the nearest town.
        whole: Whether the whole world is shown.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {*_CLASSES.values(), _WORDS}
    DEFAULT_CSS = """
    WorldMap {
        width: 1fr;
        height: 1fr;
        & > .world-map--land { color: $land; }
        & > .world-map--country { color: $muted; }
        & > .world-map--place { color: $harm-high; text-style: bold; }
        & > .world-map--words { color: $ink; }
        &:ansi > .world-map--land { text-style: dim; }
    }
    """

    positions: reactive[tuple[Position, ...]] = reactive(())
    words = reactive("")
    whole = reactive(default=False)

    def __init__(
        self, positions: Iterable[Position] = (), words: str = "", *, whole: bool = False
    ) -> None:
        super().__init__()
        self.set_reactive(WorldMap.positions, tuple(positions))
        self.set_reactive(WorldMap.words, words)
        self.set_reactive(WorldMap.whole, whole)
        self._drawn_for: object = None
        self._rows: list[Row] = []
        self._lines: list[str] = []

    def on_click(self) -> None:
        """Change between the world and the land around the place."""
        self.whole = not self.whole

    def render_line(self, y: int) -> Strip:
        """A line of the map, or of the words below it."""
        width, height = self.size
        wanted = (width, height, self.positions, self.words, self.whole)
        if wanted != self._drawn_for:
            self._draw(width, height)
            self._drawn_for = wanted
        if y < len(self._rows):
            return self._strip(self._rows[y], width)
        line = y - len(self._rows) - (1 if self._rows and height >= _AIRY else 0)
        text = self._lines[line] if 0 <= line < len(self._lines) else ""
        style = self.get_component_rich_style(_WORDS)
        return Strip([Segment(text, style)], cell_len(text)).adjust_cell_length(
            width, self.rich_style
        )

    def _draw(self, width: int, height: int) -> None:
        content = Content(neutral(self.words))
        self._lines = [line.plain for line in content.wrap(width)] if self.words and width else []
        gap = 1 if self._lines and height >= _AIRY else 0
        room = height - len(self._lines) - gap
        self._rows = []
        if width >= _LEAST_WIDTH and room >= _LEAST_HEIGHT:
            shown = [position for position in self.positions if position.is_on_earth]
            self._rows = drawn(self._view(shown, width * 2, room * 4), shown)

    def _view(self, shown: list[Position], columns: int, rows: int) -> View:
        if not shown or self.whole:
            return whole_world(columns, rows)
        views = [around(shown[0], columns, rows, reach) for reach in _REACHES]
        near = next(filter(_tells, views), views[-1])
        if all(near.holds(position) for position in shown[1:]):
            return near
        return whole_world(columns, rows)

    def _strip(self, row: Row, width: int) -> Strip:
        segments = []
        start = 0
        for kind, run in groupby(row.kinds):
            end = start + len(list(run))
            style = self.get_component_rich_style(_CLASSES[Kind(kind)])
            segments.append(Segment(row.text[start:end], style))
            start = end
        return Strip(segments, start).adjust_cell_length(width, self.rich_style)


def _tells(view: View) -> bool:
    """Whether there is enough land on it to recognise where that is."""
    return share(view.latitudes, view.longitudes) >= _LEAST_LAND
