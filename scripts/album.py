"""An album of drawn photos for `pictures`: what they say is invented, as is what they show."""

from __future__ import annotations

import io
import math
import random
from typing import TYPE_CHECKING, Final

from PIL import Image, ImageDraw, ImageFilter

if TYPE_CHECKING:
    from pathlib import Path

SKIES: Final = (
    ((250, 200, 140), (90, 110, 170)),
    ((200, 220, 240), (90, 150, 210)),
    ((255, 170, 120), (110, 60, 110)),
    ((220, 230, 235), (150, 175, 195)),
)

# Name, place (degrees, north and east), camera, serial number, author, program.
ALBUM: Final = (
    ("IMG_20260503_142210.jpg", (41.0151, 28.9795), ("Apple", "iPhone 13"), "", "", "17.4.1"),
    ("IMG_20260503_142544.jpg", (41.0082, 28.9784), ("Apple", "iPhone 13"), "", "", "17.4.1"),
    ("DSC_0412.jpg", (39.9334, 32.8597), ("NIKON CORPORATION", "NIKON D750"), "6012345", "", ""),
    ("march-1.jpg", None, ("Canon", "Canon EOS R6"), "023021001234", "Leyla Example", ""),
    ("march-2.jpg", None, ("Canon", "Canon EOS R6"), "023021001234", "Leyla Example", ""),
    ("signal-2026-05-04-101512.jpg", None, None, "", "", ""),
    ("poster-final.jpg", None, None, "", "M. Sample", "GIMP 2.10.36"),
    ("screenshot_7.jpg", None, None, "", "", "Android 15"),
    ("tree.jpg", None, None, "", "", ""),
)


def write(folder: Path) -> None:
    """Draw the photos.

    Args:
        folder: A folder that is not there yet.
    """
    folder.mkdir()
    for number, entry in enumerate(ALBUM):
        (folder / entry[0]).write_bytes(_photo(number, *entry[1:]))


def _photo(  # noqa: PLR0913, PLR0917 - a photo says this much
    number: int,
    place: tuple[float, float] | None,
    camera: tuple[str, str] | None,
    serial: str,
    author: str,
    program: str,
) -> bytes:
    """A drawn photo as a JPEG, with Exif that says all this."""
    exif = Image.Exif()
    if camera:
        exif[0x010F], exif[0x0110] = camera
        exif.get_ifd(0x8769)[0x9003] = f"2026:05:0{1 + number % 8} 14:2{number}:10"
    if serial:
        exif.get_ifd(0x8769)[0xA431] = serial
    if author:
        exif[0x013B] = author
    if program:
        exif[0x0131] = program
    if place:
        north, east = place
        position = exif.get_ifd(0x8825)
        position[1], position[2] = "N", (float(int(north)), (north % 1) * 60, 0.0)
        position[3], position[4] = "E", (float(int(east)), (east % 1) * 60, 0.0)
    out = io.BytesIO()
    _scene(number).save(out, "JPEG", quality=92, exif=exif)
    return out.getvalue()


def _scene(number: int) -> Image.Image:
    """Hills under a sky, a sun, a town or a tree."""
    width, height = 960, 720
    chance = random.Random(number)  # noqa: S311 - a drawing
    low, high = SKIES[number % len(SKIES)]
    ramp = Image.linear_gradient("L").resize((width, height))
    sky = Image.composite(Image.new("RGB", ramp.size, low), Image.new("RGB", ramp.size, high), ramp)
    draw = ImageDraw.Draw(sky)
    x, y = chance.randint(200, 760), chance.randint(120, 300)
    draw.ellipse((x - 55, y - 55, x + 55, y + 55), fill=(255, 244, 214))
    for depth in range(4):
        shade = tuple(int(c * (0.75 - 0.17 * depth)) for c in low)
        base = 380 + depth * 80
        slope, wave = chance.uniform(40, 90), chance.uniform(150, 300)
        ridge = [(px, base + slope * math.sin(px / wave + depth * 2)) for px in range(0, 961, 8)]
        draw.polygon([*ridge, (width, height), (0, height)], fill=shade)
    for left in range(80, 880, 70 if number % 2 else 400):
        top = chance.randint(430, 520)
        draw.rectangle((left, top, left + 44, 720), fill=(40, 38, 48))
        for row in range(top + 12, 700, 30):
            draw.rectangle((left + 10, row, left + 18, row + 10), fill=(250, 214, 130))
    return sky.filter(ImageFilter.GaussianBlur(1))
