"""A list that is searched by typing: the kinds of the library, one kind, the playbooks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual.binding import Binding
from textual.containers import Horizontal
from textual.widgets import Input, Static

from toolkit.bundle.search import MESSAGING
from toolkit.i18n import N_, _, ngettext
from toolkit.threats.search import SEARCHED
from toolkit.tui.library import flow, listing, names
from toolkit.tui.screens.base import Page
from toolkit.tui.widgets.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from toolkit.tui.app import Parasol
    from toolkit.tui.library.shelf import Shelf
    from toolkit.tui.widgets.reading import Section


class SearchLine(Input):
    """The line to type into. The keys that walk a list are the list's."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "screen.walk(1)", N_("choose"), key_display="↑↓"),
        Binding("up", "screen.walk(-1)", show=False),
        Binding("pagedown", "screen.page(1)", show=False),
        Binding("pageup", "screen.page(-1)", show=False),
        Binding("enter", "screen.follow", N_("open")),
    ]

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """On an empty line, a question mark asks."""
        return super().check_consume_key(key, character) and not self._asks(character)

    async def _on_key(self, event: events.Key) -> None:
        if self._asks(event.character):
            event.prevent_default()

    def _asks(self, character: str | None) -> bool:
        return character == "?" and not self.value


class ListScreen(Page[None]):
    """A list, and a line above it to search in.

    Args:
        shelf: All that is known.
    """

    DEFAULT_CSS = """
    ListScreen {
        & #search { height: 1; margin: 0 0 1 0; }
        & #search > Static { width: 2; color: $accent; text-style: bold; }
        & .kind { text-style: bold; margin: 0 0 1 2; }
        & SearchLine { width: 1fr; & > .input--placeholder { color: $muted; } }
    }
    """
    FOLDERS: ClassVar[Sequence[str]] = SEARCHED
    """The kinds to look among."""

    def __init__(self, shelf: Shelf) -> None:
        super().__init__()
        self.shelf = shelf

    def everything(self) -> Iterable[Section]:
        """What stands there while nothing is typed."""
        return ()

    def folders(self) -> Sequence[str]:
        """The kinds to look among."""
        return self.FOLDERS

    def content(self) -> ComposeResult:
        """The line, and the list."""
        line = SearchLine(placeholder=_("Type to search"), select_on_focus=False)
        line.cursor_blink = False
        with Horizontal(id="search"):
            yield Static("›", markup=False)
            yield line
        reading = Reading(tuple(self.everything()))
        reading.can_focus = False
        yield reading

    def on_mount(self) -> None:
        """Once it is drawn, make ready for the first letter: that takes as long as many letters."""
        self.call_after_refresh(self.make_ready)

    def make_ready(self) -> None:
        """Read what can be searched."""
        if self.shelf.make_ready(self.folders()):
            cast("Parasol", self.app).settle()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what matches at once."""
        event.stop()
        # Where something is typed, “?” is a letter.
        self.refresh_bindings()
        if not event.value.strip():
            self.tell("")
            self.query_one(Reading).show(tuple(self.everything()))
            return
        count, sections = listing.found(self.shelf, event.value, self.folders())
        self.tell(ngettext("{count} found", "{count} found", count).format(count=count))
        self.query_one(Reading).show(sections)

    def on_reading_followed(self, event: Reading.Followed) -> None:
        """Open it."""
        self.open(event.to)

    def open(self, to: Any) -> None:  # noqa: ANN401 - what its list leads to
        """Show what the list leads to."""
        flow.open_ref(self.app, self.shelf, to)

    def action_walk(self, by: int) -> None:
        """Go through the list."""
        self.query_one(Reading).action_walk(by)

    def action_page(self, by: int) -> None:
        """Go through the list by pages."""
        self.query_one(Reading).action_page(by)

    def action_follow(self) -> None:
        """Open what one is at."""
        self.query_one(Reading).action_follow()

    def action_back(self) -> None:
        """Go back: first from what was searched."""
        line = self.query_one(SearchLine)
        if line.value and not self.has_class("-explained"):
            line.value = ""
        else:
            super().action_back()


class PlaybooksScreen(ListScreen):
    """What to do in which situation."""

    HEADING = N_("Bad days")
    EXPLAIN = N_(
        "Choose what is nearest to your situation. You can read it in any order.\n"
        "Type a word, such as “phone”, to see only what has to do with it.\n"
        "Nothing that you open or type here is kept."
    )
    FOLDERS: ClassVar[Sequence[str]] = ("playbooks", "helpers")

    def everything(self) -> Iterable[Section]:
        """All of them, and who can help."""
        return listing.playbooks(self.shelf)


class LibraryScreen(ListScreen):
    """The kinds of things there are, and everything by its words."""

    HEADING = N_("Guides and library")
    FOLDERS: ClassVar[Sequence[str]] = ("handbook", *SEARCHED, *MESSAGING, "training")
    EXPLAIN = N_(
        "Choose a kind, or type: everything with these words is shown, with the lines.\n"
        "Each page leads on: where something is used, what it sees, what helps.\n"
        "Facts carry their date and how well they are known. No expert has read them yet."
    )

    def everything(self) -> Iterable[Section]:
        """The kinds; before them what is marked, where a vault has some."""
        marks = cast("Parasol", self.app).vault.document.marks
        yield from listing.marks(len(marks))
        yield from listing.kinds(self.shelf)

    def on_screen_resume(self) -> None:
        """Marks come and go."""
        vault = cast("Parasol", self.app).vault
        if vault.is_open:
            vault.at_closing(self._anew)
        self._anew()

    def make_ready(self) -> None:
        """Read all of it, and tell what cannot be read."""
        before = self.shelf.problems
        super().make_ready()
        if self.shelf.problems != before:
            self._anew()

    def _anew(self) -> None:
        if self.is_attached and not self.query_one(SearchLine).value.strip():
            self.query_one(Reading).change(tuple(self.everything()))

    def open(self, to: Any) -> None:  # noqa: ANN401 - as above
        """Show a kind, or a thing that was found."""
        if to == listing.MARKS:
            flow.marks(self.app)
        elif isinstance(to, str):
            self.app.push_screen(KindScreen(self.shelf, to))
        else:
            super().open(to)


class KindScreen(ListScreen):
    """All things of one kind.

    Args:
        shelf: All that is known.
        folder: Which kind.
    """

    HEADING = N_("Library")
    EXPLAIN = N_(
        "Type to see only what has these words, with the lines in which they stand.\n"
        "Enter opens a page; Tab goes from link to link there.\n"
        "Esc goes back."
    )

    def __init__(self, shelf: Shelf, folder: str) -> None:
        super().__init__(shelf)
        self._folder = folder

    def content(self) -> ComposeResult:
        """The kind's name, the line, and the list."""
        yield Static(_(names.KINDS[self._folder]), classes="kind", markup=False)
        yield from super().content()

    def everything(self) -> Iterable[Section]:
        """All of them."""
        return listing.of_kind(self.shelf, self._folder)

    def folders(self) -> Sequence[str]:
        """The one kind."""
        return (self._folder,)
