"""Where a new file or folder goes: it is proposed, and the person decides."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.i18n import N_, _
from toolkit.tui.cleaning.options_screen import meant
from toolkit.tui.cleaning.path_screen import whole
from toolkit.tui.cleaning.quoting import begun
from toolkit.tui.vault.base import VaultPage, asked, said, trouble_line
from toolkit.tui.vault.line import Line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult
    from textual.widgets import Input


class PlaceScreen(VaultPage[None]):
    """Asks for a path, after saying what there is to know.

    Args:
        title: What for.
        texts: What to know, translated.
        proposed: Where it could be.
        then: What to do with the path; it may tell of trouble here.
        name: What the line is called; a folder where nothing is given.
    """

    EXPLAIN = N_(
        "Nothing is written before the last step. Esc goes back.\n"
        "Next to the program is the default, so that a stick carries both.\n"
        "~ is your own folder."
    )

    def __init__(
        self,
        title: str,
        texts: Sequence[str],
        proposed: Path,
        then: Callable[[PlaceScreen, Path], None],
        name: str = "",
    ) -> None:
        super().__init__()
        self._title = title
        self._texts = tuple(texts)
        self._proposed = proposed
        self._then = then
        self._label = name or _("Folder")

    def sheet(self) -> ComposeResult:
        """The words, and the line."""
        yield asked(self._title)
        yield from said(self._texts)
        yield Line(self._label, whole(str(self._proposed)), id="path")
        yield trouble_line()

    def on_input_changed(self) -> None:
        """What was told is out of date."""
        self.trouble("")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go on."""
        event.stop()
        self._then(self, path_of(event.value, str(self._proposed)))


def path_of(typed: str, proposed: str) -> Path:
    """The path that somebody typed or dropped, perhaps in quotes.

    Args:
        typed: What stands in the line.
        proposed: What stood there at first.
    """
    # What no path can hold may have been pasted.
    return Path(meant(begun(typed.replace("\0", "").strip()), proposed))
