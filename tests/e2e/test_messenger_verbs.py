"""`parasol messengers` and `parasol choose`, as a person at a plain terminal meets them."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import pytest

from toolkit import cli
from toolkit.messaging.messengers.shelf import load

if TYPE_CHECKING:
    from pathlib import Path


class Ran:
    """Runs the command line here, and gives what it said."""

    def __init__(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], folder: Path
    ) -> None:
        self._monkeypatch = monkeypatch
        self._capsys = capsys
        self._folder = folder

    def __call__(self, *words: str, typed: str = "") -> tuple[int, str, str]:
        self._monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        code = cli.run(words)
        said = self._capsys.readouterr()
        return code, said.out, said.err

    def file(self, table: Any, name: str = "answers.json") -> str:
        path = self._folder / name
        path.write_text(json.dumps(table), encoding="utf-8")
        return str(path)


@pytest.fixture
def parasol(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Ran:
    return Ran(monkeypatch, capsys, tmp_path)


MOSCOW = {
    "hurt": ["content", "contacts"], "watcher": ["police", "network"], "state": "russia",
    "they-have": "whatsapp", "phones": "iphone", "internet": "blocked", "blocked-apps": "whatsapp",
}  # fmt: skip


def test_one_messenger_is_told_with_each_fact_its_date_and_its_sources(parasol: Ran) -> None:
    code, out, err = parasol("messengers", "signal")
    assert (code, err) == (0, "")
    signal = load().messengers["signal"]
    told = " ".join(out.split())
    # A line may end at a hyphen.
    letters = "".join(told.split())
    for fact in signal.facts:
        assert "".join(fact.text.split()) in letters
        assert fact.as_of in told
    for key in {key for fact in signal.facts for key in fact.sources}:
        assert "".join(load().sources[key].title.split()) in letters
    assert "may be out of date" in told
    assert "Turn on registration lock" in told
    assert told.index("What it does not protect") < told.index("Settings to change first")


def test_all_are_compared_and_words_find_some(parasol: Ran) -> None:
    _code, out, _err = parasol("messengers")
    for each in load().messengers.values():
        assert each.name in out
    _code, some, _err = parasol("messengers", "phone", "masts")
    assert len(some) < len(out)
    code, _out, err = parasol("messengers", "pigeon-post")
    assert code == 1
    assert err == "There is no “pigeon-post”.\n"


def test_messengers_for_programs_hold_facts_settings_and_sources(parasol: Ran) -> None:
    _code, out, _err = parasol("messengers", "Signal", "--json")
    document = json.loads(out)
    assert (document["parasol"], document["version"]) == ("messengers", 1)
    (signal,) = document["messengers"]
    fact = signal["facts"][0]
    assert {"key", "value", "text", "sources", "grade", "as_of", "expires", "old"} <= fact.keys()
    assert set(fact["sources"]) <= document["sources"].keys()
    assert set(signal["today"]) <= document["settings"].keys()


def test_a_file_of_answers_gives_what_fits_why_and_what_it_leaves_open(parasol: Ran) -> None:
    code, out, err = parasol("choose", "--answers", parasol.file(MOSCOW))
    assert (code, err) == (0, "")
    for heading in ("1. ", "Why", "What it does not protect", "To do today", "Facts of"):
        assert heading in out
    assert "Left out, and why" in out
    assert "You said that WhatsApp does not work there." in " ".join(out.split())
    assert "4. " not in out.replace("    4. ", "")


def test_a_choice_for_programs_has_the_form_that_readme_gives(parasol: Ran) -> None:
    _code, out, _err = parasol("choose", "--answers", parasol.file(MOSCOW), "--json")
    document = json.loads(out)
    assert (document["parasol"], document["version"]) == ("choose", 1)
    assert list(document) == [
        "parasol", "version", "date", "answers", "results", "also_equal", "notes", "left_out",
        "old", "trace",
    ]  # fmt: skip
    first = document["results"][0]
    assert {
        "messenger",
        "because",
        "not_protected",
        "settings",
        "grade",
        "equal_to",
    } <= first.keys()


@pytest.mark.parametrize(
    ("table", "problem"),
    [({"shoe-size": "44"}, "shoe-size"), ({"number": "perhaps"}, "perhaps"), ([], "JSON")],
)
def test_answers_that_fit_no_question_are_refused(parasol: Ran, table: Any, problem: str) -> None:
    code, out, err = parasol("choose", "--answers", parasol.file(table))
    assert (code, out) == (1, "")
    assert problem in err


def test_the_conversation_goes_on_and_back_skips_and_ends_in_meeting(parasol: Ran) -> None:
    typed = "1,6\ny\nperhaps\nb\nn\n" + "s\n" * 20
    code, out, _err = parasol("choose", typed=typed)
    assert code == 0
    assert out.count("Can it wait until you can talk without phones?") == 2
    assert "That is none of the answers. Please try again." in out
    assert "1 of 9" in out
    assert "9 of 9" in out
    assert "To do today" in out
    code, out, _err = parasol("choose", typed="1\nq\n")
    assert code == 0
    assert "To do today" not in out


PLAN = {"work": ["sources"], "region": "russia", "phone-kind": "android", "phone-checks": "yes"}


def test_the_answers_of_a_plan_are_used_where_that_is_allowed(parasol: Ran) -> None:
    plan = parasol.file(PLAN)
    given = parasol.file({"hurt": ["contacts"]}, "choice.json")
    _code, out, _err = parasol("choose", "--answers", given, "--plan", plan, "--json")
    assert json.loads(out)["answers"] == {
        "hurt": ["contacts"], "watcher": ["police"], "state": ["russia"], "phones": ["android"],
    }  # fmt: skip
    _code, out, _err = parasol("choose", "--answers", given, "--json")
    assert json.loads(out)["answers"] == {"hurt": ["contacts"]}
    code, out, _err = parasol("choose", "--plan", plan, typed="\n3\n\n" + "s\n" * 20)
    told = " ".join(out.split())
    assert code == 0
    assert "Your plan says: Russia. Enter takes it." in told
    assert "That is none of the answers" not in told
    assert "To do today" in told
    code, out, err = parasol("choose", "--plan", parasol.file({"shoe-size": "44"}))
    assert (code, out) == (1, "")
    assert "shoe-size" in err


def test_whoever_is_watched_at_home_gets_one_answer_and_the_guide(parasol: Ran) -> None:
    _code, out, _err = parasol("choose", "--answers", parasol.file({"watcher": ["close"]}))
    assert out.startswith("No messenger: meet without phones\n")
    assert "More about it: parasol read spyware" in out
    code, _out, _err = parasol("read", "spyware")
    assert code == 0


def test_a_reason_that_names_a_messenger_does_not_name_it_twice(parasol: Ran) -> None:
    _code, out, _err = parasol("choose", "--answers", parasol.file({"number": "yes"}))
    assert "- Signal asks for a phone number" in out
    assert "Signal: Signal" not in out


def test_nothing_said_leaves_without_a_word_of_advice(parasol: Ran) -> None:
    code, out, _err = parasol("choose", typed="")
    assert code == 0
    assert "Why we ask" in out
    assert "To do today" not in out
