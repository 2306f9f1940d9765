"""Vetoes first, then steps in their order; what is not known is never a yes; none can win."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.small_messengers import TODAY, app, fact, small, tables
from toolkit.answers import checked
from toolkit.conditions import Asked
from toolkit.evidence import Grade
from toolkit.messaging.messengers import book, shelf
from toolkit.messaging.messengers.asking import carried_over, to_ask
from toolkit.messaging.messengers.chooser import MOST, choose
from toolkit.messaging.messengers.outcome import NO_MESSENGER
from toolkit.messaging.messengers.rules import PARTS
from toolkit.messaging.messengers.telling import KEYS, LISTED, TOPICS, VALUES
from toolkit.paths import guides
from toolkit.threats.shelf import load as load_library

if TYPE_CHECKING:
    from toolkit.messaging.messengers.book import Book
    from toolkit.messaging.messengers.outcome import Outcome


@cache
def shipped() -> Book:
    return shelf.load()


def said(known: Book, **answers: Any) -> Outcome:
    table = {key.replace("_", "-"): value for key, value in answers.items()}
    return choose(known, checked(table, known.questions), TODAY)


def names(outcome: Outcome) -> list[str]:
    return [each.messenger for each in outcome.results]


def removed(outcome: Outcome) -> dict[str, set[str]]:
    return {
        each.messenger: {reason.rule.partition(".")[2] for reason in each.because}
        for each in outcome.left_out
    }


def with_apps(*apps: dict[str, Any]) -> Book:
    listed = {f"app-{index}": {**each, "order": index} for index, each in enumerate(apps)}
    return book.made({**tables(), book.APPS: listed})


# People whom the research names


def test_every_guide_that_an_answer_leads_to_is_there() -> None:
    named = {rule.guide for rule in shipped().rules.without.values()}
    assert all((guides() / "handbook" / f"{each}.md").is_file() for each in named)


def test_a_source_in_moscow_whose_whatsapp_is_blocked_is_not_sent_there() -> None:
    outcome = said(
        shipped(), hurt=["content", "contacts"], watcher=["police", "network"], state="russia",
        they_have=["whatsapp", "telegram"], change="yes", phones=["iphone"], group="two",
        internet=["blocked"], blocked_apps=["whatsapp"], meet="no",
    )  # fmt: skip
    out = removed(outcome)
    assert "blocked" in out["whatsapp"]
    assert "not-encrypted" in out["telegram"]
    assert "no-iphone" in out["briar"]
    assert "own-state" in out["max"]
    assert "signal" in names(outcome)
    assert "signal-circumvention" in next(
        each.settings for each in outcome.results if each.messenger == "signal"
    )


def test_a_relative_with_wechat_alone_is_told_to_meet_and_to_write_nothing_there() -> None:
    outcome = said(
        shipped(), hurt=["content", "life"], watcher=["police", "network", "provider"],
        state="china", they_have=["wechat"], change="no", phones=["android"], group="two",
        presence="yes",
    )  # fmt: skip
    assert names(outcome) == [NO_MESSENGER]
    assert any("WeChat" in note and "nothing that could hurt" in note for note in outcome.notes)
    assert {"not-encrypted", "own-state"} <= removed(outcome)["wechat"]


def test_who_lives_with_somebody_who_knows_the_pin_gets_no_messenger_for_that_phone() -> None:
    outcome = said(
        shipped(), hurt=["content"], watcher=["close"], they_have=["whatsapp"], change="yes",
        phones=["android"], group="two",
    )  # fmt: skip
    assert names(outcome) == [NO_MESSENGER]
    assert outcome.results[0].because[0].rule == "without.close"
    assert len(outcome.results[0].today) == 3
    assert outcome.left_out == ()


def test_a_protest_group_of_150_gets_only_what_holds_and_encrypts_such_groups() -> None:
    outcome = said(
        shipped(), hurt=["content", "contacts"], watcher=["police"], state="elsewhere",
        group="large", they_have=["whatsapp", "telegram"], change="yes",
        phones=["android", "iphone"],
    )  # fmt: skip
    assert names(outcome)[0] == "signal"
    assert {"telegram", "briar", "imessage", "sms"}.isdisjoint(names(outcome))
    assert "groups-not-encrypted" in removed(outcome)["telegram"]


def test_an_editor_and_a_lawyer_who_can_meet_are_told_to_compare_keys() -> None:
    outcome = said(
        shipped(), hurt=["content"], watcher=["provider"], state="united-kingdom",
        they_have=["signal", "whatsapp"], change="no", phones=["iphone"], group="two", meet="yes",
        backups="no",
    )  # fmt: skip
    assert names(outcome) == ["signal", "whatsapp"]
    assert "signal-safety-number" in outcome.results[0].settings


def test_on_the_day_of_a_shutdown_briar_or_a_meeting_is_left() -> None:
    android = said(shipped(), hurt=["content"], internet=["shutdown"], phones=["android"])
    assert names(android) == ["briar", NO_MESSENGER]
    both = said(shipped(), hurt=["content"], internet=["shutdown"], phones=["android", "iphone"])
    assert names(both) == [NO_MESSENGER]


def test_before_a_border_where_the_app_itself_is_a_danger_meeting_comes_first() -> None:
    outcome = said(
        shipped(), hurt=["content", "contacts", "having-it"], watcher=["police"],
        phones=["android"], they_have=["signal"],
    )  # fmt: skip
    assert names(outcome)[:2] == [NO_MESSENGER, "signal"]
    assert "signal-disappearing" in outcome.results[1].settings
    assert any("found on the phone" in text for text in outcome.results[1].not_protected)


def test_whose_number_must_not_be_tied_is_told_the_one_way_in_which_signal_fits() -> None:
    told = {"hurt": ["content"], "number": "yes", "change": "yes", "phones": ["android"]}
    outcome = said(shipped(), **told)
    assert removed(outcome)["signal"] == {"needs-number"}
    ways = [note for note in outcome.notes if "username" in note]
    assert len(ways) == 1
    assert ways[0].startswith("Signal ")
    assert "nobody can tie to you" in ways[0]
    # Nothing of it where Signal would not fit anyway, or where nothing should be written.
    for more in ({"internet": ["shutdown"]}, {"watcher": ["close"]}):
        assert not any("username" in note for note in said(shipped(), **{**told, **more}).notes)
    assert said(shipped(), **{**told, "number": "no"}).notes == ()


# How it decides


def test_what_is_not_known_never_counts_as_a_yes() -> None:
    unknown = fact("e2ee-one-to-one", "not-known", grade="not-found", sources=[], as_of="")
    known = with_apps(app(0, "Ignotus", {"e2ee-one-to-one": unknown, "e2ee-default": "no"}))
    assert removed(said(known, hurt=["content"]))["app-0"] == {"not-encrypted"}
    silent = app(0, "Tacitus", {})
    silent["facts"] = [each for each in silent["facts"] if each["key"] != "group-size"]
    assert removed(said(with_apps(silent), group="large"))["app-0"] == {"group-too-small"}


def test_a_company_in_an_unknown_country_is_not_taken_to_be_in_another_one() -> None:
    unknown = fact("jurisdiction", "not-known", grade="not-found", sources=[], as_of="")
    hidden = app(0, "Ignotus", {"jurisdiction": unknown, "who-learns-metadata": "operator"})
    plain = app(1, "Notus", {"who-learns-metadata": "operator"})
    known = with_apps(hidden, plain)
    assert removed(said(known, watcher=["provider"], state="china")) == {"app-0": {"own-state"}}
    assert removed(said(known, watcher=["provider"], state="not-said")) == {}


def test_small_talk_alone_lifts_the_veto_on_what_is_not_encrypted() -> None:
    assert "bos" in removed(said(small()))
    assert "bos" in removed(said(small(), hurt="unsure"))
    assert "bos" not in removed(said(small(), hurt=["none"]))


def test_who_may_be_gone_tomorrow_never_comes_first() -> None:
    outcome = said(small(), they_have=["equus"])
    assert names(outcome)[0] != "equus"
    assert "equus" in names(outcome)
    alone = with_apps(app(0, "Equus", {"maintained": "doubtful"}))
    assert names(said(alone)) == [NO_MESSENGER, "app-0"]
    radio = with_apps(app(0, "Equus", {"maintained": "doubtful", "works-offline": "yes"}))
    assert names(said(radio, internet=["shutdown"])) == [NO_MESSENGER, "app-0"]


def test_those_of_which_none_is_better_are_called_equal() -> None:
    first, second, *_rest = said(small()).results
    assert (first.messenger, first.equal_to) == ("aquila", ("gallus",))
    assert (second.messenger, second.equal_to) == ("gallus", ("aquila",))
    four = with_apps(*(app(index, f"Par {index}", {}) for index in range(4)))
    assert said(four).also_equal == ("app-3",)


def test_life_that_can_wait_puts_meeting_first_and_life_that_cannot_does_not() -> None:
    assert names(said(small(), hurt=["life"], wait="yes"))[0] == NO_MESSENGER
    assert NO_MESSENGER not in names(said(small(), hurt=["life"], wait="no"))
    assert NO_MESSENGER not in names(said(small(), hurt=["life"], wait="unsure"))


def test_old_facts_are_said_to_be_old() -> None:
    assert not said(small()).old
    table = checked({}, small().questions)
    late = choose(small(), table, date(2027, 5, 2))
    assert late.old
    assert late.results[0].old


def test_a_result_tells_its_dates_and_the_least_of_its_grades() -> None:
    claimed = fact("post-quantum", "yes", grade="claimed", as_of="2026-01")
    known = with_apps(app(0, "Aquila", {"post-quantum": claimed}), app(1, "Bos", {}))
    result = said(known).results[0]
    assert (result.oldest, result.newest, result.grade) == ("2026-01", "2026-05", Grade.CLAIMED)


def test_the_trace_names_each_rule_and_what_it_did() -> None:
    trace = {each.rule: each for each in said(small(), number="yes").trace}
    assert trace["vetoes.needs-number"].messengers == (("aquila",),)
    assert trace["vetoes.needs-number"].said[0].answers == ("yes",)
    assert trace["vetoes.own-state"].holds is None
    assert trace["steps.post-quantum"].messengers[0] == ("gallus",)


def test_answers_to_questions_that_no_longer_matter_do_not_count() -> None:
    there = fact("blocked-where", "blocked", listed=["russia"])
    known = with_apps(app(0, "Aquila", {"blocked-where": there}), app(1, "Bos", {}))
    before = said(known, internet=["blocked"], state="russia", watcher=["network"])
    assert names(before) == ["app-1", "app-0"]
    after = said(known, internet=["blocked"], state="russia", watcher=["boss"])
    assert names(after) == ["app-0", "app-1"]


# The questions


def test_there_are_nine_and_none_asks_who_you_are() -> None:
    asked = shipped().questions.values()
    assert sorted({each.part for each in asked}) == list(range(1, PARTS + 1))
    assert all(each.why for each in asked)
    assert not any(re.search(r"\bname\b|who are you", each.prompt.lower()) for each in asked)


def test_a_second_part_is_asked_only_where_the_first_calls_for_it() -> None:
    def asked(**answers: Any) -> set[str]:
        table = {key.replace("_", "-"): value for key, value in answers.items()}
        return {each.id for each in to_ask(small(), checked(table, small().questions))}

    assert "wait" not in asked(hurt=["content"])
    assert "wait" in asked(hurt=["life"])
    assert "wait" in asked(hurt="unsure")
    assert "presence" not in asked(hurt=["having-it"])


def test_what_the_plan_says_is_carried_over_and_nothing_else() -> None:
    plan = {"work": ("sources", "organise"), "phone-kind": ("iphone",), "team": ("yes",)}
    assert carried_over(small(), plan) == {
        "hurt": ("content", "contacts"),
        "phones": ("iphone",),
    }


def test_what_is_carried_over_names_questions_and_answers_of_the_plan() -> None:
    questions = load_library().questions
    for carried in shipped().carried:
        checked(carried.answer, questions)


# Words


def test_every_key_value_topic_and_code_has_a_word() -> None:
    facts = [each for messenger in shipped().messengers.values() for each in messenger.facts]
    assert {each.key for each in facts} <= KEYS.keys()
    assert {each.value for each in facts} <= VALUES.keys()
    listed = {code for each in facts for code in each.listed}
    assert listed <= LISTED.keys()
    states = {each.id for each in shipped().questions["state"].choices}
    assert states - {"elsewhere", "not-said"} <= listed
    assert {each.topic for each in shipped().settings.values()} <= TOPICS.keys()


# Whatever is answered


def _answers(known: Book) -> st.SearchStrategy[dict[str, tuple[str, ...]]]:
    def of(key: str) -> st.SearchStrategy[tuple[str, ...]]:
        question = known.questions[key]
        unknown = st.sampled_from([("unsure",), ("skipped",)])
        if question.asked is Asked.YES_NO:
            return st.sampled_from([("yes",), ("no",)]) | unknown
        choices = [each.id for each in question.choices]
        if question.asked is Asked.ONE:
            return st.sampled_from(choices).map(lambda one: (one,)) | unknown
        several = st.lists(st.sampled_from(choices), min_size=1, max_size=4, unique=True)
        return several.map(tuple) | unknown

    return st.fixed_dictionaries({}, optional={key: of(key) for key in known.questions})


@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_whatever_is_answered_few_are_shown_and_none_that_was_removed(data: st.DataObject) -> None:
    answers = data.draw(_answers(shipped()))
    outcome = choose(shipped(), answers, TODAY)
    assert 1 <= len(outcome.results) <= MOST
    assert removed(outcome).keys().isdisjoint(names(outcome))
    assert len(set(names(outcome))) == len(names(outcome))
    assert all(len(each.settings) <= 3 for each in outcome.results)
    assert choose(shipped(), answers, TODAY) == outcome
    for result in outcome.results:
        assert result.not_protected
        texts = (*(each.text for each in result.because), *result.not_protected, *result.today)
        assert not re.search(r"\bsecure|\bsafe\b|anonymous|\{", " ".join(texts))


@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_skipping_another_question_never_removes_a_veto(data: st.DataObject) -> None:
    answers = data.draw(_answers(shipped()))
    skipped = data.draw(st.sets(st.sampled_from(sorted(shipped().questions))))
    fewer = {key: value for key, value in answers.items() if key not in skipped}
    # A veto that the answers kept here give alone still holds when the others are added.
    before = _vetoes(choose(shipped(), fewer, TODAY))
    after = _vetoes(choose(shipped(), {**fewer, **dict.fromkeys(skipped, ("skipped",))}, TODAY))
    assert before == after
    more = _vetoes(choose(shipped(), answers, TODAY))
    certain = {rule for rule, holds in before.items() if holds}
    assert certain <= {rule for rule, holds in more.items() if holds}


def _vetoes(outcome: Outcome) -> dict[str, bool]:
    return {
        each.rule: each.holds is True for each in outcome.trace if each.rule.startswith("vetoes.")
    }


def test_the_same_book_in_another_order_of_files_gives_the_same() -> None:
    turned = tables()
    turned[book.APPS] = dict(reversed(turned[book.APPS].items()))
    other = book.made(turned)
    assert list(other.messengers) == list(small().messengers)
    assert said(other, hurt=["life"]) == said(small(), hurt=["life"])


@pytest.mark.parametrize("given_word", ["perhaps", "signal"])
def test_an_answer_that_does_not_exist_is_refused(given_word: str) -> None:
    with pytest.raises(Exception, match="answers-unknown-value"):
        checked({"number": given_word}, small().questions)
