"""The screens of the lab, in a world that is the same each time: its bytes come from a seed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from toolkit.messaging.actions import Carry, Join, MakeGroup, Send
from toolkit.messaging.interventions import Seize, SwapKeys
from toolkit.messaging.state import Settings
from toolkit.messaging.telling import FORMULAS
from toolkit.practice.model import Chat, Question, Step
from toolkit.tui.lab import happening
from toolkit.tui.lab.formula_screen import FormulaScreen
from toolkit.tui.lab.lab_screen import LabScreen
from toolkit.tui.lab.meddling import menu
from toolkit.tui.lab.numbers_screen import NumbersScreen
from toolkit.tui.lab.seats import seated
from toolkit.tui.lab.stage import Stage, begun
from toolkit.tui.messaging.hub_screen import HubScreen
from toolkit.tui.training.chat_screen import ChatScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.screen import Screen

    from toolkit.messaging.world import Action


def _played(*actions: Action) -> Stage:
    at = begun(("Alice", "Bob"), seed=b"screens", settings=Settings(post_quantum=False))
    for action in actions:
        at = at.done(action)
    return at


def _sent() -> Stage:
    return _played(Send("Alice", "Bob", "17:30"))


def _talked() -> Stage:
    """Something of everything: a text on its way, one that was read, a phone that was taken."""
    return _played(
        *(Send("Alice", "Bob", "17:30"), Carry(), Send("Bob", "Alice", "18:00"), Carry()),
        *(Seize("Bob"), Send("Alice", "Bob", "18:15"), Carry(), Send("Bob", "Alice", "19:00")),
    ).travelled()


def _grouped() -> Stage:
    return _played(Join("Carol"), MakeGroup("Alice", "X", ("Bob", "Carol"), signed=False), Carry())


def _swapped() -> Stage:
    return _played(SwapKeys("Alice", "Bob"), Send("Alice", "Bob", "17:30"), Carry())


def _numbers() -> NumbersScreen:
    at = _swapped()
    compared = happening.happened(at.done(_compare()).now)
    return NumbersScreen(at.world, seated(at.world), lambda _digits: compared[0])


def _practice() -> ChatScreen:
    step = Step("offline", "Alice")
    asked = (Question("17:30?", "17:30", "17:30"), Question("18:00?", "18:00", "18:00"))
    return ChatScreen(Chat("chat", "X", "X", "screens", ("Alice", "Bob"), (step,), asked))


def _compare() -> Action:
    from toolkit.messaging.actions import Compare  # noqa: PLC0415

    return Compare("Alice", "Bob")


def _formula() -> FormulaScreen:
    told = happening.happened(_sent().now)
    return FormulaScreen(next(each for each in told if each.code == "sealed"))


_BYTES: Final = tuple(f"{byte:02x}" for byte in range(256))
_DIGITS: Final = tuple(
    value.hex()[:4]
    for at in (_talked(), _swapped(), _grouped())
    for moment in at.moments
    for each in moment.ladders.values()
    for value in (each.root, *(key.value for turn in each.turns for key in turn.keys))
)
_LETTERS: Final = tuple(
    deed.key for group in menu(_grouped(), seated(_grouped().world)) for deed in group.deeds
)
_TERMS: Final = ("DHs", "CK", "MK", "N", "plaintext", "message", "private")
DATA: Final = (
    *("Alice", "Bob", "Carol", "Dora", "Mallory", "X", *_BYTES, *_DIGITS, *_TERMS, *_LETTERS),
    *(word for formula in FORMULAS.values() for word in re.findall(r"[A-Za-z]+", formula)),
)
"""What is no word of the interface: names, bytes, and the terms of formulas."""

_PANES: Final = "a pane tells more on a page of its own, which one of its keys opens"
CUTS: Final = dict.fromkeys(("lab", "lab-keys", "lab-practice"), _PANES)
CUT_BY: Final = tuple(
    f"Pane(id='{name}'"
    for name in (
        *("strip", "wire", "keys-left", "keys-right", "events", "brief", "page"),
        *("network", "server", "push", "others"),
    )
)

SCREENS: Final[tuple[tuple[str, Callable[[], Screen[Any]], tuple[str, ...]], ...]] = (
    ("messaging", HubScreen, ()),
    ("lab", lambda: LabScreen(_talked()), ("left", "right")),
    ("lab-keys", lambda: LabScreen(_talked()), ("2",)),
    ("lab-menu", lambda: LabScreen(_grouped()), ("m",)),
    ("lab-numbers", _numbers, ("a",)),
    ("lab-formula", _formula, ()),
    ("lab-practice", _practice, ("end",)),
)
"""Each with what makes it, and the keys to press there."""
