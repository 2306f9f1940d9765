"""Whether a sequential Huffman scan ends where its bytes end, told by its last bytes alone.

Huffman codes synchronise by themselves: a decoder that begins anywhere soon falls into step with
the one that began at the start. A true end of data is the end of an MCU with less than a byte of
one-bits after it (ITU-T T.81, F.1.2.3). Bytes that somebody appended end so only by chance.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from toolkit.metadata.formats.jpeg.entropy.bits import unstuffed, words
from toolkit.metadata.formats.jpeg.entropy.sequential import skip_unit

if TYPE_CHECKING:
    from toolkit.metadata.formats.jpeg.entropy.sequential import Unit
    from toolkit.metadata.source import Source

# Text and zeros turned into letters, so that they are found by plain search.
_LETTERS: Final = bytes(
    ord("z") if byte == 0 else ord("t") if 0x20 <= byte <= 0x7E else ord(".") for byte in range(256)
)
# By chance, coded data hold sixteen characters of text in a row once in ten million bytes, six in
# UTF-16 hardly ever, and eight at the very end of one interval in three thousand. Zeros at the very
# end are rarer still, for the last bits are ones.
_APPENDED: Final = (b"t" * 16, b"zt" * 6)
_APPENDED_LAST: Final = (b"t" * 8, b"z" * 4, b"zt" * 3, b"tz" * 3)

LOOKED_AT_BYTES: Final = 4096
"""How many last bytes `looks_appended` is best given."""

# How many last bytes are decoded: more when fewer did not show a true end.
_STEPS: Final = (96, 384, 1536, 4096)

# Restart intervals decoded in one file, twice over.
_REMEMBERED: Final = 64


def ends_with_its_data(source: Source, start: int, stop: int, units: tuple[Unit, ...]) -> bool:
    """Whether the bytes of a restart interval end as the data of an interval do.

    Args:
        source: The file.
        start: Where the interval begins.
        stop: Where it ends.
        units: The data units of one MCU.
    """
    for length in _STEPS:
        if stop - start < length:
            break
        # Out of step, decoders may agree on a wrong end: of a true one in twenty do they, when they
        # had 96 bytes to fall into step. With more before them they see it; at noise that somebody
        # appended they look no kinder for it, having been in step there all along.
        if _ends(unstuffed(source.read(stop - length, stop)), units) == {True}:
            return True
    return False


# Answers that depend on nothing but these bytes: what was found of the original is found of its
# copy, when and only when the bytes read back from the disk are the same.
@lru_cache(maxsize=_REMEMBERED)
def looks_appended(content: bytes) -> bool:
    """Whether the last bytes of an interval look like text or padding rather than coded data."""
    letters = content.translate(_LETTERS)
    return letters.endswith(_APPENDED_LAST) or any(run in letters for run in _APPENDED)


@lru_cache(maxsize=_REMEMBERED)
def _ends(content: bytes, units: tuple[Unit, ...]) -> frozenset[bool]:
    """How decoders that begin at each unit of the MCU end: `True` for a true end of data.

    Most of them soon meet a fault or each other, so that one answer is left.
    """
    every = words(content)
    bits = 8 * len(content)
    last = content[-1]
    seen: set[tuple[int, int]] = set()
    ends: set[bool] = set()
    for first in range(len(units)):
        unit, position = first, 0
        while position >= 0 and (position, unit) not in seen:
            seen.add((position, unit))
            left = bits - position
            # `last + 1` ends in as many zeros as `last` in ones.
            whole = unit == 0 and 0 <= left < 8 and (last + 1) % (1 << left) == 0
            if whole or left < 0:
                ends.add(whole)
                break
            position = skip_unit(every, position, units[unit])
            unit = (unit + 1) % len(units)
    return frozenset(ends)
