"""What is done in the lab during a lesson: the actions of `world`, and the two of `channels`."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

from toolkit.errors import ContentError, RefusedError
from toolkit.messaging import script, world
from toolkit.messaging.events import Event
from toolkit.messaging.lessons import channels

if TYPE_CHECKING:
    from collections.abc import Mapping

    from toolkit.messaging.lessons.model import Deed
    from toolkit.messaging.state import World

OPEN: Final = (channels.SMS, channels.CLOUD)
_OF_OPEN: Final = {"do", "who", "to", "text"}


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
    if deed.do not in OPEN:
        return world.step(before, script.action_of(table, deed.do, ""))
    try:
        return channels.send(before, deed.do, table["who"], table["to"], table["text"])
    except RefusedError as error:
        facts = {**error.facts, "by": table["who"], "reason": error.code}
        return before, (Event(before.step, before.now, "refused", facts),)


def check(deed: Deed, at: str, file: str) -> None:
    """See that a deed is one that can be done.

    Raises:
        ContentError: As `script.action_of`.
    """
    table = _table(deed)
    if deed.do not in OPEN:
        script.action_of(table, at, file)
        return
    for name in sorted(_OF_OPEN ^ set(table)):
        code = "content-missing-field" if name in _OF_OPEN else "content-unknown-field"
        raise ContentError(code, file=file, field=f"{at}.{name}")


def _table(deed: Deed) -> dict[str, Any]:
    """The fields that are there, as in a file of a scenario."""
    given = {name: each for name, each in asdict(deed).items() if each is not None}
    return {name: list(each) if type(each) is tuple else each for name, each in given.items()}
