"""CBOR, as far as C2PA uses it, within bounds.

Source: RFC 8949, 3.
"""

from __future__ import annotations

import struct
from typing import Final, TypeAlias

from toolkit.errors import DamagedError, LimitError

Value: TypeAlias = "str | bytes | int | float | bool | list[Value] | dict[str, Value] | None"

_DEPTH: Final = 32
_ITEMS: Final = 100_000

_FLOATS: Final = {25: ">e", 26: ">f", 27: ">d"}
_SIMPLE: Final[dict[int, bool | None]] = {20: False, 21: True, 22: None, 23: None}
_INDEFINITE: Final = 31
_BREAK: Final = 0xFF


def decode(content: bytes) -> Value:
    """The first item. Tags are looked through; keys of maps become text.

    Raises:
        DamagedError: It is no CBOR, or ends too early.
        LimitError: It nests too deep or has too many items.
    """
    return _Decoder(content).item(0)


class _Decoder:
    def __init__(self, content: bytes) -> None:
        self._content = content
        self._position = 0
        self._items = 0

    def item(self, depth: int) -> Value:
        """The item at the position, which moves behind it."""
        self._items += 1
        if depth > _DEPTH or self._items > _ITEMS:
            raise LimitError("nested-too-deep", limit=_DEPTH)
        first = self._take(1)[0]
        major, extra = first >> 5, first & 31
        if major == 7:
            return self._simple(extra)
        argument = self._argument(extra)
        value: Value = argument
        if major == 1:
            value = -1 - argument
        elif major in {2, 3}:
            value = self._string(argument, text=major == 3, open_ended=extra == _INDEFINITE)
        elif major == 4:
            value = [self.item(depth + 1) for _ in self._count(argument, extra)]
        elif major == 5:
            value = {
                str(self.item(depth + 1)): self.item(depth + 1)
                for _ in self._count(argument, extra)
            }
        elif major == 6:
            value = self.item(depth + 1)
        return value

    def _take(self, count: int) -> bytes:
        part = self._content[self._position : self._position + count]
        if len(part) < count:
            raise DamagedError("truncated", offset=len(self._content))
        self._position += count
        return part

    def _argument(self, extra: int) -> int:
        if extra < 24:
            return extra
        if extra <= 27:
            return int.from_bytes(self._take(1 << (extra - 24)), "big")
        if extra == _INDEFINITE:
            return 0
        raise DamagedError("damaged", offset=self._position, part="CBOR")

    def _count(self, argument: int, extra: int) -> _Items:
        return _Items(self, None if extra == _INDEFINITE else argument)

    def ended(self) -> bool:
        """Whether the sign that ends an open-ended item comes next; it is taken."""
        if self._content[self._position : self._position + 1] == bytes([_BREAK]):
            self._position += 1
            return True
        return False

    def _string(self, length: int, *, text: bool, open_ended: bool) -> str | bytes:
        if open_ended:
            chunks = []
            while not self.ended():
                self._items += 1
                if self._items > _ITEMS:
                    raise LimitError("too-many-parts", limit=_ITEMS)
                chunks.append(self._take(self._argument(self._take(1)[0] & 31)))
            content = b"".join(chunks)
        else:
            content = self._take(length)
        return content.decode("utf-8", "replace") if text else content

    def _simple(self, extra: int) -> Value:
        if extra in _FLOATS:
            layout = _FLOATS[extra]
            value: float = struct.unpack(layout, self._take(struct.calcsize(layout)))[0]
            return value
        if extra in _SIMPLE:
            return _SIMPLE[extra]
        raise DamagedError("damaged", offset=self._position, part="CBOR")


class _Items:
    """As many turns as a list or a map has items."""

    def __init__(self, decoder: _Decoder, count: int | None) -> None:
        self._decoder = decoder
        self._left = count

    def __iter__(self) -> _Items:
        return self

    def __next__(self) -> None:
        if self._left is None:
            if self._decoder.ended():
                raise StopIteration
        elif self._left == 0:
            raise StopIteration
        else:
            self._left -= 1
