from __future__ import annotations

import os
import random
import struct
import tempfile
from pathlib import Path

import pytest

from tests.samples.bmp import (
    BMP_SAMPLES,
    EMBEDDED,
    LINKED,
    SRGB,
    bmp,
    core,
    info,
    quads,
    rows,
    version4,
)
from tests.samples.palettes import colours_shown
from toolkit.errors import DamagedError, InputError, LimitError, UnsupportedError
from toolkit.metadata import limits
from toolkit.metadata.cleaning import clean
from toolkit.metadata.formats import identify
from toolkit.metadata.formats.bmp import BMP
from toolkit.metadata.model import Copy, Kind, Stay, Stays, Verdict, Walk
from toolkit.metadata.source import Source

CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus"
MARK = b"Qz-a-mark-of-16-"


def walk(content: bytes) -> Walk:
    return BMP.walk(Source(content))


def pixels_of(content: bytes) -> bytes:
    return content[int.from_bytes(content[10:14], "little") :]


@pytest.mark.parametrize("sample", [s for s in BMP_SAMPLES if s.decodes], ids=str)
def test_every_colour_stays_exact(sample: object) -> None:
    content: bytes = sample.content  # type: ignore[attr-defined]
    assert colours_shown(clean(content)) == colours_shown(content)


def test_the_headers_hold_nothing_but_what_is_shown() -> None:
    pixels = rows(10, 10, 24)
    content = bmp(
        info(10, 10, 24, used=3, important=2, image_bytes=1), b"", pixels, reserved=b"abcd"
    )
    assert clean(content) == (
        b"BM" + struct.pack("<III", 54 + len(pixels), 0, 54)
        + struct.pack("<IiiHHIIIIII", 40, 10, 10, 1, 24, 0, len(pixels), 0, 0, 0, 0) + pixels
    )  # fmt: skip


def test_the_bytes_between_rows_become_zero_and_are_told() -> None:
    dirty = bmp(info(5, 16, 24), b"", rows(5, 16, 24, filling=MARK))
    told = next(p for p in walk(dirty).payloads if p.label == "pixels, filling")
    assert told.content == MARK
    assert pixels_of(clean(dirty)) == rows(5, 16, 24)


def test_only_rows_with_something_between_them_are_taken_apart() -> None:
    content = bytearray(bmp(info(5, 400, 24), b"", rows(5, 400, 24)))
    content[54 + 16 * 200 + 15] = 1
    assert [type(p) for p in walk(bytes(content)).pieces] == [bytes, Copy, bytes, Copy]


@pytest.mark.parametrize("depth", [1, 4])
@pytest.mark.parametrize("width", [1, 3, 5, 7, 9, 31, 33])
def test_bits_after_the_last_pixel_of_a_row_become_zero(depth: int, width: int) -> None:
    palette = quads(1 << depth)
    dirty = bmp(info(width, 7, depth), palette, rows(width, 7, depth, spare=0xFF, filling=b"abc"))
    assert pixels_of(clean(dirty)) == rows(width, 7, depth)
    assert colours_shown(clean(dirty)) == colours_shown(dirty)


@pytest.mark.parametrize("width", [32, 31])
def test_a_colour_that_no_pixel_has_is_black(width: int) -> None:
    palette = quads(20) + MARK * 4
    content = bmp(info(width, 9, 8, used=36), palette, rows(width, 9, 8, most=19))
    assert clean(content)[54 : 54 + len(palette)] == quads(20) + bytes(64)


def test_colours_of_small_pixels_are_told_apart_from_the_bits_beside_them() -> None:
    palette = bytes(range(1, 65))
    content = bmp(info(3, 1, 4), palette, b"\x12\x3f\0\0")
    kept = clean(content)[54 : 54 + 64]
    assert [at // 4 for at in range(0, 64, 4) if any(kept[at : at + 4])] == [1, 2, 3]


def test_the_byte_after_each_colour_becomes_zero() -> None:
    content = bmp(info(16, 16, 8), quads(256, MARK * 16), rows(16, 16, 8))
    assert MARK[:1] not in clean(content)[57 : 54 + 1024 : 4]


def test_a_ramp_of_greys_stays_whole_so_that_it_is_still_grey() -> None:
    ramp = b"".join(bytes((grey, grey, grey, 0)) for grey in range(256))
    content = bmp(info(16, 2, 8), ramp, rows(16, 2, 8))
    assert clean(content)[54 : 54 + 1024] == ramp


def runs(data: bytes, *, depth: int = 8, size: tuple[int, int] = (8, 2)) -> bytes:
    entries = 1 << depth
    return bmp(info(*size, depth, 1 if depth == 8 else 2), quads(entries), data)


def test_runs_end_with_the_bitmap() -> None:
    end = b"\x08\x01\0\0\x08\x02\0\1"
    assert pixels_of(clean(runs(end + MARK))) == end


def test_runs_that_never_end_are_ended() -> None:
    assert pixels_of(clean(runs(b"\x08\x01\0\0\x08\x02"))) == b"\x08\x01\0\0\x08\x02\0\1"
    below = b"\x08\x01\0\0\x08\x02\0\0"
    assert pixels_of(clean(runs(below + b"\x08\x03" + MARK))) == below + b"\0\1"


def test_the_byte_that_fills_a_run_becomes_zero() -> None:
    dirty = b"\0\3\1\2\3Q\x05\x01\0\0\x08\x02\0\1"
    assert pixels_of(clean(runs(dirty))) == dirty.replace(b"Q", b"\0")


def test_the_half_byte_after_an_odd_run_becomes_zero() -> None:
    dirty = b"\0\5\x12\x34\x5f\x77\x01\x6f\x02\x77\0\0\x08\x22\0\1"
    assert pixels_of(clean(runs(dirty, depth=4))) == (
        b"\0\5\x12\x34\x50\0\x01\x60\x02\x77\0\0\x08\x22\0\1"
    )


def test_a_run_beside_the_picture_is_cut() -> None:
    assert pixels_of(clean(runs(b"\x07\x01\xff\x02\xff\x51\0\0\x08\x01\0\1"))) == (
        b"\x07\x01\x01\x02\0\0\x08\x01\0\1"
    )


@pytest.mark.parametrize("data", [b"\x07\x01\0\3abc\0\0\1", b"\0\2\x09\0\0\1", b"\0\2\0\2\0\1"])
def test_runs_that_leave_the_picture_are_refused(data: bytes) -> None:
    with pytest.raises(DamagedError, match="damaged"):
        walk(runs(data))


def test_runs_cut_short_are_refused() -> None:
    for data in (b"\x08\x01\0\0\x07\x01", b"\x08\x01\0", b"\0\5abc", b"\0\2\1"):
        with pytest.raises(DamagedError, match="truncated"):
            walk(runs(data))


def test_a_linked_profile_is_told_as_a_path_and_gone() -> None:
    path = b"C:\\Users\\someone\\screen.icc\0"
    pixels = rows(30, 20, 32)
    rest = struct.pack("<IIII", 4, 124 + len(pixels), len(path), 0)
    content = bmp(version4(LINKED, b"", rest, 124), b"", pixels, tail=path)
    told = next(p for p in walk(content).payloads if p.label == "colour profile")
    assert told.kind is Kind.COMMENT
    assert content[told.start : told.stop] == path
    assert clean(content)[70:74] == SRGB


def test_a_profile_beyond_the_file_is_none() -> None:
    rest = struct.pack("<IIII", 4, 5000, 100, 0)
    content = bmp(version4(EMBEDDED, b"", rest, 124), b"", rows(30, 20, 32))
    assert clean(content)[70:74] == SRGB


def test_a_rebuilt_profile_stands_where_the_header_says() -> None:
    sample = next(s for s in BMP_SAMPLES if s.name == "bmp with a colour profile")
    copy = clean(sample.content)
    start, size = struct.unpack("<II", copy[126:134])
    assert len(copy) == 14 + start + size
    assert copy[14 + start + 36 : 14 + start + 40] == b"acsp"
    assert Stay(Stays.COLOUR, "profile") in walk(copy).stays


@pytest.mark.parametrize(
    "content",
    [
        bmp(info(8, 8, 3), quads(8), bytes(64)),
        bmp(info(8, 8, 64), b"", bytes(512)),
        bmp(info(8, 8, 24, 7), b"", bytes(512)),
        bmp(info(8, 8, 8, 2), quads(256), bytes(512)),
        bmp(info(8, 8, 1, 3, size=64, rest=bytes(24)), quads(2), bytes(512)),
        bmp(info(8, 8, 32, 3) + struct.pack("<3I", 0xFF00FF, 0xFF00, 0), b"", bytes(512)),
        bmp(info(8, 8, 32, 3) + struct.pack("<3I", 0xFF00, 0xFF00, 0xFF), b"", bytes(512)),
        bmp(info(8, 8, 16, 3) + struct.pack("<3I", 0xFF0000, 0xFF00, 0xFF), b"", bytes(512)),
        bmp(info(8, 8, 32, 3) + MARK[:12], b"", bytes(512)),
    ],
)
def test_ways_to_pack_pixels_that_no_viewer_knows_are_refused(content: bytes) -> None:
    with pytest.raises(UnsupportedError):
        walk(content)


@pytest.mark.parametrize(
    "content",
    [
        bmp(info(0, 8, 24), b"", bytes(512)),
        bmp(info(-8, 8, 24), b"", bytes(512)),
        bmp(info(8, 0, 24), b"", bytes(512)),
        bmp(info(8, -(1 << 31), 24), b"", bytes(512)),
        bmp(info(8, 8, 24), b"", bytes(512), offset=20),
        bmp(info(8, 8, 24), b"", rows(8, 8, 24)[:-1]),
        bmp(info(8, 8, 24), b"", rows(8, 8, 24), offset=1 << 31),
        bmp(info(8, 8, 0, 5, image_bytes=20), b"", b"\xff\xd8" + bytes(40)),
        bmp(core(0, 0, 24), b"", bytes(40)),
    ],
)
def test_a_file_that_contradicts_itself_is_refused(content: bytes) -> None:
    with pytest.raises(DamagedError):
        walk(content)


def test_a_picture_too_large_is_refused_by_its_header() -> None:
    with pytest.raises(LimitError):
        walk(bmp(info(60_000, 60_000, 24), b"", bytes(512)))


def test_text_that_begins_with_two_letters_is_no_picture() -> None:
    assert not BMP.recognises(b"BM is what this text begins with, and no more")


def test_a_large_file_is_never_read_whole() -> None:
    width = 1001
    height = (limits.READ_WHOLE_BYTES + (1 << 20)) // 3004
    row = bytes(range(256)) * 12
    with tempfile.TemporaryFile() as file:
        file.write(bmp(info(width, height, 24)))
        file.writelines(row[: 3 * width] + b"!" for _ in range(height))
        file.flush()
        walked = BMP.walk(Source.from_descriptor(file.fileno()))
        assert os.fstat(file.fileno()).st_size > limits.READ_WHOLE_BYTES
    written = sum(len(p) for p in walked.pieces if isinstance(p, bytes))
    assert written == 54 + height


def test_a_file_cut_anywhere_is_refused() -> None:
    content = bmp(info(5, 5, 8), quads(256), rows(5, 5, 8))
    for stop in range(18, len(content)):
        with pytest.raises(DamagedError, match="truncated"):
            walk(content[:stop])


def test_no_mutation_gives_anything_but_an_error_of_ours_or_a_clean_copy() -> None:
    rng = random.Random(7)
    for _ in range(3000):
        content = bytearray(rng.choice(BMP_SAMPLES).content)
        for _ in range(rng.randint(1, 4)):
            content[rng.randrange(min(len(content), 200))] = rng.randrange(256)
        try:
            copy = Source(clean(bytes(content)))
        except InputError:
            continue
        segments = identify(copy).walk(copy).segments
        assert all(s.verdict is not Verdict.DROP for s in segments)


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the collection of real files is not here")
def test_real_files_show_the_same() -> None:
    content = next(CORPUS.glob("*pal4rletrns.bmp")).read_bytes()
    assert colours_shown(clean(content)) == colours_shown(content)
