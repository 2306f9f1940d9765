"""The album: order, what is shown, what is chosen."""

from __future__ import annotations

import random
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from toolkit.errors import DamagedError
from toolkit.metadata.model import Harm
from toolkit.metadata.summary import Summary
from toolkit.tui.cleaning.album import ALL, Album, Order, Shown
from toolkit.tui.cleaning.rows import AlbumRows, columns
from toolkit.tui.widgets.table import Meaning

if TYPE_CHECKING:
    from collections.abc import Sequence

NOTHING = Summary("JPEG", 1, (), "", "", "", "", 0, 0, ("parasol",))


def summary(*harms: Harm, format: str = "JPEG", **facts: str | int) -> Summary:  # noqa: A002 - what it is
    ordered = tuple(harm for harm in Harm if harm in harms)
    return replace(NOTHING, harms=ordered, format=format, **facts)  # type: ignore[arg-type]


PLACE = summary(Harm.PLACE, place="Minsk")
PERSON = summary(Harm.PERSON, Harm.TIME, person="Ada", time="2026-05-03T14:22:10")
TIME = summary(Harm.TIME, time="2020-01-01", format="PNG")


def album(*photos: tuple[str, Summary | None]) -> Album:
    made = Album()
    for name, said in photos:
        made.add(f"/photos/{name}", said, None if said else DamagedError("damaged"))
    return made


def names(shown: Album) -> list[str]:
    return [shown.photo(index).name for index in range(len(shown))]


def mixed() -> Album:
    return album(
        ("time.png", TIME),
        ("broken.jpg", None),
        ("place.jpg", PLACE),
        ("nothing.jpg", NOTHING),
        ("person.jpg", PERSON),
    )


def test_the_worst_stands_first_and_what_could_not_be_read_last() -> None:
    worst_first = ["place.jpg", "person.jpg", "time.png", "nothing.jpg", "broken.jpg"]
    assert names(mixed()) == worst_first


def test_a_worse_harm_outweighs_all_lesser_ones_together() -> None:
    every_other = [harm for harm in Harm if harm is not Harm.PLACE]
    assert names(album(("many", summary(*every_other)), ("place", PLACE))) == ["place", "many"]


def test_photos_of_one_rank_stand_as_they_were_read() -> None:
    assert names(album(("b", PLACE), ("a", PLACE), ("c", PLACE))) == ["b", "a", "c"]


@pytest.mark.parametrize("order", Order)
def test_rows_stand_the_same_whether_they_came_one_by_one_or_were_sorted(order: Order) -> None:
    chance = random.Random(order.value)
    photos = [
        (
            f"{chance.randrange(30)}.jpg.{number}",
            None
            if chance.random() < 0.1
            else summary(
                *chance.sample(list(Harm), chance.randrange(5)),
                place=chance.choice(["", "Minsk", "Ankara"]),
                hidden=chance.randrange(12),
                other=chance.randrange(12),
            ),
        )
        for number in range(200)
    ]
    one_by_one = Album()
    one_by_one.sort(order)
    for name, said in photos:
        one_by_one.add(f"/{name}", said)
    at_once = album(*photos)
    at_once.sort(order)
    assert names(one_by_one) == names(at_once)


@pytest.mark.parametrize("order", Order)
def test_sorting_by_a_column_and_back_brings_everything_where_it_was(order: Order) -> None:
    photos = mixed()
    before = names(photos)
    photos.sort(order)
    assert photos.order is order
    assert sorted(names(photos)) == sorted(before)
    photos.sort(Order.WORST)
    assert names(photos) == before


@pytest.mark.parametrize(
    ("order", "first"),
    [
        (Order.PLACE, ["place.jpg"]),
        (Order.TIME, ["time.png", "person.jpg"]),
        (Order.PERSON, ["person.jpg"]),
        (Order.NAME, ["broken.jpg", "nothing.jpg", "person.jpg"]),
    ],
)
def test_sorted_by_a_column_photos_with_something_in_it_come_first(
    order: Order, first: list[str]
) -> None:
    photos = mixed()
    photos.sort(order)
    assert names(photos)[: len(first)] == first


def test_sorted_by_counts_the_most_come_first() -> None:
    photos = album(*((str(n), summary(Harm.HIDDEN_PICTURE, hidden=n)) for n in (2, 10, 1)))
    photos.sort(Order.HIDDEN)
    assert names(photos) == ["10", "2", "1"]


def test_names_are_sorted_as_people_count() -> None:
    photos = album(*((f"IMG_{n}.jpg", NOTHING) for n in (10, 9, 100)), ("img_2.jpg", NOTHING))
    photos.sort(Order.NAME)
    assert names(photos) == ["img_2.jpg", "IMG_9.jpg", "IMG_10.jpg", "IMG_100.jpg"]


def test_a_photo_that_was_given_twice_is_there_once() -> None:
    assert names(album(("a", PLACE), ("a", PLACE))) == ["a"]


def test_a_name_cannot_move_the_cursor_or_turn_the_writing() -> None:
    photos = album(("a\nb\x1b[31m\u202egpj.exe\udcff", PLACE))
    assert photos.photo(0).name == "a\\nb\\x1b[31m\\u202egpj.exe\\udcff"


def test_what_is_shown_by_kind_is_what_the_kind_says() -> None:
    photos = mixed()
    expected = {
        "all": 5, "place": 1, "person": 1, "nothing": 1, "unread": 1,
        "format JPEG": 3, "format PNG": 1,
    }  # fmt: skip
    assert {kind.name: kind.count for kind in photos.kinds()} == expected
    for kind in photos.kinds():
        photos.show(kind)
        assert photos.shown is kind
        assert len(photos) == kind.count
    photos.show(ALL)
    assert len(photos) == photos.total == 5


def test_one_kind_of_file_is_no_choice() -> None:
    assert not [kind for kind in album(("a", PLACE)).kinds() if kind.name.startswith("format")]


def test_what_is_read_while_few_are_shown_is_shown_only_where_it_belongs() -> None:
    photos = mixed()
    photos.show(Shown("place", ""))
    photos.add("/photos/second place.jpg", PLACE)
    photos.add("/photos/second time.jpg", TIME)
    assert names(photos) == ["place.jpg", "second place.jpg"]
    assert next(kind for kind in photos.kinds() if kind.name == "place").count == 2


def chosen(photos: Album) -> list[str]:
    return [photo.name for photo in photos.to_clean()]


def test_at_first_all_are_chosen_that_could_be_read() -> None:
    assert chosen(mixed()) == ["place.jpg", "person.jpg", "time.png", "nothing.jpg"]


def test_a_photo_can_be_left_out_and_chosen_again() -> None:
    photos = mixed()
    photos.toggle(0)
    assert "place.jpg" not in chosen(photos)
    assert not photos.chosen(0)
    photos.toggle(0)
    assert "place.jpg" in chosen(photos)


def test_what_could_not_be_read_cannot_be_chosen() -> None:
    photos = mixed()
    for _ in range(2):
        photos.toggle(4)
        assert "broken.jpg" not in chosen(photos)


def test_leaving_out_all_that_are_shown_touches_no_others() -> None:
    photos = mixed()
    photos.show(Shown("format PNG", "PNG"))
    photos.toggle_shown()
    photos.show(ALL)
    assert chosen(photos) == ["place.jpg", "person.jpg", "nothing.jpg"]


def test_only_one_kind_can_be_chosen() -> None:
    photos = mixed()
    photos.toggle_shown()
    assert chosen(photos) == []
    photos.show(Shown("place", ""))
    photos.toggle_shown()
    photos.show(ALL)
    assert chosen(photos) == ["place.jpg"]


def test_all_are_chosen_first_where_some_are() -> None:
    photos = mixed()
    photos.toggle(0)
    photos.toggle_shown()
    assert len(chosen(photos)) == 4


def test_what_is_not_shown_is_cleaned_all_the_same_after_what_is() -> None:
    photos = mixed()
    photos.show(Shown("person", ""))
    assert chosen(photos)[0] == "person.jpg"
    assert len(chosen(photos)) == 4


def test_a_closer_look_moves_a_photo_to_where_it_now_belongs() -> None:
    photos = mixed()
    assert photos.update("/photos/nothing.jpg", PLACE)
    assert names(photos) == ["place.jpg", "nothing.jpg", "person.jpg", "time.png", "broken.jpg"]
    assert photos.index_of(3) == 1
    assert next(kind for kind in photos.kinds() if kind.name == "place").count == 2


def test_a_closer_look_that_shows_nothing_new_changes_nothing() -> None:
    assert not mixed().update("/photos/place.jpg", PLACE)


def test_a_closer_look_at_a_photo_that_is_not_shown_shows_it_if_it_belongs_now() -> None:
    photos = mixed()
    photos.show(Shown("place", ""))
    photos.update("/photos/time.png", PERSON)
    assert names(photos) == ["place.jpg"]
    photos.update("/photos/time.png", PLACE)
    assert names(photos) == ["time.png", "place.jpg"]


def test_a_photo_is_found_by_its_number_wherever_it_stands() -> None:
    photos = mixed()
    for order in Order:
        photos.sort(order)
        assert [photos.index_of(photos.key(index)) for index in range(5)] == list(range(5))
    photos.show(Shown("place", ""))
    assert photos.index_of(0) is None
    assert photos.index_of("no number") is None


def cells(photos: Album) -> list[Sequence[str]]:
    rows = AlbumRows(photos)
    return [[cell.text for cell in rows.row(index)] for index in range(len(rows))]


def test_each_photo_is_a_row_of_as_many_cells_as_there_are_columns() -> None:
    assert {len(row) for row in cells(mixed())} == {len(columns())}


def test_rows_say_by_word_and_mark_what_leaked() -> None:
    place, person, time_, nothing, broken = cells(mixed())
    assert place[1:] == ["● Minsk", "", "", "", "", ""]
    assert person[1:5] == ["", "◆ 3 May 2026", "", "● Ada"]
    assert time_[2] == "◆ 1 January 2020"
    assert nothing[1] == "✓ nothing found"
    assert broken[1] == "✗ not read"


def test_the_device_is_worse_where_it_has_a_serial_number() -> None:
    rows = AlbumRows(
        album(
            ("serial", summary(Harm.SERIAL, Harm.MODEL, device="Nikon P6000")),
            ("model", summary(Harm.MODEL, device="Nikon P6000")),
        )
    )
    assert [rows.row(index)[3].meaning for index in (0, 1)] == [Meaning.HIGH, Meaning.LOW]


def test_a_place_out_of_a_file_is_shown_as_harmless_text() -> None:
    row = cells(album(("a", summary(Harm.PLACE, place="Min\x1b[2Jsk"))))[0]
    assert row[1] == "● Min\\x1b[2Jsk"


def test_ten_thousand_photos_are_taken_in_and_looked_up_without_a_pause() -> None:
    photos = Album()
    chance = random.Random(7)
    kinds = [PLACE, PERSON, TIME, NOTHING]
    began = time.process_time()
    for number in range(10_000):
        photos.add(f"/{number}", chance.choice(kinds))
        if number % 300 == 0:
            photos.index_of(number)
    taken_in = time.process_time() - began
    began = time.process_time()
    for number in range(100):
        photos.update(f"/{number}", summary(Harm.PLACE, place=str(number)))
    updated = (time.process_time() - began) / 100
    assert taken_in < 2.0
    assert updated < 0.01
