"""The GPS directory of Exif, joined into one place.

Source: Exif 3.0 (CIPA DC-008-2023), 4.6.7.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from toolkit.metadata.payloads.exif_text import user_text
from toolkit.metadata.payloads.exif_time import iso
from toolkit.metadata.payloads.harms import found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.metadata.model import Finding, Payload
    from toolkit.metadata.payloads.tiff_structure import Directory

_LATITUDE_REF, _LATITUDE, _LONGITUDE_REF, _LONGITUDE = 1, 2, 3, 4
_DESTINATION: Final = (0x13, 0x14, 0x15, 0x16)
_VERSION_TAGS: Final = frozenset({0x00, 0x12})
_REFS: Final = frozenset({1, 3, 5, 0x0C, 0x0E, 0x10, 0x13, 0x15, 0x17, 0x19})

_SPEEDS: Final = {"K": "km/h", "M": "mph", "N": "knots"}
_DISTANCES: Final = {"K": "km", "M": "miles", "N": "nautical miles"}
_NORTHS: Final = {"T": "true", "M": "magnetic"}

NAMES: Final = {
    5: "GPSAltitudeRef", 6: "GPSAltitude", 7: "GPSTimeStamp", 8: "GPSSatellites", 9: "GPSStatus",
    10: "GPSMeasureMode", 11: "GPSDOP", 13: "GPSSpeed", 15: "GPSTrack", 17: "GPSImgDirection",
    24: "GPSDestBearing", 26: "GPSDestDistance", 27: "GPSProcessingMethod",
    28: "GPSAreaInformation", 29: "GPSDateStamp", 30: "GPSDifferential",
    31: "GPSHPositioningError",
}  # fmt: skip


def read(payload: Payload, directory: Directory) -> Iterator[Finding]:
    """What a GPS directory says: a position with all that belongs to it, or what is left of one."""
    more = _more(directory)
    raw = ", ".join(f"{name} {value}" for name, value in more.items())
    start, stop = directory.start, directory.stop
    place = position(directory, _LATITUDE_REF, _LATITUDE, _LONGITUDE_REF, _LONGITUDE)
    if place is not None:
        latitude, longitude = place
        text = f"{latitude}, {longitude}"
        yield found(
            payload,
            "gps-position",
            "GPS GPSLatitude, GPSLongitude",
            f"{text}, {raw}" if raw else text,
            start,
            stop,
            latitude=latitude,
            longitude=longitude,
            **more,
        )
    elif more:
        yield found(payload, "gps-remains", "GPS", raw, start, stop)
    elif set(directory.tags) - _VERSION_TAGS - _REFS:
        yield found(payload, "gps-remains", "GPS", "", start, stop)
    destination = position(directory, *_DESTINATION)
    if destination is not None:
        latitude, longitude = destination
        tag = "GPS GPSDestLatitude, GPSDestLongitude"
        text = f"{latitude}, {longitude}"
        facts = {"latitude": latitude, "longitude": longitude}
        yield found(payload, "gps-destination", tag, text, start, stop, **facts)
    area = user_text(directory, 0x1C)
    if area:
        yield found(payload, "place-name", "GPS GPSAreaInformation", area, start, stop)


def position(
    directory: Directory, latitude_ref: int, latitude: int, longitude_ref: int, longitude: int
) -> tuple[str, str] | None:
    """Latitude and longitude in decimal degrees, seven digits (a centimetre), or `None`."""
    north = _degrees(directory.numbers(latitude), 90)
    east = _degrees(directory.numbers(longitude), 180)
    # Cameras without a fix write zero for both; nobody lives there.
    if north is None or east is None or north == east == 0:
        return None
    if directory.text(latitude_ref)[:1].upper() == "S":
        north = -north
    if directory.text(longitude_ref)[:1].upper() == "W":
        east = -east
    return f"{north:.7f}", f"{east:.7f}"


def _degrees(parts: tuple[float, ...], most: int) -> float | None:
    """Degrees, minutes and seconds as degrees."""
    if not parts:
        return None
    degrees = sum(part / 60**power for power, part in enumerate(parts[:3]))
    return degrees if -most <= degrees <= most else None


def _more(directory: Directory) -> dict[str, str]:
    """What stands beside the position, by the name of the fact; only what is really there."""
    facts = {
        "within": _number(directory, 0x1F),
        "altitude": _altitude(directory),
        "direction": _with_unit(directory, 0x11, 0x10, _NORTHS),
        "speed": _with_unit(directory, 0x0D, 0x0C, _SPEEDS),
        "course": _with_unit(directory, 0x0F, 0x0E, _NORTHS),
        "bearing": _with_unit(directory, 0x18, 0x17, _NORTHS),
        "distance": _with_unit(directory, 0x1A, 0x19, _DISTANCES),
        "time": _time(directory),
        "method": user_text(directory, 0x1B),
        "satellites": directory.text(0x08),
    }
    return {name: value for name, value in facts.items() if value}


def _number(directory: Directory, tag: int) -> str:
    if tag not in directory:
        return ""
    numbers = directory.numbers(tag)
    return f"{numbers[0]:.4g}" if numbers else ""


def _altitude(directory: Directory) -> str:
    numbers = directory.numbers(0x06) if 0x06 in directory else ()
    if not numbers:
        return ""
    reference = directory.numbers(0x05)
    # 1 and 3: below sea level, below the ellipsoid.
    below = bool(reference) and reference[0] in {1, 3}
    return f"{-numbers[0] if below else numbers[0]:.1f}"


def _with_unit(directory: Directory, tag: int, unit: int, units: dict[str, str]) -> str:
    if tag not in directory:
        return ""
    numbers = directory.numbers(tag)
    if not numbers:
        return ""
    name = units.get(directory.text(unit)[:1].upper(), "")
    return f"{numbers[0]:.5g} {name}".rstrip()


def _time(directory: Directory) -> str:
    """Date and time by the satellites, in UTC."""
    date = directory.text(0x1D)
    clock = directory.numbers(0x07) if 0x07 in directory else ()
    if len(clock) == 3 and all(0 <= part < 100 for part in clock):
        hour, minute, second = (int(part) for part in clock)
        time = f"{hour:02}:{minute:02}:{second:02}"
        return iso(f"{date} {time}", "", "Z") if date else f"{time}Z"
    return iso(date)
