"""Canon: serial numbers, the owner's name, the number of the photo, the city of the clock."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from toolkit.metadata.payloads.makernotes.base import Layout, Maker
from toolkit.metadata.payloads.tiff_structure import integer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.metadata.model import Finding
    from toolkit.metadata.payloads.makernotes.base import Note
    from toolkit.metadata.payloads.tiff_structure import Directory

_TIME_INFO: Final = 0x0035
_LENS_INFO: Final = 0x4019
_LENS_SERIAL_BYTES: Final = 5
_FACES: Final = 0x0024
_FILE_INFO: Final = 0x0093


def _layout(note: Note) -> Layout | None:
    # Canon writes no signature: the directory begins at once.
    return Layout(note.start, 0, note.order) if note.make.startswith("Canon") else None


def _more(note: Note, directory: Directory) -> Iterator[Finding]:
    if _TIME_INFO in directory:
        entry = directory.get(_TIME_INFO)
        numbers = directory.numbers(_TIME_INFO)
        if entry and len(numbers) > 2:
            # The zone is in minutes as a signed number; the list may be typed unsigned.
            minutes = int(numbers[1])
            minutes -= (1 << 32) * (minutes >= 1 << 31)
            zone = f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
            if abs(minutes) <= 14 * 60 and (minutes or numbers[2]):
                yield note.found("time-zone", "Canon TimeZone", zone, entry)
    if _LENS_INFO in directory:
        entry = directory.get(_LENS_INFO)
        serial = directory.bytes_of(entry)[:_LENS_SERIAL_BYTES] if entry else b""
        if entry and serial.strip(b"\0"):
            yield note.found("lens-serial", "Canon LensSerialNumber", serial.hex(), entry)
    if _FACES in directory:
        entry, numbers = directory.get(_FACES), directory.numbers(_FACES)
        if entry and len(numbers) > 2 and 0 < numbers[2] < 36:
            yield note.found("faces", "Canon FacesDetected", str(int(numbers[2])), entry)
    if _FILE_INFO in directory:
        entry = directory.get(_FILE_INFO)
        # The first number is the length; a file number or the count of the shutter follows.
        count = directory.bytes_of(entry)[2:6] if entry else b""
        number = integer(count, directory.order)
        if entry and number:
            yield note.found("photo-count", "Canon FileInfo FileNumber", str(number), entry)


MAKERS: Final = (
    Maker(
        "Canon",
        _layout,
        {
            0x0006: ("camera-model", "ImageType"),
            0x0007: ("software", "FirmwareVersion"),
            0x0008: ("photo-count", "FileNumber"),
            0x0009: ("owner", "OwnerName"),
            0x000C: ("camera-serial", "SerialNumber"),
            0x0028: ("unique-id", "ImageUniqueID"),
            0x0095: ("lens-model", "LensModel"),
            0x0096: ("camera-serial", "InternalSerialNumber"),
            0x4010: ("file-name", "CustomPictureStyleFileName"),
        },
        _more,
    ),
)
