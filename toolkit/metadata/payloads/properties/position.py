"""A position written as properties: latitude and longitude joined with what stands beside them.

Sources: Exif 3.0 for XMP (CIPA DC-010), 4.2 (GPSCoordinate: degrees, minutes and a letter); DJI and
JSON-LD write decimal degrees.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from toolkit.neutral import neutral

if TYPE_CHECKING:
    from collections.abc import Mapping

    from toolkit.metadata.payloads.properties.node import Node

PAIRS: Final = (
    ("exif:GPSLatitude", "exif:GPSLongitude"),
    ("exif:GPSDestLatitude", "exif:GPSDestLongitude"),
    ("EXIF:GPSLatitude", "EXIF:GPSLongitude"),
    ("drone-dji:GpsLatitude", "drone-dji:GpsLongitude"),
    ("drone-dji:GpsLatitude", "drone-dji:GpsLongtitude"),
    ("drone-dji:Latitude", "drone-dji:Longitude"),
    ("GPSLatitude", "GPSLongitude"),
    ("latitude", "longitude"),
)
"""Names that make a position together."""

_COORDINATE: Final = re.compile(
    r"\s*([+-]?)(\d{1,3}(?:\.\d{1,20})?)(?:,(\d{1,2}(?:\.\d{1,20})?))?(?:,(\d{1,2}(?:\.\d{1,20})?))?"
    r"\s*([NSEW]?)\s*",
    re.ASCII | re.IGNORECASE,
)
_RATIONAL: Final = re.compile(r"(-?\d{1,15})/(\d{1,15})", re.ASCII)
_BESIDE: Final = {
    "exif:GPSAltitude": "altitude",
    "drone-dji:AbsoluteAltitude": "altitude",
    "exif:GPSHPositioningError": "within",
    "exif:GPSImgDirection": "direction",
    "exif:GPSSpeed": "speed",
    "exif:GPSTrack": "course",
    "exif:GPSDestBearing": "bearing",
    "exif:GPSDestDistance": "distance",
    "exif:GPSTimeStamp": "time",
    "exif:GPSProcessingMethod": "method",
    "exif:GPSSatellites": "satellites",
}
BESIDE: Final = frozenset({*_BESIDE, "exif:GPSAltitudeRef", "exif:GPSSpeedRef", "exif:GPSTrackRef"})
"""Names that are told with a position."""


def coordinate(text: str, most: int, reference: str = "") -> str | None:
    """Degrees as a decimal number of seven digits, or `None` where there is none.

    Args:
        text: ``"41,0.9066N"``, ``"41,0,54.4N"`` or ``"41.0151"``.
        most: 90 or 180.
        reference: A letter that stands beside it: ``"S"``.
    """
    match = _COORDINATE.fullmatch(text)
    if match is None:
        return None
    sign, *parts, letter = match.groups()
    degrees = sum(float(part) / 60**power for power, part in enumerate(parts) if part)
    if degrees > most:
        return None
    south = (letter or reference.strip()[:1]).upper() in {"S", "W"}
    return f"{-degrees if south != (sign == '-') else degrees:.7f}"


def beside(nodes: Mapping[str, Node]) -> dict[str, str]:
    """What stands beside a position, by the name of the fact."""
    facts = {}
    for name, fact in _BESIDE.items():
        node = nodes.get(name)
        if node is not None and node.value:
            facts[fact] = _number(node.value)
    reference = nodes.get("exif:GPSAltitudeRef")
    if "altitude" in facts and reference is not None and reference.value == "1":
        facts["altitude"] = f"-{facts['altitude']}"
    return facts


def _number(text: str) -> str:
    """A rational number as a decimal one; anything else as it stands."""
    match = _RATIONAL.fullmatch(text.strip())
    if match is None or not int(match.group(2)):
        return neutral(text)
    return f"{int(match.group(1)) / int(match.group(2)):.5g}"
