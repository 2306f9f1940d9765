"""What somebody answered and decided, and what that makes of a plan: without a screen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.environment import ran
from tests.tui.plan_library import ANSWERS, TODAY, library, session
from toolkit.answers import toggled
from toolkit.threats.outcome import Bar
from toolkit.tui.planning.agenda import Agenda, as_decided, in_months, sorted_by
from toolkit.tui.planning.care import HELD, MORE, care_rows, held_back, loudest, more
from toolkit.tui.planning.changes import changes
from toolkit.tui.planning.evidence import evidence
from toolkit.tui.planning.plan_rows import plan_rows
from toolkit.tui.planning.session import Session, Shown, Standing
from toolkit.tui.planning.words import finding_parts, item_parts

THREE = ["set-code", "carry-less", "talk-outside"]


def ids(items: tuple[object, ...]) -> list[str]:
    return [getattr(each, "action", "") for each in items]


def agenda(of: Session, today: date = TODAY) -> Agenda:
    return sorted_by(of.assessment().plan, of.marks, of.library, today)


def told(of: Session, **changed: str) -> str:
    """What is told of answers that change."""
    old = Shown(of.answers, of.assessment())
    for question, given in changed.items():
        of.answer(question.replace("_", "-"), (given,))
    rows = changes(of.library, old, Shown(of.answers, of.assessment()))
    return "\n".join(f"{row.text}|{row.about}" for row in rows)


# Answers


def test_the_next_question_is_the_first_that_is_not_answered() -> None:
    fresh = Session(library(), lambda: TODAY)
    assert [question.id for question in fresh.open()] == list(ANSWERS)
    fresh.answer("why-here", ("work",))
    assert fresh.open()[0].id == "region"
    assert fresh.before("region") == "why-here"
    assert fresh.before("why-here") is None


def test_a_question_that_an_answer_leaves_out_is_not_asked() -> None:
    fresh = Session(library(), lambda: TODAY)
    fresh.answer("why-here", ("looking",))
    assert "checked" not in [question.id for question in fresh.open()]


def test_an_answer_that_another_one_leaves_out_counts_no_more_and_comes_back() -> None:
    somebody = session()
    somebody.answer("why-here", ("looking",))
    assert "checked" not in somebody.answers
    assert "Phones are read." not in dict(somebody.heard()).values()
    assert "Delete nothing in the queue." not in loudest(somebody.assessment())
    somebody.answer("why-here", ("work",))
    assert somebody.answers["checked"] == ("yes",)


def test_what_hangs_on_an_answer_that_is_left_out_is_left_out_as_well() -> None:
    somebody = session(noticed="yes")
    somebody.answer("checked", ("no",))
    assert "noticed" not in somebody.answers


def test_an_answer_leads_to_its_playbook_once() -> None:
    fresh = Session(library(), lambda: TODAY)
    assert fresh.answer("why-here", ("now",)) == ("taken",)
    assert fresh.answer("region", ("amber",)) == ()


def test_none_and_the_other_choices_exclude_each_other() -> None:
    work = library().questions["work"]
    both = toggled(work, toggled(work, frozenset(), "meet"), "write")
    assert both == {"meet", "write"}
    assert toggled(work, both, "none") == {"none"}
    assert toggled(work, frozenset({"none"}), "write") == {"write"}
    assert toggled(work, both, "meet") == {"write"}


def test_forgetting_leaves_nothing() -> None:
    somebody = session()
    somebody.mark("carry-less", Standing.DONE)
    somebody.show()
    somebody.forget()
    assert (somebody.answers, somebody.marks, somebody.shown) == ({}, {}, None)
    assert somebody.given("region") == ()


# Decisions


def test_three_things_this_week_and_four_later() -> None:
    sorted_plan = agenda(session())
    assert ids(sorted_plan.this_week) == THREE
    assert len(sorted_plan.later) == 4
    assert sorted_plan.rest


def test_what_is_done_or_not_wanted_gives_its_place_to_the_next() -> None:
    somebody = session()
    somebody.mark("set-code", Standing.DONE)
    somebody.mark("carry-less", Standing.NOT_FOR_ME)
    sorted_plan = agenda(somebody)
    assert ids(sorted_plan.this_week) == ["talk-outside", "ask-lawyer", "small-0"]
    assert ids(sorted_plan.done) == ["set-code"]
    assert ids(sorted_plan.not_for_me) == ["carry-less"]


def test_what_is_put_off_stands_first_among_what_comes_later() -> None:
    somebody = session()
    somebody.mark("set-code", Standing.LATER)
    sorted_plan = agenda(somebody)
    assert "set-code" not in ids(sorted_plan.this_week)
    assert ids(sorted_plan.later)[0] == "set-code"


def test_the_same_decision_once_more_takes_it_back() -> None:
    somebody = session()
    somebody.mark("set-code", Standing.DONE)
    somebody.mark("set-code", Standing.LATER)
    assert somebody.marks["set-code"].standing is Standing.LATER
    somebody.mark("set-code", Standing.LATER)
    assert somebody.marks == {}


def test_a_risk_is_accepted_until_a_day_and_is_due_on_it() -> None:
    somebody = session()
    until = in_months(TODAY, 3)
    somebody.mark("set-code", Standing.ACCEPTED, until)
    assert ids(agenda(somebody).accepted) == ["set-code"]
    assert ids(agenda(somebody, until - timedelta(days=1)).accepted) == ["set-code"]
    assert ids(agenda(somebody, until).due) == ["set-code"]
    assert ids(agenda(somebody, until).this_week) == ["carry-less", "talk-outside"]


def test_what_has_to_be_done_each_month_is_due_again_after_a_month() -> None:
    somebody = session()
    somebody.mark("carry-less", Standing.DONE)
    assert agenda(somebody, TODAY + timedelta(days=29)).due == ()
    assert ids(agenda(somebody, TODAY + timedelta(days=30)).due) == ["carry-less"]


def test_a_page_holds_what_is_still_to_be_done() -> None:
    somebody = session()
    somebody.mark("set-code", Standing.DONE)
    page = as_decided(somebody, somebody.assessment())
    assert ids(page.plan.this_week) == ["carry-less", "talk-outside", "ask-lawyer"]
    assert "set-code" not in ids(page.plan.items())


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 11, 22), 1, date(2026, 12, 22)),
        (date(2026, 11, 22), 3, date(2027, 2, 22)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 12, 31), 2, date(2028, 2, 29)),
    ],
)
def test_months_end_where_their_last_day_is(day: date, months: int, later: date) -> None:
    assert in_months(day, months) == later


# What changed


def test_no_change_of_answers_is_no_change_of_plan() -> None:
    assert told(session()) == ""


def test_a_changed_answer_tells_what_comes_what_goes_and_why() -> None:
    said = told(session(checked="no"), checked="yes")
    assert "Phones are read.|Before: Phones are left alone." in said
    assert "Delete nothing in the queue.|Shown because of what you said: Phones are read." in said
    assert "Set a long code|Shown because of what you said: Phones are read." in said
    assert "Get a quiet messenger|You said that phones are read." in said
    assert "Guards may read your phone." in said


def test_what_no_answer_asks_for_any_more_is_told() -> None:
    said = told(session(), checked="no")
    assert "Set a long code|Nothing that you say now asks for it." in said
    assert "Delete nothing in the queue.|" in said.partition("No longer a warning")[2]


def test_a_change_without_effect_is_told_as_one() -> None:
    assert "Your plan stays as it is." in told(session(), work="meet")


# What is said


def test_that_the_program_is_a_danger_is_the_loudest_warning() -> None:
    somebody = session(having_this="yes")
    assert loudest(somebody.assessment())[0] == "Keep nothing of this."


def test_what_is_held_back_names_the_question_it_hangs_on() -> None:
    somebody = session()
    rows = {row.id: row for row in care_rows(somebody.library, somebody.assessment())}
    row = rows[f"{HELD}noticed:new-phone"]
    assert row.text == "Buy a second phone"
    assert "Left out until we know whether that is noticed." in row.about
    assert "Is a new phone noticed?" in row.about
    assert held_back(somebody.assessment()) == "1 thing is held back."


def test_where_the_program_is_a_danger_care_names_no_tool() -> None:
    somebody = session(having_this="yes")
    seen = somebody.assessment()
    assert "messenger" in [bar.action for bar in seen.plan.left_out]
    held = session().assessment().plan.held_back
    seen = replace(seen, plan=replace(seen.plan, held_back=held))
    told = "\n".join(f"{row.text}|{row.about}" for row in care_rows(somebody.library, seen))
    assert "Get a quiet messenger" not in told
    assert "Buy a second phone" not in told
    assert "Anything that others could notice." in told
    assert "Is a new phone noticed?|What helps you hangs on this." in told
    gone = Shown(session().answers, session().assessment())
    rows = changes(somebody.library, gone, Shown(somebody.answers, seen))
    assert "small thing" not in "".join(row.text for row in rows).casefold()


def test_a_conflict_of_what_is_not_to_be_done_is_for_others() -> None:
    seen = session().assessment()
    assert "code-at-gate" in [each.id for each in seen.concerning()]
    without = tuple(item for item in seen.plan.this_week if item.action != "set-code")
    seen = replace(seen, plan=replace(seen.plan, this_week=without))
    assert "code-at-gate" in [each.id for each in seen.warnings]
    assert "code-at-gate" not in [each.id for each in seen.concerning()]


def test_what_is_only_of_no_use_is_not_called_harmful() -> None:
    somebody = session()
    seen = somebody.assessment()
    (bar,) = seen.plan.left_out
    useless = replace(seen, plan=replace(seen.plan, left_out=(replace(bar, bar=Bar.CONDITION),)))
    told = [row.text for row in care_rows(somebody.library, useless)]
    assert "What not to do" not in told


def test_warnings_that_are_not_for_now_are_folded_and_none_is_lost() -> None:
    somebody = session()
    seen = somebody.assessment()
    folded = replace(seen, warnings=tuple(replace(w, at_once=False) for w in seen.warnings[1:]))
    folded = replace(folded, warnings=(seen.warnings[0], *folded.warnings))
    others = [f"warning:{each.id}" for each in seen.warnings[1:]]
    assert others
    closed = [row.id for row in care_rows(somebody.library, folded)]
    assert MORE in closed
    assert not set(others) & set(closed)
    assert set(others) <= {row.id for row in care_rows(somebody.library, folded, unfolded=True)}
    assert (len(loudest(folded)), more(folded)) == (1, len(others))


def test_what_is_known_elsewhere_in_the_country_is_told_apart_from_what_is_there() -> None:
    somebody = session()
    seen = somebody.assessment()
    around = replace(seen, systems=(), systems_around=("gates",))
    plan = sorted_by(seen.plan, {}, somebody.library, TODAY)
    rows = [row.text for row in plan_rows(somebody, around, plan, unfolded=False)]
    assert rows[rows.index("Known elsewhere in the country") + 1] == "Gates of Amber"
    assert "Known to be there" not in rows
    found = replace(seen.findings[0], around=True)
    parts = {part.heading: part.sentences for part in finding_parts(somebody.library, found)}
    assert parts["How we know"] == ("documented elsewhere in the country: Gates of Amber",)
    told = [row.text for row in evidence(somebody.library, found)]
    assert (
        "It is documented elsewhere in the country, and not for the place that you named." in told
    )


def test_care_tells_what_not_to_do_and_the_law() -> None:
    somebody = session()
    texts = [row.text for row in care_rows(somebody.library, somebody.assessment())]
    assert texts.index("Delete nothing in the queue.") < texts.index("Buy a second phone")
    assert {"Get a quiet messenger", "Courts differ."} <= set(texts)


def test_a_finding_says_how_we_know_and_what_is_no_help_and_no_number() -> None:
    somebody = session()
    parts = finding_parts(somebody.library, somebody.assessment().findings[0])
    said = " ".join(text for part in parts for text in part.sentences)
    assert "documented there: Gates of Amber" in said
    assert "Hidden folders. Machines see them." in said
    assert not any(letter.isdigit() or letter == "%" for letter in said)


def test_evidence_names_who_says_it_and_when() -> None:
    somebody = session()
    rows = evidence(somebody.library, somebody.assessment().findings[0])
    claim = next(row for row in rows if row.text == "Guards asked for codes.")
    assert claim.about == "reported · 2019 · River Institute 2019"


def test_an_item_says_why_it_is_here_its_cost_its_undoing_and_its_harm() -> None:
    somebody = session()
    item = somebody.assessment().plan.this_week[0]
    said = {
        part.heading: " ".join(part.sentences) for part in item_parts(somebody.library, item, None)
    }
    assert "Shown because of what you said: Phones are read." in said["Why here"]
    assert said["Takes"] == "5 minutes · every month"
    assert said["Costs"] == "costs nothing"
    assert said["To undo"] == "Turn it on again."
    assert said["Does harm when"] == "Somebody waits for an answer."
    assert said["To check"] == "Ask a friend to look."
    assert "Guards may ask for the code. Decide before the gate." in said["Take care"]


def test_steps_past_their_review_say_so() -> None:
    late = Session(library(), lambda: date(2028, 1, 1))
    for question, given in ANSWERS.items():
        late.answer(question, given)
    item = late.assessment().plan.this_week[0]
    said = {part.heading: part.sentences for part in item_parts(late.library, item, None)}
    assert "1 November 2026" in said["Old"][0]


def test_the_model_knows_no_screen() -> None:
    program = (
        "import sys, toolkit.tui.planning.session, toolkit.tui.planning.agenda\n"
        "print('textual' in sys.modules)"
    )
    assert ran(program).stdout.strip() == "False"
