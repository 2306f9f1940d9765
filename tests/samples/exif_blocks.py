"""Exif blocks built by hand, so that a test can put any value anywhere."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from typing import Final, TypeAlias

BYTE, ASCII, SHORT, LONG, RATIONAL, UNDEFINED, SLONG, SRATIONAL, FLOAT = (
    1, 2, 3, 4, 5, 7, 9, 10, 11,
)  # fmt: skip

Value: TypeAlias = bytes | str | int | Sequence[int] | Sequence[tuple[int, int]] | Sequence[float]
Directory: TypeAlias = Mapping[int, tuple[int, Value]]

_LETTERS: Final = {BYTE: "B", SHORT: "H", LONG: "I", SLONG: "i", FLOAT: "f"}
_SIZES: Final = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 7: 1, 9: 4, 10: 8, 11: 4}


def packed(order: str, kind: int, value: Value) -> bytes:
    """A value as its type writes it."""
    if isinstance(value, bytes):
        return value
    if isinstance(value, str):
        return value.encode() + b"\0"
    values = [value] if isinstance(value, int) else list(value)
    if kind in {RATIONAL, SRATIONAL}:
        letter = "I" if kind == RATIONAL else "i"
        return b"".join(struct.pack(order + 2 * letter, *pair) for pair in values)  # type: ignore[misc]
    return struct.pack(f"{order}{len(values)}{_LETTERS[kind]}", *values)


def directory(
    order: str, entries: Directory, start: int, *, base: int = 0, following: int = 0
) -> bytes:
    """A directory with its values behind it.

    Args:
        order: ``"<"`` or ``">"``.
        entries: Type and value by tag.
        start: Offset that it will have.
        base: What its offsets count from.
        following: Offset of the next directory.
    """
    values = b""
    head = struct.pack(order + "H", len(entries))
    behind = start + 2 + 12 * len(entries) + 4
    for tag, (kind, value) in entries.items():
        content = packed(order, kind, value)
        count = len(content) // _SIZES[kind]
        head += struct.pack(order + "HHI", tag, kind, count)
        if len(content) <= 4:
            head += content.ljust(4, b"\0")
        else:
            head += struct.pack(order + "I", behind + len(values) - base)
            values += content + b"\0" * (len(content) % 2)
    return head + struct.pack(order + "I", following) + values


def block(
    order: str = "<",
    ifd0: Directory | None = None,
    exif: Directory | None = None,
    gps: Directory | None = None,
    thumbnail: bytes = b"",
) -> bytes:
    """A whole Exif block, from its byte-order mark on."""
    main: dict[int, tuple[int, Value]] = dict(ifd0 or {})
    if exif is not None:
        main[0x8769] = (LONG, 0)
    if gps is not None:
        main[0x8825] = (LONG, 0)
    content = (b"II*\0" if order == "<" else b"MM\0*") + struct.pack(order + "I", 8)
    size = len(directory(order, main, 8))
    parts = b""
    for tag, inner in ((0x8769, exif), (0x8825, gps)):
        if inner is not None:
            at = 8 + size + len(parts)
            main[tag] = (LONG, at)
            parts += directory(order, inner, at)
    following = 0
    if thumbnail:
        following = 8 + size + len(parts)
        second: Directory = {0x0201: (LONG, 0), 0x0202: (LONG, len(thumbnail))}
        at = following + len(directory(order, second, following))
        second = {0x0201: (LONG, at), 0x0202: (LONG, len(thumbnail))}
        parts += directory(order, second, following) + thumbnail
    return content + directory(order, main, 8, following=following) + parts


def with_note(note: bytes, make: str = "", model: str = "", order: str = "<") -> bytes:
    """An Exif block with a maker note that does not depend on where it stands."""
    ifd0: dict[int, tuple[int, Value]] = {0x010F: (ASCII, make), 0x0110: (ASCII, model)}
    return block(order, ifd0, {0x927C: (UNDEFINED, note)})


def with_note_at(
    signature: bytes, entries: Directory, make: str = "", model: str = "", order: str = "<"
) -> bytes:
    """An Exif block with a maker note whose offsets count from the beginning of the block."""
    probe = with_note(signature + directory(order, entries, 0), make, model, order)
    start = probe.index(signature + directory(order, entries, 0))
    return with_note(
        signature + directory(order, entries, start + len(signature)), make, model, order
    )
