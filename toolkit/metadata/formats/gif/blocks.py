"""The blocks that a GIF file is made of, in order (GIF 89a, 11 and appendix B)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

from toolkit.errors import DamagedError, LimitError
from toolkit.metadata import limits
from toolkit.metadata.formats.gif import subblocks
from toolkit.metadata.formats.gif.lzw import find_ending
from toolkit.metadata.formats.gif.screen import read_frame

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.metadata.formats.gif.lzw import Ending
    from toolkit.metadata.formats.gif.screen import Frame
    from toolkit.metadata.source import Source

_EXTENSION: Final = 0x21
_IMAGE: Final = 0x2C
_TRAILER: Final = 0x3B
_NOTHING: Final = 0x00

# How much of a frame's data is followed at once.
_GATHERED_BYTES: Final = 1 << 16


@dataclass(frozen=True, slots=True)
class Extension:
    """An extension block.

    Attributes:
        start: Offset of its introducer.
        label: Which one it is, by number.
        data: Offset of its first sub-block.
        stop: Offset after its terminator.
    """

    start: int
    label: int
    data: int
    stop: int


@dataclass(frozen=True, slots=True)
class Image:
    """A frame.

    Attributes:
        start: Offset of its descriptor.
        frame: What the descriptor says.
        table: Offset of its own table of colours, or of where it would be.
        data: Offset of its first sub-block, after the minimum code size.
        stop: Offset after its terminator.
        ending: Where its pixels end.
    """

    start: int
    frame: Frame
    table: int
    data: int
    stop: int
    ending: Ending


@dataclass(frozen=True, slots=True)
class Slack:
    """Zeros between two blocks, which some programs leave."""

    start: int
    stop: int


Block: TypeAlias = Extension | Image | Slack


def read_blocks(source: Source, start: int) -> tuple[list[Block], int]:
    """Every block up to the trailer.

    Args:
        source: The file.
        start: Where the first block begins.

    Returns:
        The blocks, and the offset of the trailer: the size of the file where it has none, which
        viewers do not mind when the last block is whole.

    Raises:
        DamagedError: The file ends in a block, or something else stands between two.
        LimitError: There are too many.
    """
    blocks: list[Block] = []
    position = start
    pixels = 0
    while position < source.size:
        introducer = source.read(position, position + 1)[0]
        if introducer == _TRAILER:
            break
        if introducer == _EXTENSION:
            label = source.read(position, position + 2)[1]
            stop = subblocks.end_of(source, position + 2)
            blocks.append(Extension(position, label, position + 2, stop))
        elif introducer == _IMAGE:
            image = _read_image(source, position)
            blocks.append(image)
            pixels += image.frame.width * image.frame.height
            if pixels > limits.ANIMATION_PIXELS:
                raise LimitError("too-many-pixels", limit=limits.ANIMATION_PIXELS)
        elif introducer == _NOTHING:
            blocks.append(Slack(position, _end_of_zeros(source, position)))
        else:
            raise DamagedError("damaged", offset=position, part="GIF")
        position = blocks[-1].stop
        if len(blocks) > limits.FRAMES * 2:
            raise LimitError("too-many-parts", limit=limits.FRAMES * 2)
    return blocks, position


def _end_of_zeros(source: Source, start: int) -> int:
    position = start
    for step in source.steps(start, source.size):
        content = bytes(step)
        zeros = len(content) - len(content.lstrip(b"\0"))
        position += zeros
        if zeros < len(content):
            break
    return position


def _read_image(source: Source, start: int) -> Image:
    frame = read_frame(source, start)
    table = start + 10
    code_size_at = table + frame.table_bytes
    code_size = source.read(code_size_at, code_size_at + 1)[0]
    data = code_size_at + 1
    pixels = frame.width * frame.height
    ending = find_ending(_gathered(source, data), code_size, pixels, data)
    if not ending.bits:
        raise DamagedError("truncated", offset=data)
    return Image(start, frame, table, data, subblocks.end_of(source, data), ending)


def _gathered(source: Source, start: int) -> Iterator[bytes]:
    """The data of sub-blocks, many at a time."""
    parts: list[bytes] = []
    size = 0
    for first, stop in subblocks.lengths(source, start):
        parts.append(source.read(first, stop))
        size += stop - first
        if size >= _GATHERED_BYTES:
            yield b"".join(parts)
            parts, size = [], 0
    yield b"".join(parts)
