"""How the samples of a track are coded (ISO 14496-12, 8.5.2 and 12.1.3; ISO 14496-15, 8.4.1)."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from toolkit.errors import DamagedError, LimitError, UnsupportedError
from toolkit.metadata import limits
from toolkit.metadata.formats.bmff import appearance, av1, hevc
from toolkit.metadata.formats.bmff.boxes import Box, Fields, children, made, made_full, single
from toolkit.metadata.model import Kind, Payload

if TYPE_CHECKING:
    from collections.abc import Callable

    from toolkit.metadata.formats.bmff.extents import Cutting, Extents
    from toolkit.metadata.source import Source

# The fields of a visual sample entry, and where the name of the compressor stands among them.
_FIELDS_BYTES: Final = 78
_NAME: Final = slice(42, 74)
_DENSITY: Final = 0x0048_0000

_CONSTRAINTS: Final = b"ccst"
_AUX_TYPE: Final = b"auxi"
_LAYERED: Final = b"lhvC"


@dataclass(frozen=True, slots=True)
class SampleEntry:
    """One way in which samples are coded.

    Attributes:
        kind: Its four-character code.
        content: The entry as it stays.
        size: Width and height.
        aux_type: What its pictures are to others, where they are auxiliary.
        used: The boxes in it that stay.
        boxes: All boxes in it.
        payloads: What goes and says something.
        look: The boxes that decide how its pictures look, as they stay.
        cut: Cuts everything from one sample that does not show it.
    """

    kind: bytes
    content: bytes
    size: tuple[int, int]
    aux_type: bytes
    used: set[Box]
    boxes: list[Box]
    payloads: list[Payload]
    look: list[bytes]
    cut: Callable[[Extents], Cutting]


def sample_entries(source: Source, stsd: Box) -> list[SampleEntry]:
    """The entries of a sample description box.

    Raises:
        DamagedError: One contradicts itself.
        UnsupportedError: One is coded in a way that is not known.
        LimitError: There are too many, or a picture has too many pixels.
    """
    found = children(source, stsd, skip=8)
    if len(found) > limits.NESTING:
        raise LimitError("too-many-parts", limit=limits.NESTING)
    return [_entry(source, box) for box in found]


def _entry(source: Source, entry: Box) -> SampleEntry:
    boxes = children(source, entry, skip=_FIELDS_BYTES)
    fields = source.read(entry.body, entry.body + _FIELDS_BYTES)
    width, height = struct.unpack(">HH", fields[24:28])
    appearance.checked_size(width, height, entry.body)
    if single(boxes, _LAYERED):
        raise UnsupportedError("unsupported", part="lhvC")
    look: list[bytes] = []
    payloads = []
    if any(fields[_NAME]):
        start = entry.body + _NAME.start
        payloads.append(Payload(Kind.COMMENT, start, start + 32, "compressor name"))
    setup, new, cut = _coding(source, entry, boxes, payloads)
    parts = [new]
    used = {setup}
    name = b""
    for box in boxes:
        new_box: bytes | None = None
        if box.kind == _AUX_TYPE:
            name = appearance.aux_type(source, box)
            if name in appearance.ALPHA_TYPES:
                new_box = made_full(_AUX_TYPE, 0, 0, name + b"\0")
        elif box.kind == _CONSTRAINTS:
            new_box = _constraints(Fields(source, box))
        elif appearance.is_known(box.kind):
            new_box = appearance.cleaned(source, box)
            if new_box is not None:
                look.append(new_box)
        if new_box is not None:
            parts.append(new_box)
            used.add(box)
    content = made(
        entry.kind,
        struct.pack(">6xH16xHHIIIH32xHh", 1, width, height, _DENSITY, _DENSITY, 0, 1, 24, -1),
        *parts,
    )
    return SampleEntry(entry.kind, content, (width, height), name, used, boxes, payloads, look, cut)


def _coding(
    source: Source, entry: Box, boxes: list[Box], payloads: list[Payload]
) -> tuple[Box, bytes, Callable[[Extents], Cutting]]:
    """The set-up of the decoder: its box, that box as it stays, and what cuts samples."""
    if entry.kind in {b"hvc1", b"hev1"}:
        setup = _setup(boxes, b"hvcC", entry)
        configuration = hevc.configuration(source, setup)
        for start, stop, label in configuration.dropped:
            payloads.append(Payload(Kind.OPAQUE, start, stop, label))

        def cut(extents: Extents) -> Cutting:
            return hevc.cut(extents, configuration.length_size, "hvc1 sample")

        return setup, configuration.box, cut
    if entry.kind == b"av01":
        setup = _setup(boxes, b"av1C", entry)
        return setup, av1.configuration(source, setup), av1.Pictures("av01 sample").cut
    raise UnsupportedError("unsupported", part=entry.name)


def _setup(boxes: list[Box], kind: bytes, entry: Box) -> Box:
    setup = single(boxes, kind)
    if setup is None:
        raise DamagedError("damaged", offset=entry.start, part="decoder configuration")
    return setup


def _constraints(fields: Fields) -> bytes:
    """What pictures lean on each other (ISO 23008-12, 7.2.3.2), reserved bits cleared."""
    fields.version_and_flags()
    return made_full(_CONSTRAINTS, 0, 0, struct.pack(">I", fields.number(4) & 0xFC000000))
