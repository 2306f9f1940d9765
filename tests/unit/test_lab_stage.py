"""The lab without its drawing: time goes both ways, keys are followed, what one does is found."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from toolkit.messaging.actions import (
    Carry,
    Compare,
    Deliver,
    Join,
    MakeGroup,
    Send,
    TakeBackup,
)
from toolkit.messaging.events import Watcher
from toolkit.messaging.interventions import Drop, GuessBackup, Seize
from toolkit.messaging.keyring import secrets
from toolkit.messaging.names import called
from toolkit.messaging.openly import SendSms
from toolkit.messaging.phone import RatchetKind
from toolkit.messaging.state import UNKNOWN, Settings
from toolkit.messaging.watchers import seized
from toolkit.tui.lab import (
    experiments,
    guessing,
    happening,
    ladder,
    panels,
    stage,
    timeline,
    turning,
)
from toolkit.tui.lab.ink import text_of
from toolkit.tui.lab.meddling import menu
from toolkit.tui.lab.seats import (
    Way,
    fitting,
    reachable,
    readdressed,
    seated,
    swapped_in,
    turned,
    written,
)
from toolkit.tui.lab.stage import Stage, begun
from toolkit.tui.lab.turning import Fate
from toolkit.tui.lab.wheel import HEIGHT, TEETH, WIDTH, wheel

if TYPE_CHECKING:
    from toolkit.tui.lab.choices import Deed

X3DH = Settings(post_quantum=False)


def played(*actions: object, people: tuple[str, ...] = ("Alice", "Bob")) -> Stage:
    at = begun(people, seed=b"stage", settings=X3DH)
    for action in actions:
        at = at.done(action)  # type: ignore[arg-type]
    return at


def talked() -> Stage:
    """Out of order, and in three turns."""
    at = played(
        Send("Alice", "Bob", "one"), Carry(), Send("Bob", "Alice", "two"), Carry(),
        Send("Alice", "Bob", "three"), Send("Alice", "Bob", "four"),
    )  # fmt: skip
    first, second = (packet.number for packet in at.world.wire)
    at = at.done(Deliver(second))
    at = at.done(Deliver(at.world.wire[-1].number)).done(Deliver(first))
    return at.travelled()


# Time


def test_one_can_look_back_at_every_moment_as_it_was() -> None:
    now = talked()
    for at, moment in enumerate(now.moments):
        looked = now.gone(at)
        assert looked.now is moment
        assert looked.world.step == at
        assert looked.looks_back == (at < len(now.moments) - 1)
    assert now.gone(-5).at == 0
    assert now.gone(99).at == now.at


def test_what_is_done_while_looking_back_begins_from_there() -> None:
    back = talked().gone(1)
    other = back.done(Drop(back.world.wire[0].number))
    assert len(other.moments) == 3
    assert other.now.events[0].code == "dropped"
    assert not other.looks_back
    assert len(back.moments) > 3


def test_what_is_on_its_way_goes_on_by_one_stretch_and_looking_back_by_one_moment() -> None:
    sent = played(Send("Alice", "Bob", "one"))
    at = sent.travelled()
    assert [event.code for event in at.now.events] == ["server-got", "push-sent", "packet-sent"]
    shown = at.travelled()
    assert shown.now.shown == 1
    assert shown.travelled() is shown
    assert shown.gone(0).travelled().at == 1
    assert shown.gone(0).travelled().moments == shown.moments


def test_what_cannot_be_done_is_a_moment_with_its_reason() -> None:
    at = played(Drop(9))
    assert at.now.refused
    assert at.now.events[0].facts["reason"] == "no-packet"
    assert at.world is at.moments[0].world
    assert timeline.sign(at.now) == "✗"


def test_a_phone_that_is_taken_later_is_taken_when_so_many_texts_were_shown() -> None:
    at = played().planned(Seize("Bob"), 2)
    for text in ("one", "two", "three"):
        at = at.done(Send("Alice", "Bob", text)).done(Carry())
    codes = [event.code for event in at.events]
    assert codes.count("phone-seized") == 1
    assert [event.code for event in at.moments[5].events] == ["phone-seized"]
    assert at.later == ()
    (taken,) = at.now.taken
    assert set(taken.knowledge.texts) == {"one", "two"}
    opened = [(each.later, each.text) for each in taken.attempts]
    assert opened == [(False, None), (False, None), (True, "three")]


def test_what_was_planned_is_let_go_with_the_time_in_which_it_was() -> None:
    at = played(Send("Alice", "Bob", "one"), Carry()).planned(Seize("Bob"), 1)
    other = at.gone(0).done(Send("Alice", "Bob", "x")).done(Carry())
    assert other.later == ()
    assert not other.now.seizures


def test_a_phone_that_was_taken_opens_the_same_message_by_message_as_all_at_once() -> None:
    at = played(Send("Alice", "Bob", "one"), Carry(), Seize("Bob"))
    for writer, to in (("Alice", "Bob"), ("Bob", "Alice")) * 3:
        at = at.done(Send(writer, to, writer)).done(Carry())
    seizure = at.now.seizures[0]
    (found,) = at.now.taken
    whole = seized(at.events, seizure)
    assert found.attempts == whole.attempts
    assert [each.text is not None for each in found.attempts] == [False, True, True, False]


# Keys


def test_both_phones_make_the_same_keys_and_destroy_them() -> None:
    ladders = talked().now.ladders
    sent = [turn for turn in ladders["Alice/1", "Bob/1"].turns if turn.sends]
    got = [turn for turn in ladders["Bob/1", "Alice/1"].turns if not turn.sends]
    assert [turn.ratchet for turn in sent[:2]] == [turn.ratchet for turn in got]
    for one, other in zip(sent, got, strict=False):
        values = [key.value for key in one.keys if key.fate is Fate.GONE]
        assert values == [key.value for key in other.keys if key.fate is Fate.GONE]
        assert all(len(value) == 32 for value in values)
    assert ladders["Alice/1", "Bob/1"].number == 4


def test_a_key_that_is_crossed_out_is_on_the_phone_no_more_and_one_that_is_there_is() -> None:
    for at in talked().moments:
        for (phone, _other), each in at.ladders.items():
            held = {value.content for value in secrets(at.world.phones[phone])}
            for turn in each.turns:
                for key in turn.keys:
                    assert (key.value in held) == (key.fate is not Fate.GONE)


def test_the_key_of_a_message_that_was_overtaken_is_kept_until_it_comes() -> None:
    at = talked()
    fates = [
        [key.fate for turn in moment.ladders["Bob/1", "Alice/1"].turns for key in turn.keys]
        for moment in at.moments
        if ("Bob/1", "Alice/1") in moment.ladders
    ]
    assert any(Fate.KEPT in each for each in fates)
    assert Fate.KEPT not in fates[-1]


def test_a_world_that_is_found_as_it_is_shows_the_keys_that_are_in_it() -> None:
    at = talked()
    found = stage.entered(at.world, at.events)
    keys = found.now.ladders["Bob/1", "Alice/1"].turns[-2].keys
    assert [key.fate for key in keys] == [Fate.GONE, Fate.GONE, Fate.NEXT]
    assert keys[-1].value == at.now.ladders["Bob/1", "Alice/1"].turns[-2].keys[-1].value
    assert found.now.knows(Watcher.SERVER) == at.now.knows(Watcher.SERVER)
    assert found.done(Send("Alice", "Bob", "five")).done(Carry()).now.shown == at.now.shown + 1


def test_what_changed_in_a_moment_is_counted_by_what_the_phone_holds() -> None:
    at = played(Send("Alice", "Bob", "one"), Carry(), Send("Alice", "Bob", "two"))
    assert at.before is not None
    change = turning.change(at.before.world, at.world, "Alice/1")
    assert (change.made, change.gone) == (1, 1)
    assert turning.change(at.before.world, at.world, "Bob/1") == turning.Change(0, 0)


def test_keys_are_drawn_with_what_became_of_them_and_those_of_this_moment_marked() -> None:
    at = talked()
    drawn = ladder.keys(at, "Bob/1", "Alice/1", 40, 12)
    assert "✗" in text_of(drawn)
    assert "◆" in text_of(drawn)
    late = at.gone(at.at - 1)
    assert "○" in text_of(ladder.keys(late, "Bob/1", "Alice/1", 40, 12))
    for height in (4, 8, 12):
        assert len(ladder.keys(at, "Bob/1", "Alice/1", 30, height)) <= max(height, 6)
    fresh = played()
    assert "No key with Bob yet" in text_of(ladder.keys(fresh, "Alice/1", "Bob/1", 40, 12))


def test_the_wheel_looks_another_way_after_each_tooth_and_comes_round() -> None:
    shapes = {wheel(turned) for turned in range(TEETH)}
    assert len(shapes) == TEETH
    assert all(len(shape) == HEIGHT and len(shape[0]) == WIDTH for shape in shapes)


# Who sits where


def test_people_take_turns_and_write_to_whom_they_can_reach() -> None:
    at = played(
        Join("Carol"),
        MakeGroup("Alice", "Friends", ("Bob", "Carol"), signed=True),
        Carry(),
    )
    seats = seated(at.world)
    assert (seats.writer, seats.to) == ("Alice/1", "Bob")
    assert (turned(seats, at.world).writer, turned(seats, at.world).to) == ("Bob/1", "Alice")
    assert reachable(at.world, "Alice/1") == ("Bob", "Carol", "Friends")
    group = readdressed(readdressed(seats, at.world), at.world)
    assert group.to == "Friends"
    assert turned(group, at.world).to == "Friends"
    carol = swapped_in(seats, at.world)
    assert (carol.right, carol.to) == ("Carol/1", "Carol")
    assert fitting(carol, at.moments[0].world).right == "Bob/1"


def test_a_text_goes_by_the_way_that_was_chosen_and_to_a_group_always_sealed() -> None:
    world = played().world
    seats = seated(world)
    assert written(seats, world, "x") == Send("Alice/1", "Bob", "x")
    sms = type(seats)(seats.left, seats.right, to="Bob", way=Way.SMS)
    assert written(sms, world, "x") == SendSms("Alice/1", "Bob", "x")


def test_phones_are_called_as_people_call_them() -> None:
    assert called("Alice/1") == "Alice"
    assert called("Alice/laptop") == "Alice’s laptop"
    assert called("server") == "the server"


# What can be done


def every_deed(at: Stage) -> dict[str, Deed]:
    deeds = [deed for group in menu(at, seated(at.world)) for deed in group.deeds]
    assert len({deed.key for deed in deeds}) == len(deeds)
    return {deed.key: deed for deed in deeds}


@pytest.mark.parametrize(
    "at",
    [played(), played(Send("Alice", "Bob", "one"), Send("Alice", "Bob", "two")), talked()],
    ids=["begun", "sent", "talked"],
)
def test_all_that_is_offered_can_be_done(at: Stage) -> None:
    for deed in every_deed(at).values():
        assert deed.possible or deed.about
        for choice in deed.choices:
            if choice.action is not None and not choice.slow:
                done = at.done(choice.action).now
                assert not done.refused, (deed.title, done.events[0].facts)


def test_everything_that_the_lab_promises_is_offered() -> None:
    sent = every_deed(played(Send("Alice", "Bob", "one"), Send("Alice", "Bob", "two")))
    assert all(sent[key].possible for key in "dhorfstlbcnp")
    group = played(Join("Carol"), MakeGroup("Alice", "Friends", ("Bob", "Carol"), signed=False))
    assert all(every_deed(group)[key].possible for key in "ugjz")
    assert not every_deed(talked())["k"].possible
    assert not every_deed(talked())["m"].possible


def test_the_pin_of_a_backup_is_guessed_on_the_real_file_and_no_pin_twice() -> None:
    said = (Send("Alice", "Bob", "at six"), Carry())
    at = played(*said, TakeBackup("Bob", "0250"), TakeBackup("Alice"))
    easy, every, keys = every_deed(at)["m"].choices
    assert easy.slow
    assert every.slow
    assert len(set(guessing.easy())) == 100
    assert easy.action == GuessBackup("Bob", guessing.easy())
    (closed,) = at.done(easy.action).now.events
    assert (closed.code, closed.facts["tried"]) == ("backup-closed", 100)
    why = happening.happened(at.done(easy.action).now)[0]
    assert "They can go on." in why.why
    assert why.formula == "key = Argon2id(PIN, salt)"
    assert {value.name for value in why.values} == {"PIN", "salt"}
    tried = [each.guesses for each in (every.action, *every.further) if type(each) is GuessBackup]
    assert [pin for hundred in tried for pin in hundred] == [f"{pin:04}" for pin in range(10_000)]
    assert every.action is not None
    later = at.done(easy.action).done(every.action)
    _easy, rest, _keys = every_deed(later)["m"].choices
    assert rest.action == every.further[0]
    opened = later.done(rest.action).done(rest.further[0])
    assert [event.code for event in opened.now.events] == ["backup-opened"]
    assert opened.now.knows(Watcher.CLOUD).texts == ("at six",)
    assert keys.action is not None
    assert at.done(keys.action).now.events[0].code == "backup-closed-key"


def test_an_experiment_begins_with_another_kind_of_messenger_and_says_so() -> None:
    usual = Settings()
    assert experiments.unusual(usual) == ""
    kinds = [choice.begins for choice in experiments.choices(usual)]
    assert kinds[0] == usual
    assert len(set(kinds)) == len(kinds)
    (sealed,) = (each for each in kinds if each is not None and each.sealed_sender)
    assert experiments.unusual(sealed) == "Here: sealed sender"
    assert usual in [choice.begins for choice in experiments.choices(sealed)]
    at = begun(("Alice", "Bob"), settings=sealed).done(Send("Alice", "Bob", "at six")).done(Carry())
    told = [each for each in happening.happened(at.now) if each.code == "server-got-unnamed"]
    assert "A seal is over the sender" in told[0].why
    server = [trace for trace in at.now.knows(Watcher.SERVER).traces if trace.kind == "envelope"]
    assert {trace.sender for trace in server} == {UNKNOWN}


@pytest.mark.parametrize("kind", RatchetKind)
def test_every_pane_of_an_experiment_with_another_ratchet_is_drawn(kind: RatchetKind) -> None:
    at = begun(("Alice", "Bob"), seed=b"kinds", settings=Settings(ratchet=kind, padding=160))
    for ends in (("Alice", "Bob"), ("Bob", "Alice")) * 4:
        at = at.done(Send(*ends, "at six")).done(Carry())
    keys = text_of(panels.both_keys(at, seated(at.world), 76, 20))
    assert ("This is a simplification" in " ".join(keys.split())) is (kind is RatchetKind.HYBRID)
    assert all(panels.whole(at, number, 76) for number in panels.WATCHERS)


# The slider


def test_every_moment_has_its_sign_and_can_be_pressed() -> None:
    at = talked()
    line = timeline.slider(at, 76)
    assert text_of([line]).count("●") == 4
    assert "moment 11 of 11" in text_of([line])
    columns = [timeline.moment_at(at, 76, column) for column in range(76)]
    assert [each for each in dict.fromkeys(columns) if each is not None] == list(range(11))
    assert "looking back" in text_of([timeline.slider(at.gone(3), 76)])


def test_however_many_moments_there_are_the_one_looked_at_is_seen() -> None:
    at = played()
    for _number in range(60):
        at = at.done(Compare("Alice", "Bob"))
    for place in (0, 30, 60):
        looked = at.gone(place)
        assert "◉" in text_of([timeline.slider(looked, 76)])
        first, last = timeline.window(looked, 76)
        assert first <= place < last
