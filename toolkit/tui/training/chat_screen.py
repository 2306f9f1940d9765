"""The staged chat in the lab: all of it has happened, and a group goes through it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from toolkit.bundle.practice import scenario
from toolkit.errors import ContentError
from toolkit.i18n import N_, _
from toolkit.practice.chat import load
from toolkit.tui.lab.lab_screen import LabScreen
from toolkit.tui.lab.stage import played

if TYPE_CHECKING:
    from textual.app import App

    from toolkit.practice.model import Chat


class ChatScreen(LabScreen):
    """The lab, in which a chat was played.

    Args:
        chat: It.

    Raises:
        ContentError: It cannot be played.
    """

    HEADING = N_("Practice chat")
    EXPLAIN = N_(
        "This chat is invented, and something is wrong in it.\n"
        "Left and right go through time, and O looks at another phone.\n"
        "Up and down tell what else happened, and why. Ask the group:"
    )

    def __init__(self, chat: Chat) -> None:
        super().__init__(played(scenario(chat)))
        self._chat = chat

    def shown_page(self) -> str:
        """The chat."""
        return f"practice/{self._chat.id}"

    def explanation(self) -> str:
        """What the screen is for, and the quiz; of the disclaimer, its short line is seen."""
        asked = (f"{at}. {each.prompt}" for at, each in enumerate(self._chat.questions, 1))
        return "\n".join((_(self.EXPLAIN), *asked))


def open_chat(app: App[Any]) -> None:
    """Show the staged chat, or say why that cannot be."""
    try:
        app.push_screen(ChatScreen(load()))
    except ContentError as error:
        from toolkit.tui.library.flow import cannot_read  # noqa: PLC0415 - only when wanted

        cannot_read(app, error)
