"""Pictures in the terminal's pixels, over those in blocks.

The blocks are drawn all the same. A terminal that shows sixels takes a picture away where cells are
written over; so whatever hides the blocks hides it, and it is drawn again whenever they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.tui.widgets.picture import Picture
from toolkit.tui.widgets.sixels import STRING, sixels

if TYPE_CHECKING:
    from textual.screen import Screen

    from toolkit.metadata.model import Thumbnail
    from toolkit.tui.terminal import Terminal


class PictureOverlay:
    """What is drawn over the pictures on the screen, once the person has asked for it.

    Args:
        terminal: It lets sixels pass from now on.
    """

    def __init__(self, terminal: Terminal) -> None:
        self._terminal = terminal
        self._last: tuple[Thumbnail, tuple[int, int], str] | None = None
        terminal.let_pass(STRING)

    def stop(self) -> None:
        """Let none pass any more."""
        self._terminal.let_pass(None)

    def drawn(self, screen: Screen[object]) -> str:
        """What draws the pictures whose cells have been written since it was asked last.

        Args:
            screen: The one that is seen.
        """
        cell = self._terminal.cell_pixels()
        if cell is None:
            return ""
        return "".join(
            self._over(picture, screen, cell)
            for picture in screen.query(Picture)
            if picture.take_written()
        )

    def _over(self, picture: Picture, screen: Screen[object], cell: tuple[int, int]) -> str:
        place = picture.place()
        # Below a picture in the last row, the terminal would scroll.
        if place is None or place[1].bottom >= screen.size.height:
            return ""
        thumbnail, covered = place
        size = covered.width * cell[0], covered.height * cell[1]
        if self._last is None or self._last[0] is not thumbnail or self._last[1] != size:
            self._last = thumbnail, size, sixels(thumbnail, *size)
        # Afterwards the cursor is where it was (DEC VT510, DECSC and DECRC).
        return f"\x1b7\x1b[{covered.y + 1};{covered.x + 1}H{self._last[2]}\x1b8"
