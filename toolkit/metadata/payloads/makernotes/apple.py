"""Apple: numbers that tie a photo to its film, its burst, its library, and to the phone's clock."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Final

from toolkit.metadata.payloads.makernotes.base import Maker, behind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.metadata.model import Finding
    from toolkit.metadata.payloads.makernotes.base import Note
    from toolkit.metadata.payloads.tiff_structure import Directory

_RUN_TIME: Final = 0x0003
_PLIST_BYTES: Final = 512


def _more(note: Note, directory: Directory) -> Iterator[Finding]:
    """How long the phone had been running: with the time taken, the moment it was started."""
    entry = directory.get(_RUN_TIME)
    if entry is None:
        return
    numbers = _integers(directory.bytes_of(entry))
    value, scale = numbers.get("value", 0), numbers.get("timescale", 0)
    if value and scale:
        seconds = str(value // scale)
        yield note.found("running-time", "Apple RunTime", seconds, entry, seconds=seconds)


def _integers(plist: bytes) -> dict[str, int]:
    """The whole numbers of a small binary property list that holds one dictionary.

    Source: the layout of ``bplist00`` in CFBinaryPList.c of Apple's open CoreFoundation.
    """
    if not plist.startswith(b"bplist00") or not 40 <= len(plist) <= _PLIST_BYTES:
        return {}
    offset_bytes, _, count, _, table = struct.unpack(">6xBBQQQ", plist[-32:])
    if offset_bytes != 1 or table + count > len(plist) - 32:
        return {}
    objects = [_object(plist, at) for at in plist[table : table + count]]
    top = plist[plist[table]] if count and plist[table] < len(plist) else 0
    pairs = top & 0x0F
    if top >> 4 != 0xD:
        return {}
    first = plist[table] + 1
    keys, values = plist[first : first + pairs], plist[first + pairs : first + 2 * pairs]
    found: dict[str, int] = {}
    for key, value in zip(keys, values, strict=False):
        if key < count and value < count:
            name, number = objects[key], objects[value]
            if isinstance(name, str) and isinstance(number, int):
                found[name] = number
    return found


def _object(plist: bytes, at: int) -> str | int | None:
    """A short text or a whole number."""
    marker = plist[at] if at < len(plist) else 0
    length = marker & 0x0F
    if marker >> 4 == 0x5:
        return plist[at + 1 : at + 1 + length].decode("latin-1")
    if marker >> 4 == 0x1 and length <= 3:
        return int.from_bytes(plist[at + 1 : at + 1 + (1 << length)], "big")
    return None


MAKERS: Final = (
    Maker(
        "Apple",
        behind(b"Apple iOS\0", 14, own_base=True, order=">"),
        {
            0x0008: ("camera-motion", "AccelerationVector"),
            0x000B: ("unique-id", "BurstUUID"),
            0x0011: ("unique-id", "ContentIdentifier"),
            0x0015: ("unique-id", "ImageUniqueID"),
            0x0016: ("unique-id", "PhotosOriginatingSignature"),
            0x0018: ("unique-id", "PhotosRenderOriginatingSignature"),
            0x001E: ("software", "OriginatingAppID"),
            0x001F: ("faces", "PhotosAppFeatureFlags"),
            0x0020: ("unique-id", "ImageCaptureRequestID"),
            0x0029: ("unique-id", "SpatialOverCaptureGroupIdentifier"),
            0x002B: ("unique-id", "PhotoIdentifier"),
        },
        _more,
    ),
)
