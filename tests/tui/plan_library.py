"""A library small enough to see through, and the interface that plans with it."""

from __future__ import annotations

import re
from contextlib import asynccontextmanager
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from toolkit.prose import prose
from toolkit.threats.library import KINDS, Library, made
from toolkit.tui.app import Parasol
from toolkit.tui.planning.session import Session
from toolkit.tui.settings import Settings

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    import pytest
    from textual.pilot import Pilot

TODAY: Final = date(2026, 11, 22)
_DAYS: Final = {"reviewed": "2026-11-01", "review_due": "2027-05-01"}
_PLACES: Final = [
    "Amber",
    "Basalt",
    "Cedar",
    "Delta",
    "Ember",
    "Fjord",
    "Garnet",
    "Harbour",
    "Indigo",
    "Juniper",
]


def _question(order: int, prompt: str, asked: str = "yes-no", **more: Any) -> dict[str, Any]:
    return {"prompt": prompt, "why": "It matters below.", "asked": asked, "order": order, **more}


def _choices(**titles: str) -> list[dict[str, str]]:
    return [{"id": key.replace("_", "-"), "title": title} for key, title in titles.items()]


def _action(title: str, **more: Any) -> dict[str, Any]:
    return {
        "title": title,
        "why": "Strangers read less then.",
        "steps": ["Take it out.", "Look at it.", "Put it back."],
        "minutes": 10,
        "cost": "none",
        "skill": 1,
        "upkeep": "monthly",
        "reversible": True,
        "undo": "Turn it on again.",
        "visibility": "ordinary",
        "effects": [{"capability": "search", "strength": "stops", "confidence": "judgement"}],
        "harm_when": ["Somebody waits for an answer."],
        "check": "Ask a friend to look.",
        **_DAYS,
        **more,
    }


def _claim(text: str) -> dict[str, Any]:
    return {"text": text, "sources": ["river-2019"], "grade": "reported", "as_of": "2019"}


def _capability(name: str) -> dict[str, Any]:
    return {
        "name": name,
        "how": "Somebody looks.",
        "sees": ["Words."],
        "cannot_see": ["Thoughts."],
        "needs": ["Time."],
        "helps": "Little.",
        "does_not_help": [{"what": "Hidden folders.", "why": "Machines see them."}],
        "claims": [_claim("Phones were read at gates.")],
        **_DAYS,
    }


def _finding(capability: str, text: str, harm: str) -> dict[str, str]:
    return {"capability": capability, "text": text, "plausible": "possible", "harm": harm}


_TABLES: Final[dict[str, dict[str, Any]]] = {
    "sources": {
        "river-2019": {
            "title": "Gates",
            "publisher": "River Institute",
            "kind": "testimony",
            "published": "2019-04",
        }
    },
    "places": {
        name.lower(): {"name": name, "offered": True} for name in _PLACES
    },
    "systems": {
        "gates": {
            "name": "Gates of Amber",
            "sort": "system",
            "does": "Guards read phones.",
            "status": "in-use",
            "status_as_of": "2019",
            "places": ["amber"],
            "capabilities": ["search"],
            "claims": [_claim("Guards asked for codes.")],
            **_DAYS,
        }
    },
    "capabilities": {
        "search": _capability("Opening phones"),
        "listening": _capability("Listening to calls"),
        "cameras": _capability("Cameras in squares"),
        "lists": _capability("Lists of friends"),
    },
    "actions": {
        "carry-less": _action("Carry less"),
        "set-code": _action("Set a long code", minutes=5),
        "talk-outside": _action("Talk outside", harm_when=["It rains.", "Neighbours listen."]),
        "ask-lawyer": _action("Find a lawyer", minutes=90),
        "new-phone": _action(
            "Buy a second phone",
            only_if="not noticed",
            held_back="Left out until we know whether that is noticed.",
            visibility="flaggable",
        ),
        "messenger": _action("Get a quiet messenger"),
        **{f"small-{n}": _action(f"Small thing {word}", effects=[]) for n, word in enumerate(
            ("one", "two", "three", "four", "five", "six")
        )},
    },
    "conflicts": {
        "code-at-gate": {
            "actions": ["set-code"],
            "severity": "warn",
            "text": "Guards may ask for the code.",
            "resolution": "Decide before the gate.",
        }
    },
    "questions": {
        "why-here": _question(
            1,
            "What brings you?",
            "one",
            choices=[
                {"id": "now", "title": "Somebody was taken", "playbook": "taken"},
                *_choices(work="My work", looking="Looking around"),
            ],
            heard={"now": "Somebody was taken.", "work": "You think of your work."},
        ),
        "region": _question(
            2,
            "Which place?",
            "one",
            choices=_choices(elsewhere="Elsewhere", not_said="Rather not"),
            heard={"*": "The place: {title}."},
        ),
        "having-this": _question(
            3, "Is this program a problem?", heard={"yes": "It is a problem.", "no": "No problem."}
        ),
        "checked": _question(
            4,
            "Are phones read there?",
            heard={"yes": "Phones are read.", "no": "Phones are left alone."},
            when="not why-here is looking",
        ),
        "noticed": _question(
            5,
            "Is a new phone noticed?",
            heard={"yes": "A new phone is noticed.", "no": "Nobody notices."},
            when="checked",
        ),
        "work": _question(
            6,
            "What do you do?",
            "several",
            choices=_choices(meet="Meet people", write="Write", none="Nothing of that"),
            heard={"meet": "You meet people.", "write": "You write.", "none": "Nothing."},
        ),
    },
    "rules": {
        "everyone": {
            "when": "",
            "because": "For all.",
            "fixtures": [],
            "actions": [f"small-{n}" for n in range(6)],
        },
        "phones": {
            "when": "checked",
            "because": "You said that phones are read.",
            "fixtures": [],
            "actions": ["carry-less", "set-code", "new-phone", "ask-lawyer"],
            "forbids": ["messenger"],
            "warning": "Delete nothing in the queue.",
            "findings": [
                {
                    **_finding("search", "Guards may read your phone.", "others"),
                    "systems": ["gates"],
                }
            ],
        },
        "meeting": {
            "when": "work has meet",
            "because": "You said that you meet people.",
            "fixtures": [],
            "actions": ["talk-outside", "messenger"],
            "playbook": "gate",
            "findings": [
                _finding("listening", "Calls may be heard.", "serious"),
                _finding("cameras", "A camera may see you.", "recoverable"),
                _finding("lists", "Friends may be listed.", "irreversible"),
            ],
        },
        "zone": {
            "when": "having-this",
            "because": "You said that it is a problem.",
            "fixtures": [],
            "actions": ["carry-less"],
            "warning": "Keep nothing of this.",
            "low_footprint": True,
        },
    },
    "playbooks": {
        key: {
            "title": title,
            "trigger": "Open it then.",
            "not_for": "Nobody else.",
            "before": [{"text": "Breathe.", "action": "carry-less"}],
            "during": [{"text": "Stay calm."}],
            "first_hour": [{"text": "Call."}],
            "first_day": [{"text": "Rest."}],
            "after": [{"text": "Talk."}],
            "do": ["Stay."],
            "dont": ["Run."],
            "harm": "Little.",
            **_DAYS,
        }
        for key, title in (("taken", "When somebody was taken"), ("gate", "At a gate"))
    },
    "legal": {
        "amber-vpn": {
            "place": "amber",
            "topic": "vpn",
            "status": "unclear",
            "text": "Courts differ.",
            "claims": [_claim("Courts differed.")],
            **_DAYS,
        }
    },
}  # fmt: skip

ANSWERS: Final = {
    "why-here": ("work",),
    "region": ("amber",),
    "having-this": ("no",),
    "checked": ("yes",),
    "noticed": ("unsure",),
    "work": ("meet", "write"),
}
"""Somebody of whom most is known."""


def library() -> Library:
    """The library."""
    return made(_TABLES)


def session(**changed: str) -> Session:
    """Somebody's answers, some of them changed."""
    made_one = Session(library(), lambda: TODAY)
    other = {key.replace("_", "-"): (value,) for key, value in changed.items()}
    for question, given in (ANSWERS | other).items():
        made_one.answer(question, given)
    return made_one


def words() -> tuple[str, ...]:
    """Every word of the library: data, in tests of the interface's own words."""
    held = library()
    texts = [
        text
        for folder, _kind in KINDS
        for thing in held.kind(folder).values()
        for _field, text in prose(thing)
    ]
    return tuple(sorted({word for text in texts for word in re.findall("[A-Za-z]+", text)}))


@asynccontextmanager
async def planning(
    monkeypatch: pytest.MonkeyPatch, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[Pilot[int]]:
    """The interface, home, with this library instead of the program's own."""
    monkeypatch.setattr("toolkit.threats.shelf.load", library)
    monkeypatch.setattr("toolkit.tui.planning.now_screen.today", lambda: TODAY)
    app = Parasol(Settings())
    async with app.run_test(size=size) as pilot:
        await pilot.press("enter")
        yield pilot
