"""A table that draws only what is seen, however many rows there are. It knows nothing of photos."""

from toolkit.tui.widgets.table.model import Cell, ChoosableRows, Column, Meaning, Rows
from toolkit.tui.widgets.table.widget import Table

__all__ = ["Cell", "ChoosableRows", "Column", "Meaning", "Rows", "Table"]
