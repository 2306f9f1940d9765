"""What an independent decoder makes of a stream: the proof that a cut changed nothing."""

from __future__ import annotations

import io
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from toolkit.errors import UnsupportedError

if TYPE_CHECKING:
    from toolkit.metadata.formats.jpeg.frame import Frame

# Two pictures of this size still fit in the memory of an ordinary machine.
_SHOWN_PIXELS: Final = 200_000_000


def shown(stream: bytes, frame: Frame) -> bytes:
    """A digest of the pixels of a stream.

    Args:
        stream: As rendered: it holds no metadata that the decoder could trip over.
        frame: Its frame header.

    Raises:
        UnsupportedError: Pillow cannot decode it.
    """
    # Most files need no proof, and Pillow takes longer to load than they take to clean.
    from PIL.JpegImagePlugin import JpegImageFile  # noqa: PLC0415

    if frame.width * frame.height > _SHOWN_PIXELS:
        raise UnsupportedError("unsupported", part="scan data")
    try:
        with JpegImageFile(io.BytesIO(stream)) as picture:
            picture.load()
            return sha256(picture.tobytes()).digest()
    # A file that is no picture to Pillow is a SyntaxError.
    except (OSError, SyntaxError, ValueError) as error:
        raise UnsupportedError("unsupported", part="scan data") from error
