"""Bookmarks: what the person marked, and the way there."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding

from toolkit.i18n import N_, _, ngettext
from toolkit.neutral import neutral
from toolkit.tui.library import flow, names
from toolkit.tui.library.pieces import LINK
from toolkit.tui.library.shelf import Ref
from toolkit.tui.vault import marks_kept
from toolkit.tui.vault.base import KeptPage
from toolkit.tui.vault.vault_screen import forget
from toolkit.tui.widgets.reading import Block, Reading, Section, Tone

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from toolkit.tui.library.shelf import Shelf


class MarksScreen(KeptPage[None]):
    """Lists the bookmarks of the open vault, the newest first.

    Args:
        shelf: All that is known.
    """

    HEADING = N_("Bookmarks")
    EXPLAIN = N_(
        "What you marked with B, the newest first. Enter opens it.\n"
        "B takes the bookmark away that the cursor is at, F forgets all of them.\n"
        "They are kept in your vault, and nowhere else."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("b,delete", "unmark", N_("no bookmark")),
        Binding("f", "forget", N_("forget all of it")),
        Binding("left,backspace", "back", show=False),
    ]

    def __init__(self, shelf: Shelf) -> None:
        super().__init__()
        self._shelf = shelf

    def content(self) -> ComposeResult:
        """The list."""
        yield Reading()

    def on_mount(self) -> None:
        """Begin in it."""
        self.query_one(Reading).focus()

    def on_screen_resume(self) -> None:
        """Show what is marked now."""
        self._show()

    def on_reading_followed(self, event: Reading.Followed) -> None:
        """Open it, if there still is such a thing."""
        ref = _ref(event.to)
        if self._shelf.has(ref):
            flow.open_ref(self.app, self._shelf, ref)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Where nothing is marked, nothing can be taken away."""
        if action in {"unmark", "forget"}:
            return marks_kept.are_there(self.parasol)
        return super().check_action(action, parameters)

    def action_unmark(self) -> None:
        """Take away the mark that one is at."""
        key = self.query_one(Reading).to
        if key is not None:
            marks_kept.unmark(self.parasol, key)
            self._show()

    def action_forget(self) -> None:
        """Ask, then forget all of them."""
        forget(self, "marks")

    def _show(self) -> None:
        marks = self.kept.document.marks
        told = ngettext("{count} bookmark", "{count} bookmarks", len(marks))
        self.tell(told.format(count=len(marks)))
        reading = self.query_one(Reading)
        reading.show((Section("", tuple(self._listed())),), min(reading.at, len(marks) - 1))
        self.refresh_bindings()

    def _listed(self) -> Iterator[Block]:
        for key in self.kept.document.marks:
            ref = _ref(key)
            if self._shelf.has(ref):
                title, beside = self._shelf.title(ref), names.kind(ref.folder)
                yield Block(title, mark=LINK, to=key, beside=beside)
            else:
                yield Block(neutral(key), Tone.MUTED, LINK, to=key, beside=_("not here any more"))
        if not self.kept.document.marks:
            yield Block(_("Nothing is marked. B on a page marks it."), Tone.MUTED)


def _ref(key: str) -> Ref:
    folder, _slash, name = key.partition("/")
    return Ref(folder, name)
