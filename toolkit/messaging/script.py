"""Scenarios as files: who is there, and what is done, in TOML (toml.io, v1.0).

`EXAMPLE` shows one. What a step can do is in `ACTIONS`; its other fields are those of the action.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field, fields
from enum import Enum
from typing import TYPE_CHECKING, Final

from toolkit.content import build
from toolkit.errors import ContentError
from toolkit.messaging import world
from toolkit.messaging.actions import Join, Link, MakeGroup
from toolkit.messaging.devices import TAKEN_OVER, TakeOver
from toolkit.messaging.interventions import Ghost
from toolkit.messaging.phone import owner_of
from toolkit.messaging.state import MAX_PADDING, TAKEN, Settings

if TYPE_CHECKING:
    from pathlib import Path

    from toolkit.messaging.events import Event
    from toolkit.messaging.state import World
    from toolkit.messaging.world import Action


def _word(kind: type) -> str:
    """``SwapKeys`` is written ``swap-keys``."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", kind.__name__).lower()


EXAMPLE: Final = """\
title = "The swapped key"
seed = "any text; without it, each time is another"
people = ["alice", "bob"]

[settings]
ratchet = "hidden"

[[steps]]
do = "swap-keys"
who = "alice"
to = "bob"

[[steps]]
do = "send"
who = "alice"
to = "bob"
text = "Where do we meet?"

[[steps]]
do = "carry"
"""
"""A scenario: a title, people, settings, and steps that each say what to do, and then what that
needs."""

ACTIONS: Final[dict[str, type]] = {_word(kind): kind for kind in world.ACTIONS}
"""What a step can do, by the word in the file."""

LARGEST: Final = 256 * 1024
"""Characters of a scenario."""
MAX_STEPS: Final = 1000
MAX_PEOPLE: Final = 20
_NAME: Final = re.compile(r"[\w-]{1,40}")
_PEOPLE: Final = frozenset({"who", "to", "member", "members", "via"})
"""Fields that name somebody."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """What a file says.

    Attributes:
        title: What it is called.
        people: Who is there.
        steps: What is done.
        seed: What all is drawn from; empty for free play.
        settings: Which kind of messenger.
    """

    title: str
    people: tuple[str, ...]
    steps: tuple[Action, ...]
    seed: str = ""
    settings: Settings = field(default_factory=Settings)


@dataclass(frozen=True, slots=True)
class _Head:
    """All but the steps."""

    title: str
    people: tuple[str, ...]
    seed: str = ""
    settings: Settings = field(default_factory=Settings)


def load(path: Path) -> Scenario:
    """A scenario from a file.

    Raises:
        ContentError: As `read`, or ``"scenario-unreadable"``.
    """
    try:
        with path.open(encoding="utf-8") as file:
            return read(file.read(LARGEST + 1), path.name)
    except (OSError, ValueError) as error:
        raise ContentError("scenario-unreadable", file=path.name) from error


def read(untrusted: str, file: str) -> Scenario:
    """A scenario from text.

    Args:
        untrusted: TOML.
        file: What to call it in an error.

    Raises:
        ContentError: With the line or the field: ``"scenario-too-large"``, ``"content-no-toml"``,
            ``"content-unknown-field"``, ``"content-missing-field"``, ``"content-wrong-type"``,
            or ``"content-missing-id"`` where it names an action, a person or a group that is not
            there.
    """
    if len(untrusted) > LARGEST:
        raise ContentError("scenario-too-large", file=file, most=LARGEST)
    try:
        table = tomllib.loads(untrusted)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ContentError("content-no-toml", file=file, reason=str(error)) from error
    steps = table.get("steps", [])
    if type(steps) is not list or len(steps) > MAX_STEPS:
        raise ContentError("content-wrong-type", file=file, field="steps")
    head = build(_Head, {key: each for key, each in table.items() if key != "steps"}, file)
    _check_names(head.people, file)
    if not 1 <= head.settings.padding <= MAX_PADDING:
        raise ContentError("content-wrong-type", file=file, field="settings.padding")
    known = {*head.people, *(f"{person}/1" for person in head.people)}
    actions = []
    for number, step in enumerate(steps, 1):
        action = action_of(step, f"steps[{number}]", file)
        _check_people(action, known, f"steps[{number}]", file)
        actions.append(action)
    return Scenario(head.title, head.people, tuple(actions), head.seed, head.settings)


def settings() -> tuple[tuple[str, str], ...]:
    """What can stand under ``[settings]``, and what each can be, the usual first."""
    usual = Settings()
    listed = []
    for each in fields(Settings):
        value = getattr(usual, each.name)
        can_be = [f"1 … {MAX_PADDING}"]
        if isinstance(value, bool):
            can_be = [str(value).lower(), str(not value).lower()]
        elif isinstance(value, Enum):
            can_be = [f'"{one.value}"' for one in type(value)]
        listed.append((each.name, " | ".join(can_be)))
    return tuple(listed)


def play(scenario: Scenario) -> tuple[World, tuple[Event, ...]]:
    """Do all that a scenario says, from its beginning."""
    seed = scenario.seed.encode() or None
    begun, events = world.begin(scenario.people, seed=seed, settings=scenario.settings)
    after, more = world.run(begun, scenario.steps)
    return after, (*events, *more)


def action_of(step: object, at: str, file: str) -> Action:
    """One step of a file, as the action that it names.

    Args:
        step: Its table.
        at: Where it stands in the file.
        file: What to call the file in an error.

    Raises:
        ContentError: As `read`.
    """
    if not isinstance(step, dict):
        raise ContentError("content-wrong-type", file=file, field=at)
    rest = {key: each for key, each in step.items() if key != "do"}
    if "do" not in step:
        raise ContentError("content-missing-field", file=file, field=f"{at}.do")
    kind = ACTIONS.get(step["do"]) if isinstance(step["do"], str) else None
    if kind is None:
        raise ContentError("content-missing-id", file=file, field=f"{at}.do", id=str(step["do"]))
    try:
        action: Action = build(kind, rest, file)
    except ContentError as error:
        facts = {**error.facts, "field": f"{at}.{error.facts['field']}"}
        raise ContentError(error.code, **facts) from error
    return action


def _check_names(people: tuple[str, ...], file: str) -> None:
    if (
        not all(map(_fits, people))
        or not 0 < len(people) <= MAX_PEOPLE
        or len(set(people)) < len(people)
    ):
        raise ContentError("content-wrong-type", file=file, field="people")


def _fits(name: str) -> bool:
    """Whether somebody can be called so."""
    return name not in TAKEN and _NAME.fullmatch(name) is not None


def _check_people(action: Action, known: set[str], at: str, file: str) -> None:
    """See that whom a step names is there by then; a step can bring somebody in."""
    if isinstance(action, Join):
        if not _fits(action.who):
            raise ContentError("content-wrong-type", file=file, field=f"{at}.who")
        known.add(action.who)
    for each in fields(action):
        named = getattr(action, each.name)
        if each.name in _PEOPLE:
            for name in (named,) if isinstance(named, str) else named:
                if name not in known:
                    where = f"{at}.{each.name}"
                    raise ContentError("content-missing-id", file=file, field=where, id=name)
    known |= _brought(action)


def _brought(action: Action) -> set[str]:
    """Whom later steps can name because of this one."""
    if isinstance(action, Link):
        return {f"{owner_of(action.who)}/{action.device}"}
    if isinstance(action, TakeOver):
        return {f"{owner_of(action.who)}/{TAKEN_OVER}"}
    if isinstance(action, MakeGroup):
        return {action.group}
    return {action.name} if isinstance(action, Ghost) else set()
