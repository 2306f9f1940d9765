"""What every screen is made from: a heading, a body, an explanation on demand, the keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen, ScreenResultType
from textual.widgets import Static

from toolkit.i18n import N_, _
from toolkit.languages import is_draft, of_part
from toolkit.tui.widgets.keys import Keys

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.events import Key


class Heading(Static):
    """The first line: where you are, and at the right how things stand."""

    DEFAULT_CSS = """
    Heading {
        dock: top;
        height: 2;
        padding: 0 2;
        color: $muted;
        & > .heading--here { color: $ink; text-style: bold; }
        & > .heading--mark { color: $accent; }
        &:ansi { text-style: none; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"heading--here", "heading--mark"}

    def __init__(self, here: str, *, draft: bool = False) -> None:
        super().__init__(markup=False)
        self._here = here
        self._draft = draft
        self._state = ""

    def tell(self, state: str) -> None:
        """Say at the right how things stand."""
        self._state = state
        self.refresh()

    def render(self) -> Content:
        """The line."""
        mark = Content.styled("◠ ", self.get_visual_style("heading--mark"))
        here = Content.styled(self._here, self.get_visual_style("heading--here"))
        name = Content(_("Parasol") + "  ›  ") if self._here != _("Parasol") else Content("")
        left = mark + name + here
        for told in self._states():
            state = Content(told)
            gap = self.content_size.width - left.cell_length - state.cell_length
            if gap > 1:
                return left + Content(" " * gap) + state
        return left

    def _states(self) -> Iterator[str]:
        """What could stand at the right; the first that there is room for does."""
        marks = (_("draft, not yet reviewed by a native speaker"), _("draft"))
        for mark in marks if self._draft else ():
            yield f"{mark} · {self._state}" if self._state else mark
        yield self._state


class Translation(Static):
    """That a part of what is shown is in English; not there where none is.

    Args:
        page: The page of content that is shown, see `i18n.of_page`.
    """

    DEFAULT_CSS = """
    Translation {
        height: auto;
        padding: 0 2 1 2;
        color: $muted;
        &:ansi { text-style: dim; }
    }
    """

    def __init__(self, page: str) -> None:
        super().__init__(markup=False)
        self.tell(page)

    def tell(self, page: str) -> None:
        """Tell of another page."""
        told = of_part(page)
        self.display = bool(told)
        self.update(told)


class Page(Screen[ScreenResultType]):
    """A screen of Parasol.

    A page gives `HEADING` and `EXPLAIN`, yields its body from `content`, and lists its keys in
    `BINDINGS`, whose descriptions are marked with `N_` and translated where they are shown.
    """

    HEADING: ClassVar[str] = N_("Parasol")
    """Where the person is, in a word or two."""

    EXPLAIN: ClassVar[str] = ""
    """What the screen is for, in three short sentences."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", N_("back")),
        Binding("question_mark", "explain", N_("explain")),
    ]

    is_ready = True
    """Whether what keys choose from is there. Those that come earlier wait for it, for a moment."""

    DEFAULT_CSS = """
    Page {
        background: $paper;
        color: $ink;
        layout: vertical;
    }
    Page > #body {
        height: 1fr;
        padding: 0 2;
    }
    Page.-tall > #body { padding: 0 2 1 2; }
    Page > #foot {
        dock: bottom;
        height: auto;
    }
    Page #explanation {
        height: auto;
        padding: 1 2;
        background: $raised;
        color: $ink;
        display: none;
    }
    Page #explanation:ansi { border-top: solid $line; }
    Page.-explained #explanation { display: block; }
    """

    ALLOW_SELECT = False
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - declared so by Textual
        (0, "-narrow"),
        (100, "-wide"),
        (160, "-vast"),
    ]
    VERTICAL_BREAKPOINTS = [  # noqa: RUF012 - as above
        (0, "-low"),
        (20, "-normal"),
        (34, "-tall"),
    ]

    def compose(self) -> ComposeResult:
        """Heading, body, and at the foot the explanation above the keys."""
        self._suit_size()
        page = self.shown_page()
        yield Heading(_(self.HEADING), draft=is_draft(page))
        yield Translation(page)
        with Vertical(id="body"):
            yield from self.content()
        with Vertical(id="foot"):
            yield Static(self.explanation(), id="explanation", markup=False)
            yield Keys()

    def shown_page(self) -> str:
        """The page of content that is shown, see `i18n.of_page`; empty where it is none.

        How far it was translated is told above it.
        """
        return ""

    def content(self) -> ComposeResult:
        """The body."""
        yield from ()

    async def _on_key(self, event: Key) -> None:
        """A capital letter that nothing took is the key itself, as it is printed on the screen."""
        bindings, small = self.active_bindings, event.key.lower()
        if len(event.key) == 1 and event.key not in bindings and small in bindings:
            event.stop()
            found = bindings[small]
            if found.enabled:
                await self.app.run_action(found.binding.action, found.node)

    def _suit_size(self) -> None:
        """Have the classes that fit the terminal. Textual gives them after the first frame only."""
        columns, rows = self.app.size
        for breakpoints, extent in (
            (self.HORIZONTAL_BREAKPOINTS, columns),
            (self.VERTICAL_BREAKPOINTS, rows),
        ):
            *_, suits = (name for least, name in breakpoints if extent >= least)
            for _least, name in breakpoints:
                self.set_class(name == suits, name)

    def explanation(self) -> str:
        """What `?` shows."""
        return _(self.EXPLAIN)

    def tell(self, state: str) -> None:
        """Say at the right of the heading how things stand."""
        self.query_one(Heading).tell(state)

    def action_back(self) -> None:
        """Go back: first from the explanation, then to where one came from."""
        if self.has_class("-explained"):
            self.remove_class("-explained")
            self.refresh_bindings()
        else:
            self.dismiss()

    def action_explain(self) -> None:
        """Show what this screen is for, or hide it again."""
        self.toggle_class("-explained")
        self.refresh_bindings()
