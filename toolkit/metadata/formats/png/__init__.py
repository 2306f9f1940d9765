"""PNG and animated PNG (Portable Network Graphics, third edition, W3C 2025)."""

from __future__ import annotations

from typing import Final

from toolkit.metadata.formats.base import Format, on_demand
from toolkit.metadata.formats.png.chunks import SIGNATURE

__all__ = ["PNG"]


def _recognises(head: bytes) -> bool:
    return head.startswith(SIGNATURE)


PNG: Final = Format(
    "PNG", (".png", ".apng"), _recognises, on_demand("toolkit.metadata.formats.png.walking")
)
