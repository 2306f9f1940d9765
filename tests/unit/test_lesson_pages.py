"""Pages of lessons: nothing is lost, nothing is higher than the page, and what counts is marked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from tests.unit.small_lesson import ANSWERS, TODAY, course, lesson, played
from toolkit.messaging.lessons.progress import (
    WHEN_RIGHT,
    WHEN_WRONG,
    Answered,
    Confidence,
    Progress,
    Taken,
    due_on,
)
from toolkit.messaging.lessons.running import Part
from toolkit.messaging.lessons.shelf import folder, load
from toolkit.messaging.lessons.showing import Dump, Fact, Said, Table
from toolkit.tui.lab.ink import Span, Tone, text_of, width_of
from toolkit.tui.lessons.bars import bars
from toolkit.tui.lessons.course import Standing
from toolkit.tui.lessons.drawing import blocks
from toolkit.tui.lessons.dumps import dump_block
from toolkit.tui.lessons.kept import taken_in, title_of, with_progress, without_progress
from toolkit.tui.lessons.pages import PageOf, Room, pages
from toolkit.tui.lessons.parts import Chapter, Compared, Judged
from toolkit.tui.lessons.play import begun
from toolkit.tui.lessons.slides import Block, slides
from toolkit.tui.lessons.tables import table_block
from toolkit.tui.lessons.teaching import parts as teaching_parts
from toolkit.vault.document import Document
from toolkit.vault.document import Progress as Kept

if TYPE_CHECKING:
    from toolkit.tui.lab.ink import Line
    from toolkit.tui.lessons.play import Play

NARROW, WIDE = Room(76, 19), Room(80, 32, alone=False)


def lines_of(block: Block) -> list[Line]:
    return [*block.head, *(line for group in block.groups for line in group)]


def told(block: Block) -> str:
    return text_of(lines_of(block))


def judged_in(play: Play) -> list[Judged]:
    return [each for _at, some in play.now.parts for each in some if isinstance(each, Judged)]


def words(found: list[PageOf]) -> str:
    return " ".join(text_of(line for page in found for line in page.lines).split())


_GROUPS = st.lists(st.integers(1, 4), min_size=1, max_size=6)


@settings(max_examples=60)
@drawn(st.lists(st.tuples(_GROUPS, st.booleans(), st.booleans()), max_size=8), st.integers(6, 24))
def test_divided_into_pages_nothing_is_lost_and_nothing_is_too_high(
    shapes: list[tuple[list[int], bool, bool]], height: int
) -> None:
    number = 0
    given: list[Block] = []
    for sizes, keeps, airy in shapes:
        groups = []
        for size in sizes:
            groups.append(tuple((Span(str(number + at)),) for at in range(size)))
            number += size
        given.append(Block(tuple(groups), keeps=keeps and len(sizes) == 1, airy=airy))
    found = slides(given, height)
    shown = [line[0].text for page in found for line in page.lines if line]
    assert shown == [str(at) for at in range(number)]
    assert all(len(page.lines) <= height for page in found)


def test_a_heading_never_ends_a_page_and_a_table_that_goes_on_has_its_head_again() -> None:
    text = Block((((Span("text"),),) * 1,) * 4)
    heading = Block((((Span("heading"),),),), keeps=True)
    table = Block(tuple(((Span(str(at)),),) for at in range(12)), ((Span("head"),),))
    found = slides([text, heading, table], 8)
    assert all(page.lines[-1] != (Span("heading"),) for page in found)
    assert [page.lines[0][0].text for page in found] == ["text", "heading", "head"]


def test_a_question_stands_below_what_was_told_where_it_fits_else_alone_on_the_last_page() -> None:
    text, ask = Block((((Span("text"),),),)), Block((((Span("ask"),),),))
    (together,) = slides([text], 10, below=5, ask=ask)
    assert together.asks
    first, last = slides([text], 7, below=5, ask=ask)
    assert (first.asks, last.asks) == (False, True)
    assert text_of(last.lines) == "ask"


def test_each_move_of_each_size_shows_all_that_was_said() -> None:
    play = begun(lesson())
    for given in (*ANSWERS, ()):
        for room in (NARROW, WIDE, Room(40, 12)):
            shown = words(pages(play, room))
            for _chapter, pieces in play.now.parts:
                for each in pieces:
                    if isinstance(each, Said):
                        assert " ".join(each.text.split()) in shown
        if play.asked is not None:
            assert pages(play, NARROW)[-1].asks == (bool(play.asked.text))
            play = play.moved(given)
    assert play.is_over


def test_what_was_predicted_stands_beside_what_was_so() -> None:
    at_end = played(11)
    assert at_end.now.state.part is Part.TRANSFER
    pieces = [each for _chapter, some in at_end.now.parts for each in some]
    (compared,) = [each for each in pieces if isinstance(each, Compared)]
    assert compared.rows == (
        ("cursor", False, False),
        ("tabellarius", True, False),
        ("qui telephonum tenet", True, True),
    )
    assert [page.chapter for page in pages(at_end, NARROW)] == [Chapter.REVEAL, Chapter.ELSEWHERE]
    reveal = played(10)
    assert "You said: tabellarius; qui telephonum tenet (I am sure)" in words(pages(reveal, NARROW))


def test_what_is_said_of_an_answer_stands_with_that_answer() -> None:
    judged = [
        each for _c, some in played(12).now.parts for each in some if isinstance(each, Judged)
    ]
    assert judged == [
        Judged("Statim scribo.", "Nescis quis legat.", right=False),
        Judged("Convenio.", "Vultum vides.", right=True),
    ]
    rightly = played(11).moved(("meet",))
    judged = judged_in(rightly)
    assert judged == [Judged("Convenio.", "Vultum vides.", right=True)]


def test_going_back_and_deciding_otherwise_keeps_what_was_before() -> None:
    play = played(6)
    back = play.back()
    assert back.followed(ANSWERS[5]) == play
    assert back.followed(("ask",)) is None
    first = back.back()
    anew = first.moved(("compare",))
    assert len(anew.moments) == len(first.moments) - 1
    assert anew.moments[: first.at] == play.moments[: first.at]
    assert play == replace(played(6), moments=play.moments)


def test_a_table_without_room_becomes_cards_that_say_as_much() -> None:
    table = Table(
        "Windows",
        ("who", "reads it?", "what they hold", "how it looks"),
        (
            (
                "the phone company or network",
                "cannot read it",
                "server to Omar, 105 bytes",
                "42 df",
            ),
            ("the company that runs the app", "can read it", "Leila to Omar, 28 bytes", "“Meet”"),
        ),
        (False, True),
        1,
    )
    for width in (40, 76, 140):
        lines = lines_of(table_block(table, width))
        shown = " ".join(text_of(lines).split())
        assert all(part in shown for row in table.rows for cell in row for part in cell.split())
        assert all(width_of(line) <= width for line in lines)
        marks = [span.tone for line in lines for span in line if span.text in {"● ", "○ "}]
        assert marks == [Tone.QUIET, Tone.OPEN]


def test_of_two_numbers_the_digits_that_differ_stand_out() -> None:
    table = Table("N", ("", "a", "b", ""), (("1", "12345", "12945", "differs"),), (True,), 3)
    spans = [span for line in lines_of(table_block(table, 76)) for span in line]
    bright = [span.text for span in spans if span.tone is Tone.STRONG and len(span.text) == 1]
    assert bright == ["N", "1", "3", "9"]


def test_bars_are_as_long_as_amounts_are_large_or_say_what_a_step_means() -> None:
    near = bars((100, 50, 200), 20)
    assert [len(each) for each in near.drawn] == [10, 5, 20]
    assert near.legend == ""
    far = bars((0.5, 400.0, 4e7, 1e57), 40)
    steps = [each.count("▪") for each in far.drawn]
    assert steps == sorted(set(steps))
    assert max(map(len, far.drawn)) <= 40
    assert "times as much" in far.legend
    long = bars((106, 10**4, 10**6, 1e100), 74)
    steps = [each.count("▪") for each in long.drawn]
    assert steps == sorted(set(steps)), "a hundred times as much is seen"
    assert max(map(len, long.drawn)) <= 74


def test_of_bytes_that_were_shown_before_those_that_changed_are_marked() -> None:
    before = Dump("before", bytes(range(32)), 32)
    now = Dump("now", bytes([*range(5), 0xFF, *range(6, 32)]), 32)
    block = dump_block(now, 76, before)
    marked = [span.text for line in lines_of(block) for span in line if span.tone is Tone.FRESH]
    assert marked[:2] == ["ff", "›"]
    assert "1 byte is another than above." in told(block)
    random = Dump("now", bytes(range(100, 132)), 32)
    block = dump_block(random, 76, before)
    assert not [1 for line in block.groups[0] for span in line if span.tone is Tone.FRESH]
    assert "32 bytes are others than above." in told(block)


def test_bytes_stand_beside_what_can_be_read_of_them() -> None:
    block = dump_block(Dump("SMS", b"Meet me at six\x00\x01\x02", 40), 76)
    assert "4d 65 65 74" in told(block)
    assert "Meet me at six··" in told(block)
    assert "the first 17 of 40 bytes" in told(block)


def test_a_fact_says_how_it_is_known_and_a_name_stands_out() -> None:
    (fact,) = blocks([Fact("So it is.", "reported", "2024", ("Somebody, Title",))], 60)
    assert "How we know: reported, 2024." in told(fact)
    assert "Somebody, Title" in told(fact)
    (said,) = blocks([Said("Cursor: no. He only carries.")], 60, ("Cursor",))
    assert lines_of(said)[0][0] == Span("Cursor:", Tone.STRONG)


def test_a_trainer_sees_all_that_is_there_for_trainers() -> None:
    made = lesson()
    shown = " ".join(
        f"{name} {' '.join(told(block) for block in found)}"
        for name, found in teaching_parts(made, 70)
    )
    shown = " ".join(shown.split())
    wanted = (
        *(*made.aims, *made.trainer.questions, *made.trainer.watch_for),
        *(each.do for each in made.trainer.timing),
        *(made.meets[0].think, made.meets[0].instead, made.trainer.without_screens),
    )
    assert all(each in shown for each in wanted)
    assert "Timing: 8 minutes" in shown


def test_the_first_decision_counts_and_says_when_the_question_returns() -> None:
    at = course()
    assert at.standing("parva") is Standing.NEW
    at.note(played(12))
    assert at.standing("parva") is Standing.DONE
    assert at.returns("parva") == TODAY + timedelta(days=WHEN_WRONG)


def test_a_vault_keeps_when_a_lesson_returns_and_nothing_else() -> None:
    for rights in ((False,), (True,), (True, True), (True,) * 3, (True,) * 4):
        answers = tuple(Answered(date(2026, 11, 1), right) for right in rights)
        before = Taken(predicted=True, confidence=Confidence.SURE, answers=answers)
        document = with_progress(Document(), Progress({"parva": before}))
        assert set(document.progress) == {"lesson:parva"}
        after = taken_in(document)["parva"]
        assert due_on(after) == due_on(before)
        assert after.answers[-1] == before.answers[-1]
    assert len(WHEN_RIGHT) == 3


def test_what_a_vault_keeps_of_lessons_is_forgotten_and_nothing_else() -> None:
    done = Kept("done", "2026-01-01")
    kept = Document(
        progress={"lesson:parva": done, "set-code": done},
        settings={"lessons": "kept", "ticks": "kept"},
    )
    gone = without_progress(kept)
    assert (gone.progress, gone.settings) == ({"set-code": done}, {"ticks": "kept"})


def test_what_a_vault_keeps_that_is_no_day_is_left_out() -> None:
    kept = with_progress(Document(), Progress({"parva": played(12).now.state.taken(TODAY)}))
    spoiled = replace(kept.progress["lesson:parva"], day="soon")
    assert taken_in(Document(progress={"lesson:parva": spoiled, "set-code": spoiled})) == {}


def test_what_a_vault_keeps_of_a_lesson_is_called_as_the_lesson_is() -> None:
    assert title_of("lesson:swapped-key") == "The swapped key"
    assert title_of("lesson:../../secret") == title_of("set-code") == ""


def test_a_real_lesson_has_no_page_that_is_higher_than_a_small_screen() -> None:
    play: Play = begun(load(folder() / "swapped-key.toml"))
    while play.asked is not None:
        assert all(len(page.lines) <= NARROW.height for page in pages(play, NARROW))
        play = play.moved((play.asked.options[-1][0],) if play.asked.options else ())
    assert play.now.state.part is Part.OVER
