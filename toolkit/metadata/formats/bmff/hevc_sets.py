"""The parameter sets of HEVC, read to their true end, so that nothing can stand behind it.

Source: ITU-T H.265 (V9, 2023): 7.3.2 (sets), 7.3.3 (profile), 7.3.4 (scaling lists), 7.3.7
(reference pictures), annex E (VUI and HRD). Extensions that no still picture has are refused.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from toolkit.errors import UnsupportedError
from toolkit.metadata.formats.bmff.bits import Bits

VPS: Final = 32
SPS: Final = 33
PPS: Final = 34

_HEADER_BYTES: Final = 2

LONGEST: Final = 4096
"""Bytes of the longest parameter set that is read; real ones have some hundred."""


@lru_cache(maxsize=256)
def clean_set(nal: bytes, offset: int) -> bytes:
    """A parameter set without anything behind its end.

    Args:
        nal: The NAL unit, header and emulation prevention included.
        offset: Where it stands in the file.

    Returns:
        The NAL unit up to its stop bit. The extension of a VPS, which says nothing to a reader of
        one picture, is left out.

    Raises:
        DamagedError: It cannot be read to its end.
        UnsupportedError: It has an extension that cannot be read, or something behind its end.
    """
    kind = nal[0] >> 1 & 63
    if len(nal) > LONGEST:
        raise UnsupportedError("unsupported", part="bytes behind a coded header")
    bits = Bits(_unescaped(nal[_HEADER_BYTES:]), offset)
    if kind == VPS:
        _vps(bits)
        rbsp = bits.cleared()
    elif kind == SPS:
        _sps(bits)
        rbsp = bits.closed()
    else:
        _pps(bits)
        rbsp = bits.closed()
    return bytes((kind << 1, nal[1])) + _escaped(rbsp)


def _unescaped(payload: bytes) -> bytes:
    """Without emulation prevention bytes (7.3.1.1)."""
    return payload.replace(b"\0\0\3", b"\0\0")


def _escaped(rbsp: bytes) -> bytes:
    """With emulation prevention bytes."""
    out = bytearray()
    zeros = 0
    for byte in rbsp:
        if zeros >= 2 and byte <= 3:
            out.append(3)
            zeros = 0
        out.append(byte)
        zeros = zeros + 1 if byte == 0 else 0
    return bytes(out)


def _vps(bits: Bits) -> None:
    bits.u(4 + 1 + 1 + 6)
    sub_layers = bits.u(3)
    bits.u(1 + 16)
    _profile_tier_level(bits, sub_layers)
    _ordering_info(bits, sub_layers)
    layers = bits.u(6) + 1
    for _ in range(bits.bounded(1023)):
        bits.u(layers)
    if bits.flag():
        bits.u(64)
        if bits.flag():
            bits.ue()
        for index in range(bits.bounded(1024)):
            bits.ue()
            common = bits.flag() if index else True
            _hrd(bits, common=common, sub_layers=sub_layers)


def _profile_tier_level(bits: Bits, sub_layers: int) -> None:
    bits.u(88 + 8)
    present = [(bits.flag(), bits.flag()) for _ in range(sub_layers)]
    if sub_layers:
        bits.u(2 * (8 - sub_layers))
    for profile, level in present:
        bits.u(88 * profile + 8 * level)


def _ordering_info(bits: Bits, sub_layers: int) -> None:
    for _ in range(sub_layers + 1 if bits.flag() else 1):
        for _ in range(3):
            bits.ue()


def _sps(bits: Bits) -> None:  # noqa: C901 - the syntax table of the standard, line by line
    bits.u(4)
    sub_layers = bits.u(3)
    bits.u(1)
    _profile_tier_level(bits, sub_layers)
    bits.bounded(15)
    chroma_format = bits.bounded(3)
    if chroma_format == 3:
        bits.u(1)
    bits.ue()
    bits.ue()
    if bits.flag():
        for _ in range(4):
            bits.ue()
    depths = (bits.bounded(8) + 8, bits.bounded(8) + 8)
    poc_bits = bits.bounded(12) + 4
    _ordering_info(bits, sub_layers)
    for _ in range(6):
        bits.ue()
    if bits.flag() and bits.flag():
        _scaling_lists(bits)
    bits.u(2)
    if bits.flag():
        bits.u(8)
        bits.ue()
        bits.ue()
        bits.u(1)
    _short_term_sets(bits)
    if bits.flag():
        for _ in range(bits.bounded(32)):
            bits.u(poc_bits + 1)
    bits.u(2)
    if bits.flag():
        _vui(bits, sub_layers)
    range_extension, scc_extension = _extensions(bits)
    if range_extension:
        bits.u(9)
    if scc_extension:
        _sps_scc(bits, chroma_format, depths)


def _extensions(bits: Bits) -> tuple[bool, bool]:
    """Which of the extensions that can be read follow: of range, and for screen content."""
    if not bits.flag():
        return False, False
    of_range, multilayer, three_d, screen = (bits.flag() for _ in range(4))
    if multilayer or three_d or bits.u(4):
        raise UnsupportedError("unsupported", part="HEVC extension")
    return of_range, screen


def _scaling_lists(bits: Bits) -> None:
    for size in range(4):
        for _ in range(2 if size == 3 else 6):
            if not bits.flag():
                bits.ue()
                continue
            for _ in range(min(64, 1 << (4 + 2 * size)) + (size > 1)):
                bits.ue()


def _short_term_sets(bits: Bits) -> None:
    counts: list[int] = []
    for index in range(bits.bounded(64)):
        if index and bits.flag():
            bits.u(1)
            bits.ue()
            count = 0
            for _ in range(counts[-1] + 1):
                # Used by the current picture, or else perhaps by a later one.
                count += bits.flag() or bits.flag()
            counts.append(count)
            continue
        negative, positive = bits.bounded(16), bits.bounded(16)
        for _ in range(negative + positive):
            bits.ue()
            bits.u(1)
        counts.append(negative + positive)


def _vui(bits: Bits, sub_layers: int) -> None:  # noqa: C901 - the syntax table of the standard, line by line
    if bits.flag() and bits.u(8) == 255:
        bits.u(32)
    if bits.flag():
        bits.u(1)
    if bits.flag():
        bits.u(4)
        if bits.flag():
            bits.u(24)
    if bits.flag():
        bits.ue()
        bits.ue()
    bits.u(3)
    if bits.flag():
        for _ in range(4):
            bits.ue()
    if bits.flag():
        bits.u(64)
        if bits.flag():
            bits.ue()
        if bits.flag():
            _hrd(bits, common=True, sub_layers=sub_layers)
    if bits.flag():
        bits.u(3)
        for _ in range(5):
            bits.ue()


def _hrd(bits: Bits, *, common: bool, sub_layers: int) -> None:
    """Parameters of the hypothetical decoder (E.2.2)."""
    nal = vcl = sub_pictures = False
    if common:
        nal, vcl = bits.flag(), bits.flag()
        if nal or vcl:
            sub_pictures = bits.flag()
            if sub_pictures:
                bits.u(8 + 5 + 1 + 5)
            bits.u(8)
            if sub_pictures:
                bits.u(4)
            bits.u(15)
    for _ in range(sub_layers + 1):
        fixed = bits.flag()
        within = fixed or bits.flag()
        low_delay = False
        if within:
            bits.ue()
        else:
            low_delay = bits.flag()
        count = 1 if low_delay else bits.bounded(31) + 1
        for _ in range(count * (nal + vcl)):
            for _ in range(4 if sub_pictures else 2):
                bits.ue()
            bits.u(1)


def _sps_scc(bits: Bits, chroma_format: int, depths: tuple[int, int]) -> None:
    """Screen content (7.3.2.2.3)."""
    bits.u(1)
    if bits.flag():
        bits.ue()
        bits.ue()
        if bits.flag():
            count = bits.bounded(4095) + 1
            for component in range(1 if chroma_format == 0 else 3):
                for _ in range(count):
                    bits.u(depths[component > 0])
    bits.u(3)


def _pps(bits: Bits) -> None:  # noqa: C901 - the syntax table of the standard, line by line
    bits.bounded(63)
    bits.bounded(15)
    bits.u(2 + 3 + 2)
    bits.ue()
    bits.ue()
    bits.ue()
    bits.u(1)
    transform_skip = bits.flag()
    if bits.flag():
        bits.ue()
    bits.ue()
    bits.ue()
    bits.u(4)
    tiles = bits.flag()
    bits.u(1)
    if tiles:
        columns, rows = bits.bounded(1 << 16), bits.bounded(1 << 16)
        if not bits.flag():
            for _ in range(columns + rows):
                bits.ue()
        bits.u(1)
    bits.u(1)
    if bits.flag():
        bits.u(1)
        if not bits.flag():
            bits.ue()
            bits.ue()
    if bits.flag():
        _scaling_lists(bits)
    bits.u(1)
    bits.ue()
    if bits.flag():
        # Each slice may then carry 256 bytes of anything.
        raise UnsupportedError("unsupported", part="HEVC slice header extension")
    range_extension, scc_extension = _extensions(bits)
    if range_extension:
        _pps_range(bits, transform_skip=transform_skip)
    if scc_extension:
        _pps_scc(bits)


def _pps_range(bits: Bits, *, transform_skip: bool) -> None:
    if transform_skip:
        bits.ue()
    bits.u(1)
    if bits.flag():
        bits.ue()
        for _ in range(bits.bounded(5) + 1):
            bits.ue()
            bits.ue()
    bits.ue()
    bits.ue()


def _pps_scc(bits: Bits) -> None:
    bits.u(1)
    if bits.flag():
        bits.u(1)
        for _ in range(3):
            bits.ue()
    if not bits.flag():
        return
    count = bits.bounded(4096)
    if count == 0:
        return
    monochrome = bits.flag()
    luma = bits.bounded(8) + 8
    chroma = 0 if monochrome else bits.bounded(8) + 8
    bits.u(count * (luma + 2 * chroma))
