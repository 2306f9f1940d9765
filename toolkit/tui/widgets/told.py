"""Sentences under headings, each heading with its mark: what a photo says, or what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from rich.cells import cell_len
from textual.content import Content
from textual.strip import Strip
from textual.widget import Widget
from wcwidth import wcswidth

from toolkit.tui.widgets.fitting import wavers
from toolkit.tui.widgets.table import Meaning
from toolkit.tui.widgets.table.anchors import KeepingAnchors
from toolkit.tui.widgets.table.line import Line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.style import Style
    from textual.filter import LineFilter
    from textual.geometry import Size

_GAP: Final = 2
_SIDE_BY_SIDE: Final = 56
"""From this width on, headings stand beside their sentences; below it, above them."""

_MOST_LEAD: Final = 3
"""Headings beside take at most one part of so many of the width."""


@dataclass(frozen=True, slots=True)
class Part:
    """A heading and what belongs to it.

    Attributes:
        heading: A word or two.
        sentences: What is said; they may hold words out of files, made neutral.
        meaning: How the heading looks.
        mark: Its shape; empty for none.
    """

    heading: str
    sentences: tuple[str, ...]
    meaning: Meaning = Meaning.PLAIN
    mark: str = ""


@dataclass(frozen=True, slots=True)
class _Row:
    """One line: words of ours, and a piece of a sentence."""

    heading: str = ""
    meaning: Meaning = Meaning.PLAIN
    indent: int = 0
    text: str = ""


class Told(Widget):
    """Parts below each other, as high as they need to be."""

    DEFAULT_CSS = """
    Told {
        height: auto;
        color: $ink;
        & > .told--plain { color: $ink; text-style: bold; }
        & > .told--muted { color: $muted; }
        & > .told--high { color: $harm-high; text-style: bold; }
        & > .told--middle { color: $harm-middle; text-style: bold; }
        & > .told--low { color: $harm-low; text-style: bold; }
        & > .told--kept { color: $kept; text-style: bold; }
        & > .told--failed { color: $harm-high; text-style: bold; }
        &:ansi > .told--muted { text-style: dim; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"told--{meaning.value}" for meaning in Meaning}
    ALLOW_SELECT = False

    def __init__(self, parts: Sequence[Part] = ()) -> None:
        super().__init__()
        self._parts = tuple(parts)
        self._rows: tuple[_Row, ...] = ()
        self._rows_for: object = None

    def tell(self, parts: Sequence[Part]) -> None:
        """Say something else."""
        if tuple(parts) != self._parts:
            self._parts = tuple(parts)
            self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's signature
        """As many lines as the sentences take."""
        return max(len(self._laid_out(width)), 1)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """The application's filters, minding our anchors."""
        return [KeepingAnchors(each) for each in super().get_line_filters()]

    def render_line(self, y: int) -> Strip:
        """One line, each piece in its column however wide the terminal draws it."""
        width, plain = self.size.width, self.rich_style
        rows = self._laid_out(width)
        if y >= len(rows):
            return Strip.blank(width, plain)
        row, drawn = rows[y], Line.within(self, plain)
        drawn.write(row.heading, plain + self._styled(row.meaning))
        drawn.blank(row.indent)
        drawn.cell(row.text, plain, width - row.indent, "end", "left")
        return drawn.strip(width)

    def _styled(self, meaning: Meaning) -> Style:
        return self.get_component_rich_style(f"told--{meaning.value}", partial=True)

    def _laid_out(self, width: int) -> tuple[_Row, ...]:
        wanted = (self._parts, width)
        if wanted != self._rows_for:
            self._rows, self._rows_for = tuple(laid_out(self._parts, width)), wanted
        return self._rows


def laid_out(parts: Sequence[Part], width: int) -> Iterator[_Row]:
    """The lines of parts.

    Args:
        parts: They.
        width: Cells.
    """
    lead = max((cell_len(_headed(part)) for part in parts), default=0) + _GAP
    beside = width >= _SIDE_BY_SIDE and lead * _MOST_LEAD <= width
    indent = lead if beside else _GAP
    for index, part in enumerate(parts):
        if index and not beside:
            yield _Row()
        lines = [line for told in part.sentences for line in wrapped(told, width - indent)]
        first = lines.pop(0) if beside and lines else ""
        yield _Row(_headed(part), part.meaning, indent, first)
        for line in lines:
            yield _Row(indent=indent, text=line)


def wrapped(sentence: str, width: int) -> list[str]:
    """A sentence in lines; a word that is longer than a line is broken.

    Args:
        sentence: It may hold words out of files, made neutral.
        width: Cells. Where terminals may draw letters wider than they are counted here, lines are
            shorter by as much.
    """
    counted = cell_len(sentence)
    if counted and wavers(sentence):
        width = width * counted // max(counted, wcswidth(sentence))
    return [line.plain.strip(" ") for line in Content(sentence).wrap(max(width, 2))]


def _headed(part: Part) -> str:
    return f"{part.mark} {part.heading}" if part.mark else part.heading
