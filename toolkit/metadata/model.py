"""The values that pass between the rooms of the engine. All are frozen."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from pathlib import Path


class Verdict(Enum):
    """What becomes of a part of a file in the clean copy."""

    KEEP = "keep"
    """Needed to show the same picture: copied byte for byte."""
    REWRITE = "rewrite"
    """Needed, but normalised: orientation, colour profile, lengths, animation timing."""
    DROP = "drop"
    """Everything else, the unknown included."""


class Harm(Enum):
    """What a finding can do to a person, the worst first. The order is the order of telling."""

    PLACE = "place"
    PERSON = "person"
    SERIAL = "serial"
    TIME = "time"
    HIDDEN_PICTURE = "hidden-picture"
    HISTORY = "history"
    SOFTWARE = "software"
    MODEL = "model"
    UNKNOWN = "unknown"


class Kind(Enum):
    """In which language a payload is written, so that the right room of `payloads/` reads it."""

    EXIF = "exif"
    """A TIFF structure, from its byte-order mark on (Exif 3.0, 4.5)."""
    XMP = "xmp"
    """An XMP packet (ISO 16684-1), extended packets already joined or on their own."""
    PHOTOSHOP = "photoshop"
    """A run of 8BIM image resources, IPTC-IIM inside (Photoshop file formats, 2019)."""
    IPTC = "iptc"
    """Bare IPTC-IIM records (IIM 4.2)."""
    ICC = "icc"
    """A colour profile (ICC.1:2022)."""
    JUMBF = "jumbf"
    """JUMBF boxes (ISO 19566-5), such as a C2PA manifest."""
    TEXT = "text"
    """Text with a keyword (in `label`), already decoded to UTF-8."""
    COMMENT = "comment"
    """Bytes that are probably text, in an encoding nobody wrote down."""
    TIME = "time"
    """A date and time, already decoded to ISO 8601 text."""
    PICTURE = "picture"
    """A complete picture hidden in the file: thumbnail, preview, second picture, gain map."""
    VIDEO = "video"
    """A complete film hidden in the file: the moving part of a motion photo."""
    SAMSUNG = "samsung"
    """The trailer that Samsung phones append (SEFH ... SEFT)."""
    OPAQUE = "opaque"
    """Bytes of a part that nobody explained."""


@dataclass(frozen=True, slots=True)
class Payload:
    """A part of a file that says something.

    Attributes:
        kind: How to read it.
        start: Offset of its first byte in the file.
        stop: Offset after its last byte.
        label: The format's own name for the place, such as ``"APP1 Exif"`` or a text keyword.
        content: Its bytes where they do not stand in the file as they are (joined, inflated);
            ``None`` when they are simply the bytes from `start` to `stop`.
    """

    kind: Kind
    start: int
    stop: int
    label: str
    content: bytes | None = None


@dataclass(frozen=True, slots=True)
class Segment:
    """A range of bytes with one fate. The segments of a file cover it without gap or overlap.

    Attributes:
        start: Offset of the first byte.
        stop: Offset after the last byte.
        verdict: What becomes of it.
        label: The format's own name for it, such as ``"APP1 Exif"``, ``"IDAT"`` or ``"mdat"``.
    """

    start: int
    stop: int
    verdict: Verdict
    label: str


@dataclass(frozen=True, slots=True)
class Copy:
    """A piece of the clean copy: the bytes of the original from `start` to `stop`."""

    start: int
    stop: int


Piece: TypeAlias = Copy | bytes
"""A piece of the clean copy: a range of the original, or bytes that we wrote."""


class Stays(Enum):
    """What a clean copy still holds, and has to."""

    ORIENTATION = "orientation"
    COLOUR = "colour"
    TIMING = "timing"
    ENCODER = "encoder"
    TRANSPARENCY = "transparency"
    ASPECT = "aspect"
    PAGES = "pages"


@dataclass(frozen=True, slots=True)
class Stay:
    """Something that stays, with the fact to tell it by.

    Attributes:
        what: The kind of thing.
        fact: What to say of it: the orientation's number, the profile's kind, the count of tables.
    """

    what: Stays
    fact: str = ""


@dataclass(frozen=True, slots=True)
class Walk:
    """What one walk over a file found out: enough to explain it, to copy it clean, and to check it.

    Attributes:
        format: Name of the format, such as ``"JPEG"``.
        suffix: The file name ending that fits the content, such as ``".jpg"``.
        width: Pixels across as stored, or 0 where the format has none (SVG without a size).
        height: Pixels down as stored.
        frames: Frames or pages that a viewer shows.
        segments: Every byte of the file, in order.
        pieces: The clean copy.
        payloads: What the dropped and rewritten parts carry, to be explained.
        stays: What the clean copy still holds, beside the picture itself.
    """

    format: str
    suffix: str
    width: int
    height: int
    frames: int
    segments: tuple[Segment, ...]
    pieces: tuple[Piece, ...]
    payloads: tuple[Payload, ...] = ()
    stays: tuple[Stay, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a file says.

    Attributes:
        harm: What it can do.
        code: Which sentence of `explain.py` tells it, such as ``"gps-position"``.
        tag: Where the field's own documents would look for it: ``"GPS GPSLatitude"``.
        raw: The value as found, control characters neutralised, cut at `limits.RAW_CHARACTERS`.
        start: Offset of the first byte of it in the file.
        stop: Offset after the last byte; 0 when it is said by something outside the file.
        verdict: What becomes of it in a clean copy.
        facts: What the sentence needs: names and numbers as text, neutralised as `raw` is.
    """

    harm: Harm
    code: str
    tag: str
    raw: str
    start: int
    stop: int
    verdict: Verdict = Verdict.DROP
    facts: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Report:
    """What one file says about the person who made it.

    Attributes:
        walk: The bytes, taken apart.
        size: Bytes of the file.
        findings: What it says, the worst first.
        checked_by: Who read it: ``("parasol",)`` or ``("parasol", "exiftool 13.58")``.
    """

    walk: Walk
    size: int
    findings: tuple[Finding, ...]
    checked_by: tuple[str, ...] = ("parasol",)


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What became of one file.

    Attributes:
        report: What the original said.
        size: Bytes of the copy.
        path: Where the copy is.
        checked_by: Who read the copy and found nothing: ``("parasol",)`` at least.
    """

    report: Report
    size: int
    path: Path
    checked_by: tuple[str, ...] = ("parasol",)


@dataclass(frozen=True, slots=True)
class Thumbnail:
    """A small rendering of a picture, upright, in sRGB.

    Attributes:
        width: Pixels across, 1 at least.
        height: Pixels down, 1 at least.
        rgb: Three bytes a pixel, row by row from the top.

    Raises:
        ValueError: There are not as many bytes as the size needs.
    """

    width: int
    height: int
    rgb: bytes

    def __post_init__(self) -> None:
        # It may come from a process that the file has taken over.
        if min(self.width, self.height) < 1 or len(self.rgb) != 3 * self.width * self.height:
            raise ValueError("not as many bytes as pixels")
