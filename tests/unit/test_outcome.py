"""What became of photos: before and after, side by side, and in one line."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.unit.test_album import NOTHING, PERSON, PLACE, mixed
from toolkit.errors import DamagedError, OutputError, ParasolError
from toolkit.metadata.model import (
    Cleaned,
    Finding,
    Harm,
    Report,
    Stay,
    Stays,
    Verdict,
    Walk,
)
from toolkit.tui.cleaning.album import Album, Photo, Shown
from toolkit.tui.cleaning.outcome import Outcome, Outcomes, columns, outcome
from toolkit.tui.cleaning.standing import line, of_album, of_outcomes
from toolkit.tui.cleaning.words import checked, what_became

PHOTOS = (Photo(7, "/p/a.jpg", PLACE), Photo(3, "/p/b.jpg", PERSON), Photo(5, "/p/c.jpg", NOTHING))
TWICE = ("parasol", "exiftool 13.58")


def finding(harm: Harm, verdict: Verdict = Verdict.DROP) -> Finding:
    return Finding(harm, "text", "tag", "raw", 1, 2, verdict, {"text": "raw"})


def cleaned(
    *findings: Finding, stays: tuple[Stay, ...] = (), name: str = "photo-abcdefgh.jpg"
) -> Cleaned:
    walk = Walk("JPEG", ".jpg", 1, 1, 1, (), (), (), stays)
    return Cleaned(Report(walk, 10, findings), 5, Path("/copies") / name, TWICE)


def done(*, gone: tuple[Harm, ...] = (Harm.PLACE,), by: tuple[str, ...] = TWICE) -> Outcome:
    return Outcome("/copies/photo-abcdefgh.jpg", gone, (), by)


def failed(error: ParasolError | None = None) -> Outcome:
    return Outcome(error=error or DamagedError("damaged"))


def row(became: Outcome | None, photo: int = 0) -> list[str]:
    outcomes = Outcomes(PHOTOS)
    if became is not None:
        outcomes.take(PHOTOS[photo].path, became)
    return [cell.text for cell in outcomes.row(photo)]


def test_gone_is_only_what_was_in_the_photo_when_it_was_cleaned() -> None:
    became = outcome(
        cleaned(finding(Harm.TIME), finding(Harm.PLACE), finding(Harm.TIME)), None, keeps_name=False
    )
    assert became.gone == (Harm.PLACE, Harm.TIME)


def test_what_could_not_be_removed_is_told_and_not_called_gone() -> None:
    became = outcome(
        cleaned(finding(Harm.TIME), finding(Harm.PERSON, Verdict.KEEP)), None, keeps_name=False
    )
    assert became.gone == (Harm.TIME,)
    assert len(became.still) == 1
    assert row(became)[2] == "✗ some is left"
    assert [part.heading for part in what_became(became)][:2] == ["Gone", "Still there"]


def test_a_name_that_was_kept_still_says_what_it_says() -> None:
    leaves = cleaned(name="IMG_20260503_142210.jpg")
    assert outcome(leaves, None, keeps_name=False).name_says == ()
    kept = outcome(leaves, None, keeps_name=True)
    assert kept.name_says
    assert row(kept)[3] == "Name"
    assert "Name" in [part.heading for part in what_became(kept)]


def test_the_same_reason_to_keep_something_is_told_once() -> None:
    twice_colour = (Stay(Stays.COLOUR, "icc"), Stay(Stays.COLOUR, "icc"))
    became = outcome(cleaned(stays=twice_colour), None, keeps_name=False)
    assert row(became)[3] == "Colour"
    kept = next(part for part in what_became(became) if part.heading == "Kept")
    assert len(kept.sentences) == 1


def test_twice_is_said_only_where_two_readers_agree() -> None:
    assert row(done())[4] == "twice"
    assert row(done(by=("parasol",)))[4] == "once"
    assert checked(TWICE).startswith("twice")
    assert checked(("parasol",)).startswith("once")


def test_each_photo_is_a_row_before_and_after() -> None:
    assert len(row(None)) == len(row(done())) == len(row(failed())) == len(columns())
    assert row(None)[1:] == ["● Place", "", "", "", ""]
    assert row(done())[1:3] == ["● Place", "✓ gone"]
    assert row(done())[5] == "photo-abcdefgh.jpg"
    assert row(done(gone=()), photo=2)[1:3] == ["–", "✓ nothing to remove"]
    assert row(failed())[2:] == ["✗ not cleaned", "", "", ""]


def test_counts_tell_what_became_of_all() -> None:
    outcomes = Outcomes(PHOTOS)
    outcomes.take("/p/a.jpg", done())
    outcomes.take("/p/b.jpg", done(by=("parasol",)))
    outcomes.take("/p/c.jpg", failed())
    assert (outcomes.done, outcomes.failed, outcomes.twice, outcomes.still) == (2, 1, 1, 0)
    assert len(list(outcomes)) == len(outcomes) == 3


def test_rows_are_found_by_the_numbers_of_photos() -> None:
    outcomes = Outcomes(PHOTOS)
    assert [outcomes.index_of(outcomes.key(index)) for index in range(3)] == [0, 1, 2]
    assert outcomes.index_of(99) is None
    assert outcomes.index_of(None) is None


def test_a_reason_that_all_failures_share_is_known() -> None:
    outcomes = Outcomes(PHOTOS)
    assert outcomes.common_error() is None
    full = OutputError("disk-full")
    outcomes.take("/p/a.jpg", failed(full))
    outcomes.take("/p/b.jpg", done())
    assert outcomes.common_error() is full
    outcomes.take("/p/c.jpg", failed())
    assert outcomes.common_error() is None


def told(outcomes: Outcomes, *, stopped: bool = False) -> str:
    return line(of_outcomes(outcomes, stopped=stopped), 1000)


def test_all_checked_twice_is_said_only_of_all() -> None:
    outcomes = Outcomes(PHOTOS)
    outcomes.take("/p/a.jpg", done())
    assert "all checked twice" in told(outcomes)
    outcomes.take("/p/b.jpg", done(by=("parasol",)))
    assert "all checked twice" not in told(outcomes)
    assert "1 checked twice" in told(outcomes)


def test_no_copy_is_called_checked_where_there_is_none() -> None:
    outcomes = Outcomes(PHOTOS)
    for photo in PHOTOS:
        outcomes.take(photo.path, failed())
    assert "checked" not in told(outcomes)
    assert "3 could not be cleaned and are unchanged" in told(outcomes)


def test_stopping_tells_how_many_were_left_alone() -> None:
    outcomes = Outcomes(PHOTOS)
    outcomes.take("/p/a.jpg", done())
    assert "stopped before 2 photos, which are unchanged" in told(outcomes, stopped=True)
    assert "stopped" not in told(outcomes)


def test_the_album_is_told_with_its_worst_first() -> None:
    words = line(of_album(mixed(), 2, None), 1000)
    assert words == (
        "5 photos · 1 says where you were · 1 names a person · 1 could not be read"
        " · 2 other files left alone"
    )


def test_reading_that_was_stopped_says_that_nothing_changed() -> None:
    assert "Stopped after 7 of 40. Nothing was changed." in line(of_album(mixed(), 2, 40), 1000)
    assert "Stopped after 7. Nothing was changed." in line(of_album(mixed(), 2, 0), 1000)


def test_a_list_that_shows_only_some_says_so() -> None:
    photos = mixed()
    photos.show(Shown("place", "Say where you were", 1))
    assert "only 1 shown: Say where you were" in line(of_album(photos, 0, None), 80)


@pytest.mark.parametrize("width", range(1, 120))
def test_the_line_is_never_cut_in_a_word_and_what_matters_most_stays(width: int) -> None:
    words = line(of_album(mixed(), 2, None), width)
    assert words.startswith("5 photos")
    assert cell_len(words) <= max(width, len("5 photos"))
    whole = line(of_album(mixed(), 2, None), 1000).split(" · ")
    assert all(part in whole for part in words.split(" · "))


def test_the_least_important_is_left_out_first() -> None:
    assert line([(9, "aa"), (1, "bb"), (5, "cc")], 7) == "aa · cc"


def test_an_empty_album_can_be_told() -> None:
    assert line(of_album(Album(), 3, None), 80) == "0 photos · 3 other files left alone"
