"""The nine questions, one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from toolkit.i18n import N_, _
from toolkit.messaging.messengers.rules import PARTS
from toolkit.tui.messengers import flow
from toolkit.tui.screens.question import QuestionPage

if TYPE_CHECKING:
    from toolkit.messaging.messengers.rules import Question
    from toolkit.tui.app import Parasol
    from toolkit.tui.messengers.session import Session


class ChooserScreen(QuestionPage):
    """Asks what there is to ask; gives whether the question was answered.

    Args:
        session: Takes the answers.
        only: The id of the one question to ask; empty for all that are open.
    """

    HEADING = N_("Which messenger")
    EXPLAIN = N_(
        "Answer as far as you want to. “I don’t know” and leaving a question out are fine: "
        "nothing is then taken for no.\n"
        "W says why we ask. Left or Esc goes back, and what you answered can be changed.\n"
        "No name is asked for. Nothing is saved, unless you keep it in your vault."
    )

    def __init__(self, session: Session, only: str = "") -> None:
        self._session = session
        super().__init__(session, only)

    @property
    def SHOWS_KEPT(self) -> bool:  # noqa: N802 - as the screens of the vault have it
        """Whether it goes when the vault is closed."""
        return cast("Parasol", self.app).vault.takes_along(self._session.let_go)

    def question(self, key: str) -> Question:
        """The question with that id."""
        return self._session.shelf.book.questions[key]

    def how_far(self) -> str:
        """Which of the nine it is; and whether an answer is marked that comes from elsewhere."""
        part = self.question(self.asked.id).part
        told = _("{number} of {count}").format(number=part, count=PARTS)
        if self._session.is_marked(self.asked.id):
            return _("marked as in your plan · {told}").format(told=told)
        return told

    def take(self, given: tuple[str, ...]) -> None:
        """Take it, and go on."""
        self._session.answer(self.asked.id, given)
        if self.only:
            self.dismiss(True)  # noqa: FBT003 - the screen's answer
        elif not self.put_next():
            flow.results(self.app, self._session)
