"""Real pictures for tests with real processes, each with something to hide."""

from __future__ import annotations

import io
import random
from typing import TYPE_CHECKING

from PIL import Image
from PIL.PngImagePlugin import PngInfo

if TYPE_CHECKING:
    from pathlib import Path

SAID = "made by Qz0123456789Secret"


def picture(side: int = 64, seed: int = 0) -> bytes:
    """A PNG of noise, of about three times `side` squared bytes."""
    noise = random.Random(seed).randbytes(3 * side * side)
    said = PngInfo()
    said.add_text("Author", SAID)
    out = io.BytesIO()
    Image.frombytes("RGB", (side, side), noise).save(out, "PNG", pnginfo=said)
    return out.getvalue()


def fill(folder: Path, count: int, side: int = 64) -> list[Path]:
    """A folder of different pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"IMG_{number:04d}.png" for number in range(count)]
    for number, path in enumerate(paths):
        path.write_bytes(picture(side, number))
    return paths
