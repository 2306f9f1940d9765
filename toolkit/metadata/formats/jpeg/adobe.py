"""The Adobe segment (APP14), which says how the colours of a JPEG stream are coded.

Sources: Adobe Technical Note #5116, section 18; ITU-T T.872, 6.5.3.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from toolkit.metadata.formats.jpeg import markers
from toolkit.metadata.formats.jpeg.structure import ScanPart

if TYPE_CHECKING:
    from toolkit.metadata.formats.jpeg.structure import Structure
    from toolkit.metadata.source import Source

IDENTIFIER: Final = b"Adobe"

_BODY_BYTES: Final = 12
_VERSION: Final = 100


def canonical(source: Source, structure: Structure) -> bytes:
    """The one Adobe segment that decoders go by, its version and flags set as all others'.

    Returns:
        A segment of sixteen bytes, or nothing where the stream has none.
    """
    transform = None
    for part in structure.parts:
        if isinstance(part, ScanPart):
            break
        # libjpeg goes by the last one before the first scan.
        if part.marker == markers.APP14 and source.holds(part.body, IDENTIFIER):
            body = source.read(part.body, part.stop)
            if len(body) >= _BODY_BYTES:
                transform = body[11]
    if transform is None:
        return b""
    body = IDENTIFIER + _VERSION.to_bytes(2, "big") + bytes(4) + bytes((transform,))
    return b"\xff\xee\x00\x0e" + body
