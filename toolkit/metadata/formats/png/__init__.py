"""PNG and animated PNG (Portable Network Graphics, third edition, W3C 2025)."""

from __future__ import annotations

from typing import Final

from toolkit.metadata.formats.base import Format
from toolkit.metadata.formats.png.chunks import SIGNATURE
from toolkit.metadata.formats.png.walking import walk

__all__ = ["PNG"]


def _recognises(head: bytes) -> bool:
    return head.startswith(SIGNATURE)


PNG: Final = Format("PNG", (".png", ".apng"), _recognises, walk)
