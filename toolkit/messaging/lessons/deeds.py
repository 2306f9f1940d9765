"""What is done in the lab during a lesson: the actions of `script.ACTIONS`."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from toolkit.messaging import script, world

if TYPE_CHECKING:
    from collections.abc import Mapping

    from toolkit.messaging.events import Event
    from toolkit.messaging.lessons.model import Deed
    from toolkit.messaging.state import World


def perform(
    before: World, deed: Deed, written: Mapping[str, str]
) -> tuple[World, tuple[Event, ...]]:
    """Do one thing.

    Args:
        before: The world; it stays as it is.
        deed: What.
        written: What the learner wrote, by name; it stands for ``{name}`` in the text.
    """
    table = _table(deed)
    if "text" in table:
        table["text"] = table["text"].format_map(written)
    return world.step(before, script.action_of(table, deed.do, ""))


def check(deed: Deed, at: str, file: str) -> None:
    """See that a deed is one that can be done.

    Raises:
        ContentError: As `script.action_of`.
    """
    script.action_of(_table(deed), at, file)


def _table(deed: Deed) -> dict[str, Any]:
    """The fields that are there, as in a file of a scenario."""
    given = {name: each for name, each in asdict(deed).items() if each is not None}
    return {name: list(each) if type(each) is tuple else each for name, each in given.items()}
