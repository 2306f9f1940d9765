"""The first minute in the lab: one line says which key is useful next, and it changes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from toolkit.messaging import terms
from toolkit.messaging.actions import (
    Carry,
    Compare,
    Deliver,
    Join,
    MakeGroup,
    Send,
    SendGroup,
)
from toolkit.messaging.interventions import Drop, SwapKeys
from toolkit.messaging.state import Settings
from toolkit.tui.lab import happening, panels
from toolkit.tui.lab.board import View
from toolkit.tui.lab.ink import text_of
from toolkit.tui.lab.leading import lead
from toolkit.tui.lab.seats import readdressed, seated
from toolkit.tui.lab.stage import begun

if TYPE_CHECKING:
    from toolkit.messaging.world import Action

HELLO = Send("Alice", "Bob", "hello")


def after(*actions: Action, opened: tuple[int, ...] = ()) -> View:
    stage = begun(("Alice", "Bob"), seed=b"lead", settings=Settings(post_quantum=False))
    for action in actions:
        stage = stage.done(action)
    told = happening.happened(stage.now)
    return View(stage, seated(stage.world), told, opened=frozenset(opened))


def said(view: View) -> str:
    return lead(view, writes=False)


def test_the_first_minute_leads_from_writing_to_meddling() -> None:
    assert said(after()).startswith("Begin here: Enter")
    assert "Alice" in said(after())
    assert "Enter sends" in lead(after(), writes=True)
    assert said(after(HELLO)).startswith("↓ shows what else")
    assert said(replace(after(HELLO), chosen=1)) == "Space: it goes on to the server."
    (packet,) = after(HELLO).stage.world.wire
    assert said(after(HELLO, Deliver(packet.number))) == "Space: it goes on to Bob."
    came = (HELLO, Carry())
    assert "3, 4, 5" in said(after(*came))
    assert said(after(*came, opened=(panels.SERVER,))).startswith("2: the keys")
    seen = (panels.SERVER, panels.KEYS)
    assert said(after(*came, opened=seen)) == "Tab, then Enter: answer on Bob’s phone."
    answered = (*came, Send("Bob", "Alice", "yes"), Carry())
    assert said(after(*answered, opened=seen)).startswith("m: meddle")


def test_whoever_swapped_keys_is_led_to_comparing_numbers() -> None:
    swap = SwapKeys("Alice", "Bob")
    assert "look at 6" in said(after(swap))
    read = (swap, HELLO, Carry())
    assert "m, then c" in said(after(*read))
    assert "m, then c" not in said(after(*read, Compare("Alice", "Bob")))
    dropped = after(HELLO, Drop(after(HELLO).stage.world.wire[0].number))
    assert said(dropped).startswith("Home, then m, k")


def test_whoever_made_a_group_is_led_to_write_there() -> None:
    made = (Join("Carol"), MakeGroup("Alice", "X", ("Bob", "Carol"), signed=False), Carry())
    assert said(after(*made)).startswith("t: write to the group")
    assert not said(after(*made, SendGroup("Alice", "X", "hi"), Carry())).startswith("t:")


def test_whoever_is_written_to_sits_opposite() -> None:
    made = after(Join("Carol"), MakeGroup("Alice", "X", ("Bob", "Carol"), signed=False), Carry())
    world = made.stage.world
    to_carol = readdressed(made.seats, world)
    assert (to_carol.to, to_carol.left, to_carol.right) == ("Carol", "Alice/1", "Carol/1")
    to_group = readdressed(to_carol, world)
    assert (to_group.to, to_group.right) == ("X", "Carol/1")
    assert readdressed(to_group, world).right == "Bob/1"


def test_on_a_page_and_in_the_past_one_is_told_the_way_out() -> None:
    assert said(replace(after(HELLO), page=panels.KEYS)).startswith("Esc:")
    view = after(HELLO)
    assert said(replace(view, stage=view.stage.gone(0))).startswith("→ goes on")


def test_what_leads_has_room_in_languages_longer_by_two_fifths() -> None:
    views = [after(), after(HELLO), after(HELLO, Carry()), after(SwapKeys("Alice", "Bob"))]
    assert all(len(said(view)) * 1.4 < 74 for view in views)


def test_each_term_of_a_formula_is_told_in_words() -> None:
    view = after(HELLO, Carry())
    computed = [
        each for moment in view.stage.moments for each in happening.happened(moment) if each.formula
    ]
    assert {each.code for each in computed} >= {"handshake-begun", "sealed", "opened"}
    for each in computed:
        assert terms.reading(each.formula)
        shown = text_of(happening.formula(each, 76))
        assert all(terms.meaning(value.name) in shown for value in each.values)
    named = {value.name for each in computed for value in each.values}
    assert {name for name in named if not terms.meaning(name)} == {"message"}
