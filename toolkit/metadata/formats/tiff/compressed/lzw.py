"""LZW (compression 5): where the last code of a strip's picture ends.

A strip's true end is known only by counting: each code stands for a string whose length follows
from the codes before it. The strings themselves are not needed, so this takes a small part of the
time of decoding.

Source: TIFF 6.0, section 13.
"""

from __future__ import annotations

from itertools import chain, repeat
from typing import TYPE_CHECKING, Final, NamedTuple

from toolkit.errors import UnsupportedError
from toolkit.metadata.formats.tiff.compressed.code_runs import codes_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.metadata.formats.tiff.compressed.stored import Stored

PART: Final = "LZW strip"

_CLEAR: Final = 256
_END: Final = 257
_TABLE: Final = 4096
_NARROW: Final = 9

# Widths of the codes behind the first one after Clear, and how many there are of each: the table
# begins at 258, and codes widen one entry early (section 13).
_RUNS: Final = ((9, 253), (10, 512), (11, 1024))
_WIDEST: Final = (12, 2048)

# In the place of the length of the string of Clear and End, which have none: any sum is negative.
_NO_STRING: Final = -(1 << 62)
_LENGTHS: Final = (1,) * _CLEAR + (_NO_STRING, _NO_STRING)

# Literals that fit between two Clear codes before codes grow wider than 9 bits.
_LITERALS: Final = 250


class _State(NamedTuple):
    """How far the counting has come.

    Attributes:
        at: Bits before the next code.
        width: Bits of the next code.
        room: Bytes of the rows that are still missing; 0 or less where the picture is complete.
    """

    at: int
    width: int
    room: int


def extent(stored: Stored, need: int, alphabet: set[int] | None) -> tuple[int, bytes] | None:
    """How much of a strip is its picture. As `deflate.extent`, but it is never written anew.

    The end-of-information code stays where it stands at once behind the last code. The last string
    may reach beyond the rows: it repeats what stands before it, so it tells nothing.
    """
    _refuse_old(stored)
    state = _State(0, _NARROW, need)
    while state.room > 0:
        state = _count_table(stored, state, alphabet)
    whole, bits = divmod(_after_end(stored, state), 8)
    if not bits:
        return whole, b""
    return whole, bytes((stored.read(whole, whole + 1)[0] & (0xFF00 >> bits) & 0xFF,))


def decode(stored: Stored, need: int) -> bytes:
    """The bytes of the rows.

    Raises:
        DamagedError: There are fewer.
    """
    _refuse_old(stored)
    output = bytearray()
    literals = [bytes((byte,)) for byte in range(256)] + [b"", b""]
    strings = literals.copy()
    last = b""
    for code in _codes(stored):
        if code == _CLEAR:
            strings = literals.copy()
            last = b""
            continue
        if code == _END or len(output) >= need:
            break
        if code < len(strings):
            string = strings[code]
        elif last and code == len(strings):
            string = last + last[:1]
        else:
            raise stored.damaged(PART)
        if last and len(strings) < _TABLE:
            strings.append(last + string[:1])
        output += string
        last = string
    if len(output) < need:
        raise stored.damaged(PART)
    return bytes(output[:need])


def encode(content: bytes) -> bytes:
    """Codes that hold the bytes and nothing else: one for each byte, so that they stay narrow."""
    digits = [f"{code:09b}" for code in range(_END + 1)]
    parts = []
    for start in range(0, len(content), _LITERALS):
        parts.append(digits[_CLEAR])
        parts.extend(digits[byte] for byte in content[start : start + _LITERALS])
    parts.append(digits[_END])
    text = "".join(parts)
    text += "0" * (-len(text) % 8)
    return int(text, 2).to_bytes(len(text) // 8, "big")


def _refuse_old(stored: Stored) -> None:
    """Refuse the codes of programs before 1988, whose bits run the other way.

    Their first code, Clear, begins with eight zeros instead of a one; readers tell them by that.
    """
    if stored.size >= 2 and stored.read(0, 1) == b"\0" and stored.read(1, 2)[0] & 1:
        raise UnsupportedError("unsupported", part="old LZW strip")


def _runs() -> Iterator[tuple[int, int]]:
    """The widths of the codes of one table, and how many there are of each."""
    return chain(_RUNS, repeat(_WIDEST))


def _count_table(stored: Stored, state: _State, alphabet: set[int] | None) -> _State:
    """Count what the codes stand for, to the end of the picture or the next Clear code.

    Raises:
        DamagedError: The strip ends before, or has a code that stands for nothing.
    """
    at, _, room = state
    (code,) = codes_at(stored, at, _NARROW, 1) or (_END,)
    at += _NARROW
    if code == _CLEAR:
        return _State(at, _NARROW, room)
    if code > _CLEAR:
        raise stored.damaged(PART)
    _collect((code,), alphabet)
    room -= 1
    last = 1
    lengths = list(_LENGTHS)
    for width, count in _runs():
        if room <= 0:
            return _State(at, width, room)
        codes = codes_at(stored, at, width, count)
        ends = _string_ends(codes, lengths, last)
        used, room = _use(ends, room)
        _collect(codes[:used], alphabet)
        at += width * used
        if used < count:
            if room <= 0:
                return _State(at, width, room)
            if used < len(codes) and codes[used] == _CLEAR:
                return _State(at + width, _NARROW, room)
            raise stored.damaged(PART)
        last = ends[-1] - 1
        del lengths[_TABLE:]
    raise stored.damaged(PART)


def _string_ends(codes: tuple[int, ...], lengths: list[int], last: int) -> list[int]:
    """The lengths of the strings that codes stand for, each plus one, up to the first without any.

    Args:
        codes: The codes.
        lengths: The table: the length of the string of each code; an entry is added for each code.
        last: The length of the string of the code before them.
    """
    before = len(lengths)
    append = lengths.append
    try:
        for code in codes:
            # A code's entry is made before it is looked up: it may be the very one.
            append(last + 1)
            last = lengths[code]
    except IndexError:
        ends = lengths[before + 1 :]
    else:
        ends = [*lengths[before + 1 :], last + 1] if codes else []
    if sum(ends) < 0:
        return ends[: next(index for index, end in enumerate(ends) if end < 0)]
    return ends


def _use(ends: list[int], room: int) -> tuple[int, int]:
    """How many of the strings the picture takes, and the bytes it still misses after them."""
    total = sum(ends) - len(ends)
    if total < room:
        return len(ends), room - total
    for used, end in enumerate(ends, 1):
        room -= end - 1
        if room <= 0:
            return used, room
    return len(ends), room


def _collect(codes: tuple[int, ...], alphabet: set[int] | None) -> None:
    """Note the byte values among codes: no string has one that no code stood for alone."""
    if alphabet is not None:
        alphabet.update(code for code in codes if code < _CLEAR)


def _after_end(stored: Stored, state: _State) -> int:
    """Bits up to the end-of-information code, where it follows at once; else up to here.

    Some programs begin a new table before they end.
    """
    at, width, _ = state
    following = codes_at(stored, at, width, 1)
    if following == (_CLEAR,) and codes_at(stored, at + width, _NARROW, 1) == (_END,):
        return at + width + _NARROW
    return at + width if following == (_END,) else at


def _codes(stored: Stored) -> Iterator[int]:
    """All codes of a strip, in the widths they have."""
    at = 0
    while first := codes_at(stored, at, _NARROW, 1):
        yield first[0]
        at += _NARROW
        if first[0] == _CLEAR:
            continue
        for width, count in _runs():
            codes = codes_at(stored, at, width, count)
            if _CLEAR in codes:
                codes = codes[: codes.index(_CLEAR) + 1]
            yield from codes
            at += width * len(codes)
            if codes[-1:] == (_CLEAR,):
                break
            if len(codes) < count:
                return
