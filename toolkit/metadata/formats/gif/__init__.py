"""GIF, still and animated (Graphics Interchange Format, version 89a, CompuServe 1990)."""

from __future__ import annotations

from typing import Final

from toolkit.metadata.formats.base import Format, on_demand
from toolkit.metadata.formats.gif.screen import SIGNATURES

__all__ = ["GIF"]


def _recognises(head: bytes) -> bool:
    return head.startswith(SIGNATURES)


GIF: Final = Format(
    "GIF", (".gif",), _recognises, on_demand("toolkit.metadata.formats.gif.walking")
)
