"""The staged chat: a scenario of the lab with invented people, a quiz, and its answers."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

from toolkit.content import load as load_content
from toolkit.i18n import _
from toolkit.new_file import new_folder
from toolkit.new_file import write as write_file
from toolkit.paths import guides
from toolkit.practice.model import Chat
from toolkit.practice.quiz import answered, asked

if TYPE_CHECKING:
    from pathlib import Path

SCRIPT: Final = "chat.toml"
"""What the scenario is called, in every language: the quiz names it."""


def load(path: Path | None = None) -> Chat:
    """What happens and what is asked.

    Raises:
        ContentError: The file is not as it should be.
    """
    return load_content(Chat, path or guides() / "practice" / SCRIPT)


def script(chat: Chat) -> str:
    """The chat as the lab plays it: a scenario in TOML, without the quiz."""
    head = {"title": chat.title, "people": chat.people, "seed": chat.seed}
    steps = ("\n[[steps]]\n" + _fields(asdict(step)) for step in chat.steps)
    return _fields(head) + "".join(steps)


def names() -> tuple[str, ...]:
    """What the files of a chat are called, in the order in which to look at them."""
    return (SCRIPT, _("chat-quiz") + ".txt", _("chat-answers") + ".txt")


def files(chat: Chat) -> tuple[tuple[str, bytes], ...]:
    """The names of the files of a chat, and what they hold."""
    texts = (
        script(chat),
        asked(chat.title, chat.about, (), chat.questions),
        answered(chat.questions),
    )
    return tuple(zip(names(), map(str.encode, texts), strict=True))


def write(chat: Chat, folder: Path) -> None:
    """Write the chat into a new folder.

    Args:
        chat: It.
        folder: Where to; it must not be there yet.

    Raises:
        OutputError: It is there, or cannot be written. What was begun is taken away again.
    """
    with new_folder(folder):
        for name, content in files(chat):
            write_file(folder / name, content)


def _fields(table: dict[str, Any]) -> str:
    """Names and values as TOML: JSON writes texts, lists and truth the same way, but for U+007F."""
    said = {key: each for key, each in table.items() if each or each is False}
    lines = (f"{key} = {json.dumps(each, ensure_ascii=False)}\n" for key, each in said.items())
    return "".join(lines).replace("\x7f", "\\u007f")
