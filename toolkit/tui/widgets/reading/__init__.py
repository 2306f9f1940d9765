"""A long text with places in it that lead on: drawn line by line, walked with keys or the mouse."""

from toolkit.tui.widgets.reading.model import Block, Section, Tone
from toolkit.tui.widgets.reading.widget import Reading

__all__ = ["Block", "Reading", "Section", "Tone"]
