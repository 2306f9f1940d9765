from __future__ import annotations

import random
import struct
import zlib
from pathlib import Path

import pytest

from tests.samples.base import leaks
from tests.samples.palettes import colours_shown
from tests.samples.png import (
    PNG_SAMPLES,
    actl,
    chunk,
    exif,
    fctl,
    fdat,
    idats,
    ihdr,
    itxt,
    pixels,
    png,
    raw_profile,
    scanlines,
    still,
    ztxt,
)
from toolkit.errors import DamagedError, InputError, LimitError, UnsupportedError
from toolkit.metadata import limits
from toolkit.metadata.cleaning import clean
from toolkit.metadata.formats import identify
from toolkit.metadata.formats.png import PNG
from toolkit.metadata.formats.png.chunks import read_chunks
from toolkit.metadata.model import Kind, Payload, Stay, Stays, Verdict, Walk
from toolkit.metadata.source import Source

CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus"
MARK = b"Qz-a-mark-of-16-"


def walk(content: bytes) -> Walk:
    return PNG.walk(Source(content))


def chunks(content: bytes) -> list[tuple[bytes, bytes]]:
    source = Source(content)
    return [(c.name, source.read(c.data, c.end)) for c in read_chunks(source)]


def names(content: bytes) -> list[bytes]:
    return [name for name, _ in chunks(content)]


def payload(content: bytes, label: str) -> Payload:
    return next(p for p in walk(content).payloads if p.label == label)


def inflated(content: bytes) -> bytes:
    return zlib.decompress(b"".join(d for n, d in chunks(content) if n == b"IDAT"))


@pytest.mark.parametrize("sample", [s for s in PNG_SAMPLES if s.decodes], ids=str)
def test_every_colour_stays_exact(sample: object) -> None:
    content: bytes = sample.content  # type: ignore[attr-defined]
    assert colours_shown(clean(content)) == colours_shown(content)


def test_a_clean_file_is_copied_as_it_is() -> None:
    content = still((40, 30, 8, 6))
    assert clean(content) == content


def test_every_kind_of_text_is_told_decoded() -> None:
    content = still(
        (4, 4, 8, 0),
        [
            chunk(b"tEXt", b"Author\0J\xfcrgen"),
            ztxt(b"Comment", b"caf\xe9"),
            itxt(b"Title", "Türkçe".encode(), b"tr"),
            itxt(b"XML:com.adobe.xmp", b"<x:xmpmeta/>"),
            chunk(b"tIME", struct.pack(">H5B", 2026, 5, 3, 14, 22, 9)),
            raw_profile(b"exif", b"Exif\0\0" + exif(1, MARK)),
            raw_profile(b"iptc", b"\x1c\2\x50\0\1x"),
            raw_profile(b"8bim", b"8BIM\4\4"),
        ],
    )
    told = [(p.kind, p.label, p.content) for p in walk(content).payloads]
    assert told == [
        (Kind.TEXT, "Author", "Jürgen".encode()),
        (Kind.TEXT, "Comment", "café".encode()),
        (Kind.TEXT, "Title", "Türkçe".encode()),
        (Kind.TEXT, "iTXt language", b"tr"),
        (Kind.XMP, "XML:com.adobe.xmp", b"<x:xmpmeta/>"),
        (Kind.TIME, "tIME", b"2026-05-03T14:22:09+00:00"),
        (Kind.EXIF, "Raw profile type exif", exif(1, MARK)),
        (Kind.IPTC, "Raw profile type iptc", b"\x1c\2\x50\0\1x"),
        (Kind.PHOTOSHOP, "Raw profile type 8bim", b"8BIM\4\4"),
    ]


def test_text_that_would_fill_the_memory_is_dropped_unread() -> None:
    bomb = ztxt(b"Comment", bytes(limits.INFLATED_BYTES))
    content = still((4, 4, 8, 0), [bomb, bomb, bomb])
    held = sum(len(p.content or b"") for p in walk(content).payloads)
    assert held <= limits.INFLATED_BYTES
    assert names(clean(content)) == [b"IHDR", b"IDAT", b"IEND"]


def test_orientation_stays_as_the_only_tag() -> None:
    copy = clean(still((4, 4, 8, 0), [chunk(b"eXIf", exif(6, MARK))]))
    assert dict(chunks(copy))[b"eXIf"][18:20] == b"\0\6"
    assert len(dict(chunks(copy))[b"eXIf"]) == 26
    assert Stay(Stays.ORIENTATION, "6") in walk(copy).stays


def test_an_upright_orientation_is_left_out() -> None:
    assert b"eXIf" not in names(clean(still((4, 4, 8, 0), [chunk(b"eXIf", exif(1, MARK))])))


def test_exif_as_text_counts_only_where_there_is_none_of_the_standard() -> None:
    as_text = raw_profile(b"exif", b"Exif\0\0" + exif(8, MARK))
    copy = clean(still((4, 4, 8, 0), [as_text, chunk(b"eXIf", exif(1, MARK))]))
    assert b"eXIf" not in names(copy)


def test_the_name_of_a_colour_profile_is_not_kept() -> None:
    sample = next(
        s for s in PNG_SAMPLES if s.name == "png with a colour profile and an orientation"
    )
    kept = dict(chunks(clean(sample.content)))[b"iCCP"]
    assert kept.startswith(b"icc\0\0\x78\x01")


def test_a_colour_profile_that_is_none_is_dropped() -> None:
    bad = chunk(b"iCCP", b"x\0\0" + zlib.compress(MARK * 10))
    assert b"iCCP" not in names(clean(still((4, 4, 8, 2), [bad])))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        (b"gAMA", bytes(4)),
        (b"gAMA", MARK[:4]),
        (b"cHRM", MARK * 2),
        (b"sRGB", b"\4"),
        (b"cICP", b"\1\x0d\1\1"),
        (b"cICP", MARK[:4]),
        (b"cLLI", MARK[:8]),
        (b"mDCV", MARK + MARK[:8]),
        (b"sBIT", b"\x09\x09\x09"),
        (b"bKGD", b"\0\1\0\1\0\1"),
        (b"pHYs", b"\0\0\0\1QzQz\1"),
        (b"pHYs", bytes(9)),
        (b"tRNS", b"\0\1"),
    ],
)
def test_colour_values_that_mean_nothing_are_dropped(name: bytes, data: bytes) -> None:
    assert name not in names(clean(still((4, 4, 8, 2), [chunk(name, data)])))


def test_a_mastering_display_stays_only_beside_usable_code_points() -> None:
    display = chunk(b"mDCV", struct.pack(">8H2I", *([20000] * 8), 10**7, 50))
    bad = still((4, 4, 16, 2), [chunk(b"cICP", b"\xff\0\0\0"), display])
    good = still((4, 4, 16, 2), [display, chunk(b"cICP", b"\x09\x10\0\1")])
    assert b"mDCV" not in names(clean(bad))
    assert b"mDCV" in names(clean(good))


def test_a_background_stays_only_behind_something_transparent() -> None:
    background = chunk(b"bKGD", b"\0\7")
    assert b"bKGD" in names(clean(still((4, 4, 8, 4), [background])))
    assert b"bKGD" not in names(clean(still((4, 4, 8, 0), [background])))
    too_long = chunk(b"tRNS", MARK)
    assert b"bKGD" not in names(clean(still((4, 4, 8, 0), [too_long, background])))


def test_pixel_density_goes_and_the_shape_of_pixels_stays() -> None:
    def density(across: int, down: int) -> bytes:
        return clean(still((4, 4, 8, 0), [chunk(b"pHYs", struct.pack(">IIB", across, down, 1))]))

    assert b"pHYs" not in names(density(11811, 11811))
    assert b"pHYs" not in names(density(2835, 2834))
    assert dict(chunks(density(6000, 4000)))[b"pHYs"] == struct.pack(">IIB", 3, 2, 0)


def test_a_transparent_value_wider_than_the_depth_is_cut_to_it() -> None:
    copy = clean(still((4, 4, 8, 0), [chunk(b"tRNS", b"\x51\x07")]))
    assert dict(chunks(copy))[b"tRNS"] == b"\0\7"


def test_a_colour_that_no_pixel_has_is_black() -> None:
    for filters in ((0,), (1,), (2,), (3,), (4,), (0, 1, 2, 3, 4)):
        content = still(
            (31, 9, 8, 3),
            [chunk(b"PLTE", bytes(range(30)) + MARK + b"xx")],
            filters=filters,
            most=9,
        )
        palette = dict(chunks(clean(content)))[b"PLTE"]
        assert palette == bytes(range(30)) + bytes(18)


def test_a_colour_met_only_in_the_last_pixel_stays() -> None:
    raw = b"\0" + bytes(8) + b"\0" + bytes(7) + b"\3"
    content = png(ihdr(8, 2, 8, 3), chunk(b"PLTE", bytes(range(1, 13))), idats(zlib.compress(raw)))
    assert dict(chunks(clean(content)))[b"PLTE"] == b"\1\2\3" + bytes(6) + b"\x0a\x0b\x0c"


@pytest.mark.parametrize("depth", [1, 2, 4])
@pytest.mark.parametrize("colour_type", [0, 3])
@pytest.mark.parametrize("interlaced", [False, True])
def test_bits_after_the_last_pixel_of_a_row_become_zero(
    *, depth: int, colour_type: int, interlaced: bool
) -> None:
    kind = (13, 9, depth, colour_type)
    palette = [chunk(b"PLTE", bytes(range(3 << depth)))] if colour_type == 3 else []
    dirty = still(kind, palette, interlaced=interlaced, spare=0xFF)
    assert clean(dirty) != dirty
    assert colours_shown(clean(dirty)) == colours_shown(dirty)
    blank = scanlines(*kind, interlaced=interlaced, spare=0, filters=(0,))
    assert inflated(clean(dirty)) == blank


def test_rows_beyond_the_picture_are_cut_without_a_change_to_the_others() -> None:
    raw = scanlines(40, 30, 8, 6)
    content = png(ihdr(40, 30, 8, 6), idats(zlib.compress(raw + MARK)))
    assert inflated(clean(content)) == raw
    assert payload(content, "IDAT beyond the picture").content == MARK


def test_bytes_after_the_stream_are_cut_and_the_stream_stays_as_it_is() -> None:
    stream = zlib.compress(scanlines(40, 30, 8, 6))
    content = png(ihdr(40, 30, 8, 6), idats(stream + MARK, 150), chunk(b"IDAT", MARK))
    copy = clean(content)
    assert b"".join(d for n, d in chunks(copy) if n == b"IDAT") == stream


def test_a_cut_at_every_place_of_the_last_chunks_gives_the_same_stream() -> None:
    stream = zlib.compress(scanlines(9, 9, 8, 0))
    for size in range(1, len(stream) + 20):
        copy = clean(png(ihdr(9, 9, 8, 0), idats(stream + MARK, size)))
        assert b"".join(d for n, d in chunks(copy) if n == b"IDAT") == stream


@pytest.mark.parametrize("missing", [1, 4])
def test_a_stream_without_its_checksum_is_made_whole(missing: int) -> None:
    raw = scanlines(9, 9, 8, 0)
    content = png(ihdr(9, 9, 8, 0), idats(zlib.compress(raw)[:-missing]))
    assert inflated(clean(content)) == raw


def test_a_wrong_checksum_of_the_stream_hides_nothing() -> None:
    raw = scanlines(9, 9, 8, 0)
    content = png(ihdr(9, 9, 8, 0), idats(zlib.compress(raw)[:-4] + MARK[:4]))
    assert inflated(clean(content)) == raw
    assert MARK[:4] not in clean(content)


def test_a_fault_of_the_stream_after_the_picture_does_not_matter() -> None:
    raw = scanlines(40, 30, 8, 2)
    whole = zlib.compressobj(0)
    stream = whole.compress(raw + MARK * 200) + whole.flush(zlib.Z_FULL_FLUSH)
    broken = stream + b"\x07" + MARK * 20
    for size in (50, 9000):
        assert inflated(clean(png(ihdr(40, 30, 8, 2), idats(broken, size)))) == raw


def test_a_picture_cut_short_is_refused() -> None:
    content = png(ihdr(9, 9, 8, 0), idats(zlib.compress(scanlines(9, 9, 8, 0)[:-1])))
    with pytest.raises(DamagedError, match="truncated"):
        walk(content)


def test_a_filter_that_does_not_exist_is_refused() -> None:
    content = png(ihdr(2, 2, 8, 0), idats(zlib.compress(b"\0ab\5cd")))
    with pytest.raises(DamagedError, match="damaged"):
        walk(content)


def test_a_preset_dictionary_is_refused() -> None:
    stream = zlib.compressobj(zdict=b"abc")
    data = stream.compress(scanlines(9, 9, 8, 0)) + stream.flush()
    with pytest.raises(DamagedError):
        walk(png(ihdr(9, 9, 8, 0), idats(data)))


@pytest.mark.parametrize("name", [b"IHDR", b"PLTE", b"IDAT"])
def test_a_wrong_checksum_of_a_chunk_that_stays_is_refused(name: bytes) -> None:
    content = still((4, 4, 8, 3), [chunk(b"PLTE", bytes(768))])
    at = content.index(name)
    length = int.from_bytes(content[at - 4 : at], "big")
    crc = at + 4 + length
    broken = content[:crc] + bytes((content[crc] ^ 1,)) + content[crc + 1 :]
    with pytest.raises(DamagedError) as caught:
        walk(broken)
    assert caught.value.facts["part"] == name.decode()


def test_a_wrong_checksum_of_a_chunk_that_goes_is_of_no_interest() -> None:
    gamma = chunk(b"gAMA", (45455).to_bytes(4, "big"), crc=b"abcd")
    text = chunk(b"tEXt", b"a\0b", crc=b"abcd")
    assert names(clean(still((4, 4, 8, 0), [gamma, text]))) == [b"IHDR", b"IDAT", b"IEND"]


def test_the_variant_of_apple_is_refused_by_name() -> None:
    with pytest.raises(UnsupportedError):
        walk(png(chunk(b"CgBI", b"\x50\0\x20\2"), ihdr(4, 4, 8, 6)))


def test_a_bomb_is_refused_by_its_header() -> None:
    with pytest.raises(LimitError):
        walk(png(ihdr(60_000, 60_000, 8, 6), idats(zlib.compress(bytes(1 << 20)))))


def test_a_hidden_chunk_says_what_it_hides() -> None:
    content = still((4, 4, 8, 0)) + still((9, 9, 8, 0))
    assert payload(content, "after IEND").kind is Kind.PICTURE
    film = still((4, 4, 8, 0)) + b"\0\0\0\x18ftypmp42" + bytes(12)
    assert payload(film, "after IEND").kind is Kind.VIDEO
    rest = still((4, 4, 8, 0)) + still((9, 9, 8, 0))[40:]
    assert payload(rest, "after IEND, the rest of another PNG").kind is Kind.OPAQUE


def animation(*parts: bytes, frames: int = 2) -> bytes:
    first = (actl(frames), fctl(0, (8, 8)), idats(pixels(8, 8, 2)))
    return png(ihdr(8, 8, 8, 2), *first, *parts)


def test_an_animation_keeps_each_frame_and_its_timing() -> None:
    content = animation(fctl(1, (4, 4), (2, 2), delay=(7, 50)), fdat(2, pixels(4, 4, 2)))
    assert clean(content) == content
    assert walk(content).frames == 2
    assert Stay(Stays.TIMING, "2") in walk(content).stays


def test_frames_beyond_the_promised_ones_go() -> None:
    extra = (fctl(3, (8, 8)), fdat(4, pixels(8, 8, 2)))
    frame = (fctl(1, (8, 8)), fdat(2, pixels(8, 8, 2)))
    assert clean(animation(*frame, *extra)) == animation(*frame)


def test_sequence_numbers_close_up_where_a_chunk_goes() -> None:
    data = pixels(8, 8, 2)
    content = animation(
        fctl(1, (8, 8)), fdat(2, b""), fdat(3, data), fctl(4, (8, 8)), fdat(5, data), frames=3
    )
    assert clean(content) == animation(
        fctl(1, (8, 8)), fdat(2, data), fctl(3, (8, 8)), fdat(4, data), frames=3
    )


@pytest.mark.parametrize(
    "parts",
    [
        (fctl(2, (8, 8)), fdat(1, pixels(8, 8, 2))),
        (fctl(1, (8, 8)), fdat(3, pixels(8, 8, 2))),
        (fctl(1, (8, 8)), fctl(2, (8, 8)), fdat(3, pixels(8, 8, 2))),
        (fctl(1, (8, 8)),),
        (fctl(1, (8, 8), (1, 0)), fdat(2, pixels(8, 8, 2))),
        (fctl(1, (0, 8)), fdat(2, b"x")),
        (fctl(1, (8, 8), disposal=3), fdat(2, pixels(8, 8, 2))),
        (fctl(1, (8, 8)), fdat(2, pixels(8, 7, 2))),
        (fdat(1, pixels(8, 8, 2)),),
    ],
)
def test_frames_that_contradict_themselves_are_refused(parts: tuple[bytes, ...]) -> None:
    with pytest.raises(DamagedError):
        walk(animation(*parts))


def test_frames_without_an_animation_go() -> None:
    content = png(
        ihdr(8, 8, 8, 2), idats(pixels(8, 8, 2)), fctl(0, (8, 8)), fdat(1, pixels(8, 8, 2))
    )
    assert names(clean(content)) == [b"IHDR", b"IDAT", b"IEND"]


def test_a_still_picture_apart_from_the_animation_is_told() -> None:
    frame = (fctl(0, (8, 8)), fdat(1, pixels(8, 8, 2)))
    content = png(ihdr(8, 8, 8, 2), actl(1), idats(pixels(8, 8, 2)), *frame)
    assert Stay(Stays.PAGES, "still") in walk(content).stays


def test_a_file_cut_anywhere_is_refused() -> None:
    content = animation(fctl(1, (4, 4)), fdat(2, pixels(4, 4, 2)))
    for stop in range(8, len(content)):
        with pytest.raises(DamagedError, match="truncated"):
            walk(content[:stop])


def test_no_mutation_gives_anything_but_an_error_of_ours_or_a_clean_copy() -> None:
    rng = random.Random(7)
    for _ in range(1500):
        content = bytearray(rng.choice(PNG_SAMPLES).content)
        for _ in range(rng.randint(1, 4)):
            content[rng.randrange(len(content))] = rng.randrange(256)
        try:
            copy = Source(clean(_with_right_checksums(bytes(content))))
        except InputError:
            continue
        segments = identify(copy).walk(copy).segments
        assert all(s.verdict is not Verdict.DROP for s in segments)


def _with_right_checksums(content: bytes) -> bytes:
    """Without them most mutations would end at the first look."""
    parts, position = [content[:8]], 8
    while position + 12 <= len(content):
        length = int.from_bytes(content[position : position + 4], "big")
        if position + 12 + length > len(content):
            break
        parts.append(chunk(content[position + 4 : position + 8], content[position + 8 :][:length]))
        position += 12 + length
    return b"".join((*parts, content[position:]))


def test_a_mark_in_the_surplus_was_really_deep_inside() -> None:
    content = png(ihdr(9, 9, 8, 0), idats(zlib.compress(scanlines(9, 9, 8, 0) + MARK)))
    assert leaks(content, MARK)
    assert not leaks(clean(content), MARK)


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the collection of real files is not here")
def test_real_files_show_the_same() -> None:
    seen = 0
    for path in sorted([*CORPUS.glob("*.png"), *CORPUS.glob("*.apng")]):
        content = path.read_bytes()
        try:
            copy = clean(content)
        except DamagedError:
            assert path.stem.endswith(("corrupt", "0620d71d"))
            continue
        assert colours_shown(copy) == colours_shown(content)
        seen += 1
    assert seen >= 8
