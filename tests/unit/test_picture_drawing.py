"""A picture in cells: the right shape, the right colours, and nothing but text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from rich.cells import cell_len

from toolkit.metadata.model import Thumbnail
from toolkit.tui.widgets.picture_drawing import cells, coloured, shaded
from toolkit.tui.widgets.scaling import scaled

SIDES = st.integers(1, 70)


def plain(red: int, green: int, blue: int, width: int = 12, height: int = 8) -> Thumbnail:
    return Thumbnail(width, height, bytes([red, green, blue]) * (width * height))


def split(left: bytes, right: bytes, width: int = 8, height: int = 8) -> Thumbnail:
    """Two halves side by side."""
    return Thumbnail(width, height, (left * (width // 2) + right * (width // 2)) * height)


def noise(width: int, height: int) -> Thumbnail:
    picture = Image.effect_noise((width, height), 60).convert("RGB")
    return Thumbnail(width, height, picture.tobytes())


@given(*[SIDES] * 4, st.tuples(*[st.integers(0, 255)] * 3))
def test_one_colour_stays_that_colour_in_every_size(
    width: int, height: int, columns: int, rows: int, colour: tuple[int, int, int]
) -> None:
    bands = scaled(plain(*colour, width, height), columns, rows)
    assert bands == tuple(bytes([value]) * (columns * rows) for value in colour)


@pytest.mark.parametrize("size", [(40, 30), (39, 31), (64, 10), (20, 15), (53, 40)])
def test_scaling_averages_as_an_exact_filter_does(size: tuple[int, int]) -> None:
    shades = Image.linear_gradient("L").resize((320, 240))
    turned = Image.linear_gradient("L").rotate(90).resize((320, 240))
    picture = Image.merge("RGB", (shades, turned, shades.transpose(Image.Transpose.ROTATE_180)))
    exact = picture.resize(size, Image.Resampling.BOX)
    bands = scaled(Thumbnail(320, 240, picture.tobytes()), *size)
    for band, expected in zip(bands, exact.split(), strict=True):
        pairs = zip(band, expected.tobytes(), strict=True)
        assert max(abs(a - b) for a, b in pairs) <= 6


def test_fine_detail_becomes_its_mean_and_does_not_flicker() -> None:
    checks = Thumbnail(64, 64, (b"\0\0\0\xff\xff\xff" * 32 + b"\xff\xff\xff\0\0\0" * 32) * 32)
    red, _green, _blue = scaled(checks, 16, 16)
    assert set(red) <= {127, 128}


@given(SIDES, SIDES, st.integers(1, 200), st.integers(1, 60))
def test_a_picture_never_covers_more_than_its_room(
    width: int, height: int, columns: int, rows: int
) -> None:
    across, down = cells(plain(0, 0, 0, width, height), columns, rows)
    assert 1 <= across <= columns
    assert 1 <= down <= rows


@pytest.mark.parametrize(
    ("size", "expected"),
    [((300, 200), (60, 20)), ((200, 300), (27, 20)), ((200, 200), (40, 20)), ((900, 100), (60, 3))],
)
def test_a_picture_keeps_its_shape(size: tuple[int, int], expected: tuple[int, int]) -> None:
    assert cells(plain(0, 0, 0, *size), 60, 20) == expected


def test_a_cell_has_the_colours_of_its_quarters() -> None:
    ((cell,),) = coloured(split(b"\xff\0\0", b"\0\0\x80"), 1, 1)
    assert cell.style
    assert cell.text == "▌"
    assert cell.style.color
    assert cell.style.bgcolor
    assert cell.style.color.triplet == (255, 0, 0)
    assert cell.style.bgcolor.triplet == (0, 0, 128)


@given(SIDES, SIDES, st.integers(1, 30), st.integers(1, 12))
def test_every_sign_is_a_block_one_cell_wide(
    width: int, height: int, columns: int, rows: int
) -> None:
    picture = noise(width, height)
    drawn = coloured(picture, columns, rows)
    texts = ["".join(cell.text for cell in row) for row in drawn]
    assert not any(cell.control for row in drawn for cell in row)
    for row in [*texts, *shaded(picture, columns, rows)]:
        assert cell_len(row) == len(row) == columns
        assert all(sign == " " or "\u2580" <= sign <= "\u259f" for sign in row)
    assert len(texts) == len(shaded(picture, columns, rows)) == rows


def test_shades_are_those_that_every_terminal_has() -> None:
    assert set("".join(shaded(noise(320, 240), 60, 20))) <= set(" ░▒▓█▀▄▌▐")


def test_shades_follow_what_text_lies_on() -> None:
    picture = split(b"\0\0\0", b"\xff\xff\xff")
    assert shaded(picture, 4, 1) == ["  ██"]
    assert shaded(picture, 4, 1, on_light=True) == ["██  "]


def test_a_dull_picture_still_uses_all_shades() -> None:
    shades = bytes(value for step in range(100, 120) for value in (step,) * 3)
    (row,) = shaded(Thumbnail(20, 1, shades), 20, 1)
    assert {" ", "░", "▒", "▓", "█"} <= set(row)


@pytest.mark.timed
def test_drawing_follows_a_window_as_it_is_resized() -> None:
    picture = noise(320, 240)
    for draw in (coloured, shaded):
        draw(picture, 60, 20)
        seconds = []
        for _ in range(10):
            began = time.perf_counter()
            draw(picture, 60, 20)
            seconds.append(time.perf_counter() - began)
        # Here it takes 5 ms; this bounds what a slow and busy machine may make of that.
        assert min(seconds) < 0.025
