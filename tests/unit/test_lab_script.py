"""Scenarios as files: what they do, and how what is wrong in them is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.errors import ContentError
from toolkit.messages import explain_error
from toolkit.messaging import script, world
from toolkit.messaging.interventions import SwapKeys
from toolkit.messaging.phone import RatchetKind

if TYPE_CHECKING:
    from pathlib import Path

GOOD = """
title = "The swapped key"
seed = "the swapped key"
people = ["alice", "bob"]

[settings]
ratchet = "hidden"
post_quantum = false

[[steps]]
do = "swap-keys"
who = "alice"
to = "bob"

[[steps]]
do = "send"
who = "alice"
to = "bob"
text = "Where do we meet?"

[[steps]]
do = "carry"

[[steps]]
do = "make-group"
who = "alice"
group = "g"
members = ["bob"]
signed = true

[[steps]]
do = "link"
who = "bob"
device = "desk"

[[steps]]
do = "seize"
who = "bob/desk"
"""
HEAD = 'title = "t"\npeople = ["alice", "bob"]\n'


def test_a_scenario_is_played_as_it_is_written(tmp_path: Path) -> None:
    path = tmp_path / "swapped.toml"
    path.write_text(GOOD, encoding="utf-8")
    scenario = script.load(path)
    assert scenario.settings.ratchet is RatchetKind.HIDDEN
    assert scenario.steps[0] == SwapKeys("alice", "bob")
    after, events = script.play(scenario)
    assert "middle-read" in [event.code for event in events]
    assert "refused" not in [event.code for event in events]
    assert script.play(scenario) == (after, events)


def test_a_step_can_name_a_device_that_an_earlier_one_brought() -> None:
    steps = [
        *(step(do='"take-over"', who='"bob"'), step(do='"link"', who='"alice"', device='"desk"')),
        *(step(do='"join"', who='"carol"'), step(do='"seize"', who='"bob/other"')),
        *(step(do='"seize"', who='"alice/desk"'), step(do='"seize"', who='"carol"')),
    ]
    _world, events = script.play(script.read(HEAD + "\n".join(steps), "devices.toml"))
    assert [event.code for event in events].count("phone-seized") == 3


def step(**fields: str) -> str:
    return "[[steps]]\n" + "\n".join(f"{name} = {value}" for name, value in fields.items())


@pytest.mark.parametrize(
    ("code", "field", "text"),
    [
        ("content-no-toml", "", "title = \n"),
        ("content-missing-field", "title", 'people = ["a"]'),
        ("content-missing-field", "people", 'title = "t"'),
        ("content-unknown-field", "author", HEAD + 'author = "me"'),
        ("content-wrong-type", "people", 'title = "t"\npeople = []'),
        ("content-wrong-type", "people", 'title = "t"\npeople = ["a", "a"]'),
        ("content-wrong-type", "people", 'title = "t"\npeople = ["server"]'),
        ("content-wrong-type", "people", 'title = "t"\npeople = ["network"]'),
        ("content-wrong-type", "people", 'title = "t"\npeople = ["a/b"]'),
        ("content-wrong-type", "settings.padding", HEAD + "[settings]\npadding = 1000000000"),
        ("content-wrong-type", "settings.ratchet", HEAD + '[settings]\nratchet = "none"'),
        ("content-unknown-field", "settings.colour", HEAD + '[settings]\ncolour = "red"'),
        ("content-wrong-type", "steps", HEAD + "steps = 3"),
        ("content-wrong-type", "steps[1]", HEAD + "steps = [3]"),
        ("content-missing-field", "steps[1].do", HEAD + step(who='"alice"')),
        ("content-missing-id", "steps[1].do", HEAD + step(do='"fly"')),
        ("content-missing-id", "steps[1].do", HEAD + step(do="7")),
        (
            "content-missing-field",
            "steps[1].text",
            HEAD + step(do='"send"', who='"alice"', to='"bob"'),
        ),
        ("content-unknown-field", "steps[1].who", HEAD + step(do='"carry"', who='"alice"')),
        ("content-wrong-type", "steps[1].packet", HEAD + step(do='"drop"', packet='"one"')),
        (
            "content-missing-id",
            "steps[2].to",
            HEAD
            + step(do='"carry"')
            + "\n"
            + step(do='"send"', who='"alice"', to='"mallory"', text='"x"'),
        ),
        ("content-missing-id", "steps[1].who", HEAD + step(do='"seize"', who='"alice/desk"')),
        ("content-wrong-type", "steps[1].who", HEAD + step(do='"join"', who='"a b"')),
        ("content-wrong-type", "steps[1].who", HEAD + step(do='"join"', who='"server"')),
    ],
)
def test_what_is_wrong_is_told_with_the_line_or_the_field(code: str, field: str, text: str) -> None:
    with pytest.raises(ContentError) as caught:
        script.read(text, "lesson.toml")
    assert (caught.value.code, caught.value.facts.get("field", "")) == (code, field)
    told = explain_error(caught.value, "lesson.toml")
    assert field in told
    if code == "content-no-toml":
        assert "line" in told


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "bytes.toml").write_bytes(b"\xff\xfe")
    (tmp_path / "large.toml").write_text("#" * (script.LARGEST + 1), encoding="utf-8")
    for name, code in (
        ("none.toml", "scenario-unreadable"),
        ("", "scenario-unreadable"),
        ("bytes.toml", "scenario-unreadable"),
        ("large.toml", "scenario-too-large"),
    ):
        with pytest.raises(ContentError, match=code):
            script.load(tmp_path / name)


def test_a_scenario_without_end_is_refused() -> None:
    with pytest.raises(ContentError, match="content-wrong-type"):
        script.read(HEAD + '[[steps]]\ndo = "carry"\n' * 1001, "long.toml")


def test_every_action_has_a_word() -> None:
    assert {"send", "swap-keys", "strip-kem", "take-backup", "send-group", "ghost"} <= set(
        script.ACTIONS
    )
    assert len(script.ACTIONS) == len(world.ACTIONS) >= 30


@given(st.text(max_size=200))
def test_any_text_at_all_is_a_scenario_or_one_of_our_errors(text: str) -> None:
    for whole in (text, HEAD + text, HEAD + "[[steps]]\ndo = " + text):
        try:
            script.read(whole, "any.toml")
        except ContentError:
            continue
