"""How fast the lab is: loading, a message, ten thousand messages, a step of a lesson, and memory.

Loading and steps are told by what the processor worked: others on the same computer do not count.

.venv/bin/python -m tests.bench.messaging
"""

from __future__ import annotations

import gc
import subprocess
import sys
import tracemalloc
from time import perf_counter, process_time
from typing import TYPE_CHECKING, Final

from toolkit.messaging import world
from toolkit.messaging.actions import (
    Carry,
    Compare,
    Link,
    MakeGroup,
    Reinstall,
    Send,
    SendGroup,
    TakeBackup,
)
from toolkit.messaging.interventions import Seize, SwapKeys
from toolkit.messaging.lessons import running
from toolkit.messaging.lessons.shelf import load_all
from toolkit.messaging.lessons.showing import Wanted
from toolkit.messaging.phone import RatchetKind
from toolkit.messaging.state import Settings, World

if TYPE_CHECKING:
    from toolkit.messaging.lessons.showing import Asked
    from toolkit.messaging.world import Action

MESSAGES: Final = 10_000
LOADS: Final = 5
FRAME: Final = 1000 / 30
"""Milliseconds. What takes longer, the interface does away from the screen."""
SHOWN: Final = 6


def loading() -> float:
    """Milliseconds that the lab adds to a bare interpreter, the median."""
    lab = "import toolkit.messaging.world, toolkit.messaging.watchers, toolkit.messaging.telling"
    program = f"import time; at = time.process_time(); {lab}; print(time.process_time() - at)"
    taken = [
        float(
            subprocess.run([sys.executable, "-c", program], capture_output=True, check=True).stdout
        )
        for _ in range(LOADS)
    ]
    return sorted(taken)[LOADS // 2] * 1000


def talk(kind: RatchetKind, count: int, seed: bytes | None = None) -> tuple[World, float, float]:
    """Two people who answer each other, each message delivered.

    Returns:
        The world after it, the seconds it took, and those that the processor worked.
    """
    now, _events = world.begin(("alice", "bob"), seed=seed, settings=Settings(ratchet=kind))
    begun, worked = perf_counter(), process_time()
    for number in range(count):
        ends = ("alice", "bob") if number % 2 else ("bob", "alice")
        now, _events = world.step(now, Send(*ends, "a message"))
        now, _events = world.step(now, Carry())
    return now, perf_counter() - begun, process_time() - worked


def slowest_step(*, tree: bool, seed: bytes | None) -> tuple[str, float]:
    """The action that takes longest of those with a group in the lab, and its milliseconds."""
    now, _events = world.begin(("alice", "bob", "carol"), seed=seed)
    steps: list[Action] = [
        *(SwapKeys("alice", "bob"), Send("alice", "bob", "one"), Carry()),
        *(MakeGroup("alice", "g", ("bob", "carol"), signed=True, tree=tree), Carry()),
        *(SendGroup("bob", "g", "two"), Carry(), Link("bob", "desk"), Compare("alice", "carol")),
        *(SendGroup("carol", "g", "three"), Carry(), TakeBackup("carol", "1234")),
        *(Reinstall("carol"), Send("alice", "carol", "four"), Carry(), Seize("bob")),
    ]
    taken = []
    for step in steps:
        begun = process_time()
        now, _events = world.step(now, step)
        taken.append((process_time() - begun, type(step).__name__))
    seconds, name = max(taken)
    return name, seconds * 1000


def lesson_steps() -> list[tuple[float, str]]:
    """Milliseconds of each step of all lessons, and where it is; the slowest first."""
    taken = []
    for lesson in load_all().values():
        begun = process_time()
        state, _shown = running.begin(lesson)
        taken.append(((process_time() - begun) * 1000, f"{lesson.id}: begin"))
        while (asked := state.asked) is not None:
            where = f"{lesson.id}: {state.part.value} {state.at + 1}"
            given = ("Meet me at six",) if asked.wanted is Wanted.TEXT else _all_of(asked)
            begun = process_time()
            state, _shown = running.answer(state, given)
            taken.append(((process_time() - begun) * 1000, where))
    return sorted(taken, reverse=True)


def _all_of(asked: Asked) -> tuple[str, ...]:
    """The answer that sets most going: the last one of a list, as the long ways stand there."""
    return () if asked.wanted is Wanted.GO_ON else (asked.options[-1][0],)


def kept(count: int) -> int:
    """Bytes of a world after so many messages, without the transcript."""
    gc.collect()
    tracemalloc.start()
    now, _seconds, _worked = talk(RatchetKind.DOUBLE, count)
    copies = len(now.copies)
    rest = (now.phones, now.server, now.wire, now.arrived)
    del now
    gc.collect()
    size, _peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert copies >= count
    assert len(rest[0]) == 2
    return size


def main() -> None:
    """Print the numbers."""
    print(f"loading the lab: {loading():.0f} ms (wanted: less than 150)")
    for kind in RatchetKind:
        for seed in (None, b"bench"):
            _now, seconds, worked = talk(kind, MESSAGES, seed)
            each = seconds / MESSAGES * 1000
            how = "from a seed" if seed else "free"
            print(
                f"{kind.value}, {how}: {MESSAGES} messages in {seconds:.1f} s (15), "
                f"{each:.2f} ms each (2), {worked:.1f} s of the processor"
            )
    for tree, seed in ((False, None), (True, None), (False, b"bench"), (True, b"bench")):
        name, milliseconds = slowest_step(tree=tree, seed=seed)
        how = "from a seed" if seed else "free"
        print(f"slowest action, {how}: {name}, {milliseconds:.0f} ms ({FRAME:.0f})")
    steps = lesson_steps()
    over = [each for each in steps if each[0] > FRAME]
    middle = steps[len(steps) // 2][0]
    print(f"{len(steps)} steps of lessons: {middle:.1f} ms the median, over a frame: {len(over)}")
    for milliseconds, where in steps[:SHOWN]:
        print(f"  {milliseconds:.0f} ms  {where}")
    few, many = kept(500), kept(5_000)
    print(f"kept without the transcript: {few // 1024} KiB after 500, {many // 1024} after 5,000")


if __name__ == "__main__":
    main()
