"""A picture as sixels: a string that has a terminal draw pixels (DEC VT340, "Sixel Graphics").

Pillow and the encoder are loaded as the first picture is drawn. Pillow decodes nothing here: it
gets the pixels that the locked room has made. Of textual-image only the encoder is used, which lies
in a module of its own: the public ones ask the terminal what it can do as they are imported, and
write to it past us.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from toolkit.metadata.model import Thumbnail

STRING: Final = re.compile(r'\x1bP[0-9;]*q[0-9;#!$"?-~-]*\x1b\\')
"""What a picture looks like. There is nothing in it but colours, repetitions and pixels."""

_DEFINED: Final = re.compile(r"#(\d+);2;\d+;\d+;\d+")


def sixels(picture: Thumbnail, width: int, height: int) -> str:
    """A picture, to be drawn from the cursor on.

    Args:
        picture: What to draw.
        width: How many of the terminal's pixels it covers.
        height: The same.
    """
    from PIL import Image  # noqa: PLC0415 - see above
    from textual_image._sixel import image_to_sixels  # noqa: PLC0415 - see above

    small = Image.frombytes("RGB", (picture.width, picture.height), picture.rgb)
    drawn = image_to_sixels(small.resize((width, height), Image.Resampling.BICUBIC))
    # foot and xterm do not draw in a colour for having been told what it is.
    return _DEFINED.sub(r"\g<0>#\1", drawn)
