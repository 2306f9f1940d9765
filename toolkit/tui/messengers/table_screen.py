"""All messengers beside each other: facts, and no scores."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.widgets import Input, Static

from toolkit.i18n import N_, _, ngettext
from toolkit.messaging.messengers.dates import about_fact
from toolkit.messaging.messengers.results import is_old
from toolkit.messaging.messengers.search import Finder, Only, facts_by_key
from toolkit.messaging.messengers.telling import KEYS, VALUES, value_of
from toolkit.messaging.messengers.vocabulary import Key, Value
from toolkit.tui.library.when import said
from toolkit.tui.messengers import flow
from toolkit.tui.messengers.pieces import OLD, fact_heading
from toolkit.tui.screens.base import Page
from toolkit.tui.widgets.grid import Band, Grid, Square
from toolkit.tui.widgets.table import Meaning

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from toolkit.messaging.messengers.model import Fact, Messenger
    from toolkit.tui.messengers.shelf import Shelf

_COLUMNS = tuple(Key)


class _Words(Input):
    """Words to look for."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,down", "screen.to_table", N_("to the table")),
    ]


class TableScreen(Page[None]):
    """Compares messengers.

    Args:
        shelf: All that is known.
    """

    HEADING = N_("Messengers")
    EXPLAIN = N_(
        "Walk with the arrow keys; the names stay. Enter on a name shows all of that messenger, "
        "Enter on a fact shows what it rests on.\n"
        "F keeps only those with the same answer, / those with a word. Esc shows all again.\n"
        "End to end: only those who talk can open it, not the messenger’s own servers.\n"
        "◆ old: the fact may be out of date. There are no scores: none is best for everyone."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f", "same", N_("only the same")),
        Binding("slash", "find", N_("find")),
        Binding("c", "choose", N_("which for me")),
    ]
    DEFAULT_CSS = """
    TableScreen {
        & #find { height: 1; margin: 0 0 1 0; display: none; }
        & #find > Static { width: 2; color: $accent; text-style: bold; }
        & _Words { width: 1fr; }
        &.-finding #find { display: block; }
        & #detail { height: 7; padding: 1 1 0 1; }
        &.-tall #detail { height: 10; padding: 1 1 1 1; }
        & #about { height: auto; text-style: bold; color: $ink; }
        & #told { height: auto; max-width: 96; }
        & #since { height: auto; color: $muted; max-width: 96; }
        & #since:ansi { text-style: dim; }
        & #since.-old { color: $harm-middle; }
    }
    """

    def __init__(self, shelf: Shelf) -> None:
        super().__init__()
        self._shelf = shelf
        self._finder = Finder(shelf.book)
        self._words = ""
        self._only: Only | None = None
        self._facts = {key: facts_by_key(each) for key, each in shelf.book.messengers.items()}

    def content(self) -> ComposeResult:
        """The line to search in, the table, and what is told of one cell."""
        words = _Words(placeholder=_("a word that stands in it"))
        words.cursor_blink = False
        with Horizontal(id="find"):
            yield Static("›", markup=False)
            yield words
        yield Grid([_("Messenger"), *(_(KEYS[key][0]) for key in _COLUMNS)], self._bands())
        with Vertical(id="detail"):
            yield Static(id="about", markup=False)
            yield Static(id="told", markup=False)
            yield Static(id="since", markup=False)

    def on_mount(self) -> None:
        """Begin in the table."""
        self.query_one(Grid).focus()
        self._tell()

    def on_grid_walked(self, event: Grid.Walked) -> None:
        """Tell more of the cell."""
        messenger = self._shelf.book.messengers[event.row]
        facts = self._at(event.row, event.column)
        about, told, since = self._told(messenger, event.column, facts)
        self.query_one("#about", Static).update(about)
        self.query_one("#told", Static).update(told)
        line = self.query_one("#since", Static)
        line.update(since)
        line.set_class(any(is_old(fact, self._shelf.today) for fact in facts[:1]), "-old")
        self.refresh_bindings()

    def on_grid_opened(self, event: Grid.Opened) -> None:
        """Show all of a messenger, or what a fact rests on."""
        facts = self._at(event.row, event.column)
        if not event.column:
            flow.open_messenger(self.app, self._shelf, event.row)
        elif facts:
            flow.open_facts(self.app, self._shelf, event.row, facts)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only a fact can be the same as others."""
        if action == "same":
            grid = self.query_one(Grid) if self.is_mounted else None
            return grid is not None and bool(grid.row) and grid.column > 0
        return super().check_action(action, parameters)

    def action_same(self) -> None:
        """Keep only those with the same answer, or show all again."""
        grid = self.query_one(Grid)
        facts = self._at(grid.row, grid.column)
        value = facts[0].value if facts else Value.NOT_KNOWN
        only = Only(_COLUMNS[grid.column - 1], value)
        self._only = None if only == self._only else only
        self._show()

    def action_find(self) -> None:
        """Open the line to search in."""
        self.add_class("-finding")
        self.query_one(_Words).focus()

    def action_to_table(self) -> None:
        """Go on in the table."""
        self.query_one(Grid).focus()

    def action_choose(self) -> None:
        """Ask which one fits."""
        flow.choose(self.app)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show those with these words."""
        event.stop()
        self._words = event.value
        self._show()

    def action_back(self) -> None:
        """Go back: first from what was looked for."""
        if self.has_class("-explained") or not (self._only or self.has_class("-finding")):
            super().action_back()
            return
        self._only = None
        self.query_one(_Words).clear()
        self.remove_class("-finding")
        self.query_one(Grid).focus()
        self._show()

    def _show(self) -> None:
        bands = self._bands()
        self.query_one(Grid).show(bands)
        if not bands:
            for line in ("#told", "#since"):
                self.query_one(line, Static).update("")
            self.query_one("#about", Static).update(_("Nothing known here fits that."))
        self._tell()

    def _tell(self) -> None:
        """Say how many there are, and of what."""
        count = len(self._bands())
        told = ngettext("{count} messenger", "{count} messengers", count).format(count=count)
        if self._only is not None:
            about, value = _(KEYS[self._only.key][0]), _(VALUES[self._only.value])
            told = f"{about}: {value} · {told}"
        self.tell(told)

    def _bands(self) -> list[Band]:
        only = (self._only,) if self._only else ()
        return [
            Band(each.id, each.name, tuple(self._square(each.id, key) for key in _COLUMNS))
            for each in self._finder.find(self._words, only)
        ]

    def _square(self, messenger: str, key: Key) -> Square:
        facts = self._facts[messenger][key]
        if not facts:
            return Square(_("not looked at"), Meaning.MUTED)
        text = ", ".join(dict.fromkeys(map(value_of, facts)))
        unknown = facts[0].value is Value.NOT_KNOWN
        old = is_old(facts[0], self._shelf.today)
        mark = _("{mark} old").format(mark=OLD) if old else ""
        return Square(text, Meaning.MUTED if unknown else Meaning.PLAIN, mark)

    def _at(self, messenger: str, column: int) -> tuple[Fact, ...]:
        return self._facts[messenger][_COLUMNS[column - 1]] if column else ()

    def _told(
        self, messenger: Messenger, column: int, facts: tuple[Fact, ...]
    ) -> tuple[str, str, str]:
        """What is told of a cell: what it is, in a sentence, since when."""
        if not column:
            return messenger.name, messenger.about, ""
        if not facts:
            heading = _(KEYS[_COLUMNS[column - 1]][1])
            return f"{messenger.name} · {heading}", _("Nobody of us has looked at this yet."), ""
        since = about_fact(self._shelf.book, facts[0], self._shelf.today, said)
        if len(facts) > 1:
            more = ngettext(
                "{count} more behind Enter", "{count} more behind Enter", len(facts) - 1
            )
            since = f"{since} · {more.format(count=len(facts) - 1)}"
        return f"{messenger.name} · {fact_heading(facts[0])}", facts[0].text, since
