"""BMP files, by the headers of Windows and OS/2. Every byte is put by hand."""

from __future__ import annotations

import io
import struct
from typing import TYPE_CHECKING, Final

from PIL import Image

from tests.samples.base import Marks, Sample
from tests.samples.png import chunk, still
from tests.samples.profiles import DISPLAY_P3, matrix_profile, text

if TYPE_CHECKING:
    from collections.abc import Callable

SRGB, WINDOWS, LINKED, EMBEDDED = b"BGRs", b" niW", b"KNIL", b"DEBM"
CALIBRATED: Final = b"\0\0\0\0"


def bmp(
    header: bytes, palette: bytes = b"", pixels: bytes = b"", *,
    reserved: bytes = b"\0\0\0\0", gap: bytes = b"", tail: bytes = b"", offset: int | None = None,
) -> bytes:  # fmt: skip
    start = 14 + len(header) + len(palette) + len(gap)
    size = start + len(pixels) + len(tail)
    place = start if offset is None else offset
    head = b"BM" + struct.pack("<I", size) + reserved + struct.pack("<I", place)
    return head + header + palette + gap + pixels + tail


def core(width: int, height: int, depth: int) -> bytes:
    return struct.pack("<IHHHH", 12, width, height, 1, depth)


def info(
    width: int, height: int, depth: int, compression: int = 0, *, size: int = 40,
    image_bytes: int = 0, used: int = 0, important: int = 0, rest: bytes = b"",
) -> bytes:  # fmt: skip
    fields = (compression, image_bytes, 3780, 3779, used, important)
    return struct.pack("<IiiHHIIiiII", size, width, height, 1, depth, *fields) + rest


def rows(
    width: int, height: int, depth: int, *, most: int = 255, filling: bytes = b"", spare: int = 0
) -> bytes:
    """A smooth pattern; `filling` goes between the rows, `spare` after the last pixel of each."""
    stride = (width * depth + 31) // 32 * 4
    unused = -width * depth % 8
    content = bytearray()
    fills = iter(filling)
    for y in range(height):
        row = bytearray((x * 3 + y * 5) % (most + 1) for x in range((width * depth + 7) // 8))
        row[-1] = row[-1] >> unused << unused | spare & (1 << unused) - 1
        row += bytes(next(fills, 0) for _ in range(stride - len(row)))
        content += row
    return bytes(content)


def quads(count: int, fourth: bytes = b"") -> bytes:
    """A palette; `fourth` goes to the bytes after each colour."""
    fills = iter(fourth)
    return b"".join(
        bytes((at * 7 % 256, at * 5 % 256, at * 3 % 256, next(fills, 0))) for at in range(count)
    )


def _truecolour(marks: Marks) -> bytes:
    return bmp(
        info(33, 21, 24, important=5, used=4, image_bytes=7),
        marks("palette of a truecolour picture"),
        rows(33, 21, 24, filling=b"filling of rows hides this" * 2),
        reserved=b"\1\2\3\4",
        gap=marks("gap"),
        tail=marks("after the picture"),
    )


def _top_down(marks: Marks) -> bytes:
    return bmp(info(33, -21, 24), b"", rows(33, 21, 24), tail=b"\xff\xd8\xff" + marks("appended"))


def _palette(marks: Marks) -> bytes:
    unseen = marks("unused colours") + marks("more unused colours")
    palette = quads(40, b"reserved bytes after each colour")[: 40 * 4] + unseen
    pixels = rows(31, 20, 8, most=39, filling=b"hidden between rows.")
    return bmp(info(31, 20, 8, used=48), palette, pixels, gap=marks("gap"))


def _small_palette(marks: Marks) -> bytes:
    palette = quads(12) + marks("unused colours")
    pixels = bytes(x & 0x77 for x in rows(31, 20, 4, spare=0xF, filling=b"abc" * 20))
    return bmp(info(31, 20, 4), palette, pixels)


def _two_colours(marks: Marks) -> bytes:
    pixels = rows(29, 20, 1, spare=0x5, filling=b"abc" * 20)
    return bmp(info(29, 20, 1), b"\1\2\3\4\5\6\7\x08", pixels, gap=marks("gap"))


def _black_and_white(marks: Marks) -> bytes:
    return bmp(info(32, 20, 1), bytes(4) + b"\xff\xff\xff\0", rows(32, 20, 1), tail=marks("tail"))


def _grey(marks: Marks) -> bytes:
    ramp = b"".join(bytes((grey, grey, grey, 0)) for grey in range(256))
    return bmp(info(30, 20, 8), ramp, rows(30, 20, 8, most=99), gap=marks("gap"))


def _core(marks: Marks) -> bytes:
    palette = bytes(range(60)) + marks("unused colours") * 3 + bytes(660)
    return bmp(core(30, 20, 8), palette, rows(30, 20, 8, most=19), gap=marks("gap"))


def _core_truecolour(marks: Marks) -> bytes:
    return bmp(core(30, 20, 24), b"", rows(30, 20, 24), gap=marks("gap"), tail=marks("tail"))


def _palette_cut_short(marks: Marks) -> bytes:
    """The pixels begin before the palette that the header promises has ended."""
    return bmp(
        info(30, 20, 8), quads(20), rows(30, 20, 8, most=19), tail=marks("tail") + bytes(900)
    )


def _forgotten_palette(marks: Marks) -> bytes:
    palette = quads(256)
    return bmp(info(32, 20, 8), palette, rows(32, 20, 8), offset=54, tail=marks("tail"))


def _os2(marks: Marks) -> bytes:
    rest = marks("OS/2 fields") + b"12345678"
    palette = quads(256)
    return bmp(info(30, 20, 8, size=64, rest=rest), palette, rows(30, 20, 8), tail=marks("tail"))


def _os2_short(marks: Marks) -> bytes:
    header = struct.pack("<IIIHH", 16, 30, 20, 1, 4)
    return bmp(header, quads(16), rows(30, 20, 4), gap=marks("gap"))


def _masks(size: int, depth: int, masks: tuple[int, ...], name: str) -> Sample:
    def make(marks: Marks) -> bytes:
        rest = struct.pack(f"<{len(masks)}I", *masks)
        header = info(30, 20, depth, 3, size=size, rest=rest)
        return bmp(header, b"", rows(30, 20, depth), gap=marks("gap"), tail=marks("tail"))

    return Sample(f"bmp {name}", "BMP", make)


def _alpha_masks(marks: Marks) -> bytes:
    masks = struct.pack("<4I", 0xFF0000, 0xFF00, 0xFF, 0xFF000000)
    return bmp(info(30, 20, 32, 6) + masks, b"", rows(30, 20, 32), gap=marks("gap"))


def _no_masks(marks: Marks) -> bytes:
    """Masks in a header that does not use them."""
    rest = marks("masks that do not count")
    return bmp(info(30, 20, 24, size=56, rest=rest), b"", rows(30, 20, 24))


def version4(space: bytes, details: bytes, rest: bytes = b"", size: int = 108) -> bytes:
    masks = struct.pack("<4I", 0xFF0000, 0xFF00, 0xFF, 0xFF000000)
    fields = masks + space + details.ljust(48, b"\0") + rest
    return info(30, 20, 32, 3, size=size, rest=fields)


def _version4(marks: Marks) -> bytes:
    details = b"".join(marks(f"end points {number}") for number in range(3))
    return bmp(version4(SRGB, details), b"", rows(30, 20, 32), tail=marks("tail"))


def _calibrated(marks: Marks) -> bytes:
    points = (0.64, 0.33, 0.03, 0.30, 0.60, 0.10, 0.15, 0.06, 0.79)
    details = struct.pack("<9I", *(int(point * (1 << 30)) for point in points))
    details += struct.pack("<3I", *[int(2.2 * 65536)] * 3)
    return bmp(version4(CALIBRATED, details), b"", rows(30, 20, 32), tail=marks("tail"))


def _uncalibrated(marks: Marks) -> bytes:
    details = b"".join(marks(f"end points {number}") for number in range(3))
    return bmp(version4(CALIBRATED, details), b"", rows(30, 20, 32))


def _with_profile(space: bytes, content: bytes, marks: Marks, gap: bytes) -> bytes:
    pixels = rows(30, 20, 32)
    place = struct.pack("<II", 124 + len(gap) + len(pixels), len(content))
    rest = struct.pack("<I", 4) + place + b"resv"
    header = version4(space, marks("end points"), rest, size=124)
    return bmp(header, b"", pixels, gap=gap, tail=content + marks("tail"))


def _profile(marks: Marks) -> bytes:
    tags = {b"cprt": text(marks("profile copyright")), b"prvt": text(marks("profile private tag"))}
    content = matrix_profile(DISPLAY_P3, extra=tags)
    return _with_profile(EMBEDDED, content, marks, marks("gap"))


def _bad_profile(marks: Marks) -> bytes:
    return _with_profile(EMBEDDED, marks("no profile") * 20, marks, b"")


def _linked_profile(marks: Marks) -> bytes:
    path = b"C:\\Users\\" + marks("linked profile") + b"\\screen.icc\0"
    return _with_profile(LINKED, path, marks, marks("gap"))


def _unknown_space(marks: Marks) -> bytes:
    return bmp(version4(b"what", marks("details")), b"", rows(30, 20, 32))


def _runs(depth: int) -> Callable[[Marks], bytes]:
    """Encoded and absolute runs, a jump, filling bytes, and data after the end."""

    def make(marks: Marks) -> bytes:
        data = b"".join(
            (
                b"\x05\x12\x03\x34",
                b"\x00\x03\x45\x67\x01\xee" if depth == 8 else b"\x00\x03\x45\x6f",
                b"\x05\x01\x00\x00",
                b"\x10\x22\x01\x3f\x00\x00",
                b"\x00\x02\x03\x02\x07\x11\x00\x00",
                b"\x10\x05\x00\x00",
                b"\x00\x01",
            )
        )
        colours = quads(64 if depth == 8 else 12)
        unseen = marks("unused colours") + bytes(16) if depth == 8 else marks("unused colours")
        palette = colours + unseen
        return bmp(
            info(16, 5, depth, 1 if depth == 8 else 2, used=len(palette) // 4),
            palette,
            data,
            gap=marks("gap"),
            tail=marks("after the end of the bitmap"),
        )

    return make


def _runs_without_end(marks: Marks) -> bytes:
    data = b"\x10\x01\x00\x00" * 4 + b"\x20\x02"
    return bmp(info(16, 5, 8, 1), quads(256), data, gap=marks("gap"))


def _runs_beyond(marks: Marks) -> bytes:
    data = b"\x10\x01\x00\x00" * 5 + b"\x04\x03\x00\x10" + marks("a run below the picture")
    return bmp(info(16, 5, 8, 1), quads(256), data + b"\x00\x01")


def _embedded_png(marks: Marks) -> bytes:
    inner = still((30, 20, 8, 2), [chunk(b"tEXt", b"Author\0" + marks("tEXt of the PNG inside"))])
    inner += marks("after IEND of the PNG inside")
    return bmp(info(30, 20, 0, 5, image_bytes=len(inner)), b"", inner, tail=marks("tail"))


def _embedded_jpeg(marks: Marks) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (30, 20), (200, 100, 50)).save(stream, "JPEG", comment=marks("COM inside"))
    inner = stream.getvalue()
    return bmp(info(30, 20, 0, 4, image_bytes=len(inner)), b"", inner, gap=marks("gap"))


def _by_pillow(marks: Marks) -> bytes:
    stream = io.BytesIO()
    Image.linear_gradient("L").convert("RGB").resize((37, 25)).save(stream, "BMP", dpi=(300, 300))
    return stream.getvalue() + marks("tail")


BMP_SAMPLES: Final = (
    Sample("bmp truecolour", "BMP", _truecolour),
    Sample("bmp top down", "BMP", _top_down),
    Sample("bmp palette", "BMP", _palette),
    Sample("bmp palette of 4 bits", "BMP", _small_palette),
    Sample("bmp two colours", "BMP", _two_colours),
    Sample("bmp black and white", "BMP", _black_and_white),
    Sample("bmp grey", "BMP", _grey),
    Sample("bmp core header", "BMP", _core),
    Sample("bmp core header truecolour", "BMP", _core_truecolour),
    Sample("bmp palette cut short", "BMP", _palette_cut_short),
    Sample("bmp offset that forgets the palette", "BMP", _forgotten_palette),
    Sample("bmp OS/2", "BMP", _os2),
    Sample("bmp OS/2 short header", "BMP", _os2_short, decodes=False),
    _masks(40, 16, (0xF800, 0x7E0, 0x1F), "masks after the header, 16 bits"),
    _masks(40, 32, (0xFF0000, 0xFF00, 0xFF), "masks after the header, 32 bits"),
    _masks(52, 16, (0x7C00, 0x3E0, 0x1F), "version 2"),
    _masks(56, 32, (0xFF, 0xFF00, 0xFF0000, 0xFF000000), "version 3 with alpha"),
    Sample("bmp alpha masks after the header", "BMP", _alpha_masks, decodes=False),
    Sample("bmp masks that do not count", "BMP", _no_masks),
    Sample("bmp version 4", "BMP", _version4),
    Sample("bmp calibrated", "BMP", _calibrated),
    Sample("bmp calibrated by nonsense", "BMP", _uncalibrated),
    Sample("bmp with a colour profile", "BMP", _profile),
    Sample("bmp with a colour profile that is none", "BMP", _bad_profile),
    Sample("bmp with a linked colour profile", "BMP", _linked_profile),
    Sample("bmp unknown colour space", "BMP", _unknown_space),
    Sample("bmp runs of 8 bits", "BMP", _runs(8)),
    Sample("bmp runs of 4 bits", "BMP", _runs(4)),
    Sample("bmp runs without an end", "BMP", _runs_without_end),
    Sample("bmp runs below the picture", "BMP", _runs_beyond),
    Sample("bmp with a PNG inside", "BMP", _embedded_png, decodes=False),
    Sample("bmp with a JPEG inside", "BMP", _embedded_jpeg, decodes=False),
    Sample("bmp by Pillow", "BMP", _by_pillow),
)
