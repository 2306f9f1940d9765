"""PackBits (compression 32773): where a strip's last run ends.

Source: TIFF 6.0, section 9.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from toolkit.metadata.formats.tiff.compressed.stored import Stored

# A code below stands for so many literal bytes less one, a code above for one that repeats.
_NOTHING: Final = 128
PART: Final = "PackBits strip"


def extent(stored: Stored, need: int, alphabet: set[int] | None) -> tuple[int, bytes] | None:
    """How much of a strip is its picture. As `deflate.extent`, but it is never written anew.

    A last run that reaches beyond the rows is shortened.
    """
    content = stored.whole()
    room = need
    at = begun = 0
    try:
        while room > 0:
            code = content[at]
            begun = at
            if code < _NOTHING:
                at += code + 2
                room -= code + 1
            elif code > _NOTHING:
                at += 2
                room -= 257 - code
            else:
                at += 1
    except IndexError:
        raise stored.damaged(PART) from None
    if at > len(content):
        raise stored.damaged(PART)
    tail = b""
    if room < 0:
        code = content[begun]
        if code < _NOTHING:
            tail = bytes((code + room,)) + content[begun + 1 : at + room]
        else:
            # A run of one is a literal.
            left = 257 - code + room
            tail = bytes((257 - left if left > 1 else 0, content[begun + 1]))
        at = begun
    if alphabet is not None:
        _collect(content[:at] + tail, alphabet)
    return at, tail


def decode(stored: Stored, need: int) -> bytes:
    """The bytes of the rows.

    Raises:
        DamagedError: There are fewer.
    """
    content = stored.whole()
    output = bytearray()
    at = 0
    while len(output) < need:
        if at >= len(content):
            raise stored.damaged(PART)
        code = content[at]
        if code < _NOTHING:
            output += content[at + 1 : at + code + 2]
            at += code + 2
        elif code > _NOTHING:
            output += content[at + 1 : at + 2] * (257 - code)
            at += 2
        else:
            at += 1
    return bytes(output[:need])


def encode(content: bytes) -> bytes:
    """Runs that hold the bytes and nothing else: a repeat where one byte fills a run."""
    runs = []
    for start in range(0, len(content), _NOTHING):
        part = content[start : start + _NOTHING]
        if len(part) > 1 and part.count(part[0]) == len(part):
            runs.append(bytes((257 - len(part), part[0])))
        else:
            runs.append(bytes((len(part) - 1,)) + part)
    return b"".join(runs)


def _collect(content: bytes, alphabet: set[int]) -> None:
    """The byte values in runs."""
    at = 0
    while at < len(content):
        code = content[at]
        if code < _NOTHING:
            alphabet.update(content[at + 1 : at + code + 2])
            at += code + 2
        elif code > _NOTHING:
            alphabet.add(content[at + 1])
            at += 2
        else:
            at += 1
