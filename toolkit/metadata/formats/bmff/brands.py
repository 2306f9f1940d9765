"""Which standards a file says it keeps to (ISO 14496-12, 4.3), and so whether it is one of ours."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from toolkit.errors import DamagedError
from toolkit.metadata.formats.bmff.boxes import made

if TYPE_CHECKING:
    from toolkit.metadata.formats.bmff.boxes import Box
    from toolkit.metadata.source import Source

# ISO 23008-12, annex B and 10.2; AV1 Image File Format, 6; ISO 23000-22 for MIAF.
_HEVC_STILL: Final = (b"heic", b"heix", b"heim", b"heis")
_HEVC_SEQUENCE: Final = (b"hevc", b"hevx", b"hevm", b"hevs")
_AV1_STILL: Final = (b"avif",)
_AV1_SEQUENCE: Final = (b"avis",)
_ANY_STILL: Final = (b"mif1", b"mif2", b"mif3", b"jpeg", b"miaf")
_ANY_SEQUENCE: Final = (b"msf1",)

_STILLS: Final = _HEVC_STILL + _AV1_STILL + _ANY_STILL
_SEQUENCES: Final = _HEVC_SEQUENCE + _AV1_SEQUENCE + _ANY_SEQUENCE
_MAJOR: Final = _STILLS + _SEQUENCES

# Profiles that a reader may ask for, beside the brands above. A brand nobody listed here goes: it
# names the program or the camera ("MSNV", "CNTH"), or a part that goes (`tmap`).
_PROFILES: Final = (
    b"MiHB",
    b"MiHA",
    b"MiHE",
    b"MiPr",
    b"MA1A",
    b"MA1B",
    b"iso2",
    b"iso4",
    b"iso5",
    b"iso6",
    b"iso7",
    b"iso8",
    b"iso9",
)
_KEPT: Final = (*_MAJOR, *_PROFILES)


@dataclass(frozen=True, slots=True)
class Brands:
    """What a `ftyp` box says.

    Attributes:
        major: What the file is best read as.
        compatible: What it can be read as too, in the file's order.
    """

    major: bytes
    compatible: tuple[bytes, ...]

    @property
    def is_sequence(self) -> bool:
        """Whether a viewer shows the frames of a track, not only the primary picture."""
        return self.major in _SEQUENCES

    @property
    def is_low_overhead(self) -> bool:
        """Whether it is a file of one `mini` box (ISO 23008-12, amendment 1)."""
        return self.major == b"mif3"

    def clean(self, *, still: bool, sequence: bool) -> bytes:
        """A `ftyp` box that says only what a reader needs.

        Args:
            still: Whether there is a primary picture.
            sequence: Whether there are frames.
        """
        names = {self.major, *self.compatible}
        gone = (() if still else _STILLS) + (() if sequence else _SEQUENCES)
        shown = [b for b in _KEPT if b not in gone or b == self.major]
        return made(b"ftyp", self.major, struct.pack(">I", 0), *(b for b in shown if b in names))


def brands(source: Source, box: Box) -> Brands:
    """The content of a `ftyp` box.

    Raises:
        DamagedError: It is too short.
    """
    content = source.read(box.body, min(box.stop, box.body + _READ_BYTES))
    if len(content) < 8:
        raise DamagedError("truncated", offset=box.body)
    return _brands(content)


def is_avif(head: bytes) -> bool:
    """Whether a file that begins like this is read as AVIF."""
    found = _from_head(head)
    if found is None or found.major in _HEVC_STILL + _HEVC_SEQUENCE:
        return False
    return not {found.major, *found.compatible, *_packed(head)}.isdisjoint(
        _AV1_STILL + _AV1_SEQUENCE
    )


def is_heic(head: bytes) -> bool:
    """Whether a file that begins like this is read as HEIC, or as HEIF of another coding."""
    return _from_head(head) is not None and not is_avif(head)


_READ_BYTES: Final = 1024


def _from_head(head: bytes) -> Brands | None:
    """The brands, where the file is one of ours: its major brand is one of pictures."""
    if head[4:8] != b"ftyp" or len(head) < 16 or head[8:12] not in _MAJOR:
        return None
    size = int.from_bytes(head[:4], "big")
    return _brands(head[8 : min(size, 8 + _READ_BYTES)] if size >= 16 else head[8:16])


def _packed(head: bytes) -> tuple[bytes, ...]:
    """A low-overhead file has the brand of its coding where others have a version."""
    return (head[12:16],) if head[8:12] == b"mif3" else ()


def _brands(content: bytes) -> Brands:
    compatible = tuple(content[i : i + 4] for i in range(8, len(content) - 3, 4))
    return Brands(content[:4], compatible)
