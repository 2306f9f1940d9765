"""An invented person: the story, and what the plan says for them, to be read aloud."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Static

from toolkit.i18n import N_, _
from toolkit.paper.model import Form
from toolkit.threats import persona_paper
from toolkit.tui.library.paged_screen import PagedScreen
from toolkit.tui.library.pieces import BULLET, LINK
from toolkit.tui.library.shelf import Ref
from toolkit.tui.widgets.reading import Block, Reading, Section, Tone

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult

    from toolkit.paper.model import Section as Part
    from toolkit.tui.library.shelf import Shelf


class PersonaScreen(PagedScreen):
    """Shows somebody invented.

    Args:
        shelf: All that is known.
        persona: The id.
    """

    HEADING = N_("Practice plan")
    EXPLAIN = N_(
        "This person is invented. Read the story aloud first, and let the group think.\n"
        "The arrow keys go on to what the plan says; Enter opens what to do.\n"
        "Your own plan is not touched."
    )
    DEFAULT_CSS = """
    PersonaScreen {
        & #title { text-style: bold; height: auto; margin: 0 0 1 2; }
        &.-aside #near { display: none; }
    }
    """

    def __init__(self, shelf: Shelf, persona: str) -> None:
        known = shelf.library
        self._sheet = persona_paper.sheet(known, known.personas[persona], shelf.today)
        super().__init__(shelf, [section.heading for section in self._sheet.sections])

    def content(self) -> ComposeResult:
        """Who it is; the parts, one of them."""
        yield Static(
            _("{name}, who is invented").format(name=self._sheet.title), id="title", markup=False
        )
        yield from super().content()

    def show(self) -> None:
        """One part."""
        blocks = tuple(_blocks(self._sheet.sections[self.at]))
        self.query_one("#part", Reading).show((Section("", blocks),))


def _blocks(part: Part) -> Iterator[Block]:
    for block in part.blocks:
        for at, line in enumerate(block.lines):
            first, *more = line
            _kind, _colon, key = first.to.partition(":")
            if key:
                below = tuple(run.text.removeprefix(": ") for run in more)
                yield Block(
                    first.text,
                    Tone.STRONG,
                    LINK,
                    to=Ref("actions", key),
                    below=below,
                    above=min(at, 1),
                )
            elif block.form is Form.BULLETS:
                yield Block(first.text, mark=BULLET, above=min(at, 1))
            else:
                yield Block(first.text)
