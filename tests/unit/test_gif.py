from __future__ import annotations

import random
import struct
from pathlib import Path

import pytest

from tests.samples.gif import (
    GIF_SAMPLES,
    LOOP,
    TRAILER,
    application,
    blocks,
    colours,
    control,
    extension,
    frame,
    image,
    lzw,
    pattern,
    screen,
    xmp,
)
from tests.samples.palettes import colours_shown
from toolkit.errors import DamagedError, InputError, LimitError
from toolkit.metadata.cleaning import clean
from toolkit.metadata.formats import identify
from toolkit.metadata.formats.gif import GIF
from toolkit.metadata.formats.gif.lzw import find_ending
from toolkit.metadata.model import Kind, Stay, Stays, Verdict, Walk
from toolkit.metadata.source import Source

CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus"
MARK = b"Qz-a-mark-of-16-"
HEAD = screen(20, 20, colours(4), flags=0x70)
DATA = lzw(pattern(20, 20, 3), 2)
FRAME = image((20, 20), blocks(DATA), code_size=2)


def walk(content: bytes) -> Walk:
    return GIF.walk(Source(content))


@pytest.mark.parametrize("sample", GIF_SAMPLES, ids=str)
def test_every_colour_stays_exact(sample: object) -> None:
    content: bytes = sample.content  # type: ignore[attr-defined]
    assert colours_shown(clean(content)) == colours_shown(content)


def test_a_clean_file_is_copied_as_it_is() -> None:
    content = HEAD + LOOP + control(5) + FRAME + control(7, transparent=1) + FRAME + TRAILER
    assert clean(content) == content


def test_every_extension_is_told_by_what_it_carries() -> None:
    content = b"".join(
        (
            HEAD,
            extension(0xFE, b"a comment in ", b"two parts"),
            extension(0x01, bytes(12), b"plain text"),
            xmp(b"<x:xmpmeta/>"),
            application(b"ICCRGBG1012", b"profile"),
            application(b"MGKIPTC0000", b"8BIM"),
            extension(0x42, b"?"),
            FRAME,
            TRAILER,
            b"\xff\xd8\xffpicture",
        )
    )
    walked = walk(content)
    told = [(p.kind, p.label, p.content) for p in walked.payloads]
    assert told == [
        (Kind.COMMENT, "Comment", b"a comment in two parts"),
        (Kind.COMMENT, "Plain Text", b"plain text"),
        (Kind.XMP, "Application XMP DataXMP", None),
        (Kind.ICC, "Application ICCRGBG1012", b"profile"),
        (Kind.PHOTOSHOP, "Application MGKIPTC0000", b"8BIM"),
        (Kind.OPAQUE, "Extension 0x42", b"?"),
        (Kind.PICTURE, "after the trailer", None),
    ]
    packet = next(p for p in walked.payloads if p.kind is Kind.XMP)
    assert content[packet.start : packet.stop] == b"<x:xmpmeta/>"
    assert clean(content) == HEAD + FRAME + TRAILER


def test_only_the_first_loop_stays_and_only_its_count() -> None:
    loops = application(b"NETSCAPE2.0", b"\2abcd", b"\1\5\0" + MARK, MARK)
    content = HEAD + loops + application(b"NETSCAPE2.0", b"\1\x09\0") + FRAME + TRAILER
    assert clean(content) == HEAD + LOOP + FRAME + TRAILER


def test_a_graphic_control_without_a_frame_goes() -> None:
    content = HEAD + control(3) + control(5) + FRAME + control(9) + TRAILER
    assert clean(content) == HEAD + control(5) + FRAME + TRAILER


def test_a_graphic_control_is_cut_to_its_four_fields() -> None:
    longer = extension(0xF9, control(5)[3:7] + MARK, MARK)
    unused_index = b"\x21\xf9\x04\0\5\0Q\0"
    content = HEAD + longer + FRAME + unused_index + FRAME + extension(0xF9, b"ab") + TRAILER
    assert clean(content) == HEAD + control(5) + FRAME + control(5) + FRAME + TRAILER


def test_a_file_that_keeps_an_extension_is_of_version_89a() -> None:
    old = screen(20, 20, colours(4), version=b"87a")
    assert clean(old + FRAME + TRAILER).startswith(b"GIF87a")
    assert clean(old + control(5) + FRAME + TRAILER).startswith(b"GIF89a")


def test_timing_transparency_and_aspect_are_told_as_staying() -> None:
    head = screen(20, 20, colours(4), aspect=113)
    content = head + control(5, transparent=1) + FRAME + control(5) + FRAME + TRAILER
    assert set(walk(content).stays) == {
        Stay(Stays.TIMING, "2"),
        Stay(Stays.TRANSPARENCY),
        Stay(Stays.ASPECT, "128:64"),
    }


def test_square_pixels_need_no_aspect() -> None:
    assert clean(screen(20, 20, colours(4), aspect=49) + FRAME + TRAILER)[12] == 0


def test_a_colour_that_no_pixel_has_is_black() -> None:
    table = colours(4) + MARK + bytes(20)
    content = screen(20, 20, table) + frame(20, 20, 3, code_size=4) + TRAILER
    assert clean(content)[13 : 13 + len(table)] == colours(4) + bytes(36)


def test_the_colours_of_background_and_transparency_stay() -> None:
    head = screen(20, 20, bytes(range(1, 49)), background=9)
    content = head + control(5, transparent=7) + frame(20, 20, 1, code_size=4) + TRAILER
    kept = clean(content)[13 : 13 + 48]
    assert {at // 3 for at, byte in enumerate(kept) if byte} == {0, 1, 7, 9}


def test_the_transparent_colours_stay_that_viewers_clear_with() -> None:
    table = bytes(range(1, 49))
    first = control(5, transparent=7) + frame(20, 20, 1, code_size=4)
    second = control(5, transparent=9) + frame(20, 20, 1, table=table, code_size=4)
    content = clean(screen(20, 20, table) + first + second + TRAILER)
    kept = content[content.rindex(b",\0\0\0\0") + 10 :][:48]
    assert {at // 3 for at, byte in enumerate(kept) if byte} == {0, 1, 7, 9}


def test_the_colours_of_all_frames_stay_in_the_table_they_share() -> None:
    frames = [image((9, 9), blocks(lzw([n] * 81, 4)), code_size=4) for n in (2, 5, 11)]
    content = screen(9, 9, bytes(range(1, 49))) + b"".join(frames) + TRAILER
    kept = clean(content)[13 : 13 + 48]
    assert {at // 3 for at, byte in enumerate(kept) if byte} == {0, 2, 5, 11}


@pytest.mark.parametrize("size", [1, 2, 3, 7, 100, 254, 255])
def test_bytes_after_the_end_code_go_however_sub_blocks_are_cut(size: int) -> None:
    dirty = image((20, 20), blocks(DATA + MARK, size), code_size=2)
    clean_image = image((20, 20), blocks(DATA, size), code_size=2)
    assert clean(HEAD + dirty + TRAILER) == HEAD + clean_image + TRAILER


@pytest.mark.parametrize("size", [1, 5, 255])
def test_codes_after_the_last_pixel_go(size: int) -> None:
    data = lzw(pattern(20, 20, 3), 2, tail=MARK)
    content = HEAD + image((20, 20), blocks(data, size), code_size=2) + TRAILER
    assert clean(content) == HEAD + image((20, 20), blocks(DATA, size), code_size=2) + TRAILER


@pytest.mark.parametrize("width", range(1, 40))
def test_a_missing_end_code_is_put_where_it_belongs(width: int) -> None:
    pixels = pattern(width, 9, 3)
    head = screen(width, 9, colours(4), flags=0x70)
    without = image((width, 9), blocks(lzw(pixels, 2, end=False), 50), code_size=2)
    content = clean(head + without + TRAILER)
    assert colours_shown(content) == colours_shown(head + without + TRAILER)
    assert content == clean(content)


def test_bits_after_the_end_code_become_zero() -> None:
    for width in range(1, 60):
        data = lzw(pattern(width, 3, 3), 2)
        free = 8 - data[-1].bit_length()
        dirty = data[:-1] + bytes((data[-1] | 0x80 if free else data[-1],))
        head = screen(width, 3, colours(4), flags=0x70)
        kept = clean(head + image((width, 3), blocks(dirty), code_size=2) + TRAILER)
        assert kept.endswith(image((width, 3), blocks(data), code_size=2) + TRAILER)


def test_a_clear_code_before_the_end_code_stays() -> None:
    data = lzw(pattern(20, 20, 3), 2, clear=True)
    content = HEAD + image((20, 20), blocks(data), code_size=2) + TRAILER
    assert clean(content) == content


def test_reserved_bits_become_zero() -> None:
    dirty = image((20, 20), blocks(DATA), code_size=2, flags=0x38)
    content = HEAD + control(5, disposal=2, reserved=7) + dirty + TRAILER
    assert clean(content) == HEAD + control(5, disposal=2) + FRAME + TRAILER


def test_lengths_of_sub_blocks_spell_nothing() -> None:
    uneven = bytes((3,)) + DATA[:3] + bytes((9,)) + DATA[3:12] + blocks(DATA[12:])
    content = HEAD + image((20, 20), uneven, code_size=2) + TRAILER
    assert clean(content) == HEAD + FRAME + TRAILER


def test_pixels_are_counted_the_same_wherever_the_data_is_cut() -> None:
    pixels = [(x * x * 31 + x // 7 * 13) % 256 for x in range(30_000)]
    data = lzw(pixels, 8)
    whole = find_ending([data + MARK], 8, len(pixels), 0)
    assert whole.size == len(data)
    assert whole.used == set(pixels)
    for size in (1, 7, 1000):
        parts = [(data + MARK)[at : at + size] for at in range(0, len(data) + 16, size)]
        assert find_ending(parts, 8, len(pixels), 0) == whole


def test_the_end_is_found_after_any_number_of_pixels() -> None:
    rng = random.Random(3)
    for count in [*range(1, 40), 255, 256, 4000, 9000]:
        for code_size in (2, 5, 8):
            pixels = [rng.randrange(1 << code_size) for _ in range(count)]
            data = lzw(pixels, code_size)
            ending = find_ending([data + MARK], code_size, count, 0)
            assert ending.size == len(data)
            assert ending.is_complete


def test_a_file_without_trailer_gets_one() -> None:
    assert clean(HEAD + FRAME) == HEAD + FRAME + TRAILER
    assert clean(HEAD + FRAME + b"\0\0\0") == HEAD + FRAME + TRAILER


@pytest.mark.parametrize(
    "content",
    [
        HEAD + TRAILER,
        HEAD + LOOP,
        HEAD + FRAME + b"x" + FRAME + TRAILER,
        HEAD + image((0, 20), blocks(DATA), code_size=2) + TRAILER,
        HEAD + image((20, 20), blocks(DATA), code_size=1) + TRAILER,
        HEAD + image((20, 20), blocks(DATA), code_size=12) + TRAILER,
        HEAD + image((20, 20), b"\0", code_size=2) + TRAILER,
        HEAD + image((20, 20), blocks(b"\xff" * 9), code_size=2) + TRAILER,
        screen(0, 20, colours(4)) + FRAME + TRAILER,
    ],
)
def test_a_file_that_contradicts_itself_is_refused(content: bytes) -> None:
    with pytest.raises(DamagedError):
        walk(content)


def test_a_screen_too_large_is_refused_by_its_header() -> None:
    with pytest.raises(LimitError):
        walk(screen(60_000, 60_000, colours(4)) + FRAME + TRAILER)
    with pytest.raises(LimitError):
        walk(HEAD + b"," + struct.pack("<HHHHB", 0, 0, 60_000, 60_000, 0) + b"\2\0")


def test_a_file_cut_inside_a_block_is_refused() -> None:
    content = HEAD + LOOP + control(5) + FRAME + TRAILER
    for stop in range(6, len(content) - 1):
        with pytest.raises(DamagedError, match="truncated"):
            walk(content[:stop])


def test_no_mutation_gives_anything_but_an_error_of_ours_or_a_clean_copy() -> None:
    rng = random.Random(7)
    for _ in range(1500):
        content = bytearray(rng.choice(GIF_SAMPLES).content)
        for _ in range(rng.randint(1, 3)):
            content[rng.randrange(len(content))] = rng.randrange(256)
        try:
            copy = Source(clean(bytes(content)))
        except InputError:
            continue
        segments = identify(copy).walk(copy).segments
        assert all(s.verdict is not Verdict.DROP for s in segments)


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the collection of real files is not here")
def test_real_files_show_the_same() -> None:
    seen = 0
    for path in sorted(CORPUS.glob("*.gif")):
        content = path.read_bytes()
        try:
            copy = clean(content)
        except DamagedError:
            assert path.stem.endswith("ecff25")
            continue
        assert colours_shown(copy) == colours_shown(content)
        seen += 1
    assert seen >= 5
