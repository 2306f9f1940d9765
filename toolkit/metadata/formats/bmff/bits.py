"""Fields that are not whole bytes, as video coding has them."""

from __future__ import annotations

from toolkit.errors import DamagedError, UnsupportedError


class Bits:
    """The bits of a short coded structure, from the highest of each byte on.

    Args:
        content: The structure.
        offset: Where it stands in the file, to be told when it is damaged.

    Attributes:
        position: Bits read so far.
    """

    __slots__ = ("_offset", "_size", "_value", "position")

    def __init__(self, content: bytes, offset: int) -> None:
        self._value = int.from_bytes(content, "big")
        self._size = 8 * len(content)
        self._offset = offset
        self.position = 0

    def u(self, count: int) -> int:
        """The next unsigned number of `count` bits.

        Raises:
            DamagedError: The structure ends before.
        """
        self.position += count
        if self.position > self._size:
            raise DamagedError("damaged", offset=self._offset, part="coded header")
        return self._value >> (self._size - self.position) & ((1 << count) - 1)

    def flag(self) -> bool:
        """The next bit.

        Raises:
            DamagedError: The structure ends before.
        """
        return self.u(1) == 1

    def ue(self) -> int:
        """The next Exp-Golomb number (ITU-T H.265, 9.2; as `uvlc` in AV1, 4.10.3).

        Raises:
            DamagedError: The structure ends before, or the number has more than 32 bits.
        """
        zeros = 0
        while not self.flag():
            zeros += 1
            if zeros > 32:
                raise DamagedError("damaged", offset=self._offset, part="coded header")
        return (1 << zeros) - 1 + self.u(zeros)

    def bounded(self, largest: int) -> int:
        """The next Exp-Golomb number, which the standard bounds.

        Raises:
            DamagedError: It is larger, or the structure ends before.
        """
        value = self.ue()
        if value > largest:
            raise DamagedError("damaged", offset=self._offset, part="coded header")
        return value

    def closed(self) -> bytes:
        """What has been read, closed with a stop bit and zeros up to the next whole byte.

        That is `rbsp_trailing_bits` in HEVC (7.3.2.11) and `trailing_bits` in AV1 (5.3.4).

        Raises:
            UnsupportedError: Something else than that follows. Either somebody put it there, or
                this is a structure we read wrongly, and then to cut it would spoil the picture.
        """
        rest = self._size - self.position
        if self._value & ((1 << rest) - 1) != 1 << rest >> 1 or not rest:
            raise UnsupportedError("unsupported", part="bytes behind a coded header")
        return self._cut()

    def cleared(self) -> bytes:
        """As `closed`, with a 0 in the place of a flag not read yet, and whatever follows left out.

        Raises:
            DamagedError: The structure ends before the flag.
        """
        if self.flag():
            self._value &= ~(1 << (self._size - self.position))
        return self._cut()

    def _cut(self) -> bytes:
        read = self._value >> (self._size - self.position)
        padding = -(self.position + 1) % 8
        size = (self.position + 1 + padding) // 8
        return ((read << 1 | 1) << padding).to_bytes(size, "big")
