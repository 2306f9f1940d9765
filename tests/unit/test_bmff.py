from __future__ import annotations

import io
import random
import struct
from itertools import product
from pathlib import Path

import pytest
from PIL import Image

from tests.samples.avif import AVIF_SAMPLES, t35
from tests.samples.base import Marks, leaks
from tests.samples.bmff_building import (
    File,
    Part,
    av1,
    box,
    found,
    full,
    hevc,
    nal,
    replaced,
    top_level,
)
from tests.samples.bmff_sequences import UNITY, Film, with_films
from tests.samples.decoding import shown
from tests.samples.heic import HEIC_SAMPLES, colour, configuration, exif
from toolkit.errors import DamagedError, InputError, LimitError, UnsupportedError
from toolkit.metadata import limits
from toolkit.metadata.cleaning import clean
from toolkit.metadata.formats import identify
from toolkit.metadata.formats.base import HEAD_BYTES
from toolkit.metadata.formats.bmff import AVIF, HEIC
from toolkit.metadata.formats.bmff.boxes import header
from toolkit.metadata.formats.bmff.extents import Budget, Ranges
from toolkit.metadata.formats.bmff.items import meta
from toolkit.metadata.formats.bmff.layout import MediaData
from toolkit.metadata.formats.bmff.still import Layout, still
from toolkit.metadata.formats.bmff.tracks import Track, movie
from toolkit.metadata.model import Kind, Stay, Stays, Walk
from toolkit.metadata.source import Source

CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus"
SAMPLES = {sample.name: sample for sample in (*HEIC_SAMPLES, *AVIF_SAMPLES)}


def walk(content: bytes) -> Walk:
    source = Source(content)
    return identify(source).walk(source)


def heic(*parts: Part, **fields: object) -> bytes:
    file = File(list(parts))
    for name, value in fields.items():
        setattr(file, name, value)
    return file.build()


def avif(*parts: Part, **fields: object) -> bytes:
    return heic(*parts, major=b"avif", brands=b"avifmif1miaf", **fields)


def payloads(content: bytes, kind: Kind) -> list[tuple[str, bytes]]:
    """What is told of one kind: its label and its bytes."""
    return [
        (p.label, p.content if p.content is not None else content[p.start : p.stop])
        for p in walk(content).payloads
        if p.kind is kind
    ]


def tracks(content: bytes) -> list[Track]:
    moov = top_level(content)[b"moov"]
    source = Source(content)
    apart = movie(source, header(source, content.index(moov), source.size))
    return apart.tracks


def meta_ranges(content: bytes, number: int) -> Ranges:
    """Where the bytes of an item stand."""
    source = Source(content)
    at = content.index(top_level(content)[b"meta"])
    return meta(source, header(source, at, source.size)).resolver.ranges(number)


def refusal(content: bytes) -> tuple[type[InputError], str, object]:
    with pytest.raises(InputError) as caught:
        walk(content)
    return type(caught.value), caught.value.code, caught.value.facts.get("part")


# What is one of these formats.


@pytest.mark.parametrize("brand", [b"isom", b"mp42", b"qt  ", b"3gp4", b"M4A ", b"crx ", b"jp2 "])
def test_films_and_raw_pictures_are_none_of_ours(brand: bytes) -> None:
    head = box(b"ftyp", brand, bytes(4), b"mif1heicavif") + box(b"moov")
    assert not HEIC.recognises(head)
    assert not AVIF.recognises(head)


def test_a_file_is_told_by_its_brands_not_by_how_long_the_list_is() -> None:
    brands = b"Qzzz" * 200 + b"avifmif1"
    assert walk(heic(av1(), major=b"mif1", brands=brands)).format == "AVIF"
    assert HEIC.recognises(heic(hevc())[:HEAD_BYTES])


def test_the_ending_says_how_the_picture_is_coded() -> None:
    assert walk(heic(hevc(), major=b"mif1", brands=b"mif1")).suffix == ".heic"
    assert walk(avif(av1())).suffix == ".avif"
    assert walk(SAMPLES["heic uncompressed"].content).suffix == ".heif"


def test_a_low_overhead_file_is_refused() -> None:
    content = box(b"ftyp", b"mif3avif") + box(b"mini", bytes(40))
    assert refusal(content) == (UnsupportedError, "unsupported", "mini")


# What is shown stays.


@pytest.mark.parametrize("name", ["heic tone mapped", "heic built of items"])
def test_what_only_newer_readers_decode_shows_the_same_coded_picture(name: str) -> None:
    seed = {"heic tone mapped": 7, "heic built of items": 79}[name]
    assert shown(clean(SAMPLES[name].content)) == shown(heic(hevc("RGB", seed)))


@pytest.mark.parametrize(
    ("turn", "mirror", "turn_first"), [*product(range(4), (None, 0, 1), (True, False))]
)
def test_the_way_up_that_is_told_is_the_way_up_that_is_shown(
    turn: int, mirror: int | None, *, turn_first: bool
) -> None:
    part = av1("RGB", 3, (96, 64))
    turns = [(box(b"irot", bytes((turn,))), True)]
    if mirror is not None:
        mirrors = [(box(b"imir", bytes((mirror,))), True)]
        turns = turns + mirrors if turn_first else mirrors + turns
    part.properties += turns
    content = avif(part)
    copy = clean(content)
    told = next((s.fact for s in walk(copy).stays if s.what is Stays.ORIENTATION), "1")
    assert shown(copy) == shown(content)
    if turn_first:
        with Image.open(io.BytesIO(content)) as opened:
            assert told == str(opened.getexif().get(0x0112, 1))


def test_the_order_of_turn_and_mirror_stays() -> None:
    mirror, turn = (box(b"imir", b"\0"), True), (box(b"irot", b"\1"), True)
    ways = []
    for order in ([mirror, turn], [turn, mirror]):
        part = hevc()
        part.properties += order
        copy = clean(heic(part))
        ways.append((shown(copy), walk(copy).stays))
        assert ways[-1][0] == shown(heic(part))
    assert ways[0] != ways[1]


def test_what_stays_is_told() -> None:
    part = hevc("RGB", 0, (96, 64))
    part.properties += [
        (box(b"irot", b"\1"), True),
        (box(b"pasp", struct.pack(">II", 640, 450)), False),
    ]
    stays = walk(heic(replaced(part, b"colr", colour(9, 16, 9)))).stays
    assert stays == (
        Stay(Stays.ORIENTATION, "8"),
        Stay(Stays.COLOUR, "9/16/9"),
        Stay(Stays.ASPECT, "64:45"),
    )
    assert Stay(Stays.TRANSPARENCY) in walk(SAMPLES["heic transparency"].content).stays
    assert Stay(Stays.TIMING, "4") in walk(SAMPLES["avif sequence"].content).stays


def test_tiles_that_share_their_bytes_share_them_in_the_copy() -> None:
    content = SAMPLES["heic shared tiles"].content
    assert len(clean(content)) < len(content)


def test_a_known_display_stays_and_an_unknown_one_goes() -> None:
    p3 = struct.pack(">8HII", 13249, 34501, 7500, 3000, 34000, 16000, 15635, 16450, 10**7, 50)
    for numbers, stays in ((p3, True), (b"QzSomebodysScreen"[:16] + p3[16:], False)):
        part = hevc()
        part.properties.append((box(b"mdcv", numbers), False))
        assert (b"mdcv" in clean(heic(part))) is stays


@pytest.mark.parametrize("sample", ["heic sequence", "avif sequence"])
def test_frames_keep_their_coded_bytes_and_their_timing(sample: str) -> None:
    content = SAMPLES[sample].content
    copy = clean(content)
    for before, after in zip(tracks(content), tracks(copy), strict=True):
        assert after.samples.durations == before.samples.durations
        assert after.samples.sync == before.samples.sync
        assert after.timescale == before.timescale
        assert after.edits == before.edits
        assert after.header.duration == before.header.duration
        assert len(after.samples.ranges) == len(before.samples.ranges)
        for (start, stop), (first, last) in zip(
            before.samples.ranges, after.samples.ranges, strict=True
        ):
            # Messages stand behind the coded frame, a delimiter of two bytes may stand before it.
            frame = content[start:stop].removeprefix(b"\x12\0")
            assert frame.startswith(copy[first:last])
            assert last - first > 8


def _film(**fields: object) -> bytes:
    frame = hevc("RGB", 1)
    film = Film("shown", b"hvc1", [frame.data, frame.data], [40, 60], [found(frame, b"hvcC")])
    for name, value in fields.items():
        setattr(film, name, value)
    film.samples = [bytes(sample) for sample in film.samples]
    file = File([hevc("RGB", 1)], major=b"msf1", brands=b"msf1hevcmif1heic")
    return with_films(file, [film], Marks("film"), (64, 64))


def test_the_primary_picture_of_a_sequence_is_stored_once_with_its_first_frame() -> None:
    copy = clean(SAMPLES["avif written by Pillow"].content)
    start, stop = tracks(copy)[0].samples.ranges[0]
    assert copy.count(copy[start:stop]) == 1
    assert meta_ranges(copy, 1) == ((start, stop),)


def test_a_turned_track_stays_turned_and_a_skewed_one_is_refused() -> None:
    turned = struct.pack(">9i", 0, 0x10000, 0, -0x10000, 0, 0, 99, 98, 0x40000000)
    copy = clean(_film(matrix=turned))
    right = struct.pack(">9i", 0, 0x10000, 0, -0x10000, 0, 0, 64 << 16, 0, 0x40000000)
    assert tracks(copy)[0].header.matrix == right
    skewed = b"Qz" + UNITY[2:]
    assert refusal(_film(matrix=skewed)) == (UnsupportedError, "unsupported", "tkhd")


def test_a_film_in_a_file_whose_brand_is_that_of_a_still_does_not_survive() -> None:
    content = _film()
    assert walk(content).frames == 2
    hidden = content.replace(b"ftypmsf1", b"ftypheic")
    assert walk(hidden).frames == 1
    copy = clean(hidden)
    assert b"moov" not in copy
    assert b"msf1" not in copy
    assert [label for label, _ in payloads(hidden, Kind.VIDEO)] == ["moov"]


def test_a_hidden_track_and_a_track_of_thumbnails_do_not_survive() -> None:
    content = SAMPLES["heic sequence"].content
    assert content.count(b"trak") == 3
    assert clean(content).count(b"trak") == 1
    assert len(payloads(content, Kind.VIDEO)) == 2


def test_a_fragmented_sequence_is_refused() -> None:
    content = _film() + box(b"moof")
    assert refusal(content) == (UnsupportedError, "unsupported", "fragments")


def test_a_sequence_of_which_no_track_is_shown_is_refused() -> None:
    assert refusal(_film(flags=0)) == (UnsupportedError, "unsupported", "tracks")


def test_a_sequence_without_a_primary_picture_says_no_brand_of_stills() -> None:
    content = _film().replace(b"pitm", b"free")
    copy = clean(content)
    assert b"meta" not in copy
    assert top_level(copy)[b"ftyp"][16:] == b"hevcmsf1"


def test_an_edit_that_cannot_be_a_time_is_refused() -> None:
    content = bytearray(_film(repeats=2))
    at = content.index(b"elst") + 12
    content[at : at + 8] = b"QzQzQzQz"
    assert refusal(bytes(content)) == (UnsupportedError, "unsupported", "elst")


def test_an_edit_at_another_speed_is_refused() -> None:
    content = bytearray(_film(repeats=2))
    at = content.index(b"elst") + 20
    assert content[at : at + 4] == b"\0\1\0\0"
    content[at : at + 4] = b"\0\2\0\0"
    assert refusal(bytes(content)) == (UnsupportedError, "unsupported", "elst")


def test_offsets_past_four_gigabytes_have_64_bits() -> None:
    content = heic(hevc())
    source = Source(content)
    apart = meta(source, header(source, len(top_level(content)[b"ftyp"]), source.size))
    media = MediaData()
    media.size = 5 << 30
    written = Layout(source, still(source, apart, Budget(source.size)), media).box(100, wide=True)
    again = Source(written)
    box_written = header(again, 0, again.size)
    again.size = 6 << 30
    written_meta = meta(again, box_written)
    ((start, stop),) = written_meta.resolver.ranges(1)
    assert start == (5 << 30) + 100
    assert stop - start == len(hevc().data)


# What is hidden goes, and is told.


def test_exif_is_told_from_its_byte_order_mark_on() -> None:
    content = heic(hevc(), exif(b"Somebody's name!"))
    ((label, block),) = payloads(content, Kind.EXIF)
    assert label == "Exif"
    assert block.startswith(b"MM\0*")
    assert block.endswith(b"Somebody's name!")


def test_exif_in_several_extents_is_joined() -> None:
    part = exif(b"Somebody's name!")
    part.cuts = [(12, b"between")]
    ((_, block),) = payloads(heic(hevc(), part), Kind.EXIF)
    assert block.startswith(b"MM\0*")
    assert block.endswith(b"Somebody's name!")


def test_hidden_pictures_are_told_by_what_they_are() -> None:
    def told(name: str) -> list[str]:
        return [label for label, _ in payloads(SAMPLES[name].content, Kind.PICTURE)]

    phone = ["gain map", "depth map", "matte of a person", "auxiliary picture"]
    assert told("heic auxiliary pictures") == phone
    assert told("heic tone mapped") == ["gain map"]
    assert told("heic collection") == ["second picture", "second picture"]
    assert told("heic coded units") == ["second layer", "second picture"]
    assert told("avif coded units") == ["second picture"]


def test_the_film_of_a_motion_photo_is_told_wherever_it_stands() -> None:
    content = SAMPLES["heic motion photo"].content
    labels = [label for label, _ in payloads(content, Kind.VIDEO)]
    assert "mpvd" in labels
    assert "ftyp" in labels
    assert payloads(content, Kind.SAMSUNG)


def test_a_picture_appended_to_the_file_is_told_as_one() -> None:
    content = heic(hevc()) + b"\xff\xd8\xff\xe0 a JPEG"
    assert [label for label, _ in payloads(content, Kind.PICTURE)] == ["bytes after the last box"]


def test_a_jpeg_inside_is_cleaned_like_one_of_its_own() -> None:
    content = SAMPLES["heic JPEG inside"].content
    copy = clean(content)
    inside = copy[copy.index(b"\xff\xd8") :]
    assert clean(inside) == inside
    before = content[content.index(b"\xff\xd8") : content.index(b"\xff\xd9") + 2]
    assert shown(inside) == shown(before)
    assert walk(content).suffix == ".heif"


def test_a_manifest_is_told_from_its_first_jumbf_box_on() -> None:
    content = SAMPLES["heic every box"].content
    ((_, manifest),) = payloads(content, Kind.JUMBF)
    assert manifest[4:8] == b"jumb"


def test_names_and_times_are_told() -> None:
    content = SAMPLES["heic every box"].content
    planted = SAMPLES["heic every box"].planted
    texts = dict(payloads(content, Kind.TEXT))
    assert texts["handler name"] == planted["handler name"]
    assert texts["item name"] == planted["item name"]
    assert planted["description text"] in b"".join(t for _, t in payloads(content, Kind.TEXT))
    assert ("creation time", b"2027-08-01T21:20:00+00:00") in payloads(content, Kind.TIME)


def test_every_dropped_byte_is_told_of() -> None:
    for sample in SAMPLES.values():
        found_out = walk(sample.content)
        for segment in found_out.segments:
            if segment.verdict.value == "drop":
                assert any(
                    (p.start < segment.stop and p.stop > segment.start) or p.content
                    for p in found_out.payloads
                ), segment


def test_nothing_but_the_picture_stays_of_its_coded_units() -> None:
    assert clean(SAMPLES["heic coded units"].content) == clean(heic(hevc("RGB", 3)))
    brands = b"avifmif1miafMA1B"
    plain = heic(av1("RGB", 3), major=b"avif", brands=brands)
    assert clean(SAMPLES["avif coded units"].content) == clean(plain)


def test_an_auxiliary_type_that_nobody_knows_does_not_survive() -> None:
    part = hevc()
    part.properties.append((full(b"auxC", 0, 0, b"QzSomebodysNameX\0"), True))
    assert clean(heic(part)) == clean(heic(hevc()))


# What cannot be cut off by reading is refused.


def test_text_behind_a_slice_is_refused() -> None:
    part = hevc()
    unit = part.data[4:] + b"QzSomebodysNameX"
    part.data = struct.pack(">I", len(unit)) + unit
    assert refusal(heic(part)) == (UnsupportedError, "unsupported", "text behind the coded picture")


@pytest.mark.parametrize("encoding", ["ascii", "utf-16-le", "utf-16-be"])
def test_text_behind_a_frame_is_refused(encoding: str) -> None:
    part = av1()
    frame = part.data[part.data.index(b"\x32") :]
    size = frame[1] & 0x7F | frame[2] << 7
    assert len(frame) == 3 + size
    text = "QzSomebodysNameX".encode(encoding)
    size += len(text)
    longer = bytes((0x32, size & 0x7F | 0x80, size >> 7)) + frame[3:] + text
    part.data = part.data[: -len(frame)] + longer
    assert refusal(avif(part)) == (UnsupportedError, "unsupported", "text behind the coded picture")


def test_coded_pictures_are_not_taken_for_text() -> None:
    for seed in range(40):
        clean(heic(hevc("RGB", seed)))
        clean(avif(av1("RGB", seed)))


def _sets(part: Part) -> list[bytes]:
    """The parameter sets in a `hvcC` box."""
    body = found(part, b"hvcC")[8:]
    units = []
    at = 23
    for _ in range(body[22]):
        (count,) = struct.unpack_from(">H", body, at + 1)
        at += 3
        for _ in range(count):
            (size,) = struct.unpack_from(">H", body, at)
            units.append(body[at + 2 : at + 2 + size])
            at += 2 + size
    return units


def test_bytes_behind_a_parameter_set_are_refused() -> None:
    part = hevc()
    for unit in _sets(part)[1:]:
        changed = hevc()
        replaced(changed, b"hvcC", configuration(part, (unit[0] >> 1, unit + b"QzSomebodysNameX")))
        what = refusal(heic(changed))
        assert what == (UnsupportedError, "unsupported", "bytes behind a coded header")


def test_the_extension_of_a_video_parameter_set_goes() -> None:
    part = hevc()
    video = _sets(part)[0]
    content = found(part, b"hvcC")
    # The last bits are the extension flag, 0, and the stop bit.
    last = video[-1]
    at = (last & -last).bit_length()
    flagged = video[:-1] + bytes((last | 1 << at,)) + b"QzSomebodysNameX\x80"
    size = struct.pack(">H", len(video))
    assert content.count(size + video) == 1
    longer = content.replace(size + video, struct.pack(">H", len(flagged)) + flagged)
    replaced(part, b"hvcC", box(b"hvcC", longer[8:]))
    assert clean(heic(part)) == clean(heic(hevc()))


def _exp_golomb(value: int) -> str:
    binary = f"{value + 1:b}"
    return "0" * (len(binary) - 1) + binary


def test_slices_with_room_for_anything_in_their_headers_are_refused() -> None:
    # A picture parameter set up to slice_segment_header_extension_present_flag (H.265, 7.3.2.3).
    bits = _exp_golomb(1) + _exp_golomb(0) + "0000000" + 3 * _exp_golomb(0) + "00" + "0"
    bits += (
        2 * _exp_golomb(0)
        + "0000"
        + "00"
        + "0"
        + "0"
        + "0"
        + "0"
        + _exp_golomb(0)
        + "1"
        + "0"
        + "1"
    )
    bits += "0" * (-len(bits) % 8)
    unit = b"\x44\1" + int(bits, 2).to_bytes(len(bits) // 8, "big")
    part = hevc()
    replaced(part, b"hvcC", configuration(part, (34, unit)))
    assert refusal(heic(part)) == (UnsupportedError, "unsupported", "HEVC slice header extension")


def test_an_essential_property_that_nobody_knows_is_refused_and_any_other_goes() -> None:
    part = hevc()
    part.properties.append((box(b"Qzpr", b"something"), False))
    assert b"Qzpr" not in clean(heic(part))
    part.properties[-1] = (box(b"Qzpr", b"something"), True)
    assert refusal(heic(part)) == (UnsupportedError, "unsupported", "Qzpr")


def test_a_crop_that_is_no_crop_in_whole_pixels_is_refused() -> None:
    for numbers in (
        (48, 7, 48, 1, 0, 1, 0, 1),
        (*struct.unpack(">2i", b"QzHi1337"), 48, 1, 0, 1, 0, 1),
    ):
        part = hevc()
        part.properties.append((box(b"clap", struct.pack(">8i", *numbers)), True))
        assert refusal(heic(part)) == (UnsupportedError, "unsupported", "clap")


def test_a_picture_in_another_file_is_refused() -> None:
    content = bytearray(heic(hevc(), iloc_version=0))
    at = content.index(b"iloc") + 4 + 4 + 2 + 2 + 2
    content[at : at + 2] = b"\0\1"
    assert refusal(bytes(content))[2] == "picture in another file"


@pytest.mark.parametrize("kind", [b"avc1", b"j2k1", b"lhv1", b"hvt1", b"Qz00"])
def test_a_coding_that_nobody_wrote_a_reader_for_is_refused(kind: bytes) -> None:
    part = hevc()
    part.kind = kind
    assert refusal(heic(part)) == (UnsupportedError, "unsupported", kind.decode())


# Lies and loops.


def test_a_grid_that_does_not_have_its_tiles_is_damaged() -> None:
    size = full(b"ispe", 0, 0, struct.pack(">II", 120, 100))
    grid = Part(b"grid", struct.pack(">4BHH", 0, 0, 1, 1, 120, 100), [(size, False)])
    content = heic(grid, hevc(), references=[(b"dimg", 1, [2, 2, 2])])
    assert refusal(content) == (DamagedError, "damaged", "grid")


def test_a_count_of_items_that_lies_is_damaged() -> None:
    content = bytearray(heic(hevc(), exif(b"Somebody's name!")))
    at = content.index(b"iinf") + 8
    for count in (0, 1, 3):
        content[at : at + 2] = struct.pack(">H", count)
        assert refusal(bytes(content)) == (DamagedError, "damaged", "iinf")


def test_pictures_made_of_each_other_are_a_loop() -> None:
    size = full(b"ispe", 0, 0, struct.pack(">II", 64, 64))
    one = Part(b"iden", b"", [(size, False)])
    other = Part(b"iden", b"", [(size, False)])
    content = heic(one, other, references=[(b"dimg", 1, [2]), (b"dimg", 2, [1])])
    assert refusal(content) == (DamagedError, "loop", "iref")


def test_items_made_of_each_other_are_a_loop() -> None:
    one, other = hevc(), hevc()
    one.data = other.data = b""
    one.from_items, other.from_items = [2], [1]
    assert refusal(heic(one, other)) == (DamagedError, "loop", "iloc")


def test_pictures_nested_deeper_than_anybody_needs_are_refused() -> None:
    size = full(b"ispe", 0, 0, struct.pack(">II", 64, 64))
    count = limits.NESTING + 1
    parts = [Part(b"iden", b"", [(size, False)]) for _ in range(count)]
    references = [(b"dimg", n, [n + 1]) for n in range(1, count + 1)]
    with pytest.raises(LimitError):
        walk(heic(*parts, hevc(), references=references))


def test_the_same_bytes_are_not_copied_a_thousand_times_over() -> None:
    tile = hevc("RGB", 0)
    size = full(b"ispe", 0, 0, struct.pack(">II", 6400, 64))
    grid = Part(b"grid", struct.pack(">4BHH", 0, 0, 0, 99, 6400, 64), [(size, False)])
    # Each tile has another set-up, so that none is the same as another.
    tiles = []
    for number in range(100):
        setup = bytearray(found(tile, b"hvcC"))
        setup[27] = number
        content = Part(b"hvc1", b"", list(tile.properties), same_as=102)
        tiles.append(replaced(content, b"hvcC", bytes(setup)))
    file = File([grid, *tiles, Part(b"Qz00", tile.data)])
    file.references = [(b"dimg", 1, list(range(2, 102)))]
    assert refusal(file.build()) == (DamagedError, "damaged", "overlapping pictures")


def test_a_picture_that_does_not_say_how_large_it_is_is_damaged() -> None:
    part = hevc()
    part.properties = [each for each in part.properties if each[0][4:8] != b"ispe"]
    assert refusal(heic(part)) == (DamagedError, "damaged", "ispe")


def test_a_wrong_length_of_lengths_is_not_believed() -> None:
    part = hevc()
    content = bytearray(found(part, b"hvcC"))
    content[8 + 21] = 1
    assert refusal(heic(replaced(part, b"hvcC", bytes(content))))[2] == "NAL unit"


def test_a_parameter_set_counts_by_what_it_is_not_by_what_the_array_says() -> None:
    part = hevc()
    content = found(part, b"hvcC")
    renamed = content.replace(b"\x60\0\1", b"\x02\0\1").replace(b"\x61\0\1", b"\x03\0\1")
    assert renamed != content
    copy = clean(heic(replaced(hevc(), b"hvcC", renamed)))
    assert shown(copy) == shown(heic(part))


def test_too_many_pixels_are_refused_before_anything_is_read() -> None:
    part = hevc()
    replaced(part, b"ispe", full(b"ispe", 0, 0, struct.pack(">II", 40_000, 40_000)))
    with pytest.raises(LimitError) as caught:
        walk(heic(part))
    assert caught.value.code == "too-many-pixels"


@pytest.mark.parametrize("kind", [b"pitm", b"iloc", b"iinf"])
def test_two_boxes_of_which_one_counts_are_damaged(kind: bytes) -> None:
    meta_box = top_level(heic(hevc()))[b"meta"]
    at = meta_box.index(kind) - 4
    again = meta_box[at : at + struct.unpack_from(">I", meta_box, at)[0]]
    assert refusal(heic(hevc(), meta_extra=[again])) == (DamagedError, "damaged", kind.decode())


def test_a_picture_torn_off_anywhere_is_truncated() -> None:
    for name in ("heic grid", "avif sequence"):
        copy = clean(SAMPLES[name].content)
        for size in range(32, len(copy), 7):
            with pytest.raises(DamagedError) as caught:
                walk(copy[:size])
            assert caught.value.code == "truncated"


def test_what_stands_behind_the_last_box_is_no_reason_to_refuse() -> None:
    for tail in (b"\0", b"SEFT", b"\0\0\0\0", b"\0\0\0\3abcd", b"Some text that is no box at all"):
        content = heic(hevc()) + tail
        assert clean(content) == clean(heic(hevc()))


def test_any_bytes_whatever_give_a_walk_or_one_of_our_errors() -> None:
    chance = random.Random(5)
    for sample in SAMPLES.values():
        for _ in range(40):
            content = bytearray(sample.content)
            for _ in range(chance.randrange(1, 6)):
                at = chance.randrange(min(len(content), 1500))
                content[at] = chance.choice((0, 1, 0x7F, 0x80, 0xFF, chance.randrange(256)))
            try:
                clean(bytes(content))
            except InputError:
                continue


# Real files.

needs_corpus = pytest.mark.skipif(not CORPUS.is_dir(), reason="the files are not here")

REFUSED = {
    "libheif__github_46_1.heic": "truncated",
    "libheif__simple_osm_tile_alpha.avif": "unsupported",
    "pillow_heif__corrupted.hif": "truncated",
}
# Of these, no decoder is at hand.
NOT_DECODED = {"file-type__fixture-msf1.heic", "libheif__uncompressed_row_B16R16G16.heif"}


@needs_corpus
def test_real_files_are_cleaned_exactly_or_refused() -> None:
    seen = 0
    for path in sorted(CORPUS.iterdir()):
        content = path.read_bytes()
        if not (HEIC.recognises(content[:HEAD_BYTES]) or AVIF.recognises(content[:HEAD_BYTES])):
            continue
        seen += 1
        if path.name in REFUSED:
            assert refusal(content)[1] == REFUSED[path.name]
            continue
        copy = clean(content)
        assert clean(copy) == copy
        if path.name not in NOT_DECODED:
            assert shown(copy) == shown(content), path.name
        for mark in (b"Exif", b"GPAC", b"libavif", b"iPhone", b"Apple"):
            assert mark not in copy, path.name
    assert seen > 10


def test_metadata_of_a_second_picture_does_not_survive() -> None:
    sample = SAMPLES["heic collection"]
    assert leaks(sample.content, sample.planted["Exif of the third"])
    assert not leaks(clean(sample.content), sample.planted["Exif of the third"])


def test_messages_among_frames_do_not_survive() -> None:
    mark = b"QzSomebodysNameX"
    part = av1()
    part.data += t35(mark)
    other = hevc()
    other.data += nal(62, mark)
    assert not leaks(clean(avif(part)), mark)
    assert not leaks(clean(heic(other)), mark)
