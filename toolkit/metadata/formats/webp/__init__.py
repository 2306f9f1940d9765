"""WebP (RFC 9649): lossy, lossless, extended and animated."""

from __future__ import annotations

from typing import Final

from toolkit.metadata.formats.base import Format, on_demand

__all__ = ["WEBP"]


def _recognises(head: bytes) -> bool:
    return head[:4] == b"RIFF" and head[8:12] == b"WEBP"


WEBP: Final = Format(
    "WebP", (".webp",), _recognises, on_demand("toolkit.metadata.formats.webp.container")
)
