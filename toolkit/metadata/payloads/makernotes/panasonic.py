"""Panasonic: the number inside the camera, names and ages of children, city, country, landmark."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from toolkit.metadata.payloads.makernotes.base import Layout, Maker, behind
from toolkit.metadata.payloads.tiff_structure import integer, shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from toolkit.metadata.model import Finding
    from toolkit.metadata.payloads.makernotes.base import Note
    from toolkit.metadata.payloads.tiff_structure import Directory

TAGS: Final[Mapping[int, tuple[str, str]]] = {
    0x0025: ("camera-serial", "InternalSerialNumber"),
    0x0051: ("lens-model", "LensType"),
    0x0052: ("lens-serial", "LensSerialNumber"),
    0x0054: ("lens-serial", "AccessorySerialNumber"),
    0x0065: ("title", "Title"),
    0x0066: ("person-name", "BabyName"),
    0x0067: ("place-name", "Location"),
    0x0069: ("place-name", "Country"),
    0x006B: ("place-name", "State"),
    0x006D: ("place-name", "City"),
    0x006F: ("place-name", "Landmark"),
    0x0080: ("place-name", "City2"),
    0x00AF: ("time-told", "TimeStamp"),
}
_AGES: Final = (0x0033, 0x8010)
# What stands there when no age was set.
_NO_AGE: Final = "9999:99:99 00:00:00"
_TRAVEL_DAY: Final = 0x0036
_NO_TRAVEL: Final = 0xFFFF
_POWER_ON: Final = 0x0029
_FACES_DETECTED: Final = 0x003F
_FACES: Final = 0x0061
_FACE_BYTES: Final = 48
_NAME_BYTES: Final = 20
_AGE_AT: Final = 28
_TIME_INFO: Final = 0x2003


def more(note: Note, directory: Directory) -> Iterator[Finding]:
    """Ages, days of a journey, faces by name, the time since the camera was started."""
    for tag in _AGES:
        entry = directory.get(tag) if tag in directory else None
        age = directory.text_of(entry) if entry else ""
        if entry and age and age != _NO_AGE:
            yield note.found("birthday", "Panasonic BabyAge", age, entry)
    day = directory.offset(_TRAVEL_DAY) if _TRAVEL_DAY in directory else 0
    if day and day != _NO_TRAVEL and (entry := directory.get(_TRAVEL_DAY)):
        text = f"TravelDay {day}"
        yield note.found("comment", "Panasonic TravelDay", text, entry)
    if _POWER_ON in directory and (entry := directory.get(_POWER_ON)):
        seconds = str(directory.offset(_POWER_ON) // 100)
        yield note.found(
            "running-time", "Panasonic TimeSincePowerOn", seconds, entry, seconds=seconds
        )
    if _FACES_DETECTED in directory and (entry := directory.get(_FACES_DETECTED)):
        faces = directory.offset(_FACES_DETECTED)
        if faces:
            yield note.found("faces", "Panasonic FacesDetected", str(faces), entry)
    if _TIME_INFO in directory and (entry := directory.get(_TIME_INFO)):
        # Digits of the date, two in a byte: 20 26 05 03 14 22 07.
        digits = directory.bytes_of(entry)[:7].hex()
        if digits.isdecimal() and digits.strip("0"):
            date = f"{digits[:4]}-{digits[4:6]}-{digits[6:8]}"
            time = f"{date}T{digits[8:10]}:{digits[10:12]}:{digits[12:14]}"
            yield note.found("time-told", "Panasonic PanasonicDateTime", time, entry)
    yield from _people(note, directory)


def _people(note: Note, directory: Directory) -> Iterator[Finding]:
    entry = directory.get(_FACES) if _FACES in directory else None
    block = directory.bytes_of(entry) if entry else b""
    if entry is None or len(block) < 4:
        return
    count = integer(block[:2], directory.order)
    for at in range(4, 4 + _FACE_BYTES * min(count, 3), _FACE_BYTES):
        name = shown(block[at : at + _NAME_BYTES])
        age = shown(block[at + _AGE_AT : at + _AGE_AT + _NAME_BYTES])
        if name:
            yield note.found("person-name", "Panasonic RecognizedFaceName", name, entry)
        if age and age != _NO_AGE:
            yield note.found("birthday", "Panasonic RecognizedFaceAge", age, entry)


def _mke(note: Note) -> Layout | None:
    """Early cameras wrote numbers without a directory."""
    return Layout(note.stop, 0, note.order) if note.head.startswith(b"MKE") else None


MAKERS: Final = (
    Maker("Panasonic", behind(b"Panasonic", 12, own_base=False), TAGS, more),
    Maker("Panasonic", _mke),
)
