"""The questions, one after another, as plain lines: for screen readers and slow links."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.cli.question_lines import BACK, LEAVE, put, understood
from toolkit.cli.telling_guidance import tell_playbook
from toolkit.i18n import _, ngettext
from toolkit.threats.questioning import jump, to_ask

if TYPE_CHECKING:
    from collections.abc import Callable

    from toolkit.answers import Answers
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
    answers: dict[str, tuple[str, ...]] = {}
    while left := to_ask(library, answers):
        question = left[0]
        page.line()
        count = len(left)
        told = ngettext("about {count} left", "about {count} left", count).format(count=count)
        put(page, question, told)
        given = line()
        word = LEAVE if given is None else given.strip().casefold()
        if word == LEAVE:
            return None
        if word == BACK:
            if answers:
                answers.popitem()
            continue
        meant = understood(question, word)
        if meant is None:
            page.paragraph(_("That is none of the answers. Please try again."))
            continue
        before = jump(library, answers)
        answers[question.id] = meant
        for key in jump(library, answers):
            if key not in before:
                page.line()
                tell_playbook(page, library, library.playbooks[key])
                page.paragraph(_("The questions go on below. They can wait."))
    page.line()
    return answers
