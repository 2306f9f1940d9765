"""What a table is made of: columns, cells, and where its rows come from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Literal, Protocol, runtime_checkable

if TYPE_CHECKING:
    from collections.abc import Hashable

    from toolkit.tui.widgets.fitting import Cut


class Meaning(Enum):
    """What a cell means; the theme knows how that looks. Colour is never its only sign."""

    PLAIN = "plain"
    MUTED = "muted"
    HIGH = "high"
    MIDDLE = "middle"
    LOW = "low"
    KEPT = "kept"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one column of one row. Its text may come from a file: it is shown as it is.

    Attributes:
        text: The whole text.
        meaning: How it looks; ``None`` leaves that to the column.
        half: What to say where there is less room; empty where nothing is shorter than `text`.
        short: What to say in a narrow column, such as a mark alone.
    """

    text: str
    meaning: Meaning | None = None
    half: str = ""
    short: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes:
        key: By what it is known in messages.
        heading: Its words above.
        short_heading: The words where it is narrow; empty where there are none that are shorter.
        least: Cells below which it is of no use.
        wanted: Cells above which it takes only what no other column needs.
        leave_out: When there is too little room, the column with the highest number is left out
            first; one with 0 always stays.
        align: To which side its cells lean.
        cut: Where text that is too long is cut.
        meaning: What its cells mean that do not say so themselves.
    """

    key: str
    heading: str
    short_heading: str = ""
    least: int = 1
    wanted: int = 40
    leave_out: int = 0
    align: Literal["left", "right"] = "left"
    cut: Cut = "end"
    meaning: Meaning = Meaning.PLAIN


class Rows(Protocol):
    """Where rows come from. They are asked for when they are drawn, and a few to measure them."""

    def __len__(self) -> int:
        """How many there are."""

    def row(self, index: int) -> tuple[Cell, ...]:
        """The cells of a row, one for each column."""

    def key(self, index: int) -> Hashable:
        """What a row is known by, wherever it stands."""

    def index_of(self, key: Hashable) -> int | None:
        """Where the row with that key stands now; ``None`` when it is gone."""


@runtime_checkable
class ChoosableRows(Rows, Protocol):
    """Rows that can be chosen: the table shows a mark before each."""

    def chosen(self, index: int) -> bool:
        """Whether a row is chosen."""
