"""What can be answered, as rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from toolkit.i18n import _
from toolkit.messaging.lessons.showing import Wanted
from toolkit.tui.widgets.rows import Row
from toolkit.tui.widgets.table import Meaning

if TYPE_CHECKING:
    from collections.abc import Collection

    from toolkit.messaging.lessons.showing import Asked

NONE: Final = " none"
"""By which the row is known that says that nothing fits; no option has such an id."""


def answer_rows(asked: Asked, marked: Collection[str], given: Collection[str]) -> list[Row]:
    """A row for each answer.

    Args:
        asked: What is asked.
        marked: The ids of what is marked now.
        given: The ids of what was answered here before.
    """
    several = asked.wanted is Wanted.SEVERAL
    shown = marked if several else given
    rows = [
        Row(
            text,
            id=key,
            lead=str(number) if number <= 9 else "",
            mark="✓" if key in shown else "·" if several else " ",
            meaning=Meaning.KEPT if key in shown else Meaning.MUTED,
        )
        for number, (key, text) in enumerate(asked.options, 1)
    ]
    if several:
        rows.append(Row(_("None of these"), id=NONE, lead=" ", mark=" ", quiet=True, apart=True))
    return rows
