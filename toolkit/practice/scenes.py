"""Drawings that stand for photos. They show no person, no place and no sign that is anybody's."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Final

from PIL import Image, ImageDraw, ImageFilter

from toolkit.practice.model import Scene

if TYPE_CHECKING:
    from collections.abc import Callable

SIZE: Final = (1600, 1200)
_HORIZON: Final = 620

_Colour = tuple[int, int, int]


def drawn(scene: Scene, seed: int) -> Image.Image:
    """A picture of 1600 x 1200 pixels, the same for the same seed."""
    picture = Image.new("RGB", SIZE)
    _DRAWERS[scene](picture, random.Random(seed))  # noqa: S311 - a picture, no secret
    # Flat colours look like a drawing; a little blur and grain look like a cheap camera.
    noise = Image.effect_noise(SIZE, 18).convert("RGB")
    return Image.blend(picture.filter(ImageFilter.GaussianBlur(1.2)), noise, 0.06)


def _sky(picture: Image.Image, top: _Colour, bottom: _Colour, height: int = _HORIZON) -> None:
    draw = ImageDraw.Draw(picture)
    for y in range(height):
        share = y / height
        mixed = [round(a + (b - a) * share) for a, b in zip(top, bottom, strict=True)]
        draw.line([(0, y), (SIZE[0], y)], fill=(mixed[0], mixed[1], mixed[2]))


def _square(picture: Image.Image, chance: random.Random) -> None:
    _sky(picture, (120, 170, 220), (225, 230, 235))
    draw = ImageDraw.Draw(picture)
    x = 0
    while x < SIZE[0]:
        width, height = chance.randrange(140, 260), chance.randrange(180, 420)
        shade = chance.randrange(120, 190)
        top = _HORIZON - height
        draw.rectangle([x, top, x + width, _HORIZON], fill=(shade, shade - 15, shade - 35))
        for row in range(top + 30, _HORIZON - 50, 60):
            for column in range(x + 20, x + width - 40, 50):
                draw.rectangle([column, row, column + 24, row + 34], fill=(70, 80, 95))
        x += width
    draw.rectangle([0, _HORIZON, *SIZE], fill=(165, 160, 150))
    for row in range(14):
        size = 14 + row * 5
        y = _HORIZON + 10 + row * row * 3
        for _each in range(26):
            left = chance.randrange(0, SIZE[0])
            coat = [chance.randrange(40, 200) for _ in range(3)]
            draw.ellipse([left, y, left + size, y + size], fill=(205, 170, 145))
            draw.rounded_rectangle(
                [left - size // 2, y + size, left + size * 1.5, y + size * 3],
                size // 2,
                fill=(coat[0], coat[1], coat[2]),
            )


def _room(picture: Image.Image, chance: random.Random) -> None:
    draw = ImageDraw.Draw(picture)
    draw.rectangle([0, 0, SIZE[0], 820], fill=(214, 205, 186))
    draw.rectangle([0, 820, *SIZE], fill=(136, 104, 74))
    draw.rectangle([980, 120, 1420, 620], fill=(245, 245, 240))
    draw.rectangle([1000, 140, 1400, 600], fill=(60, 74, 110))
    draw.line([(1200, 140), (1200, 600)], fill=(245, 245, 240), width=14)
    for _each in range(24):
        x, y = chance.randrange(1010, 1390), chance.randrange(320, 590)
        draw.rectangle([x, y, x + 10, y + 14], fill=(240, 214, 130))
    draw.rectangle([160, 560, 900, 600], fill=(96, 66, 44))
    draw.rectangle([200, 600, 240, 1000], fill=(96, 66, 44))
    draw.rectangle([820, 600, 860, 1000], fill=(96, 66, 44))
    draw.rectangle([380, 360, 700, 560], fill=(40, 40, 44))
    draw.rectangle([396, 376, 684, 536], fill=(168, 196, 214))
    for row in range(396, 520, 22):
        draw.line([(412, row), (412 + chance.randrange(90, 250), row)], fill=(70, 90, 110), width=6)


def _street(picture: Image.Image, chance: random.Random) -> None:
    _sky(picture, (250, 190, 140), (250, 225, 190))
    draw = ImageDraw.Draw(picture)
    draw.polygon([(700, _HORIZON), (900, _HORIZON), (1500, 1200), (100, 1200)], fill=(92, 92, 98))
    draw.polygon([(0, 1200), (0, _HORIZON), (700, _HORIZON), (100, 1200)], fill=(150, 140, 126))
    draw.polygon([(1600, 1200), (1600, 560), (900, _HORIZON), (1500, 1200)], fill=(140, 132, 120))
    for step in range(6):
        depth = 1 - step / 7
        width = int(300 * depth)
        left = int(-80 + step * 130)
        shade = chance.randrange(90, 160)
        top = int(_HORIZON - 420 * depth)
        for x in (left, SIZE[0] - left - width):
            draw.rectangle(
                [x, top, x + width, _HORIZON + int(120 * depth)], fill=(shade, shade, 90)
            )
    for step in range(8):
        y = _HORIZON + 20 + step * step * 9
        draw.rectangle([796 - step, y, 804 + step, y + 8 + step * 5], fill=(235, 230, 215))


def _hills(picture: Image.Image, chance: random.Random) -> None:
    _sky(picture, (90, 150, 210), (235, 240, 240), 800)
    draw = ImageDraw.Draw(picture)
    for layer in range(5):
        base = 460 + layer * 130
        points, height = [(0, SIZE[1])], float(base)
        for x in range(0, SIZE[0] + 40, 40):
            height += chance.uniform(-26, 26)
            height = min(max(height, base - 90), base + 90)
            points.append((x, round(height)))
        points.append((SIZE[0], SIZE[1]))
        draw.polygon(points, fill=(110 - layer * 18, 150 - layer * 16, 120 - layer * 20))


_DRAWERS: Final[dict[Scene, Callable[[Image.Image, random.Random], None]]] = {
    Scene.SQUARE: _square,
    Scene.ROOM: _room,
    Scene.STREET: _street,
    Scene.HILLS: _hills,
}
