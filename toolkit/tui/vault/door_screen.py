"""The way to a vault: those that lie next to the program, one elsewhere, or a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message
from textual.widgets import Static

from toolkit.i18n import N_, _
from toolkit.neutral import neutral
from toolkit.tui.background import in_background
from toolkit.tui.vault import making
from toolkit.tui.vault.base import VaultPage, asked, in_words, said, trouble_line
from toolkit.tui.widgets.menu import Entry, Menu
from toolkit.vault import places
from toolkit.vault.telling import BEFORE_MAKING, COMPARTMENTS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual.app import ComposeResult

_OPEN = "open:"


class DoorScreen(VaultPage[None]):
    """Asks which vault.

    Args:
        then: What to do once one is open.
    """

    EXPLAIN = N_(
        "A vault keeps your plan, what you have done, notes and incidents, if you ask for it.\n"
        "Its two files are of the age format: the program age opens them without Parasol.\n"
        "Nothing is made before you say where, and with which passphrase."
    )

    class Found(Message):
        """It is known which vaults there are.

        Args:
            beside: The folder next to the program, where vaults would be.
            vaults: Those in it, and the one that was open before.
        """

        def __init__(self, beside: Path | None, vaults: tuple[Path, ...]) -> None:
            super().__init__()
            self.beside = beside
            self.vaults = vaults

    def __init__(self, then: Callable[[], None]) -> None:
        super().__init__()
        self._then = then
        self._beside: Path | None = None
        self._vaults: tuple[Path, ...] = ()
        self.is_ready = False

    def sheet(self) -> ComposeResult:
        """What a vault is, and what can be done."""
        yield asked(_("Your vault"))
        yield from said(
            [
                _("Without a vault, all is forgotten when you leave. That is often best."),
                *in_words(BEFORE_MAKING[:1]),
            ]
        )
        yield Static(id="several", classes="said muted", markup=False)
        yield Menu([], numbered=True)
        yield trouble_line()

    def on_mount(self) -> None:
        """Arrows choose."""
        self.query_one("#several").display = False
        self.query_one(Menu).focus()

    def on_screen_resume(self) -> None:
        """Look which vaults there are: a stick may take its time."""
        last = self.kept.last
        in_background(lambda: self.look(last), self)

    def look(self, last: Path | None) -> Found:
        """Which vaults there are; in a thread of its own.

        Args:
            last: The one that was open before.
        """
        beside = places.beside_program()
        vaults = places.vaults(beside) if beside is not None else ()
        if last is not None and last not in vaults and places.is_vault(last):
            vaults += (last,)
        return self.Found(beside, vaults)

    def on_door_screen_found(self, event: Found) -> None:
        """Show them."""
        self._beside, self._vaults = event.beside, event.vaults
        several = self.query_one("#several", Static)
        several.display = len(event.vaults) > 1
        several.update("\n".join(in_words(COMPARTMENTS[:2])))
        self.query_one(Menu).replace(self._entries())
        self.is_ready = True

    def on_menu_chosen(self, event: Menu.Chosen) -> None:
        """Go there."""
        from toolkit.tui.vault.destroy_screen import DestroyScreen  # noqa: PLC0415 - when wanted
        from toolkit.tui.vault.open_screen import OpenScreen  # noqa: PLC0415 - as above

        if event.id.startswith(_OPEN):
            path = self._vaults[int(event.id.removeprefix(_OPEN))]
            self.app.push_screen(OpenScreen(path, self._then))
        elif event.id == "elsewhere":
            self.app.push_screen(OpenScreen(None, self._then))
        elif event.id == "destroy":
            self.app.push_screen(DestroyScreen(self._vaults[0]))
        else:
            making.create(self.parasol, self._beside, self._then)

    def _entries(self) -> list[Entry]:
        several = len({each.parent for each in self._vaults}) > 1
        entries = [
            Entry(
                f"{_OPEN}{index}",
                _("Open “{name}”").format(name=neutral(path.name)),
                neutral(str(path.parent)) if several else "",
            )
            for index, path in enumerate(self._vaults)
        ]
        if self._vaults:
            entries.append(Entry("elsewhere", _("Open one that lies elsewhere")))
            entries.append(Entry("make", _("Make another one")))
            entries.append(Entry("destroy", _("Destroy the key of one")))
        else:
            entries.append(Entry("make", _("Make a vault")))
            entries.append(Entry("elsewhere", _("Open one that lies elsewhere")))
        return entries
