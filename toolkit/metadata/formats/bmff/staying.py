"""What the clean copy still says beside the picture itself, and has to."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Final

from toolkit.metadata.formats.bmff.appearance import PROFILES
from toolkit.metadata.model import Stay, Stays

if TYPE_CHECKING:
    from toolkit.metadata.formats.bmff.sequence import Sequence
    from toolkit.metadata.formats.bmff.still import Still

# Where the first column and the first row of a picture go, by the number that Exif has for it
# (Exif 3.0, 4.6.5.1.1); y counts downwards.
_ORIENTATIONS: Final = {
    (1, 0, 0, 1): 1,
    (-1, 0, 0, 1): 2,
    (-1, 0, 0, -1): 3,
    (1, 0, 0, -1): 4,
    (0, 1, 1, 0): 5,
    (0, -1, 1, 0): 6,
    (0, -1, -1, 0): 7,
    (0, 1, -1, 0): 8,
}

_BODY: Final = 8


def stays(picture: Still | None, frames: Sequence | None) -> tuple[Stay, ...]:
    """What stays of the primary picture and of the frames."""
    found = []
    boxes: list[bytes] = []
    if frames:
        first = frames.movie.tracks[0]
        boxes = first.entries[0].look
        found.append(Stay(Stays.TIMING, str(len(first.samples.ranges))))
    if picture:
        boxes = [box for box, _ in picture.primary.properties]
    turned = _orientation(boxes)
    if turned != 1:
        found.append(Stay(Stays.ORIENTATION, str(turned)))
    found += [_colour(box) for box in boxes if box[4:8] == b"colr"]
    if (picture and picture.alphas) or (frames and len(frames.movie.tracks) > 1):
        found.append(Stay(Stays.TRANSPARENCY))
    for box in boxes:
        if box[4:8] == b"pasp":
            across, down = struct.unpack(">II", box[_BODY:])
            found.append(Stay(Stays.ASPECT, f"{across}:{down}"))
    return tuple(found)


def _colour(box: bytes) -> Stay:
    """A colour box: a profile, or the numbers of a standard (ITU-T H.273)."""
    kind = box[_BODY : _BODY + 4]
    if kind in PROFILES:
        return Stay(Stays.COLOUR, "ICC")
    numbers = struct.unpack(">3H", box[_BODY + 4 : _BODY + 10])
    return Stay(Stays.COLOUR, "/".join(map(str, numbers)))


def _orientation(boxes: list[bytes]) -> int:
    """Turns and mirrors (ISO 23008-12, 6.5.10 and 6.5.12), one after the other, as one number."""
    a, b, c, d = 1, 0, 0, 1
    for box in boxes:
        value = box[_BODY] if len(box) > _BODY else 0
        if box[4:8] == b"irot":
            for _ in range(value):
                # A quarter against the clock: right goes up.
                a, b, c, d = c, d, -a, -b
        elif box[4:8] == b"imir":
            # 0 swaps top and bottom, 1 swaps left and right.
            a, b, c, d = (-a, -b, c, d) if value else (a, b, -c, -d)
    return _ORIENTATIONS[a, b, c, d]
