"""Colours as a viewer shows them: palettes applied, which comparing indices would not see."""

from __future__ import annotations

import io
import warnings

from PIL import Image, ImageOps, ImageSequence


def colours_shown(content: bytes) -> list[tuple[tuple[int, int], bytes, float]]:
    """For each frame: its size, red, green, blue and alpha of every pixel, and for how long."""
    frames = []
    with warnings.catch_warnings():
        # Pillow wonders at palettes whose transparency is given by bytes.
        warnings.simplefilter("ignore")
        with Image.open(io.BytesIO(content)) as picture:
            for page in ImageSequence.Iterator(picture):
                upright = ImageOps.exif_transpose(page.copy())
                duration = page.info.get("duration", 0) or 0
                pixels = upright if upright.mode.startswith("I") else upright.convert("RGBA")
                frames.append((upright.size, pixels.tobytes(), duration))
    return frames
