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
_TYPES: Final = (
    (b"\x89PNG", "image/png"),
    (b"\xff\xd8", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"BM", "image/bmp"),
    (b"<", "image/svg+xml"),
)
_BRANDS: Final = ((b"WEBP", 8, "image/webp"), (b"ftypavi", 4, "image/avif"))


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
    kind = _kind(clean)
    if kind is None:
        return Picture("", content, is_changed=True)
    written = f"data:{kind};base64,{base64.b64encode(clean).decode()}"
    return Picture(written, content, is_changed=clean != content)


def _kind(content: bytes) -> str | None:
    """The type by which viewers choose a decoder, by what the picture is."""
    for beginning, kind in _TYPES:
        if content.startswith(beginning):
            return kind
    for name, at, kind in _BRANDS:
        if content.startswith(name, at):
            return kind
    return None
