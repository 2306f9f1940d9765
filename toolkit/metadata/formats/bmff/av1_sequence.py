"""The sequence header of AV1, read to its true end, so that nothing can stand behind it.

Source: AV1 Bitstream and Decoding Process Specification (2019, errata 1), 5.5 and 6.4.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from toolkit.metadata.formats.bmff.bits import Bits

if TYPE_CHECKING:
    from collections.abc import Callable


class SequenceHeader(NamedTuple):
    """What the frames need to be told apart by.

    Attributes:
        content: The header up to its stop bit.
        reduced: Whether frames have the short header of a still picture: each one is shown.
        layered: Whether several frames make up the one that is shown.
    """

    content: bytes
    reduced: bool
    layered: bool


def sequence_header(content: bytes, offset: int) -> SequenceHeader:
    """Read the content of a sequence header OBU.

    Raises:
        DamagedError: It ends too early.
        UnsupportedError: Something stands behind its end.
    """
    bits = Bits(content, offset)
    profile = bits.u(3)
    bits.u(1)
    reduced = bits.flag()
    layered = False
    if reduced:
        bits.u(5)
    else:
        layered = _operating_points(bits)
    across, down = bits.u(4), bits.u(4)
    bits.u(across + 1 + down + 1)
    if not reduced and bits.flag():
        bits.u(4 + 3)
    bits.u(3)
    if not reduced:
        _tools(bits)
    bits.u(3)
    _colour(bits, profile)
    bits.u(1)
    return SequenceHeader(bits.closed(), reduced, layered)


def _operating_points(bits: Bits) -> bool:
    """Timing and operating points; whether the first of them has several layers."""
    delay_bits = 0
    if bits.flag():
        bits.u(64)
        if bits.flag():
            bits.ue()
        if bits.flag():
            delay_bits = bits.u(5) + 1
            bits.u(32 + 5 + 5)
    display_delay = bits.flag()
    layers = 0
    for index in range(bits.u(5) + 1):
        mask = bits.u(12)
        if index == 0:
            layers = mask
        if bits.u(5) > 7:
            bits.u(1)
        if delay_bits and bits.flag():
            bits.u(2 * delay_bits + 1)
        if display_delay and bits.flag():
            bits.u(4)
    return layers >> 8 & (layers >> 8) - 1 != 0


def _tools(bits: Bits) -> None:
    bits.u(4)
    order_hint = bits.flag()
    if order_hint:
        bits.u(2)
    screen_content = 2 if bits.flag() else bits.u(1)
    if screen_content and not bits.flag():
        bits.u(1)
    if order_hint:
        bits.u(3)


def _colour(bits: Bits, profile: int) -> None:
    """The colour configuration (5.5.2)."""
    high = bits.flag()
    twelve = bits.flag() if profile == 2 and high else False
    monochrome = bits.flag() if profile != 1 else False
    described = (bits.u(8), bits.u(8), bits.u(8)) if bits.flag() else (2, 2, 2)
    if monochrome:
        bits.u(1)
        return
    # sRGB: BT.709 primaries, sRGB transfer, identity matrix; always 4:4:4 in full range.
    if described != (1, 13, 0):
        bits.u(1)
        if _subsampled(profile, twelve=twelve, flag=bits.flag):
            bits.u(2)
    bits.u(1)


def _subsampled(profile: int, *, twelve: bool, flag: Callable[[], bool]) -> bool:
    """Whether there is a quarter of colour samples, so that their place has to be said."""
    if profile != 2:
        return profile == 0
    return twelve and flag() and flag()
