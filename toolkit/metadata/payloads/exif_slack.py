"""Bytes of an Exif block that no tag points to: what a program left when it took something out.

A program that removes a tag often removes its entry alone, and the value stays where it was.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from toolkit.metadata.payloads.tiff_structure import whole, words_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from toolkit.metadata.payloads.tiff_structure import Directory

_HEADER_BYTES: Final = 8
_PICTURES: Final = ((0x0201, 0x0202), (0x0111, 0x0117))

# Gaps that are told; a block made to have more says no more by them.
_GAPS: Final = 16


def slack(
    content: bytes, directories: Iterable[tuple[str, Directory]]
) -> Iterator[tuple[int, int]]:
    """The gaps with words in them.

    Args:
        content: A TIFF structure.
        directories: All its directories.

    Yields:
        Offsets of the first byte of a gap and after its last.
    """
    ranges = [(0, _HEADER_BYTES)]
    for _, directory in directories:
        ranges += directory.ranges()
        for start_tag, length_tag in _PICTURES:
            if start_tag in directory and length_tag in directory:
                ranges += [
                    (whole(start), whole(start) + whole(length))
                    for start, length in zip(
                        directory.numbers(start_tag), directory.numbers(length_tag), strict=False
                    )
                ]
    ranges.sort()
    told = 0
    position = 0
    for untrusted_start, stop in [*ranges, (len(content), len(content))]:
        start = min(untrusted_start, len(content))
        if start > position and words_in(content[position:start]):
            yield position, start
            told += 1
            if told == _GAPS:
                return
        position = max(position, stop)
