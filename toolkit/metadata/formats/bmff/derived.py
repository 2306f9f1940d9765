"""Pictures made of other pictures: grid, overlay, identity.

Source: ISO 23008-12:2022, 6.6.2 (`iden`, `iovl`, `grid`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from toolkit.errors import DamagedError, UnsupportedError
from toolkit.metadata.formats.bmff.appearance import checked_size
from toolkit.metadata.formats.bmff.extents import Cutting

if TYPE_CHECKING:
    from toolkit.metadata.formats.bmff.extents import Extents


def cut(kind: bytes, extents: Extents, inputs: int) -> Cutting:
    """The description of a picture made of others, and nothing behind it.

    Args:
        kind: `grid`, `iovl` or `iden`.
        extents: The item's bytes.
        inputs: How many pictures it refers to.

    Raises:
        DamagedError: It is too short, or does not fit the number of pictures.
        UnsupportedError: It is of a version that is not known.
        LimitError: The picture has too many pixels.
    """
    description = _DESCRIPTIONS[kind](extents, inputs)
    label = kind.decode("ascii")
    cutting = Cutting(extents, label)
    cutting.rewrite(0, len(description), description)
    cutting.drop(len(description), extents.size, f"{label} slack")
    return cutting


def _grid(extents: Extents, inputs: int) -> bytes:
    """Rows and columns, and the size of the picture (6.6.2.3)."""
    flags = _flags(extents, "grid")
    size = 4 if flags else 2
    content = extents.read(2, 4 + 2 * size)
    _check_size(content[2:], size, extents)
    if (content[0] + 1) * (content[1] + 1) != inputs:
        raise DamagedError("damaged", offset=extents.offset(0), part="grid")
    return bytes((0, flags)) + content


def _overlay(extents: Extents, inputs: int) -> bytes:
    """The colour behind, the size of the picture, and where each input begins (6.6.2.2)."""
    if inputs == 0:
        raise DamagedError("damaged", offset=extents.offset(0), part="iovl")
    flags = _flags(extents, "iovl")
    size = 4 if flags else 2
    content = extents.read(2, 2 + 8 + 2 * size * (1 + inputs))
    _check_size(content[8:], size, extents)
    return bytes((0, flags)) + content


def _identity(extents: Extents, inputs: int) -> bytes:
    """A picture with other properties has no bytes of its own (6.6.2.1)."""
    if inputs != 1:
        raise DamagedError("damaged", offset=extents.offset(0), part="iden")
    return b""


def _flags(extents: Extents, part: str) -> int:
    """Whether sizes have 32 bits."""
    version, flags = extents.read(0, 2)
    if version:
        raise UnsupportedError("unsupported", part=part)
    return flags & 1


def _check_size(content: bytes, size: int, extents: Extents) -> None:
    width = int.from_bytes(content[:size], "big")
    height = int.from_bytes(content[size : 2 * size], "big")
    checked_size(width, height, extents.offset(0))


_DESCRIPTIONS: Final = {b"grid": _grid, b"iovl": _overlay, b"iden": _identity}
