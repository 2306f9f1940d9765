"""Work that may wait for a disk, away from the interface."""

from __future__ import annotations

import contextlib
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.message import Message
    from textual.message_pump import MessagePump


def in_background(work: Callable[[], Message], to: MessagePump) -> None:
    """Have something done in a thread of its own, and its result told by a message.

    A thread that hangs on a disk that does not answer keeps nobody from leaving. When the widget is
    gone by then, the result is dropped.

    Args:
        work: What to do; it touches no widget.
        to: Whom the message is for.
    """

    def run() -> None:
        message = work()
        with contextlib.suppress(RuntimeError):
            to.post_message(message)

    threading.Thread(target=run, daemon=True).start()
