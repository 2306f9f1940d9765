"""Libraries as small as a test needs them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from toolkit import answers
from toolkit.threats.assessment import assess
from toolkit.threats.library import Library, made

if TYPE_CHECKING:
    from toolkit.threats.outcome import Assessment

TODAY = date(2026, 11, 22)
_REVIEWED = {"reviewed": "2026-11-22", "review_due": "2027-05-22"}


def action(**given: Any) -> dict[str, Any]:
    return {
        "title": "Do a thing", "why": "It helps.", "steps": ["Do it."], "minutes": 10,
        "cost": "none", "skill": 1, "upkeep": "once", "reversible": True, "undo": "Undo it.",
        "visibility": "hidden", "effects": [], "harm_when": ["Never."], "check": "Look.",
        **_REVIEWED, **given,
    }  # fmt: skip


def against(capability: str, strength: str = "raises-cost") -> dict[str, str]:
    return {"capability": capability, "strength": strength, "confidence": "judgement"}


def finding(capability: str, plausible: str = "possible", harm: str = "serious") -> dict[str, Any]:
    return {"capability": capability, "text": "It.", "plausible": plausible, "harm": harm}


def rule(when: str = "", **given: Any) -> dict[str, Any]:
    return {"when": when, "because": "You said so.", "fixtures": [], **given}


def question(asked: str = "yes-no", order: int = 1, *choices: str, **given: Any) -> dict[str, Any]:
    listed = [{"id": each, "title": each} for each in choices]
    return {
        "prompt": "What?", "why": "So.", "asked": asked, "order": order,
        "heard": {"*": "You said {title}."}, "choices": listed, **given,
    }  # fmt: skip


def capability(**given: Any) -> dict[str, Any]:
    return {
        "name": "Cameras", "how": "They see.", "sees": [], "cannot_see": [], "needs": [],
        "helps": "Little.", "does_not_help": [], **_REVIEWED, **given,
    }  # fmt: skip


def system(**given: Any) -> dict[str, Any]:
    claim = {"text": "It is so.", "sources": ["paper"], "grade": "reported", "as_of": "2020"}
    return {
        "name": "Net", "sort": "system", "does": "It sees.", "status": "in-use",
        "status_as_of": "2020", "claims": [claim], **_REVIEWED, **given,
    }  # fmt: skip


PLACES: dict[str, dict[str, Any]] = {
    "china": {"name": "China", "offered": True},
    "tibet": {"name": "Tibet", "within": "china", "offered": True},
    "lhasa": {"name": "Lhasa", "within": "tibet"},
    "kenya": {"name": "Kenya", "offered": True},
}
QUESTIONS = {
    "region": question("one", 1, "elsewhere", "not-said"),
    "work": question("several", 2, "sources", "publish", "none"),
    "flagged": question("yes-no", 3),
    "checks": question("yes-no", 4),
    "now": question("one", 5, "protest", "no"),
}


def library(**tables: Any) -> Library:
    held: dict[str, Any] = {"places": PLACES, "questions": QUESTIONS, **tables}
    return made(held)


def assessed(held: Library, **given: str) -> Assessment:
    return assess(held, answers.spread(given, held.questions), TODAY)
