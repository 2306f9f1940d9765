"""The look through the library sees each thing that a person at risk should never meet."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from toolkit.errors import ContentError
from toolkit.messages import explain_error
from toolkit.threats import shelf
from toolkit.threats.review import review

TODAY = date(2026, 11, 22)
DAYS = "reviewed = 2026-11-22\nreview_due = 2027-05-22\n"
CLAIM = (
    '[[claims]]\ntext = "It is so."\nsources = ["paper"]\ngrade = "reported"\nas_of = "2020-05"\n'
)

WHOLE = {
    "required.txt": "sys-net\n",
    "sources/paper.toml": 'title = "P"\npublisher = "Q"\nkind = "press"\npublished = "2020"\n',
    "places/kenya.toml": 'name = "Kenya"\noffered = true\n',
    "capabilities/cctv.toml": (
        'name = "C"\nhow = "It sees."\nsees = []\ncannot_see = []\nneeds = []\nhelps = "Little."\n'
        "does_not_help = []\n" + DAYS
    ),
    "systems/sys-net.toml": (
        'name = "N"\nsort = "system"\ndoes = "It sees."\nstatus = "in-use"\n'
        'status_as_of = "2020"\nplaces = ["kenya"]\ncapabilities = ["cctv"]\n' + DAYS + CLAIM
    ),
    "actions/walk.toml": (
        'title = "Walk"\nwhy = "It helps."\nsteps = ["Walk."]\nminutes = 5\ncost = "none"\n'
        'skill = 1\nupkeep = "once"\nreversible = true\nundo = "Stop."\nvisibility = "hidden"\n'
        'harm_when = ["It rains."]\ncheck = "You walk."\n' + DAYS +
        '[[effects]]\ncapability = "cctv"\nstrength = "delays"\nconfidence = "unknown"\n'
    ),
    "conflicts/rain.toml": (
        'actions = ["walk"]\nseverity = "warn"\ntext = "Wet."\nresolution = "Wait."\n'
        'when = "known"\n'
    ),
    "questions/known.toml": (
        'prompt = "Known?"\nwhy = "So."\nasked = "yes-no"\norder = 1\n'
        'heard = { yes = "Known.", no = "Not known." }\n'
    ),
    "rules/seen.toml": (
        'when = "known"\nbecause = "You said so."\nactions = ["walk"]\n'
        '[[findings]]\ncapability = "cctv"\ntext = "Seen."\nplausible = "possible"\n'
        'harm = "serious"\n'
        '[[fixtures]]\nanswers = { known = "yes" }\nfires = true\n'
        '[[fixtures]]\nanswers = { known = "no" }\nfires = false\n'
    ),
    "personas/ada.toml": (
        'name = "Ada"\nstory = "She walks."\nmust = ["walk"]\nanswers = { known = "yes" }\n'
    ),
}  # fmt: skip


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def problems(folder: Path) -> list[ContentError]:
    return list(review(folder, TODAY).problems)


def test_a_whole_library_has_no_problem(tmp_path: Path) -> None:
    assert problems(write(tmp_path, WHOLE)) == []


LONG = '"It helps' + " a" * 20 + '."'
HARD = '"' + "Interoperability considerations. " * 40 + '"'
NEVER = 'severity = "warn"\ntext = "Wet."\nresolution = "Wait."\nwhen = "known"'
ALWAYS = 'severity = "block"\ntext = "Wet."\nresolution = "Wait."'
ONLY = 'skill = 1\nonly_if = "known"'

CHANGES = [
    ("actions/walk.toml", "minutes = 5", "minuets = 5", "content-unknown-field", "minuets"),
    ("actions/walk.toml", "minutes = 5\n", "", "content-missing-field", "minutes"),
    ("actions/walk.toml", "minutes = 5", 'minutes = "5"', "content-wrong-type", "minutes"),
    ("actions/walk.toml", '"delays"', '"delay"', "content-wrong-type", "effects[1].strength"),
    ("actions/walk.toml", "2027-05-22", "2027-15-22", "content-no-toml", ""),
    ("actions/walk.toml", "2027-05-22", "2030-05-22", "content-bad-date", "review_due"),
    ("actions/walk.toml", "2027-05-22", "2026-05-22", "content-bad-date", "review_due"),
    ("actions/walk.toml", '"Stop."', '""', "content-empty-field", "undo"),
    ("actions/walk.toml", '"You walk."', '" "', "content-empty-field", "check"),
    ("actions/walk.toml", '["It rains."]', "[]", "content-empty-field", "harm_when"),
    ("actions/walk.toml", "skill = 1", ONLY, "content-empty-field", "held_back"),
    ("actions/walk.toml", "skill = 1", 'skill = 1\nneeds = ["walk"]', "content-cycle", "needs"),
    ("actions/walk.toml", "skill = 1", 'skill = 1\nneeds = ["run"]', "content-missing-id", "needs"),
    ("actions/walk.toml", "skill = 1", 'skill = 1\nid = "run"', "content-unknown-field", "id"),
    ("actions/walk.toml", "skill = 1", "skill = 1\nemergency = true", "content-not-for-plans", ""),
    ("actions/walk.toml", '"It helps."', '"It is safe."', "content-promise", "why"),
    ("actions/walk.toml", '"It helps."', LONG, "content-long-sentence", "why"),
    ("actions/walk.toml", '"It helps."', HARD, "content-hard", ""),
    ("systems/sys-net.toml", '"2020-05"', '"May 2020"', "content-bad-date", "claims[1].as_of"),
    ("systems/sys-net.toml", '"2020-05"', '"2020-13"', "content-bad-date", "claims[1].as_of"),
    ("systems/sys-net.toml", '["paper"]', "[]", "content-no-source", "claims[1]"),
    ("systems/sys-net.toml", '["paper"]', '["book"]', "content-missing-id", "claims[1].sources"),
    ("systems/sys-net.toml", CLAIM, "", "content-required-unsourced", ""),
    ("systems/sys-net.toml", '["kenya"]', '["kenia"]', "content-missing-id", "places"),
    ("places/kenya.toml", "offered", 'within = "kenya"\noffered', "content-cycle", "within"),
    ("required.txt", "sys-net", "sys-net\nsys-other", "content-required-missing", ""),
    ("conflicts/rain.toml", '"known"', '"knwon"', "condition-unknown-question", "when"),
    ("conflicts/rain.toml", '"known"', '"known and"', "condition-unclear", "when"),
    ("conflicts/rain.toml", 'severity = "warn"', 'severity = "block"', "content-persona-lacks", ""),
    ("conflicts/rain.toml", NEVER, ALWAYS, "content-always-blocked", ""),
    ("questions/known.toml", ', no = "Not known."', "", "content-not-heard", ""),
    ("questions/known.toml", '"yes-no"', '"one"', "content-wrong-type", "choices"),
    ("rules/seen.toml", 'known = "no"', 'known = "yes"', "content-rule-fixture", "fixtures[2]"),
    ("rules/seen.toml", "fires = false", "fires = true", "content-rule-one-sided", ""),
    ("rules/seen.toml", 'known = "no"', 'known = "maybe"', "content-bad-answers", "known"),
    ("rules/seen.toml", '"possible"', '"documented-here"', "content-here-anywhere", ""),
    ("rules/seen.toml", 'actions = ["walk"]', 'playbook = "run"', "content-missing-id", "playbook"),
    ("personas/ada.toml", "must =", "must_not =", "content-persona-hurt", ""),
    ("personas/ada.toml", 'known = "yes"', 'konwn = "yes"', "content-bad-answers", "konwn"),
]  # fmt: skip


@pytest.mark.parametrize(
    "change", CHANGES, ids=[f"{code}-{name}-{field}" for name, _, _, code, field in CHANGES]
)
def test_a_problem_is_seen_and_told_with_its_file_and_field(
    change: tuple[str, str, str, str, str], tmp_path: Path
) -> None:
    name, old, new, code, field = change
    assert WHOLE[name].count(old) == 1
    found = problems(write(tmp_path, {**WHOLE, name: WHOLE[name].replace(old, new)}))
    mine = [each for each in found if each.code == code]
    assert mine, [each.code for each in found]
    told = explain_error(mine[0], "")
    assert field in told
    if "file" in mine[0].facts:
        assert Path(str(mine[0].facts["file"])).stem in told


def test_when_a_way_divides_is_read_as_words_too(tmp_path: Path) -> None:
    page = 'title = "T"\ntrigger = "T."\nnot_for = "N."\nharm = "H."\n' + DAYS
    lists = ("before", "during", "first_hour", "first_day", "after")
    page += "".join(f'[[{each}]]\ntext = "Go."\n' for each in lists)
    page += '[[branches]]\nwhen = "If you feel safe:"\nthen = "Go."\n'
    page = 'do = ["Go."]\ndont = ["Do not run."]\n' + page
    found = problems(write(tmp_path, {**WHOLE, "playbooks/out.toml": page}))
    assert [(each.code, each.facts["field"]) for each in found] == [
        ("content-promise", "branches[1].when")
    ]


def test_an_entry_whose_claims_are_broken_does_not_count_as_there(tmp_path: Path) -> None:
    broken = WHOLE["systems/sys-net.toml"].replace('"system"', '"sistem"')
    codes = {
        each.code for each in problems(write(tmp_path, {**WHOLE, "systems/sys-net.toml": broken}))
    }
    assert {"content-wrong-type", "content-required-missing"} <= codes


def test_what_no_answer_leads_to_is_seen(tmp_path: Path) -> None:
    other = {"capabilities/gait.toml": WHOLE["capabilities/cctv.toml"]}
    found = problems(write(tmp_path, WHOLE | other))
    assert [each.code for each in found] == ["content-unreachable"]


@pytest.mark.parametrize("name", ["actions/walk.tml", "notes/walk.toml", "actions/more/walk.toml"])
def test_a_file_that_nothing_reads_is_seen(name: str, tmp_path: Path) -> None:
    write(tmp_path, WHOLE)
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_text("x = 1", encoding="utf-8")
    assert [each.code for each in problems(tmp_path)] == ["content-stray"]


def test_two_questions_in_one_place_are_seen(tmp_path: Path) -> None:
    other = {"questions/other.toml": WHOLE["questions/known.toml"]}
    assert [each.code for each in problems(write(tmp_path, WHOLE | other))] == [
        "content-same-order"
    ]


def test_what_is_overdue_is_listed_and_no_problem(tmp_path: Path) -> None:
    seen = review(write(tmp_path, WHOLE), date(2027, 6, 1))
    assert seen.problems == ()
    assert [each.facts["file"] for each in seen.overdue] == [
        "systems/sys-net.toml", "capabilities/cctv.toml", "actions/walk.toml",
    ]  # fmt: skip


# The shelf


def test_the_library_is_read_from_the_compiled_file_while_that_is_as_new(tmp_path: Path) -> None:
    write(tmp_path, WHOLE)
    plain = shelf.load(tmp_path)
    compiled = tmp_path / shelf.COMPILED
    compiled.write_text(shelf.compiled_text(tmp_path), encoding="utf-8")
    assert shelf.load(tmp_path) == plain
    told = compiled.read_text(encoding="utf-8").replace("It helps.", "It is compiled.")
    compiled.write_text(told, encoding="utf-8")
    assert shelf.load(tmp_path).actions["walk"].why == "It is compiled."


def test_a_changed_file_is_read_and_not_what_was_compiled_before(tmp_path: Path) -> None:
    write(tmp_path, WHOLE)
    (tmp_path / shelf.COMPILED).write_text(shelf.compiled_text(tmp_path), encoding="utf-8")
    write(tmp_path, {"actions/walk.toml": WHOLE["actions/walk.toml"].replace("helps", "heals")})
    assert shelf.load(tmp_path).actions["walk"].why == "It heals."
    (tmp_path / "personas" / "ada.toml").unlink()
    assert not shelf.load(tmp_path).personas


@pytest.mark.parametrize(
    ("new", "code"),
    [('needs = ["run"]', "content-missing-id"), ('needs = ["walk"]', "content-cycle")],
)
def test_a_library_with_a_loose_end_is_neither_loaded_nor_compiled(
    new: str, code: str, tmp_path: Path
) -> None:
    changed = WHOLE["actions/walk.toml"].replace("skill = 1", f"skill = 1\n{new}")
    write(tmp_path, {**WHOLE, "actions/walk.toml": changed})
    for act in (shelf.load, shelf.compiled_text):
        with pytest.raises(ContentError) as caught:
            act(tmp_path)
        assert (caught.value.code, caught.value.facts["file"]) == (code, "actions/walk.toml")


def test_files_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    write(tmp_path, WHOLE)
    (tmp_path / "actions" / "walk.toml").write_bytes(b"\xff")
    with pytest.raises(ContentError) as caught:
        shelf.load(tmp_path)
    assert caught.value.code == "content-unreadable"
    shutil.rmtree(tmp_path / "actions")
    (tmp_path / "actions").mkdir()
    (tmp_path / "actions" / "walk.toml").mkdir()
    with pytest.raises(ContentError) as caught:
        shelf.load(tmp_path)
    assert caught.value.code == "content-unreadable"
