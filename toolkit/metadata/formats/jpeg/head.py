"""What stands before the tables of a clean copy: how colours are coded, and which way is up.

Sources: JFIF 1.02; Exif 3.0, 4.7.2; ICC.1:2022, B.4; ITU-T T.872, 6.5.3 (Adobe).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING, Final

from toolkit.metadata.formats.jpeg import adobe, applications, markers
from toolkit.metadata.formats.jpeg.structure import ScanPart
from toolkit.metadata.model import Stay, Stays
from toolkit.metadata.payloads import icc, orientation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from toolkit.metadata.formats.jpeg.structure import Part, Structure
    from toolkit.metadata.source import Source

_JFIF_BYTES: Final = 14
_JFIF_VERSION: Final = b"\x01\x01"

# A segment has 65,533 bytes of parameters; an ICC chunk has its number and their count in it.
_CHUNK_BYTES: Final = 65_533 - len(applications.PROFILE) - 2


@dataclass(frozen=True, slots=True)
class Head:
    """The beginning of a clean copy, after SOI.

    Attributes:
        content: Segments of JFIF, orientation, colour profile and Adobe, each where needed.
        parts: The segments of the original that they are made of.
        stays: What they hold.
    """

    content: bytes
    parts: frozenset[Part]
    stays: tuple[Stay, ...]


def read_head(source: Source, structure: Structure) -> Head:
    """What of the application segments has to stay, in its one canonical form."""
    # Viewers take nothing from segments after the first scan.
    early = [
        p
        for p in takewhile(lambda p: not isinstance(p, ScanPart), structure.parts)
        if p.marker in markers.APPLICATIONS
    ]
    used: list[Part] = []
    stays: list[Stay] = []
    content = b"".join(
        (
            _jfif(source, early, used, stays),
            _way_up(source, early, used, stays),
            _profile(source, early, used, stays),
            _adobe(source, structure, early, used),
        )
    )
    return Head(content, frozenset(used), tuple(stays))


def _named(source: Source, parts: Iterable[Part], marker: int, identifier: bytes) -> Iterator[Part]:
    return (
        p
        for p in parts
        if p.marker == marker
        and p.stop - p.body >= len(identifier)
        and source.holds(p.body, identifier)
    )


def _jfif(source: Source, early: list[Part], used: list[Part], stays: list[Stay]) -> bytes:
    """Whether there is a JFIF segment decides how libjpeg reads the colours."""
    found = [
        p
        for p in _named(source, early, markers.APP0, applications.JFIF)
        if p.stop - p.body >= _JFIF_BYTES
    ]
    if not found:
        return b""
    used.append(found[0])
    body = source.read(found[0].body, found[0].body + _JFIF_BYTES)
    across, down = int.from_bytes(body[8:10], "big"), int.from_bytes(body[10:12], "big")
    if across == down or not across or not down:
        across = down = 1
    else:
        common = math.gcd(across, down)
        across, down = across // common, down // common
        stays.append(Stay(Stays.ASPECT, f"{across}:{down}"))
    density = across.to_bytes(2, "big") + down.to_bytes(2, "big")
    return _segment(markers.APP0, applications.JFIF + _JFIF_VERSION + b"\0" + density + bytes(2))


def _way_up(source: Source, early: list[Part], used: list[Part], stays: list[Stay]) -> bytes:
    """The orientation of the first Exif segment: the one that viewers take."""
    for part in _named(source, early, markers.APP1, applications.EXIF):
        exif = source.read(min(part.body + applications.EXIF_BYTES, part.stop), part.stop)
        number = orientation.find(exif)
        if number == orientation.UPRIGHT:
            break
        used.append(part)
        stays.append(Stay(Stays.ORIENTATION, str(number)))
        return _segment(markers.APP1, applications.EXIF + b"\0" + orientation.only(number))
    return b""


def _profile(source: Source, early: list[Part], used: list[Part], stays: list[Stay]) -> bytes:
    parts = list(_named(source, early, markers.APP2, applications.PROFILE))
    profile = _joined_profile(source, parts)
    rebuilt = icc.rebuild(profile) if profile else None
    if rebuilt is None:
        return b""
    used.extend(parts)
    stays.append(Stay(Stays.COLOUR, "ICC"))
    chunks = [rebuilt[at : at + _CHUNK_BYTES] for at in range(0, len(rebuilt), _CHUNK_BYTES)]
    return b"".join(
        _segment(markers.APP2, applications.PROFILE + bytes((number, len(chunks))) + chunk)
        for number, chunk in enumerate(chunks, 1)
    )


def _joined_profile(source: Source, parts: list[Part]) -> bytes | None:
    """The profile in its chunks, or `None` where decoders find none because one is missing."""
    chunks: dict[int, bytes] = {}
    for part in parts:
        body = source.read(part.body + len(applications.PROFILE), part.stop)
        if len(body) < 2 or body[1] != len(parts) or not 1 <= body[0] <= body[1]:
            return None
        chunks[body[0]] = body[2:]
    if len(chunks) != len(parts):
        return None
    return b"".join(chunks[number] for number in sorted(chunks))


def _adobe(source: Source, structure: Structure, early: list[Part], used: list[Part]) -> bytes:
    content = adobe.canonical(source, structure)
    if content:
        used.extend(_named(source, early, markers.APP14, applications.ADOBE))
    return content


def _segment(marker: int, body: bytes) -> bytes:
    return bytes((0xFF, marker)) + (2 + len(body)).to_bytes(2, "big") + body
