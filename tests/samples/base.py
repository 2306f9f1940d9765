"""What a sample is, how marks are planted, and how a leak is found again."""

from __future__ import annotations

import base64
import re
import zlib
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Marks:
    """Hands out unique marks, and remembers each with the place it was planted in.

    A mark is sixteen ASCII letters that occur nowhere by chance, so that it survives any text
    encoding and can be looked for in all of them.
    """

    def __init__(self, prefix: str) -> None:
        self.prefix = prefix
        self.places: dict[str, bytes] = {}

    def __call__(self, place: str) -> bytes:
        """A new mark for a place, such as ``"APP1 Exif Artist"``."""
        assert place not in self.places, f"{place} is planted already"
        mark = f"Qz{self.prefix}{len(self.places):04d}".ljust(16, "X").encode()
        self.places[place] = mark
        return mark

    def text(self, place: str) -> str:
        return self(place).decode()


@dataclass(frozen=True)
class Sample:
    """A valid file.

    Attributes:
        name: What is special about it: ``"jpeg progressive"``.
        format: The name of the format that has to recognise it.
        make: Builds its bytes, planting a mark in each place it has.
        decodes: Whether Pillow (with pillow-heif) can show it, so that pixels can be compared.
    """

    name: str
    format: str
    make: Callable[[Marks], bytes]
    decodes: bool = True

    @cached_property
    def built(self) -> tuple[bytes, dict[str, bytes]]:
        """Its bytes, and the marks planted in them by place."""
        marks = Marks("".join(c for c in self.format if c.isalpha())[:4])
        return self.make(marks), marks.places

    @property
    def content(self) -> bytes:
        return self.built[0]

    @property
    def planted(self) -> dict[str, bytes]:
        return self.built[1]

    def __str__(self) -> str:
        return self.name


def leaks(content: bytes, mark: bytes) -> bool:
    """Whether a mark can be found in a file in any common disguise."""
    text = mark.decode()
    disguises = (
        mark,
        mark[::-1],
        text.encode("utf-16-le"),
        text.encode("utf-16-be"),
        text.encode("utf-32-le"),
        text.encode("utf-32-be"),
        mark.hex().encode(),
        mark.hex().upper().encode(),
        *_base64_cores(mark),
    )
    return any(d in part for part in _readings(content) for d in disguises)


def _base64_cores(mark: bytes) -> Iterator[bytes]:
    """The characters that a mark always gives inside a base64 text, at each of three alignments."""
    for before in range(3):
        encoded = base64.b64encode(b"\0" * before + mark)
        yield encoded[4 if before else 0 : len(encoded) // 4 * 4 - 4]


def _readings(content: bytes) -> Iterator[bytes]:
    """The file as it is, and everything in it that inflates."""
    yield content
    for found in re.finditer(rb"[\x08\x18\x28\x38\x48\x58\x68\x78][\x00-\xff]", content):
        start = found.start()
        if int.from_bytes(content[start : start + 2], "big") % 31:
            continue
        try:
            inflated = zlib.decompressobj().decompress(content[start:], 1 << 24)
        except zlib.error:
            continue
        if len(inflated) > 8:
            yield inflated
    # PNG splits one stream over many chunks.
    idat = b"".join(_png_chunks(content, (b"IDAT", b"fdAT")))
    if idat:
        try:
            yield zlib.decompressobj().decompress(idat, 1 << 26)
        except zlib.error:
            return


def _png_chunks(content: bytes, names: tuple[bytes, ...]) -> Iterator[bytes]:
    position = 8
    while content.startswith(b"\x89PNG") and position + 8 <= len(content):
        length = int.from_bytes(content[position : position + 4], "big")
        name = content[position + 4 : position + 8]
        if name in names:
            yield content[position + 8 + 4 * (name == b"fdAT") : position + 8 + length]
        position += 12 + length
