"""What the screens of a vault are made from: a sheet in the middle, and one line for trouble."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ScreenResultType
from textual.widgets import Static

from toolkit.i18n import N_, _
from toolkit.tui.screens.base import Page

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from toolkit.tui.app import Parasol
    from toolkit.tui.vault.kept import Kept

MARK = "◆"
"""Stands before what to take care of."""


class Sheet(VerticalScroll, can_focus=False):
    """Words and what to fill in, in the middle; what does not fit is scrolled to."""

    DEFAULT_CSS = """
    Sheet {
        height: 1fr;
        align: center middle;
        & > #words { width: 100%; max-width: 76; height: auto; }
        & .ask { height: auto; text-style: bold; margin: 0 0 1 2; }
        & .said { height: auto; margin: 0 0 1 2; }
        & #trouble { height: auto; margin: 0 0 1 2; color: $harm-middle; display: none; }
        & #trouble.-open { display: block; }
        & #trouble.-good { color: $kept; }
    }
    """


class VaultPage(Page[ScreenResultType]):
    """A screen of the vault that shows nothing of what is kept.

    It yields its words from `sheet`.
    """

    HEADING = N_("Vault")
    BINDINGS: ClassVar[list[BindingType]] = [
        # Where a line is typed into, a question mark is one of its letters.
        Binding("f1", "explain", N_("explain"), key_display="F1"),
    ]

    @property
    def parasol(self) -> Parasol:
        """The application."""
        return cast("Parasol", self.app)

    @property
    def kept(self) -> Kept:
        """The vault that is open, or not."""
        return self.parasol.vault

    def content(self) -> ComposeResult:
        """The sheet, with its line for trouble at the end."""
        with Sheet(), Vertical(id="words"):
            yield from self.sheet()

    def sheet(self) -> ComposeResult:
        """What stands on it."""
        yield from ()

    def trouble(self, text: str, *, good: bool = False) -> None:
        """Say what went wrong, or that it went well; an empty text takes it back."""
        line = self.query_one("#trouble", Static)
        mark = "✓" if good else MARK
        line.update(Content(f"{mark} {text}" if text else ""))
        line.set_class(bool(text), "-open")
        line.set_class(good, "-good")
        if text:
            line.scroll_visible(animate=False)


class KeptPage(VaultPage[ScreenResultType]):
    """A screen that shows what is kept. It goes when the vault is closed."""

    SHOWS_KEPT: ClassVar[bool] = True

    def was_kept(self) -> None:
        """What was changed is on the disk by now."""


def asked(text: str) -> Static:
    """A question or a title."""
    return Static(text, classes="ask", markup=False)


def said(texts: Iterable[str], *, muted: bool = False) -> Iterable[Static]:
    """Paragraphs that are translated already."""
    paragraphs = [Static(text, classes="said", markup=False) for text in texts]
    for each in paragraphs:
        each.set_class(muted, "muted")
    return paragraphs


def in_words(texts: Iterable[str]) -> Iterable[str]:
    """Texts of a table in the person's language."""
    return [_(text) for text in texts]


def trouble_line() -> Static:
    """Where trouble is told."""
    return Static(id="trouble", markup=False)
