"""How fast the lab is: loading, a message, ten thousand messages, and what stays in memory.

.venv/bin/python -m tests.bench.messaging
"""

from __future__ import annotations

import gc
import subprocess
import sys
import tracemalloc
from time import perf_counter
from typing import Final

from toolkit.messaging import world
from toolkit.messaging.actions import Carry, Send
from toolkit.messaging.phone import RatchetKind
from toolkit.messaging.state import Settings, World

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


def talk(kind: RatchetKind, count: int) -> tuple[World, float]:
    """Two people who answer each other, each message delivered; and the seconds it took."""
    now, _events = world.begin(("alice", "bob"), seed=b"bench", settings=Settings(ratchet=kind))
    begun = perf_counter()
    for number in range(count):
        ends = ("alice", "bob") if number % 2 else ("bob", "alice")
        now, _events = world.step(now, Send(*ends, "a message"))
        now, _events = world.step(now, Carry())
    return now, perf_counter() - begun


def kept(count: int) -> int:
    """Bytes of a world after so many messages, without the transcript."""
    gc.collect()
    tracemalloc.start()
    now, _seconds = talk(RatchetKind.DOUBLE, count)
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
        _now, seconds = talk(kind, MESSAGES)
        each = seconds / MESSAGES * 1000
        print(f"{kind.value}: {MESSAGES} messages in {seconds:.1f} s (15), {each:.2f} ms each (2)")
    few, many = kept(500), kept(5_000)
    print(f"kept without the transcript: {few // 1024} KiB after 500, {many // 1024} after 5,000")


if __name__ == "__main__":
    main()
