"""GIF, still and animated (Graphics Interchange Format, version 89a, CompuServe 1990)."""

from __future__ import annotations

from typing import Final

from toolkit.metadata.formats.base import Format
from toolkit.metadata.formats.gif.screen import SIGNATURES
from toolkit.metadata.formats.gif.walking import walk

__all__ = ["GIF"]


def _recognises(head: bytes) -> bool:
    return head.startswith(SIGNATURES)


GIF: Final = Format("GIF", (".gif",), _recognises, walk)
