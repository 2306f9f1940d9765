"""The questions, one after another, as plain lines: for screen readers and slow links."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.cli.question_lines import ask_all
from toolkit.cli.telling_guidance import tell_playbook
from toolkit.i18n import _, ngettext
from toolkit.threats.questioning import jump, to_ask

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from toolkit.answers import Answers, Question
    from toolkit.cli.terminal import Page
    from toolkit.threats.library import Library


def ask(page: Page, library: Library, line: Callable[[], str | None]) -> Answers | None:
    """Ask until nothing is left to ask.

    Args:
        page: Where the questions go.
        library: All that is known.
        line: Gives what the person wrote; nothing when they have gone.

    Returns:
        What was answered; nothing where the person left. Nothing of it is kept anywhere.
    """
    page.paragraph(
        _(
            "A few questions. Is now a good moment, with nobody looking? q leaves at any time. "
            "No name is asked for, and nothing is kept. Your terminal may keep what it shows: "
            "close it when you have read this."
        )
    )

    def told(left: Sequence[Question]) -> str:
        count = len(left)
        return ngettext("about {count} left", "about {count} left", count).format(count=count)

    def then(before: Answers, now: Answers) -> None:
        """Tell the playbooks that an answer leads to at once."""
        known = jump(library, before)
        for key in jump(library, now):
            if key not in known:
                page.line()
                tell_playbook(page, library, library.playbooks[key])
                page.paragraph(_("The questions go on below. They can wait."))

    return ask_all(page, line, lambda answers: to_ask(library, answers), told, then=then)
