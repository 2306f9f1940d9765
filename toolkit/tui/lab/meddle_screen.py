"""The small menu of what can be done: a letter or Enter; where there is a choice, a second list."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, TypeAlias

from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from toolkit.i18n import N_, _
from toolkit.tui.lab.choices import Choice
from toolkit.tui.widgets.keys import Keys
from toolkit.tui.widgets.rows import Row, Rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from toolkit.tui.lab.choices import Deed, Group

Chosen: TypeAlias = Choice | str | None
NUMBERS: Final = "numbers"
"""What it gives where the safety numbers are wanted."""
_MOST: Final = 9


class MeddleScreen(ModalScreen[Chosen]):
    """Asks what to do, and gives the choice; `NUMBERS` for the safety numbers.

    Args:
        groups: What there is to do.
    """

    ALLOW_SELECT = False
    EXPLAIN: ClassVar[str] = N_(
        "A letter does at once what stands beside it. Where there is a choice, a list follows.\n"
        "Nothing here reaches anybody: both phones are in this program.\n"
        "Whatever you do, you can go back to before it with the left arrow key."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", N_("do it")),
        Binding("escape", "back", N_("back")),
        Binding("question_mark", "explain", N_("explain")),
    ]
    DEFAULT_CSS = """
    MeddleScreen {
        align: center bottom;
        background: transparent;
        color: $ink;
        & > Vertical {
            width: 100%;
            height: auto;
            max-height: 100%;
            background: $raised;
            border-top: solid $accent;
            padding: 0 2 1 2;
        }
        & Rows { height: auto; max-height: 100%; max-width: 90; background: $raised; }
        & #explanation { height: auto; margin: 0 0 1 0; display: none; }
        &.-explained #explanation { display: block; }
        &.-explained Rows { display: none; }
        & Keys { dock: bottom; height: auto; padding: 0; background: $raised; }
    }
    """

    def __init__(self, groups: Sequence[Group]) -> None:
        super().__init__()
        self._deeds = {deed.key: deed for group in groups for deed in group.deeds}
        self._groups = tuple(groups)
        self._chosen: Deed | None = None

    def compose(self) -> ComposeResult:
        """The list, and the keys."""
        with Vertical():
            yield Rows(tuple(self._rows()))
            yield Static(_(self.EXPLAIN), id="explanation", markup=False)
            yield Keys()

    def on_key(self, event: events.Key) -> None:
        """A letter takes what stands beside it; a number takes a choice."""
        pressed = event.character or ""
        if self._chosen is not None:
            if pressed in "123456789" and pressed and int(pressed) <= len(self._chosen.choices):
                event.stop()
                self.dismiss(self._chosen.choices[int(pressed) - 1])
        elif (deed := self._deeds.get(pressed)) is not None:
            event.stop()
            self._take(deed)

    def on_rows_pressed(self, event: Rows.Pressed) -> None:
        """The mouse takes at once."""
        event.stop()
        self.action_take()

    def action_take(self) -> None:
        """Take what the cursor is on."""
        current = self.query_one(Rows).current
        if self._chosen is not None:
            self.dismiss(self._chosen.choices[int(current)])
        elif current:
            self._take(self._deeds[current])

    def action_explain(self) -> None:
        """Show what this is for, or hide it again."""
        self.toggle_class("-explained")

    def action_back(self) -> None:
        """Back from the explanation, to the first list, or to the lab."""
        if self.has_class("-explained"):
            self.remove_class("-explained")
        elif self._chosen is None:
            self.dismiss(None)
        else:
            deed, self._chosen = self._chosen, None
            self.query_one(Rows).show(tuple(self._rows()), deed.key)

    def _take(self, deed: Deed) -> None:
        if deed.compares:
            self.dismiss(NUMBERS)
        elif len(deed.choices) == 1:
            self.dismiss(deed.choices[0])
        elif deed.choices:
            self._chosen = deed
            rows = [Row(deed.title, heading=True)]
            rows += [
                Row(choice.title, id=str(at), lead=str(at + 1) if at < _MOST else " ")
                for at, choice in enumerate(deed.choices)
            ]
            self.query_one(Rows).show(rows, "0")

    def _rows(self) -> list[Row]:
        rows: list[Row] = []
        for group in self._groups:
            rows.append(Row(group.title, heading=True, apart=bool(rows)))
            rows += [
                Row(
                    deed.title,
                    id=deed.key if deed.possible else "",
                    lead=deed.key,
                    aside=deed.about
                    if deed.possible
                    else _("not now: {why}").format(why=deed.about),
                    quiet=not deed.possible,
                )
                for deed in group.deeds
            ]
        return rows
