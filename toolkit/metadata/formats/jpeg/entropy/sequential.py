"""The bits of a sequential or lossless Huffman scan, counted symbol by symbol.

Source: ITU-T T.81, F.2.2 (sequential) and H.2 (lossless). No coefficient is decoded.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from toolkit.metadata.formats.jpeg.entropy.bits import words
from toolkit.metadata.formats.jpeg.entropy.codes import ENDS_BLOCK, NO_CODE, ac_code, dc_code
from toolkit.metadata.formats.jpeg.tables import Kind

if TYPE_CHECKING:
    from array import array

    from toolkit.metadata.formats.jpeg.structure import ScanPart

Unit: TypeAlias = tuple[bytes, bytes, bytes, bytes]
"""Steps and reach of the code for DC, steps and reach of the code for AC."""


def units_of(part: ScanPart) -> tuple[Unit, ...]:
    """The data units of one MCU, in their order."""
    units = []
    for choice in part.scan.units():
        dc = dc_code(part.codes[Kind.DC_CODE, choice.dc])
        ac = ac_code(part.codes[Kind.AC_CODE, choice.ac])
        units.append((dc.steps, dc.reach, ac.steps, ac.reach))
    return tuple(units)


def sequential_bits(content: bytes, part: ScanPart, mcus: int) -> int | None:
    """Bits that a number of MCUs take.

    Args:
        content: The data of one restart interval, unstuffed.
        part: The scan.
        mcus: MCUs in the interval.

    Returns:
        Bits from the beginning, or `None` where there is a fault in them or there are too few.
    """
    units = units_of(part)
    every = words(content)
    bits = 8 * len(content)
    position = 0
    for _ in range(mcus):
        for unit in units:
            position = skip_unit(every, position, unit)
            if position < 0:
                return None
        if position > bits:
            return None
    return position


def skip_unit(every: array[int], position: int, unit: Unit) -> int:
    """The bit after a data unit that begins at bit `position`, or -1 where there is a fault."""
    dc_steps, dc_reach, steps, reach = unit
    ahead = every[position >> 3] >> 16 - (position & 7) & 0xFFFF
    if dc_reach[ahead] == NO_CODE:
        return -1
    position += dc_steps[ahead]
    coefficient = 1
    while coefficient < 64:
        ahead = every[position >> 3] >> 16 - (position & 7) & 0xFFFF
        position += steps[ahead]
        coefficient += reach[ahead]
    # Past the last coefficient, but not by an end of block: no encoder makes that.
    return position if coefficient == 64 or ENDS_BLOCK < coefficient < NO_CODE else -1


def dc_bits(content: bytes, part: ScanPart, mcus: int) -> int | None:
    """As `sequential_bits`, for a scan of differences without AC: lossless, or the first of DC."""
    codes = [dc_code(part.codes[Kind.DC_CODE, c.dc]) for c in part.scan.units()]
    units = [(c.steps, c.reach) for c in codes]
    every = words(content)
    bits = 8 * len(content)
    position = 0
    for _ in range(mcus):
        for steps, reach in units:
            ahead = every[position >> 3] >> 16 - (position & 7) & 0xFFFF
            if reach[ahead] == NO_CODE:
                return None
            position += steps[ahead]
        if position > bits:
            return None
    return position
