"""Directories of tagged values, as TIFF made them and Exif and the makers of cameras took over.

Source: TIFF 6.0, section 2; Exif 3.0 (CIPA DC-008-2023), 4.6.2, for the type UTF-8.
"""

from __future__ import annotations

import re
import struct
from typing import TYPE_CHECKING, Final, NamedTuple

from toolkit.metadata import limits
from toolkit.neutral import neutral

if TYPE_CHECKING:
    from collections.abc import Iterator

ORDERS: Final = {b"II": "<", b"MM": ">"}

ASCII: Final = 2
UNDEFINED: Final = 7
UTF_8: Final = 129

# Bytes in one value, by type; 13 is a directory's offset (TIFF technical note 1).
_SIZES: Final = {
    1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4, 129: 1,
}  # fmt: skip
_LETTERS: Final = {
    1: "B", 3: "H", 4: "I", 5: "I", 6: "b", 7: "B", 8: "h", 9: "i", 10: "i", 11: "f", 12: "d",
    13: "I",
}  # fmt: skip
_RATIONAL: Final = frozenset({5, 10})
_TEXT: Final = frozenset({ASCII, UTF_8})

# So many letters in a row are no accident.
WORD_BYTES: Final = 12
_WORDS: Final = re.compile(rb"[\x20-\x7e]{%d}" % WORD_BYTES)

# Directories of one structure that are told; each page of a TIFF has one or two.
_DIRECTORIES: Final = 20_000

# Numbers of one entry that are looked at; no tag that we tell has more.
_NUMBERS: Final = 64
# Bytes of a text that are looked at: UTF-8 has up to four for a character.
_TEXT_BYTES: Final = 4 * limits.RAW_CHARACTERS + 8
_HEX_BYTES: Final = 32


class Entry(NamedTuple):
    """A tag with its value, of which the bytes are there for certain.

    Attributes:
        tag: Its number.
        kind: Its type, as TIFF numbers them.
        start: Offset of the value in the content.
        stop: Offset after it; before its true end where the directory lied about the length.
    """

    tag: int
    kind: int
    start: int
    stop: int


class Directory:
    """One directory of a TIFF structure (an IFD).

    Args:
        content: The bytes it stands in.
        order: The byte order, ``"<"`` or ``">"``.
        start: Offset of the directory.
        base: What the offsets in it count from.

    Attributes:
        tags: The tags in it, in its order, as many as there are bytes for.
        stop: Offset after its last entry.
    """

    __slots__ = ("_at", "_entries", "base", "content", "order", "start", "stop", "tags")

    def __init__(self, content: bytes, order: str, start: int, base: int = 0) -> None:
        self.content = content
        self.order = order
        self.start = start
        self.base = base
        head = content[start : start + 2] if start >= 0 else b""
        untrusted_count = integer(head, order)
        there = max(len(content) - start - 2, 0) // 12 if len(head) == 2 else 0
        self.stop = start + len(head) + 12 * min(untrusted_count, there)
        self._entries = list(
            struct.iter_unpack(order + "HHII", content[start + 2 : self.stop]) if there > 0 else ()
        )
        self.tags = [entry[0] for entry in self._entries]
        # The first of two entries with one tag counts, as it does for other readers.
        self._at = dict(zip(reversed(self.tags), range(len(self.tags) - 1, -1, -1), strict=True))

    def __contains__(self, tag: int) -> bool:
        return tag in self._at

    def get(self, tag: int) -> Entry | None:
        """The entry of a tag, or `None` where there is none or it points outside."""
        index = self._at.get(tag)
        return None if index is None else self.entry(index)

    def entry(self, index: int) -> Entry | None:
        """An entry by its number, or `None` where its type is unknown or it points outside."""
        tag, kind, untrusted_count, untrusted_offset = self._entries[index]
        size = _SIZES.get(kind)
        if size is None:
            return None
        untrusted_length = size * untrusted_count
        if untrusted_length <= 4:
            start = self.start + 10 + 12 * index
            return Entry(tag, kind, start, start + untrusted_length)
        start = self.base + untrusted_offset
        if not 0 <= start < len(self.content):
            return None
        return Entry(tag, kind, start, min(start + untrusted_length, len(self.content)))

    def following(self) -> int:
        """Offset of the next directory in the chain, or 0."""
        (offset,) = self._unpack("I", self.stop, self.stop + 4) or (0,)
        return int(offset)

    def ranges(self) -> list[tuple[int, int]]:
        """Where it and its values stand in the content, each as far as it is there."""
        size = len(self.content)
        ranges = [(self.start, min(self.stop + 4, size))]
        sizes = _SIZES
        for _, kind, count, offset in self._entries:
            length = sizes.get(kind, 0) * count
            start = self.base + offset
            if length > 4 and 0 <= start < size:
                ranges.append((start, min(start + length, size)))
        return ranges

    def outside(self) -> list[int]:
        """The offsets of all values that do not fit into their entry, as written there."""
        sizes = _SIZES
        return [
            offset
            for _, kind, count, offset in self._entries
            if kind in sizes and sizes[kind] * count > 4
        ]

    def numbers(self, tag: int) -> tuple[float, ...]:
        """The numbers of a tag, rationals divided; empty where there are none."""
        entry = self.get(tag)
        return self.numbers_of(entry) if entry else ()

    def numbers_of(self, entry: Entry) -> tuple[float, ...]:
        """The numbers of an entry, rationals divided (0 where the divisor is 0)."""
        letter = _LETTERS.get(entry.kind)
        if letter is None:
            return ()
        stop = min(entry.stop, entry.start + 8 * _NUMBERS)
        values = self._unpack(letter, entry.start, stop)
        if entry.kind in _RATIONAL:
            pairs = zip(values[::2], values[1::2], strict=False)
            return tuple(above / below if below else 0.0 for above, below in pairs)
        return values

    def offset(self, tag: int) -> int:
        """The first whole number of a tag, or 0."""
        return whole(*self.numbers(tag)[:1])

    def bytes_of(self, entry: Entry) -> bytes:
        """The bytes of a value."""
        return self.content[entry.start : entry.stop]

    def text(self, tag: int) -> str:
        """The text of a tag, neutral, or nothing."""
        entry = self.get(tag)
        return self.text_of(entry) if entry else ""

    def text_of(self, entry: Entry) -> str:
        """The text of a value, neutral. What stands behind a NUL is told as well."""
        return shown(self.content[entry.start : min(entry.stop, entry.start + _TEXT_BYTES)])

    def value_of(self, entry: Entry) -> str:
        """A value as a person would write it: text, numbers, or bytes in hexadecimal.

        Returns:
            Neutral text; empty for a value that says nothing (blank, all zero).
        """
        if entry.kind in _TEXT:
            return self.text_of(entry)
        content = self.content[entry.start : min(entry.stop, entry.start + _TEXT_BYTES)]
        if not content.strip(b"\0"):
            return ""
        is_bytes = entry.kind in {1, UNDEFINED} and len(content) > 3
        # Words can be hidden in any type; no numbers that a camera writes look like these.
        if (is_bytes or len(content) >= WORD_BYTES) and _is_text(content):
            return shown(content)
        if is_bytes:
            return in_hex(content)
        return " ".join(
            str(number) if isinstance(number, int) else f"{number:.6g}"
            for number in self.numbers_of(entry)
        )

    def _unpack(self, letter: str, start: int, stop: int) -> tuple[float, ...]:
        size = struct.calcsize("=" + letter)
        count = (min(stop, len(self.content)) - start) // size
        if start < 0 or count <= 0:
            return ()
        return struct.unpack_from(f"{self.order}{count}{letter}", self.content, start)


def words_in(content: bytes) -> bool:
    """Whether bytes that should be numbers have words among them."""
    return _WORDS.search(content) is not None


def _is_text(content: bytes) -> bool:
    letters = content.replace(b"\0", b"")
    return letters.isascii() and letters.decode("ascii").isprintable()


def integer(content: bytes, order: str) -> int:
    """Bytes as one number without sign."""
    return int.from_bytes(content, "little" if order == "<" else "big")


def whole(number: float = 0) -> int:
    """A number from a file as an offset or a length: 0 where it can be neither."""
    return int(number) if 0 <= number < 1 << 32 else 0


def shown(content: bytes) -> str:
    """Text bytes as neutral text: the parts between NULs, blanks around them gone."""
    text = content.strip(b"\0 ")
    if b"\0" in text:
        text = b" / ".join(part.strip() for part in text.split(b"\0") if part.strip())
    if len(text) < limits.RAW_CHARACTERS and text.isascii():
        plain = text.decode("ascii")
        if plain.isprintable():
            return plain
    return neutral(text).strip()


def in_hex(content: bytes) -> str:
    """Bytes as hexadecimal digits, the end left out where there are many."""
    digits = content[:_HEX_BYTES].hex()
    return digits + "…" if len(content) > _HEX_BYTES else digits


def header(content: bytes) -> tuple[str, int] | None:
    """The byte order and the offset of the first directory, or `None` for no TIFF structure."""
    order = ORDERS.get(content[:2])
    if order is None or len(content) < 8:
        return None
    (offset,) = struct.unpack_from(order + "I", content, 4)
    return order, offset


def tree(content: bytes, pointers: dict[int, str]) -> Iterator[tuple[str, Directory]]:
    """Every directory that can be reached, once, with its name.

    Args:
        content: A TIFF structure, from its byte-order mark on.
        pointers: The tags that point to further directories, with the names of these.

    Yields:
        ``("IFD0", …)``, then those it points to, then ``("IFD1", …)`` and so on. Together they
        have no more entries than the content has room for: directories that overlap are a lie.
    """
    begun = header(content)
    if begun is None:
        return
    order, offset = begun
    room = len(content) // 12 + 1
    seen: set[int] = set()
    chain = 0
    waiting: list[tuple[str, int]] = [("IFD0", offset)]
    while waiting and room > 0 and len(seen) < _DIRECTORIES:
        name, offset = waiting.pop()
        if offset in seen or not 0 < offset < len(content):
            continue
        seen.add(offset)
        directory = Directory(content, order, offset)
        room -= len(directory.tags) + 1
        yield name, directory
        if name.startswith("IFD"):
            chain += 1
            waiting.append((f"IFD{chain}", directory.following()))
        waiting.extend(
            (pointers[tag], whole(target))
            for tag in directory.tags
            if tag in pointers
            for target in reversed(directory.numbers(tag))
        )
