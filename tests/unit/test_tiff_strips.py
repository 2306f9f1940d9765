"""The strips and tiles of TIFF: they end where their pictures end."""

from __future__ import annotations

import lzma
import random
import zlib

import pytest
from PIL import Image

from tests.samples import tiff_strips
from tests.samples.base import Marks
from tests.samples.decoding import shown
from tests.samples.tiff_building import (
    DEFLATE,
    LZW,
    SHORT,
    Coded,
    built,
    coded,
    drawn,
    tags_of,
    tiled,
    tiles,
    uncompressed,
)
from toolkit.errors import (
    DamagedError,
    UnsupportedError,
)
from toolkit.metadata.cleaning import clean
from toolkit.metadata.formats.tiff.compressed import lzw
from toolkit.metadata.formats.tiff.compressed.stored import Stored
from toolkit.metadata.source import Source


def stored(content: bytes) -> Stored:
    return Stored(Source(content), 0, len(content), reversed_bits=False)


@pytest.mark.parametrize("mode", ["RGB", "L"])
@pytest.mark.parametrize("size", [(1, 1), (7, 3), (300, 200), (61, 997)])
@pytest.mark.parametrize(
    "compression", ["tiff_lzw", "tiff_adobe_deflate", "packbits", "lzma", "zstd"]
)
def test_a_strip_ends_where_its_encoder_ended_it(
    mode: str, size: tuple[int, int], compression: str
) -> None:
    noise = Image.effect_noise(size, 40).convert(mode)
    for picture in (noise, drawn(mode, size), Image.new(mode, size)):
        pixels = coded(picture, compression)
        copy = clean(built(Coded(tuple(s + b"behind" for s in pixels.strips), pixels.entries)))
        assert copy.endswith(b"".join(dict.fromkeys(pixels.strips)))


@pytest.mark.parametrize("compression", ["group3", "group4", "tiff_ccitt", "tiff_raw_16"])
@pytest.mark.parametrize("width", [1, 8, 63, 64, 1728, 2561, 5200])
def test_a_fax_ends_where_its_encoder_ended_it(compression: str, width: int) -> None:
    chance = random.Random(width)
    picture = Image.new("1", (width, 30))
    for y in range(30):
        x = colour = 0
        while x < width:
            run = min(chance.choice([1, 2, 5, 40, 64, 700, 2600]), width - x)
            picture.paste(255 * colour, (x, y, x + run, y + 1))
            x += run
            colour ^= 1
    for options in ({}, {"tiffinfo": {292: 1}} if compression == "group3" else {}):
        pixels = coded(picture, compression, **options)
        for behind in (b"behind", b"\xff\xff\xff", bytes(9)):
            strips = tuple(s + behind for s in pixels.strips)
            copy = clean(built(Coded(strips, pixels.entries)))
            assert copy.endswith(b"".join(pixels.strips))


def test_a_stream_without_an_end_gets_one() -> None:
    pixels = uncompressed(drawn("L"))
    endless = []
    for strip in pixels.strips:
        deflater = zlib.compressobj()
        endless.append(deflater.compress(strip) + deflater.flush(zlib.Z_SYNC_FLUSH))
    content = built(Coded(tuple(endless), pixels.entries | {259: (SHORT, DEFLATE)}))
    copy = clean(content)
    assert shown(copy) == shown(content)
    assert copy.endswith(zlib.compress(pixels.strips[-1]))


def test_rows_hidden_in_a_zstandard_strip_are_refused() -> None:
    pixels = coded(drawn("L"), "zstd")
    with pytest.raises(UnsupportedError):
        clean(built(pixels, t257=(SHORT, 23), t278=(SHORT, 23)))


def test_rows_hidden_below_a_jpeg_strip_are_refused() -> None:
    pixels = coded(drawn("RGB", (64, 64)), "jpeg")
    with pytest.raises(UnsupportedError):
        clean(built(pixels, t257=(SHORT, 40), t278=(SHORT, 40)))


@pytest.mark.parametrize(
    "compression", ["tiff_lzw", "tiff_adobe_deflate", "packbits", "lzma", "zstd"]
)
def test_a_strip_with_too_few_rows_is_damaged(compression: str) -> None:
    pixels = coded(drawn("L"), compression)
    with pytest.raises(DamagedError):
        clean(built(pixels, t257=(SHORT, 25), t278=(SHORT, 25)))


def test_lzw_tiles_show_nothing_outside_of_the_picture() -> None:
    picture = drawn("RGB")
    parts = [lzw.encode(tile) for tile in tiles(picture, 32, b"outside of the picture ")]
    copy = clean(built(tiled(picture, 32, parts, LZW)))
    assert shown(copy) == shown(built(tiled(picture, 32, parts, LZW)))
    expected = tiles(picture, 32, b"\0")
    tags = tags_of(copy)
    offsets, sizes = tags[324], tags[325]
    assert isinstance(offsets, tuple)
    assert isinstance(sizes, tuple)
    for start, size, tile in zip(offsets, sizes, expected, strict=True):
        assert lzw.decode(stored(copy[start : start + size]), len(tile)) == tile


def test_lzma_tiles_show_nothing_outside_of_the_picture() -> None:
    picture = drawn("RGB")
    content = built(
        tiled(picture, 32, map(lzma.compress, tiles(picture, 32, b"outside ")), tiff_strips.LZMA)
    )
    copy = clean(content)
    assert shown(copy) == shown(content)
    streams = [copy[at:] for at in range(len(copy)) if copy.startswith(b"\xfd7zXZ\0", at)]
    assert len(streams) == 2
    for stream in streams:
        assert b"outside" not in lzma.LZMADecompressor().decompress(stream)


def test_rows_hidden_in_an_lzma_strip_go() -> None:
    pixels = uncompressed(drawn("L"), 24)
    strip = lzma.compress(pixels.strips[0] + b"hidden rows")
    content = built(Coded((strip,), pixels.entries | {259: (SHORT, tiff_strips.LZMA)}))
    copy = clean(content)
    assert shown(copy) == shown(content)
    stream = copy[copy.index(b"\xfd7zXZ\0") :]
    assert lzma.decompress(stream) == pixels.strips[0]


@pytest.mark.parametrize("depth", [1, 3])
def test_edges_of_predicted_tiles_go_and_what_shows_is_the_same(depth: int) -> None:
    picture = drawn("RGB" if depth == 3 else "L")
    parts = []
    for tile in tiles(picture, 32, b"outside of the picture "):
        rows = [tile[at : at + 32 * depth] for at in range(0, len(tile), 32 * depth)]
        parts.append(
            zlib.compress(
                b"".join(
                    bytes(
                        (row[i] - (row[i - depth] if i >= depth else 0)) % 256
                        for i in range(len(row))
                    )
                    for row in rows
                )
            )
        )
    content = built(tiled(picture, 32, parts, DEFLATE), t317=(SHORT, 2))
    copy = clean(content)
    assert shown(copy) == shown(content)
    assert shown(copy)[0].pixels == picture.tobytes()
    assert len(copy) < len(content)


@pytest.mark.parametrize("compression", ["raw", "tiff_lzw", "tiff_adobe_deflate", "packbits"])
def test_turned_bits_stay_turned(compression: str) -> None:
    turn = bytes(int(f"{byte:08b}"[::-1], 2) for byte in range(256))
    pixels = uncompressed(drawn("L")) if compression == "raw" else coded(drawn("L"), compression)
    strips = tuple(strip.translate(turn) for strip in pixels.strips)
    content = built(Coded(tuple(s + b"behind" for s in strips), pixels.entries), t266=(SHORT, 2))
    copy = clean(content)
    assert copy.endswith(strips[-1])
    assert shown(copy) == shown(content)


def test_what_lzw_encodes_it_decodes_and_measures() -> None:
    for length in (0, 1, 249, 250, 251, 5000):
        content = random.Random(length).randbytes(length)
        strip = lzw.encode(content)
        assert lzw.decode(stored(strip), length) == content
        found = lzw.extent(stored(strip + b"behind"), length, None) if length else (0, b"")
        assert found is not None
        stop, tail = found
        assert strip.startswith(strip[:stop] + tail)


def test_palette_entries_that_no_pixel_uses_say_nothing() -> None:
    content = tiff_strips.palette(DEFLATE)(Marks("TIFF"))
    colours = tags_of(clean(content))[320]
    assert isinstance(colours, tuple)
    used = set(drawn("P").tobytes())
    for plane in range(3):
        spare = {colours[256 * plane + index] for index in set(range(256)) - used}
        assert spare == {0}


def test_a_dark_palette_is_not_taken_for_one_of_eight_bits() -> None:
    # Readers decide by the largest value of all entries, the unused included.
    pixels = uncompressed(drawn("P"))
    dark = [20] * 255 + [60000] + [30] * 255 + [60000] + [40] * 255 + [60000]
    colours = tags_of(clean(built(pixels, t320=(SHORT, dark))))[320]
    assert isinstance(colours, tuple)
    assert max(colours) > 255


def test_unused_tables_of_jpeg_strips_go() -> None:
    mark = Marks("TIFF")
    copy = clean(tiff_strips.jpeg(mark))
    tables = tags_of(copy)[347]
    assert isinstance(tables, bytes)
    assert tables.count(b"\xff\xdb") == 1
