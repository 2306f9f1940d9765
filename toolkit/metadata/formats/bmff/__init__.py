"""HEIC, HEIF and AVIF: pictures in the ISO base media file format.

A file is boxes in boxes. One of them, `meta`, lists items and says where in the file the bytes of
each one stand; one of the items is the picture that is shown. Nothing else is needed, so nothing
else is copied: the clean copy is written anew, around the coded bytes of that picture, of the
pictures it is put together from, and of its transparency. Where the file is a sequence (an animated
AVIF), the frames of its track stay as well, with their exact timing.

Films (MP4, MOV) look alike from outside and are none of these formats.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from toolkit.metadata.formats.base import Format
from toolkit.metadata.formats.bmff.brands import is_avif, is_heic

if TYPE_CHECKING:
    from toolkit.metadata.model import Walk
    from toolkit.metadata.source import Source


# As `on_demand` does, with the name of the one format or the other.
def _walk_heic(source: Source) -> Walk:
    from toolkit.metadata.formats.bmff.walking import walk  # noqa: PLC0415

    return walk(source, "HEIC")


def _walk_avif(source: Source) -> Walk:
    from toolkit.metadata.formats.bmff.walking import walk  # noqa: PLC0415

    return walk(source, "AVIF")


HEIC: Final = Format("HEIC", (".heic", ".heif", ".hif"), is_heic, _walk_heic)
AVIF: Final = Format("AVIF", (".avif", ".avifs"), is_avif, _walk_avif)

__all__ = ["AVIF", "HEIC"]
