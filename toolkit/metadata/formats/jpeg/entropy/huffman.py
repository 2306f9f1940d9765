"""How many bytes the data of a restart interval take, by counting the bits of each symbol."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.errors import DamagedError
from toolkit.metadata.formats.jpeg.entropy.progressive import Progress
from toolkit.metadata.formats.jpeg.entropy.sequential import dc_bits, sequential_bits
from toolkit.metadata.formats.jpeg.frame import ceil_divide

if TYPE_CHECKING:
    from toolkit.metadata.formats.jpeg.entropy.intervals import Interval
    from toolkit.metadata.formats.jpeg.frame import Frame
    from toolkit.metadata.formats.jpeg.structure import ScanPart
    from toolkit.metadata.source import Source


class HuffmanCounter:
    """Counts the intervals of one picture, which come in their order.

    Args:
        source: The file.
        frame: The frame header.
    """

    def __init__(self, source: Source, frame: Frame) -> None:
        self._source = source
        self._frame = frame
        self._progress = Progress(frame)

    def __call__(self, part: ScanPart, interval: Interval) -> int:
        """Bytes that the data of an interval take, unstuffed.

        Raises:
            DamagedError: There are too few, or bits that are no code.
        """
        content = interval.content(self._source)
        if self._frame.progressive:
            bits = self._progress.bits(content, part, interval.first, interval.mcus)
        elif self._frame.lossless:
            bits = dc_bits(content, part, interval.mcus)
        else:
            bits = sequential_bits(content, part, interval.mcus)
        if bits is None:
            raise DamagedError("damaged", offset=part.start, part="scan data")
        return ceil_divide(bits, 8)
