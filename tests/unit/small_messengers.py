"""A small world of messengers, in a language of its own: what is English on a screen is ours."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any, Final

from toolkit.content import table
from toolkit.messaging.messengers import book, shelf

TODAY: Final = date(2026, 11, 22)
_REVIEWED: Final = {"reviewed": "2026-11-22", "review_due": "2027-05-22"}


def fact(key: str, value: str, **given: Any) -> dict[str, Any]:
    return {
        "key": key, "value": value, "text": f"Nuntius {key.upper().replace('2', '')} habet.",
        "grade": "reported", "expires": "2027-05-01", "sources": ["acta"], "as_of": "2026-05",
        **given,
    }  # fmt: skip


def app(order: int, name: str, facts: dict[str, Any], **given: Any) -> dict[str, Any]:
    listed = [
        each if isinstance(each, dict) else fact(key, each)
        for key, each in {**COMMON, **facts}.items()
    ]
    return {
        "name": name, "about": "Nuntius est.", "order": order, "facts": listed,
        "does_not_protect": ["Oculi vident."], "unknown": ["Multa."], **_REVIEWED, **given,
    }  # fmt: skip


COMMON: Final[dict[str, Any]] = {
    "e2ee-one-to-one": "yes",
    "e2ee-groups": "yes",
    "e2ee-default": "yes",
    "audits": "yes",
    "group-size": "large",
    "identifier-needed": "nothing",
    "who-learns-metadata": "some",
    "jurisdiction": fact("jurisdiction", "company", listed=["united-states"]),
    "platforms": fact("platforms", "see-list", listed=["android", "iphone"]),
    "works-offline": "no",
    "maintained": "yes",
    "forward-secrecy": "yes",
    "post-quantum": "no",
    "open-source": "yes",
}


def _setting(messenger: str, topic: str) -> dict[str, Any]:
    return {
        "messenger": messenger, "topic": topic, "title": f"Claude {topic.upper()}",
        "why": "Quia oculi sunt.", "steps": ["Aperi.", "Claude."], "check": "Specta.",
        "undo": "Aperi iterum.", "costs": "Nihil.", "harm": "Si quis videt.", "seen": "Editio VII.",
        "sources": ["acta"], **_REVIEWED,
    }  # fmt: skip


def tables() -> dict[str, Any]:
    """What the files of a small world hold; the chooser's own are those of the program."""
    own = (book.QUESTIONS, book.RULES, book.FROM_PLAN)
    return {
        **{each: table((shelf.folder() / f"{each}.toml").read_bytes(), each) for each in own},
        book.APPS: {
            "aquila": app(
                1, "Aquila", {"identifier-needed": "phone", "post-quantum": "yes"},
                today=[f"aquila-{each}" for each in ("linked", "keys", "disappearing")],
                other_settings=["aquila-backups"],
            ),
            "bos": app(2, "Bos", {"e2ee-one-to-one": "no", "e2ee-default": "no"}),
            "corvus": app(3, "Corvus", {"who-learns-metadata": "split"}),
            "draco": app(
                4, "Draco",
                {
                    "works-offline": "yes",
                    "platforms": fact("platforms", "see-list", listed=["android"]),
                },
            ),
            "equus": app(5, "Equus", {"maintained": "doubtful", "who-learns-metadata": "split"}),
            "felis": app(
                6, "Felis",
                {
                    "who-learns-metadata": "operator",
                    "audits": fact(
                        "audits", "not-known", grade="not-found", sources=[], as_of=""
                    ),
                    "jurisdiction": fact("jurisdiction", "company", listed=["china"]),
                },
            ),
            "gallus": app(7, "Gallus", {"post-quantum": "yes"}, today=["gallus-keys"]),
        },
        book.SETTINGS: {
            "aquila-linked": _setting("aquila", "linked-devices"),
            "aquila-keys": _setting("aquila", "keys"),
            "aquila-disappearing": _setting("aquila", "disappearing"),
            "aquila-backups": _setting("aquila", "backups"),
            "gallus-keys": _setting("gallus", "keys"),
        },
        book.SOURCES: {
            "acta": {
                "title": "Acta diurna", "publisher": "Forum", "kind": "press",
                "url": "https://acta.example/diurna", "published": "2026-05-03",
                "seen": "2026-11-22",
            },
        },
    }  # fmt: skip


@cache
def small() -> book.Book:
    return book.made(tables())
