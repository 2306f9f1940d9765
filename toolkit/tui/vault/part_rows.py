"""Parts of what is kept as rows to read."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Final

from toolkit.i18n import N_, _
from toolkit.neutral import neutral
from toolkit.tui.lessons.kept import title_of
from toolkit.tui.vault.vault_rows import shown_day
from toolkit.tui.widgets.rows import Row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.threats.library import Library
    from toolkit.vault.document import Document

_WHEN: Final = {
    "this-week": N_("This week"),
    "later": N_("Later"),
    "rest": N_("The rest"),
}
_GIVEN: Final = {
    "yes": N_("yes"),
    "no": N_("no"),
    "unsure": N_("I don’t know"),
    "skipped": N_("left out"),
}
_STATES: Final = {
    "done": N_("done"),
    "accepted": N_("risk accepted"),
    "not-for-me": N_("not for me"),
    "later": N_("later"),
}
_SETTINGS: Final = {
    "theme": N_("Look"),
    "language": N_("Language"),
    "close-after": N_("Close by itself: minutes"),
    "ticks": N_("Ticks in checklists"),
    "lessons": N_("Lessons that were taken"),
}


def part_rows(document: Document, part: str, library: Library | None = None) -> list[Row]:
    """The rows of a part.

    Args:
        document: What is kept.
        part: One of `vault_rows.PARTS`, but for those with screens of their own.
        library: By which things are called as everywhere else, once it is loaded.
    """
    found: dict[str, Iterator[Row]] = {
        "plan": chain(_plan(document), _answers(document, library)),
        "progress": _progress(document, library),
        "choice": iter(()),
        "marks": iter(()),
        "settings": _settings(document),
    }
    return list(found[part]) or [Row(_("Nothing of it is kept."), quiet=True)]


def _plan(document: Document) -> Iterator[Row]:
    heading = ""
    for step in document.plan.steps if document.plan else ():
        if step.when != heading:
            heading = step.when
            yield Row(
                _(_WHEN[heading]) if heading in _WHEN else neutral(heading),
                heading=True,
                apart=True,
            )
        yield Row(neutral(step.text or step.action), id=step.action, mark="·")


def _answers(document: Document, library: Library | None) -> Iterator[Row]:
    if document.answers:
        yield Row(_("Answers"), heading=True, apart=True)
    for key, given in document.answers.items():
        question = library.questions.get(key) if library is not None else None
        if question is None:
            yield Row(neutral(key), id=f"answer:{key}", mark="·", about=neutral(", ".join(given)))
            continue
        titles = {each.id: each.title for each in question.choices}
        words = [titles.get(each) or _(_GIVEN.get(each, each)) for each in given]
        yield Row(question.prompt, id=f"answer:{key}", mark="·", about=", ".join(words))


def _progress(document: Document, library: Library | None) -> Iterator[Row]:
    for key, each in document.progress.items():
        action = library.actions.get(key) if library is not None else None
        state = _(_STATES[each.state]) if each.state in _STATES else neutral(each.state)
        aside = _("{state}, {day}").format(state=state, day=shown_day(each.day))
        title = action.title if action else title_of(key) or neutral(key)
        yield Row(title, id=key, mark="·", aside=aside)


def _settings(document: Document) -> Iterator[Row]:
    for name, value in document.settings.items():
        title = _(_SETTINGS[name]) if name in _SETTINGS else neutral(name)
        yield Row(title, id=name, mark="·", aside=neutral(value))
