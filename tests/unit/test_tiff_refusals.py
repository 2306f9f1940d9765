"""TIFF files that are refused, each with an error of ours."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from tests.samples import tiff as samples
from tests.samples.decoding import shown
from tests.samples.tiff_building import (
    ASCII,
    IFD,
    LONG,
    SHORT,
    UNDEFINED,
    Entries,
    File,
    built,
    drawn,
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

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.samples.base import Sample


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
