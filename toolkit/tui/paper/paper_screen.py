"""A page into a file that the person names. They see first what will stand in it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding

from toolkit.i18n import N_, _
from toolkit.new_file import write
from toolkit.tui.paper.page_file import is_for_browsers, proposed
from toolkit.tui.paper.writing import NameLine, WritingPage
from toolkit.tui.widgets.reading import Block, Reading, Section

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual.app import ComposeResult
    from textual.binding import BindingType


@dataclass(frozen=True, slots=True)
class Paper:
    """A page in both of its forms.

    Attributes:
        text: Plain text.
        html: A page for a browser.
    """

    text: str
    html: str


class _FileLine(NameLine):
    """The file's name. The keys that read the page are the screen's."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", N_("write the file")),
        Binding("down", "screen.page(1)", N_("read the page"), key_display="↑↓"),
        Binding("up", "screen.page(-1)", show=False),
    ]


class PaperScreen(WritingPage):
    """Writes a page.

    Args:
        paper: It.
        path: Where it could go; a free name in the person's own folder by default.
    """

    HEADING = N_("Print one page")
    EXPLAIN = N_(
        "Below is what will stand in the file. It names neither you nor this program.\n"
        "A name that ends in .html makes a page for a browser, all others plain text.\n"
        "Nothing is written before you press Enter, and no file is written over."
    )
    WHAT = N_("File")
    CARE = N_(
        "A file or a paper can be found, and says what you think of. Keep it where you "
        "would keep a letter, or learn it by heart instead."
    )
    LINE = _FileLine

    def __init__(self, paper: Paper, path: Path | None = None) -> None:
        super().__init__(str(path or proposed()))
        self._paper = paper

    def below(self) -> ComposeResult:
        """The page."""
        lines = self._paper.text.splitlines()
        page = Reading((Section("", tuple(Block(line) for line in lines)),))
        page.can_focus = False
        yield page

    def action_page(self, by: int) -> None:
        """Read the page."""
        self.query_one(Reading).action_walk(by)

    def write(self, path: Path) -> Callable[[], object]:
        """What writes the file."""
        text = self._paper.html if is_for_browsers(path) else self._paper.text
        return partial(write, path, text.encode())

    def success(self, path: str) -> str:
        """That it is there, and what a file is."""
        return _(
            "Written: {path}. Only you can read it, as far as this computer keeps to that. "
            "What is deleted later can often be found again."
        ).format(path=path)
