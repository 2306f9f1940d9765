from __future__ import annotations

import io
import itertools
import re
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms

from tests.samples import profiles
from tests.samples.base import Marks, leaks
from tests.samples.profiles import (
    ADOBE_RGB,
    D50,
    DISPLAY_P3,
    SRGB,
    SRGB_CURVE,
    fixed,
    fixed_table,
    gamma_curve,
    grey_profile,
    layered_table,
    matrix_profile,
    multilingual,
    parametric,
    power_curve,
    process_elements,
    profile,
    sampled,
    text,
    xyz,
)
from toolkit.metadata import limits
from toolkit.metadata.payloads.icc import rebuild

CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus"

TARGETS = [(ImageCms.createProfile("sRGB"), "RGB"), (ImageCms.createProfile("LAB"), "LAB")]
MODES = {b"RGB ": ("RGB", 17), b"CMYK": ("CMYK", 7), b"GRAY": ("L", 256)}


def grid(mode: str, points: int) -> Image.Image:
    """Every colour of a regular grid, in one row."""
    levels = [round(255 * i / (points - 1)) for i in range(points)]
    numbers = bytes(v for c in itertools.product(levels, repeat=len(mode)) for v in c)
    return Image.frombytes(mode, (len(numbers) // len(mode), 1), numbers)


GRIDS = {space: grid(mode, points) for space, (mode, points) in MODES.items()}


def colours(content: bytes) -> list[bytes | str]:
    """What littleCMS makes of a grid of colours, by each intent, into sRGB and CIELAB and back."""
    mode, _ = MODES[content[16:20]]
    made: list[bytes | str] = []
    for (target, target_mode), intent in itertools.product(TARGETS, range(4)):
        for forth in (True, False):
            given_profile = ImageCms.ImageCmsProfile(io.BytesIO(content))
            one, two = (given_profile, target) if forth else (target, given_profile)
            picture = GRIDS[content[16:20]] if forth else grid(target_mode, 9)
            result = target_mode if forth else mode
            try:
                transform = ImageCms.buildTransform(
                    one, two, picture.mode, result, ImageCms.Intent(intent)
                )
                shown = ImageCms.applyTransform(picture, transform)
                assert shown is not None
                made.append(shown.tobytes())
            except (ImageCms.PyCMSError, OSError) as error:
                made.append(str(error))
    return made


def four_tables(kind: bytes, channels: int, space: bytes, connection: bytes) -> bytes:
    tags = {b"wtpt": xyz(0.8, 0.9, 0.7), b"gamt": fixed_table(kind, 3, 1, 4)}
    for index in range(3):
        tags[b"A2B%d" % index] = fixed_table(kind, channels, 3, 5 - index)
        tags[b"B2A%d" % index] = fixed_table(kind, 3, channels, 5 - index)
    return profile(tags, space=space, connection=connection, device=b"prtr", version=0x0240_0000)


def four_layers(layers: str, width: int, channels: int) -> bytes:
    there = layered_table(b"mAB ", channels, 3, width=width, layers=layers, gap=b"ZZZZ")
    back = layered_table(b"mBA ", 3, channels, width=width, layers=layers)
    return profile(
        {b"A2B0": there, b"B2A0": back},
        space={3: b"RGB ", 4: b"CMYK"}[channels],
        connection=b"Lab ",
        device=b"prtr",
    )


ADAPTATION = b"sf32\0\0\0\0" + fixed(
    1.0479, 0.0229, -0.0502, 0.0296, 0.9904, -0.0171, -0.0092, 0.0151, 0.7517
)

MADE = {
    "sRGB by Pillow": ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes(),
    "sRGB version 4": matrix_profile(SRGB, parametric(3, *SRGB_CURVE)),
    "Display P3, adapted": matrix_profile(
        DISPLAY_P3,
        extra={
            b"chad": ADAPTATION,
            b"bkpt": xyz(0.01, 0.01, 0.01),
            b"cicp": b"cicp\0\0\0\0\x0c\x0d\0\1",
            b"wtpt": xyz(0.9505, 1, 1.0891),
        },
    ),
    "Adobe RGB version 2": matrix_profile(ADOBE_RGB, gamma_curve(2.2), 0x0210_0000),
    "sampled curves": matrix_profile(ADOBE_RGB, power_curve(1.8), 0x0220_0000),
    "identity curves": matrix_profile(SRGB, sampled([])),
    "function 0": matrix_profile(SRGB, parametric(0, 2.0)),
    "function 1": matrix_profile(SRGB, parametric(1, 2.0, 1.1, -0.05)),
    "function 2": matrix_profile(SRGB, parametric(2, 2.0, 1.1, -0.05, 0.1)),
    "function 4": matrix_profile(SRGB, parametric(4, *SRGB_CURVE, 0.01, 0.02)),
    "grey": grey_profile(),
    "grey version 4": grey_profile(0x0430_0000),
    "RGB tables of 8 bits": four_tables(b"mft1", 3, b"RGB ", b"Lab "),
    "RGB tables of 16 bits": four_tables(b"mft2", 3, b"RGB ", b"XYZ "),
    "CMYK tables of 8 bits": four_tables(b"mft1", 4, b"CMYK", b"Lab "),
    "CMYK tables of 16 bits": four_tables(b"mft2", 4, b"CMYK", b"Lab "),
    **{
        f"{layers}, {width} bytes, {channels} channels": four_layers(layers, width, channels)
        for layers, width, channels in [
            ("B", 1, 3),
            ("BXM", 1, 3),
            ("BGA", 1, 3),
            ("BXMGA", 2, 3),
            ("G", 2, 3),
            ("BGA", 1, 4),
            ("BXMGA", 2, 4),
        ]
    },
    "floating point": profile(
        {
            b"D2B0": process_elements(3, 3, gap=b"ZZZZ"),
            b"B2D0": process_elements(3, 3),
            b"A2B0": fixed_table(b"mft2", 3, 3, 3),
        }
    ),
}  # fmt: skip


@pytest.mark.parametrize("content", MADE.values(), ids=MADE)
def test_no_colour_changes(content: bytes) -> None:
    rebuilt = rebuild(content)
    assert rebuilt is not None
    assert any(isinstance(made, bytes) for made in colours(content))
    assert colours(rebuilt) == colours(content)


@pytest.mark.parametrize("content", MADE.values(), ids=MADE)
def test_a_rebuilt_profile_is_rebuilt_to_itself(content: bytes) -> None:
    rebuilt = rebuild(content)
    assert rebuilt is not None
    assert rebuild(rebuilt) == rebuilt


def test_profiles_in_real_files_keep_their_colours() -> None:
    if not CORPUS.exists():
        pytest.skip("no corpus of real files here")
    found = set()
    for path in CORPUS.iterdir():
        content = path.read_bytes()
        for match in re.finditer(b"acsp", content):
            start = match.start() - 36
            size = int.from_bytes(content[max(start, 0) : max(start, 0) + 4], "big")
            if 132 < size <= len(content) - start:
                found.add(content[start : start + size])
    usable = {content: rebuild(content) for content in found if rebuild(content)}
    assert len(usable) >= 8
    for content, rebuilt in usable.items():
        assert rebuilt is not None
        assert colours(rebuilt) == colours(content)


def test_a_mark_survives_nowhere() -> None:
    mark = Marks("Icc")
    tail = mark("behind a number")
    adaptation = ADAPTATION + mark("behind a matrix")
    named = multilingual((b"enUS", mark.text("name")), (b"deDE", mark.text("name in German")))
    tags = {
        b"desc": named,
        b"cprt": text(mark("copyright")),
        b"dmnd": profiles.description(mark("maker"), mark("maker wide"), mark("maker script")),
        b"wtpt": xyz(*D50, tail=tail),
        b"chad": adaptation,
        b"kTRC": sampled([*mark("grey curve of a colour profile")]),
        b"vcgt": mark("display tables"),
        b"targ": text(mark("target")),
        b"mmod": b"mmod\0\0\0\0" + mark("monitor"),
        b"A2B0": layered_table(b"mAB ", 3, 3, gap=mark("between layers")) + mark("behind layers"),
        b"B2A0": fixed_table(b"mft2", 3, 3, 4) + mark("behind a table"),
        b"D2B0": process_elements(3, 3, gap=mark("between elements")) + mark("behind elements"),
        b"zzzz": mark("unknown tag"),
    }
    for primary, row in zip((b"r", b"g", b"b"), SRGB, strict=True):
        tags[primary + b"XYZ"] = xyz(*row, tail=mark(f"primary {primary!r}"))
        tags[primary + b"TRC"] = sampled([0, 65535], mark(f"curve {primary!r}"))

    def header(head: bytearray) -> None:
        head[4:8] = b"CMM1"
        head[24:36] = bytes(range(12))
        head[40:64] = mark("platform, flags, maker, model") + b"attrbute"
        head[80:84] = b"crea"
        head[84:100] = mark("profile ID")
        head[100:116] = mark("reserved header")

    content = profile(tags, connection=b"Lab ", header=header) + mark("behind the profile")
    rebuilt = rebuild(content)
    assert rebuilt is not None
    assert [place for place, m in mark.places.items() if not leaks(content, m)] == []
    assert [place for place, m in mark.places.items() if leaks(rebuilt, m)] == []
    assert b"kTRC" not in rebuilt
    assert b"CMM1" not in rebuilt


def test_two_people_with_the_same_colours_get_the_same_profile() -> None:
    one = matrix_profile(extra={b"desc": multilingual((b"enUS", "Ana's monitor"))})
    other = matrix_profile(extra={b"mmod": b"serial", b"zzzz": b"1"}, version=0x0440_0000)
    assert rebuild(one) == rebuild(other)
    # The illuminant, the flags and the device's attributes leave room for a few bytes.
    changed = bytearray(one)
    changed[44:48], changed[56:64], changed[68:80] = b"flag", b"attribut", b"illuminant!!"
    assert rebuild(bytes(changed)) == rebuild(one)


def test_what_some_programs_need_for_colours_stays() -> None:
    rebuilt = rebuild(MADE["Display P3, adapted"])
    assert rebuilt is not None
    assert ADAPTATION in rebuilt
    assert b"cicp\0\0\0\0\x0c\x0d\0\1" in rebuilt
    assert xyz(0.01, 0.01, 0.01) in rebuilt
    assert xyz(0.9505, 1, 1.0891) in rebuilt


def test_the_matrix_of_a_table_that_cannot_use_one_says_nothing() -> None:
    clean = fixed_table(b"mft2", 4, 3, 3)
    marked = clean[:12] + b"thirty-six bytes in which one may hi" + clean[48:]
    one, other = (profile({b"A2B0": t}, space=b"CMYK", connection=b"Lab ") for t in (clean, marked))
    assert rebuild(other) == rebuild(one)


def test_elements_that_do_nothing_are_gone() -> None:
    rebuilt = rebuild(MADE["floating point"])
    assert rebuilt is not None
    assert b"bACS" in MADE["floating point"]
    assert b"bACS" not in rebuilt
    assert b"cvst" in rebuilt


@pytest.mark.parametrize(
    "content",
    [
        b"",
        bytes(200),
        matrix_profile()[:-40],
        matrix_profile()[:131],
        profile({b"wtpt": xyz(*D50)}),
        profile({b"A2B0": fixed_table(b"mft2", 3, 3, 3)}, device=b"link"),
        profile({b"A2B0": fixed_table(b"mft2", 3, 3, 3)}, device=b"nmcl"),
        profile({b"A2B0": fixed_table(b"mft2", 3, 3, 3)}, device=b"abst"),
        profile({b"A2B0": fixed_table(b"mft2", 3, 3, 3)}, version=0x0500_0000),
        profile({b"A2B0": fixed_table(b"mft2", 3, 3, 3)}, space=b"CMYK"),
        profile({b"A2B0": fixed_table(b"mft2", 3, 3, 3)}, connection=b"RGB "),
        profile({b"A2B0": fixed_table(b"mft2", 3, 3, 3)[:-1]}),
        profile({b"A2B0": b"mmet" + bytes(64)}),
        matrix_profile(curve=parametric(0, 1)[:8] + b"\0\7" + bytes(40)),
        matrix_profile(curve=b"curv\0\0\0\0\xff\xff\xff\xff\0\0"),
        matrix_profile().replace(b"gTRC", b"rTRC"),
        matrix_profile(extra={b"zzzz": gamma_curve(3)}).replace(b"zzzz", b"rTRC"),
        profile({b"A2B0": fixed_table(b"mft2", 3, 3, 1)}),
    ],
)
def test_what_is_no_usable_profile_is_none(content: bytes) -> None:
    assert rebuild(content) is None


def test_a_table_that_few_programs_read_is_dropped_alone() -> None:
    whole = matrix_profile(extra={b"B2A0": b"evil" + bytes(60), b"D2B0": b"mpet" + bytes(20)})
    assert rebuild(whole) == rebuild(matrix_profile())


def test_overlapping_elements_do_not_grow_without_end() -> None:
    grid_bytes = b"clut" + bytes((0, 0, 0, 0, 0, 3, 0, 3)) + bytes((99, 99, 99)).ljust(16, b"\0")
    element = grid_bytes + bytes(4 * 3 * 99**3)
    count = 64
    chain = b"mpet" + bytes((0, 0, 0, 0, 0, 3, 0, 3, 0, 0, 0, count))
    chain += ((16 + 8 * count).to_bytes(4, "big") + len(element).to_bytes(4, "big")) * count
    content = profile({b"D2B0": chain + element})
    tracemalloc.start()
    assert rebuild(content) is None
    assert tracemalloc.get_traced_memory()[1] < 100 * limits.MEBIBYTE
    tracemalloc.stop()
    assert rebuild(b"\0" * (limits.COLOUR_PROFILE_BYTES + 1)) is None


@given(st.sampled_from([*MADE.values()]), st.data())
def test_any_bytes_give_a_stable_profile_or_none(content: bytes, data: st.DataObject) -> None:
    changed = bytearray(content)
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(changed) - 1))
        changed[at] = data.draw(st.integers(0, 255))
    del changed[data.draw(st.integers(len(changed) // 2, len(changed))) :]
    rebuilt = rebuild(bytes(changed))
    assert rebuilt is None or rebuild(rebuilt) == rebuilt
