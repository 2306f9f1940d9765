"""What the lab says to people: all of it is there, it is plain, and it promises nothing."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Final

import pytest

from toolkit.messaging import DISCLAIMER, disappearing, refusals, telling
from toolkit.messaging.pq_ratchet import SIMPLIFIED

ROOT: Final = Path(__file__).parents[2] / "toolkit" / "messaging"
TREES: Final = [ast.parse(path.read_text(encoding="utf-8")) for path in ROOT.rglob("*.py")]

TEXTS: Final = [
    *refusals.REASONS.values(),
    *telling.WHAT.values(),
    *telling.WHY.values(),
    telling._IMPOSSIBLE,
    telling._SIGNED,
    *disappearing._WHY.values(),
    DISCLAIMER,
    SIMPLIFIED,
]
CITING: Final = [
    "keys", "kdf", "kem", "encapsulation", "xeddsa", "prekeys", "handshake", "chains",
    "ratchet", "headers", "pq_ratchet", "fingerprint", "sender_keys", "membership",
    "mls_labels", "mls_tree", "tree_talk", "devices", "radio", "phone", "linking", "boxes",
    "sealed_sender", "openly", "display", "backup", "disappearing", "transport", "randomness",
]  # fmt: skip
FORBIDDEN: Final = re.compile(r"\b(safe|safely|secure|securely|anonymous)\b", re.IGNORECASE)


def calls(name: str) -> list[ast.Call]:
    return [
        node
        for tree in TREES
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and name in {getattr(node.func, "attr", ""), getattr(node.func, "id", "")}
    ]


def codes(name: str) -> set[str]:
    """The first argument of each such call, and of each choice in it."""
    return {
        part.value
        for call in calls(name)
        if call.args
        for part in ast.walk(call.args[0])
        if isinstance(part, ast.Constant) and isinstance(part.value, str)
    }


def test_every_refusal_has_a_reason_and_every_reason_a_refusal() -> None:
    assert codes("RefusedError") == set(refusals.REASONS)


def test_every_event_has_words_and_all_words_an_event() -> None:
    told = codes("tell") | {"refused", "numbers-same", "numbers-begin-alike", "numbers-differ"}
    assert told == set(telling.WHAT) == set(telling.WHY)
    assert set(telling.FORMULAS) <= told


@pytest.mark.parametrize("text", TEXTS)
def test_sentences_are_short_and_promise_nothing(text: str) -> None:
    assert not FORBIDDEN.search(text)
    assert text.endswith((".", "{reason}"))
    for sentence in re.split(r"(?<=[.:;])\s+", text):
        assert len(sentence.split()) <= 20, sentence


@pytest.mark.parametrize("text", telling.WHY.values())
def test_a_reason_is_two_sentences_at_most(text: str) -> None:
    assert len(re.findall(r"\.(?:\s|$)", text)) <= 2


def test_a_refusal_and_its_reason_are_two_sentences_at_most() -> None:
    assert len(re.findall(r"[.:](?:\s|$)", telling.WHY["refused"])) <= 2


def test_every_module_cites_what_it_builds_on() -> None:
    cited = re.compile(
        r"X3DH|XEdDSA|Double Ratchet|PQXDH|RFC \d|FIPS 203|Sesame|no standard|SP 800"
    )
    for name in CITING:
        assert cited.search((ROOT / f"{name}.py").read_text(encoding="utf-8")), name
