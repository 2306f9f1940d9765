"""TIFF and BigTIFF: what stays, what goes, and what is told."""

from __future__ import annotations

import io
import os
import struct
import time
import tracemalloc
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image, TiffImagePlugin

from tests.samples import tiff as samples
from tests.samples import tiff_strips
from tests.samples.base import Marks, Sample, leaks
from tests.samples.decoding import shown
from tests.samples.tiff_building import (
    ASCII,
    LONG,
    RATIONAL,
    SHORT,
    File,
    built,
    drawn,
    tags_of,
    uncompressed,
)
from toolkit.errors import (
    DamagedError,
    UnknownFormatError,
)
from toolkit.metadata import limits
from toolkit.metadata.cleaning import clean
from toolkit.metadata.formats import identify
from toolkit.metadata.model import Copy, Kind, Stay, Stays
from toolkit.metadata.source import Source

if TYPE_CHECKING:
    from toolkit.metadata.model import Walk

# libtiff opens no file whose SMinSampleValue is text.
SAID_WRONGLY = {"tiff with everything", "tiff floating point"}

CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus"


def walk(content: bytes) -> Walk:
    source = Source(content)
    return identify(source).walk(source)


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
    copy = clean(tiff_strips.planes(Marks("TIFF")))
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


@pytest.mark.timed
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
