"""The screens of the plan, for somebody of whom most is known."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.tui.plan_library import TODAY, library, session, words
from toolkit.threats.paper import as_text
from toolkit.tui.paper.paper_screen import Paper, PaperScreen
from toolkit.tui.planning.action_screen import ActionScreen
from toolkit.tui.planning.agenda import in_months
from toolkit.tui.planning.card_screen import CardScreen
from toolkit.tui.planning.care_screen import CareScreen
from toolkit.tui.planning.changes import changes
from toolkit.tui.planning.changes_screen import ChangesScreen
from toolkit.tui.planning.end_screen import EndScreen
from toolkit.tui.planning.evidence import evidence
from toolkit.tui.planning.evidence_screen import EvidenceScreen
from toolkit.tui.planning.findings_screen import FindingsScreen
from toolkit.tui.planning.heard_screen import HeardScreen
from toolkit.tui.planning.now_screen import NowScreen
from toolkit.tui.planning.plan_screen import PlanScreen
from toolkit.tui.planning.question_screen import QuestionScreen
from toolkit.tui.planning.risk_screen import RiskScreen
from toolkit.tui.planning.session import Session, Shown, Standing

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.screen import Screen

DATA = ("/home/ana/list.txt", *words(), *map(str.upper, words()))
"""What is no word of the interface: a path, and the library."""


def _fresh() -> Session:
    return Session(library(), lambda: TODAY)


def _asking(question: str) -> QuestionScreen:
    return QuestionScreen(session(), question)


def _findings() -> FindingsScreen:
    somebody = session()
    return FindingsScreen(somebody, somebody.assessment())


def _evidence() -> EvidenceScreen:
    somebody = session()
    return EvidenceScreen(evidence(somebody.library, somebody.assessment().findings[0]))


def _changes() -> ChangesScreen:
    somebody = session(checked="no")
    old = Shown(somebody.answers, somebody.assessment())
    somebody.answer("checked", ("yes",))
    new = Shown(somebody.answers, somebody.assessment())
    return ChangesScreen(changes(somebody.library, old, new))


def _plan() -> PlanScreen:
    somebody = session()
    somebody.mark("talk-outside", Standing.DONE)
    somebody.mark("ask-lawyer", Standing.ACCEPTED, in_months(TODAY, 3))
    return PlanScreen(somebody)


def _action() -> ActionScreen:
    somebody = session()
    somebody.mark("set-code", Standing.DONE)
    return ActionScreen(somebody, somebody.assessment().plan.this_week[0])


def _risk() -> RiskScreen:
    somebody = session()
    return RiskScreen(somebody, somebody.assessment().plan.this_week[0])


def _page() -> PaperScreen:
    somebody = session()
    page = as_text(somebody.library, somebody.assessment())
    return PaperScreen(Paper(page, ""), Path("/home/ana/list.txt"))


SCREENS: tuple[tuple[str, Callable[[], Screen[Any]], tuple[str, ...]], ...] = (
    ("plan-now", lambda: NowScreen(lambda _screen: None), ()),
    ("plan-first-question", lambda: QuestionScreen(_fresh()), ()),
    ("plan-yes-no", lambda: _asking("checked"), ("w",)),
    ("plan-many", lambda: _asking("region"), ("slash",)),
    ("plan-several", lambda: _asking("work"), ()),
    ("plan-heard", lambda: HeardScreen(session()), ()),
    ("plan-findings", _findings, ()),
    ("plan-evidence", _evidence, ()),
    ("plan-care", lambda: CareScreen(session()), ("up",)),
    ("plan", _plan, ()),
    ("plan-action", _action, ()),
    ("plan-risk", _risk, ()),
    ("plan-changes", _changes, ()),
    ("plan-card", lambda: CardScreen(session(having_this="yes")), ()),
    ("plan-end", lambda: EndScreen(session()), ()),
    ("plan-end-nothing-kept", lambda: EndScreen(session(having_this="yes")), ()),
    ("plan-page", _page, ()),
)
"""The name of each, what makes it, and what to press there."""

CUTS = {"plan": "what stands beside the list where there is room, Enter shows elsewhere"}
CUT_BY = ("Told",)
