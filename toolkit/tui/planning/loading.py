"""The library, read in a thread of its own: it takes a moment, and the screen must not wait."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

from toolkit.errors import ContentError
from toolkit.tui.background import in_background

if TYPE_CHECKING:
    from textual.message_pump import MessagePump

    from toolkit.threats.library import Library


class Loaded(Message):
    """The library is there, or cannot be.

    Args:
        library: It; or what is wrong with a file of it.
    """

    def __init__(self, library: Library | ContentError) -> None:
        super().__init__()
        self.library = library


def load_for(screen: MessagePump) -> None:
    """Read the library, and tell a screen when that is done."""

    def work() -> Message:
        from toolkit.threats.shelf import load  # noqa: PLC0415 - importing it takes time as well

        try:
            return Loaded(load())
        except ContentError as error:
            return Loaded(error)

    in_background(work, screen)
