"""A path alone on its own lines, whole, so that it can be copied by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.cells import cell_len
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static
from wcwidth import iter_graphemes, wcswidth

from toolkit.i18n import N_, _
from toolkit.neutral import neutral
from toolkit.tui.screens.base import Page

if TYPE_CHECKING:
    from textual.app import ComposeResult, RenderResult
    from textual.geometry import Size

_AT_ONCE: Final = 40
"""Characters that are made neutral at once: so few that no escape is cut off."""


class WholePath(Widget):
    """A path from edge to edge, broken only where the terminal ends.

    Args:
        path: It, as the system gave it.
    """

    DEFAULT_CSS = """
    WholePath {
        height: auto;
        color: $ink;
        text-style: bold;
    }
    """

    def __init__(self, path: str) -> None:
        super().__init__()
        self._shown = whole(path)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's signature
        """As many lines as it takes."""
        return len(broken(self._shown, width))

    def render(self) -> RenderResult:
        """The lines."""
        return Content("\n".join(broken(self._shown, self.content_size.width)))


class PathScreen(Page[None]):
    """Shows a path.

    Args:
        path: It, as the system gave it.
    """

    HEADING = N_("Where the copies are")
    EXPLAIN = N_(
        "Parasol never writes to the clipboard: other programs read it.\n"
        "In most terminals you can select text with the mouse while you hold Shift.\n"
        "Esc goes back."
    )
    DEFAULT_CSS = """
    PathScreen {
        & > #body { padding: 1 0; overflow-y: auto; }
        & .muted { margin: 1 2 0 2; height: auto; }
    }
    """

    def __init__(self, path: str) -> None:
        super().__init__()
        self._path = path

    def content(self) -> ComposeResult:
        """The path, and how to select it."""
        yield WholePath(self._path)
        yield Static(
            _("In most terminals you can select it with the mouse while you hold Shift."),
            classes="muted",
            markup=False,
        )
        if whole(self._path) != self._path:
            yield Static(
                _("What cannot be shown of it stands as a code that begins with \\."),
                classes="muted",
                markup=False,
            )


def whole(path: str) -> str:
    """A path made fit to be shown, of which nothing is left out, however long it is."""
    starts = range(0, len(path), _AT_ONCE)
    return "".join(neutral(path[start : start + _AT_ONCE]) for start in starts)


def broken(text: str, width: int) -> list[str]:
    """Text in lines that are as full as can be, with nothing added and nothing left out.

    Args:
        text: One line.
        width: Cells, as Textual counts them or as the terminal may: the wider counts.
    """
    lines, room = [""], width
    for each in iter_graphemes(text):
        wide = max(cell_len(each), wcswidth(each))
        if wide > room and lines[-1]:
            lines.append("")
            room = width
        lines[-1] += each
        room -= wide
    return lines
