"""`parasol checklist`: things to go through, one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from toolkit.cli.one_page import HTML, TEXT, arrange_one, tell_one
from toolkit.cli.telling_guidance import tell_checklist
from toolkit.threats.checklist_paper import as_html, as_text

if TYPE_CHECKING:
    import argparse

_FORMS: Final = {TEXT: as_text, HTML: as_html}

arrange = arrange_one


def run(arguments: argparse.Namespace) -> int:
    """Write one, or the list of all."""
    return tell_one(arguments, "checklists", tell_checklist, _FORMS)
