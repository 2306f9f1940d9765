"""What an independent decoder makes of a stream: the proof that a cut changed nothing."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

from toolkit.errors import UnsupportedError
from toolkit.metadata.formats.jpeg.frame import ceil_divide

if TYPE_CHECKING:
    from toolkit.metadata.formats.jpeg.frame import Frame

_EOI: Final = b"\xff\xd9"

_STEP_BYTES: Final = 1 << 18

_LOOK_AHEAD_BYTES: Final = 16
"""Handed byte by byte: twice what libjpeg holds in its bit buffer."""

# Two pictures of this size still fit in the memory of an ordinary machine.
_SHOWN_PIXELS: Final = 200_000_000


def decodes_to_its_end(stream: bytes, frame: Frame) -> bool:
    """Whether a decoder needs a stream's entropy-coded data up to the last bytes before EOI.

    libjpeg decodes what it is handed until it wants more. Handed the data little by little, it is
    done with the picture before the last of them when there are more than it needs. It looks up to
    seven bytes ahead, so surplus of fewer than eight bytes is not seen here. Decoding at an eighth
    of the size takes a third of the time, and reads the same data.

    Args:
        stream: As rendered: one sequential scan.
        frame: Its frame header.

    Returns:
        False where there is surplus, and where Pillow cannot tell.
    """
    from PIL import Image  # noqa: PLC0415 - as below
    from PIL.JpegImagePlugin import JpegImageFile  # noqa: PLC0415 - as below

    end = len(stream) - len(_EOI)
    try:
        with JpegImageFile(io.BytesIO(stream)) as picture:
            picture.draft(picture.mode, (ceil_divide(frame.width, 8), ceil_divide(frame.height, 8)))
            _, extents, _, arguments = picture.tile[0]
            # What Pillow's own incremental parser does (PIL.ImageFile.Parser.feed), which hides
            # how much the decoder took.
            decoder = Image._getdecoder(  # noqa: SLF001 - see above
                picture.mode, "jpeg", arguments, picture.decoderconfig
            )
            decoder.setimage(Image.new(picture.mode, picture.size).im, extents)
    except (OSError, SyntaxError, ValueError):
        return False
    waiting = b""
    position = 0
    while position < end:
        step = min(position + _STEP_BYTES, max(end - _LOOK_AHEAD_BYTES, position + 1))
        waiting += stream[position:step]
        position = step
        used, _failure = decoder.decode(waiting)
        if used < 0:
            return False
        waiting = waiting[used:]
    # Still hungry with all data eaten: the marker is the first thing it has no use for.
    return True


def shown(stream: bytes, frame: Frame) -> bytes:
    """A digest of the pixels of a stream.

    Args:
        stream: As rendered: it holds no metadata that the decoder could trip over.
        frame: Its frame header.

    Raises:
        UnsupportedError: Pillow cannot decode it.
    """
    # Most files need no proof, and Pillow takes longer to load than they take to clean.
    from hashlib import sha256  # noqa: PLC0415 - wanted only here

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
