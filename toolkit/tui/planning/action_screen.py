"""All of one thing to do: how to do it, why it is here, what it costs, when it does harm."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widgets import Static

from toolkit.i18n import N_, _
from toolkit.tui.planning.deciding import DecidingPage
from toolkit.tui.planning.words import item_parts, steps
from toolkit.tui.widgets.told import Part, Told

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from toolkit.threats.outcome import Item
    from toolkit.tui.planning.session import Session


class ActionScreen(DecidingPage):
    """Something to do that stands in the plan.

    Args:
        session: Takes the decisions.
        item: What to do.
    """

    HEADING = N_("How to do it")
    EXPLAIN = N_(
        "How to do it, what it costs, when it does harm, and how to take it back.\n"
        "D when it is done, N when it is not for you, L for later. R accepts the risk for a "
        "while. The same key once more takes that back.\n"
        "Esc goes back to your plan."
    )
    BINDINGS: ClassVar[list[BindingType]] = [Binding("left,backspace", "back", show=False)]
    DEFAULT_CSS = """
    ActionScreen {
        & #title { height: auto; text-style: bold; margin: 0 2 1 2; }
        & VerticalScroll { height: 1fr; scrollbar-gutter: stable; }
        & Told { max-width: 96; margin: 0 0 0 2; }
    }
    """

    def __init__(self, session: Session, item: Item) -> None:
        super().__init__(session)
        self._item = item

    def shown_page(self) -> str:
        """What to do."""
        return f"threats/actions/{self._item.action}"

    def content(self) -> ComposeResult:
        """Its title, and all about it."""
        yield Static(
            self.session.library.actions[self._item.action].title, id="title", markup=False
        )
        with VerticalScroll():
            yield Told(self._parts())

    def on_mount(self) -> None:
        """The keys scroll."""
        self.query_one(VerticalScroll).focus()

    def item(self) -> Item:
        """The one that is shown."""
        return self._item

    def decided(self) -> None:
        """Say what was decided."""
        self.query_one(Told).tell(self._parts())

    def _parts(self) -> tuple[Part, ...]:
        library, key = self.session.library, self._item.action
        mark = self.session.marks.get(key)
        about = tuple(item_parts(library, self._item, mark))
        how = Part(_("How"), steps(library.actions[key]))
        # What was decided stands first, then why, then how.
        first = 3 if mark is not None else 2
        return (*about[:first], how, *about[first:])
