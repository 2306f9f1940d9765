"""PNG files, by the third edition of the standard. Scanlines and chunks are all put by hand."""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING, Final

from tests.samples.base import Marks, Sample
from tests.samples.profiles import DISPLAY_P3, matrix_profile, text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
SAMPLES_OF: Final = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
ADAM7: Final = (
    (0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)
)  # fmt: skip


def chunk(name: bytes, data: bytes = b"", crc: bytes = b"") -> bytes:
    right = zlib.crc32(name + data).to_bytes(4, "big")
    return len(data).to_bytes(4, "big") + name + data + (crc or right)


def ihdr(
    width: int, height: int, depth: int, colour_type: int, *, interlaced: bool = False
) -> bytes:
    fields = (width, height, depth, colour_type, 0, 0, interlaced)
    return chunk(b"IHDR", struct.pack(">IIBBBBB", *fields))


def png(*chunks: bytes, tail: bytes = b"") -> bytes:
    return SIGNATURE + b"".join(chunks) + chunk(b"IEND") + tail


def scanlines(
    width: int,
    height: int,
    depth: int,
    colour_type: int,
    *,
    interlaced: bool = False,
    filters: Sequence[int] = (0, 1, 2, 3, 4),
    most: int = 255,
    spare: int = 0,
) -> bytes:
    """Rows of a smooth pattern, filters in turn; `spare` fills the bits after the last pixel."""
    raw = bytearray()
    pixel_bits = depth * SAMPLES_OF[colour_type]
    for wide, high in _passes(width, height, interlaced=interlaced):
        unused = -wide * pixel_bits % 8
        row_bytes = (wide * pixel_bits + 7) // 8
        above = bytes(row_bytes)
        for y in range(high):
            row = bytearray((x * 3 + y * 5) % (most + 1) for x in range(row_bytes))
            row[-1] = row[-1] >> unused << unused | spare & (1 << unused) - 1
            kind = filters[y % len(filters)]
            raw += bytes((kind,)) + _filtered(kind, bytes(row), above, max(pixel_bits // 8, 1))
            above = bytes(row)
    return bytes(raw)


def _filtered(kind: int, row: bytes, above: bytes, pixel_bytes: int) -> bytes:
    """Clause 9 of the standard, the way an encoder goes."""
    filtered = bytearray()
    for at, byte in enumerate(row):
        left = row[at - pixel_bytes] if at >= pixel_bytes else 0
        corner = above[at - pixel_bytes] if at >= pixel_bytes else 0
        up = above[at]
        guess = left + up - corner
        paeth = min((left, up, corner), key=lambda value: abs(guess - value))
        filtered.append((byte - (0, left, up, (left + up) // 2, paeth)[kind]) % 256)
    return bytes(filtered)


def _passes(width: int, height: int, *, interlaced: bool) -> list[tuple[int, int]]:
    if not interlaced:
        return [(width, height)]
    sizes = [
        ((width - x + across - 1) // across, (height - y + down - 1) // down)
        for x, y, across, down in ADAM7
    ]
    return [size for size in sizes if min(size) > 0]


def idats(stream: bytes, size: int = 200) -> bytes:
    return b"".join(chunk(b"IDAT", stream[at : at + size]) for at in range(0, len(stream), size))


def still(
    kind: tuple[int, int, int, int], before: Iterable[bytes] = (), after: Iterable[bytes] = (),
    *, interlaced: bool = False, **how: int | Sequence[int],
) -> bytes:  # fmt: skip
    raw = scanlines(*kind, interlaced=interlaced, **how)  # type: ignore[arg-type]
    data = idats(zlib.compress(raw))
    return png(ihdr(*kind, interlaced=interlaced), *before, data, *after)


def exif(orientation: int, mark: bytes) -> bytes:
    """IFD0 with Orientation, and Artist in 16 bytes behind it."""
    entries = struct.pack(">HHIHH", 0x0112, 3, 1, orientation, 0)
    entries += struct.pack(">HHII", 0x013B, 2, 16, 38)
    return b"MM\0*\0\0\0\x08\0\2" + entries + b"\0\0\0\0" + mark


def ztxt(keyword: bytes, content: bytes) -> bytes:
    return chunk(b"zTXt", keyword + b"\0\0" + zlib.compress(content))


def itxt(keyword: bytes, content: bytes, language: bytes = b"", translated: bytes = b"") -> bytes:
    return chunk(b"iTXt", keyword + b"\0\0\0" + language + b"\0" + translated + b"\0" + content)


def raw_profile(name: bytes, content: bytes) -> bytes:
    digits = content.hex().encode()
    lines = b"\n".join(digits[at : at + 72] for at in range(0, len(digits), 72))
    body = b"\n%s\n%8d\n%s\n" % (name, len(content), lines)
    return ztxt(b"Raw profile type " + name, body)


def xmp(mark: bytes) -> bytes:
    return b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><a>' + mark + b"</a></x:xmpmeta>"


def texts(marks: Marks, where: str) -> list[bytes]:
    """Every kind of chunk that carries words, and every kind that carries anything else."""

    def mark(place: str) -> bytes:
        return marks(f"{where}: {place}")

    wide = marks.text(f"{where}: UTF-16 in zTXt").encode("utf-16-le")
    return [
        chunk(b"tEXt", b"Author\0" + mark("tEXt")),
        chunk(b"tEXt", mark("tEXt keyword") + b"\0x"),
        chunk(b"tEXt", mark("tEXt without separator")),
        ztxt(b"Comment", mark("zTXt") * 3),
        ztxt(mark("zTXt keyword"), b"x"),
        ztxt(b"Wide", wide),
        chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"x") + mark("after the stream of zTXt")),
        itxt(b"Title", mark("iTXt"), mark("iTXt language"), mark("iTXt translated keyword")),
        chunk(b"iTXt", b"T\0\1\0\0\0" + zlib.compress(mark("iTXt compressed"))),
        itxt(b"XML:com.adobe.xmp", xmp(mark("XMP"))),
        raw_profile(b"exif", b"Exif\0\0" + exif(1, mark("raw Exif"))),
        raw_profile(b"APP1", xmp(mark("raw APP1"))),
        raw_profile(b"iptc", b"8BIM\x04\x04\0\0\0\0\0\x14\x1c\2\x50\0\x10" + mark("raw IPTC")),
        raw_profile(b"xmp", xmp(mark("raw XMP"))),
        raw_profile(b"icc", mark("raw ICC")),
        chunk(b"tIME", struct.pack(">H5B", 2026, 5, 3, 14, 22, 9)),
        chunk(b"caBX", b"\0\0\0\x20jumb" + mark("C2PA")),
        chunk(b"dSIG", mark("dSIG")),
        chunk(b"gIFx", b"GIF APP1" + mark("gIFx")),
        chunk(b"pCAL", mark("pCAL") + b"\0"),
        chunk(b"sCAL", b"\1" + mark("sCAL")),
        chunk(b"sPLT", mark("sPLT") + b"\0\x08"),
        chunk(b"vpAg", mark("vpAg")),
        chunk(b"iDOT", mark("iDOT")),
        chunk(b"prVt", mark("private chunk")),
        chunk(b"CrIt", mark("unknown critical chunk")),
    ]


def _rgb(marks: Marks) -> bytes:
    before = [
        chunk(b"gAMA", (45455).to_bytes(4, "big")),
        chunk(b"cHRM", struct.pack(">8I", 31270, 32900, 64000, 33000, 30000, 60000, 15000, 6000)),
        chunk(b"sRGB", b"\0"),
        chunk(b"sBIT", b"\x08\x08\x08"),
        chunk(b"PLTE", (marks("suggested palette") + b"xx") * 2),
        chunk(b"hIST", marks("hIST")),
        chunk(b"pHYs", struct.pack(">IIB", 2835, 2835, 1)),
        *texts(marks, "before IDAT"),
    ]
    after = [
        *texts(marks, "after IDAT"),
        chunk(b"gAMA", marks("gAMA after IDAT")),
        chunk(b"prVt", marks("chunk with a wrong checksum"), crc=b"\0\1\2\3"),
    ]
    return still((40, 30, 8, 2), before, after)


def _photo_with_profile(marks: Marks) -> bytes:
    profile = matrix_profile(DISPLAY_P3, extra={b"cprt": text(marks("iCCP copyright"))})
    before = [
        chunk(b"iCCP", marks("iCCP name") + b"\0\0" + zlib.compress(profile) + marks("after iCCP")),
        chunk(b"eXIf", exif(6, marks("eXIf"))),
        chunk(b"eXIf", exif(6, marks("second eXIf"))),
    ]
    return still((33, 21, 8, 2), before, filters=(1,))


def _colour_chunks_of_wrong_size(marks: Marks) -> bytes:
    before = [
        chunk(name, marks(name.decode()) + b"\0" * rest)
        for name, rest in (
            (b"gAMA", 0), (b"cHRM", 16), (b"sRGB", 0), (b"cICP", 0), (b"mDCV", 8), (b"cLLI", 0),
            (b"sBIT", 0), (b"pHYs", 0), (b"bKGD", 0), (b"tRNS", 0), (b"iCCP", 0), (b"acTL", 0),
            (b"oFFs", 0), (b"sTER", 0), (b"fcTL", 10), (b"fdAT", 0),
        )
    ]  # fmt: skip
    return still((20, 20, 16, 6), before)


def _hdr(marks: Marks) -> bytes:
    display = struct.pack(">8H2I", 35400, 14600, 8500, 39850, 6550, 2300, 15635, 16450, 10**7, 50)
    before = [
        chunk(b"cICP", b"\x09\x10\0\1"),
        chunk(b"mDCV", display),
        chunk(b"cLLI", struct.pack(">II", 10**7, 4 * 10**6)),
        chunk(b"cICP", marks("second cICP")),
    ]
    return still((20, 20, 16, 2), before)


def _palette(marks: Marks) -> bytes:
    shown = bytes(range(60))
    hidden = marks("unused colours") + b"\0\0"
    before = [
        chunk(b"PLTE", shown + hidden + bytes(30)),
        chunk(
            b"tRNS", bytes(range(20)) + marks("alpha of unused colours") + marks("tRNS too long")
        ),
        chunk(b"bKGD", b"\3"),
        chunk(b"hIST", marks("hIST")),
    ]
    return still((37, 25, 8, 3), before, most=19)


def _small_palette(marks: Marks) -> bytes:
    colours = bytes(range(48)) + marks("colours beyond the depth") + b"\0\0"
    return still((37, 25, 4, 3), [chunk(b"PLTE", colours)], spare=0xF)


def _grey(depth: int, *, interlaced: bool = False) -> Sample:
    def make(marks: Marks) -> bytes:
        before = [chunk(b"tEXt", b"a\0" + marks("tEXt"))]
        return still((29, 19, depth, 0), before, interlaced=interlaced, spare=0x55)

    name = f"png grey {depth} bits{' interlaced' * interlaced}"
    return Sample(name, "PNG", make)


def _kind(name: str, kind: tuple[int, int, int, int], *before: bytes) -> Sample:
    def make(marks: Marks) -> bytes:
        extra = chunk(b"tEXt", b"a\0" + marks("tEXt"))
        return still(kind, [*before, extra], interlaced="interlaced" in name)

    return Sample(f"png {name}", "PNG", make)


def _cropped(marks: Marks) -> bytes:
    """The rest of a larger picture: in the chunk, in further chunks, and after the end."""
    stream = zlib.compress(scanlines(40, 30, 8, 2))
    return png(
        ihdr(40, 30, 8, 2),
        chunk(b"IDAT", stream[:100]),
        chunk(b"IDAT"),
        chunk(b"IDAT", stream[100:] + marks("after the zlib stream")),
        chunk(b"IDAT", marks("a further IDAT")),
        tail=marks("after IEND") + chunk(b"IDAT", marks("IDAT after IEND")) + chunk(b"IEND"),
    )


def _surplus_rows(marks: Marks) -> bytes:
    raw = scanlines(40, 30, 8, 6) + marks("rows beyond the picture") * 4
    return png(ihdr(40, 30, 8, 6), idats(zlib.compress(raw) + marks("after those")))


def _surplus_after_palette(marks: Marks) -> bytes:
    raw = scanlines(9, 9, 2, 3, most=0, spare=3) + marks("rows beyond the picture")
    return png(ihdr(9, 9, 2, 3), chunk(b"PLTE", b"abcdefghijkl"), idats(zlib.compress(raw)))


def _iend_with_data(marks: Marks) -> bytes:
    whole = still((5, 5, 8, 0))
    appended = still((9, 9, 8, 0), [chunk(b"tEXt", b"a\0" + marks("appended picture"))])
    return whole[:-12] + chunk(b"IEND", marks("data of IEND")) + appended


def fctl(
    number: int, size: tuple[int, int], at: tuple[int, int] = (0, 0), *,
    delay: tuple[int, int] = (1, 10), disposal: int = 0, blending: int = 0,
) -> bytes:  # fmt: skip
    fields = (number, *size, *at, *delay, disposal, blending)
    return chunk(b"fcTL", struct.pack(">IIIIIHHBB", *fields))


def fdat(number: int, stream: bytes) -> bytes:
    return chunk(b"fdAT", number.to_bytes(4, "big") + stream)


def actl(frames: int, plays: int = 0) -> bytes:
    return chunk(b"acTL", struct.pack(">II", frames, plays))


def pixels(width: int, height: int, colour_type: int, most: int = 255) -> bytes:
    return zlib.compress(scanlines(width, height, 8, colour_type, most=most))


def _apng(marks: Marks) -> bytes:
    second = pixels(20, 10, 6)
    return png(
        ihdr(40, 30, 8, 6),
        actl(3, 2),
        fctl(0, (40, 30)),
        idats(pixels(40, 30, 6)),
        chunk(b"tEXt", b"a\0" + marks("tEXt between frames")),
        fctl(1, (20, 10), (5, 6), delay=(3, 7), disposal=1, blending=1),
        fdat(2, second[:30]),
        fdat(3, b""),
        fdat(4, second[30:] + marks("after the zlib stream of a frame")),
        fdat(5, marks("a further fdAT")),
        fctl(6, (40, 30), disposal=2),
        fdat(7, zlib.compress(scanlines(40, 30, 8, 6) + marks("rows beyond a frame"))),
        fctl(8, (40, 30)),
        fdat(9, marks("frame beyond the promised ones")),
        fdat(10, pixels(40, 30, 6)),
        tail=marks("after IEND"),
    )


def _apng_with_still(marks: Marks) -> bytes:
    return png(
        ihdr(16, 16, 8, 3),
        chunk(b"PLTE", bytes(range(60)) + marks("unused colours") + b"\0\0"),
        actl(2),
        idats(pixels(16, 16, 3, 9)),
        fctl(0, (16, 16)),
        fdat(1, pixels(16, 16, 3, 19)),
        fctl(2, (8, 8), (8, 8), delay=(0, 0)),
        fdat(3, pixels(8, 8, 3, 9)),
        chunk(b"tEXt", b"a\0" + marks("tEXt")),
    )


def _apng_with_too_few_frames(marks: Marks) -> bytes:
    return png(
        ihdr(16, 16, 8, 2),
        actl(9),
        fctl(0, (16, 16)),
        idats(pixels(16, 16, 2)),
        fctl(1, (16, 16)),
        fdat(2, pixels(16, 16, 2) + marks("after a frame")),
    )


def _interrupted(marks: Marks) -> bytes:
    """Data with other chunks in between, which only lenient viewers join (5.6)."""
    first, second = pixels(16, 16, 2), pixels(16, 16, 2)
    return png(
        ihdr(16, 16, 8, 2),
        actl(2),
        chunk(b"acTL", marks("second acTL")),
        fctl(0, (16, 16)),
        chunk(b"IDAT", first[:50]),
        chunk(b"prVt", marks("private chunk between two IDAT")),
        chunk(b"IDAT", first[50:]),
        fctl(1, (16, 16)),
        fdat(2, second[:50]),
        chunk(b"prVt", marks("private chunk between two fdAT")),
        fdat(3, second[50:]),
    )


def _raw_exif_orientation(marks: Marks) -> bytes:
    before = [raw_profile(b"exif", b"Exif\0\0" + exif(8, marks("raw Exif")))]
    return still((10, 7, 8, 2), before)


def _late_exif(marks: Marks) -> bytes:
    return still((10, 7, 8, 2), after=[chunk(b"eXIf", exif(5, marks("eXIf after IDAT")))])


def _aspect(marks: Marks) -> bytes:
    before = [chunk(b"pHYs", struct.pack(">IIB", 4000, 2000, 1)), chunk(b"prVt", marks("private"))]
    return still((10, 7, 8, 4), before)


PNG_SAMPLES: Final = (
    Sample("png truecolour with everything around", "PNG", _rgb),
    Sample("png with a colour profile and an orientation", "PNG", _photo_with_profile),
    Sample("png colour chunks of wrong size", "PNG", _colour_chunks_of_wrong_size, decodes=False),
    Sample("png high dynamic range", "PNG", _hdr),
    Sample("png palette", "PNG", _palette),
    Sample("png palette of 4 bits", "PNG", _small_palette),
    *(_grey(depth) for depth in (1, 2, 4, 8, 16)),
    *(_grey(depth, interlaced=True) for depth in (1, 2, 4)),
    _kind("grey with a transparent value", (9, 9, 8, 0), chunk(b"tRNS", b"\0\x05")),
    _kind("truecolour with a transparent colour", (9, 9, 8, 2), chunk(b"tRNS", bytes(6))),
    _kind("grey with alpha", (9, 9, 8, 4), chunk(b"bKGD", b"\0\x40")),
    _kind("grey with alpha of 16 bits interlaced", (19, 13, 16, 4)),
    _kind("truecolour of 16 bits interlaced", (19, 13, 16, 2)),
    _kind("truecolour with alpha interlaced", (5, 3, 8, 6)),
    _kind("palette of 1 bit", (19, 13, 1, 3), chunk(b"PLTE", b"abcdef")),
    _kind("palette of 2 bits interlaced", (19, 13, 2, 3), chunk(b"PLTE", bytes(range(12)))),
    _kind("palette with too few colours", (19, 13, 8, 3), chunk(b"PLTE", bytes(range(12)))),
    Sample("png with the rest of a larger one", "PNG", _cropped),
    Sample("png with rows beyond the picture", "PNG", _surplus_rows),
    Sample("png palette with rows beyond the picture", "PNG", _surplus_after_palette),
    Sample("png with another appended", "PNG", _iend_with_data),
    Sample("png animated", "PNG", _apng),
    Sample("png animated, still picture apart", "PNG", _apng_with_still),
    Sample("png animated, frames missing", "PNG", _apng_with_too_few_frames, decodes=False),
    Sample("png animated, data interrupted", "PNG", _interrupted, decodes=False),
    Sample("png with orientation in a raw profile", "PNG", _raw_exif_orientation),
    Sample("png with orientation behind the picture", "PNG", _late_exif),
    Sample("png of oblong pixels", "PNG", _aspect),
)
