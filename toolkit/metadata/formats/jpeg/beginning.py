"""Where a JPEG stream begins in a file."""

from __future__ import annotations

from typing import Final

_BEGINNING: Final = b"\xff\xd8\xff"

SEARCHED_BYTES: Final = 1024
"""Some programs put bytes of their own before SOI, and some viewers look for it."""


def find(head: bytes) -> int:
    """The offset of SOI in the beginning of a file; -1 when there is none."""
    return head.find(_BEGINNING, 0, SEARCHED_BYTES + 2)


def recognises(head: bytes) -> bool:
    """Whether a file that begins with these bytes is a JPEG."""
    return find(head) >= 0
