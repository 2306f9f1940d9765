"""JPEG files, by ITU-T T.81 and what cameras and programs put into them."""

from __future__ import annotations

import base64
import struct
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from tests.samples.base import Marks, Sample
from tests.samples.jpeg_segments import (
    everywhere,
    exif,
    film,
    profile,
    profile_chunks,
    samsung,
    unused_tables,
)
from tests.samples.jpeg_streams import (
    COM,
    DHT,
    DNL,
    DQT,
    SOF0,
    SOF1,
    SOS,
    Piece,
    app,
    before,
    built,
    coded,
    drawn,
    each,
    longer_scans,
    lossless,
    noise,
    parsed,
    segment,
)

if TYPE_CHECKING:
    from collections.abc import Callable

JFIF: Final = app(0, b"JFIF\0\1\2\1\0\x48\0\x48\0\0")

# Made by cjpeg of libjpeg-turbo, for Pillow codes no arithmetic JPEG.
ARITHMETIC: Final = (
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAoHBwgHBgoICAgLCgoLDhgQDg0NDh0VFhEYIx8lJCIfIiEmKzcvJik0"
    "KSEiMEExNDk7Pj4+JS5ESUM8SDc9Pjv/2wBDAQoLCw4NDhwQEBw7KCIoOzs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7"
    "Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozv/yQARCAAQABgDASIAAhEBAxEB/8wACgAQEAUBEBEF/9oADAMBAAIR"
    "AxEAPwD/ALLxBwf9SR6PMApdzt+blup6NAwQx7YF9X1NTQU0bRvAZlFRSdSl+74AGyaVOV1pJXA1fvtPfycH6/Iq"
    "W9k7cQclO0uwU3Fs/9k="
)
ARITHMETIC_PROGRESSIVE: Final = (
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAoHBwgHBgoICAgLCgoLDhgQDg0NDh0VFhEYIx8lJCIfIiEmKzcvJik0"
    "KSEiMEExNDk7Pj4+JS5ESUM8SDc9Pjv/2wBDAQoLCw4NDhwQEBw7KCIoOzs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7"
    "Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozv/ygARCAAQABgDASIAAhEBAxEB/8wABgAQARD/2gAMAwEAAhADEAAA"
    "Af8AZarcwfWoLw79duzC/8wABBAF/9oACAEBAAEFAh6N0kGrYhcoQP/MAAQRBf/aAAgBAwEBPwETeO6XioL/zAAE"
    "EQX/2gAIAQIBAT8BF3jZwscpBhz/zAAEEAX/2gAIAQEABj8CwP/MAAQQBf/aAAgBAQABPyFMbOBkv3LKEP/aAAwD"
    "AQACAAMAAAAQGHD/zAAEEQX/2gAIAQMBAT8QruB+0P/MAAQRBf/aAAgBAgEBPxCuRasbrXnc/8wABBAF/9oACAEB"
    "AAE/EDmSUU6PEyQo/9k="
)
ARITHMETIC_RESTARTS: Final = (
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAoHBwgHBgoICAgLCgoLDhgQDg0NDh0VFhEYIx8lJCIfIiEmKzcvJik0"
    "KSEiMEExNDk7Pj4+JS5ESUM8SDc9Pjv/2wBDAQoLCw4NDhwQEBw7KCIoOzs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7"
    "Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozs7Ozv/yQARCAAQABgDASIAAhEBAxEB/8wACgAQEAUBEBEF/90ABAAB/9oA"
    "DAMBAAIRAxEAPwD/ALLxBwf9SR6PMApdzt+blup6NAwQx7YF9X1NTQU0bf/Q/wBgmsJ6UMN5zNvAe6vyiXn/APhJ"
    "VsJCSnybw1KatTNHsnbiGIdZrc1+rYKA/9k="
)


def ordinary(mark: Marks) -> bytes:
    picture = coded(drawn("RGB"))
    return built(
        (
            app(0, JFIF[4:-2] + b"\2\3" + mark("JFIF thumbnail") + b"xx"),
            app(1, exif(mark, 6)),
            app(1, exif(mark, 3, "second ")),
            *reversed(profile_chunks(profile(mark), 400)),
            *everywhere(mark),
            *picture,
        ),
        mark("after EOI"),
    )


def adobe_rgb(mark: Marks) -> bytes:
    picture = coded(drawn("RGB"), keep_rgb=True, optimize=True)
    return built(
        (
            app(1, exif(mark, 5, order=">")),
            *everywhere(mark, 0),
            *longer_scans(picture, lambda: mark("after the data")),
        ),
        b"\0" * 64 + mark("after EOI and zeros"),
    )


def grey(mark: Marks) -> bytes:
    picture = longer_scans(coded(drawn("L")), lambda: b"\x8a\x51" + mark("after the data"))
    return built((JFIF, *everywhere(mark, 0), *picture))


def cmyk(mark: Marks) -> bytes:
    picture = coded(drawn("CMYK"))
    return built((*everywhere(mark, 0), *longer_scans(picture, lambda: mark("after the data"))))


def ycck(mark: Marks) -> bytes:
    return built((*everywhere(mark, 2), *coded(drawn("CMYK"))), mark("after EOI"))


def progressive(mark: Marks) -> bytes:
    """A comment, tables nobody uses and stray bytes before each scan, and more data than needed."""
    numbers = iter(range(100))
    picture = coded(drawn("RGB", (120, 90)), progressive=True)
    picture_and_tails = longer_scans(picture, lambda: mark(f"after scan {next(numbers)}"))

    def between() -> bytes:
        number = next(numbers)
        return (
            segment(COM, mark(f"COM between scans {number}"))
            + mark(f"between scans {number}")
            + app(1, b"Exif\0\0" + mark(f"Exif between scans {number}"))
            + b"".join(unused_tables(mark, f"{number} "))
        )

    return built((JFIF, app(1, exif(mark, 8)), *before(picture_and_tails, SOS, between)))


def progressive_restarts(mark: Marks) -> bytes:
    numbers = iter(range(100))
    picture = coded(drawn("L", (90, 70)), progressive=True, restart_marker_rows=1)

    def stuffed(piece: Piece) -> Piece:
        number = next(numbers)
        return replace(
            piece,
            data=piece.data.replace(b"\xff\xd1", mark(f"interval {number}") + b"\xff\xff\xff\xd1"),
        )

    return built((JFIF, *each(picture, SOS, stuffed)))


def restarts(mark: Marks) -> bytes:
    """Bytes after an interval's data, fill bytes, and intervals after the last."""
    picture = coded(drawn("RGB", (120, 90)), restart_marker_rows=1)

    def stuffed(piece: Piece) -> Piece:
        data = piece.data.replace(b"\xff\xd2", mark("interval 3") + b"\xff\xff\xd2")
        return replace(piece, data=data + b"\xff\xd5" + mark("interval after the last"))

    return built((JFIF, *each(picture, SOS, stuffed)))


def large(mark: Marks) -> bytes:
    picture = coded(noise((160, 160)), quality=90, restart_marker_rows=2)

    def stuffed(piece: Piece) -> Piece:
        data = piece.data.replace(b"\xff\xd0", mark("interval 1") + b"\xff\xd0")
        return replace(piece, data=data + mark("after the data"))

    return built((JFIF, *each(picture, SOS, stuffed)))


def large_progressive(mark: Marks) -> bytes:
    numbers = iter(range(100))
    picture = coded(noise((200, 200)), progressive=True, subsampling=0)
    return built((JFIF, *longer_scans(picture, lambda: mark(f"after scan {next(numbers)}"))))


def scan_for_each_component(mark: Marks) -> bytes:
    planes = [coded(plane) for plane in drawn("RGB").convert("YCbCr").split()]
    frame = next(p for p in planes[0] if p.marker == SOF0).body
    pieces: list[Piece | bytes] = [p for p in planes[0] if p.marker not in {SOF0, SOS}]
    components = b"".join(bytes((number, 0x11, 0)) for number in (1, 2, 3))
    pieces.append(Piece(SOF0, frame[:5] + b"\3" + components))
    for number, plane in enumerate(planes, 1):
        data = next(p for p in plane if p.marker == SOS).data + mark(f"after scan {number}")
        pieces.append(Piece(SOS, bytes((1, number, 0, 0, 63, 0)), data))
        pieces.append(segment(COM, mark(f"after plane {number}")))
    return built((JFIF, *pieces))


def lines_counted_later(mark: Marks) -> bytes:
    picture = coded(drawn("L"))
    frame = next(p for p in picture if p.marker == SOF0).body
    without = each(picture, SOF0, lambda p: replace(p, body=frame[:1] + b"\0\0" + frame[3:]))
    without = longer_scans(without, lambda: mark("before DNL"))
    return built((*without, segment(DNL, frame[1:3]), segment(COM, mark("after DNL"))))


def second_pictures(mark: Marks) -> bytes:
    """A multi-picture file (CIPA DC-007), its second picture with an Exif block of its own."""
    second = built((app(1, exif(mark, 1, "second picture ")), *coded(drawn("RGB", seed=9))))
    third = built(
        (app(1, b"http://ns.adobe.com/xap/1.0/\0" + mark("gain map")), *coded(drawn("L")))
    )

    def file(size: int) -> bytes:
        entries = struct.pack("<IIIHH", 0x030000, size, 0, 0, 0)
        entries += struct.pack("<IIIHH", 0, len(second), max(size - 12, 0) + 16, 0, 0)
        index = b"MPF\0II*\0" + struct.pack("<IH", 8, 4)
        index += struct.pack("<HHI4s", 0xB000, 7, 4, b"0100")
        index += struct.pack("<HHII", 0xB001, 4, 1, 2)
        index += struct.pack("<HHII", 0xB002, 7, 32, 8 + 2 + 48 + 4)
        index += struct.pack("<HHII", 0xB003, 7, 33, 8 + 2 + 48 + 4 + 32)
        index += struct.pack("<I", 0) + entries + mark("MPF unique id") + b"0" * 17
        return built((app(2, index), app(1, exif(mark, 2)), *coded(drawn("RGB"))))

    # The first pass is for the length; its marks are taken back.
    kept = dict(mark.places)
    size = len(file(0))
    mark.places = kept
    return file(size) + mark("before it") + second + third + mark("after the pictures")


def motion_photo(mark: Marks) -> bytes:
    picture = coded(drawn("RGB"))
    return built(
        (JFIF, app(1, exif(mark, 7)), *picture), film(mark, "appended") + mark("at the end")
    )


def samsung_phone(mark: Marks) -> bytes:
    return built((app(1, exif(mark, 1)), *coded(drawn("RGB"))), mark("padding") + samsung(mark))


def early(mark: Marks) -> bytes:
    """Bytes before SOI."""
    return mark("before SOI") * 9 + built((JFIF, *everywhere(mark), *coded(drawn("RGB"))))


def reserved(mark: Marks) -> bytes:
    """Markers that no picture has, and libjpeg stumbles over."""
    return built(
        (
            segment(0xF0, mark("JPG0")),
            segment(0xFD, mark("JPG13")),
            segment(0xC8, mark("JPG")),
            segment(0x02, mark("RES")),
            b"\xff\x01" + mark("after TEM"),
            *coded(drawn("RGB")),
            segment(0xF9, mark("JPG9")),
        )
    )


def partly_used_tables(mark: Marks) -> bytes:
    """Segments in which some tables have a use, and a quantisation table of sixteen bits."""
    picture = coded(drawn("RGB"))
    tables = [p.body for p in picture if p.marker == DQT]
    wide = b"\x10" + b"".join(struct.pack(">H", value) for value in b"".join(tables)[1:65])
    narrow = b"".join(tables)[65:]
    hidden = [t[4:] for t in unused_tables(mark)]
    code = b"".join(p.body for p in picture if p.marker == DHT)
    overwritten = b"\0" + b"".join(mark(f"overwritten DQT {n}") for n in range(4))
    rest = [p for p in picture if p.marker not in {DQT, DHT}]
    return built(
        (
            JFIF,
            segment(DQT, overwritten + hidden[0] + wide + narrow),
            segment(DHT, hidden[1] + code),
            *rest[:-1],
            *longer_scans(rest[-1:], lambda: mark("after the data")),
            *unused_tables(mark, "late "),
        )
    )


def without_codes(mark: Marks) -> bytes:
    """A frame of Motion JPEG: the codes are the standard's own."""
    picture = [p for p in coded(drawn("RGB")) if p.marker != DHT]
    return built((app(0, b"AVI1" + mark("AVI1")), JFIF, *picture), mark("after EOI"))


def not_square(mark: Marks) -> bytes:
    density = app(0, b"JFIF\0\1\2\1\0\xc8\0\x64\0\0")
    return built((app(1, exif(mark, 4)), density, *everywhere(mark), *coded(drawn("RGB"))))


def extended(mark: Marks) -> bytes:
    picture = [replace(p, marker=SOF1) if p.marker == SOF0 else p for p in coded(drawn("RGB"))]
    return built((JFIF, *everywhere(mark), *longer_scans(picture, lambda: mark("after data"))))


def long_profile(mark: Marks) -> bytes:
    chunks = profile_chunks(profile(mark, 70_000))
    return built((app(1, exif(mark, 2)), JFIF, *chunks, *coded(drawn("RGB"))))


def arithmetic(literal: str) -> Callable[[Marks], bytes]:
    def make(mark: Marks) -> bytes:
        numbers = iter(range(100))
        pieces = [p for p in parsed(base64.b64decode(literal)) if not 0xE0 <= p.marker <= 0xEF]
        dac = b"".join(bytes((0x10 | n, 0x51)) for n in range(4))
        return built(
            (
                JFIF,
                *everywhere(mark),
                segment(0xCC, dac),
                *before(pieces, SOS, lambda: segment(COM, mark(f"COM {next(numbers)}"))),
            ),
            mark("after EOI"),
        )

    return make


def arithmetic_tail(mark: Marks) -> bytes:
    numbers = iter(range(100))
    pieces = [
        p for p in parsed(base64.b64decode(ARITHMETIC_PROGRESSIVE)) if not 0xE0 <= p.marker <= 0xEF
    ]
    return built((JFIF, *longer_scans(pieces, lambda: mark(f"after scan {next(numbers)}"))))


JPEG_SAMPLES: Final = (
    Sample("jpeg with everything", "JPEG", ordinary),
    Sample("jpeg in Adobe RGB", "JPEG", adobe_rgb),
    Sample("jpeg grey", "JPEG", grey),
    Sample("jpeg CMYK", "JPEG", cmyk),
    Sample("jpeg YCCK", "JPEG", ycck),
    Sample("jpeg progressive", "JPEG", progressive),
    Sample("jpeg progressive with restarts", "JPEG", progressive_restarts),
    Sample("jpeg progressive of many bytes", "JPEG", large_progressive),
    Sample("jpeg with restarts", "JPEG", restarts),
    Sample("jpeg of many bytes", "JPEG", large),
    Sample("jpeg with a scan for each component", "JPEG", scan_for_each_component),
    Sample("jpeg with DNL", "JPEG", lines_counted_later, decodes=False),
    Sample("jpeg with second pictures", "JPEG", second_pictures),
    Sample("jpeg motion photo", "JPEG", motion_photo),
    Sample("jpeg of a Samsung phone", "JPEG", samsung_phone),
    Sample("jpeg with bytes before SOI", "JPEG", early, decodes=False),
    Sample("jpeg with reserved markers", "JPEG", reserved, decodes=False),
    Sample("jpeg with partly used tables", "JPEG", partly_used_tables),
    Sample("jpeg without Huffman tables", "JPEG", without_codes),
    Sample("jpeg of pixels that are not square", "JPEG", not_square),
    Sample("jpeg extended", "JPEG", extended),
    Sample("jpeg with a profile of many chunks", "JPEG", long_profile),
    Sample("jpeg arithmetic", "JPEG", arithmetic(ARITHMETIC)),
    Sample("jpeg arithmetic progressive", "JPEG", arithmetic(ARITHMETIC_PROGRESSIVE)),
    Sample("jpeg arithmetic with restarts", "JPEG", arithmetic(ARITHMETIC_RESTARTS)),
    Sample("jpeg arithmetic with longer scans", "JPEG", arithmetic_tail),
    Sample("jpeg lossless", "JPEG", lambda mark: lossless((40, 30), mark("after the data"))),
)
