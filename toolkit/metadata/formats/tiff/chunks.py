"""The strips and tiles of a page: each cut at its true end.

The bytes of a strip are counted by the directory, and nothing says that its picture needs them all.
What stands behind the picture is not shown and survives every program that copies strips as they
are. So each compression tells where its picture ends; where more is hidden inside, the strip is
written anew without loss.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from toolkit.errors import DamagedError, LimitError, UnsupportedError
from toolkit.metadata import limits
from toolkit.metadata.formats.tiff.compressed import (
    ccitt,
    deflate,
    lzw,
    packbits,
    pictures,
    raw,
    xz,
    zstandard,
)
from toolkit.metadata.formats.tiff.compressed.stored import Stored
from toolkit.metadata.formats.tiff.edges import blanked
from toolkit.metadata.formats.tiff.pixels import PALETTE, UNCOMPRESSED
from toolkit.metadata.model import Copy

if TYPE_CHECKING:
    from collections.abc import Callable

    from toolkit.metadata.formats.tiff.grids import Grid
    from toolkit.metadata.formats.tiff.page import Chunk, Page
    from toolkit.metadata.model import Piece
    from toolkit.metadata.source import Source

JPEG: Final = 7
WEBP: Final = 50001
ZSTD: Final = 50000
XZ: Final = 34925
_FAX: Final = frozenset({ccitt.RLE, ccitt.GROUP_3, ccitt.GROUP_4, ccitt.RLE_WORDS})

# Compressions whose bits are turned with FillOrder; JPEG ignores it, and nobody writes the others.
_UNTURNABLE: Final = frozenset({XZ, ZSTD, WEBP})

# Predictor 3 spreads each number over the whole row (Adobe's TIFF technical note 3).
_FLOATING_POINT: Final = 3


class Codec(NamedTuple):
    """A compression of bytes.

    Attributes:
        extent: How much of a strip is its picture; see `deflate.extent`.
        decode: The bytes of the rows.
        encode: A strip that holds these bytes and nothing else.
    """

    extent: Callable[[Stored, int, set[int] | None], tuple[int, bytes] | None]
    decode: Callable[[Stored, int], bytes]
    encode: Callable[[bytes], bytes]


_DEFLATE: Final = Codec(deflate.extent, deflate.decode, deflate.encode)
_CODECS: Final = {
    UNCOMPRESSED: Codec(raw.extent, raw.decode, raw.encode),
    5: Codec(lzw.extent, lzw.decode, lzw.encode),
    8: _DEFLATE,
    32946: _DEFLATE,
    32773: Codec(packbits.extent, packbits.decode, packbits.encode),
    XZ: Codec(xz.extent, xz.decode, xz.encode),
}


@dataclass(frozen=True, slots=True)
class CleanPage:
    """A page whose strips or tiles are cut at their true ends.

    Attributes:
        page: The page.
        chunks: The pieces of each of `page.chunks`; none where nothing was stored.
        tables: The JPEG tables that all strips share, cleaned; empty where there are none.
        alphabet: The values that the bytes of the pixels have, or `None` where that is not known.
    """

    page: Page
    chunks: tuple[tuple[Piece, ...], ...]
    tables: bytes
    alphabet: frozenset[int] | None


class Cutter:
    """Cuts the strips of all pages of one file, within one measure of work and memory.

    Args:
        source: The file.
    """

    def __init__(self, source: Source) -> None:
        self._source = source
        # Pages may share strips, and sloppy counts overlap a little; a file whose strips add up to
        # more than twice of it was made to keep us busy.
        self._work = 2 * source.size
        self._memory = limits.REWRITTEN_BYTES
        self._counted = limits.COUNTED_BYTES
        self._done: dict[tuple[int, ...], dict[Chunk, tuple[Piece, ...]]] = {}

    def clean(self, page: Page, tables: bytes, options: int) -> CleanPage:
        """Cut the strips or tiles of a page.

        Args:
            page: The page.
            tables: JPEGTables as they stand in the file, or nothing.
            options: T4Options or T6Options, or 0.

        Raises:
            DamagedError: A strip does not hold what it should, or strips overlap.
            UnsupportedError: No clean copy of a strip can be proven.
            LimitError: It takes too much memory.
        """
        shared = pictures.SharedTables(tables if page.pixels.compression == JPEG else b"")
        alphabet = _alphabet(page)
        cut = self._method(page, shared, options, alphabet)
        done = self._known(page, options) if alphabet is None else {}
        chunks = []
        for chunk in page.chunks:
            pieces = done.get(chunk)
            if pieces is None:
                pieces = done[chunk] = self._measured(cut, chunk)
            chunks.append(pieces)
        if alphabet is not None and not all(chunks):
            # What was not stored reads as zeros.
            alphabet.add(0)
        values = None if alphabet is None else frozenset(alphabet)
        return CleanPage(page, tuple(chunks), shared.cleaned(), values)

    def _known(self, page: Page, options: int) -> dict[Chunk, tuple[Piece, ...]]:
        """Strips that were cut for a page of the same coding."""
        pixels = page.pixels
        if pixels.compression == JPEG:
            # Each page has tables of its own.
            return {}
        kind = (pixels.compression, pixels.fill_order, pixels.predictor, options)
        return self._done.setdefault(kind, {})

    def _measured(
        self, cut: Callable[[Chunk], tuple[Piece, ...]], chunk: Chunk
    ) -> tuple[Piece, ...]:
        """Cut one strip, and take what it cost off what is left."""
        if chunk.stop == chunk.start:
            return ()
        self._work -= chunk.stop - chunk.start
        if self._work < 0:
            raise DamagedError("damaged", offset=chunk.start, part="overlapping strips")
        pieces = cut(chunk)
        self._memory -= sum(len(piece) for piece in pieces if isinstance(piece, bytes))
        if self._memory < 0:
            raise LimitError("too-much-to-check", limit=limits.REWRITTEN_BYTES)
        return pieces

    def _method(
        self, page: Page, shared: pictures.SharedTables, options: int, alphabet: set[int] | None
    ) -> Callable[[Chunk], tuple[Piece, ...]]:
        """How a strip of a page is cut."""
        pixels = page.pixels
        compression = pixels.compression
        turned = pixels.fill_order == 2 and compression != JPEG
        if turned and compression in _UNTURNABLE:
            raise UnsupportedError("unsupported", part="FillOrder 2")
        if compression == UNCOMPRESSED and alphabet is None and not page.tile:
            return _cut_uncompressed

        def stored(chunk: Chunk) -> Stored:
            return Stored(self._source, chunk.start, chunk.stop, reversed_bits=turned)

        def cut_fax(chunk: Chunk) -> tuple[Piece, ...]:
            strip = stored(chunk)
            # A megabyte takes a second: each word of it is looked up.
            self._counted -= strip.size
            if self._counted < 0:
                raise LimitError("too-much-to-check", limit=limits.COUNTED_BYTES)
            return strip.kept(*ccitt.extent(strip, chunk.grid, compression, options))

        if compression in _FAX and pixels.bits != (1,):
            raise UnsupportedError("unsupported", part="fax strip")
        others = {
            **dict.fromkeys(_FAX, cut_fax),
            JPEG: lambda chunk: shared.clean(stored(chunk), chunk.grid),
            WEBP: lambda chunk: pictures.clean_webp(stored(chunk), chunk.grid),
            ZSTD: lambda chunk: zstandard.cut(stored(chunk), chunk.grid.size),
        }
        if compression in others:
            return others[compression]
        codec = _CODECS.get(compression)
        if codec is None:
            raise UnsupportedError("unsupported", part=f"Compression {compression}")
        columns = pixels.predictor != _FLOATING_POINT
        return lambda chunk: _cut(stored(chunk), chunk.grid, codec, alphabet, columns=columns)


def _alphabet(page: Page) -> set[int] | None:
    """Where the values of a page's bytes are collected, if they are those of its pixels."""
    pixels = page.pixels
    known = (
        pixels.photometric == PALETTE
        and pixels.compression in _CODECS
        and pixels.predictor == 1
        and max(pixels.bits) <= 8
    )
    return set() if known else None


def _cut_uncompressed(chunk: Chunk) -> tuple[Piece, ...]:
    """Cut a strip of which all shows; there may be a million of them."""
    stop = chunk.start + chunk.grid.size
    if stop > chunk.stop:
        raise DamagedError("damaged", offset=chunk.start, part="strip")
    return (Copy(chunk.start, stop),)


def _cut(
    stored: Stored, grid: Grid, codec: Codec, alphabet: set[int] | None, *, columns: bool
) -> tuple[Piece, ...]:
    """Cut a strip or tile, and write it anew where it holds what is not shown.

    Args:
        stored: The strip or tile.
        grid: What it decodes to.
        codec: Its compression.
        alphabet: Collects the byte values of the picture, where wanted.
        columns: Whether what stands right of the picture can be blanked.
    """
    if not grid.whole:
        content = _decoded(stored, grid, codec)
        blank = blanked(content, grid, columns=columns)
        if blank != content:
            return _anew(stored, blank, codec, alphabet)
    extent = codec.extent(stored, grid.size, alphabet)
    if extent is None:
        return _anew(stored, _decoded(stored, grid, codec), codec, alphabet)
    return stored.kept(*extent)


def _decoded(stored: Stored, grid: Grid, codec: Codec) -> bytes:
    if grid.size > limits.CHUNK_BYTES:
        raise LimitError("too-much-to-check", limit=limits.CHUNK_BYTES)
    return codec.decode(stored, grid.size)


def _anew(
    stored: Stored, content: bytes, codec: Codec, alphabet: set[int] | None
) -> tuple[Piece, ...]:
    if alphabet is not None:
        alphabet.update(set(content))
    return stored.replaced(codec.encode(content))
