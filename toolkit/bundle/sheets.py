"""Everything that can be put on paper, by the names that links give it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

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
    from collections.abc import Callable
    from pathlib import Path

    from toolkit.paper.model import Sheet


def known_sheets() -> dict[str, Callable[[], Sheet]]:
    """What makes each sheet.

    Raises:
        ContentError: The library or what is known of messengers cannot be read.
    """
    library = load()
    made: dict[str, Callable[[], Sheet]] = {}
    for guide in handbook.load().guides.values():
        made[f"guide:{guide.id}"] = partial(guide_paper.sheet, guide, library.sources)
    for playbook in library.playbooks.values():
        made[f"playbook:{playbook.id}"] = partial(playbook_paper.sheet, library, playbook)
    for checklist in library.checklists.values():
        made[f"checklist:{checklist.id}"] = partial(checklist_paper.sheet, library, checklist)
    for form in forms().values():
        made[f"form:{form.id}"] = partial(form_paper.empty, form)
    for path in lessons.files():
        made[f"lesson:{path.stem}"] = partial(_lesson, path)
    book = messengers.load()
    for setting in book.settings.values():
        made[f"setting:{setting.id}"] = partial(setting_paper.sheet, book, setting)
    return made


def _lesson(path: Path) -> Sheet:
    """A lesson is only read where it is wanted: that takes longer than all others."""
    return lesson_paper.sheet(lessons.load(path))
