"""Pictures that are not compressed (ISO 23001-17:2024), as far as their length can be told.

Only what programs write is read: one tile, no subsampling, no alignment. Of the rest, nobody could
say where the picture ends and something else begins.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from toolkit.errors import DamagedError, LimitError, UnsupportedError
from toolkit.metadata import limits
from toolkit.metadata.formats.bmff.boxes import Fields, made, made_full
from toolkit.metadata.formats.bmff.extents import Cutting

if TYPE_CHECKING:
    from toolkit.metadata.formats.bmff.boxes import Box
    from toolkit.metadata.formats.bmff.extents import Extents
    from toolkit.metadata.source import Source

_COMPONENT: Final = 0
_PIXEL: Final = 1
_ROW: Final = 3
_PROFILE_BYTES: Final = {b"rgb3": 3, b"rgba": 4, b"abgr": 4}
_CUSTOM_COMPONENTS: Final = 0x8000


@dataclass(frozen=True, slots=True)
class Configuration:
    """How samples are laid out.

    Attributes:
        box: The `uncC` box as it stays.
        interleaving: By component, pixel or row.
        depths: Bits of each component.
    """

    box: bytes
    interleaving: int
    depths: tuple[int, ...]

    def length(self, width: int, height: int) -> int:
        """Bytes of a picture: each row of samples begins at a whole byte (5.2.1.7)."""
        if self.interleaving == _PIXEL:
            return (sum(self.depths) * width + 7) // 8 * height
        return sum((depth * width + 7) // 8 for depth in self.depths) * height


def configuration(source: Source, box: Box) -> Configuration:
    """Rebuild a `uncC` box (5.2.1).

    Raises:
        DamagedError: It is too short.
        UnsupportedError: It lays samples out in a way that is not read here.
        LimitError: It has too many components.
    """
    fields = Fields(source, box)
    version, _ = fields.version_and_flags()
    profile = fields.take(4)
    if version == 1 and profile in _PROFILE_BYTES:
        return Configuration(
            made_full(b"uncC", 1, 0, profile), _PIXEL, (8,) * _PROFILE_BYTES[profile]
        )
    if version != 0:
        raise UnsupportedError("unsupported", part="uncC")
    depths = []
    written = []
    untrusted_count = fields.number(4)
    if untrusted_count > limits.PARTS:
        raise LimitError("too-many-parts", limit=limits.PARTS)
    for _ in range(untrusted_count):
        index, depth, form, alignment = struct.unpack(">HBBB", fields.take(5))
        if alignment or form:
            raise UnsupportedError("unsupported", part="uncC")
        depths.append(depth + 1)
        written.append(struct.pack(">HBBB", index, depth, form, alignment))
    sampling, interleaving, block, flags = fields.take(4)
    alignments = [fields.number(4) for _ in range(5)]
    if sampling or block or any(alignments) or interleaving not in {_COMPONENT, _PIXEL, _ROW}:
        raise UnsupportedError("unsupported", part="uncC")
    # Only the order of bytes in components of whole bytes has a meaning without blocks.
    flags &= 0x80
    rebuilt = made_full(
        b"uncC",
        0,
        0,
        # The profile only names what the fields below say.
        bytes(4),
        struct.pack(">I", len(written)),
        *written,
        bytes((0, interleaving, 0, flags)),
        bytes(20),
    )
    return Configuration(rebuilt, interleaving, tuple(depths))


def components(source: Source, box: Box) -> bytes:
    """Rebuild a `cmpd` box: which colour each component is (5.1.2).

    Raises:
        DamagedError: It is too short.
        UnsupportedError: It names a component that the standard does not.
    """
    fields = Fields(source, box)
    untrusted_count = fields.number(4)
    if untrusted_count > fields.left // 2:
        raise DamagedError("truncated", offset=fields.offset)
    kinds = [fields.number(2) for _ in range(untrusted_count)]
    if any(kind >= _CUSTOM_COMPONENTS for kind in kinds):
        raise UnsupportedError("unsupported", part="cmpd")
    return made(b"cmpd", struct.pack(f">I{len(kinds)}H", len(kinds), *kinds))


def cut(extents: Extents, layout: Configuration, size: tuple[int, int]) -> Cutting:
    """The samples of a picture, and nothing behind them.

    Raises:
        DamagedError: There are too few.
    """
    cutting = Cutting(extents, "unci picture")
    stop = layout.length(*size)
    cutting.keep(0, stop)
    cutting.drop(stop, extents.size, "unci slack")
    return cutting
