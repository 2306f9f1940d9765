"""The small rendering: right way up, in the right colours, of nothing but the picture itself."""

from __future__ import annotations

import contextlib
import dataclasses
import io
import random
import subprocess
import sys
import warnings
import zlib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms, ImageOps

from tests.environment import UNMEASURED
from tests.samples import SAMPLES
from tests.samples.decoding import shown
from toolkit.errors import (
    DamagedError,
    InputError,
    LimitError,
    NotReadableError,
    UnknownFormatError,
    UnsupportedError,
)
from toolkit.metadata import limits
from toolkit.metadata import thumbnail as module
from toolkit.metadata.model import Thumbnail
from toolkit.metadata.thumbnail import thumbnail

ROOT = Path(__file__).parents[2]
CORPUS = sorted((ROOT.parent / "shared" / "corpus").glob("*"))

DRAWN = [s for s in SAMPLES if s.decodes and s.format != "SVG"]
# Their numbers have no range of their own, or no exact way to sRGB.
LOOSE = {"I;16", "F", "LAB"}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "picture"


def written(picture: Image.Image, **options: Any) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, **options)
    return buffer.getvalue()


def drawn(content: bytes, path: Path, width: int = 64, height: int = 64) -> Image.Image:
    path.write_bytes(content)
    small = thumbnail(str(path), width, height)
    return Image.frombytes("RGB", (small.width, small.height), small.rgb)


def differing(first: Image.Image, second: Image.Image) -> float:
    """How far the pixels of two pictures are apart, on average, of 255."""
    pairs = zip(first.tobytes(), second.tobytes(), strict=True)
    return sum(abs(a - b) for a, b in pairs) / len(first.tobytes())


def corners() -> Image.Image:
    """A picture whose corners are told apart: red, green, blue, white, clockwise."""
    picture = Image.new("RGB", (80, 40), "black")
    for box, colour in {
        (0, 0, 40, 20): "#ff0000",
        (40, 0, 80, 20): "#00ff00",
        (40, 20, 80, 40): "#0000ff",
        (0, 20, 40, 40): "#ffffff",
    }.items():
        picture.paste(colour, box)
    return picture


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("sample", DRAWN, ids=str)
def test_each_kind_of_picture_is_drawn_as_a_viewer_shows_it(sample: Any, path: Path) -> None:
    first = shown(sample.content)[0]
    small = drawn(sample.content, path)
    assert max(small.size) <= 64
    scale = min(64 / first.size[0], 64 / first.size[1], 1)
    assert small.size == tuple(max(round(side * scale), 1) for side in first.size)
    if first.mode in LOOSE:
        return
    with Image.open(io.BytesIO(sample.content)) as opened:
        whole = ImageOps.exif_transpose(opened)
        if first.seen:
            seen = Image.frombytes("RGB", first.size, first.seen)
            seen.putalpha(whole.convert("RGBA").getchannel("A"))
            whole = seen
        cover = whole.convert("RGBA")
    expected = Image.new("RGBA", cover.size, (128, 128, 128, 255))
    expected.alpha_composite(cover)
    expected = expected.convert("RGB").resize(small.size, Image.Resampling.BICUBIC)
    # Hard edges are blurred by one filter or another; the picture is the same.
    assert differing(small, expected) < 20


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "AVIF"])
@pytest.mark.parametrize("way_up", range(1, 9))
def test_it_is_turned_as_its_orientation_says(kind: str, way_up: int, path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = way_up
    stored = corners()
    content = written(stored, format=kind, exif=exif.tobytes())
    upright = ImageOps.exif_transpose(Image.open(io.BytesIO(content))).convert("RGB")
    small = drawn(content, path, 40, 40)
    assert small.size == ((40, 20) if way_up < 5 else (20, 40))
    expected = upright.resize(small.size, Image.Resampling.BICUBIC)
    assert differing(small, expected) < 12
    if way_up > 1:
        assert differing(small, stored.resize(small.size)) > 30


def test_an_orientation_that_only_xmp_names_is_passed_over_as_viewers_do(path: Path) -> None:
    xmp = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><a tiff:Orientation="6"/></x:xmpmeta>'
    assert drawn(written(corners(), format="JPEG", xmp=xmp), path).size == (64, 32)


def test_what_is_transparent_is_grey_on_which_black_and_white_show(path: Path) -> None:
    picture = Image.new("RGBA", (20, 20), (255, 0, 0, 0))
    assert drawn(written(picture, format="PNG"), path).getpixel((5, 5)) == (128, 128, 128)


def test_colours_are_those_of_a_screen(path: Path) -> None:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    wrong = written(corners(), format="PNG", icc_profile=lab)
    plain = written(corners(), format="PNG")
    assert drawn(wrong, path).tobytes() == drawn(plain, path).tobytes()
    hostile = written(corners(), format="PNG", icc_profile=b"no profile at all")
    assert drawn(hostile, path).tobytes() == drawn(plain, path).tobytes()


def test_sixteen_bits_are_not_cut_off_at_eight(path: Path) -> None:
    picture = Image.new("I;16", (4, 4), 0x8000)
    assert drawn(written(picture, format="PNG"), path).getpixel((0, 0)) == (127, 127, 127)


def test_of_an_animation_the_first_frame_is_drawn(path: Path) -> None:
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "lime")]
    for kind in ("GIF", "WEBP", "PNG"):
        content = written(frames[0], format=kind, save_all=True, append_images=frames[1:])
        red, green, _blue = drawn(content, path).getpixel((4, 4))  # type: ignore[misc] # three bands
        assert (red > 200, green < 50) == (True, True)


def test_a_preview_in_the_file_is_never_what_is_drawn(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def preview(*_: object) -> None:
        raise AssertionError("the decoder was asked for something smaller")

    monkeypatch.setattr("PIL.Image.Image.draft", preview)
    monkeypatch.setattr("pillow_heif.HeifImageFile.draft", preview)
    for kind in ("HEIF", "AVIF", "PNG", "TIFF", "WEBP", "GIF", "BMP"):
        assert drawn(written(corners(), format=kind), path, 20, 10).size == (20, 10)


def test_a_small_picture_is_not_made_larger(path: Path) -> None:
    content = written(Image.new("RGB", (3, 2)), format="PNG")
    assert drawn(content, path, 300, 200).size == (3, 2)


def test_a_long_thin_picture_keeps_a_pixel(path: Path) -> None:
    content = written(Image.new("RGB", (4000, 1)), format="PNG")
    assert drawn(content, path, 40, 40).size == (40, 1)


@pytest.mark.parametrize("sample", [s for s in SAMPLES if s.format == "SVG"], ids=str)
def test_an_svg_has_no_rendering_and_that_is_said(sample: Any, path: Path) -> None:
    with pytest.raises(UnsupportedError, match="not-drawn"):
        drawn(sample.content, path)


def test_without_a_decoder_for_heic_that_is_said(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pillow_heif.as_plugin", None)
    sample = next(s for s in DRAWN if s.format == "HEIC")
    with pytest.raises(UnsupportedError, match="not-drawn"):
        drawn(sample.content, path)


def png(width: int, height: int) -> bytes:
    """A PNG that claims a size, and has next to nothing to show for it."""

    def chunk(name: bytes, body: bytes) -> bytes:
        check = zlib.crc32(name + body).to_bytes(4, "big")
        return len(body).to_bytes(4, "big") + name + body + check

    size = width.to_bytes(4, "big") + height.to_bytes(4, "big")
    head = chunk(b"IHDR", size + b"\x08\x02\0\0\0")
    body = chunk(b"IDAT", zlib.compress(bytes(1000)))
    return b"\x89PNG\r\n\x1a\n" + head + body + chunk(b"IEND", b"")


@pytest.mark.parametrize("size", [(1_000_000, 1_000_000), (9_000, 9_000)])
def test_a_bomb_is_refused_by_its_header(
    size: tuple[int, int], path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def explode(*_: object) -> None:
        raise AssertionError("it was decoded")

    monkeypatch.setattr("PIL.PngImagePlugin.PngImageFile.load", explode)
    with pytest.raises(LimitError, match="too-many-pixels"):
        drawn(png(*size), path)


def test_a_large_webp_is_refused_before_its_canvas_is_made(path: Path) -> None:
    body = b"VP8X" + (10).to_bytes(4, "little") + bytes(4) + b"\xfe\x3f\0" * 2
    body += b"ANIM" + (6).to_bytes(4, "little") + bytes(6)
    with pytest.raises(InputError):
        drawn(b"RIFF" + (len(body) + 4).to_bytes(4, "little") + b"WEBP" + body, path)


def test_a_progressive_jpeg_has_the_bound_of_what_is_decoded_whole(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "DECODED_PICTURE_PIXELS", 3_000)
    assert drawn(written(corners(), format="JPEG"), path).size == (64, 32)
    with pytest.raises(LimitError):
        drawn(written(corners(), format="JPEG", progressive=True), path)


def test_too_little_memory_is_an_error_of_ours(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def hungry(*_: object) -> Thumbnail:
        raise MemoryError

    monkeypatch.setattr(module, "_thumbnail", hungry)
    with pytest.raises(LimitError):
        drawn(written(corners(), format="PNG"), path)


def test_what_is_no_picture_is_refused(path: Path) -> None:
    with pytest.raises(UnknownFormatError):
        drawn(b"plain words", path)
    with pytest.raises(NotReadableError, match="empty"):
        drawn(b"", path)
    with pytest.raises(NotReadableError, match="missing"):
        thumbnail(str(path.with_name("not-there")), 8, 8)
    with pytest.raises(NotReadableError, match="is-folder"):
        thumbnail(str(path.parent), 8, 8)


def test_a_picture_cut_in_two_is_damaged(path: Path) -> None:
    noise = Image.frombytes("RGB", (200, 200), random.Random(0).randbytes(120_000))
    for kind in ("JPEG", "PNG", "GIF", "WEBP", "TIFF", "AVIF", "BMP"):
        content = written(noise, format=kind)
        with pytest.raises(DamagedError):
            drawn(content[: len(content) // 2], path)


def test_no_warning_of_a_decoder_is_printed(path: Path) -> None:
    with warnings.catch_warnings(record=True) as printed:
        warnings.simplefilter("always")
        for sample in SAMPLES:
            with contextlib.suppress(InputError):
                drawn(sample.content, path)
    assert printed == []


@given(st.data())
def test_hostile_bytes_give_only_errors_of_ours(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    content = bytearray(data.draw(st.sampled_from(SAMPLES)).content)
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    del content[data.draw(st.integers(len(content) // 2, len(content))) :]
    path = tmp_path_factory.mktemp("hostile") / "picture"
    path.write_bytes(content)
    with contextlib.suppress(InputError):
        thumbnail(str(path), 32, 32)


@pytest.mark.skipif(not CORPUS, reason="there is no corpus here")
def test_every_file_of_the_corpus_is_drawn_or_refused() -> None:
    made = 0
    for path in CORPUS:
        try:
            made += bool(thumbnail(str(path), 64, 64))
        except InputError:
            continue
    assert made > 50


@pytest.mark.parametrize(
    "change", [{"width": 3}, {"width": 0, "height": 0, "rgb": b""}, {"height": -2, "width": -1}]
)
def test_a_thumbnail_has_as_many_bytes_as_its_size_needs(change: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="pixels"):
        dataclasses.replace(Thumbnail(2, 1, bytes(6)), **change)


def test_asking_for_a_rendering_loads_no_decoder_here(path: Path) -> None:
    path.write_bytes(written(corners(), format="JPEG"))
    script = (
        "import sys\n"
        "from toolkit.metadata.confinement import Permitted\n"
        "from toolkit.metadata.thumbnail import MODULES, thumbnail\n"
        "from toolkit.metadata.worker import LockedRoom\n"
        "from toolkit.tui.widgets.picture import Picture\n"
        "with LockedRoom(Permitted(reads=(sys.argv[1],)), workers=1, modules=MODULES) as room:\n"
        "    print(room.submit(thumbnail, sys.argv[1], 40, 40).result().width)\n"
        "print(*[name for name in sys.modules if name.startswith('PIL')])\n"
    )
    answer = subprocess.run(
        [sys.executable, "-c", script, str(path)],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env=UNMEASURED,
    )
    assert answer.stdout.split() == ["40"]
    assert answer.stderr == ""
