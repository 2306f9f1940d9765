"""The bits of the scans of a progressive Huffman picture, counted symbol by symbol.

Source: ITU-T T.81, G.1.2 and G.2. A refining scan has one bit for each coefficient that scans
before it made non-zero, so it is remembered which those are; their values are not needed.
"""

from __future__ import annotations

from array import array
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from toolkit.errors import LimitError
from toolkit.metadata import limits
from toolkit.metadata.formats.jpeg.entropy.bits import words
from toolkit.metadata.formats.jpeg.entropy.codes import ENDS_BLOCK, NO_CODE, ac_code
from toolkit.metadata.formats.jpeg.entropy.sequential import dc_bits
from toolkit.metadata.formats.jpeg.tables import Kind

if TYPE_CHECKING:
    from toolkit.metadata.formats.jpeg.frame import Frame
    from toolkit.metadata.formats.jpeg.structure import ScanPart

# Sixteen coefficients that stay zero (G.1.2.2).
_ZERO_RUN: Final = 0xF0


class Progress:
    """What the scans of one picture have coded so far.

    Args:
        frame: The picture.
    """

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self._blocks = 0
        self._nonzero: dict[int, array[int]] = {}

    def bits(self, content: bytes, part: ScanPart, first: int, mcus: int) -> int | None:
        """Bits that a number of MCUs take.

        Args:
            content: The data of one restart interval, unstuffed.
            part: The scan.
            first: How many MCUs of the scan went before.
            mcus: MCUs in the interval.

        Returns:
            Bits from the beginning, or `None` where there is a fault in them or there are too few.

        Raises:
            LimitError: The scans have too many blocks.
        """
        scan = part.scan
        self._blocks += mcus
        if self._blocks > limits.CODED_BLOCKS:
            raise LimitError("too-much-to-check", limit=limits.CODED_BLOCKS)
        if scan.first == 0:
            if scan.high:
                # G.1.2.1: one bit for each block.
                position: int | None = mcus * len(scan.units())
            else:
                position = dc_bits(content, part, mcus)
                if position is not None and first + mcus == scan.mcus(self._frame):
                    self._begin(part)
        else:
            nonzero = self._nonzero.get(scan.choices[0].component.identifier)
            if nonzero is None:
                return None
            count = _refining_ac if scan.high else _first_ac
            position = count(content, part, nonzero, first, first + mcus)
        if position is None or position > 8 * len(content):
            return None
        return position

    def _begin(self, part: ScanPart) -> None:
        """Make room for the coefficients of the components of a first scan that was whole.

        G.1.1.1.1: it comes before all others of its components. As it has a bit at least for each
        block, no more room is taken than the file has data for.
        """
        for choice in part.scan.choices:
            component = choice.component
            if component.identifier not in self._nonzero:
                across, down = self._frame.blocks(component)
                self._nonzero[component.identifier] = array("Q", bytes(8)) * (across * down)


def _first_ac(
    content: bytes, part: ScanPart, nonzero: array[int], first: int, stop: int
) -> int | None:
    code = ac_code(part.codes[Kind.AC_CODE, part.scan.choices[0].ac])
    symbols, steps, reach = code.symbols, code.steps, code.reach
    every = words(content)
    bits = 8 * len(content)
    band_first, band_last = part.scan.first, part.scan.last
    position = 0
    block = first
    while block < stop:
        coefficient = band_first
        # One bit further up than the coefficients stand.
        made = 0
        skipped = 0
        while coefficient <= band_last:
            ahead = every[position >> 3] >> 16 - (position & 7) & 0xFFFF
            position += steps[ahead]
            far = reach[ahead]
            if far < ENDS_BLOCK:
                coefficient += far
                if symbols[ahead] != _ZERO_RUN:
                    made |= 1 << coefficient
                continue
            if far == NO_CODE:
                return None
            skipped, position = _end_of_band(every, position, symbols[ahead] >> 4)
            break
        if made >> band_last + 2 or position > bits:
            return None
        nonzero[block] |= made >> 1
        block += 1 + skipped
    return position


def _end_of_band(every: array[int], position: int, run: int) -> tuple[int, int]:
    """How many blocks after this one have no more in the band, and the bit after their count."""
    more = every[position >> 3] >> 32 - (position & 7) - run & (1 << run) - 1
    return (1 << run) + more - 1, position + run


# One loop: a call for each symbol would cost as much as the symbol.
def _refining_ac(  # noqa: C901
    content: bytes, part: ScanPart, nonzero: array[int], first: int, stop: int
) -> int | None:
    code = ac_code(part.codes[Kind.AC_CODE, part.scan.choices[0].ac])
    symbols, steps, reach = code.symbols, code.steps, code.reach
    every = words(content)
    bits = 8 * len(content)
    band_first, band_last = part.scan.first, part.scan.last
    za, zb, zc, zd, ze, zf, zg, zh = _zeros_by_byte(band_first, band_last)
    position = 0
    skipped = 0
    band = (2 << band_last) - (1 << band_first)
    for block in range(first, stop):
        history = nonzero[block]
        if skipped:
            skipped -= 1
            position += (history & band).bit_count()
            continue
        if position > bits:
            return None
        a, b, c, d, e, f, g, h = history.to_bytes(8, "little")
        zeros = za[a] + zb[b] + zc[c] + zd[d] + ze[e] + zf[f] + zg[g] + zh[h]
        # Of how many coefficients that are not zero the bit was read, and how many there are. Both
        # count from `band_first` on, so that the place of a zero less its index gives the former.
        passed, all_passed = band_first, band_last + 1 - len(zeros)
        index = -1
        while True:
            ahead = every[position >> 3] >> 16 - (position & 7) & 0xFFFF
            position += steps[ahead]
            far = reach[ahead]
            if far >= ENDS_BLOCK:
                if far == NO_CODE:
                    return None
                skipped, position = _end_of_band(every, position, symbols[ahead] >> 4)
                break
            index += far
            symbol = symbols[ahead]
            if symbol & 15 != 1 and symbol != _ZERO_RUN:
                return None
            if index >= len(zeros):
                if symbol != _ZERO_RUN:
                    return None
                break
            reached = zeros[index]
            position += reached - index - passed
            passed = reached - index
            if symbol != _ZERO_RUN:
                nonzero[block] |= 1 << reached
            if reached == band_last:
                break
        position += all_passed - passed
    return position


@lru_cache(maxsize=16)
def _zeros_by_byte(first: int, last: int) -> tuple[tuple[tuple[int, ...], ...], ...]:
    """For each byte of a block's history and each value, the coefficients of a band still zero."""
    return tuple(
        tuple(
            tuple(
                8 * at + bit
                for bit in range(8)
                if not byte >> bit & 1 and first <= 8 * at + bit <= last
            )
            for byte in range(256)
        )
        for at in range(8)
    )
