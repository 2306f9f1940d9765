"""One photo before and after: what the original says, and what its copy says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Container
from textual.message import Message
from textual.widgets import Static

from toolkit.i18n import N_, _
from toolkit.tui.cleaning.album import Photo
from toolkit.tui.cleaning.detail import Detail
from toolkit.tui.screens.base import Page

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from toolkit.tui.cleaning.closer import Closer, Look


class CompareScreen(Page[None]):
    """Reads an original and its copy anew, and shows both.

    Args:
        photo: The original.
        copy: The path of its copy.
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
        &.-wide #both { layout: horizontal; }
        &.-wide .half { width: 1fr; height: 100%; margin: 0 2 0 0; }
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

    def __init__(self, photo: Photo, copy: str, closer: Closer) -> None:
        super().__init__()
        self._photos = (photo, Photo(photo.number, copy))
        self._closer = closer

    def content(self) -> ComposeResult:
        """Both, side by side or one above the other."""
        with Container(id="both"):
            for title in (_("Before"), _("After")):
                with Container(classes="half"):
                    yield Static(title, classes="muted", markup=False)
                    yield Detail()

    def on_mount(self) -> None:
        """Read both, one after the other."""
        for photo, detail in zip(self._photos, self.query(Detail), strict=True):
            detail.show(photo, self._closer.known(photo.path))
        self._look_at_next()

    def on_compare_screen_looked(self, event: Looked) -> None:
        """Show what the closer look showed."""
        for photo, detail in zip(self._photos, self.query(Detail), strict=True):
            if photo.path == event.look.path:
                detail.show(photo, event.look)
        if event.look.picture is not None or event.look.error is not None:
            self._look_at_next(after=event.look.path)

    def _look_at_next(self, after: str = "") -> None:
        def tell(look: Look) -> None:
            self.post_message(self.Looked(look))

        for photo in self._photos:
            if photo.path != after and self._closer.known(photo.path) is None:
                self._closer.look(photo.path, tell)
                return
