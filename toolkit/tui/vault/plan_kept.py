"""My plan in the vault: answers, decisions and the plan itself, kept when the person says so."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Final

from toolkit.answers import checked
from toolkit.errors import ContentError
from toolkit.tui.planning.agenda import as_decided
from toolkit.tui.planning.session import Mark, Standing
from toolkit.tui.vault import ticks_kept
from toolkit.vault.document import Plan, Progress, Step

if TYPE_CHECKING:
    from collections.abc import Mapping

    from toolkit.threats.library import Library
    from toolkit.threats.outcome import Assessment
    from toolkit.tui.app import Parasol
    from toolkit.tui.planning.session import Session
    from toolkit.vault.document import Document

_WHEN: Final = ("this_week", "later", "rest")


def has_plan(app: Parasol) -> bool:
    """Whether the open vault keeps answers."""
    return app.vault.is_open and bool(app.vault.document.answers)


def keep(app: Parasol, session: Session) -> None:
    """Keep the answers, the decisions and the plan, from now on with each change."""
    follow = _Follower(app, session, {})
    follow()
    session.changed = follow


def go_on(app: Parasol, session: Session) -> None:
    """Go on with what the vault keeps; what does not fit today's library is left out."""
    document = app.vault.document
    session.restore(answers_of(document, session.library), marks_of(document, session.library))
    session.changed = _Follower(app, session, dict(session.marks))


def forget(app: Parasol) -> None:
    """Forget it in the vault as well."""
    app.vault.change(without_plan)


def without_plan(document: Document) -> Document:
    """The document without answers, plan and decisions; what is done elsewhere stays in it.

    Lessons are known by the colon in their name. A tick is kept as a decision is: where ticks are
    kept, what is done stays done.
    """
    ticks = document.settings.get(ticks_kept.SETTING) == ticks_kept.KEPT
    others = {
        key: each
        for key, each in document.progress.items()
        if ":" in key or (ticks and each.state == ticks_kept.DONE)
    }
    return replace(document, answers={}, plan=None, progress=others)


def with_plan(document: Document, session: Session, before: Mapping[str, Mark]) -> Document:
    """The document with a person's answers, their plan, and what they decided since.

    Args:
        document: What is kept.
        session: The person's answers and decisions.
        before: The decisions that the document knows of; others in it stay.
    """
    progress = {
        key: each
        for key, each in document.progress.items()
        if key not in before or key in session.marks
    }
    for key, mark in session.marks.items():
        if before.get(key) != mark:
            until = mark.until.isoformat() if mark.until else ""
            progress[key] = Progress(mark.standing.value, mark.on.isoformat(), until)
    return replace(
        document,
        answers=dict(session.answers),
        plan=_plan(session, session.assessment()),
        progress=progress,
    )


def answers_of(document: Document, library: Library) -> dict[str, tuple[str, ...]]:
    """The answers that are kept, as far as there still are such questions and answers."""
    answers: dict[str, tuple[str, ...]] = {}
    for key, given in document.answers.items():
        try:
            answers.update(checked({key: list(given)}, library.questions))
        except ContentError:
            continue
    return answers


def marks_of(document: Document, library: Library) -> dict[str, Mark]:
    """The decisions that are kept, as far as there still are such things to do."""
    marks = {}
    for key, each in document.progress.items():
        try:
            until = date.fromisoformat(each.until) if each.until else None
            mark = Mark(Standing(each.state), date.fromisoformat(each.day), until)
        except ValueError:
            continue
        if key in library.actions:
            marks[key] = mark
    return marks


def _plan(session: Session, assessment: Assessment) -> Plan:
    plan = as_decided(session, assessment).plan
    actions = session.library.actions
    steps = tuple(
        Step(item.action, when.replace("_", "-"), actions[item.action].title)
        for when in _WHEN
        for item in getattr(plan, when)
    )
    return Plan(session.today.isoformat(), steps)


class _Follower:
    """Keeps what a session holds, each time that it has changed.

    Args:
        app: The application.
        session: It.
        known: The decisions that the vault knows of.
    """

    def __init__(self, app: Parasol, session: Session, known: dict[str, Mark]) -> None:
        self._app = app
        self._session = session
        self._known = known

    def __call__(self) -> None:
        known, self._known = self._known, dict(self._session.marks)
        self._app.vault.change(lambda document: with_plan(document, self._session, known))
