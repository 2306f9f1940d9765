"""JPEG (ITU-T T.81), taken apart to the last byte."""

from __future__ import annotations

from typing import Final

from toolkit.metadata.formats.base import Format
from toolkit.metadata.formats.jpeg.walking import recognises, walk

__all__ = ["JPEG"]

JPEG: Final = Format("JPEG", (".jpg", ".jpeg", ".jpe", ".jfif", ".mpo"), recognises, walk)
