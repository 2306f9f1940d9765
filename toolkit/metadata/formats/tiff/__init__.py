"""TIFF 6.0 and BigTIFF, rebuilt from the tags that pixels need."""

from __future__ import annotations

from typing import Final

from toolkit.metadata.formats.base import Format, on_demand

__all__ = ["TIFF"]

_SIGNATURES: Final = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")


def _recognises(head: bytes) -> bool:
    return head.startswith(_SIGNATURES)


TIFF: Final = Format(
    "TIFF", (".tif", ".tiff"), _recognises, on_demand("toolkit.metadata.formats.tiff.walking")
)
