from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from tests.samples.base import Marks
from tests.samples.decoding import shown
from tests.samples.webp import (
    ALPHA,
    ANIMATED,
    EXIF,
    ICC,
    TWO_PARTITIONS,
    WEBP_SAMPLES,
    Chunks,
    chunk,
    coded,
    exif,
    frame,
    parse,
    profile,
    raw_alpha,
    riff,
    vp8x,
)
from toolkit.errors import DamagedError, InputError, LimitError, UnsupportedError
from toolkit.metadata import limits
from toolkit.metadata.cleaning import clean
from toolkit.metadata.formats import identify
from toolkit.metadata.formats.webp import surplus
from toolkit.metadata.model import Kind, Stay, Stays, Walk
from toolkit.metadata.source import Source

CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus"


def walk(content: bytes) -> Walk:
    source = Source(content)
    return identify(source).walk(source)


def names(content: bytes) -> list[bytes]:
    return [name for name, _ in parse(content)]


def test_a_picture_without_anything_else_is_left_as_it_is() -> None:
    for mode, lossless in (("RGB", False), ("RGB", True), ("RGBA", True)):
        content = riff(coded(mode, lossless=lossless))
        assert clean(content) == content
    assert clean(TWO_PARTITIONS) == TWO_PARTITIONS


@pytest.mark.parametrize("way_up", range(2, 9))
def test_the_orientation_is_all_that_stays_of_exif(way_up: int) -> None:
    for prefix in (b"", b"Exif\0\0"):
        body = prefix + exif(way_up, b"A person's name.")
        copy = clean(riff([vp8x(EXIF, 48, 32), *coded("RGB"), (b"EXIF", body)]))
        assert names(copy) == [b"VP8X", b"VP8 ", b"EXIF"]
        assert parse(copy)[0][1][0] == EXIF
        assert len(parse(copy)[2][1]) == 26
        assert Stay(Stays.ORIENTATION, str(way_up)) in walk(copy).stays


def test_the_orientation_comes_behind_the_picture() -> None:
    chunks = [vp8x(EXIF, 48, 32), (b"EXIF", exif(6, b"A person's name.")), *coded("RGB")]
    assert names(clean(riff(chunks))) == [b"VP8X", b"VP8 ", b"EXIF"]


def test_padding_and_reserved_bits_come_out_zero() -> None:
    name, body = coded("RGB")[0]
    alpha = b"ALPH", b"\xc0" + raw_alpha(48, 32)[1:]
    picture = chunk(name, body + b"\0" * (1 - len(body) % 2), b"\xff")
    content = bytearray(riff([vp8x(ALPHA, 48, 32), alpha]) + picture)
    content[4:8] = (len(content) - 8).to_bytes(4, "little")
    copy = clean(bytes(content))
    assert copy[-1] == 0
    assert parse(copy)[1][1][0] == 0


def test_slack_at_the_end_of_a_frame_goes() -> None:
    frames = [frame((0, 0), (48, 32), 0, coded("RGB"), tail) for tail in (b"", b"Jane", b"Jane567")]
    copies = [clean(riff([vp8x(ANIMATED, 48, 32), (b"ANIM", bytes(6)), each])) for each in frames]
    assert copies[0] == copies[1] == copies[2]


def test_a_file_with_nothing_left_to_announce_becomes_a_simple_one() -> None:
    upright = [vp8x(EXIF, 48, 32), *coded("RGB"), (b"EXIF", exif(1, b"A person's name."))]
    assert clean(riff(upright)) == riff(coded("RGB"))
    lossless = coded("RGBA", lossless=True)
    assert clean(riff([vp8x(ALPHA, 48, 32), *lossless])) == riff(lossless)


def test_transparency_that_the_lossless_header_denies_keeps_its_announcement() -> None:
    name, body = coded("RGBA", lossless=True)[0]
    denied = name, body[:4] + bytes([body[4] & ~0x10]) + body[5:]
    content = riff([vp8x(ALPHA, 48, 32), denied])
    assert clean(content) == content


def test_a_profile_stays_as_colours_in_front_of_the_picture() -> None:
    marks = Marks("unit")
    behind = [vp8x(ICC, 48, 32), *coded("RGB"), (b"ICCP", profile(marks, "a"))]
    before = [vp8x(ICC, 48, 32), (b"ICCP", profile(marks, "b")), *coded("RGB")]
    assert clean(riff(behind)) == clean(riff(before))
    assert names(clean(riff(behind))) == [b"VP8X", b"ICCP", b"VP8 "]


def test_a_profile_that_is_none_goes_with_its_flag() -> None:
    content = riff([vp8x(ICC, 48, 32), (b"ICCP", b"not a profile"), *coded("RGB")])
    assert clean(content) == riff(coded("RGB"))


def test_a_second_picture_is_told_as_a_file_of_its_own() -> None:
    content = riff([vp8x(0, 48, 32), *coded("RGB"), *coded("RGB", 9)])
    (hidden,) = [p for p in walk(content).payloads if p.kind is Kind.PICTURE]
    assert hidden.content is not None
    assert shown(hidden.content) == shown(riff(coded("RGB", 9)))


def test_frames_keep_place_time_and_blending_and_lose_reserved_bits() -> None:
    chunks = [
        vp8x(ANIMATED, 48, 32),
        (b"ANIM", b"\1\2\3\4\5\0"),
        frame((0, 0), (48, 32), 0xFE, coded("RGB")),
        frame((6, 4), (24, 16), 0xFD, coded("RGB", size=(24, 16))),
    ]
    copy = clean(riff(chunks))
    assert parse(copy)[1] == chunks[1]
    for before, after in zip(chunks[2:], parse(copy)[2:], strict=True):
        assert after[1][:15] == before[1][:15]
        assert after[1][15] == before[1][15] & 3
        assert after[1][16:] == before[1][16:]
    assert walk(copy).frames == 2


def surplus_places(tail: bytes) -> list[Chunks]:
    lossy, alpha = coded("RGB")[0], (b"ALPH", raw_alpha(48, 32))
    coded_alpha, lossy_of_it = coded("RGBA")
    lossless = coded("RGBA", lossless=True)[0]
    return [
        [(lossy[0], lossy[1] + tail)],
        [(lossless[0], lossless[1] + tail)],
        [vp8x(ALPHA, 48, 32), (alpha[0], alpha[1] + tail), lossy],
        [vp8x(ALPHA, 48, 32), (coded_alpha[0], coded_alpha[1] + tail), lossy_of_it],
        [vp8x(ALPHA, 48, 32), coded_alpha, (lossy_of_it[0], lossy_of_it[1] + tail)],
    ]


TAILS = {
    "text": b"written by Jane",
    "text in UTF-16": "written by Jane".encode("utf-16-le"),
    "zeros": b"\0" * 40,
    "text before random bytes": b"written by Jane Doe, Wien" + random.Random(1).randbytes(9000),
    "another file": b"\xff\xd8\xff\xe0" + random.Random(2).randbytes(900),
}


@pytest.mark.parametrize("tail", TAILS.values(), ids=TAILS)
def test_what_stands_behind_coded_data_is_cut_without_changing_a_pixel(tail: bytes) -> None:
    for chunks in surplus_places(tail):
        content = riff(chunks)
        copy = clean(content)
        assert tail[:12] not in copy
        assert len(copy) <= len(content) - len(tail) + 4
        assert shown(copy) == shown(content)
        assert clean(copy) == copy


def test_an_encoder_s_own_last_bytes_stay_when_they_look_suspicious(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(surplus, "_LAST", re.compile(b""))
    for seed in range(30):
        for mode, lossless in (("RGB", False), ("RGB", True), ("RGBA", True)):
            content = riff(coded(mode, seed, lossless=lossless, size=(24, 16 + seed)))
            assert clean(content) == content
        content = riff([vp8x(ALPHA, 48, 32), *coded("RGBA", seed)])
        assert clean(content) == content


def test_surplus_in_a_picture_too_large_to_decode_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    name, body = coded("RGB")[0]
    content = riff([(name, body + b"written by Jane")])
    monkeypatch.setattr(limits, "DECODED_PICTURE_PIXELS", 48 * 32 - 1)
    with pytest.raises(UnsupportedError):
        walk(content)


def test_a_file_cannot_ask_for_endless_decoding(monkeypatch: pytest.MonkeyPatch) -> None:
    name, body = coded("RGB")[0]
    content = riff([(name, body + b"written by Jane" * 100)])
    monkeypatch.setattr(limits, "DECODED_PIXELS", 48 * 32 * 4)
    with pytest.raises(LimitError):
        walk(content)


def test_a_suspicious_picture_that_does_not_decode_is_refused() -> None:
    name, body = coded("RGB")[0]
    with pytest.raises(DamagedError):
        walk(riff([(name, body[:-40] + b"written by Jane")]))


DAMAGED = {
    "no picture": [vp8x(0, 48, 32)],
    "a canvas of another size": [vp8x(0, 48, 31), *coded("RGB")],
    "a frame of another size": [
        vp8x(ANIMATED, 48, 32),
        (b"ANIM", bytes(6)),
        frame((0, 0), (48, 30), 0, coded("RGB")),
    ],
    "a frame off the canvas": [
        vp8x(ANIMATED, 48, 32),
        (b"ANIM", bytes(6)),
        frame((2, 0), (48, 32), 0, coded("RGB")),
    ],
    "an animation without ANIM": [
        vp8x(ANIMATED, 48, 32),
        frame((0, 0), (48, 32), 0, coded("RGB")),
    ],
    "an animation without frames": [vp8x(ANIMATED, 48, 32), (b"ANIM", bytes(6)), *coded("RGB")],
    "a short VP8X": [(b"VP8X", b"\0" * 9), *coded("RGB")],
    "a short ANIM": [
        vp8x(ANIMATED, 48, 32),
        (b"ANIM", bytes(5)),
        frame((0, 0), (48, 32), 0, coded("RGB")),
    ],
    "too little raw transparency": [
        vp8x(ALPHA, 48, 32),
        (b"ALPH", raw_alpha(48, 32)[:-1]),
        *coded("RGB"),
    ],
    "two transparencies": [
        vp8x(ALPHA, 48, 32),
        *[(b"ALPH", raw_alpha(48, 32))] * 2,
        *coded("RGB"),
    ],
    "transparency behind its picture": [
        vp8x(ALPHA, 48, 32),
        *coded("RGB"),
        (b"ALPH", raw_alpha(48, 32)),
    ],
    "an inter frame": [(b"VP8 ", b"\1" + coded("RGB")[0][1][1:])],
    "a lossless version from the future": [(b"VP8L", b"\x2f\0\0\0\x20\0\0")],
}


@pytest.mark.parametrize("chunks", DAMAGED.values(), ids=DAMAGED)
def test_a_file_that_contradicts_itself_is_refused(chunks: Chunks) -> None:
    with pytest.raises(DamagedError):
        walk(riff(chunks))


def test_a_file_cut_anywhere_is_called_truncated() -> None:
    content = riff([vp8x(EXIF, 48, 32), *coded("RGB"), (b"EXIF", exif(6, b"A person's name."))])
    for stop in range(12, len(content)):
        with pytest.raises(DamagedError) as caught:
            walk(content[:stop])
        assert caught.value.code == "truncated"


def test_a_canvas_of_too_many_pixels_is_refused() -> None:
    chunks = [
        vp8x(ANIMATED, 1 << 24, 1 << 24),
        (b"ANIM", bytes(6)),
        frame((0, 0), (48, 32), 0, coded("RGB")),
    ]
    with pytest.raises(LimitError):
        walk(riff(chunks))


def test_any_mutation_is_cleaned_and_verified_or_refused() -> None:
    rng = random.Random(20261122)
    for sample in WEBP_SAMPLES:
        for _ in range(150):
            content = bytearray(sample.content)
            for _ in range(rng.choice((1, 2, 5))):
                content[rng.randrange(len(content))] = rng.randrange(256)
            try:
                clean(bytes(content))
            except InputError:
                continue


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not on this machine")
def test_real_files_come_out_clean_and_look_the_same() -> None:
    for path in CORPUS.glob("*.webp"):
        content = path.read_bytes()
        assert shown(clean(content)) == shown(content), path.name
