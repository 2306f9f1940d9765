"""Rules, findings, warnings and plans, on libraries small enough to see through."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.unit.small_library import (
    QUESTIONS,
    TODAY,
    action,
    against,
    assessed,
    capability,
    finding,
    library,
    rule,
    system,
)
from toolkit.threats.assessment import assess
from toolkit.threats.model import Plausible
from toolkit.threats.outcome import Bar, Reason
from toolkit.threats.sentences import do_not, how_known, leave, shown_because, why_not

CAPABILITIES = {name: capability() for name in ("cctv", "search")}


def ids(items: tuple[object, ...]) -> list[str]:
    return [getattr(each, "action", "") for each in items]


# Findings


def test_a_rule_that_is_not_known_to_hold_finds_nothing() -> None:
    held = library(
        capabilities=CAPABILITIES,
        rules={"r": rule("not flagged", findings=[finding("cctv")])},
    )
    assert assessed(held).findings == ()
    assert assessed(held, flagged="unsure").findings == ()
    assert len(assessed(held, flagged="no").findings) == 1


def known(capability: str) -> dict[str, object]:
    """A finding that is known from a system far away."""
    return {**finding(capability), "systems": ["far"]}


def test_a_finding_is_documented_there_when_a_system_there_is_known() -> None:
    held = library(
        capabilities=CAPABILITIES,
        systems={
            "net": system(places=["china"], capabilities=["cctv"]),
            "far": system(places=["egypt"], capabilities=["cctv", "search"]),
        },
        rules={"r": rule(findings=[known("cctv"), known("search")])},
    )
    by_place = {
        place: {each.finding.capability: each.finding for each in found.findings}
        for place in ("china", "tibet", "kenya")
        for found in [assessed(held, region=place)]
    }
    assert by_place["china"]["cctv"].plausible is Plausible.DOCUMENTED_HERE
    assert by_place["tibet"]["cctv"].systems == ("net",)
    assert by_place["tibet"]["cctv"].plausible is Plausible.DOCUMENTED_ELSEWHERE
    assert by_place["kenya"]["cctv"].plausible is Plausible.POSSIBLE
    assert by_place["china"]["search"].plausible is Plausible.POSSIBLE
    assert assessed(held, region="china").systems == ("net",)
    assert assessed(held, region="china").systems_around == ()
    assert assessed(held, region="tibet").systems == ()
    assert assessed(held, region="tibet").systems_around == ("net",)


def test_what_is_about_no_system_is_not_documented_by_those_of_a_place() -> None:
    held = library(
        capabilities=CAPABILITIES,
        systems={"net": system(places=["china"], capabilities=["cctv"])},
        rules={"r": rule(findings=[finding("cctv")])},
    )
    (found,) = assessed(held, region="china").findings
    assert (found.finding.plausible, found.finding.systems) == (Plausible.POSSIBLE, ())


def test_what_is_about_the_person_is_told_before_what_is_so_for_all_of_a_place() -> None:
    held = library(
        capabilities=CAPABILITIES,
        systems={"net": system(places=["china"], capabilities=["cctv"])},
        rules={
            "a": rule("region is china", findings=[{**finding("cctv"), "systems": ["net"]}]),
            "b": rule("checks", findings=[finding("search")]),
        },
    )
    found = assessed(held, region="china", checks="yes").findings
    assert [each.finding.capability for each in found] == ["search", "cctv"]


def test_what_is_documented_there_is_told_before_what_is_worse_elsewhere() -> None:
    held = library(
        capabilities={**CAPABILITIES, "third": CAPABILITIES["cctv"]},
        systems={"net": system(places=["china"], capabilities=["third"])},
        rules={
            "a": rule(findings=[finding("cctv", "documented-elsewhere", "others")]),
            "b": rule(findings=[finding("search", "documented-elsewhere", "others")], first=True),
            "c": rule(findings=[{**finding("third"), "systems": ["net"]}]),
        },
    )
    told = [each.finding.capability for each in assessed(held, region="china").findings]
    assert told == ["third", "search", "cctv"]


def test_of_the_country_around_a_place_it_is_said_that_it_is_elsewhere_there() -> None:
    held = library(
        capabilities=CAPABILITIES,
        systems={"net": system(places=["china"], capabilities=["cctv"])},
        rules={
            "r": rule("region is china", findings=[finding("search", "documented-here")]),
            "s": rule("region is tibet", findings=[{**finding("cctv"), "systems": ["net"]}]),
        },
    )
    (camera, search) = assessed(held, region="tibet").findings
    assert how_known(held, camera) == "documented elsewhere in the country: Net"
    assert how_known(held, search) == "documented elsewhere in the country"
    (search,) = assessed(held, region="china").findings
    assert how_known(held, search) == "documented there"


@pytest.mark.parametrize(
    "change",
    [
        {"status": "announced"},
        {"status": "shelved"},
        {"status": "unknown"},
        {"sort": "context"},
        {"places": ["tibet"]},
        {"claims": []},
        {"claims": [{"text": "So.", "sources": ["p"], "grade": "claimed", "as_of": "2020"}]},
    ],
)
def test_what_was_only_announced_said_or_elsewhere_is_not_documented_there(
    change: dict[str, object],
) -> None:
    there = {"places": ["china"], "capabilities": ["cctv"], **change}
    held = library(
        capabilities=CAPABILITIES,
        systems={"net": system(**there)},
        rules={"r": rule(findings=[finding("cctv")])},
    )
    assert assessed(held, region="china").findings[0].finding.plausible is Plausible.POSSIBLE


def test_findings_of_several_rules_are_one_with_all_reasons_the_worst_told() -> None:
    held = library(
        capabilities=CAPABILITIES,
        rules={
            "a": rule(findings=[finding("cctv", harm="recoverable")]),
            "b": rule("flagged", findings=[finding("cctv", harm="others")]),
        },
    )
    (found,) = assessed(held, flagged="yes").findings
    assert found.finding.harm.value == "others"
    assert [each.rule for each in found.because] == ["a", "b"]


def test_the_trace_says_because_of_which_answer() -> None:
    held = library(actions={"a": action()}, rules={"r": rule("flagged or checks", actions=["a"])})
    outcome = assessed(held, flagged="no", checks="yes")
    assert [(t.rule, t.holds, [s.question for s in t.said]) for t in outcome.trace] == [
        ("r", True, ["checks"])
    ]
    (item,) = outcome.plan.this_week
    assert shown_because(held, item.because) == "Shown because of what you said: You said yes."


def test_of_several_answers_those_are_told_that_matter() -> None:
    held = library(rules={"r": rule("work has sources")})
    (traced,) = assessed(held, work="publish,sources").trace
    assert traced.said[0].answers == ("sources",)


def test_the_trace_names_what_is_missing() -> None:
    held = library(rules={"r": rule("flagged and checks")})
    (traced,) = assessed(held, flagged="yes").trace
    assert traced.holds is None
    assert [(each.question, each.answers) for each in traced.said] == [("checks", ())]


# Contraindications


def test_what_a_rule_forbids_is_left_out_whatever_proposes_it() -> None:
    held = library(
        actions={"a": action()},
        rules={
            "one": rule(actions=["a"], first=True),
            "two": rule("flagged", forbids=["a"], because="It marks you."),
        },
    )
    plan = assessed(held, flagged="yes").plan
    assert plan.items() == ()
    (bar,) = plan.left_out
    assert (bar.bar, bar.by, bar.text) == (Bar.FORBIDDEN, "two", "It marks you.")
    assert ids(assessed(held, flagged="no").plan.items()) == ["a"]


def test_what_might_be_forbidden_is_held_back_and_not_told_as_if_it_were_said() -> None:
    held = library(
        actions={"a": action()},
        rules={"one": rule(actions=["a"]), "two": rule("flagged", forbids=["a"])},
    )
    plan = assessed(held).plan
    assert plan.items() == ()
    assert plan.left_out == ()
    assert [each.question for each in plan.held_back[0].said] == ["flagged"]
    assert "You said" not in why_not(held, plan.held_back[0])


def test_what_a_rule_drops_is_left_out_only_where_the_rule_is_known_to_hold() -> None:
    held = library(
        actions={"a": action()},
        rules={"one": rule(actions=["a"]), "two": rule("flagged", drops=["a"])},
    )
    assert ids(assessed(held, flagged="yes").plan.left_out) == ["a"]
    assert ids(assessed(held, flagged="unsure").plan.items()) == ["a"]
    assert ids(assessed(held).plan.items()) == ["a"]


def test_what_is_of_no_use_is_left_out_and_not_told_as_a_harm() -> None:
    held = library(
        actions={"a": action()},
        rules={"one": rule(actions=["a"]), "two": rule("flagged", forbids=["a"], useless=True)},
    )
    bars = assessed(held, flagged="yes").plan.left_out
    assert [each.bar for each in bars] == [Bar.CONDITION]
    assert why_not(held, bars[0]) == "It is for other people than you."
    assert list(do_not(held, bars)) == []
    unknown = assessed(held).plan
    assert (ids(unknown.items()), unknown.held_back) == (["a"], ())


def test_what_to_leave_is_told_without_the_names_of_tools_and_once() -> None:
    held = library(
        actions={"a": action(title="Get Tor"), "b": action(title="Get a VPN"), "c": action(
            title="Wear a wig", visibility="flaggable")},
        rules={
            "one": rule(actions=["a", "b", "c"]),
            "low": rule("flagged", low_footprint=True, forbids=["a", "b"], leave="Tools."),
        },
    )  # fmt: skip
    bars = assessed(held, flagged="yes").plan.left_out
    assert sorted(leave(held, bars)) == ["Anything that others could notice.", "Tools."]


def test_an_action_for_some_is_proposed_only_to_those_known_to_be_them() -> None:
    careful = action(only_if="not flagged", held_back="We do not know yet.")
    held = library(actions={"a": careful}, rules={"r": rule(actions=["a"])})
    assert ids(assessed(held, flagged="no").plan.items()) == ["a"]
    assert ids(assessed(held, flagged="yes").plan.left_out) == ["a"]
    unknown = assessed(held, flagged="unsure").plan
    assert (unknown.items(), ids(unknown.held_back)) == ((), ["a"])
    assert why_not(held, unknown.held_back[0]) == "We do not know yet."


def conflict(*actions: str, when: str = "", severity: str = "block") -> dict[str, object]:
    return {
        "actions": list(actions), "severity": severity, "text": "It hurts.", "resolution": "Wait.",
        "when": when,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("answer", "where"), [("yes", "left_out"), ("unsure", "held_back"), ("no", "this_week")]
)
def test_a_blocked_action_is_out_and_one_that_may_be_blocked_is_held_back(
    answer: str, where: str
) -> None:
    held = library(
        actions={"a": action()},
        conflicts={"c": conflict("a", when="flagged")},
        rules={"r": rule(actions=["a"])},
    )
    assert ids(getattr(assessed(held, flagged=answer).plan, where)) == ["a"]


def test_of_two_that_exclude_each_other_the_later_gives_way() -> None:
    held = library(
        actions={"slow": action(minutes=200), "quick": action(minutes=1)},
        conflicts={"c": conflict("slow", "quick")},
        rules={"r": rule(actions=["slow", "quick"])},
    )
    plan = assessed(held).plan
    assert (ids(plan.items()), ids(plan.left_out)) == (["quick"], ["slow"])


def test_what_needs_something_that_is_left_out_is_left_out_too() -> None:
    held = library(
        actions={"top": action(needs=["base"]), "base": action()},
        rules={"r": rule(actions=["top"]), "no": rule("flagged", forbids=["base"])},
    )
    assert ids(assessed(held, flagged="no").plan.items()) == ["base", "top"]
    plan = assessed(held, flagged="yes").plan
    assert plan.items() == ()
    assert {each.action: each.bar for each in plan.left_out}["top"] is Bar.NEEDS


def test_where_the_program_is_a_danger_nothing_that_shows_is_proposed_and_little_else() -> None:
    many = {f"a{number}": action() for number in range(9)}
    held = library(
        actions={**many, "seen": action(visibility="flaggable"), "never": action()},
        rules={
            "r": rule(actions=[*many, "seen"]),
            "low": rule("flagged", low_footprint=True, forbids=["never"]),
        },
    )
    low = assessed(held, flagged="yes")
    assert low.low_footprint
    assert (len(low.plan.this_week), len(low.plan.later), low.plan.rest) == (3, 4, ())
    assert ids(low.plan.left_out) == ["seen", "never"]
    high = assessed(held, flagged="no")
    assert len(high.plan.items()) == 10


# Warnings


def test_a_warning_stays_when_the_action_it_is_about_is_left_out() -> None:
    held = library(
        actions={"a": action()},
        conflicts={"c": conflict("a", when="flagged", severity="warn")},
        rules={"r": rule(actions=["a"]), "no": rule("checks", forbids=["a"], warning="Do not.")},
    )
    assert [each.id for each in assessed(held, flagged="yes").warnings] == ["c"]
    both = assessed(held, flagged="yes", checks="yes")
    assert {each.id for each in both.warnings} == {"c", "no"}
    assert both.plan.items() == ()


def test_the_loudest_warning_comes_first_whatever_its_file_is_called() -> None:
    held = library(
        capabilities=CAPABILITIES,
        actions={"a": action()},
        conflicts={"c": conflict("a", severity="warn")},
        questions={
            "now": {
                "prompt": "What?", "why": "So.", "asked": "one", "order": 1, "heard": {"*": "It."},
                "choices": [{"id": "protest", "title": "P", "playbook": "protest"}],
            },
            "flagged": QUESTIONS["flagged"],
        },
        playbooks={},
        rules={
            "a-plain": rule(warning="5"),
            "b-mild": rule(warning="4", findings=[finding("cctv", harm="recoverable")]),
            "c-grave": rule(warning="3", findings=[finding("search", harm="others")]),
            "d-first": rule(warning="2", first=True),
            "e-now": rule("now is protest", warning="1"),
            "f-low": rule("flagged", warning="0", low_footprint=True, actions=["a"]),
        },
    )  # fmt: skip
    seen = assessed(held, flagged="yes", now="protest")
    assert [each.id for each in seen.warnings] == [
        "f-low", "e-now", "d-first", "c-grave", "b-mild", "a-plain", "c",
    ]  # fmt: skip
    assert [each.id for each in seen.warnings if each.at_once] == ["f-low", "e-now", "d-first", "c"]
    calm = assessed(held, flagged="no")
    assert [each.at_once for each in calm.warnings] == [True] * 4


def test_of_many_warnings_few_are_shown_at_once_and_of_conflicts_those_of_what_comes_soon() -> None:
    many = {f"a{number}": action() for number in range(9)}
    held = library(
        actions=many,
        conflicts={key: conflict(key, severity="warn") for key in ("a0", "a8")},
        rules={"r": rule(actions=list(many))} | {f"w{n}": rule(warning="No.") for n in range(8)},
    )
    seen = assessed(held)
    assert [each.id for each in seen.warnings if each.at_once] == [
        "w0", "w1", "w2", "w3", "w4", "a0",
    ]  # fmt: skip
    assert len(seen.warnings) == 10


def test_an_item_carries_the_conflicts_to_think_of_those_that_may_matter_too() -> None:
    held = library(
        actions={"a": action()},
        conflicts={
            "always": conflict("a", severity="warn"),
            "perhaps": conflict("a", when="flagged", severity="trade-off"),
            "no": conflict("a", when="checks", severity="warn"),
        },
        rules={"r": rule(actions=["a"])},
    )
    (item,) = assessed(held, checks="no").plan.this_week
    assert item.conflicts == ("always", "perhaps")


# The order


def test_the_reasons_of_the_order_come_one_after_another() -> None:
    effects = {"effects": [against("cctv")]}
    held = library(
        capabilities=CAPABILITIES,
        playbooks={},
        questions={
            "now": {
                "prompt": "What?", "why": "So.", "asked": "one", "order": 1, "heard": {"*": "It."},
                "choices": [{"id": "protest", "title": "P", "playbook": "protest"}],
            }
        },
        actions={
            "emergency": action(minutes=500),
            "stops": action(minutes=400),
            "base": action(minutes=300),
            "grave": action(minutes=200, **effects),
            "strong": action(minutes=100, effects=[against("search", "stops")]),
            "weak": action(minutes=50, effects=[against("search", "delays")]),
            "quick": action(minutes=1),
            "open": action(minutes=1, visibility="flaggable"),
            "top": action(minutes=900, needs=["base"]),
        },
        rules={
            "z": rule("now is protest", actions=["emergency"]),
            "y": rule(actions=["stops"], first=True),
            "x": rule(
                actions=["open", "quick", "weak", "strong", "grave", "base", "top"],
                findings=[finding("cctv", harm="others"), finding("search")],
            ),
        },
    )  # fmt: skip
    items = assessed(held, now="protest").plan.items()
    assert [each.action for each in items] == [
        "emergency", "stops", "base", "grave", "strong", "weak", "quick", "open", "top",
    ]  # fmt: skip
    assert [each.reason for each in items][:6] == [
        Reason.EMERGENCY,
        Reason.STOPS_HARM,
        Reason.NEEDED_FIRST,
        Reason.IRREVERSIBLE,
        Reason.EFFECT,
        Reason.EFFECT,
    ]


def test_harm_that_is_documented_there_and_cannot_be_undone_comes_before_worse_elsewhere() -> None:
    held = library(
        capabilities=CAPABILITIES,
        systems={"net": system(places=["kenya"], capabilities=["cctv"])},
        actions={
            "far": action(effects=[against("search")]),
            "near": action(effects=[against("cctv")]),
        },
        rules={
            "r": rule(
                actions=["far", "near"],
                findings=[
                    finding("search", harm="others"),
                    {**finding("cctv", harm="irreversible"), "systems": ["net"]},
                ],
            )
        },
    )
    assert ids(assessed(held, region="kenya").plan.items()) == ["near", "far"]
    assert assessed(held, region="kenya").plan.items()[0].reason is Reason.IRREVERSIBLE_HERE
    assert ids(assessed(held, region="tibet").plan.items()) == ["far", "near"]


def test_what_an_action_needs_is_done_before_it_however_late_it_would_stand() -> None:
    held = library(
        actions={"top": action(minutes=1, needs=["middle"]), "middle": action(needs=["base"]),
                 "base": action(minutes=999), "other": action(minutes=2)},
        rules={"r": rule(actions=["top"], first=True), "s": rule(actions=["other"])},
    )  # fmt: skip
    assert ids(assessed(held).plan.items()) == ["base", "middle", "top", "other"]


def test_three_this_week_four_later_and_the_rest_folded_away() -> None:
    many = {f"a{number}": action() for number in range(9)}
    held = library(actions=many, rules={"r": rule(actions=list(many))})
    plan = assessed(held).plan
    assert (len(plan.this_week), len(plan.later), len(plan.rest)) == (3, 4, 2)


def test_steps_that_nobody_looked_at_in_time_are_marked() -> None:
    held = library(actions={"a": action()}, rules={"r": rule(actions=["a"])})
    due = date(2027, 5, 22)
    assert not assess(held, {}, due).plan.this_week[0].overdue
    assert assess(held, {}, due + timedelta(days=1)).plan.this_week[0].overdue


def test_the_same_in_gives_the_same_out() -> None:
    held = library(actions={"a": action()}, rules={"r": rule(actions=["a"])})
    assert assess(held, {}, TODAY) == assess(held, {}, TODAY)
