"""An Exif block as cameras write it (CIPA DC-008-2023, big-endian TIFF 6.0 structure)."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from toolkit.practice.model import Photo, Place

_ASCII, _SHORT, _LONG, _RATIONAL, _BYTE = 2, 3, 4, 5, 1
_HEADER: Final = b"MM\0\x2a\0\0\0\x08"
_ENTRY: Final = struct.Struct(">HHI4s")
_INLINE: Final = 4

Entry = tuple[int, int, int, bytes]
"""Tag, type, count, and the value's bytes."""


def block(photo: Photo, small: bytes) -> bytes:
    """What is planted in a photo, as the content of its APP1 segment.

    Args:
        photo: What to plant.
        small: A small JPEG to leave in it; empty for none.
    """
    camera = [
        _text(0x010E, photo.comment),
        _text(0x010F, photo.make),
        _text(0x0110, photo.model),
        _text(0x0131, photo.program),
        _text(0x0132, photo.taken),
    ]
    shot = [
        _text(0x9003, photo.taken),
        _text(0x9011, photo.offset if photo.taken else ""),
        _text(0xA430, photo.owner),
        _text(0xA431, photo.serial),
    ]
    where = _where(photo.place) if photo.place is not None else []
    return b"Exif\0\0" + _tree(_there(camera), _there(shot), where, small)


def _tree(first: list[Entry], shot: list[Entry], where: list[Entry], small: bytes) -> bytes:
    """The directories one after the other: the first, its two children, and that of `small`."""
    # Each pointer is one more entry, so the sizes are known before the places are.
    first = [*first, _number(0x8769, 0)]
    if where:
        first.append(_number(0x8825, 0))
    at_shot = len(_HEADER) + _size(first)
    at_where = at_shot + _size(shot)
    at_small = at_where + (_size(where) if where else 0)
    first = [_pointed(entry, {0x8769: at_shot, 0x8825: at_where}) for entry in first]
    told = _HEADER + _directory(first, len(_HEADER), at_small if small else 0)
    told += _directory(shot, at_shot)
    if where:
        told += _directory(where, at_where)
    if small:
        thumbnail = [
            (0x0103, _SHORT, 1, struct.pack(">HH", 6, 0)),
            _number(0x0201, 0),
            _number(0x0202, len(small)),
        ]
        data = at_small + _size(thumbnail)
        thumbnail[1] = _number(0x0201, data)
        told += _directory(thumbnail, at_small) + small
    return told


def _directory(entries: list[Entry], at: int, following: int = 0) -> bytes:
    """A directory at a place, its longer values behind it."""
    fields, values = b"", b""
    behind = at + 2 + _ENTRY.size * len(entries) + 4
    for tag, kind, count, value in sorted(entries):
        if len(value) <= _INLINE:
            stored = value.ljust(_INLINE, b"\0")
        else:
            stored = struct.pack(">I", behind + len(values))
            values += value + b"\0" * (len(value) % 2)
        fields += _ENTRY.pack(tag, kind, count, stored)
    return struct.pack(">H", len(entries)) + fields + struct.pack(">I", following) + values


def _size(entries: Iterable[Entry]) -> int:
    return len(_directory(list(entries), 0))


def _there(entries: Iterable[Entry]) -> list[Entry]:
    """Those that hold anything but the zero at the end of a text."""
    return [entry for entry in entries if len(entry[3]) > 1]


def _pointed(entry: Entry, places: dict[int, int]) -> Entry:
    return _number(entry[0], places[entry[0]]) if entry[0] in places else entry


def _text(tag: int, text: str) -> Entry:
    value = text.encode("ascii") + b"\0"
    return tag, _ASCII, len(value), value


def _number(tag: int, value: int) -> Entry:
    return tag, _LONG, 1, struct.pack(">I", value)


def _where(place: Place) -> list[Entry]:
    return [
        (0x0000, _BYTE, 4, b"\2\3\0\0"),
        _text(0x0001, "N" if place.latitude >= 0 else "S"),
        (0x0002, _RATIONAL, 3, _degrees(abs(place.latitude))),
        _text(0x0003, "E" if place.longitude >= 0 else "W"),
        (0x0004, _RATIONAL, 3, _degrees(abs(place.longitude))),
        (0x0005, _BYTE, 1, b"\0"),
        (0x0006, _RATIONAL, 1, struct.pack(">II", place.metres, 1)),
    ]


def _degrees(value: float) -> bytes:
    """Degrees, minutes, and seconds to the hundredth."""
    hundredths = round(value * 360_000)
    degrees, rest = divmod(hundredths, 360_000)
    minutes, seconds = divmod(rest, 6_000)
    return struct.pack(">IIIIII", degrees, 1, minutes, 1, seconds, 100)
