"""A profile that gives the same colours and says nothing else.

A profile names the display or the program it was made for, the day, and sometimes the serial number
of a monitor. What colours need is a few curves, a matrix or tables: these are read number by number
and written into a profile of our own, the same for everybody who has these colours.

Source: ICC.1:2022, clauses 7 to 9; ICC.1:2001-04 for version 2.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Final

from toolkit.errors import DamagedError, InputError
from toolkit.metadata import limits
from toolkit.metadata.payloads.icc import elements
from toolkit.metadata.payloads.icc.processing import processing
from toolkit.metadata.payloads.icc.profile import (
    CHANNELS,
    HEADER_BYTES,
    Profile,
    limit_total,
    parse,
)
from toolkit.metadata.payloads.icc.tables import table

if TYPE_CHECKING:
    from collections.abc import Callable

# Input, display, output and colour space profiles. Named colours, device links and abstract ones
# describe no picture's pixels.
_CLASSES: Final = frozenset({b"scnr", b"mntr", b"prtr", b"spac"})

# The illuminant of the connection space, D50 (7.2.16), as fixed-point numbers.
_D50: Final = struct.pack(">3I", 0xF6D6, 0x10000, 0xD32D)
_PERCEPTUAL: Final = 0

# The oldest version that has what we write: programs refuse what is newer than they are.
_VERSIONS: Final = {2: 0x0210_0000, 4: 0x0420_0000}
_VERSION_WITH_CODE_POINTS: Final = 0x0440_0000

_MATRIX_TAGS: Final = (b"rXYZ", b"gXYZ", b"bXYZ", b"rTRC", b"gTRC", b"bTRC")
_SIMPLE: Final[dict[bytes, Callable[[bytes], bytes]]] = {
    **dict.fromkeys((b"rTRC", b"gTRC", b"bTRC", b"kTRC"), elements.curve),
    **dict.fromkeys((b"rXYZ", b"gXYZ", b"bXYZ", b"wtpt", b"bkpt"), elements.xyz),
    b"chad": elements.matrix,
    b"cicp": elements.code_points,
}
_TO_CONNECTION: Final = (b"A2B0", b"A2B1", b"A2B2")
_TO_DEVICE: Final = (b"B2A0", b"B2A1", b"B2A2")
_FLOATS_TO_CONNECTION: Final = (b"D2B0", b"D2B1", b"D2B2", b"D2B3")
_FLOATS_TO_DEVICE: Final = (b"B2D0", b"B2D1", b"B2D2", b"B2D3")

# Without these a picture looks the same; where one cannot be read, it goes, not the profile.
_DISPENSABLE: Final = frozenset(
    {b"bkpt", b"chad", b"cicp", b"gamt", b"wtpt"}
    | {*_TO_DEVICE, *_FLOATS_TO_CONNECTION, *_FLOATS_TO_DEVICE}
)


def rebuild(profile: bytes) -> bytes | None:
    """A canonical profile with the same colours and nothing else.

    Args:
        profile: A colour profile as found in a file.

    Returns:
        A profile with a neutral header, the tags that colours need and constant names; `None`
        when it is no usable profile of a picture. A rebuilt profile is rebuilt to itself.
    """
    if len(profile) > limits.COLOUR_PROFILE_BYTES:
        return None
    try:
        rebuilt = _rebuilt(parse(profile))
    except InputError:
        return None
    return rebuilt if len(rebuilt) <= limits.COLOUR_PROFILE_BYTES else None


def _rebuilt(profile: Profile) -> bytes:
    if (
        profile.device_class not in _CLASSES
        or profile.major not in _VERSIONS
        or profile.space not in CHANNELS
        or profile.connection_space not in {b"XYZ ", b"Lab "}
    ):
        raise elements.damaged(8)
    tags = _colour_tags(profile)
    version = _VERSION_WITH_CODE_POINTS if b"cicp" in tags else _VERSIONS[profile.major]
    tags.setdefault(b"wtpt", b"XYZ \0\0\0\0" + _D50)
    tags.update(_names(profile.major))
    return _written(profile, version, tags)


def _colour_tags(profile: Profile) -> dict[bytes, bytes]:
    """The elements that colours need, in canonical form, by signature.

    Raises:
        DamagedError: One that pictures need cannot be read, or none is there.
        LimitError: The elements overlap into more than any real profile holds.
    """
    signatures = [tag.signature for tag in profile.tags]
    # Programs disagree which of two tags of one name counts: such a profile is refused by them.
    if len(set(signatures)) != len(signatures):
        raise elements.damaged(HEADER_BYTES)
    wanted = _wanted(profile, frozenset(signatures))
    written: dict[bytes, bytes] = {}
    read: dict[tuple[int, int, bytes], bytes] = {}
    for tag in profile.tags:
        if tag.signature not in wanted:
            continue
        # Tags that share an element are read once: a table may have millions of numbers.
        place = (tag.start, tag.stop, tag.signature[:3])
        try:
            if place not in read:
                read[place] = _canonical(profile, tag.signature, profile.element(tag))
                limit_total(sum(map(len, read.values())))
        except DamagedError:
            if tag.signature in _DISPENSABLE:
                continue
            raise
        written[tag.signature] = read[place]
    if not any(
        tag in written for tag in (b"kTRC", b"rTRC", *_TO_CONNECTION, *_FLOATS_TO_CONNECTION)
    ):
        raise elements.damaged(HEADER_BYTES)
    return written


def _wanted(profile: Profile, present: frozenset[bytes]) -> frozenset[bytes]:
    """The tags that mean something in a profile of this colour space."""
    wanted = {b"wtpt", b"bkpt", b"chad", b"gamt", *_TO_CONNECTION, *_TO_DEVICE}
    wanted |= {*_FLOATS_TO_CONNECTION, *_FLOATS_TO_DEVICE}
    if profile.space == b"GRAY":
        wanted |= {b"kTRC"}
    if CHANNELS[profile.space] == 3 and present.issuperset(_MATRIX_TAGS):
        wanted |= set(_MATRIX_TAGS)
    if profile.space == b"RGB " and profile.major == 4:
        wanted |= {b"cicp"}
    return frozenset(wanted)


def _canonical(profile: Profile, signature: bytes, element: bytes) -> bytes:
    """One element, read to its last number and written anew."""
    if signature in _SIMPLE:
        return _SIMPLE[signature](element)
    device = CHANNELS[profile.space]
    if signature == b"gamt":
        return table(element, 3, 1, to_device=True)
    to_device = signature in _TO_DEVICE or signature in _FLOATS_TO_DEVICE
    inputs, outputs = (3, device) if to_device else (device, 3)
    if signature in _TO_CONNECTION or signature in _TO_DEVICE:
        return table(element, inputs, outputs, to_device=to_device)
    return processing(element, inputs, outputs)


def _names(major: int) -> dict[bytes, bytes]:
    """The description and the copyright that every profile has to have, saying nothing."""
    if major == 4:
        name = b"mluc" + struct.pack(">3I4sII", 0, 1, 12, b"enUS", 2, 28) + "c".encode("utf-16-be")
        return {b"desc": name, b"cprt": name}
    # textDescriptionType (ICC.1:2001-04, 6.5.17): ASCII, then no Unicode and no Macintosh name.
    description = b"desc" + struct.pack(">II", 0, 2) + b"c\0" + bytes(4 + 4 + 2 + 1 + 67)
    return {b"desc": description, b"cprt": b"text\0\0\0\0c\0"}


def _written(profile: Profile, version: int, tags: dict[bytes, bytes]) -> bytes:
    """A profile of these tags: sorted, equal elements stored once."""
    position = HEADER_BYTES + 4 + 12 * len(tags)
    places: dict[bytes, int] = {}
    entries = []
    for signature, element in sorted(tags.items()):
        if element not in places:
            places[element] = position
            position += len(elements.padded(element))
        entries.append(struct.pack(">4sII", signature, places[element], len(element)))
    # 7.2: no CMM, no date, no platform, no flags, no maker, no model, no creator, no ID.
    header = struct.pack(
        ">I4xI4s4s4s12x4s24xI12s48x",
        position,
        version,
        profile.device_class,
        profile.space,
        profile.connection_space,
        b"acsp",
        profile.intent if profile.intent <= 3 else _PERCEPTUAL,
        _D50,
    )
    table_of_tags = struct.pack(">I", len(tags)) + b"".join(entries)
    return header + table_of_tags + b"".join(map(elements.padded, places))
