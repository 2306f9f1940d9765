"""Plans, playbooks, checklists and the library, as a person at a plain terminal meets them."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from argparse import Namespace
from pathlib import Path
from typing import Any

import pytest

from tests.environment import UNMEASURED
from toolkit import cli
from toolkit.cli import threats
from toolkit.paths import guides
from toolkit.threats.shelf import load

ROOT = Path(__file__).parents[2]
HARARE = {"region": "zimbabwe", "work": ["sources", "publish"], "calls-sms": "yes", "photos": "yes"}


def parasol(*words: str, cwd: Path, typed: str = "", **environment: str) -> tuple[int, str, str]:
    process = subprocess.run(
        [sys.executable, "-m", "toolkit", *words],
        cwd=cwd,
        env={
            **{key: UNMEASURED[key] for key in UNMEASURED.keys() & {"PATH"}},
            "PYTHONPATH": str(ROOT),
            "HOME": str(cwd),
            "LC_ALL": "C.UTF-8",
            **environment,
        },
        input=typed.encode(),
        capture_output=True,
        check=False,
    )
    assert b"Traceback" not in process.stderr
    assert b"went wrong inside" not in process.stderr, process.stderr.decode()
    return process.returncode, process.stdout.decode(), process.stderr.decode()


def answers(folder: Path, table: Any) -> str:
    (folder / "a.json").write_text(json.dumps(table), encoding="utf-8")
    return "a.json"


def ids(folder: str) -> list[str]:
    return sorted(path.stem for path in (guides() / "threats" / folder).glob("*.toml"))


# A file of answers


def test_a_plan_follows_from_a_file_of_answers(tmp_path: Path) -> None:
    code, out, err = parasol("plan", "--answers", answers(tmp_path, HARARE), cwd=tmp_path)
    assert (code, err) == (0, "")
    for heading in ("What we heard", "Take care", "What could happen", "This week", "Later"):
        assert heading in out
    assert "Shown because of what you said" in out
    assert [path.name for path in tmp_path.iterdir()] == ["a.json"]


def test_what_comes_later_is_one_line_and_all_of_it_is_told_on_demand(tmp_path: Path) -> None:
    file = answers(tmp_path, {**HARARE, "known": "yes"})
    _, short, _ = parasol("plan", "--answers", file, cwd=tmp_path)
    code, whole, _ = parasol("plan", "--answers", file, "--all", cwd=tmp_path)
    assert code == 0
    title = load().actions["check-links-first"].title
    assert "more, in the checklists" in short
    assert title not in short
    assert "more, in the checklists" not in whole
    assert title in whole


def test_where_the_program_is_a_danger_the_screen_is_short_and_names_no_tool(
    tmp_path: Path,
) -> None:
    given = {"having-this": "yes", "region": "xinjiang", "tools-flagged": "yes", "known": "yes"}
    file = answers(tmp_path, {**given, "phone-checks": "yes", "family-there": "near"})
    _, out, _ = parasol("plan", "--answers", file, cwd=tmp_path)
    care, rest = out.split("What not to do\n")
    assert "Do not save, print or send" in care.split("Take care\n")[1].splitlines()[0]
    assert "more; --all tells them" in care
    leave = rest.split("Three things to remember")[0]
    assert not re.search(r"VPN|\bTor\b|messenger|lockdown|“", leave)
    assert "Known to be there" not in out


def test_answers_may_come_from_a_pipe_and_so_leave_no_file(tmp_path: Path) -> None:
    code, out, _ = parasol("plan", "--answers", "-", cwd=tmp_path, typed=json.dumps(HARARE))
    assert code == 0
    assert "This week" in out
    assert list(tmp_path.iterdir()) == []


def test_a_program_gets_all_of_it(tmp_path: Path) -> None:
    file = answers(tmp_path, HARARE)
    code, out, _ = parasol("plan", "--answers", file, "--json", cwd=tmp_path)
    document = json.loads(out)
    assert code == 0
    assert (document["parasol"], document["version"]) == ("plan", 1)
    assert {"heard", "findings", "plan", "warnings", "next_questions", "trace"} <= set(document)
    week = document["plan"]["this_week"]
    assert 1 <= len(week) <= 3
    assert all(item["because"] and item["action"] in document["actions"] for item in week)


def test_the_same_answers_give_the_same_plan_in_every_process(tmp_path: Path) -> None:
    file = answers(tmp_path, HARARE)
    words = ("plan", "--answers", file, "--json")
    told = [parasol(*words, cwd=tmp_path, PYTHONHASHSEED=seed) for seed in ("1", "2", "3")]
    assert told[0] == told[1] == told[2]


@pytest.mark.parametrize("form", ["text", "html"])
def test_a_page_for_paper_names_no_project(form: str, tmp_path: Path) -> None:
    file = answers(tmp_path, HARARE)
    code, out, _ = parasol("plan", "--answers", file, "--print", form, cwd=tmp_path)
    assert code == 0
    assert "parasol" not in out.lower()
    if form == "text":
        assert len(out.splitlines()) <= 66
        assert max(map(len, out.splitlines())) <= 78
    else:
        assert out.startswith("<!DOCTYPE html>")


def test_where_having_this_does_harm_only_a_card_is_printed_and_why_is_said(
    tmp_path: Path,
) -> None:
    file = answers(tmp_path, {"having-this": "yes"})
    code, out, err = parasol("plan", "--answers", file, "--print", "text", cwd=tmp_path)
    assert code == 0
    assert len(out.splitlines()) == 3
    assert "only a card" in err
    _, shown, _ = parasol("plan", "--answers", file, cwd=tmp_path)
    assert "Three things to remember" in shown


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ({"regoin": "kenya"}, "regoin"),
        ({"region": "atlantis"}, "atlantis"),
        ([], "JSON"),
    ],
)
def test_answers_that_do_not_fit_are_told_and_left_as_they_are(
    table: Any, told: str, tmp_path: Path
) -> None:
    file = answers(tmp_path, table)
    before = (tmp_path / file).read_bytes()
    code, out, err = parasol("plan", "--answers", file, cwd=tmp_path)
    assert (code, out) == (1, "")
    assert told in err
    assert len(err.split(". ")) <= 3
    assert (tmp_path / file).read_bytes() == before


def test_a_file_of_answers_that_is_not_there_is_told(tmp_path: Path) -> None:
    code, _, err = parasol("plan", "--answers", "none.json", cwd=tmp_path)
    assert code == 1
    assert "none.json" in err


# The conversation


def test_questions_come_one_by_one_and_end_in_a_plan_that_nobody_keeps(tmp_path: Path) -> None:
    typed = "3\nkenya\nn\nn\n1\n1,4\n" + "s\n" * 20
    code, out, err = parasol("plan", cwd=tmp_path, typed=typed)
    assert (code, err) == (0, "")
    assert "Why we ask:" in out
    assert "about 1 left" in out
    assert "You talk with people who must not be known." in out
    assert "This week" in out
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("typed", ["q\n", "", "6\nq\n", "6\n"])
def test_leaving_is_one_key_at_any_time(typed: str, tmp_path: Path) -> None:
    code, out, err = parasol("plan", cwd=tmp_path, typed=typed)
    assert (code, err) == (0, "")
    assert "This week" not in out


def test_an_answer_can_be_taken_back_and_a_wrong_one_is_asked_again(tmp_path: Path) -> None:
    typed = "banana\n6\nkenya\nb\nangola\n" + "s\n" * 20
    _, out, _ = parasol("plan", cwd=tmp_path, typed=typed)
    assert "That is none of the answers." in out
    assert "The place you think of: Angola." in out
    assert "The place you think of: Kenya." not in out


def test_who_skips_everything_gets_a_plan_too(tmp_path: Path) -> None:
    for key in "s?":
        code, out, _ = parasol("plan", cwd=tmp_path, typed=f"{key}\n" * 20)
        assert code == 0
        assert "This week" in out


def test_an_emergency_opens_its_page_before_any_other_question(tmp_path: Path) -> None:
    typed = "1\n1\nq\n"
    _, out, _ = parasol("plan", cwd=tmp_path, typed=typed)
    assert out.index("What is happening?") < out.index("While it happens")
    assert "Where are you" in out[out.index("While it happens") :]


def test_somebody_detained_opens_that_page_at_once(tmp_path: Path) -> None:
    _, out, _ = parasol("plan", cwd=tmp_path, typed="4\nq\n")
    _, page, _ = parasol("playbook", "colleague-detained", cwd=tmp_path)
    assert page.splitlines()[0] in out


def test_with_a_page_for_paper_the_questions_go_where_the_page_does_not(tmp_path: Path) -> None:
    _, out, err = parasol("plan", "--print", "html", cwd=tmp_path, typed="s\n" * 20)
    assert out.startswith("<!DOCTYPE html>")
    assert "Why we ask" in err


# The library


@pytest.mark.parametrize(("verb", "key"), [("playbook", "protest"), ("checklist", "phone")])
@pytest.mark.parametrize(("form", "begins"), [("text", "At a "), ("html", "<!DOCTYPE html>")])
def test_a_page_for_paper_names_the_program_only_when_asked(
    verb: str, key: str, form: str, begins: str, tmp_path: Path
) -> None:
    code, out, err = parasol(verb, key, "--print", form, cwd=tmp_path)
    assert (code, err) == (0, "")
    assert out.startswith(begins if verb == "playbook" or form == "html" else "Phone")
    assert "parasol" not in out.casefold()
    named = parasol(verb, key, "--print", form, "--with-name", cwd=tmp_path)[1]
    assert "made with Parasol" in named


def test_stopping_the_questions_says_once_that_nothing_is_kept(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stdin, "readline", stop)
    assert cli.run(["plan"]) == cli.INTERRUPTED
    told = capsys.readouterr().err
    assert told.count("Stopped.") == 1
    assert "What you answered is kept nowhere" in told
    assert "copy" not in told


def stop() -> str:
    raise KeyboardInterrupt


@pytest.mark.parametrize("verb", ["playbook", "checklist"])
def test_each_playbook_and_checklist_is_listed_and_told(verb: str, tmp_path: Path) -> None:
    code, out, _ = parasol(verb, cwd=tmp_path)
    assert code == 0
    for each in ids(f"{verb}s"):
        assert each in out
    code, out, err = parasol(verb, ids(f"{verb}s")[0], cwd=tmp_path)
    assert (code, err) == (0, "")
    assert len(out.splitlines()) > 10


@pytest.mark.parametrize("verb", ["playbook", "checklist", "threats"])
def test_what_is_not_there_is_told(verb: str, tmp_path: Path) -> None:
    assert parasol(verb, "unicorn", cwd=tmp_path) == (1, "", "There is no “unicorn”.\n")


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ("face-recognition", "What does not help"),
        ("sys-ecu911", "What is known"),
        ("co-huawei", "What its products give"),
        ("kenya", "Known there"),
        ("set-a-strong-phone-code", "To undo"),
    ],
)
def test_a_thing_of_the_library_is_told(word: str, told: str, tmp_path: Path) -> None:
    code, out, err = parasol("threats", word, cwd=tmp_path)
    assert (code, err) == (0, "")
    assert told in out


def test_words_are_looked_for_in_all_of_it(tmp_path: Path) -> None:
    code, out, _ = parasol("threats", "emergency", "cameras", cwd=tmp_path)
    assert code == 0
    assert "sys-ecu911" in out


def test_everything_in_the_library_can_be_told(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    held = load()
    monkeypatch.setattr(threats, "load", lambda: held)
    for folder in threats._TELLERS:
        for each in held.kind(folder):
            assert threats.run(Namespace(words=[each])) == 0
            assert capsys.readouterr().out.strip()


def test_the_library_passes_its_own_review(tmp_path: Path) -> None:
    code, out, err = parasol("content", "check", cwd=tmp_path)
    assert (code, err) == (0, "")
    assert "0 problems." in out
