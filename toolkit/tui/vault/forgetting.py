"""Forgetting what a vault keeps: asked once, with the law and what forgetting does not reach."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.i18n import _
from toolkit.tui.vault.sure_screen import SureScreen
from toolkit.vault.telling import THE_LAW, told_after_forgetting

if TYPE_CHECKING:
    from collections.abc import Callable

    from toolkit.tui.app import Parasol


def ask(app: Parasol, title: str, forget: Callable[[], None], *first: str) -> None:
    """Ask whether something is to be forgotten, and forget it.

    Args:
        app: The application; its vault is open.
        title: The question, translated.
        forget: Forgets it.
        first: What else to say before, translated.
    """

    def answered(yes: bool | None) -> None:  # noqa: FBT001 - the screen's answer
        if yes:
            forget()

    texts = [*first, _(THE_LAW), told_after_forgetting(app.vault.notices)]
    app.push_screen(SureScreen(title, texts, _("Forget it")), answered)
