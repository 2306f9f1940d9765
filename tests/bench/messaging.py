"""How fast the lab is: loading, a message, ten thousand messages, and what stays in memory.

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
from toolkit.messaging.phone import RatchetKind
from toolkit.messaging.state import Settings, World

if TYPE_CHECKING:
    from toolkit.messaging.world import Action

MESSAGES: Final = 10_000
LOADS: Final = 5


def loading() -> float:
    """Milliseconds that the lab adds to a bare interpreter, the median."""
    lab = "import toolkit.messaging.world, toolkit.messaging.watchers, toolkit.messaging.telling"
    program = f"import time; at = time.perf_counter(); {lab}; print(time.perf_counter() - at)"
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


def slowest_step(*, tree: bool) -> tuple[str, float]:
    """The step that takes longest of those of a lesson with a group, and its milliseconds."""
    now, _events = world.begin(("alice", "bob", "carol"), seed=b"bench")
    steps: list[Action] = [
        *(SwapKeys("alice", "bob"), Send("alice", "bob", "one"), Carry()),
        *(MakeGroup("alice", "g", ("bob", "carol"), signed=True, tree=tree), Carry()),
        *(SendGroup("bob", "g", "two"), Carry(), Link("bob", "desk"), Compare("alice", "carol")),
        *(SendGroup("carol", "g", "three"), Carry(), TakeBackup("carol", "1234")),
        *(Reinstall("carol"), Send("alice", "carol", "four"), Carry(), Seize("bob")),
    ]
    taken = []
    for step in steps:
        begun = perf_counter()
        now, _events = world.step(now, step)
        taken.append((perf_counter() - begun, type(step).__name__))
    seconds, name = max(taken)
    return name, seconds * 1000


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
    for tree in (False, True):
        name, milliseconds = slowest_step(tree=tree)
        print(f"slowest step of a lesson: {name}, {milliseconds:.0f} ms (33)")
    few, many = kept(500), kept(5_000)
    print(f"kept without the transcript: {few // 1024} KiB after 500, {many // 1024} after 5,000")


if __name__ == "__main__":
    main()
