"""From photos to clean copies: which screen follows which."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.tui.cleaning.choices import Where

if TYPE_CHECKING:
    from collections.abc import Sequence

    from toolkit.tui.app import Parasol
    from toolkit.tui.cleaning.album import Photo
    from toolkit.tui.cleaning.choices import Choices


def begin(app: Parasol) -> None:
    """Ask for photos, then read them."""
    from toolkit.tui.cleaning.add_screen import AddScreen  # noqa: PLC0415 - only when wanted

    def added(paths: Sequence[str] | None) -> None:
        if paths:
            read(app, paths)

    app.push_screen(AddScreen(), added)


def read(app: Parasol, paths: Sequence[str]) -> None:
    """Read photos, and show what they say."""
    from toolkit.tui.cleaning.album_screen import AlbumScreen  # noqa: PLC0415 - as above

    app.push_screen(AlbumScreen(paths))


def clean(app: Parasol, photos: Sequence[Photo], choices: Choices, given: Sequence[str]) -> None:
    """Clean photos, and show what became of them.

    Args:
        app: The application, which shows the photos.
        photos: Those to clean.
        choices: How.
        given: The files and folders that were given to be read.
    """
    from toolkit.tui.cleaning.result_screen import ResultScreen  # noqa: PLC0415 - as above

    def ended(more: bool | None) -> None:  # noqa: FBT001 - the screen's answer
        if more:
            app.screen.dismiss()
            begin(app)
        elif choices.where is Where.IN_PLACE:
            # What the list says of them is no longer so.
            app.screen.dismiss()
            read(app, given)

    app.push_screen(ResultScreen(photos, choices, given), ended)
