"""Everything that can be put on paper, by the names that links give it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from toolkit.errors import ContentError
from toolkit.handbook import paper as guide_paper
from toolkit.handbook import shelf as handbook
from toolkit.messaging.lessons import paper as lesson_paper
from toolkit.messaging.lessons import shelf as lessons
from toolkit.messaging.messengers import paper as setting_paper
from toolkit.messaging.messengers import shelf as messengers
from toolkit.threats import checklist_paper, playbook_paper
from toolkit.threats.shelf import load
from toolkit.vault.forms import paper as form_paper
from toolkit.vault.forms.shelf import load as forms

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from toolkit.paper.model import Sheet

_Kind = TypeVar("_Kind")


@dataclass(frozen=True, slots=True)
class Sheets:
    """What can be put on paper, and what cannot.

    Attributes:
        made: What makes each sheet.
        unread: Kinds of which nothing can be read, such as ``setting``, and why.
    """

    made: Mapping[str, Callable[[], Sheet]]
    unread: Mapping[str, ContentError]


def known_sheets() -> Mapping[str, Callable[[], Sheet]]:
    """What makes each sheet.

    Raises:
        ContentError: The library, the forms or what is known of messengers cannot be read.
    """
    found = readable_sheets()
    for problem in found.unread.values():
        raise problem
    return found.made


def readable_sheets() -> Sheets:
    """As `known_sheets`, of all that can be read.

    Where the library cannot be, guides do not name what they rest on, and say so.
    """
    made: dict[str, Callable[[], Sheet]] = {}
    unread: dict[str, ContentError] = {}
    library = _read(load, unread, "playbook", "checklist")
    sources = library.sources if library else {}
    for guide in handbook.load().guides.values():
        made[f"guide:{guide.id}"] = partial(guide_paper.sheet, guide, sources)
    if library:
        for playbook in library.playbooks.values():
            made[f"playbook:{playbook.id}"] = partial(playbook_paper.sheet, library, playbook)
        for checklist in library.checklists.values():
            made[f"checklist:{checklist.id}"] = partial(checklist_paper.sheet, library, checklist)
    for form in (_read(forms, unread, "form") or {}).values():
        made[f"form:{form.id}"] = partial(form_paper.empty, form)
    for path in lessons.files():
        made[f"lesson:{path.stem}"] = partial(_lesson, path)
    book = _read(messengers.load, unread, "setting")
    if book:
        for setting in book.settings.values():
            made[f"setting:{setting.id}"] = partial(setting_paper.sheet, book, setting)
    return Sheets(made, unread)


def _read(
    load_all: Callable[[], _Kind], unread: dict[str, ContentError], *kinds: str
) -> _Kind | None:
    """What is read, or nothing where it cannot be; then that is noted for these kinds."""
    try:
        return load_all()
    except ContentError as problem:
        unread.update(dict.fromkeys(kinds, problem))
        return None


def _lesson(path: Path) -> Sheet:
    """A lesson is only read where it is wanted: that takes longer than all others."""
    return lesson_paper.sheet(lessons.load(path))
