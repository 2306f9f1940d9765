"""GIF files, by version 89a of the specification. Every block and every code is put by hand."""

from __future__ import annotations

import io
import struct
from typing import TYPE_CHECKING, Final

from PIL import Image

from tests.samples.base import Marks, Sample

if TYPE_CHECKING:
    from collections.abc import Sequence

TRAILER: Final = b";"
LOOP: Final = b"\x21\xff\x0bNETSCAPE2.0\x03\x01\x05\x00\x00"


class Bits:
    """Codes of any width, the lowest bit first (appendix F)."""

    def __init__(self) -> None:
        self.value = self.size = 0

    def add(self, code: int, width: int) -> None:
        self.value |= code << self.size
        self.size += width

    def bytes(self) -> bytes:
        return self.value.to_bytes((self.size + 7) // 8, "little")


def lzw(
    pixels: Sequence[int],
    code_size: int,
    *,
    tail: bytes = b"",
    end: bool = True,
    clear: bool = False,
) -> bytes:
    """Compress pixels; `tail` follows the last one as codes of 8 bits, before any end code."""
    bits = Bits()
    first = 1 << code_size
    table: dict[tuple[int, ...], int] = {}
    width = code_size + 1
    entered = first + 2
    bits.add(first, width)
    string: tuple[int, ...] = ()
    is_first = True

    def put(code: int) -> None:
        # The decoder enters one string for each code but the first after a clear code.
        nonlocal width, entered, is_first
        bits.add(code, width)
        if not is_first and entered < 4096:
            entered += 1
            width = min(entered.bit_length(), 12)
        is_first = False

    for pixel in pixels:
        longer = (*string, pixel)
        if len(longer) == 1 or longer in table:
            string = longer
            continue
        put(table.get(string, string[0]))
        if first + 2 + len(table) < 4096:
            table[longer] = first + 2 + len(table)
        string = (pixel,)
    put(table.get(string, string[0]))
    for byte in tail:
        bits.add(byte, 8)
    if clear:
        bits.add(first, width)
        width = code_size + 1
    if end:
        bits.add(first + 1, width)
    return bits.bytes()


def blocks(data: bytes, size: int = 255) -> bytes:
    """Data sub-blocks and their terminator."""
    parts = [data[at : at + size] for at in range(0, len(data), size)]
    return b"".join(bytes((len(part),)) + part for part in parts) + b"\0"


def screen(
    width: int, height: int, table: bytes = b"", *,
    version: bytes = b"89a", flags: int = 0, background: int = 0, aspect: int = 0,
) -> bytes:  # fmt: skip
    packed = flags | _table_flags(table)
    fields = struct.pack("<HHBBB", width, height, packed, background, aspect)
    return b"GIF" + version + fields + table


def image(
    size: tuple[int, int], data: bytes, at: tuple[int, int] = (0, 0), table: bytes = b"", *,
    flags: int = 0, code_size: int = 8,
) -> bytes:  # fmt: skip
    """A frame; `data` is its sub-blocks."""
    packed = flags | _table_flags(table)
    descriptor = b"," + struct.pack("<HHHHB", *at, *size, packed)
    return descriptor + table + bytes((code_size,)) + data


def _table_flags(table: bytes) -> int:
    return 0x80 | (len(table) // 3).bit_length() - 2 if table else 0


def control(
    delay: int = 10, *, transparent: int | None = None, disposal: int = 0, reserved: int = 0
) -> bytes:
    flags = reserved << 5 | disposal << 2 | (transparent is not None)
    fields = struct.pack("<BHB", flags, delay, transparent or 0)
    return b"\x21\xf9\x04" + fields + b"\0"


def extension(label: int, *parts: bytes) -> bytes:
    body = b"".join(bytes((len(part),)) + part for part in parts)
    return b"\x21" + bytes((label,)) + body + b"\0"


def application(identifier: bytes, *parts: bytes) -> bytes:
    return extension(0xFF, identifier, *parts)


def xmp(packet: bytes) -> bytes:
    trailer = b"\x01" + bytes(range(255, -1, -1)) + b"\0"
    return b"\x21\xff\x0bXMP DataXMP" + packet + trailer


def pattern(width: int, height: int, most: int, seed: int = 0) -> list[int]:
    return [
        (x * 3 + y * 7 + x * y // 5 + seed) % (most + 1)
        for y in range(height)
        for x in range(width)
    ]


def colours(count: int, seed: int = 0) -> bytes:
    return bytes((at * 7 + seed) % 256 for at in range(3 * count))


def frame(
    width: int, height: int, most: int, seed: int = 0, at: tuple[int, int] = (0, 0), *,
    table: bytes = b"", code_size: int = 8, flags: int = 0,
) -> bytes:  # fmt: skip
    data = blocks(lzw(pattern(width, height, most, seed), code_size))
    return image((width, height), data, at, table, flags=flags, code_size=code_size)


def dirt(marks: Marks, where: str) -> bytes:
    """Every kind of extension that says something and shows nothing."""

    def mark(place: str) -> bytes:
        return marks(f"{where}: {place}")

    wide = marks.text(f"{where}: UTF-16 comment").encode("utf-16-be")
    text_grid = struct.pack("<HHHHBBBB", 0, 0, 40, 8, 8, 8, 1, 0)
    packet = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><a>' + mark("XMP") + b"</a></x:xmpmeta>"
    return b"".join(
        (
            extension(0xFE, b"hello ", mark("comment"), b"x"),
            extension(0xFE, wide),
            extension(0x01, text_grid, mark("plain text")),
            xmp(packet),
            application(b"XMP DataXMP", mark("XMP without its trailer")),
            application(b"ICCRGBG1012", mark("colour profile")),
            application(b"MGK8BIM0000", b"8BIM\x04\x04\0\0\0\0\0\x10" + mark("Photoshop")),
            application(b"MGKIPTC0000", mark("IPTC")),
            application(b"fractint001", mark("unknown application")),
            extension(0xFF, mark("application of another length"), b"x"),
            extension(0x99, mark("unknown extension")),
        )
    )


def _still(marks: Marks) -> bytes:
    head = screen(60, 40, colours(256))
    return head + dirt(marks, "before") + frame(60, 40, 255) + dirt(marks, "after") + TRAILER


def _animated(marks: Marks) -> bytes:
    loop_with_more = application(
        b"NETSCAPE2.0", marks("loop: first"), b"\1\7\0", marks("loop: last")
    )
    return b"".join(
        (
            screen(60, 40, colours(16), background=3, flags=0x38, aspect=49),
            application(b"NETSCAPE2.0", b"\2\0\0\0\1", b"\1\3\0" + marks("loop: behind the count")),
            loop_with_more,
            application(b"ANIMEXTS1.0", b"\1\x09\0", marks("second loop")),
            control(7, transparent=2, reserved=5),
            dirt(marks, "between control and frame"),
            frame(60, 40, 15, code_size=4),
            control(0, disposal=2),
            frame(20, 10, 15, 5, (3, 4), code_size=4, flags=0x38),
            control(300, transparent=9, disposal=3),
            frame(30, 30, 15, 9, (30, 10), code_size=4),
            frame(60, 40, 15, 2, code_size=4, flags=0x40),
            control(99),
            dirt(marks, "after the last frame"),
            TRAILER,
            marks("after the trailer"),
        )
    )  # fmt: skip


def _animated_by_another_name(marks: Marks) -> bytes:
    return b"".join(
        (
            screen(20, 20, colours(4)),
            application(b"ANIMEXTS1.0", b"\1\x09\0", marks("in the loop extension")),
            control(5), frame(20, 20, 3, code_size=2),
            control(5), frame(20, 20, 3, 1, code_size=2),
            TRAILER,
        )
    )  # fmt: skip


def _local_tables(marks: Marks) -> bytes:
    """Colours that no pixel has, in the table of all frames and in those of single ones."""
    unseen = marks("unused colours, global") + marks("unused colours, global, more") + b"\0"
    local = colours(16) + marks("unused colours, local") + bytes(32)
    return b"".join(
        (
            screen(20, 20, colours(5) + unseen, background=1),
            control(5, transparent=4),
            frame(20, 20, 3, code_size=4),
            control(5),
            frame(20, 20, 15, 3, table=local, code_size=5),
            control(5, disposal=2),
            frame(9, 9, 3, 3, (2, 2), code_size=4),
            TRAILER,
        )
    )


def _only_local_table(marks: Marks) -> bytes:
    head = screen(20, 20, version=b"87a", background=77, aspect=20)
    return head + frame(20, 20, 15, table=colours(16), code_size=4) + TRAILER + marks("appended")


def _unused_global_table(marks: Marks) -> bytes:
    table = b"\1\2\3" + marks("unused colours") + marks("more unused colours") + bytes(61)
    return screen(20, 20, table) + frame(20, 20, 15, table=colours(16), code_size=4) + TRAILER


def _old_version(marks: Marks) -> bytes:
    head = screen(20, 20, colours(4), version=b"87a")
    comment = extension(0xFE, marks("comment"))
    return head + comment + frame(20, 20, 3, code_size=2) + TRAILER


def _old_version_animated(marks: Marks) -> bytes:
    head = screen(20, 20, colours(4), version=b"87a") + LOOP + control(5)
    comment = extension(0xFE, marks("comment"))
    return head + frame(20, 20, 3, code_size=2) + comment + frame(20, 20, 2, code_size=2) + TRAILER


def _behind_the_pixels(marks: Marks) -> bytes:
    """After the end code, in its own sub-block and in further ones; after the last pixel."""
    shown = lzw(pattern(30, 30, 15), 4)
    late_end = lzw(pattern(30, 30, 15), 4, tail=bytes(3) + marks("codes after the last pixel"))
    aligned = _aligned(marks("codes without an end"))
    return b"".join(
        (
            screen(30, 30, colours(16)),
            image((30, 30), blocks(shown + marks("after the end code")), code_size=4),
            image((30, 30), blocks(shown)[:-1] + blocks(marks("a further sub-block")), code_size=4),
            image((30, 30), blocks(shown + bytes(600) + marks("far behind")), code_size=4),
            image((30, 30), blocks(late_end), code_size=4),
            image((30, 30), blocks(aligned, 100), code_size=4),
            TRAILER,
        )
    )


def _aligned(tail: bytes) -> bytes:
    """Pixels whose codes end between two bytes, then a tail."""
    for width in range(30, 60):
        data = lzw(pattern(30, 30, 15, width), 4, end=False)
        if lzw(pattern(30, 30, 15, width), 4, tail=b"\xff", end=False) == data + b"\xff":
            return data + tail
    raise AssertionError


def _endings(marks: Marks) -> bytes:
    """Ends that decoders do not mind: none at all, and after a clear code."""
    pixels = pattern(30, 30, 15)
    return b"".join(
        (
            screen(30, 30, colours(16)),
            image((30, 30), blocks(lzw(pixels, 4, end=False)), code_size=4),
            image((30, 30), blocks(lzw(pixels, 4, clear=True)), code_size=4),
            image((30, 30), blocks(lzw(pixels, 4) + marks("surplus")), code_size=4),
            TRAILER,
        )
    )


def _uneven(marks: Marks) -> bytes:
    """The lengths of sub-blocks spell a message."""
    data = lzw(pattern(90, 90, 255), 8)
    comment = extension(0xFE, marks("comment"))
    body, rest = b"", data
    for length in b"hidden here":
        body += bytes((length,)) + rest[:length]
        rest = rest[length:]
    frame_data = body + blocks(rest)
    return screen(90, 90, colours(256)) + comment + image((90, 90), frame_data) + TRAILER


def _without_trailer(marks: Marks) -> bytes:
    comment = extension(0xFE, marks("comment"))
    return screen(20, 20, colours(4)) + frame(20, 20, 3, code_size=2) + comment + b"\0\0"


def _grey(marks: Marks) -> bytes:
    ramp = bytes(value for value in range(256) for _ in range(3))
    comment = extension(0xFE, marks("comment"))
    return screen(20, 20, ramp) + comment + frame(20, 20, 100) + TRAILER


def _full_table(marks: Marks) -> bytes:
    """So many different strings that the table is full and codes stay at 12 bits."""
    pixels = [(x * x * 31 + x // 7 * 13) % 256 for x in range(120 * 120)]
    data = blocks(lzw(pixels, 8) + marks("after the end code"))
    return screen(120, 120, colours(256)) + image((120, 120), data) + TRAILER


def _by_pillow(marks: Marks) -> bytes:
    frames = [Image.new("P", (50, 40)) for _ in range(4)]
    for number, one in enumerate(frames):
        one.putpalette(colours(256, number))
        one.putdata(pattern(50, 40, 200, number))
    stream = io.BytesIO()
    frames[0].save(
        stream, "GIF", save_all=True, append_images=frames[1:], duration=[40, 80, 120, 200],
        loop=3, disposal=[0, 1, 2, 3], transparency=5, comment=marks("comment of Pillow"),
    )  # fmt: skip
    return stream.getvalue() + marks("after the trailer")


GIF_SAMPLES: Final = (
    Sample("gif with everything around", "GIF", _still),
    Sample("gif animated", "GIF", _animated),
    Sample("gif animated by another name", "GIF", _animated_by_another_name),
    Sample("gif with colours nobody sees", "GIF", _local_tables),
    Sample("gif with a table of its own", "GIF", _only_local_table),
    Sample("gif with an unused table", "GIF", _unused_global_table),
    Sample("gif version 87a", "GIF", _old_version),
    Sample("gif version 87a animated", "GIF", _old_version_animated),
    Sample("gif with data behind the pixels", "GIF", _behind_the_pixels),
    Sample("gif with other endings", "GIF", _endings),
    Sample("gif with uneven sub-blocks", "GIF", _uneven),
    Sample("gif without trailer", "GIF", _without_trailer),
    Sample("gif grey", "GIF", _grey),
    Sample("gif with a full table", "GIF", _full_table),
    Sample("gif by Pillow", "GIF", _by_pillow),
)
