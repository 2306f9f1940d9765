"""A map of a file, drawn to scale: what is copied, what is written anew, what is left out."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, ClassVar, Final

from rich.cells import cell_len
from rich.segment import Segment as Span
from textual.binding import Binding
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from toolkit.i18n import N_, _, ngettext
from toolkit.metadata.explain import said_size
from toolkit.metadata.model import Verdict
from toolkit.tui.widgets.file_cells import FileCells
from toolkit.tui.widgets.fitting import fitted, harmless

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual import events
    from textual.binding import BindingType

    from toolkit.metadata.model import Segment
    from toolkit.tui.widgets.file_cells import Cell

VERDICT_SHAPES: Final = {Verdict.KEEP: "░", Verdict.REWRITE: "▒", Verdict.DROP: "█"}
VERDICT_WORDS: Final = {
    Verdict.KEEP: N_("copied as it is"),
    Verdict.REWRITE: N_("written anew"),
    Verdict.DROP: N_("left out"),
}

# A cell of which a part is left out. However small, it is wide enough to be seen.
_FROM_LEFT: Final = "▎▌▊"
_FROM_RIGHT: Final = "▐"
# Between two parts that are left out stands a hairline.
_SEAM: Final = "▉"

# Below the rows: where the file ends, the part in words, the legend.
_LINES_OF_WORDS: Final = 3
_GAP: Final = 2
_LEAST_LABEL: Final = 8
_KIBIBYTE: Final = 1024


class FileMap(Widget, can_focus=True):
    """The bytes of a file in lines, like those of a book; one part of it can be selected.

    There are as many lines as its height has room for. Below each is one for marks: a bracket
    under the selected part, and ``▲`` under the first and last byte that were pointed at.

    Args:
        parts: The segments of the file, in order, without gap. At least one.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", N_("move"), key_display="←→"),
        Binding("right", "step(1)", show=False),
        Binding("up", "line(-1)", show=False),
        Binding("down", "line(1)", show=False),
        Binding("home", "end(0)", show=False),
        Binding("end", "end(-1)", show=False),
    ]
    DEFAULT_CSS = """
    FileMap {
        height: 7;
        color: $ink;
        & > .file-map--keep { color: $land; }
        & > .file-map--rewrite { color: $kept; }
        & > .file-map--drop { color: $harm-high; }
        & > .file-map--mark { color: $muted; }
        &:focus > .file-map--mark { color: $accent; text-style: bold; }
        & > .file-map--quiet { color: $muted; }
        & > .file-map--label { color: $ink; text-style: bold; }
        &:ansi > .file-map--quiet { text-style: dim; }
        &:ansi > .file-map--keep { text-style: dim; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "file-map--keep",
        "file-map--rewrite",
        "file-map--drop",
        "file-map--mark",
        "file-map--quiet",
        "file-map--label",
    }

    class Selected(Message):
        """The person went to a part.

        Args:
            part: Which.
        """

        def __init__(self, part: Segment) -> None:
            super().__init__()
            self.part = part

    def __init__(self, parts: Sequence[Segment], *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._parts = tuple(parts)
        self._index: int | None = None
        self._pointed: tuple[int, int] | None = None
        self._drawn: FileCells | None = None
        self._room = 0

    @property
    def part(self) -> Segment | None:
        """The selected part."""
        return None if self._index is None else self._parts[self._index]

    def point_at(self, start: int, stop: int) -> None:
        """Select the part that some bytes are in, and mark them. Tells nobody.

        Args:
            start: The first byte.
            stop: After the last byte; 0 when it is not in the file, so that nothing is marked.
        """
        self._pointed = (start, stop) if stop > start else None
        self._index = self._cells().part_of(start) if self._pointed else None
        self.refresh()

    def select(self, index: int) -> None:
        """Select the part of this number, and tell the screen."""
        self._index = index
        self._pointed = None
        self.refresh()
        self.post_message(self.Selected(self._parts[index]))

    def action_step(self, by: int) -> None:
        """Go to the next part, or the one before."""
        at = -1 if self._index is None else self._index
        self.select(min(max(at + by, 0), len(self._parts) - 1))

    def action_line(self, by: int) -> None:
        """Go a line down or up; at least to the next part."""
        at = 0 if self._index is None else self._index
        part, drawn = self._parts[at], self._cells()
        cell = drawn.cells_of(part.start, part.stop)[0] + by * self._band_width
        if not 0 <= cell < drawn.count:
            self.action_end(-1 if by > 0 else 0)
            return
        there = drawn.part_at(cell)
        self.select(max(there, at + 1) if by > 0 else min(there, at - 1) if at else 0)

    def action_end(self, index: int) -> None:
        """Go to the first part (0), or to the last (-1)."""
        self.select(index % len(self._parts))

    def on_click(self, event: events.Click) -> None:
        """Go to what was clicked on: the worst part where there are several in one cell."""
        spot = event.get_content_offset(self)
        if spot is None or spot.y >= 2 * self._line_count:
            return
        cell = spot.y // 2 * self._band_width + spot.x - self._gutter
        if spot.x >= self._gutter and cell < self._cells().count:
            self.select(self._cells().part_at(cell))

    def render_line(self, y: int) -> Strip:
        """A line: of the map, of marks, or of words."""
        lines = 2 * self._line_count
        if y < lines:
            spans = self._marks(y // 2) if y % 2 else self._band(y // 2)
        else:
            words = (self._scale, self._selected_in_words, self._legend)
            spans = words[y - lines]() if y - lines < len(words) else iter(())
        return Strip(spans).adjust_cell_length(self.content_size.width, self.rich_style)

    # What is where

    @property
    def _gutter(self) -> int:
        """Columns at the left, in which each line says where it starts."""
        size = self._parts[-1].stop
        return cell_len(_offset(size, size)) + _GAP

    @property
    def _band_width(self) -> int:
        return max(self.content_size.width - self._gutter, 1)

    @property
    def _most_lines(self) -> int:
        return max((self.content_size.height - _LINES_OF_WORDS) // 2, 1)

    @property
    def _line_count(self) -> int:
        return -(-self._cells().count // self._band_width)

    def _cells(self) -> FileCells:
        room = self._band_width * self._most_lines
        if self._drawn is None or self._room != room:
            self._room = room
            self._drawn = FileCells(self._parts, room)
        return self._drawn

    def _line(self, line: int) -> range:
        """The cells of one line."""
        width = self._band_width
        return range(line * width, min((line + 1) * width, self._cells().count))

    # What is drawn

    def _band(self, line: int) -> Iterator[Span]:
        drawn, style = self._cells(), self.get_component_rich_style
        first_byte = self._line(line).start * drawn.size // drawn.count
        label = _offset(first_byte, drawn.size)
        indent = " " * (self._gutter - _GAP - cell_len(label))
        yield Span(indent + label + " " * _GAP, style("file-map--quiet"))
        cells = drawn.cells[self._line(line).start : self._line(line).stop]
        for worst, run in groupby(cells, key=lambda cell: cell.worst):
            yield Span("".join(map(shape, run)), style(f"file-map--{worst.value}"))

    def _marks(self, line: int) -> Iterator[Span]:
        cells, drawn = self._line(line), self._cells()
        signs = [" "] * len(cells)
        if self.part is not None:
            extent = drawn.cells_of(self.part.start, self.part.stop)
            for cell in range(max(extent.start, cells.start), min(extent.stop, cells.stop)):
                signs[cell - cells.start] = _bracket(cell, extent)
        if self._pointed is not None:
            bytes_at = drawn.cells_of(*self._pointed)
            for cell in range(max(bytes_at.start, cells.start), min(bytes_at.stop, cells.stop)):
                is_edge = cell in {bytes_at[0], bytes_at[-1]}
                signs[cell - cells.start] = "▲" if is_edge else "━"
        yield Span(" " * self._gutter, self.rich_style)
        yield Span("".join(signs), self.get_component_rich_style("file-map--mark"))

    def _scale(self) -> Iterator[Span]:
        """How much a cell is, and where the last line ends."""
        drawn, quiet = self._cells(), self.get_component_rich_style("file-map--quiet")
        end = said_size(drawn.size)
        ends_at = self._gutter + len(self._line(self._line_count - 1))
        one = _("each block is {size}").format(size=said_size(max(drawn.size // drawn.count, 1)))
        room = ends_at - self._gutter - cell_len(end) - _GAP
        if cell_len(one) > room:
            one = ""
        space = max(ends_at - self._gutter - cell_len(one) - cell_len(end), 0)
        yield Span(" " * self._gutter + one + " " * space + end, quiet)

    def _selected_in_words(self) -> Iterator[Span]:
        style = self.get_component_rich_style
        quiet = style("file-map--quiet")
        count = ngettext("{count} part", "{count} parts", len(self._parts))
        part = self.part
        if part is None or self._index is None:
            yield Span(count.format(count=len(self._parts)), quiet)
            return
        verdict = _(VERDICT_WORDS[part.verdict])
        which = _("{number} of {count}").format(number=self._index + 1, count=len(self._parts))
        bytes_at = said_range(part.start, part.stop)
        label, gap = harmless(part.label), " " * _GAP
        room = self.content_size.width - cell_len(bytes_at) - cell_len(verdict) - 2 * _GAP - 3
        beside = cell_len(which) + _GAP
        if room - beside < min(cell_len(label), _LEAST_LABEL):
            which, beside = "", 0
        label = fitted(label, max(room - beside, _LEAST_LABEL))
        yield Span(label + gap, style("file-map--label"))
        yield Span(bytes_at + gap, style("file-map--quiet"))
        yield Span(VERDICT_SHAPES[part.verdict] + " ", style(f"file-map--{part.verdict.value}"))
        yield Span(verdict + gap, self.rich_style)
        yield Span(which, quiet)

    def _legend(self) -> Iterator[Span]:
        style = self.get_component_rich_style
        there = {part.verdict for part in self._parts}
        # The worst first: what there is no room for is not told.
        verdicts = [verdict for verdict in reversed(Verdict) if verdict in there]
        items = [(v.value, VERDICT_SHAPES[v], _(VERDICT_WORDS[v])) for v in verdicts]
        if any(cell.worst is Verdict.DROP and cell.share < 1 for cell in self._cells().cells):
            items.append((Verdict.DROP.value, _FROM_LEFT[0], _("partly left out")))
        width = self.content_size.width
        for name, sign, words in items:
            width -= cell_len(words) + 2
            if width < 0:
                return
            yield Span(sign, style(f"file-map--{name}"))
            yield Span(f" {words}   ", style("file-map--quiet"))
            width -= 3


def shape(cell: Cell) -> str:
    """The sign for a cell: of its worst verdict, narrower where only part of it is left out."""
    if cell.worst is not Verdict.DROP:
        return VERDICT_SHAPES[cell.worst]
    if cell.share == 1:
        return _SEAM if cell.has_seam else VERDICT_SHAPES[cell.worst]
    if cell.leans_right:
        return _FROM_RIGHT
    return _FROM_LEFT[min(int(cell.share * len(_FROM_LEFT)), len(_FROM_LEFT) - 1)]


def said_range(start: int, stop: int) -> str:
    """Where some bytes are, and how many: ``"1,204 to 1,958 (754 bytes)"``."""
    count = stop - start
    told = ngettext("{start} to {stop} ({count} byte)", "{start} to {stop} ({count} bytes)", count)
    return told.format(start=f"{start:,}", stop=f"{stop:,}", count=f"{count:,}")


def _offset(byte: int, size: int) -> str:
    """Where a line begins, in the unit that the whole file is told in, so none is wider."""
    if byte == 0 or size < _KIBIBYTE:
        return str(byte)
    if size < _KIBIBYTE**2:
        return _("{count} KB").format(count=f"{byte / _KIBIBYTE:.0f}")
    return _("{count} MB").format(count=f"{byte / _KIBIBYTE**2:.1f}")


def _bracket(cell: int, extent: range) -> str:
    """The sign below one cell of the selected part."""
    if len(extent) == 1:
        return "▲"
    if cell == extent[0]:
        return "└"
    return "┘" if cell == extent[-1] else "─"
