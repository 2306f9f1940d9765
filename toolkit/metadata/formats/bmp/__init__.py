"""BMP of Windows and of OS/2 (Microsoft, Bitmap Storage; IBM, OS/2 Presentation Manager)."""

from __future__ import annotations

from typing import Final

from toolkit.metadata.formats.base import Format, on_demand
from toolkit.metadata.formats.bmp.header import recognises

__all__ = ["BMP"]

BMP: Final = Format(
    "BMP", (".bmp", ".dib"), recognises, on_demand("toolkit.metadata.formats.bmp.walking")
)
