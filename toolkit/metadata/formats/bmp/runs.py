"""Run-length encoded pixels (Microsoft, Bitmap Compression): two bytes at a time.

Data hides after the end of the bitmap, in the byte that fills an odd run up, in the half byte after
an odd number of 4-bit pixels, and in runs that are drawn beside the picture.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from toolkit.errors import DamagedError
from toolkit.metadata.formats.bmp.header import RLE4
from toolkit.metadata.formats.bmp.rows import Pixels

if TYPE_CHECKING:
    from toolkit.metadata.formats.bmp.header import Header
    from toolkit.metadata.source import Source

_END_OF_LINE: Final = 0
_END_OF_BITMAP: Final = 1
_DELTA: Final = 2
_END: Final = b"\0\1"


def read_runs(source: Source, header: Header) -> Pixels:
    """Follow the runs of a picture to its end.

    Raises:
        DamagedError: They end before the picture, or leave it.
    """
    # No picture needs more: two bytes for each pixel, an end for each line, and its jumps.
    most = header.pixels + 2 * header.width * header.height + 8 * header.height + 1024
    data = source.read(header.pixels, max(min(source.size, most), header.pixels))
    runs = _Runs(data, header)
    runs.follow()
    clean = bytes(runs.clean)
    pixels = Pixels(header.pixels + runs.position, used=runs.used)
    if data.startswith(clean) and len(clean) == runs.position:
        pixels.copy(header.pixels, pixels.stop)
    else:
        pixels.pieces.append(clean)
    return pixels


class _Runs:
    def __init__(self, data: bytes, header: Header) -> None:
        self.position = 0
        self.clean = bytearray()
        # What no run draws is shown in the first colour.
        self.used = {0}
        self._data = data
        self._offset = header.pixels
        self._is_rle4 = header.compression == RLE4
        self._width, self._height = header.width, header.height
        self._x = self._y = 0

    def follow(self) -> None:
        while self._y < self._height:
            pair = self._data[self.position : self.position + 2]
            if len(pair) < 2:
                if self._x == self._width and self._y == self._height - 1:
                    break
                raise DamagedError("truncated", offset=self._offset + self.position)
            self.position += 2
            count, value = pair
            if count:
                self._draw(count, value)
            elif value == _END_OF_LINE:
                self.clean += pair
                self._x, self._y = 0, self._y + 1
            elif value == _END_OF_BITMAP:
                self.position -= 2
                break
            elif value == _DELTA:
                self._move()
            else:
                self._draw_each(value)
        if self._data.startswith(_END, self.position):
            self.position += 2
        self.clean += _END

    def _draw(self, count: int, value: int) -> None:
        """One value, many times; viewers cut what goes beyond the row."""
        count = min(count, self._width - self._x)
        if not count:
            return
        if self._is_rle4:
            value &= 0xF0 if count == 1 else 0xFF
            self.used |= {value >> 4, value & 0xF} if count > 1 else {value >> 4}
        else:
            self.used.add(value)
        self.clean += bytes((count, value))
        self._x += count

    def _draw_each(self, count: int) -> None:
        """Many values, one after the other, filled up to an even number of bytes."""
        size = (count + 1) // 2 if self._is_rle4 else count
        values = bytearray(self._data[self.position : self.position + size])
        stop = self.position + size + size % 2
        if len(values) < size or stop > len(self._data):
            raise DamagedError("truncated", offset=self._offset + self.position)
        if self._x + count > self._width:
            raise DamagedError("damaged", offset=self._offset + self.position, part="RLE")
        if self._is_rle4:
            if count % 2:
                self.used.add(values[-1] >> 4)
                values[-1] &= 0xF0
            full = values[: count // 2]
            self.used.update(byte >> 4 for byte in full)
            self.used.update(byte & 0xF for byte in full)
        else:
            self.used.update(values)
        self.clean += bytes((0, count)) + values + bytes(size % 2)
        self.position = stop
        self._x += count

    def _move(self) -> None:
        move = self._data[self.position : self.position + 2]
        if len(move) < 2:
            raise DamagedError("truncated", offset=self._offset + self.position)
        self._x += move[0]
        self._y += move[1]
        if self._x > self._width or self._y >= self._height:
            raise DamagedError("damaged", offset=self._offset + self.position, part="RLE")
        self.clean += b"\0\2" + move
        self.position += 2
