"""Text behind a coded picture.

The arithmetic coding of HEVC and AV1 tells where a picture ends only to who decodes it, so bytes
appended to it cannot be cut off by reading alone. Compressed bytes look like chance; text does not.
A picture that ends in text is refused: 16 letters at the very end happen once in a million times
by chance, and 24 among the last 4096 bytes once in five million times.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from toolkit.errors import UnsupportedError

if TYPE_CHECKING:
    from toolkit.metadata.formats.bmff.extents import Extents

_TAIL_BYTES: Final = 4096

_TEXT: Final = re.compile(
    rb"[\x20-\x7e]{16}[^\x20-\x7e]{0,4}\Z"
    rb"|[\x20-\x7e]{24}"
    rb"|(?:[\x20-\x7e]\0){8}"
    rb"|(?:\0[\x20-\x7e]){8}",
    re.DOTALL,
)


def refuse_text(extents: Extents, start: int, stop: int) -> None:
    """Refuse a coded picture that ends in text.

    Raises:
        UnsupportedError: It does.
    """
    if _TEXT.search(extents.read(max(start, stop - _TAIL_BYTES), stop)):
        raise UnsupportedError("unsupported", part="text behind the coded picture")
