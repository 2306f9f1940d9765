"""Lessons: what is wrong in a file is told, what is right is computed, and no state changes."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from toolkit.content import build
from toolkit.errors import ContentError
from toolkit.messages import explain_error
from toolkit.messaging.events import Watcher
from toolkit.messaging.lessons import running, shelf
from toolkit.messaging.lessons.checking import check
from toolkit.messaging.lessons.exhibits import exhibit
from toolkit.messaging.lessons.measures import Exhibit, Sight, Take, Value, When
from toolkit.messaging.lessons.model import Deed, Lesson, Step
from toolkit.messaging.lessons.progress import (
    WHEN_RIGHT,
    WHEN_WRONG,
    Answered,
    Confidence,
    Progress,
    Taken,
    due_on,
)
from toolkit.messaging.lessons.review import review
from toolkit.messaging.lessons.running import Part, State
from toolkit.messaging.lessons.showing import Dump, Said, Table, Tone, Wanted
from toolkit.messaging.lessons.taking import take
from toolkit.messaging.lessons.words import unit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from toolkit.messaging.lessons.showing import Shown

TODAY = date(2026, 11, 22)

SMALL = """
title = "Small"
order = 1
minutes = 1
about = "It shows the form."
seed = "small"
people = ["Leila", "Omar"]
aims = ["Know the form."]
scenario = ["Leila writes to Omar."]
keep = ["Look first."]
reviewed = 2026-11-22
review_due = 2027-05-22

[[meets]]
think = "Nobody reads it."
instead = "Somebody does."

[values]
readers = { take = "reader-ids", of = "talk", text = "{words}", who = "Omar" }

[claims.known]
text = "It was so."
sources = ["vaziripour-2017-alice"]
grade = "reported"
as_of = "2017"

[prediction]
ask = "Who reads it?"
several = true
computed = "readers"
options = [
  { id = "network", text = "the network", tell = "It carries it." },
  { id = "seizer", text = "who holds the phone", tell = "It stands there." },
]

[[acting]]
write = { ask = "What do you write?", name = "words", example = "at the bakery" }

[[acting]]
id = "talk"
do = [
  { do = "send", who = "Leila", to = "Omar", text = "{words}" },
  { do = "carry" },
]

[[acting]]
id = "choose"
[acting.task]
ask = "What do you do?"
choices = [
  { id = "wait", text = "Wait.", tell = "Nothing happens.", again = true },
  { id = "more", text = "Write more.", tell = "It arrives.", do = [
    { do = "send", who = "Omar", to = "Leila", text = "yes, at six" },
    { do = "carry" },
  ] },
]

[[acting]]
[acting.sort]
ask = "Where to?"
piles = [{ id = "on", text = "go on" }, { id = "stop", text = "stop" }]
cards = [
  { text = "A card.", piles = ["on"], tell = "Nothing is at stake.", tells = { stop = "No." } },
  { text = "A second card.", piles = ["stop"], tell = "Much is at stake." },
]

[[reveal]]
say = ["So it was."]
show = [{ see = "windows", title = "Windows", of = "talk", text = "{words}", phones = ["Omar"] }]
facts = ["known"]

[transfer]
ask = "And elsewhere?"
options = [
  { id = "yes", text = "Look first.", tell = "Then you know.", right = true },
  { id = "no", text = "Write at once.", tell = "Then it is too late." },
]

[trainer]
timing = [{ minutes = 5, do = "Play it." }]
questions = ["What did you see?"]
"""


def small(change: Callable[[dict[str, Any]], object] = bool) -> Lesson:
    table = tomllib.loads(SMALL)
    change(table)
    return build(Lesson, {"id": "small", **table}, "lessons/small.toml")


@cache
def shipped() -> dict[str, Lesson]:
    return shelf.load_all()


def played(lesson: Lesson, *answers: str) -> tuple[State, list[Shown]]:
    """A lesson, with answers to its questions in order; it goes on by itself where it pauses."""
    state, shown = running.begin(lesson)
    told, left = list(shown), list(answers)
    while state.asked:
        given: tuple[str, ...] = ()
        if state.asked.wanted is not Wanted.GO_ON:
            if not left:
                break
            answer = left.pop(0)
            given = tuple(answer.split(",")) if state.asked.wanted is Wanted.SEVERAL else (answer,)
        state, shown = running.answer(state, given)
        told += shown
    return state, told


def said(shown: Iterable[Shown], tone: Tone | None = None) -> list[str]:
    return [each.text for each in shown if isinstance(each, Said) and tone in {None, each.tone}]


# Files


def test_all_lessons_are_whole_well_worded_and_can_be_played() -> None:
    seen = review(shelf.folder(), TODAY)
    assert [explain_error(problem, "") for problem in seen.problems] == []
    assert list(shipped())[:4] == [
        "four-windows",
        "lock-and-ratchet",
        "swapped-key",
        "number-changed",
    ]


def test_the_small_lesson_is_whole() -> None:
    assert list(check(small())) == []


@pytest.mark.parametrize(
    ("code", "field", "change"),
    [
        ("content-empty-field", "aims", lambda t: t.update(aims=[])),
        ("content-empty-field", "keep", lambda t: t.update(keep=[])),
        ("content-empty-field", "trainer", lambda t: t["trainer"].update(questions=[])),
        (
            "content-missing-id",
            "prediction.computed",
            lambda t: t["prediction"].update(computed="x"),
        ),
        (
            "content-wrong-type",
            "prediction.options.right",
            lambda t: t["prediction"]["options"][0].update(right=True),
        ),
        (
            "content-wrong-type",
            "transfer.options.right",
            lambda t: t["transfer"]["options"][1].update(right=True),
        ),
        (
            "content-wrong-type",
            "transfer.options.id",
            lambda t: t["transfer"]["options"][1].update(id="yes"),
        ),
        (
            "content-wrong-type",
            "transfer.computed",
            lambda t: t["transfer"].update(computed="readers"),
        ),
        (
            "content-missing-id",
            "acting[2].do[1].do",
            lambda t: t["acting"][1]["do"][0].update(do="fly"),
        ),
        (
            "content-missing-field",
            "acting[2].do[1].to",
            lambda t: t["acting"][1]["do"][0].pop("to"),
        ),
        (
            "content-unknown-field",
            "acting[2].do[2].who",
            lambda t: t["acting"][1]["do"][1].update(who="Leila"),
        ),
        (
            "content-missing-id",
            "acting[4].sort.cards[1].piles",
            lambda t: t["acting"][3]["sort"]["cards"][0].update(piles=["up"]),
        ),
        (
            "content-wrong-type",
            "acting[3].task.choices.again",
            lambda t: t["acting"][2]["task"]["choices"][1].update(again=True),
        ),
        (
            "content-wrong-type",
            "acting[3]",
            lambda t: t["acting"][2].update(write=t["acting"][0]["write"]),
        ),
        ("content-wrong-type", "acting.id", lambda t: t["acting"][2].update(id="talk")),
        ("content-missing-id", "reveal[1].facts", lambda t: t["reveal"][0].update(facts=["none"])),
        (
            "content-missing-id",
            "values.readers.of",
            lambda t: t["values"]["readers"].update(of="x"),
        ),
        (
            "content-missing-id",
            "reveal[1].say[1]",
            lambda t: t["reveal"][0].update(say=["It is {x}."]),
        ),
        (
            "content-wrong-type",
            "reveal[1].say[1]",
            lambda t: t["reveal"][0].update(say=["It is {."]),
        ),
        ("content-missing-id", "keep[1]", lambda t: t.update(keep=["It is {readers}."])),
        (
            "content-missing-id",
            "reveal[1].show[1].text",
            lambda t: t["reveal"][0]["show"][0].update(text="{x}"),
        ),
    ],
)
def test_what_is_wrong_in_a_lesson_is_told_with_its_field(
    code: str, field: str, change: Callable[[dict[str, Any]], object]
) -> None:
    found = [(each.code, each.facts.get("field")) for each in check(small(change))]
    assert (code, field) in found


def test_a_field_that_no_lesson_has_is_told() -> None:
    with pytest.raises(ContentError, match="content-unknown-field"):
        small(lambda table: table["prediction"].update(hint="x"))


@pytest.mark.parametrize(
    ("code", "old", "new"),
    [
        ("content-missing-id", '"vaziripour-2017-alice"', '"nobody-2000"'),
        ("content-no-source", '["vaziripour-2017-alice"]', "[]"),
        ("content-bad-date", 'as_of = "2017"', 'as_of = "lately"'),
        ("content-bad-date", "review_due = 2027-05-22", "review_due = 2028-05-22"),
        ("content-overdue", "review_due = 2027-05-22", "review_due = 2026-11-21"),
        ("content-long-sentence", "So it was.", "So it was " + "and was " * 20 + "once."),
        ("content-promise", "So it was.", "So you are safe."),
        (
            "content-missing-id",
            'take = "reader-ids", of = "talk"',
            'take = "size", of = "choose", number = 9',
        ),
        ("content-no-toml", "order = 1", "order = "),
    ],
)
def test_a_look_through_lessons_finds(code: str, old: str, new: str, tmp_path: Path) -> None:
    assert old in SMALL
    text = SMALL.replace(old, new)
    (tmp_path / "small.toml").write_text(text, encoding="utf-8")
    seen = review(tmp_path, TODAY)
    assert code in [each.code for each in (*seen.problems, *seen.overdue)]


def test_two_lessons_cannot_stand_in_one_place(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.toml").write_text(SMALL, encoding="utf-8")
    assert [each.code for each in review(tmp_path, TODAY).problems] == ["content-same-order"]


# Playing


RIGHT = ("seizer", "sure", "", "wait", "more", "on", "stop", "yes")


def test_a_lesson_goes_from_the_prediction_to_what_to_take_along() -> None:
    state, told = played(small(), *RIGHT)
    assert state.part is Part.OVER
    assert said(told, Tone.HEADING) == [
        "What do you think will happen?",
        "What really happened",
        "Your prediction",
        "Somewhere else",
        "Take along",
    ]
    assert "You were sure, and it is so." in said(told, Tone.RIGHT)
    assert state.taken(TODAY) == Taken(
        predicted=True, confidence=Confidence.SURE, answers=(Answered(TODAY, right=True),)
    )


def test_a_wrong_prediction_is_told_with_what_was_said_and_what_was_so() -> None:
    state, told = played(small(), "network", "guess", *RIGHT[2:-1], "no")
    texts = said(told)
    for expected in (
        "You said: the network",
        "It was: who holds the phone",
        "The network: no. It carries it.",
        "Who holds the phone: yes. It stands there.",
        "Then it is too late.",
        "Then you know.",
    ):
        assert expected in texts
    assert not state.taken(TODAY).predicted
    assert not state.decided


def test_what_is_right_follows_from_what_was_done_in_the_lab() -> None:
    lesson = small()
    openly = replace(
        lesson.acting[1],
        do=(Deed("send-sms", who="Leila", to="Omar", text="{words}"), Deed("carry")),
    )
    by_sms = replace(lesson, acting=(lesson.acting[0], openly, *lesson.acting[2:]))
    for each, right in ((lesson, {"seizer"}), (by_sms, {"network", "seizer"})):
        state, _told = played(each, *RIGHT)
        assert running.right_ids(state, each.prediction) == right


def test_an_answer_that_does_not_fit_changes_nothing() -> None:
    state, _shown = running.begin(small())
    for given in (("nobody",), ("network", "network"), ("network", "x")):
        assert running.answer(state, given) == (state, ())


def test_a_state_can_be_gone_back_to_and_gives_the_same_again() -> None:
    state, _shown = running.begin(small(), clock=float)
    kept, steps = [], []
    for given in (("seizer",), ("sure",), ("",)):
        kept.append(state)
        after = running.answer(state, given)
        steps.append(after)
        state = after[0]
    again = [
        running.answer(each, given)
        for each, given in zip(kept, (("seizer",), ("sure",), ("",)), strict=True)
    ]
    assert again == steps


@pytest.mark.parametrize("written", ["{readers}", "{0} or {", "at\x1b[2J six"])
def test_what_the_learner_writes_is_text_and_nothing_else(written: str) -> None:
    _state, told = played(small(), "seizer", "sure", written, *RIGHT[3:])
    table = next(each for each in told if isinstance(each, Table))
    cells = [cell for row in table.rows for cell in row]
    assert all(cell.isprintable() for cell in cells)
    assert any("2J six" in cell or written in cell for cell in cells)


def test_a_text_so_short_that_it_is_found_by_chance_is_asked_for_again() -> None:
    state, _told = played(small(), "seizer", "sure")
    for short in ("a", "12345", "x" * 201):
        assert running.answer(state, (short,)) == (state, ())
    after, _shown = running.answer(state, ("  ",))
    assert after.written == {"words": "at the bakery"}


def test_a_choice_that_goes_on_is_not_offered_again() -> None:
    state, _told = played(small(), "seizer", "sure", "", "wait")
    assert state.asked is not None
    assert [key for key, _text in state.asked.options] == ["more"]


def test_a_card_on_another_pile_is_told_where_it_helps_more_and_why() -> None:
    _state, told = played(small(), "seizer", "sure", "", "more", "stop", "stop", "yes")
    texts = said(told)
    for expected in ("Better: go on", "No.", "Nothing is at stake."):
        assert expected in texts
    assert "1 of 2 cards lay where they help most." in texts


def test_what_was_done_before_can_be_looked_at_while_a_question_is_asked() -> None:
    def change(table: dict[str, Any]) -> None:
        ask = {"ask": "Who?", "options": table["transfer"]["options"]}
        look = [{"see": "lines", "title": "The lines", "of": "talk"}]
        table["acting"].insert(2, {"look": look, "ask": ask})

    state, shown = played(small(change), "seizer", "sure", "at the bakery")
    assert state.asked is not None
    assert state.asked.text == "Who?"
    assert isinstance(shown[-1], Table)
    assert shown[-1].rows[0][0] == "0"


def test_on_a_later_day_only_the_last_question_is_asked() -> None:
    state, shown = running.ask_again(small())
    assert said(shown) == ["Small"]
    assert state.asked is not None
    assert state.asked.text == "And elsewhere?"
    after, _shown = running.answer(state, ("yes",))
    assert (after.part, after.decided, after.asked) == (Part.OVER, True, None)


# The lessons that are shipped


def test_in_lesson_three_the_server_reads_all_and_only_the_numbers_show_it() -> None:
    lesson = shipped()["swapped-key"]
    state, told = played(lesson, "refused", "think-so", "swap", "whole", "compare")
    assert running.right_ids(state, lesson.prediction) == {"nothing"}
    tables = {each.title: each for each in told if isinstance(each, Table)}
    assert len(tables["What you read"].rows) == 3
    numbers = tables["One chat, two numbers"]
    assert {row[-1] for row in numbers.rows} == {"differs"}
    assert [row[0] for row in tables["Amina and Noor"].rows] == [
        "Amina and Noor compare all 60 digits. They are the same."
    ]


def test_in_lesson_two_the_ratchet_shuts_the_thief_out_of_old_and_later_messages() -> None:
    lesson = shipped()["lock-and-ratchet"]
    state, _told = played(lesson, "3", "sure", "all", "chats")
    assert running.right_ids(state, lesson.prediction) == {"3", "4"}


def test_in_lesson_four_a_new_phone_and_a_stolen_number_look_the_same() -> None:
    lesson = shipped()["number-changed"]
    sort = next(step.sort for step in lesson.acting if step.sort)
    best = [card.piles[0] for card in sort.cards]
    assert len(best) == 8
    state, told = played(lesson, "same", "sure", "meet", *best, "neighbour")
    assert running.right_ids(state, lesson.prediction) == {"same"}
    assert "8 of 8 cards lay where they help most." in said(told)


# Later days


def test_the_question_comes_again_later_and_later_until_it_is_known() -> None:
    answers: tuple[Answered, ...] = ()
    day = TODAY
    for wait in WHEN_RIGHT:
        answers += (Answered(day, right=True),)
        due = due_on(Taken(predicted=False, confidence=Confidence.SURE, answers=answers))
        assert due == day + timedelta(days=wait)
        day = due
    answers += (Answered(day, right=True),)
    assert due_on(Taken(predicted=False, confidence=Confidence.SURE, answers=answers)) is None


def test_after_a_wrong_answer_the_question_comes_soon_and_begins_from_the_start() -> None:
    right, wrong = Answered(TODAY, right=True), Answered(TODAY, right=False)
    once = Taken(predicted=True, confidence=Confidence.GUESS, answers=(right, wrong))
    assert due_on(once) == TODAY + timedelta(days=WHEN_WRONG)
    after = replace(once, answers=(right, wrong, right))
    assert due_on(after) == TODAY + timedelta(days=WHEN_RIGHT[0])


def test_a_question_that_was_answered_again_comes_again_later() -> None:
    taken = Taken(
        predicted=True, confidence=Confidence.THINK_SO, answers=(Answered(TODAY, right=True),)
    )
    progress = Progress().took("swapped-key", taken)
    assert progress.due(TODAY) == ()
    week = TODAY + timedelta(days=WHEN_RIGHT[0])
    assert progress.due(week) == ("swapped-key",)
    later = progress.asked_again("swapped-key", Answered(week, right=True))
    assert later.due(week) == ()


# Everything that a lesson can show


EVERYTHING = (
    Deed("send", who="Leila", to="Omar", text="at the bakery"),
    Deed("carry"),
    Deed("send", who="Leila", to="Noor", text="at the bakery"),
    Deed("carry"),
    Deed("send", who="Leila", to="Omar", text="at six"),
    Deed("carry"),
    Deed("make-group", who="Leila", group="all", members=("Omar", "Noor"), signed=False),
    Deed("carry"),
    Deed("ghost", group="all", name="Nobody"),
    Deed("send-group", who="Leila", group="all", text="bring bread"),
    Deed("carry"),
    Deed("compare", who="Leila", to="Omar", digits=5),
    Deed("screenshot", who="Omar", message=1),
    Deed("take-backup", who="Omar", pin="0007"),
    Deed("link", who="Noor", device="desk", thief=True),
    Deed("seize", who="Omar"),
    Deed("guess-backup", who="Omar", guesses=("1234",)),
)


def everything(**more: Any) -> Lesson:
    return everything_done(EVERYTHING, **more)


def everything_done(done: tuple[Deed, ...], **more: Any) -> Lesson:
    lesson = small(lambda table: table.update(people=["Leila", "Omar", "Noor"]))
    step = Step(id="all", say=("So.",), do=done, **more)
    return replace(lesson, acting=(step,), prediction=lesson.transfer)


EXPECTED_VALUES = {
    Value(Take.SIZE, watcher=Watcher.PUSH): "10",
    Value(Take.BYTES, watcher=Watcher.PUSH, length=4): "7b 22 77 61 …",
    Value(Take.COUNT, watcher=Watcher.THIEF, trace="text"): "1",
    Value(Take.EVENTS, code="screenshot-taken"): "1",
    Value(Take.FACT, code="backup-made-pin", name="texts"): "3",
    Value(Take.READERS, text="bring bread", who="Omar"): "the thief and whoever took the phone",
    Value(Take.READER_IDS, text="at six"): "",
    Value(Take.OPENED): "0",
    Value(Take.OPENED_IDS, when=When.LATER): "",
    Value(Take.COPIES, message=1): "5",
    Value(Take.PLACES, message=1): "history,notifications,screenshot,backup",
    Value(Take.BUSIEST): "Leila",
    Value(Take.LIKELIEST, who="Noor"): "Omar",
    Value(Take.LINKED_AFTER, who="Omar"): "0",
    Value(Take.MEMBERS, who="Omar", group="all"): "4",
    Value(Take.REMAINS, text="at the bakery"): "stays",
    Value(Take.NOTICED): "nothing",
    Value(Take.NOTICED_ALIKE, name="all"): "none",
    Value(Take.ALIKE, who="Leila", to="Omar"): "60",
    Value(Take.TRIES, digits=5): "1,000",
    Value(Take.TIME_TO_FORGE, digits=5): "less than a second",
    Value(Take.TIME_TO_GUESS, who="Omar", digits=4): "less than a second",
    Value(Take.GUESS_UNIT, who="Omar", digits=4): "seconds",
    Value(Take.KEPT_IDS, who="Omar"): "created,seen,phones,groups",
    Value(Take.KEPT_TEXTS, who="Omar"): "0",
    Value(Take.ARRIVED, who="Omar", name="nowhere,all"): "all",
    Value(Take.DEVICES, who="Noor"): "2",
    Value(Take.FALLS): "both",
    Value(Take.OPENED_LATER, name="x25519"): "0",
}


def test_every_value_is_computed_from_what_happened() -> None:
    state = after(everything())
    for value, expected in EXPECTED_VALUES.items():
        assert take(state.run, value) == expected, value
    for value in (
        Value(Take.TERM, code="group-sealed", name="message"),
        Value(Take.DIGITS, who="Omar", to="Leila"),
        Value(Take.RECORDED),
        Value(Take.KEYS),
    ):
        assert take(state.run, value)
    assert set(Take) == {each.take for each in EXPECTED_VALUES} | {
        Take.TERM,
        Take.DIGITS,
        Take.RECORDED,
        Take.KEYS,
    }


def test_every_exhibit_can_be_shown() -> None:
    shown = {
        sight: exhibit(
            state.run,
            Exhibit(
                sight,
                "Look",
                text="bring bread",
                who="Leila",
                to="Omar",
                group="all",
                phones=("Omar",),
                codes=("ghost-added",) if sight is Sight.EVENTS else (),
                watchers=(Watcher.THIEF,) if sight is Sight.READ else (Watcher.NETWORK,),
            ),
        )
        for state in (after(everything()),)
        for sight in Sight
        if sight is not Sight.GUESSING
    }
    for each in shown.values():
        assert isinstance(each, Dump) or (
            each.rows and all(len(row) == len(each.columns) for row in each.rows)
        )
    chain = shown[Sight.CHAIN]
    assert isinstance(chain, Table)
    assert {row[-1] for row in chain.rows} == {"deleted"}


def test_a_database_keeps_the_bytes_of_what_it_deletes_unless_it_writes_over_them() -> None:
    table = exhibit(
        after(everything()).run, Exhibit(Sight.FREE_SPACE, "Look", text="at the bakery")
    )
    assert isinstance(table, Table)
    assert [row[-1] == "nowhere" for row in table.rows] == [False, False, True]
    assert [row[1] for row in table.rows] == ["there", "gone", "gone"]


def test_an_order_gets_what_the_server_keeps_and_no_more() -> None:
    done = (
        *EVERYTHING,
        Deed("offline", who="Omar"),
        Deed("send", who="Leila", to="Omar", text="?"),
        Deed("send-cloud", who="Leila", to="Noor", text="in the cloud"),
        Deed("carry"),
    )
    run = after(everything_done(done)).run
    table = exhibit(run, Exhibit(Sight.ORDER, "Look", who="Omar"))
    assert isinstance(table, Table)
    told = {row[0]: row[1] for row in table.rows}
    assert told["groups"] == "all"
    assert told["messages that still wait"].startswith("1, ")
    assert told["who wrote those"] == "Leila"
    assert "at the bakery" not in str(table)
    other = exhibit(run, Exhibit(Sight.ORDER, "Look", who="Leila"))
    assert isinstance(other, Table)
    assert other.rows[-1][1] == "“in the cloud”"
    assert take(run, Value(Take.KEPT_TEXTS, who="Leila")) == "1"
    assert take(run, Value(Take.KEPT_IDS, who="Omar")).endswith("waiting,senders")
    assert take(run, Value(Take.KEPT_IDS, who="Leila")).endswith(",texts")


def test_a_text_arrives_with_whom_it_is_for() -> None:
    done = (Deed("send", who="Leila", to="Omar", text="at six"), Deed("carry"))
    run = after(everything_done(done)).run
    assert take(run, Value(Take.ARRIVED, who="Omar", name="all")) == "all"
    assert take(run, Value(Take.ARRIVED, who="Noor", name="all")) == ""


def test_who_sends_by_radio_is_found_by_three_receivers() -> None:
    done: tuple[Deed, ...] = (
        *(Deed("send", who="Leila", to="Omar", text="at six"), Deed("carry")),
        *(Deed("stand", who="Leila", x=0, y=10), Deed("stand", who="Omar", x=20, y=10)),
        Deed("listen", name="van", x=0, y=-60, reach=200),
        Deed("listen", name="roof", x=90, y=40, reach=200),
        Deed("listen", name="mast", x=-40, y=80, reach=200),
        Deed("send-near", who="Leila", to="Omar", text="near"),
    )
    table = exhibit(after(everything_done(done)).run, Exhibit(Sight.LOCATED, "Look"))
    assert isinstance(table, Table)
    ((_second, _sign, east, north),) = table.rows
    assert abs(int(east)) <= 2
    assert abs(int(north) - 10) <= 2


def test_what_opens_one_day_is_told_with_its_words() -> None:
    done: tuple[Deed, ...] = (Deed("old-app", who="Leila"), Deed("old-app", who="Omar"))
    done += (Deed("send", who="Leila", to="Omar", text="at six"), Deed("carry"))
    table = exhibit(after(everything_done(done)).run, Exhibit(Sight.LATER, "Look"))
    assert isinstance(table, Table)
    assert table.rows == (("Leila", "opens", "closed", "opens", "“at six”"),)
    assert table.marked == (True,)


def test_whom_the_server_added_stands_on_every_phone_that_believes_it() -> None:
    table = exhibit(after(everything()).run, Exhibit(Sight.MEMBERS, "Look", group="all"))
    assert isinstance(table, Table)
    assert ("Omar", "4", "Leila, Nobody, Noor and Omar") in table.rows


def test_copies_can_be_looked_for_in_one_place_and_nothing_is_said_where_there_is_none() -> None:
    run = after(everything()).run
    for codes, who, count in (((), "", 5), (("backup", "screenshot"), "", 2), ((), "Leila", 1)):
        table = exhibit(run, Exhibit(Sight.COPIES, "Look", codes=codes, who=who))
        assert isinstance(table, Table)
        assert len(table.rows) == count
    table = exhibit(run, Exhibit(Sight.COPIES, "Look", codes=("cloud",)))
    assert isinstance(table, Table)
    assert table.rows == (("nothing", "", ""),)


@pytest.mark.parametrize(
    ("seconds", "told"),
    [(90, "seconds"), (5000, "minutes"), (10**5, "hours"), (10**7, "days"), (10**9, "years")],
)
def test_how_long_is_told_in_what_people_count_in(seconds: float, told: str) -> None:
    assert unit(seconds) == told


def test_a_short_pin_is_really_guessed_in_front_of_the_learner() -> None:
    table = exhibit(after(everything()).run, Exhibit(Sight.GUESSING, "Guess", who="Omar", tries=20))
    assert isinstance(table, Table)
    assert table.rows[0] == ("the PIN is 0007", "8", "less than a second")


def after(lesson: Lesson) -> State:
    """A lesson once all was done in its only step; no clock runs."""
    state, _shown = running.begin(lesson, clock=float)
    for given in (("yes",), ("sure",)):
        state, _shown = running.answer(state, given)
    return state
