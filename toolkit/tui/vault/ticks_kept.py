"""Ticks of checklists in the vault: kept from the moment on at which the person asks for it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from toolkit.vault.document import Progress
from toolkit.vault.notes import today

if TYPE_CHECKING:
    from collections.abc import Iterable

    from toolkit.tui.app import Parasol
    from toolkit.vault.document import Document

SETTING: Final = "ticks"
KEPT: Final = "kept"
DONE: Final = "done"


def are_kept(app: Parasol) -> bool:
    """Whether ticks go into the open vault."""
    return app.vault.document.settings.get(SETTING) == KEPT


def bring(app: Parasol, ticked: set[str]) -> None:
    """Tick what is done by the vault, as long as it is open.

    Args:
        app: The application.
        ticked: The ids of actions that are ticked; they are added here.
    """
    if not are_kept(app):
        return
    done = {key for key, each in app.vault.document.progress.items() if each.state == DONE}
    ticked |= done
    app.vault.at_closing(ticked.clear)


def keep(app: Parasol, ticked: set[str]) -> None:
    """Keep the ticks that there are, and from now on each one."""

    def edit(document: Document) -> Document:
        kept = {**document.settings, SETTING: KEPT}
        return replace(with_done(document, ticked), settings=kept)

    app.vault.change(edit)
    bring(app, ticked)


def forget(app: Parasol) -> None:
    """Forget the ticks in the vault, and keep none any more."""
    app.vault.change(without_ticks)


def tick(app: Parasol, action: str, *, on: bool) -> None:
    """Keep one tick, or that it was taken back, where ticks are kept.

    Args:
        app: The application.
        action: What was ticked.
        on: Whether it is ticked now.
    """
    if not are_kept(app):
        return
    if on:
        app.vault.change(lambda document: with_done(document, (action,)))
    else:
        app.vault.change(lambda document: without_done(document, action))


def with_done(document: Document, actions: Iterable[str]) -> Document:
    """The document with some actions done, since today where they were not."""
    progress = dict(document.progress)
    for action in actions:
        if action not in progress or progress[action].state != DONE:
            progress[action] = Progress(DONE, today())
    return replace(document, progress=progress)


def without_ticks(document: Document) -> Document:
    """The document without ticks, and without the wish to keep them.

    A tick is kept as what is done in a plan is: where a plan is kept, that stays with it.
    """
    settings = {key: each for key, each in document.settings.items() if key != SETTING}
    progress = {
        key: each
        for key, each in document.progress.items()
        if document.answers or ":" in key or each.state != DONE
    }
    return replace(document, progress=progress, settings=settings)


def without_done(document: Document, action: str) -> Document:
    """The document with an action not done."""
    progress = {key: each for key, each in document.progress.items() if key != action}
    return replace(document, progress=progress)
