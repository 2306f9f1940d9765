"""One photo before and after: what the original says, and what its copy says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Container
from textual.message import Message
from textual.widgets import Static

from toolkit.i18n import N_, _
from toolkit.tui.cleaning.detail import Detail
from toolkit.tui.screens.base import Page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from toolkit.tui.cleaning.album import Photo
    from toolkit.tui.cleaning.closer import Closer, Look


class CompareScreen(Page[None]):
    """Reads an original and its copy anew, and shows both.

    Args:
        both: The original and its copy; the copy alone where it took the original's place.
        closer: Reads them.
    """

    HEADING = N_("Before and after")
    EXPLAIN = N_(
        "The original and its copy, both read anew a moment ago.\n"
        "The pictures are the same; what is said about you is gone from the copy.\n"
        "Faces, signs and screens in the picture are still there."
    )
    DEFAULT_CSS = """
    CompareScreen {
        & #both { layout: vertical; height: 1fr; }
        & .half { height: 1fr; }
        & .half > .muted { height: 1; }
        & .half Detail { height: 1fr; }
        &.-wide #both, &.-vast #both { layout: horizontal; }
        &.-wide .half, &.-vast .half { width: 1fr; height: 100%; margin: 0 2 0 0; }
    }
    """

    class Looked(Message):
        """A closer look at one of them is there.

        Args:
            look: What it showed.
        """

        def __init__(self, look: Look) -> None:
            super().__init__()
            self.look = look

    def __init__(self, both: Sequence[Photo], closer: Closer) -> None:
        super().__init__()
        self._photos = tuple(both)
        self._closer = closer
        self._open = [photo.path for photo in both]

    def content(self) -> ComposeResult:
        """Both, side by side or one above the other."""
        titles = (_("Before"), _("After"))[-len(self._photos) :]
        with Container(id="both"):
            for title in titles:
                with Container(classes="half"):
                    yield Static(title, classes="muted", markup=False)
                    yield Detail()

    def on_mount(self) -> None:
        """Read both, one after the other."""
        for photo, detail in zip(self._photos, self.query(Detail), strict=True):
            look = self._closer.known(photo.path)
            detail.show(photo, look)
            if look is not None:
                self._open.remove(photo.path)
        self._look_at_next()

    def on_compare_screen_looked(self, event: Looked) -> None:
        """Show what the closer look showed."""
        for photo, detail in zip(self._photos, self.query(Detail), strict=True):
            if photo.path == event.look.path:
                detail.show(photo, event.look)
        if event.look.whole and event.look.path in self._open:
            # Whatever came of it: what failed once is not asked for again.
            self._open.remove(event.look.path)
            self._look_at_next()

    def _look_at_next(self) -> None:
        def tell(look: Look) -> None:
            self.post_message(self.Looked(look))

        if self._open:
            self._closer.look(self._open[0], tell)
