"""The questions of the plan, one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.i18n import N_, ngettext
from toolkit.tui.planning import flow
from toolkit.tui.screens.question import QuestionPage

if TYPE_CHECKING:
    from toolkit.threats.model import Question
    from toolkit.tui.planning.session import Session


class QuestionScreen(QuestionPage):
    """Asks what there is to ask, or one question alone; gives whether that one was answered.

    Args:
        session: Takes the answers.
        only: The id of the one question to ask; empty for all that are open.
    """

    HEADING = N_("My plan")
    EXPLAIN = N_(
        "Answer as far as you want to. “I don’t know” and leaving a question out are fine: "
        "nothing is then taken for no.\n"
        "W says why we ask. Left or Esc goes back, and what you answered can be changed.\n"
        "Nothing is saved."
    )

    def __init__(self, session: Session, only: str = "") -> None:
        self._session = session
        super().__init__(session, only)

    def question(self, key: str) -> Question:
        """The question with that id."""
        return self._session.library.questions[key]

    def how_far(self) -> str:
        """How many questions are left."""
        left = len(self._session.open())
        if not left:
            return ""
        return ngettext("about {count} left", "about {count} left", left).format(count=left)

    def take(self, given: tuple[str, ...]) -> None:
        """Take it, and go on: to a playbook at once where it leads to one."""
        session = self._session
        at_once = session.answer(self.asked.id, given)
        if self.only:
            self.dismiss(True)  # noqa: FBT003 - the screen's answer
        elif not self.put_next():
            flow.read_back(self.app, session)
        for playbook in at_once:
            self.app.call_later(flow.open_playbook, self.app, session, playbook)
