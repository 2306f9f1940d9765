"""How many bytes the data of an arithmetic-coded interval take (ITU-T T.81, Annex D).

The coder drops the zero bytes at its end (D.1.8), and the decoder reads zeros where they are
missing (D.2.6), so the true end is the shortest beginning that still gives the same picture. The
bytes of an interval are one long binary fraction; any value from a certain lowest one on decodes
alike, and a longer beginning is never a lower value, so the shortest is found by halving.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from toolkit.errors import UnsupportedError
from toolkit.metadata.formats.jpeg.entropy.intervals import without
from toolkit.metadata.formats.jpeg.entropy.pictures import shown
from toolkit.metadata.formats.jpeg.rendering import rendered

if TYPE_CHECKING:
    from toolkit.metadata.formats.jpeg.entropy.intervals import Interval
    from toolkit.metadata.formats.jpeg.frame import Frame
    from toolkit.metadata.formats.jpeg.structure import ScanPart, Structure
    from toolkit.metadata.formats.jpeg.tables import Table
    from toolkit.metadata.source import Source

# Each interval has the picture decoded at least twice; files like that are made for tests only.
_INTERVALS: Final = 128


class ArithmeticCounter:
    """Counts the intervals of one picture.

    Args:
        source: The file.
        structure: The stream, taken apart.
        frame: Its frame header.
        known: Tables that stand in another stream.

    Raises:
        UnsupportedError: Pillow cannot decode it.
    """

    def __init__(
        self, source: Source, structure: Structure, frame: Frame, known: tuple[Table, ...]
    ) -> None:
        self._source = source
        self._structure = structure
        self._frame = frame
        self._known = known
        self._left = _INTERVALS
        self._picture = shown(rendered(source, structure, {}, known), frame)

    def __call__(self, part: ScanPart, interval: Interval) -> int:
        """Bytes that the data of an interval take, unstuffed.

        Raises:
            UnsupportedError: The picture has too many intervals.
        """
        self._left -= 1
        if self._left < 0:
            raise UnsupportedError("unsupported", part="scan data")
        high = len(interval.content(self._source))
        # Nearly always the last byte is needed.
        if not high or not self._shows_the_same(part, interval, high - 1):
            return high
        low, high = 0, high - 1
        while low < high:
            middle = (low + high) // 2
            if self._shows_the_same(part, interval, middle):
                high = middle
            else:
                low = middle + 1
        return high

    def _shows_the_same(self, part: ScanPart, interval: Interval, length: int) -> bool:
        data = without(part.data, interval.surplus(self._source, length))
        stream = rendered(self._source, self._structure, {part: data}, self._known)
        return shown(stream, self._frame) == self._picture
