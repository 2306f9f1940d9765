"""The library that people get: whole, compiled, quick, and with every entry that was asked for."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from toolkit.answers import facts_of, spread
from toolkit.messages import explain_error
from toolkit.threats import checklist_paper, playbook_paper, shelf
from toolkit.threats.assessment import assess
from toolkit.threats.library import KINDS
from toolkit.threats.model import Plausible, Sort
from toolkit.threats.page import COLUMNS, LINES
from toolkit.threats.paper import as_html, as_text
from toolkit.threats.questioning import heard
from toolkit.threats.review import REQUIRED, review

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 22)
LIBRARY = shelf.load()
WANTED = (shelf.folder() / REQUIRED).read_text(encoding="utf-8").split()

SITUATIONS = {
    "protest", "checkpoint", "border-crossing", "raid-or-arrest", "seized-device",
    "returned-device", "source-meeting", "internet-shutdown", "suspected-spyware",
    "doxxing-and-harassment", "leaving-the-country", "colleague-detained", "disposal",
    "coerced-app-install", "blackmail", "summons-to-an-interview",
}  # fmt: skip


def test_the_library_has_no_problem() -> None:
    assert [explain_error(each, "") for each in review(shelf.folder(), TODAY).problems] == []


def test_the_compiled_library_says_what_its_files_say() -> None:
    compiled = shelf.folder() / shelf.COMPILED
    assert compiled.read_text(encoding="utf-8") == shelf.compiled_text(shelf.folder()), (
        "run .venv/bin/python -m toolkit content compile and commit what it writes"
    )


def test_eighty_nine_entries_are_required() -> None:
    assert len(set(WANTED)) == 89


@pytest.mark.parametrize("entry", WANTED)
def test_a_required_entry_is_there_with_claims_that_have_sources(entry: str) -> None:
    found = LIBRARY.systems.get(entry) or LIBRARY.vendors[entry]
    assert found.claims
    for claim in found.claims:
        assert claim.sources
        assert claim.as_of
        assert all(source in LIBRARY.sources for source in claim.sources)


@pytest.mark.parametrize("rule", sorted(LIBRARY.rules))
def test_a_rule_does_what_its_fixtures_say(rule: str) -> None:
    held = LIBRARY.rules[rule]
    condition = LIBRARY.conditions[held.when]
    for fixture in held.fixtures:
        answers = spread(fixture.answers, LIBRARY.questions)
        facts = facts_of(answers, LIBRARY.questions, LIBRARY.within)
        assert (condition.truth(facts) is True) is fixture.fires
    assert {fixture.fires for fixture in held.fixtures} == ({True, False} if held.when else {True})


def test_there_are_forty_rules_or_more() -> None:
    assert len(LIBRARY.rules) >= 40


@pytest.mark.parametrize("capability", sorted(LIBRARY.capabilities))
def test_a_capability_is_found_by_some_answers(capability: str) -> None:
    reached = set()
    for rule in LIBRARY.links.rules_finding[capability]:
        for fixture in LIBRARY.rules[rule].fixtures:
            if fixture.fires:
                answers = spread(fixture.answers, LIBRARY.questions)
                reached |= {f.finding.capability for f in assess(LIBRARY, answers, TODAY).findings}
    assert capability in reached


def test_each_situation_has_a_playbook_and_an_answer_that_opens_it() -> None:
    assert set(LIBRARY.playbooks) == SITUATIONS
    opened = {choice.playbook for choice in LIBRARY.questions["happening"].choices}
    assert opened == SITUATIONS


def test_no_question_asks_for_a_name_and_each_says_why_it_is_asked() -> None:
    for question in LIBRARY.questions.values():
        assert question.why
        assert "your name" not in question.prompt.casefold()
    assert "name" not in LIBRARY.questions["region"].prompt


def test_context_asks_nothing_of_a_person() -> None:
    cited = {
        system
        for rule in LIBRARY.rules.values()
        for finding in rule.findings
        for system in finding.systems
    }
    assert not [each for each in cited if LIBRARY.systems[each].sort is Sort.CONTEXT]


def test_what_is_called_documented_there_names_what_it_is_known_from() -> None:
    unnamed = [
        rule.id
        for rule in LIBRARY.rules.values()
        for finding in rule.findings
        if finding.plausible is Plausible.DOCUMENTED_HERE and not finding.systems
    ]
    assert unnamed == []


def test_the_law_on_a_second_citizenship_is_told_to_who_has_one() -> None:
    given = {"region": "iran", "travel-soon": "yes"}
    for papers, told in (("two", True), ("citizen", False), ("skipped", False)):
        answers = spread({**given, "papers": papers}, LIBRARY.questions)
        assert ("iran-nationality" in assess(LIBRARY, answers, TODAY).legal) is told


@pytest.mark.parametrize("persona", sorted(LIBRARY.personas))
def test_no_page_for_paper_says_what_a_persona_answered(persona: str) -> None:
    answers = spread(LIBRARY.personas[persona].answers, LIBRARY.questions)
    seen = assess(LIBRARY, answers, TODAY)
    for told in (as_text(LIBRARY, seen), as_html(LIBRARY, seen)):
        assert "You said" not in told
        assert "parasol" not in told.casefold()
        assert not any(text in told for _, text in heard(LIBRARY, answers))
    assert len(as_text(LIBRARY, seen).splitlines()) <= LINES
    assert max(map(len, as_text(LIBRARY, seen).splitlines())) <= COLUMNS


@pytest.mark.parametrize("playbook", sorted(LIBRARY.playbooks))
def test_a_playbook_on_paper_is_one_page_with_every_step_and_somebody_to_call(
    playbook: str,
) -> None:
    held = LIBRARY.playbooks[playbook]
    told = playbook_paper.as_text(LIBRARY, held)
    flat = " ".join(told.split())
    assert len(told.splitlines()) <= LINES
    assert max(map(len, told.splitlines())) <= COLUMNS
    steps = [step.text for _name, listed in playbook_paper.phases(held) for step in listed]
    for text in (*held.do, *held.dont, *steps, held.harm, *(each.then for each in held.branches)):
        assert text in flat
    assert LIBRARY.helpers[held.call[0]].name in told
    assert "parasol" not in told.casefold()


@pytest.mark.parametrize("checklist", sorted(LIBRARY.checklists))
def test_a_checklist_on_paper_is_one_page_with_a_box_for_each_thing(checklist: str) -> None:
    held = LIBRARY.checklists[checklist]
    told = checklist_paper.as_text(LIBRARY, held)
    assert len(told.splitlines()) <= LINES
    assert told.count("[ ]") == sum(len(part.actions) for part in held.parts)
    assert "parasol" not in told.casefold()


def test_what_is_compiled_is_read_and_not_the_files_one_by_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    files = tmp_path / "threats"
    shutil.copytree(shelf.folder(), files)
    (files / shelf.COMPILED).write_text(shelf.compiled_text(files), encoding="utf-8")
    monkeypatch.delattr(shelf, "table")
    assert shelf.load(files).rules.keys() == LIBRARY.rules.keys()


def test_every_kind_has_something() -> None:
    assert all(LIBRARY.kind(folder) for folder, _ in KINDS)
