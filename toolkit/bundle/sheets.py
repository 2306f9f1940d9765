"""Everything that can be put on paper, by the names that links give it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from toolkit.handbook import paper as guide_paper
from toolkit.handbook import shelf as handbook
from toolkit.threats import checklist_paper, playbook_paper
from toolkit.threats.shelf import load
from toolkit.vault.forms import paper as form_paper
from toolkit.vault.forms.shelf import load as forms

if TYPE_CHECKING:
    from collections.abc import Callable

    from toolkit.paper.model import Sheet


def known_sheets() -> dict[str, Callable[[], Sheet]]:
    """What makes each sheet.

    Raises:
        ContentError: The library cannot be read.
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
    return made
