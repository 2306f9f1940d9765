"""How much each harm weighs, and the shape that says so where colour does not."""

from __future__ import annotations

from typing import Final

from toolkit.metadata.model import Harm
from toolkit.tui.widgets.table import Meaning

MARKS: Final = {Meaning.HIGH: "●", Meaning.MIDDLE: "◆", Meaning.LOW: "▪"}
"""The shape of each level of harm."""

MEANINGS: Final = {
    Harm.PLACE: Meaning.HIGH,
    Harm.PERSON: Meaning.HIGH,
    Harm.SERIAL: Meaning.HIGH,
    Harm.TIME: Meaning.MIDDLE,
    Harm.HIDDEN_PICTURE: Meaning.MIDDLE,
    Harm.HISTORY: Meaning.MIDDLE,
    Harm.SOFTWARE: Meaning.LOW,
    Harm.MODEL: Meaning.LOW,
    Harm.UNKNOWN: Meaning.LOW,
}
"""The level of each harm."""
