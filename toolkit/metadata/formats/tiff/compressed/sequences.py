"""The sequences of a Zstandard block: how long their matches are, all together.

Source: RFC 8878, 3.1.1.3.2 (sequences section), 4.1 (finite state entropy), appendix A.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final, NamedTuple

# Extra bits of each code of a literals length, and those of a match length with its smallest value
# (3.1.1.3.2.1.1); an offset code has as many as its number.
_LITERAL_BITS: Final = (0,) * 16 + (
    1,
    1,
    1,
    1,
    2,
    2,
    3,
    3,
    4,
    6,
    7,
    8,
    9,
    10,
    11,
    12,
    13,
    14,
    15,
    16,
)
_MATCH_BITS: Final = (0,) * 32 + (
    1, 1, 1, 1, 2, 2, 3, 3, 4, 4, 5, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16,
)  # fmt: skip
_MATCH_LENGTHS: Final = (*range(3, 35), *(
    35, 37, 39, 41, 43, 47, 51, 59, 67, 83, 99, 131, 259, 515, 1027, 2051, 4099, 8195, 16387, 32771,
    65539,
))  # fmt: skip

# The distributions that a block may take without writing them (3.1.1.3.2.2).
_PREDEFINED: Final = (
    (4, 3, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 3, 2, 1, 1, 1, 1, 1)
    + (-1,) * 4,
    (1,) * 6 + (2, 2, 2) + (1,) * 15 + (-1,) * 5,
    (1, 4, 3, 2, 2, 2, 2, 2, 2) + (1,) * 37 + (-1,) * 7,
)
_PREDEFINED_LOGS: Final = (6, 5, 6)

# The largest tables a block may write (3.1.1.3.2.1), and the codes they may have.
_LARGEST_LOGS: Final = (9, 8, 9)
_CODES: Final = (36, 32, 53)

_LITERALS, _OFFSETS, _MATCHES = range(3)
_TAKE_PREDEFINED, _ONE_CODE, _WRITTEN, _REPEATED = range(4)


class _State(NamedTuple):
    """A state of a decoder.

    Attributes:
        code: The code that it stands for.
        bits: Bits to read for the next state.
        base: What these are added to.
    """

    code: int
    bits: int
    base: int


class _Table(NamedTuple):
    """The states of a decoder.

    Attributes:
        log: Bits of the number of a state.
        states: By number.
    """

    log: int
    states: tuple[_State, ...]


class Sequences:
    """Reads the sequences of the blocks of one frame: a block may take the tables of the last."""

    def __init__(self) -> None:
        self._tables: list[_Table | None] = [None, None, None]

    def matched(self, block: bytes, at: int) -> int:
        """The bytes that all matches of a block copy.

        Args:
            block: The block.
            at: Where its sequences begin.

        Raises:
            ValueError: They contradict themselves.
            IndexError: They are cut short, or use a code that there is not.
        """
        count, at = _count(block, at)
        if not count:
            return 0
        modes = block[at]
        at += 1
        for kind, shift in ((_LITERALS, 6), (_OFFSETS, 4), (_MATCHES, 2)):
            at = self._read_table(kind, modes >> shift & 3, block, at)
        literals, offsets, matches = self._tables
        if literals is None or offsets is None or matches is None or not block[at:]:
            raise ValueError
        return _total(block[at:], count, literals, offsets, matches)

    def _read_table(self, kind: int, mode: int, block: bytes, at: int) -> int:
        """Take or read the table of one kind of code. Gives the place after it."""
        if mode == _TAKE_PREDEFINED:
            self._tables[kind] = _table(_PREDEFINED[kind], _PREDEFINED_LOGS[kind])
        elif mode == _ONE_CODE:
            if block[at] >= _CODES[kind]:
                raise IndexError
            self._tables[kind] = _Table(0, (_State(block[at], 0, 0),))
            at += 1
        elif mode == _WRITTEN:
            shares, log, at = _shares(block, at)
            if log > _LARGEST_LOGS[kind] or len(shares) > _CODES[kind]:
                raise ValueError
            self._tables[kind] = _table(shares, log)
        return at


def _count(block: bytes, at: int) -> tuple[int, int]:
    """How many sequences there are (3.1.1.3.2.1), and where the modes are told."""
    first = block[at]
    if first < 128:
        return first, at + 1
    if first < 255:
        return ((first - 128) << 8) + block[at + 1], at + 2
    return block[at + 1] + (block[at + 2] << 8) + 0x7F00, at + 3


def _total(stream: bytes, count: int, literals: _Table, offsets: _Table, matches: _Table) -> int:
    """Add up the matches. The stream is read from its last bit backwards (3.1.1.3.2.2)."""
    if not stream[-1]:
        raise ValueError
    # The highest one in the last byte only marks the end.
    bits = f"{int.from_bytes(stream, 'little'):b}"[1:]
    at = 0

    def read(width: int) -> int:
        nonlocal at
        at += width
        return int(bits[at - width : at], 2) if width else 0

    literal = literals.states[read(literals.log)]
    offset = offsets.states[read(offsets.log)]
    match = matches.states[read(matches.log)]
    total = 0
    for left in range(count - 1, -1, -1):
        at += offset.code
        total += _MATCH_LENGTHS[match.code] + read(_MATCH_BITS[match.code])
        at += _LITERAL_BITS[literal.code]
        if left:
            literal = literals.states[literal.base + read(literal.bits)]
            match = matches.states[match.base + read(match.bits)]
            offset = offsets.states[offset.base + read(offset.bits)]
    if at != len(bits):
        raise ValueError
    return total


def _shares(block: bytes, at: int) -> tuple[tuple[int, ...], int, int]:
    """A written distribution (4.1.1): the share of each code, the table's log, and what follows."""
    # The longest has 53 codes of at most ten bits.
    value = int.from_bytes(block[at : at + 128], "little")
    log = (value & 15) + 5
    used = 4
    left = (1 << log) + 1
    threshold, width = 1 << log, log + 1
    shares: list[int] = []
    while left > 1:
        low = value >> used & (threshold - 1)
        spare = 2 * threshold - 1 - left
        if low < spare:
            share = low
            used += width - 1
        else:
            share = value >> used & (2 * threshold - 1)
            used += width
            if share >= threshold:
                share -= spare
        share -= 1
        left -= abs(share)
        shares.append(share)
        while share == 0:
            repeated = value >> used & 3
            used += 2
            shares.extend((0,) * repeated)
            if repeated != 3 or len(shares) > 255:
                break
        while left < threshold:
            width -= 1
            threshold >>= 1
    if left != 1 or len(shares) > 255 or at + (used + 7) // 8 > len(block):
        raise ValueError
    return tuple(shares), log, at + (used + 7) // 8


@lru_cache(maxsize=16)
def _table(shares: tuple[int, ...], log: int) -> _Table:
    """The states of a distribution (4.1.1, "From normalized distribution to decoding tables")."""
    size = 1 << log
    codes = [0] * size
    high = size - 1
    for code, share in enumerate(shares):
        if share == -1:
            codes[high] = code
            high -= 1
    place = 0
    for code, share in enumerate(shares):
        for _ in range(max(share, 0)):
            codes[place] = code
            place = (place + (size >> 1) + (size >> 3) + 3) & (size - 1)
            while place > high:
                place = (place + (size >> 1) + (size >> 3) + 3) & (size - 1)
    following = [abs(share) for share in shares]
    states = []
    for code in codes:
        number = following[code]
        following[code] += 1
        bits = log - number.bit_length() + 1
        states.append(_State(code, bits, (number << bits) - size))
    return _Table(log, tuple(states))
