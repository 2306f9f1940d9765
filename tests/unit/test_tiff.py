"""TIFF and BigTIFF: what stays, what goes, and what is refused."""

from __future__ import annotations

import io
import lzma
import os
import random
import struct
import time
import tracemalloc
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image, TiffImagePlugin

from tests.samples import tiff as samples
from tests.samples.base import Marks, Sample, leaks
from tests.samples.decoding import shown
from tests.samples.tiff_building import (
    ASCII,
    DEFLATE,
    IFD,
    LONG,
    LZW,
    RATIONAL,
    SHORT,
    UNDEFINED,
    Coded,
    Entries,
    File,
    coded,
    drawn,
    tiled,
    tiles,
    uncompressed,
)
from toolkit.errors import (
    DamagedError,
    InputError,
    LimitError,
    UnknownFormatError,
    UnsupportedError,
)
from toolkit.metadata import limits
from toolkit.metadata.cleaning import clean
from toolkit.metadata.formats import identify
from toolkit.metadata.formats.tiff.compressed import lzw
from toolkit.metadata.formats.tiff.compressed.stored import Stored
from toolkit.metadata.model import Copy, Kind, Stay, Stays
from toolkit.metadata.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable

    from toolkit.metadata.model import Walk

# libtiff opens no file whose SMinSampleValue is text.
SAID_WRONGLY = {"tiff with everything", "tiff floating point"}

CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus"


def walk(content: bytes) -> Walk:
    source = Source(content)
    return identify(source).walk(source)


def built(
    pixels: Coded, *, order: str = "<", big: bool = False, **more: tuple[int, object]
) -> bytes:
    """A file of one page; tags to add or replace are given as ``t<number>``."""
    file = File(order, big=big)
    entries = pixels.placed(file)
    entries |= {int(name[1:]): value for name, value in more.items()}  # type: ignore[misc]
    file.page(entries)
    return bytes(file.content)


def tags_of(content: bytes, page: int = 0) -> dict[int, object]:
    with Image.open(io.BytesIO(content)) as picture:
        picture.seek(page)
        return dict(picture.tag_v2)  # type: ignore[attr-defined]


def test_only_the_tags_that_pixels_need_are_in_the_copy() -> None:
    copy = clean(samples.everything(Marks("TIFF")))
    assert set(tags_of(copy)) == {256, 257, 258, 259, 262, 273, 277, 278, 279, 34675}


@pytest.mark.parametrize(
    "sample",
    [s for s in samples.TIFF_SAMPLES if s.decodes and s.name not in SAID_WRONGLY],
    ids=str,
)
def test_libtiff_shows_the_same(sample: Sample, monkeypatch: pytest.MonkeyPatch) -> None:
    # Pillow reads uncompressed strips itself unless it is told not to.
    monkeypatch.setattr(TiffImagePlugin, "READ_LIBTIFF", True)
    assert shown(clean(sample.content)) == shown(sample.content)


def test_the_copy_keeps_its_byte_order_and_its_width_of_offsets() -> None:
    for order, big in (("<", False), (">", False), ("<", True), (">", True)):
        content = built(uncompressed(drawn("L")), order=order, big=big)
        assert clean(content)[:4] == content[:4]


def test_big_endian_bigtiff_keeps_every_sample() -> None:
    content = samples.big_sixteen_bits(Marks("TIFF"))
    expected = drawn("I;16").tobytes()
    swapped = struct.pack(
        f">{len(expected) // 2}H", *struct.unpack(f"<{len(expected) // 2}H", expected)
    )
    assert clean(content).endswith(swapped)


def test_orientation_stays_as_the_only_word_on_how_to_look() -> None:
    content = samples.turned(Marks("TIFF"))
    found = walk(content)
    assert Stay(Stays.ORIENTATION, "6") in found.stays
    assert tags_of(clean(content))[274] == 6


def test_density_goes_but_the_shape_of_pixels_stays() -> None:
    tall = tags_of(clean(samples.turned(Marks("TIFF"))))
    assert (tall[282], tall[283], tall[296]) == (102, 49, 1)
    square = built(
        uncompressed(drawn("L")),
        t282=(RATIONAL, [300, 1]),
        t283=(RATIONAL, [300, 1]),
        t296=(SHORT, 2),
    )
    assert not {282, 283, 296} & set(tags_of(clean(square)))


def test_pages_marked_as_smaller_copies_go_and_the_others_look_the_same() -> None:
    content = samples.hidden_pages(Marks("TIFF"))
    copy = clean(content)
    assert walk(content).frames == 2
    with Image.open(io.BytesIO(content)) as before, Image.open(io.BytesIO(copy)) as after:
        assert after.n_frames == 2  # type: ignore[attr-defined]
        for old, new in ((0, 0), (4, 1)):
            before.seek(old)
            after.seek(new)
            assert before.tobytes() == after.tobytes()


def test_a_first_page_marked_as_a_smaller_copy_is_still_the_picture() -> None:
    content = built(uncompressed(drawn("L")), t254=(LONG, 1))
    assert shown(clean(content)) == shown(content)


def test_a_hidden_picture_is_told_as_a_picture_that_opens() -> None:
    found = [p for p in walk(samples.thumbnails(Marks("TIFF"))).payloads if p.kind is Kind.PICTURE]
    sizes = set()
    for payload in found:
        if payload.content is not None:
            with Image.open(io.BytesIO(payload.content)) as picture:
                picture.load()
                sizes.add(picture.size)
    assert (10, 6) in sizes
    assert any(payload.label == "thumbnail" for payload in found)


def test_a_mask_stays_a_mask() -> None:
    content = samples.mask(Marks("TIFF"))
    found = walk(content)
    assert found.frames == 1
    assert Stay(Stays.TRANSPARENCY) in found.stays
    copy = clean(content)
    assert copy.endswith(drawn("1").tobytes())
    assert walk(copy).frames == 1


def test_metadata_is_told_as_one_small_structure_without_pixels() -> None:
    (payload,) = [
        p for p in walk(samples.everything(Marks("TIFF"))).payloads if p.kind is Kind.EXIF
    ]
    assert payload.content is not None
    assert len(payload.content) < 4096
    exif = Image.Exif()
    exif.load(payload.content)
    assert exif[315].startswith("QzTIFF")
    assert exif.get_ifd(0x8825)[2] == (41.0, 0.0, 54.36)
    assert exif.get_ifd(0x8769)[36867] == "2026:05:03 14:22:10"


def test_metadata_of_bigtiff_is_told_as_a_classic_structure() -> None:
    payloads = [p for p in walk(samples.big_pages(Marks("TIFF"))).payloads if p.kind is Kind.EXIF]
    assert len(payloads) == 3
    for payload in payloads:
        assert payload.content is not None
        assert payload.content.startswith(b"II*\0")


def test_numbers_that_are_text_are_told() -> None:
    content = built(uncompressed(drawn("L")), t340=(SHORT, b"somebody was here "))
    told = [p for p in walk(content).payloads if p.kind is Kind.OPAQUE]
    assert [content[p.start : p.stop] for p in told] == [b"somebody was here "]


def test_strips_that_pages_share_stand_once_in_the_copy() -> None:
    content = samples.shared(Marks("TIFF"))
    assert len(clean(content)) < len(content) + 100
    assert clean(content).count(drawn("L").tobytes()) == 1


def test_a_plane_that_nobody_shows_goes() -> None:
    copy = clean(samples.planes(Marks("TIFF")))
    assert tags_of(copy)[277] == 3
    assert 338 not in tags_of(copy)


def test_an_unspecified_channel_between_the_others_is_said_to_stay() -> None:
    content = built(uncompressed(drawn("RGBA")), t338=(SHORT, 0))
    assert Stay(Stays.TRANSPARENCY, "unspecified") in walk(content).stays


def test_what_was_not_stored_stays_not_stored() -> None:
    pixels = uncompressed(drawn("L"))
    file = File()
    placed = pixels.placed(file)
    offsets, sizes = placed[273][1], placed[279][1]
    assert isinstance(offsets, list)
    assert isinstance(sizes, list)
    file.page(
        placed | {273: (LONG, [offsets[0], 0, offsets[2]]), 279: (LONG, [sizes[0], 0, sizes[2]])}
    )
    tags = tags_of(clean(bytes(file.content)))
    assert tags[279] == (320, 0, 320)


def test_counts_that_old_programs_left_out_are_written() -> None:
    file = File()
    placed = uncompressed(drawn("L")).placed(file)
    del placed[279]
    file.page(placed)
    content = bytes(file.content)
    assert tags_of(clean(content))[279] == (320, 320, 320)
    assert shown(clean(content)) == shown(content)


# Ends of strips


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
        tiled(picture, 32, map(lzma.compress, tiles(picture, 32, b"outside ")), samples.LZMA)
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
    content = built(Coded((strip,), pixels.entries | {259: (SHORT, samples.LZMA)}))
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
    content = samples.palette(DEFLATE)(Marks("TIFF"))
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
    copy = clean(samples.jpeg(mark))
    tables = tags_of(copy)[347]
    assert isinstance(tables, bytes)
    assert tables.count(b"\xff\xdb") == 1


# What is refused


def test_raw_camera_files_are_told_as_what_they_are() -> None:
    pixels = uncompressed(drawn("L"))
    below = File()
    offset = below.directory({262: (SHORT, 32803), 259: (SHORT, 34713)})
    below.page(pixels.placed(below) | {330: (IFD, offset)})
    canon = built(pixels)
    canon = canon[:4] + struct.pack("<I", 16) + b"CR\2\0" + canon[12:]
    for content in (
        built(pixels, t50706=(UNDEFINED, b"\1\4\0\0")),
        built(pixels, t262=(SHORT, 34892)),
        built(pixels, t259=(SHORT, 32767)),
        bytes(below.content),
        canon,
        b"IIII".join((built(pixels)[:8], b"TwaR" + built(pixels)[16:])),
    ):
        with pytest.raises(UnknownFormatError) as caught:
            clean(content)
        assert caught.value.code == "raw-camera-file"


def test_grey_pixels_behind_the_header_are_no_signature() -> None:
    pixels = uncompressed(Image.new("L", (40, 24), ord("I")))
    content = built(pixels)
    assert content[8:12] == b"IIII"
    assert shown(clean(content)) == shown(content)


def page_at(content: bytes) -> int:
    return int.from_bytes(content[4:8], "little")


def test_a_chain_that_leads_back_is_a_loop() -> None:
    content = bytearray(built(uncompressed(drawn("L"))))
    content[-4:] = content[4:8]
    with pytest.raises(DamagedError) as caught:
        clean(bytes(content))
    assert caught.value.code == "loop"


def patched(tag: int, entry: bytes, at: int = 2) -> bytes:
    """A file in which an entry of the directory is overwritten from some byte on."""
    content = bytearray(built(uncompressed(drawn("L")), t315=(ASCII, b"somebody\0")))
    where = content.index(struct.pack("<H", tag), page_at(bytes(content)))
    content[where + at : where + at + len(entry)] = entry
    return bytes(content)


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (lambda: patched(315, b"\xff\xff\xff\xff", 4), DamagedError),
        (lambda: patched(273, b"\xff\xff\xff\xff", 4), DamagedError),
        (lambda: patched(279, b"\1\0\0\0", 4), DamagedError),
        (lambda: patched(278, b"\0\0", 8), DamagedError),
        (lambda: patched(256, b"\0\0", 8), DamagedError),
        (lambda: patched(256, b"\2", 2), DamagedError),
        (
            lambda: built(uncompressed(drawn("L")), t256=(LONG, 1 << 20), t257=(LONG, 1 << 20)),
            LimitError,
        ),
        (
            lambda: built(uncompressed(drawn("L")), t257=(LONG, 400_000_000), t256=(SHORT, 1)),
            LimitError,
        ),
        (lambda: built(uncompressed(drawn("L")), t277=(SHORT, 0)), DamagedError),
        (lambda: built(uncompressed(drawn("L")), t258=(SHORT, 0)), DamagedError),
        (lambda: built(uncompressed(drawn("L")), t262=(SHORT, 77)), UnsupportedError),
        (lambda: built(uncompressed(drawn("L")), t259=(SHORT, 6)), UnsupportedError),
        (lambda: built(uncompressed(drawn("L")), t259=(SHORT, 34887)), UnsupportedError),
        (lambda: built(uncompressed(drawn("YCbCr"))), UnsupportedError),
        (lambda: b"II+\0\4\0\0\0" + bytes(8), DamagedError),
        (lambda: b"II*\0\0\0\0\0", DamagedError),
    ],
)
def test_what_contradicts_itself_is_refused_with_an_error_of_ours(
    content: Callable[[], bytes], error: type[InputError]
) -> None:
    with pytest.raises(error):
        clean(content())


def test_pixels_that_stand_where_a_directory_stands_are_refused() -> None:
    file = File()
    pixels = uncompressed(drawn("L"))
    entries: Entries = pixels.placed(file)
    file.page(entries | {273: (LONG, [8, 328, len(file.content) - 100])})
    with pytest.raises(DamagedError):
        clean(bytes(file.content) + bytes(400))


def test_a_strip_that_reaches_past_the_end_is_cut_short() -> None:
    content = built(uncompressed(drawn("L")), t279=(LONG, [320, 320, 32_000]))
    with pytest.raises(DamagedError) as caught:
        clean(content)
    assert caught.value.code == "truncated"


def test_pages_that_share_a_long_list_of_strips_are_counted_each(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file = File()
    placed = uncompressed(drawn("L"), 1).placed(file)
    for _ in range(20):
        file.page(placed)
    clean(bytes(file.content))
    monkeypatch.setattr(limits, "PARTS", 300)
    with pytest.raises(LimitError):
        clean(bytes(file.content))


def test_strips_that_overlap_cannot_make_the_copy_grow() -> None:
    pixels = uncompressed(Image.new("L", (1000, 1000)), 1)
    file = File()
    (start,) = file.put(bytes(3000))
    file.page(
        pixels.entries
        | {273: (LONG, [start + row for row in range(1000)]), 279: (LONG, [1000] * 1000)}
    )
    with pytest.raises(DamagedError):
        clean(bytes(file.content))


def outcome(content: bytes) -> bytes | str:
    """The clean copy, or the code of the error."""
    try:
        return clean(content)
    except InputError as error:
        return error.code


@pytest.mark.parametrize("sample", samples.TIFF_SAMPLES, ids=str)
def test_a_file_cut_short_is_refused_or_loses_nothing(sample: Sample) -> None:
    whole = clean(sample.content)
    step = max(1, len(sample.content) // 60)
    for stop in range(8, len(sample.content), step):
        assert outcome(sample.content[:stop]) in {"truncated", whole}


# Size and speed


def test_ten_thousand_strips_are_a_matter_of_a_moment() -> None:
    content = built(uncompressed(Image.new("RGB", (100, 10_000)), 1), t315=(ASCII, b"somebody\0"))
    begun = time.process_time()
    found = walk(content)
    assert time.process_time() - begun < 1
    assert len(found.pieces) == 2


def test_a_large_file_is_never_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "large.tif"
    strip = 1 << 20
    file = File()
    count = 400
    file.page(
        uncompressed(drawn("L")).entries
        | {
            256: (LONG, 1 << 10), 257: (LONG, count << 10), 278: (LONG, 1 << 10),
            273: (LONG, [1 << 20] + [(number << 20) + 8 for number in range(2, count + 1)]),
            279: (LONG, [strip] * count),
            315: (ASCII, b"somebody\0"),
        }
    )  # fmt: skip
    path.write_bytes(bytes(file.content))
    os.truncate(path, (count + 2) << 20)
    with path.open("rb") as opened:
        source = Source.from_descriptor(opened.fileno())
        tracemalloc.start()
        found = identify(source).walk(source)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert sum(p.stop - p.start for p in found.pieces if isinstance(p, Copy)) == count << 20
    assert peak < limits.READ_WHOLE_BYTES


# Real files


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the collection of real files is not here")
@pytest.mark.parametrize("path", sorted(CORPUS.glob("*.tif*")), ids=lambda path: path.name)
def test_real_files_look_the_same_and_say_nothing(path: Path) -> None:
    content = path.read_bytes()
    if "ImageTestSuite" in path.name or path.name.startswith("metadata-extractor-images__m"):
        # Made to break readers: values stand outside of the file.
        with pytest.raises(DamagedError):
            clean(content)
        return
    copy = clean(content)
    assert shown(copy) == shown(content)
    assert not any(leaks(copy, word) for word in (b"http://ns.adobe", b"Photoshop", b"/home/moose"))


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the collection of real files is not here")
def test_a_real_raw_file_is_refused_even_when_it_is_cut_short() -> None:
    content = (CORPUS / "file-type__fixture-Leica-M10.dng").read_bytes()
    with pytest.raises(UnknownFormatError):
        clean(content[:50_000])
