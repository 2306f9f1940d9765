"""A page that is read, with places in it that lead on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.widgets import Static

from toolkit.messaging.messengers.model import Fact, Setting
from toolkit.tui.library import flow as library
from toolkit.tui.library.marked_page import MarkedPage
from toolkit.tui.messengers import flow
from toolkit.tui.widgets.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.app import ComposeResult

    from toolkit.tui.messengers.shelf import Shelf
    from toolkit.tui.widgets.reading import Section


@dataclass(frozen=True, slots=True)
class Guide:
    """A guide of the handbook, that something on the page leads to.

    Attributes:
        id: Which one.
    """

    id: str


class ReadingPage(MarkedPage[None]):
    """Shows something that is read.

    Args:
        shelf: All that is known.
    """

    DEFAULT_CSS = """
    ReadingPage #title { height: auto; margin: 0 0 1 2; text-style: bold; color: $ink; }
    """

    def __init__(self, shelf: Shelf) -> None:
        super().__init__()
        self.shelf = shelf

    def title_line(self) -> str:
        """What stands above it."""
        raise NotImplementedError

    def sections(self) -> Iterable[Section]:
        """What is to be read."""
        raise NotImplementedError

    def content(self) -> ComposeResult:
        """The title and the text."""
        yield Static(self.title_line(), id="title", markup=False)
        yield Reading(tuple(self.sections()))

    def on_mount(self) -> None:
        """Begin to read."""
        self.query_one(Reading).focus()

    def on_reading_followed(self, event: Reading.Followed) -> None:
        """Go on."""
        if isinstance(event.to, Setting):
            flow.open_setting(self.app, self.shelf, event.to.id)
        elif isinstance(event.to, Guide):
            library.open_named(self.app, "handbook", event.to.id)
        elif isinstance(event.to, Fact):
            flow.open_facts(self.app, self.shelf, self.of(event.to), (event.to,))
        else:
            flow.open_messenger(self.app, self.shelf, str(event.to))

    def of(self, fact: Fact) -> str:
        """The id of the messenger that a fact on the page is about."""
        raise NotImplementedError(fact)
