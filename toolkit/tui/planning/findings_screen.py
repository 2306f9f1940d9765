"""What could happen: at most three cards, each with how we know and what is no help."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from toolkit.i18n import N_, _
from toolkit.threats.prose import title_of
from toolkit.tui.planning import flow
from toolkit.tui.planning.evidence import evidence
from toolkit.tui.planning.words import HARM_LOOKS, finding_parts
from toolkit.tui.screens.base import Page
from toolkit.tui.widgets.told import Told

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from toolkit.threats.library import Library
    from toolkit.threats.outcome import Assessment, Found
    from toolkit.tui.planning.session import Session

CARDS: Final = 3
"""So many are told in full: more at once help nobody. The others are named."""


class Card(Vertical, can_focus=True):
    """Something that could happen.

    Args:
        library: All that is known.
        found: It.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        # Here, as what scrolls has its own meaning of these keys.
        Binding("down", "screen.step(1)", N_("next"), key_display="↑↓"),
        Binding("up", "screen.step(-1)", show=False),
    ]
    DEFAULT_CSS = """
    Card {
        height: auto;
        margin: 0 0 1 0;
        padding: 0 0 0 2;
        & .card--title { height: auto; text-style: bold; color: $ink; }
        &:focus { border-left: outer $accent; padding: 0 0 0 1; }
        &:focus .card--title { color: $accent; }
    }
    """

    def __init__(self, library: Library, found: Found) -> None:
        super().__init__()
        self.found = found
        self._library = library

    def compose(self) -> ComposeResult:
        """Its name, and what is said of it."""
        finding = self.found.finding
        name = title_of(self._library.capabilities[finding.capability])
        mark = HARM_LOOKS[finding.harm][1]
        yield Static(f"{mark} {name}", classes="card--title", markup=False)
        yield Told(tuple(finding_parts(self._library, self.found)))

    def on_click(self, event: events.Click) -> None:
        """A click takes it."""
        event.stop()
        self.focus()


class FindingsScreen(Page[None]):
    """Says what could happen.

    Args:
        session: The person's answers.
        assessment: What follows from them.
    """

    HEADING = N_("What could happen")
    EXPLAIN = N_(
        "● cannot be undone, ◆ is serious, ▪ can be mended. What is about you comes before what "
        "is so for all there.\n"
        "There are no numbers: nobody can count this. K shows how we know, with names and years.\n"
        "Up and down go from card to card. Enter goes on to what you can do."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go_on", N_("go on")),
        Binding("k", "know", N_("how we know")),
        Binding("left,backspace", "back", show=False),
    ]
    DEFAULT_CSS = """
    FindingsScreen {
        & #cards { height: 1fr; scrollbar-gutter: stable; }
        & #others { height: auto; max-width: 110; margin: 0 0 0 2; }
        &.-wide Card { max-width: 110; }
        &.-vast #three { layout: horizontal; height: auto; margin: 0 0 2 0; }
        &.-vast Card { width: 1fr; margin: 0 2 0 0; }
        & #three { height: auto; }
    }
    """

    def __init__(self, session: Session, assessment: Assessment) -> None:
        super().__init__()
        self._session = session
        self._found = assessment.findings

    def content(self) -> ComposeResult:
        """The cards, and the names of the others."""
        library = self._session.library
        with VerticalScroll(id="cards", can_focus=False):
            with Vertical(id="three"):
                for found in self._found[:CARDS]:
                    yield Card(library, found)
            others = [
                title_of(library.capabilities[each.finding.capability])
                for each in self._found[CARDS:]
            ]
            if others:
                told = _("Think of these, too: {names}.").format(names=", ".join(others))
                yield Static(told, id="others", classes="muted", markup=False)

    def on_mount(self) -> None:
        """Begin with the worst."""
        self.query(Card).first().focus()

    async def on_screen_resume(self) -> None:
        """Coming back after answers were changed, say what holds now."""
        found = self._session.assessment().findings
        # On the way home, every screen is come back to for a moment.
        if found == self._found or not self.is_current:
            return
        self._found = found
        if found:
            await self.recompose()
            self.query(Card).first().focus()
        else:
            self.dismiss()

    def action_step(self, by: int) -> None:
        """Go to another card; the last one shows all that is below it."""
        cards = list(self.query(Card))
        at = next((index for index, card in enumerate(cards) if card.has_focus), 0)
        scroll = self.query_one("#cards", VerticalScroll)
        target = max(0, min(at + by, len(cards) - 1))
        cards[target].focus(scroll_visible=False)
        if target == at == len(cards) - 1:
            scroll.scroll_end(animate=False)
        else:
            scroll.scroll_to_widget(cards[target], top=True, animate=False)

    def action_know(self) -> None:
        """Say what the card rests on."""
        from toolkit.tui.planning.evidence_screen import EvidenceScreen  # noqa: PLC0415 - when wanted

        found = next((card.found for card in self.query(Card) if card.has_focus), self._found[0])
        self.app.push_screen(EvidenceScreen(evidence(self._session.library, found)))

    def action_go_on(self) -> None:
        """Go on to what to do."""
        flow.care(self.app, self._session)
