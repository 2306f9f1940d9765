"""Pictures inside an SVG, as data URLs: each is cleaned as a file of its own.

Source: RFC 2397; SVG 2, 12.3.
"""

from __future__ import annotations

import base64
import binascii
import re
from typing import Final, NamedTuple
from urllib.parse import unquote_to_bytes

from toolkit.errors import UnknownFormatError
from toolkit.metadata.formats.embedded import clean_embedded

_DATA_URL: Final = re.compile(
    r"data:\s*(?P<type>[^,;]{0,100})(?P<parameters>(?:;[^,;]{0,100}){0,8}),", re.IGNORECASE
)
_SPACES: Final = re.compile(rb"\s+")

# The beginnings of what viewers draw, for pictures that are announced as something else.
_BEGINNINGS: Final = (
    (b"\x89PNG", 0, "image/png"),
    (b"\xff\xd8", 0, "image/jpeg"),
    (b"GIF8", 0, "image/gif"),
    (b"BM", 0, "image/bmp"),
    (b"II*\0", 0, "image/tiff"),
    (b"MM\0*", 0, "image/tiff"),
    (b"<", 0, "image/svg+xml"),
    (b"WEBP", 8, "image/webp"),
    (b"ftypavi", 4, "image/avif"),
    (b"ftyp", 4, "image/heic"),
)
# Not every viewer draws what has this name, so it stays where it stands.
_OTHER_NAMES: Final = frozenset({"image/jpg"})
_NAMES: Final = frozenset(kind for _, _, kind in _BEGINNINGS) | _OTHER_NAMES


class Picture(NamedTuple):
    """An embedded picture.

    Attributes:
        url: Its clean copy, ``""`` when no viewer could draw it.
        original: Its bytes as found.
        is_changed: Whether the clean copy differs.
    """

    url: str
    original: bytes
    is_changed: bool


def clean_data_url(url: str) -> Picture:
    """The clean copy of a picture in a data URL.

    Raises:
        InputError: It is a picture, and no clean copy can be made.
    """
    head = _DATA_URL.match(url)
    if head is None:
        return Picture("", url.encode(), is_changed=True)
    content = unquote_to_bytes(url[head.end() :])
    if "base64" in head["parameters"].lower():
        try:
            content = base64.b64decode(_SPACES.sub(b"", content) + b"==")
        except binascii.Error:
            return Picture("", content, is_changed=True)
    try:
        clean = clean_embedded(content)
    except UnknownFormatError:
        return Picture("", content, is_changed=True)
    kind = _kind(head["type"].strip().lower(), clean)
    if kind is None:
        return Picture("", content, is_changed=True)
    written = f"data:{kind};base64,{base64.b64encode(clean).decode()}"
    return Picture(written, content, is_changed=clean != content)


def _kind(announced: str, content: bytes) -> str | None:
    """The type by which viewers choose a decoder: as announced, or by what the picture is."""
    if announced in _NAMES:
        return announced
    found = (kind for beginning, at, kind in _BEGINNINGS if content.startswith(beginning, at))
    return next(found, None)
