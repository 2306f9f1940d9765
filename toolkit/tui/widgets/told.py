"""Sentences under headings, each heading with its mark: what a photo says, or what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from rich.cells import cell_len
from textual.content import Content
from textual.widget import Widget

from toolkit.tui.widgets.table import Meaning

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import RenderResult
    from textual.geometry import Size

_GAP: Final = 2
_SIDE_BY_SIDE: Final = 56
"""From this width on, headings stand beside their sentences; below it, above them."""


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

    def __init__(self, parts: Sequence[Part] = (), *, airy: bool = False) -> None:
        super().__init__()
        self._parts = tuple(parts)
        self._airy = airy

    def tell(self, parts: Sequence[Part]) -> None:
        """Say something else."""
        if tuple(parts) != self._parts:
            self._parts = tuple(parts)
            self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's signature
        """As many lines as the sentences take."""
        return max(len(self._lines(width)), 1)

    def render(self) -> RenderResult:
        """The lines."""
        return Content("\n").join(self._lines(self.content_size.width))

    def _lines(self, width: int) -> list[Content]:
        lead = max((cell_len(_headed(part)) for part in self._parts), default=0) + _GAP
        beside = width >= _SIDE_BY_SIDE
        indent = lead if beside else _GAP
        lines: list[Content] = []
        for part in self._parts:
            if lines and (self._airy or not beside):
                lines.append(Content(""))
            style = self.get_visual_style(f"told--{part.meaning.value}")
            first = Content.styled(_headed(part), style)
            wrapped = [
                line
                for sentence in part.sentences
                for line in Content(sentence).wrap(max(width - indent, 1))
            ]
            if beside and wrapped:
                first += Content(" " * (lead - first.cell_length)) + wrapped.pop(0)
            lines.append(first)
            lines += [Content(" " * indent) + line for line in wrapped]
        return lines


def _headed(part: Part) -> str:
    return f"{part.mark} {part.heading}" if part.mark else part.heading
