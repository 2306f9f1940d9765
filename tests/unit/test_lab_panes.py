"""What the panes of the lab say: what was computed, and nothing that a watcher cannot know."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from toolkit.messaging.actions import (
    Carry,
    Join,
    Link,
    MakeGroup,
    Offline,
    Online,
    Send,
    SendGroup,
    TakeBackup,
)
from toolkit.messaging.events import Watcher
from toolkit.messaging.interventions import Drop, Flip, Ghost, Replay, Seize, SwapKeys
from toolkit.messaging.keyring import secrets
from toolkit.messaging.openly import SendCloud, SendSms
from toolkit.messaging.refusals import REASONS
from toolkit.messaging.state import Settings
from toolkit.messaging.telling import WHAT, clock
from toolkit.messaging.watcher_words import NAMES
from toolkit.tui.lab import chat, dealings, happening, panels, sights, taken, wire
from toolkit.tui.lab.ink import (
    EMPTY,
    Span,
    Tone,
    beside,
    cut,
    hex_lines,
    paragraph,
    sides,
    text_of,
    width_of,
)
from toolkit.tui.lab.seats import seated
from toolkit.tui.lab.stage import Stage, begun

if TYPE_CHECKING:
    from collections.abc import Iterable

    from toolkit.messaging.world import Action

X3DH = Settings(post_quantum=False)
WORDS = ("quamobrem", "verumtamen", "nihilominus", "quemadmodum")
"""Texts that no word of ours contains, nor by any chance a line of bytes."""

PEOPLE = ("Alice", "Bob", "Carol")
ACTIONS: st.SearchStrategy[Action] = st.one_of(
    st.builds(Send, st.sampled_from(PEOPLE), st.sampled_from(PEOPLE), st.sampled_from(WORDS)),
    st.builds(SendGroup, st.sampled_from(PEOPLE), st.just("Friends"), st.sampled_from(WORDS)),
    st.builds(SendSms, st.sampled_from(PEOPLE), st.sampled_from(PEOPLE), st.sampled_from(WORDS)),
    st.builds(SendCloud, st.sampled_from(PEOPLE), st.sampled_from(PEOPLE), st.sampled_from(WORDS)),
    st.just(Carry()),
    st.just(Carry()),
    st.builds(SwapKeys, st.sampled_from(PEOPLE), st.sampled_from(PEOPLE)),
    st.builds(MakeGroup, st.just("Alice"), st.just("Friends"), st.just(("Bob",)), st.booleans()),
    st.just(Ghost("Friends", "Mallory")),
    st.builds(Seize, st.sampled_from(PEOPLE)),
    st.builds(Link, st.sampled_from(PEOPLE), st.just("tablet"), st.booleans()),
    st.builds(TakeBackup, st.sampled_from(PEOPLE)),
    st.builds(Drop, st.integers(1, 9)),
    st.builds(Replay, st.integers(1, 9)),
    st.builds(Flip, st.integers(1, 9), st.just(400)),
    st.builds(Offline, st.sampled_from(PEOPLE)),
    st.builds(Online, st.sampled_from(PEOPLE)),
)


def played(actions: Iterable[Action], people: tuple[str, ...] = ("Alice", "Bob")) -> Stage:
    at = begun(people, seed=b"panes", settings=X3DH)
    for action in actions:
        at = at.done(action)
    return at


def drawn(at: Stage, watcher: Watcher, width: int = 76) -> str:
    """All that is ever shown of a watcher, small and whole."""
    lines = [
        *sights.pane(at, watcher, width, 0),
        *sights.pane(at, watcher, width, 2),
        *sights.newest_bytes(at, watcher, width),
    ]
    return text_of(lines)


def readable(at: Stage, watcher: Watcher) -> set[str]:
    """What a watcher can read, as it is computed."""
    if watcher is not Watcher.SEIZER:
        return set(at.now.knows(watcher).texts)
    texts = {text for each in at.now.taken for text in each.knowledge.texts}
    return texts | {tried.text or "" for each in at.now.taken for tried in each.attempts}


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(ACTIONS, min_size=4, max_size=14))
def test_no_pane_ever_shows_a_text_or_a_key_that_its_watcher_does_not_have(
    actions: list[Action],
) -> None:
    at = played(actions, PEOPLE)
    for watcher in Watcher:
        shown, known = drawn(at, watcher), readable(at, watcher)
        digits = re.sub(r"[^0-9a-f]", "", shown)
        for word in WORDS:
            if word not in known:
                assert word not in shown
                assert word.encode().hex() not in digits
        held = {key.content for key in at.now.knows(watcher).keys}
        for phone in at.world.phones.values():
            for secret in secrets(phone):
                assert isinstance(secret.content, bytes)
                if secret.content not in held and watcher is not Watcher.THIEF:
                    assert secret.content[:8].hex() not in digits


def test_a_pane_shows_what_its_watcher_can_read_and_marks_what_is_new() -> None:
    at = played([SendSms("Alice", "Bob", WORDS[0]), Carry()])
    assert f"“{WORDS[0]}”" in drawn(at, Watcher.NETWORK)
    assert sights.fresh(at.gone(1), Watcher.NETWORK) == 1
    assert "+ ● “" in drawn(at.gone(1), Watcher.NETWORK)
    assert "+ ● “" not in drawn(at, Watcher.NETWORK)


def test_a_network_is_told_sizes_and_times_and_what_it_may_guess_from_them() -> None:
    at = played([Send("Alice", "Bob", WORDS[0]), Carry()])
    shown = drawn(at, Watcher.NETWORK)
    assert "reads no text" in shown
    assert "Alice → Bob ?" in shown
    sizes = [trace.size for trace in at.now.knows(Watcher.NETWORK).traces]
    assert f"{sum(size for size in sizes[1:2])} B" in shown


def test_a_server_in_the_middle_reads_and_one_that_is_not_does_not() -> None:
    talk: list[Action] = [Send("Alice", "Bob", WORDS[0]), Carry()]
    honest, middle = played(talk), played([SwapKeys("Alice", "Bob"), *talk])
    assert sights.present(honest.now) == ()
    assert sights.present(middle.now) == (Watcher.MIDDLE,)
    assert WORDS[0] in drawn(middle, Watcher.MIDDLE)
    assert "2 secret keys" in drawn(middle, Watcher.MIDDLE)


def test_whoever_took_a_phone_is_told_what_opens_and_what_does_not() -> None:
    at = played(
        [
            *(Send("Alice", "Bob", WORDS[0]), Carry(), Seize("Bob")),
            *(Send("Alice", "Bob", WORDS[1]), Carry()),
        ]
    )
    (found,) = at.now.taken
    whole = text_of(taken.seizer(found, 60))
    assert "0 of 1 open" in whole
    assert "1 of 1 open" in whole
    assert "its key is gone" in whole
    briefly = text_of(taken.seizer_briefly(found, 26))
    assert briefly.count("✗") == 1
    assert WORDS[1] in briefly


def test_a_ghost_sits_among_those_who_hold_a_device() -> None:
    at = played(
        [
            Join("Carol"),
            MakeGroup("Alice", "Friends", ("Bob", "Carol"), signed=False),
            *(Carry(), Ghost("Friends", "Mallory")),
            *(SendGroup("Alice", "Friends", WORDS[2]), Carry()),
        ]
    )
    assert WORDS[2] in drawn(at, Watcher.THIEF)
    assert WORDS[2] not in drawn(at, Watcher.SERVER)


def test_every_watcher_has_a_name_and_every_page_says_something() -> None:
    assert set(NAMES) == set(Watcher)
    at = played([Send("Alice", "Bob", "one"), Carry(), TakeBackup("Alice"), Seize("Bob")])
    seats = seated(at.world)
    for width, height in ((26, 10), (76, 14), (116, 30)):
        for number in (panels.NETWORK, panels.SERVER, panels.PUSH, panels.OTHERS):
            for lines in (panels.watcher(at, number, width), panels.whole(at, number, width)):
                assert len(lines) > 2
                assert all(width_of(line) <= width for line in lines)
        for lines in (
            panels.both_keys(at, seats, width, height),
            panels.strip(at, panels.KEYS, max(width, 76)),
        ):
            assert all(width_of(line) <= max(width, 76) for line in lines)


def test_a_page_of_the_strip_is_where_it_stands() -> None:
    at = played([Send("Alice", "Bob", "one")])
    shown = text_of(panels.strip(at, panels.PHONES, 76))
    for number in panels.PAGES:
        column = shown.index(f"{number} ")
        assert panels.page_at(at, panels.PHONES, 76, column) == number


# The phones and the wire


def test_a_text_is_on_the_phone_that_holds_it_and_on_the_right_side() -> None:
    at = played([Send("Alice", "Bob", WORDS[0])])
    own = text_of(chat.chat(at, "Alice/1", 30))
    assert re.search(rf"{WORDS[0]} ▌", own)
    assert chat.chat(at, "Bob/1", 30) == []
    come = at.done(Carry())
    assert text_of(chat.chat(come, "Bob/1", 30)).startswith(f"▐ {WORDS[0]}")


def test_the_wire_shows_the_very_bytes_that_are_on_it() -> None:
    at = played([Send("Alice", "Bob", WORDS[0])])
    (packet,) = at.world.wire
    shown = text_of(wire.wire(at, seated(at.world), 44, 12))
    assert " ".join(f"{byte:02x}" for byte in packet.content[:14]) in shown
    assert f"{len(packet.content)} bytes" in shown
    assert WORDS[0] not in shown
    assert "■▶" in shown
    done = text_of(wire.wire(at.done(Carry()), seated(at.world), 44, 12))
    assert "■" not in done


def test_the_wire_is_cut_where_there_is_no_network() -> None:
    at = played([Offline("Bob"), Send("Alice", "Bob", "one"), Carry()])
    shown = text_of(wire.wire(at, seated(at.world), 44, 12))
    assert "✗" in shown
    assert "keeps 1 message" in shown


# What happened, and why


def test_every_event_says_what_happened_and_why_in_the_names_of_people() -> None:
    at = played([Send("Alice", "Bob", "one"), Carry(), Drop(99)])
    for moment in at.moments:
        for each in happening.happened(moment):
            assert each.what
            assert each.why
            assert each.what[0].isupper()
            assert "/1" not in each.what + each.why


def test_the_chosen_event_alone_has_its_reason_and_all_can_be_chosen_with_the_mouse() -> None:
    told = happening.happened(played([Send("Alice", "Bob", "one")]).now)
    for at, each in enumerate(told):
        lines = happening.listed(told, at, 40)
        first, last = happening.place_of(told, at, 40)
        words = " ".join(text_of(lines[first:last]).split())
        assert words == f"› {each.what} {each.why}"
        assert happening.event_at(told, at, 40, first) == at


def test_the_formula_shows_every_value_as_it_was() -> None:
    told = happening.happened(played([Send("Alice", "Bob", "one")]).now)
    sealed = next(each for each in told if each.code == "sealed")
    shown = re.sub(r"\s", "", text_of(happening.formula(sealed, 90)))
    for value in sealed.values:
        assert value.name.replace(" ", "") in shown
        if isinstance(value.content, bytes):
            assert value.content[:20].hex() in shown
    asked = next(each for each in told if each.code == "packet-sent")
    assert "Nothing was computed" not in text_of(happening.formula(asked, 90))


def test_tones_are_for_events_that_there_are() -> None:
    assert set(happening._TONES) <= set(WHAT)
    assert set(taken._CLOSED) <= set(REASONS)


# Lines


@pytest.mark.parametrize("width", [8, 20, 44])
def test_no_line_is_wider_than_there_is_room_and_nothing_in_it_moves_the_cursor(width: int) -> None:
    text = "One \x1b[2J two\u202e three four five six\nseven"
    lines = paragraph(text, width, lead=(Span("+ ", Tone.FRESH),))
    assert all(width_of(line) <= width for line in lines)
    assert "\x1b" not in text_of(lines)
    assert "\u202e" not in text_of(lines)


def test_columns_stand_beside_each_other_whatever_their_heights() -> None:
    lines = beside([(4, [(Span("a"),), EMPTY, (Span("abcdefgh"),)]), (3, [(Span("b"),)])], 2)
    assert text_of(lines).splitlines() == ["a     b", "      ", "abc…  "]
    assert cut((Span("abc"), Span("def")), 4) == (Span("abc"), Span("…"))
    assert text_of([sides((Span("a"),), (Span("b"),), 4)]) == "a  b"


def test_bytes_that_do_not_fit_are_told_to_go_on() -> None:
    assert hex_lines(bytes(4), 6, 1) == ["00 …"]
    assert hex_lines(bytes(4), 6, 2) == ["00 00", "00 00"]
    assert clock(59) == "0:59"
    assert clock(3661) == "1:01:01"


def test_where_there_is_little_room_kinds_are_told_together() -> None:
    at = played([Send("Alice", "Bob", "one"), Carry(), Send("Alice", "Bob", "two"), Carry()])
    now, before = at.now.knows(Watcher.SERVER), at.moments[2].knows(Watcher.SERVER)
    wide, narrow = dealings.table(now, before, 60), dealings.table(now, before, 20)
    assert [text_of([line])[:2] for line in wide] == ["  ", "  ", "  ", "+ "]
    assert len(narrow) == 3
    assert text_of(narrow[2:]).startswith("+ Alice → Bob")
    assert text_of(narrow).endswith("3 ×")
