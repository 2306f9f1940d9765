"""HEIC and AVIF files put together box by box (ISO 14496-12, ISO 23008-12, AV1-ISOBMFF).

Pillow and pillow-heif code the pixels; which boxes a file has, and what else hides in them, is up
to the samples.
"""

from __future__ import annotations

import io
import struct
from dataclasses import dataclass, field
from functools import cache

import pillow_heif
from PIL import Image

from toolkit.metadata.formats.bmff.boxes import children, header
from toolkit.metadata.formats.bmff.items import Meta, meta
from toolkit.metadata.source import Source

pillow_heif.register_heif_opener()

Property = tuple[bytes, bool]


def box(kind: bytes, *parts: bytes) -> bytes:
    content = b"".join(parts)
    return struct.pack(">I4s", 8 + len(content), kind) + content


def full(kind: bytes, version: int, flags: int, *parts: bytes) -> bytes:
    return box(kind, struct.pack(">I", version << 24 | flags), *parts)


def picture(mode: str, seed: int = 0, size: tuple[int, int] = (64, 64)) -> Image.Image:
    drawn = Image.new(mode, size)
    for y in range(size[1]):
        for x in range(size[0]):
            pixel = ((x * 3 + seed) % 256, (y * 5 + seed) % 256, (x * y + seed) % 256, x % 256)
            drawn.putpixel((x, y), pixel[0] if mode == "L" else pixel[: len(mode)])
    return drawn


@dataclass
class Part:
    """One item of a file to be built.

    Attributes:
        kind: Its type.
        data: Its bytes.
        properties: Its properties, each a whole box and whether it is essential.
        name: Its name.
        tail: What else stands in its entry: content type and encoding.
        hidden: Whether it is flagged as hidden.
        cuts: Where its bytes are cut into extents, with bytes that nothing points to between them.
        in_idat: Whether its bytes stand in the `idat` box.
        same_as: The number of the item whose extents are its own.
        from_items: The numbers of the items whose bytes are its own (construction method 2).
    """

    kind: bytes
    data: bytes = b""
    properties: list[Property] = field(default_factory=list)
    name: bytes = b""
    tail: bytes = b""
    hidden: bool = False
    cuts: list[tuple[int, bytes]] = field(default_factory=list)
    in_idat: bool = False
    same_as: int = 0
    from_items: list[int] = field(default_factory=list)


@dataclass
class File:
    """A file to be built. Items are numbered from 1 on."""

    parts: list[Part]
    references: list[tuple[bytes, int, list[int]]] = field(default_factory=list)
    primary: int = 1
    major: bytes = b"heic"
    brands: bytes = b"mif1heic"
    meta_extra: list[bytes] = field(default_factory=list)
    ipco_extra: list[bytes] = field(default_factory=list)
    before: list[bytes] = field(default_factory=list)
    after: list[bytes] = field(default_factory=list)
    tail: bytes = b""
    gap: bytes = b""
    handler_name: bytes = b""
    slack: dict[bytes, bytes] = field(default_factory=dict)
    iloc_version: int = 1
    wide: bool = False

    def build(self) -> bytes:
        ftyp = box(b"ftyp", self.major, bytes(4), self.brands)
        media, places = self._media()
        size = len(self._meta(places, 0))
        head = ftyp + b"".join(self.before)
        content = self._meta(places, len(head) + size + 8)
        mdat = box(b"mdat", media)
        return head + content + mdat + b"".join(self.after) + self.tail

    def _media(self) -> tuple[bytes, list[list[tuple[int, int]]]]:
        """The bytes of `mdat` and `idat`, and the extents of each item in them."""
        media = bytearray(self.gap)
        self._idat = bytearray()
        places = []
        for part in self.parts:
            target = self._idat if part.in_idat else media
            extents = []
            start = 0
            for stop, between in [*part.cuts, (len(part.data), b"")]:
                extents.append((len(target), stop - start))
                target += part.data[start:stop] + between
                start = stop
            places.append(extents if part.data else [])
        for index, part in enumerate(self.parts):
            if part.same_as:
                places[index] = places[part.same_as - 1]
        return bytes(media), places

    def _meta(self, places: list[list[tuple[int, int]]], base: int) -> bytes:
        handler = bytes(4) + b"pict" + bytes(12) + self.handler_name + b"\0"
        boxes = [
            full(b"hdlr", 0, 0, handler),
            full(b"pitm", 0, 0, struct.pack(">H", self.primary), self.slack.get(b"pitm", b"")),
            self._iloc(places, base),
            self._iinf(),
            self._iref(),
            self._iprp(),
            *self.meta_extra,
            box(b"idat", bytes(self._idat)) if self._idat else b"",
        ]
        return full(b"meta", 0, 0, *boxes)

    def _iloc(self, places: list[list[tuple[int, int]]], base: int) -> bytes:
        number = ">Q" if self.wide else ">I"
        version = self.iloc_version
        entries = []
        for index, (part, extents) in enumerate(zip(self.parts, places, strict=True), start=1):
            if not extents and not part.from_items:
                continue
            entry = struct.pack(">I" if version == 2 else ">H", index)
            method = 2 if part.from_items else int(part.in_idat)
            if version:
                entry += struct.pack(">H", method)
            entry += bytes(2) + struct.pack(number, 0 if method else base)
            if part.from_items:
                entry += struct.pack(">H", len(part.from_items))
                for at in range(len(part.from_items)):
                    entry += struct.pack(">I", at + 1) + struct.pack(number, 0) * 2
            else:
                entry += struct.pack(">H", len(extents))
                for offset, size in extents:
                    entry += bytes(4) if version else b""
                    entry += struct.pack(number, offset) + struct.pack(number, size)
            entries.append(entry)
        width = 8 if self.wide else 4
        sizes = width << 12 | width << 8 | width << 4 | (4 if version else 0)
        count = struct.pack(">I" if version == 2 else ">H", len(entries))
        slack = self.slack.get(b"iloc", b"")
        return full(b"iloc", version, 0, struct.pack(">H", sizes), count, *entries, slack)

    def _iinf(self) -> bytes:
        entries = [
            full(
                b"infe",
                2,
                int(part.hidden),
                struct.pack(">HH", index, 0),
                part.kind,
                part.name + b"\0",
                part.tail,
            )
            for index, part in enumerate(self.parts, start=1)
        ]
        extra = self.slack.get(b"iinf", b"")
        return full(b"iinf", 0, 0, struct.pack(">H", len(entries)), *entries, extra)

    def _iref(self) -> bytes:
        slack = self.slack.get(b"iref", b"")
        references = [
            *self.references,
            *((b"iloc", n, p.from_items) for n, p in enumerate(self.parts, 1) if p.from_items),
        ]
        if not references:
            return b""
        return full(
            b"iref",
            0,
            0,
            *(
                box(kind, struct.pack(f">HH{len(to)}H", number, len(to), *to), slack)
                for kind, number, to in references
            ),
        )

    def _iprp(self) -> bytes:
        boxes: dict[bytes, int] = {}
        entries = []
        for index, part in enumerate(self.parts, start=1):
            entry = struct.pack(">HB", index, len(part.properties))
            for content, essential in part.properties:
                at = boxes.setdefault(content, len(boxes) + 1)
                entry += bytes((at | essential << 7,))
            entries.append(entry)
        ipma = full(b"ipma", 0, 0, struct.pack(">I", len(entries)), *entries)
        ipma_slack = self.slack.get(b"ipma", b"")
        if ipma_slack:
            ipma = full(b"ipma", 0, 0, ipma[12:], ipma_slack)
        return box(
            b"iprp",
            box(b"ipco", *boxes, *self.ipco_extra),
            ipma,
            self.slack.get(b"iprp", b""),
        )


def top_level(content: bytes) -> dict[bytes, bytes]:
    """The boxes of a file, whole, by kind."""
    found = {}
    start = 0
    source = Source(content)
    while start < len(content):
        each = header(source, start, len(content))
        found[each.kind] = content[each.start : each.stop]
        start = each.stop
    return found


def taken_apart(content: bytes) -> Meta:
    source = Source(content)
    start = 0
    while True:
        each = header(source, start, source.size)
        if each.kind == b"meta":
            return meta(source, each)
        start = each.stop


def items_of(content: bytes) -> list[Part]:
    """The items of a file that a program wrote, in order."""
    source = Source(content)
    apart = taken_apart(content)
    return [
        Part(
            item.kind,
            b"".join(content[a:b] for a, b in apart.resolver.ranges(number)),
            [(source.read(p.start, p.stop), e) for p, e in apart.properties.of(number)],
            hidden=item.hidden,
        )
        for number, item in apart.items.items()
    ]


@cache
def coded(form: str, mode: str, seed: int = 0, size: tuple[int, int] = (64, 64)) -> bytes:
    """A picture as a whole file, by Pillow or pillow-heif."""
    stream = io.BytesIO()
    picture(mode, seed, size).save(stream, form, quality=60)
    return stream.getvalue()


def hevc(mode: str = "RGB", seed: int = 0, size: tuple[int, int] = (64, 64)) -> Part:
    """A picture coded in HEVC."""
    return items_of(coded("HEIF", mode, seed, size))[0]


def av1(mode: str = "RGB", seed: int = 0, size: tuple[int, int] = (64, 64)) -> Part:
    """A picture coded in AV1."""
    return items_of(coded("AVIF", mode, seed, size))[0]


def with_property(part: Part, content: bytes, *, essential: bool = False) -> Part:
    part.properties.append((content, essential))
    return part


def replaced(part: Part, kind: bytes, content: bytes) -> Part:
    """The item with another property in the place of the one of a kind."""
    part.properties = [
        (content, essential) if each[4:8] == kind else (each, essential)
        for each, essential in part.properties
    ]
    return part


def found(part: Part, kind: bytes) -> bytes:
    """The property of a kind, whole."""
    return next(each for each, _ in part.properties if each[4:8] == kind)


def nal(kind: int, payload: bytes, layer: int = 0) -> bytes:
    """A NAL unit behind its length (ITU-T H.265, 7.3.1)."""
    unit = bytes((kind << 1 | layer >> 5, (layer & 31) << 3 | 1)) + payload
    return struct.pack(">I", len(unit)) + unit


def sei(mark: bytes) -> bytes:
    """A message of whoever coded the picture: user data, unregistered (ITU-T H.265, D.2.7)."""
    content = bytes(range(16)) + mark
    return bytes((5, len(content))) + content + b"\x80"


def obu(kind: int, payload: bytes) -> bytes:
    """An open bitstream unit of less than 128 bytes (AV1 Specification, 5.3)."""
    return bytes((kind << 3 | 2, len(payload))) + payload


def boxes_inside(content: bytes, skip: int = 0) -> list[bytes]:
    """The boxes in a whole box, after `skip` bytes of its own."""
    source = Source(content)
    return [
        content[each.start : each.stop]
        for each in children(source, header(source, 0, len(content)), skip)
    ]
