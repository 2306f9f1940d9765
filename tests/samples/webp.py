"""WebP files, by RFC 9649 and RFC 6386. Pillow codes the pixels; the structure is put by hand."""

from __future__ import annotations

import base64
import io
from typing import TYPE_CHECKING, Final

from PIL import Image

from tests.samples.base import Marks, Sample
from tests.samples.profiles import DISPLAY_P3, matrix_profile, multilingual, text

if TYPE_CHECKING:
    from collections.abc import Iterable

Chunks = list[tuple[bytes, bytes]]

ANIMATED, XMP, EXIF, ALPHA, ICC = 0x02, 0x04, 0x08, 0x10, 0x20


def chunk(name: bytes, body: bytes, padding: bytes = b"\0") -> bytes:
    return name + len(body).to_bytes(4, "little") + body + padding[: len(body) % 2]


def riff(chunks: Iterable[tuple[bytes, bytes]], tail: bytes = b"") -> bytes:
    body = b"WEBP" + b"".join(chunk(*each) for each in chunks) + tail
    return b"RIFF" + len(body).to_bytes(4, "little") + body


def vp8x(flags: int, width: int, height: int, reserved: bytes = b"\0\0\0") -> tuple[bytes, bytes]:
    canvas = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return b"VP8X", bytes([flags]) + reserved + canvas


def parse(content: bytes) -> Chunks:
    found, at = [], 12
    while at + 8 <= len(content):
        size = int.from_bytes(content[at + 4 : at + 8], "little")
        found.append((content[at : at + 4], content[at + 8 : at + 8 + size]))
        at += 8 + size + size % 2
    return found


def picture(mode: str, seed: int = 0, size: tuple[int, int] = (48, 32)) -> Image.Image:
    drawn = Image.new(mode, size)
    for y in range(size[1]):
        for x in range(size[0]):
            pixel = ((x * 5 + seed) % 256, (y * 7) % 256, (x * y + seed) % 256, (x * 5) % 256)
            drawn.putpixel((x, y), pixel[: len(mode)])
    return drawn


def coded(
    mode: str, seed: int = 0, *, lossless: bool = False, size: tuple[int, int] = (48, 32)
) -> Chunks:
    """The chunks of one picture: ALPH and VP8, VP8 alone, or VP8L."""
    stream = io.BytesIO()
    picture(mode, seed, size).save(stream, "WEBP", lossless=lossless, quality=70)
    return [each for each in parse(stream.getvalue()) if each[0] != b"VP8X"]


def exif(orientation: int, mark: bytes) -> bytes:
    """IFD0 with Orientation, and Artist in 16 bytes behind it."""
    entries = (0x0112).to_bytes(2) + b"\0\3\0\0\0\1" + orientation.to_bytes(2) + b"\0\0"
    entries += (0x013B).to_bytes(2) + b"\0\2" + (16).to_bytes(4) + (38).to_bytes(4)
    return b"MM\0*\0\0\0\x08\0\2" + entries + b"\0\0\0\0" + mark


def profile(marks: Marks, place: str) -> bytes:
    return matrix_profile(
        DISPLAY_P3,
        extra={
            b"cprt": text(marks(f"{place} copyright")),
            b"desc": multilingual((b"enUS", marks.text(f"{place} name"))),
            b"prvt": text(marks(f"{place} private tag")),
        },
    )


def behind_the_first_partition(body: bytes, surplus: bytes) -> bytes:
    """RFC 6386, 9.1: the upper 19 bits of the frame tag are the first partition's size."""
    tag = int.from_bytes(body[:3], "little")
    size = tag >> 5
    longer = (size + len(surplus)) << 5 | tag & 31
    return longer.to_bytes(3, "little") + body[3 : 10 + size] + surplus + body[10 + size :]


def raw_alpha(width: int, height: int) -> bytes:
    """RFC 9649, 2.7.1.2: without compression or filter."""
    return b"\0" + bytes(i * 7 % 256 for i in range(width * height))


def frame(
    at: tuple[int, int], size: tuple[int, int], flags: int, parts: Chunks, tail: bytes = b""
) -> tuple[bytes, bytes]:
    header = b"".join((n // 2).to_bytes(3, "little") for n in at)
    header += b"".join((n - 1).to_bytes(3, "little") for n in size)
    header += (120).to_bytes(3, "little") + bytes([flags])
    return b"ANMF", header + b"".join(chunk(*part) for part in parts) + tail


def with_surplus(parts: Chunks, marks: Marks, place: str) -> Chunks:
    return [
        (name, body + marks(f"{place} {name.decode().strip()} surplus")) for name, body in parts
    ]


# Coded by libwebp's advanced interface, which Pillow does not offer: 16 by 32 pixels, and two
# partitions of coefficients.
TWO_PARTITIONS: Final = base64.b64decode(
    "UklGRvIAAABXRUJQVlA4IOYAAADwBACdASoQACAAPxFysFAsJqSisAgBgGIJbEwcFBw9gBn5rDjJwxhHAOE2"
    "8jMNqSAAcQAA5D/+GvZ/+//9Of7n6pYODP/YDzmNunnTanGlVy8w/5+elTeLXzAqF8L4c6xu/z1+vlM9P7Uyg/mZ"
    "L/3nR+6rv78mD7ft+/3fux4nkvb+coMr+zuDob4BA6bC8D596yqTT0/93Fcc2BfLtVclScavZADnfzUouIb/SgA9"
    "qoprMPhjEJQ5YafTDEsrPCCvip23XJukurrrapnelTCQf9PircAfFZQffarswWJT31yMefAAAA=="
)


def behind_each_partition(body: bytes, marks: Marks) -> bytes:
    """RFC 6386, 9.5: sizes of all partitions but the last stand behind the first partition."""
    table = 10 + (int.from_bytes(body[:3], "little") >> 5)
    size = int.from_bytes(body[table : table + 3], "little")
    mark = marks("surplus of a partition in the middle")
    middle = table + 3 + size
    longer = (size + len(mark)).to_bytes(3, "little")
    body = body[:table] + longer + body[table + 3 : middle] + mark + body[middle:]
    body = behind_the_first_partition(body, marks("surplus of the first partition"))
    return body + marks("surplus of the last partition")


def _partitions(marks: Marks) -> bytes:
    return riff((name, behind_each_partition(body, marks)) for name, body in parse(TWO_PARTITIONS))


def _lossy(marks: Marks) -> bytes:
    (name, body), *_ = coded("RGB")
    body = behind_the_first_partition(body, marks("surplus of the first partition"))
    return riff([(name, body + marks("surplus of the last partition"))]) + marks("after the end")


def _lossless(marks: Marks) -> bytes:
    return riff(
        [
            *with_surplus(coded("RGBA", lossless=True), marks, "lossless"),
            (b"EXIF", exif(6, marks("EXIF that nothing announces"))),
            (b"XyZ\0", marks("unknown chunk")),
        ]
    )


def _extended(marks: Marks) -> bytes:
    name, body = vp8x(XMP | EXIF | ALPHA | ICC, 48, 32, b"\xff\xff\xff")
    return riff(
        [
            (name, body),
            (b"ICCP", profile(marks, "ICCP")),
            *with_surplus(coded("RGBA"), marks, "extended"),
            (b"EXIF", b"Exif\0\0" + exif(6, marks("EXIF with a prefix"))),
            (b"XMP ", b"<x:xmpmeta>" + marks("XMP") + b"</x:xmpmeta>"),
            (b"XMP ", marks.text("second XMP, UTF-16").encode("utf-16-le")),
            (b"EXIF", exif(3, marks("second EXIF"))),
            (b"ICCP", profile(marks, "second ICCP")),
            (b"C2PA", b"\0\0\0\x20jumb" + marks("C2PA")),
            (b"abcd", marks("unknown chunk")),
        ]
    ) + marks("after the end")


def _upright(marks: Marks) -> bytes:
    return riff(
        [
            vp8x(EXIF | XMP, 48, 32),
            *coded("RGB"),
            (b"EXIF", exif(1, marks("EXIF of an upright picture"))),
            (b"XMP ", marks("XMP")),
        ]
    )


def _raw_alpha(marks: Marks) -> bytes:
    return riff(
        [
            vp8x(ALPHA, 48, 32),
            (b"ALPH", raw_alpha(48, 32) + marks("surplus of raw transparency")),
            *coded("RGB"),
        ]
    )


def _unannounced(marks: Marks) -> bytes:
    return riff(
        [
            vp8x(XMP, 48, 32),
            (b"ICCP", profile(marks, "ICCP that nothing announces")),
            (b"ALPH", raw_alpha(48, 32) + marks("surplus of ALPH that nothing announces")),
            *coded("RGB"),
        ]
    )


def _disordered(marks: Marks) -> bytes:
    return riff(
        [
            vp8x(EXIF | ICC, 48, 32),
            (b"EXIF", exif(8, marks("EXIF before the picture"))),
            (b"JUNK", marks("chunk before the picture")),
            *coded("RGB"),
            (b"ICCP", profile(marks, "ICCP behind the picture")),
        ]
    )


def _second_pictures(marks: Marks) -> bytes:
    name, body = vp8x(0xC1, 48, 32)
    return riff(
        [
            (b"JUNK", marks("before VP8X")),
            (name, body + marks("behind VP8X")),
            *coded("RGB"),
            *with_surplus(coded("RGB", 77), marks, "second picture"),
            (b"ANIM", marks("ANIM of a still picture")),
            frame((0, 0), (16, 16), 0, [(b"VP8 ", marks("frame of a still picture"))]),
        ],
        b"JUNK" + (64).to_bytes(4, "little") + marks("chunk longer than its file"),
    ) + marks("after the end").ljust(64)


def _animated(marks: Marks) -> bytes:
    kinds = [("RGB", False), ("RGBA", False), ("RGB", True), ("RGBA", True)]
    frames = []
    for number, (mode, lossless) in enumerate(kinds):
        size = (48, 32) if number == 0 else (24, 16)
        parts = with_surplus(
            coded(mode, number, lossless=lossless, size=size), marks, f"frame {number}"
        )
        hidden = (b"hide", marks(f"unknown chunk in frame {number}"))
        at = (0, 0) if number == 0 else (2 * number, 4)
        frames.append(frame(at, size, 0xFC | number % 4, [*parts, hidden]))
    return riff(
        [
            vp8x(ANIMATED | ALPHA | ICC | EXIF | XMP, 48, 32),
            (b"ICCP", profile(marks, "ICCP")),
            (b"ANIM", b"\x10\x20\x30\xff\x07\0" + marks("behind ANIM")),
            frames[0],
            (b"JUNK", marks("between frames")),
            *frames[1:],
            (b"EXIF", exif(6, marks("EXIF"))),
            (b"XMP ", marks("XMP")),
        ]
    ) + marks("after the end")


def _odd(marks: Marks) -> bytes:
    """Odd sizes everywhere, padding that is not zero, and the last padding forgotten."""
    name, body = coded("RGB", size=(47, 31))[0]
    chunks = chunk(b"JUNK", marks("odd chunk") + b"x", b"\xff")
    chunks += chunk(name, body + b"\0" * (1 - len(body) % 2), b"\xff")
    chunks += chunk(b"junk", marks("last chunk") + b"x", b"")
    return b"RIFF" + (len(chunks) + 5).to_bytes(4, "little") + b"WEBP" + chunks


WEBP_SAMPLES: Final = (
    Sample("webp lossy", "WebP", _lossy),
    Sample("webp two partitions", "WebP", _partitions),
    Sample("webp lossless", "WebP", _lossless),
    Sample("webp extended", "WebP", _extended),
    Sample("webp upright", "WebP", _upright),
    Sample("webp raw transparency", "WebP", _raw_alpha),
    Sample("webp unannounced parts", "WebP", _unannounced),
    Sample("webp parts out of order", "WebP", _disordered),
    Sample("webp second pictures", "WebP", _second_pictures, decodes=False),
    Sample("webp animated", "WebP", _animated),
    Sample("webp odd sizes", "WebP", _odd, decodes=False),
)
