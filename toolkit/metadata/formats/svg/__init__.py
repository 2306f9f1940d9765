"""SVG (SVG 1.1, SVG 2): rebuilt from what draws."""

from __future__ import annotations

from typing import Final

from toolkit.metadata.formats.base import Format, on_demand

__all__ = ["SVG"]

_GZIP: Final = b"\x1f\x8b\x08"
# Marks of an encoding, zeros of a wide one, and white space.
_BEFORE_TEXT: Final = b"\xef\xbb\xbf\xfe\xff\0 \t\r\n"


def _recognises(head: bytes) -> bool:
    # Only what could be text gets the careful look, which has to be loaded first.
    if not head.startswith(_GZIP) and not head.lstrip(_BEFORE_TEXT).startswith(b"<"):
        return False
    from toolkit.metadata.formats.svg.walking import recognises  # noqa: PLC0415

    return recognises(head)


SVG: Final = Format(
    "SVG", (".svg", ".svgz"), _recognises, on_demand("toolkit.metadata.formats.svg.walking")
)
