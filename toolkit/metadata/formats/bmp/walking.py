"""One walk over a BMP file: every part found by its offset, and laid out anew without gaps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.errors import DamagedError
from toolkit.metadata.formats.appended import appended
from toolkit.metadata.formats.bmp import header as standard
from toolkit.metadata.formats.bmp.colour import read_colour_space
from toolkit.metadata.formats.bmp.header import read_header
from toolkit.metadata.formats.bmp.rows import Pixels, read_rows
from toolkit.metadata.formats.bmp.runs import read_runs
from toolkit.metadata.formats.embedded import clean_embedded
from toolkit.metadata.ledger import Claims
from toolkit.metadata.model import Copy, Kind, Payload, Stay, Stays, Verdict, Walk

if TYPE_CHECKING:
    from toolkit.metadata.formats.bmp.colour import ColourSpace
    from toolkit.metadata.formats.bmp.header import Header
    from toolkit.metadata.model import Piece, Segment
    from toolkit.metadata.source import Source

_HEADERS = "headers"
_PALETTE = "palette"
_PIXELS = "pixels"
_PROFILE = "colour profile"
_GAP = "between two parts"
# Where the fields of the plain header end; what stands there before is told by the picture itself.
_PLAIN_STOP = standard.FILE_HEADER_BYTES + 40


def walk(source: Source) -> Walk:
    """Take a BMP file apart.

    Raises:
        DamagedError: The bytes contradict themselves.
        UnsupportedError: Its pixels are packed in a way that no viewer of today knows.
        LimitError: It is larger than `limits.py` allows.
    """
    header = read_header(source)
    pixels = _read_pixels(source, header)
    colour = read_colour_space(source, header)
    old_palette = _read_palette(source, header)
    palette = _clean_palette(old_palette, header, pixels.used)
    headers = header.write(pixels.size, colour.fields, len(colour.profile))
    pieces: list[Piece] = [headers + palette, *pixels.pieces]
    if colour.profile:
        pieces.append(colour.profile)
    account = _Account(source)
    account.claim(0, _HEADERS, headers)
    account.claim(header.palette, _PALETTE, palette)
    if pixels.pieces == [Copy(header.pixels, pixels.stop)]:
        account.claims.claim(header.pixels, pixels.stop, Verdict.KEEP, _PIXELS)
    else:
        account.claims.claim(header.pixels, pixels.stop, Verdict.REWRITE, _PIXELS)
        content = bytes(pixels.surplus) or None
        account.tell(Kind.OPAQUE, header.pixels, pixels.stop, f"{_PIXELS}, filling", content)
    _claim_profile(account, colour)
    segments = account.claims.segments(_GAP)
    return Walk(
        format="BMP",
        suffix=".bmp",
        width=header.width,
        height=header.height,
        frames=1,
        segments=segments,
        pieces=tuple(pieces),
        payloads=(*account.payloads, *_gaps(source, segments)),
        stays=tuple(_stays(header, colour)),
    )


def _read_pixels(source: Source, header: Header) -> Pixels:
    if header.compression in {standard.RLE4, standard.RLE8}:
        return read_runs(source, header)
    if header.compression not in {standard.JPEG, standard.PNG}:
        return read_rows(source, header)
    stop = header.pixels + header.image_bytes
    content = source.read(header.pixels, stop)
    expected = b"\xff\xd8" if header.compression == standard.JPEG else b"\x89PNG"
    if not content.startswith(expected):
        raise DamagedError("damaged", offset=header.pixels, part="BMP")
    clean = clean_embedded(content)
    piece: Piece = Copy(header.pixels, stop) if clean == content else clean
    return Pixels(stop, [piece])


def _read_palette(source: Source, header: Header) -> bytes:
    """The palette; where pixels or the end of the file cut it short, as viewers take it."""
    start = header.palette
    stop = start + header.entries * header.entry_bytes
    return source.read(start, max(min(stop, source.size), start)).ljust(stop - start, b"\0")


def _clean_palette(palette: bytes, header: Header, used: set[int]) -> bytes:
    """The palette with zeros for the colours that no pixel has, and in the byte after a colour."""
    size = header.entry_bytes
    shown = bytearray(len(palette))
    is_ramp = _is_ramp(palette, size)
    for index in range(header.entries) if is_ramp else used:
        shown[size * index : size * index + 3] = palette[size * index : size * index + 3]
    if not is_ramp and _is_ramp(shown, size):
        # Some viewers take a ramp for a grey picture, which this is not.
        for at in range(3):
            shown[at::size] = palette[at::size]
    return bytes(shown)


def _is_ramp(palette: bytes | bytearray, size: int) -> bool:
    """Whether all greys stand in order, which says nothing and can stay whole."""
    entries = len(palette) // size
    greys = (0, 255) if entries == 2 else range(entries)
    return all(
        palette[size * at : size * at + 3] == bytes((grey,)) * 3 for at, grey in enumerate(greys)
    )


class _Account:
    """Claims, and what the parts that do not stay as they are say."""

    def __init__(self, source: Source) -> None:
        self.claims = Claims(source.size)
        self.payloads: list[Payload] = []
        self._source = source

    def claim(self, start: int, label: str, new: bytes) -> None:
        """Claim what `new` stands in the place of."""
        stop = min(start + len(new), self._source.size)
        if self._source.holds(start, new):
            self.claims.claim(start, stop, Verdict.KEEP, label)
            return
        self.claims.claim(start, stop, Verdict.REWRITE, label)
        old = self._source.read(start, stop)
        plain = _PLAIN_STOP if label == _HEADERS else 0
        if old[plain:] != new[plain : len(old)] or (plain and any(old[6:10])):
            self.tell(Kind.OPAQUE, start, stop, label, None)

    def tell(self, kind: Kind, start: int, stop: int, label: str, content: bytes | None) -> None:
        self.payloads.append(Payload(kind, start, stop, label, content))


def _claim_profile(account: _Account, colour: ColourSpace) -> None:
    if colour.stop == colour.start:
        return
    if colour.profile and colour.stop - colour.start == len(colour.profile):
        account.claim(colour.start, _PROFILE, colour.profile)
        return
    verdict = Verdict.REWRITE if colour.profile else Verdict.DROP
    account.claims.claim(colour.start, colour.stop, verdict, _PROFILE)
    kind = Kind.COMMENT if colour.is_linked else Kind.ICC
    account.tell(kind, colour.start, colour.stop, _PROFILE, None)


def _gaps(source: Source, segments: tuple[Segment, ...]) -> list[Payload]:
    return [
        appended(source, segment.start, "after the picture")
        if segment.stop == source.size
        else Payload(Kind.OPAQUE, segment.start, segment.stop, segment.label)
        for segment in segments
        if segment.label == _GAP
    ]


def _stays(header: Header, colour: ColourSpace) -> list[Stay]:
    stays = []
    if colour.name:
        stays.append(Stay(Stays.COLOUR, colour.name))
    # The fourth byte of such pixels is alpha to some viewers and nothing to others.
    if header.masks[3] or (header.depth == 32 and header.compression == standard.RGB):
        stays.append(Stay(Stays.TRANSPARENCY))
    return stays
