"""How we know something, on a screen of its own."""

from __future__ import annotations

from toolkit.i18n import N_
from toolkit.tui.planning.rows_page import RowsPage


class EvidenceScreen(RowsPage):
    """Shows what something rests on."""

    HEADING = N_("How we know")
    EXPLAIN = N_(
        "Below each sentence: how well it is known, when it was so, who says it.\n"
        "“Said by who sells or runs it” means that nobody else has checked.\n"
        "What is old may no longer be so. Esc goes back."
    )
