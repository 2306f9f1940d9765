"""A small library in a language of its own: what is English on a screen of it is ours."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import Any, Final

from toolkit.bundle.search import Gathered
from toolkit.evidence import Grade
from toolkit.handbook.markup import sections
from toolkit.handbook.model import Basis, Chapter, Front, Guide
from toolkit.handbook.search import texts as texts_of
from toolkit.handbook.shelf import Handbook
from toolkit.prose import prose
from toolkit.search import Page
from toolkit.threats.library import KINDS, made
from toolkit.training.model import Card, Session, Step, Way
from toolkit.training.search import texts as session_texts
from toolkit.training.shelf import Plans
from toolkit.tui.library.shelf import Shelf

TODAY: Final = date(2026, 11, 22)

_REVIEWED: Final = {"reviewed": "2026-11-22", "review_due": "2027-05-22"}
_LATE: Final = {"reviewed": "2026-01-10", "review_due": "2026-07-10"}


def _claim(text: str, as_of: str = "2026-05", **given: Any) -> dict[str, Any]:
    return {"text": text, "sources": ["acta"], "grade": "reported", "as_of": as_of, **given}


def _action(title: str, **given: Any) -> dict[str, Any]:
    return {
        "title": title, "why": "Quia oculi sunt multi.", "steps": ["Aperi portam.", "Claude."],
        "minutes": 10, "cost": "none", "skill": 1, "upkeep": "once", "reversible": True,
        "undo": "Redde omnia.", "visibility": "hidden", "harm_when": ["Si quis videt."],
        "check": "Specta iterum.", "sources": ["acta"],
        "effects": [{"capability": "oculi", "strength": "stops", "confidence": "judgement"}],
        **_REVIEWED, **given,
    }  # fmt: skip


TABLES: Final[dict[str, dict[str, dict[str, Any]]]] = {
    "sources": {
        "acta": {
            "title": "Acta diurna", "publisher": "Forum", "kind": "press",
            "url": "https://acta.example/diurna", "published": "2019-05-03", "seen": "2026-11-22",
            "note": "Pars sola lecta est.",
        },
        "fama": {"title": "Fama volat", "publisher": "Vulgus", "kind": "opinion"},
    },
    "places": {
        "roma": {"name": "Roma"},
        "subura": {"name": "Subura", "within": "roma"},
        "thule": {"name": "Thule"},
    },
    "vendors": {
        "co-argus": {
            "name": "Argus", "sells": "Oculos vendit.", "based_in": "Graecia",
            "capabilities": ["oculi"], "claims": [_claim("Centum oculos habet.")], **_REVIEWED,
        },
    },
    "capabilities": {
        "oculi": {
            "name": "Oculi in via", "how": "Oculi in pariete vident.", "sees": ["Faciem."],
            "cannot_see": ["Mentem."], "needs": ["Lucem."], "helps": "Umbra iuvat.",
            "limits": ["Nox."], "claims": [_claim("Multi sunt.", "2019", sources=["acta", "fama"])],
            "does_not_help": [{"what": "Pilleus satis est.", "why": "Facies patet."}],
            **_REVIEWED,
        },
        "aures": {
            "name": "Aures", "how": "Audiunt.", "sees": ["Vocem."], "cannot_see": ["Silentium."],
            "needs": ["Vocem."], "signs": ["Nulla."], "helps": "Nihil.", "does_not_help": [],
            **_LATE,
        },
    },
    "systems": {
        "sys-forum": {
            "name": "Custodes fori", "sort": "system", "does": "Oculi forum spectant.",
            "status": "in-use", "status_as_of": "2019-05", "places": ["roma", "subura"],
            "run_by": ["Aediles"], "sold_by": ["co-argus"], "capabilities": ["oculi", "aures"],
            "also_called": ["Vigiles"], "related": ["tac-rumor", "co-argus"],
            "claims": [
                _claim("Quadraginta oculi erant.", "2019-05"),
                _claim("Nunc plures sunt.", "2026-05", grade="claimed", disputed="Nemo numeravit."),
            ],
            "corrections": ["Acta errant."], "unknown": ["Quis spectet."], **_LATE,
        },
        "tac-rumor": {
            "name": "Rumores", "sort": "tactic", "does": "Homines loquuntur.", "status": "unknown",
            "status_as_of": "2026", "claims": [_claim("Fama crescit.", grade="speculated")],
            **_REVIEWED,
        },
    },
    "actions": {
        "umbra": _action("Ambula in umbra", needs=["tace"]),
        "tace": _action("Tace in via", cost="small", minutes=45, reversible=False),
        "scribe": _action("Scribe in cera", only_if="", effects=[]),
    },
    "personas": {
        "marcus": {
            "name": "Marcus", "story": "Marcus ambulat.", "answers": {},
        },
    },
    "conflicts": {
        "umbra-nocte": {
            "actions": ["umbra", "scribe"], "severity": "warn", "text": "Nocte non legis.",
            "resolution": "Scribe mane.",
        },
    },
    "playbooks": {
        "incendium": {
            "title": "Incendium", "trigger": "Domus ardet.", "not_for": "Non vigilibus.",
            "before": [{"text": "Para aquam.", "action": "umbra"}, {"text": "Nota portas."}],
            "during": [{"text": "Exi statim."}], "first_hour": [{"text": "Numera tuos."}],
            "first_day": [{"text": "Scribe quid acciderit.", "action": "scribe"}],
            "after": [{"text": "Quiesce."}], "do": ["Serva vitam."],
            "dont": ["Noli redire: tectum cadit."], "harm": "Fumus nocet.",
            "branches": [
                {"when": "Si custodes veniunt:", "then": "Siste.", "playbook": "custodes"},
                {"when": "Si nemo venit:", "then": "Clama."},
            ],
            "call": ["vicini"], "unknown": ["Unde ignis."],
            "claims": [_claim("Ignis celer est.", "2018")], **_REVIEWED,
        },
        "custodes": {
            "title": "Custodes adsunt", "trigger": "Custodes ianuam pulsant.",
            "not_for": "Non furibus.", "before": [{"text": "Voca amicum."}],
            "during": [{"text": "Loquere leniter."}], "first_hour": [{"text": "Sede."}],
            "first_day": [{"text": "Narra."}], "after": [{"text": "Dormi."}], "do": ["Spira."],
            "dont": ["Noli currere."], "harm": "Lingua nocet.", **_REVIEWED,
        },
    },
    "checklists": {
        "domus": {
            "title": "Domus", "about": "Omnibus qui domi sunt.",
            "parts": [
                {"title": "Intus", "actions": ["umbra", "tace"]},
                {"title": "Foris", "actions": ["scribe"]},
            ],
        },
    },
    "legal": {
        "roma-masks": {
            "place": "roma", "topic": "masks", "status": "unclear", "text": "Lex silet.",
            "claims": [_claim("Lex nova erat.")], **_REVIEWED,
        },
    },
    "helpers": {
        "vicini": {
            "name": "Vicini", "helps_with": "Aquam portant.", "helps_whom": "Omnibus.",
            "languages": ["Latine"], "reach": ["Clama per fenestram"], "caution": "Alii audiunt.",
            "sources": ["fama"], "checked": "2026-11-22",
        },
    },
}  # fmt: skip


@cache
def shelf() -> Shelf:
    """All of it, on one day."""
    return Shelf(made(TABLES), TODAY, handbook=handbook, plans=plans, messaging=messaging)


def messaging() -> Gathered:
    """A lesson, a messenger and a setting of it."""
    return Gathered(
        (
            Page("lessons", "epistula", "Epistula clausa", ("Quis epistulam legit?",)),
            Page("messengers", "columba", "Columba", ("Columba epistulas portat.",), ("Avis",)),
            Page("settings", "columba-pin", "Columba · Numerum pone", ("Numerum nemo novit.",)),
        )
    )


@cache
def handbook() -> Handbook:
    """One guide."""
    front = Front(
        title="Porta clausa",
        chapter=Chapter.PLACES,
        summary="Porta clauditur.",
        audience="Omnes legant.",
        not_for="Nemo exceptus est.",
        minutes=2,
        reviewed=date(2026, 11, 22),
        review_due=date(2027, 11, 22),
        related=("action:umbra",),
        facts={"acta": Basis(("acta",), Grade.REPORTED, "2019-05")},
    )
    text = (
        "Porta aperta omnes videt.[^acta]\n\n## Claude\n\n"
        "1. Claude [portam](action:umbra).\n2. Serva clavem.\n\n> Cave canem.\n"
    )
    return Handbook({"porta": Guide("porta", front, sections(text, "porta.md"))})


@cache
def plans() -> Plans:
    """One session."""
    steps = (
        Step("Salve", 10, Way.TOGETHER, ("Saluta omnes.", "Sede."), ("Quis venit?",)),
        Step(
            "Umbra quaeritur",
            15,
            Way.PAIRS,
            ("Ite foras.", "Quaerite umbram."),
            ("Ubi umbra est?", "Cui prodest?"),
            ("persona:marcus", "action:umbra", "practice:photos"),
            "Noli currere.",
        ),
        Step("Vale", 5, Way.ALONE, ("Ite domum.",)),
    )
    session = Session(
        id="umbra-una",
        title="Umbra una hora",
        minutes=30,
        audience="Sex discipuli.",
        not_for="Nemo.",
        aims=("umbram invenire",),
        before=("Cui nocet?", "Quis audit?"),
        materials=("Cera",),
        steps=steps,
        worked=("Omnes sedent.",),
        aftercare=("Quiescite.",),
        handouts=("guide:porta", "checklist:domus"),
        reviewed=date(2026, 11, 22),
        review_due=date(2027, 5, 22),
        cards=(Card("Luna", "Nox est.", "Dies redit."),),
    )
    return Plans({session.id: session})


@cache
def words() -> tuple[str, ...]:
    """Every word in it."""
    library = shelf().library
    texts = [
        text
        for folder, _kind in KINDS
        for thing in library.kind(folder).values()
        for _field, text in prose(thing)
    ]
    texts += [line for guide in handbook().guides.values() for line in texts_of(guide)]
    texts += [guide.front.title for guide in handbook().guides.values()]
    texts += [line for each in plans().sessions.values() for line in session_texts(each)]
    texts += [each.title for each in plans().sessions.values()]
    texts += [source.url for source in library.sources.values()]
    return tuple(sorted({word for text in texts for word in re.findall(r"[A-Za-z]+", text)}))
