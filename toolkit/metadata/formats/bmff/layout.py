"""Where things stand in the clean copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.metadata.model import Copy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from toolkit.metadata.model import Piece


def length(pieces: Sequence[Piece]) -> int:
    """Bytes in a run of pieces."""
    return sum(p.stop - p.start if isinstance(p, Copy) else len(p) for p in pieces)


class MediaData:
    """The content of the `mdat` box, as it grows.

    Attributes:
        pieces: What it is made of.
        size: Bytes in it so far.
    """

    __slots__ = ("_placed", "pieces", "size")

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.size = 0
        self._placed: dict[tuple[Piece, ...], int] = {}

    def append(self, pieces: Sequence[Piece]) -> int:
        """Put something behind what is there. Returns where it begins."""
        offset = self.size
        self._placed.setdefault(tuple(pieces), offset)
        self.size += length(pieces)
        for piece in pieces:
            last = self.pieces[-1] if self.pieces else None
            if isinstance(piece, Copy) and isinstance(last, Copy) and last.stop == piece.start:
                self.pieces[-1] = Copy(last.start, piece.stop)
            else:
                self.pieces.append(piece)
        return offset

    def place(self, pieces: Sequence[Piece]) -> int:
        """Put something anywhere, once. Returns where it begins.

        The primary picture of a sequence often is its first frame, byte for byte.
        """
        placed = self._placed.get(tuple(pieces))
        return self.append(pieces) if placed is None else placed
