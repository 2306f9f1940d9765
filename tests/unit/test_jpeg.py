"""What JPEG alone has to keep, to find and to refuse."""

from __future__ import annotations

import io
import random
import string
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from tests.samples.base import Marks
from tests.samples.decoding import shown
from tests.samples.jpeg import JPEG_SAMPLES
from tests.samples.jpeg_segments import exif, film, samsung
from tests.samples.jpeg_streams import (
    COM,
    DHT,
    DQT,
    DRI,
    SOF0,
    SOF1,
    SOS,
    Piece,
    app,
    before,
    built,
    coded,
    drawn,
    each,
    longer_scans,
    noise,
    parsed,
    segment,
)
from toolkit.errors import DamagedError, InputError, LimitError, UnsupportedError
from toolkit.metadata import limits
from toolkit.metadata.cleaning import clean, clean_file
from toolkit.metadata.formats.embedded import clean_embedded
from toolkit.metadata.formats.jpeg.entropy.bits import unstuffed
from toolkit.metadata.formats.jpeg.entropy.sequential import units_of
from toolkit.metadata.formats.jpeg.entropy.tail import _ends, ends_with_its_data
from toolkit.metadata.formats.jpeg.stream import clean_stream
from toolkit.metadata.formats.jpeg.structure import read_structure
from toolkit.metadata.formats.jpeg.walking import walk
from toolkit.metadata.model import Kind, Payload, Stay, Stays, Verdict
from toolkit.metadata.output import Target
from toolkit.metadata.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterable

CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus"

PICTURE = coded(drawn("RGB"))
# Of more bytes than are always counted.
LARGE = coded(noise((160, 160)), quality=92)
PICTURE_TABLES_FIRST = sorted(PICTURE, key=lambda p: p.marker not in {DQT, DHT})
FRAME = next(p for p in PICTURE if p.marker == SOF0).body
SCAN = next(p for p in PICTURE if p.marker == SOS).body
CODE = next(p for p in PICTURE if p.marker == DHT).body


def payloads(content: bytes, kind: Kind) -> list[Payload]:
    return [p for p in walk(Source(content)).payloads if p.kind is kind]


def said(content: bytes, kind: Kind) -> list[bytes]:
    return [
        content[p.start : p.stop] if p.content is None else p.content
        for p in payloads(content, kind)
    ]


def sample(name: str) -> bytes:
    return next(s.content for s in JPEG_SAMPLES if s.name == name)


def with_body(pieces: Iterable[Piece | bytes], marker: int, body: bytes) -> bytes:
    return built(each(pieces, marker, lambda p: replace(p, body=body)))


def test_a_second_picture_is_told_by_its_own_range() -> None:
    second, third = built(coded(drawn("L"))), built(coded(drawn("RGB", seed=3)))
    content = built(PICTURE, b"between" + second + third + b"\0\0")
    assert said(content, Kind.PICTURE) == [second, third]


def test_a_film_after_the_picture_is_told_by_its_own_range() -> None:
    appended = film(Marks("a"), "x")
    assert said(built(PICTURE, b"pad" + appended + b"rest"), Kind.VIDEO) == [appended]


def test_the_trailer_of_a_samsung_phone_is_told_from_its_first_block() -> None:
    trailer = samsung(Marks("b"))
    content = built(PICTURE, b"pad" + trailer)
    assert said(content, Kind.SAMSUNG) == [trailer]


def test_pieces_in_many_segments_are_told_as_one() -> None:
    content = sample("jpeg with everything")
    (extended,) = [p for p in payloads(content, Kind.XMP) if p.label == "APP1 extended XMP"]
    assert extended.content is not None
    assert extended.content.startswith(b"<x:xmpmeta>")
    assert extended.content.endswith(b"</x:xmpmeta>")
    (boxes,) = said(content, Kind.JUMBF)
    assert int.from_bytes(boxes[:4], "big") == len(boxes)
    (resources,) = said(content, Kind.PHOTOSHOP)
    assert resources.count(b"8BIM") == 2
    (profile,) = said(content, Kind.ICC)
    assert int.from_bytes(profile[:4], "big") == len(profile)


def test_what_stays_is_told() -> None:
    stays = walk(Source(sample("jpeg of pixels that are not square"))).stays
    assert stays == (
        Stay(Stays.ASPECT, "2:1"),
        Stay(Stays.ORIENTATION, "4"),
        Stay(Stays.ENCODER, "2 quantisation and 4 coding tables"),
    )


def test_viewers_take_the_first_of_two_exif_segments_and_so_does_the_copy() -> None:
    first, second = app(1, exif(Marks("c"), 3)), app(1, exif(Marks("d"), 6))
    copy = clean(built((first, second, *PICTURE)))
    with Image.open(io.BytesIO(copy)) as picture:
        assert dict(picture.getexif()) == {0x0112: 3}


def test_an_upright_first_exif_segment_counts_too() -> None:
    first, second = app(1, exif(Marks("c"), 1)), app(1, exif(Marks("d"), 6))
    assert clean(built((first, second, *PICTURE))) == built(PICTURE)


def test_a_table_defined_twice_alike_is_there_once() -> None:
    twice = [p for piece in PICTURE for p in (piece, piece) if piece.marker in {DQT, DHT}]
    rest = [p for p in PICTURE if p.marker not in {DQT, DHT}]
    assert clean(built((*twice, *rest))) == built(PICTURE_TABLES_FIRST)


def test_a_table_defined_again_alike_for_the_next_scan_is_there_once() -> None:
    content = clean(sample("jpeg with a scan for each component"))
    pieces = list(parsed(content))
    tables = b"".join(bytes(p) for p in pieces if p.marker == DHT)
    assert clean(built(before(pieces, SOS, lambda: tables))).count(tables) == 1


def test_numbers_that_no_sequential_scan_uses_are_those_of_the_standard() -> None:
    assert clean(with_body(PICTURE, SOS, SCAN[:-3] + b"Qz7")) == built(PICTURE)


def test_an_upright_picture_has_no_exif_left() -> None:
    assert b"Exif" not in clean(built((app(1, exif(Marks("e"), 1)), *PICTURE)))


def test_a_picture_with_nothing_to_hide_is_copied_whole() -> None:
    content = built(PICTURE)
    assert clean(content) == content


@pytest.mark.parametrize("name", ["RGB", "L", "progressive", "restarts"])
def test_no_byte_after_a_scan_of_a_small_picture_survives(name: str) -> None:
    options: dict[str, dict[str, int]] = {
        "progressive": {"progressive": True},
        "restarts": {"restart_marker_rows": 1},
    }
    pieces = coded(drawn("L" if name == "L" else "RGB"), **options.get(name, {}))
    clean_one = clean(built(pieces))
    chance = random.Random(1)
    for length in range(1, 40):
        tail = bytes(chance.randrange(255) for _ in range(length))
        assert clean(built(longer_scans(pieces, lambda tail=tail: tail))) == clean_one  # type: ignore[misc]


@pytest.mark.parametrize(
    "tail",
    [
        b"just sixteen....",
        b"\0" * 16,
        "in UTF-16".encode("utf-16-le"),
        b"\x8a\x28" * 2000 + b"x" * 20,
    ],
)
def test_no_text_after_a_scan_of_a_large_picture_survives(tail: bytes) -> None:
    assert clean(built(longer_scans(LARGE, lambda: tail))) == clean(built(LARGE))


def test_text_that_decodes_like_data_does_not_survive_either() -> None:
    chance, by_chance = random.Random(3), 0
    scan = next(p for p in LARGE if p.marker == SOS)
    structure = read_structure(Source(built(LARGE)), 0)
    units = units_of(next(structure.scans))
    assert len(scan.data) > 16 * 1024
    for _ in range(400):
        tail = "".join(chance.choices(string.ascii_letters + " .", k=16)).encode()
        source = Source(scan.data + tail)
        if ends_with_its_data(source, 0, source.size, units):
            by_chance += 1
            assert tail not in clean(built(longer_scans(LARGE, lambda tail=tail: tail)))  # type: ignore[misc]
    assert by_chance


def test_a_true_end_is_seen_where_the_last_bytes_alone_mislead() -> None:
    scan = next(p for p in LARGE if p.marker == SOS)
    units = units_of(next(read_structure(Source(built(LARGE)), 0).scans))
    assert _ends(unstuffed(scan.data[-96:]), units) == {False}
    assert ends_with_its_data(Source(scan.data), 0, len(scan.data), units)


def test_bytes_of_chance_after_a_scan_of_a_large_picture_hardly_ever_survive() -> None:
    chance, survived = random.Random(2), 0
    for _ in range(80):
        tail = bytes(chance.randrange(255) for _ in range(chance.randrange(1, 64)))
        content = built(longer_scans(LARGE, lambda tail=tail: tail))  # type: ignore[misc]
        source = Source(content)
        survived += all(s.verdict is Verdict.KEEP for s in walk(source).segments)
    # Only one end in some hundred looks true by chance.
    assert survived <= 4


def test_lines_below_the_picture_do_not_survive() -> None:
    content = with_body(PICTURE, SOF0, FRAME[:1] + b"\0\x08" + FRAME[3:])
    copy = clean(content)
    assert len(copy) < len(content)
    assert shown(copy) == shown(content)


def test_padding_bits_of_zero_are_data() -> None:
    def padded(piece: Piece) -> Piece:
        *rest, last = piece.data
        ones = (~last & last + 1).bit_length() - 1
        return replace(piece, data=bytes((*rest, last & ~((1 << ones) - 1))))

    content = built(each(LARGE, SOS, padded))
    assert clean(content) == content


def test_a_cut_that_no_decoder_can_prove_is_refused() -> None:
    deep = [replace(p, marker=SOF1, body=b"\x0c" + p.body[1:]) if p.marker == SOF0 else p
            for p in coded(drawn("L"))]  # fmt: skip
    assert clean(built(deep)) == built(deep)
    with pytest.raises(UnsupportedError, match="unsupported"):
        clean(built(longer_scans(deep, lambda: b"hidden")))


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data.replace(b"\xff\xd1", b"\xff\xd2"),
        lambda data: data.replace(b"\xff\xd1", b""),
        lambda data: data[: data.index(b"\xff\xd1")],
        lambda data: data[:-9],
    ],
    ids=["out of order", "one missing", "too few", "cut short"],
)
def test_restart_intervals_that_do_not_add_up_are_refused(change: object) -> None:
    assert callable(change)
    pieces = coded(drawn("RGB", (64, 64)), restart_marker_rows=1)
    with pytest.raises(DamagedError):
        clean(built(each(pieces, SOS, lambda p: replace(p, data=change(p.data)))))


def test_a_file_cut_anywhere_is_truncated() -> None:
    content = built((app(1, exif(Marks("f"), 6)), *PICTURE))
    for length in range(3, len(content)):
        with pytest.raises(DamagedError, match="truncated"):
            walk(Source(content[:length]))


@pytest.mark.parametrize(
    "content",
    [
        with_body(PICTURE, SOF0, FRAME + b"x"),
        with_body(PICTURE, SOF0, FRAME[:-3]),
        with_body(PICTURE, SOF0, FRAME[:7] + b"\x51" + FRAME[8:]),
        with_body(PICTURE, SOF0, b"\x0c" + FRAME[1:]),
        with_body(PICTURE, SOF0, FRAME[:3] + b"\0\0" + FRAME[5:]),
        with_body(PICTURE, SOF0, FRAME[:1] + b"\0\0" + FRAME[3:]),
        with_body(PICTURE, SOS, SCAN + b"x"),
        with_body(PICTURE, SOS, SCAN[:1] + b"\x09" + SCAN[2:]),
        with_body(PICTURE, SOS, SCAN[:2] + b"\x44" + SCAN[3:]),
        with_body(PICTURE, DHT, CODE[:-1]),
        with_body(PICTURE, DHT, CODE[:-2] + CODE[-1:] * 2),
        with_body(PICTURE, DQT, b"\0"),
        with_body(PICTURE, DQT, b"\x24" + bytes(64)),
        built((segment(DRI, b"123"), *PICTURE)),
        built((b"\xff\xd8", *PICTURE)),
        built((*PICTURE, next(p for p in PICTURE if p.marker == SOF0))),
        built(p for p in PICTURE if p.marker != SOS),
        built(p for p in PICTURE if p.marker != SOF0),
        built(p for p in PICTURE if p.marker != DQT),
        built(()),
    ],
)
def test_headers_that_contradict_the_standard_are_refused(content: bytes) -> None:
    with pytest.raises(DamagedError):
        walk(Source(content))


@pytest.mark.parametrize("process", [0xC5, 0xC6, 0xC7, 0xCB, 0xCD, 0xDE, 0xF7])
def test_processes_that_no_viewer_shows_are_refused(process: int) -> None:
    content = built([segment(process, FRAME), *PICTURE])
    with pytest.raises(UnsupportedError):
        walk(Source(content))


def test_a_picture_of_too_many_pixels_is_refused() -> None:
    with pytest.raises(LimitError, match="too-many-pixels"):
        walk(Source(with_body(PICTURE, SOF0, FRAME[:1] + b"\xff\xff\xff\xff" + FRAME[5:])))


def test_more_than_can_be_counted_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "COUNTED_BYTES", 100)
    with pytest.raises(LimitError, match="too-much-to-check"):
        walk(Source(built(PICTURE)))
    monkeypatch.setattr(limits, "COUNTED_BYTES", 1 << 20)
    monkeypatch.setattr(limits, "CODED_BLOCKS", 20)
    with pytest.raises(LimitError, match="too-much-to-check"):
        walk(Source(built(coded(drawn("RGB", (99, 98)), progressive=True))))


def test_a_file_too_large_for_memory_is_walked_alike(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = sample("jpeg of many bytes") + b"\0" * 5000 + sample("jpeg with second pictures")
    (tmp_path / "large.jpg").write_bytes(content)
    monkeypatch.setattr(limits, "READ_WHOLE_BYTES", 1)
    monkeypatch.setattr(limits, "STEP_BYTES", 512)
    done = clean_file(tmp_path / "large.jpg", Target(tmp_path, "copy.jpg"))
    assert done.path is not None
    assert done.path.read_bytes() == clean(content)


def test_an_ordinary_photo_is_cleaned_without_loading_a_decoder() -> None:
    program = (
        "import sys; from toolkit.metadata.formats.jpeg.walking import walk;"
        "from toolkit.metadata.source import Source;"
        "walk(Source(sys.stdin.buffer.read())); assert 'PIL' not in sys.modules"
    )
    content = built((app(1, exif(Marks("g"), 6)), *LARGE), b"after EOI")
    subprocess.run([sys.executable, "-c", program], input=content, check=True)


def test_a_stream_of_tables_keeps_them_all() -> None:
    tables = [p for p in PICTURE if p.marker in {DQT, DHT}]
    content = built((app(0, b"JFIF\0" + bytes(9)), *tables, segment(COM, b"hidden")), b"hidden")
    assert clean_stream(content) == built(tables)


def test_a_stream_without_tables_is_counted_with_those_of_another() -> None:
    tables = built(p for p in PICTURE if p.marker in {DQT, DHT})
    bare = [p for p in PICTURE if p.marker not in {DQT, DHT}]
    adobe = app(14, b"Adobe\0\x64\0\0\0\0\1")
    content = built((app(1, b"hidden"), app(14, b"Adobe\0\x65\1\2\3\4\1hidden"), *longer_scans(
        bare, lambda: b"hidden"
    )), b"hidden")  # fmt: skip
    assert clean_stream(content, tables) == built((adobe, *bare))


@pytest.mark.parametrize("content", [b"", b"II*\0", b"\xff\xd8", built(PICTURE)[:-2]])
def test_a_stream_that_is_none_is_refused(content: bytes) -> None:
    with pytest.raises(InputError):
        clean_stream(content)


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the collection of real files is not here")
def test_real_files_look_the_same_once_clean() -> None:
    refused = []
    for path in sorted(CORPUS.iterdir()):
        if path.suffix not in {".jpg", ".jpeg", ".mpo"}:
            continue
        content = path.read_bytes()
        try:
            copy = clean(content)
        except InputError as error:
            refused.append((path.name[-20:], error.code))
            continue
        assert shown(copy) == shown(content), path.name
    # A file made to break decoders: its restart markers are missing.
    assert refused == [("36966b6536640fc9.jpg", "damaged")]


def test_rows_hidden_by_a_lowered_height_go_when_the_walk_is_thorough() -> None:
    out = io.BytesIO()
    Image.effect_noise((640, 480), 40).save(out, "JPEG", quality=60)
    content = bytearray(out.getvalue())
    frame = content.index(b"\xff\xc0")
    content[frame + 5 : frame + 7] = (160).to_bytes(2, "big")
    copy = clean(bytes(content))
    assert len(copy) < len(content) // 2
    assert _pixels(copy) == _pixels(bytes(content))


@pytest.mark.parametrize("length", [8, 20, 500, 5000])
def test_noise_behind_a_large_scan_goes_when_the_walk_is_thorough(length: int) -> None:
    out = io.BytesIO()
    Image.effect_noise((1200, 900), 20).save(out, "JPEG", quality=70)
    content = out.getvalue()
    assert len(content) > 100_000
    chance = random.Random(length)
    for _ in range(10):
        noise = bytes(chance.randrange(255) for _ in range(length))
        assert clean(content[:-2] + noise + content[-2:]) == clean(content)


def _pixels(content: bytes) -> bytes:
    with Image.open(io.BytesIO(content)) as picture:
        return picture.tobytes()


def test_noise_behind_a_large_scan_goes_from_a_picture_inside_another_file() -> None:
    out = io.BytesIO()
    Image.effect_noise((900, 700), 20).save(out, "JPEG", quality=70)
    content = out.getvalue()
    chance = random.Random(3)
    for _ in range(10):
        noise = bytes(chance.randrange(255) for _ in range(30))
        hidden = content[:-2] + noise + content[-2:]
        assert clean_embedded(hidden) == clean_embedded(content)
        assert clean_stream(hidden) == clean_stream(content)
