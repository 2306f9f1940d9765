"""Lessons in the vault: which were taken and when each comes again, once the person asks for it.

Nothing else is kept: neither what was predicted nor what was written.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Final

from toolkit import content
from toolkit.i18n import of_page
from toolkit.messaging.lessons import shelf
from toolkit.messaging.lessons.progress import (
    WHEN_RIGHT,
    WHEN_WRONG,
    Answered,
    Confidence,
    Taken,
    due_on,
)
from toolkit.vault.document import Progress

if TYPE_CHECKING:
    from toolkit.messaging.lessons import progress
    from toolkit.tui.app import Parasol
    from toolkit.tui.lessons.course import Course
    from toolkit.vault.document import Document

SETTING: Final = "lessons"
KEPT: Final = "kept"
DONE: Final = "done"
PREFIX: Final = "lesson:"
"""Before the id of a lesson: actions have ids too."""


def are_kept(app: Parasol) -> bool:
    """Whether progress goes into the open vault."""
    return app.vault.document.settings.get(SETTING) == KEPT


def bring(app: Parasol, course: Course) -> None:
    """Take up what the vault knows, where it keeps progress; when it closes, that is forgotten."""
    if not are_kept(app):
        return
    known = course.progress.lessons
    for lesson, taken in taken_in(app.vault.document).items():
        if lesson not in known or known[lesson].answers[-1].on < taken.answers[-1].on:
            course.progress = course.progress.took(lesson, taken)
    app.vault.at_closing(course.forget)


def keep(app: Parasol, course: Course) -> None:
    """Keep the progress there is, and from now on each step of it."""

    def edit(document: Document) -> Document:
        settings = {**document.settings, SETTING: KEPT}
        return replace(with_progress(document, course.progress), settings=settings)

    app.vault.change(edit)
    bring(app, course)


def forget(app: Parasol) -> None:
    """Forget it all in the vault, and keep none any more; here it stays until it is closed."""
    app.vault.change(without_progress)


def note(app: Parasol, course: Course) -> None:
    """Keep the progress there is, where that was asked for."""
    if are_kept(app):
        app.vault.change(lambda document: with_progress(document, course.progress))


def with_progress(document: Document, learned: progress.Progress) -> Document:
    """The document with each lesson that was taken: the last day, and when it comes again."""
    kept = dict(document.progress)
    for lesson, taken in learned.lessons.items():
        due = due_on(taken)
        until = due.isoformat() if due else ""
        kept[PREFIX + lesson] = Progress(DONE, taken.answers[-1].on.isoformat(), until)
    return replace(document, progress=kept)


def without_progress(document: Document) -> Document:
    """The document with no lesson, and without the wish to keep them."""
    kept = {key: each for key, each in document.progress.items() if not key.startswith(PREFIX)}
    settings = {key: each for key, each in document.settings.items() if key != SETTING}
    return replace(document, progress=kept, settings=settings)


def taken_in(document: Document) -> dict[str, Taken]:
    """The lessons that a document says were taken, by id; what cannot be read is left out."""
    found = {}
    for key, each in document.progress.items():
        if key.startswith(PREFIX) and each.state == DONE:
            try:
                found[key.removeprefix(PREFIX)] = _taken(each)
            except ValueError:
                continue
    return found


def title_of(key: str) -> str:
    """What a lesson is called of which a vault keeps something.

    Args:
        key: By which the vault knows it.

    Returns:
        Its title; nothing where it is the key of no lesson that there is.
    """
    paths = {f"{PREFIX}{path.stem}": path for path in shelf.files()}
    if key not in paths:
        return ""
    title = str(content.table(paths[key].read_bytes(), paths[key].name).get("title", ""))
    return of_page(f"{shelf.folder().name}/{paths[key].stem}")(title)


def _taken(kept: Progress) -> Taken:
    """A lesson as it was taken, as far as two days tell: how often in a row it was right."""
    day = date.fromisoformat(kept.day)
    days = (date.fromisoformat(kept.until) - day).days if kept.until else 0
    right = days != WHEN_WRONG
    row = WHEN_RIGHT.index(days) + 1 if days in WHEN_RIGHT else 1 if days else len(WHEN_RIGHT) + 1
    answers = (Answered(day, right),) * (row if right else 1)
    return Taken(predicted=right, confidence=Confidence.GUESS, answers=answers)
