"""Where random bytes come from: a seed in lessons, the system in free play.

A seed makes a lesson the same each time, and makes its keys known to whoever knows the seed. That
is right for a lesson and for nothing else.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from toolkit.messaging.kdf import mac

if TYPE_CHECKING:
    from toolkit.messaging.kem import Encapsulator
    from toolkit.messaging.keys import Draw

system: Draw = os.urandom
"""The system's own randomness, for free play."""


@dataclass(frozen=True, slots=True)
class Chance:
    """What one step may draw.

    Attributes:
        draw: Random bytes.
        encapsulate: Encapsulation of ML-KEM.
    """

    draw: Draw
    encapsulate: Encapsulator


def seeded(seed: bytes, step: int) -> Draw:
    """The random bytes of one step of a lesson: the same each time.

    They are HMAC-SHA-256 in counter mode (NIST SP 800-108 rev 1, section 4.1) under a key for the
    step. What is given back counts what it gave, so make one for each step and let it go after.

    Args:
        seed: What the lesson is called, or anything else.
        step: Which step of it.
    """
    key = mac(seed, b"step" + step.to_bytes(8, "big"))
    given = 0

    def draw(size: int) -> bytes:
        nonlocal given
        made = b""
        while len(made) < size:
            given += 1
            made += mac(key, given.to_bytes(8, "big"))
        return made[:size]

    return draw
