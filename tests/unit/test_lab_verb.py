"""`parasol lab`: a scenario from a file, played, with what each watcher then holds."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import pytest

from toolkit import cli
from toolkit.messaging import DISCLAIMER, script
from toolkit.messaging.events import Watcher

if TYPE_CHECKING:
    from pathlib import Path

SAID = "Where do we meet?"
SCENARIO = f"""
title = "One \\u001b[2J\\u202e message"
seed = "lab"
people = ["alice", "bob"]

[[steps]]
do = "send"
who = "alice"
to = "bob"
text = "{SAID}"

[[steps]]
do = "carry"

[[steps]]
do = "send-sms"
who = "bob"
to = "alice"
text = "At \\u001b]0;seven\\u0007"

[[steps]]
do = "carry"

[[steps]]
do = "seize"
who = "bob"

[[steps]]
do = "drop"
packet = 99
"""


@pytest.fixture
def scenario(tmp_path: Path) -> str:
    path = tmp_path / "one.toml"
    path.write_text(SCENARIO, encoding="utf-8")
    return str(path)


def test_what_happened_and_what_each_watcher_holds_is_told(
    scenario: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["lab", "--script", scenario]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert " ".join(DISCLAIMER.split()) in " ".join(out.split())
    assert "alice computes a first secret with bob" in out
    assert "This cannot be done: There is no packet 99 on the way." in out
    network, rest = out.split("\nServer\n")
    assert "“At" in network
    assert SAID not in network.split("Network")[1]
    server, rest = rest.split("\nPush provider\n")
    assert "It can read none of it." in server
    assert f"“{SAID}”" in rest.split("Who took a phone")[1]
    assert "no timer reaches it" in rest
    assert not any(sign in out for sign in ("\x1b", "\x07", "\u202e"))


def test_why_and_the_values_are_told_when_asked_for(
    scenario: str, capsys: pytest.CaptureFixture[str]
) -> None:
    cli.run(["lab", "--script", scenario, "--why"])
    out = capsys.readouterr().out
    assert "SK = HKDF(FF*32 || DH1 || DH2 || DH3" in out
    assert "mixes secret keys of" in out
    assert "MK" in out


def test_the_document_holds_every_byte_that_each_watcher_has(
    scenario: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["lab", "--script", scenario, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["parasol"], found["version"], found["disclaimer"]) == ("lab", 1, DISCLAIMER)
    assert set(found["watchers"]) == {each.value for each in Watcher} - {"seizer"}
    _world, events = script.play(script.read(SCENARIO, "one.toml"))
    for watcher in Watcher:
        if watcher is not Watcher.SEIZER:
            passed = [each for event in events for each in event.traces if each.watcher is watcher]
            told = found["watchers"][watcher.value]["traces"]
            assert [bytes.fromhex(each["bytes"]) for each in told] == [
                each.content for each in passed
            ]
    assert [event["code"] for event in found["events"]] == [event.code for event in events]
    (seizure,) = found["seizures"]
    assert SAID in seizure["texts"]
    assert [each["refused"] for each in seizure["attempts"]] != []
    assert len(found["copies"]) > 2


def test_a_scenario_comes_through_a_pipe(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(SCENARIO))
    assert cli.run(["lab", "--script", "-"]) == 0
    assert "Packet 1 leaves" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"\xff\xfe", "cannot be read"),
        (b"title = ", "is not written as it should be"),
        (b'title = "t"\npeople = ["a"]\n[[steps]]\ndo = "fly"\n', "names fly"),
        (
            b"""title = "t"
people = ["a", "b"]
[[steps]]
do = "send"
who = "a"
to = "\\u001b[2Jmallory"
text = ""
""",
            "steps[1].to",
        ),
        (b'title = "t"\npeople = ["a"]\nnew = 1\n', "has a field that nothing knows: new"),
        (b"#" * (script.LARGEST + 1), "larger than"),
        (b"[" * 100_000, "is not written as it should be"),
    ],
    ids=["no text", "no value", "no action", "nobody", "no field", "too large", "too deep"],
)
def test_a_scenario_that_is_none_is_refused_in_one_sentence(
    content: bytes, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "hostile.toml"
    path.write_bytes(content)
    assert cli.run(["lab", "--script", str(path)]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert told in " ".join(err.split())
    assert "hostile.toml" in err
    assert "\x1b" not in err


def test_every_action_and_setting_is_listed_with_what_it_needs(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert cli.run(["lab", "--actions"]) == 0
    out = capsys.readouterr().out
    assert all(f"  {word} " in out for word in script.ACTIONS)
    assert all(f"  {name} " in out for name, _can_be in script.settings())
    example = out.split("\n\n")[1:5]
    shown = "\n\n".join(example)
    read = script.read("\n".join(line.removeprefix("  ") for line in shown.splitlines()), "shown")
    assert [type(step).__name__ for step in read.steps][:2] == ["SwapKeys", "Send"]


def test_one_of_the_two_has_to_be_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.run(["lab"])
    assert "--script" in capsys.readouterr().err
