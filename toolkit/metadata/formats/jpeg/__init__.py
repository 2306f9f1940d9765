"""JPEG (ITU-T T.81), taken apart to the last byte."""

from __future__ import annotations

from typing import Final

from toolkit.metadata.formats.base import Format, on_demand
from toolkit.metadata.formats.jpeg.beginning import recognises

__all__ = ["JPEG"]

JPEG: Final = Format(
    "JPEG",
    (".jpg", ".jpeg", ".jpe", ".jfif", ".mpo"),
    recognises,
    on_demand("toolkit.metadata.formats.jpeg.walking"),
)
