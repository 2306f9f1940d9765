"""Which way up a picture is shown: the one Exif tag that stays.

Source: Exif 3.0 (CIPA DC-008-2023), 4.6.5.1.1 Orientation; TIFF 6.0, section 2 for the structure.
"""

from __future__ import annotations

import struct
from typing import Final

UPRIGHT: Final = 1

_TAG: Final = 0x0112
_SHORT: Final = 3


def find(exif: bytes) -> int:
    """The orientation that a reader would take from an Exif block.

    Args:
        exif: A TIFF structure, from its byte-order mark on. May be damaged in any way.

    Returns:
        1 to 8; 1 (upright) where there is none, or none that can be read.
    """
    order = {b"II*\x00": "<", b"MM\x00*": ">"}.get(exif[:4])
    if order is None or len(exif) < 8:
        return UPRIGHT
    (untrusted_offset,) = struct.unpack_from(order + "I", exif, 4)
    if untrusted_offset + 2 > len(exif):
        return UPRIGHT
    (untrusted_count,) = struct.unpack_from(order + "H", exif, untrusted_offset)
    first = untrusted_offset + 2
    for entry in range(first, min(first + 12 * untrusted_count, len(exif) - 11), 12):
        tag, kind, count, value = struct.unpack_from(order + "HHIH", exif, entry)
        if tag == _TAG and kind == _SHORT and count == 1:
            return value if 1 <= value <= 8 else UPRIGHT
    return UPRIGHT


def only(orientation: int) -> bytes:
    """An Exif block that says nothing but which way up the picture is shown.

    Args:
        orientation: 1 to 8.

    Returns:
        A big-endian TIFF structure of one directory with one tag, 26 bytes.
    """
    entry = struct.pack(">HHIHH", _TAG, _SHORT, 1, orientation, 0)
    return b"MM\x00*" + struct.pack(">IH", 8, 1) + entry + struct.pack(">I", 0)
