"""No compression (1): a strip is exactly as long as its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from toolkit.metadata.formats.tiff.compressed.stored import Stored

PART: Final = "strip"


def extent(stored: Stored, need: int, alphabet: set[int] | None) -> tuple[int, bytes] | None:
    """How much of a strip is its picture. As `deflate.extent`, but it is never written anew."""
    if stored.size < need:
        raise stored.damaged(PART)
    if alphabet is not None:
        room = need
        for step in stored.steps():
            alphabet.update(set(step[:room]))
            room = max(room - len(step), 0)
    return need, b""


def decode(stored: Stored, need: int) -> bytes:
    """The bytes of the rows.

    Raises:
        DamagedError: There are fewer.
    """
    if stored.size < need:
        raise stored.damaged(PART)
    return stored.whole()[:need]


def encode(content: bytes) -> bytes:
    """The bytes."""
    return content
