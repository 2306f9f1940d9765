"""The frame of a colour profile: its header and its table of tags.

Source: ICC.1:2022 (profile version 4.4), 7.2 profile header, 7.3 tag table; ICC.1:2001-04 for
version 2, which has the same frame.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import Final

from toolkit.errors import DamagedError, LimitError
from toolkit.metadata import limits

HEADER_BYTES: Final = 128

# The most tags littleCMS reads; profiles in use have about twenty.
_MOST_TAGS: Final = 100

# Components of a colour, by the signature of its space (ICC.1:2022, table 19).
CHANNELS: Final = {
    b"GRAY": 1,
    b"XYZ ": 3,
    b"Lab ": 3,
    b"Luv ": 3,
    b"YCbr": 3,
    b"Yxy ": 3,
    b"RGB ": 3,
    b"HSV ": 3,
    b"HLS ": 3,
    b"CMY ": 3,
    b"CMYK": 4,
    **{b"%XCLR" % count: count for count in range(2, 16)},
}


@dataclass(frozen=True, slots=True)
class Tag:
    """An entry of the tag table.

    Attributes:
        signature: Four bytes, such as ``b"rTRC"``.
        start: Offset of its element in the profile.
        stop: Offset after it. Both may lie outside: they are what the table says.
    """

    signature: bytes
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Profile:
    """A profile taken apart as far as its tag table.

    Attributes:
        content: All its bytes.
        size: Bytes that belong to it by its own word, never more than there are.
        tags: The tag table, in its order.
    """

    content: bytes
    size: int
    tags: tuple[Tag, ...]

    @property
    def major(self) -> int:
        """The major version: 2 or 4 (5 is iccMAX)."""
        return self.content[8]

    @property
    def device_class(self) -> bytes:
        """What is described: ``b"mntr"``, ``b"scnr"``, ``b"prtr"``, ``b"spac"`` and others."""
        return self.content[12:16]

    @property
    def space(self) -> bytes:
        """The colour space of the data."""
        return self.content[16:20]

    @property
    def connection_space(self) -> bytes:
        """The profile connection space, PCS."""
        return self.content[20:24]

    @property
    def intent(self) -> int:
        """The rendering intent; only the lower half of the field means it."""
        return int.from_bytes(self.content[66:68], "big")

    def element(self, tag: Tag) -> bytes:
        """The bytes of a tag's element.

        Raises:
            DamagedError: The table points outside the profile.
        """
        if not HEADER_BYTES <= tag.start <= tag.stop <= self.size:
            raise DamagedError("truncated", offset=min(tag.start, self.size))
        return self.content[tag.start : tag.stop]


def parse(content: bytes) -> Profile:
    """Read the header and the tag table.

    Raises:
        DamagedError: It is no profile, or ends before it says it does.
        LimitError: It has more tags than any program reads.
    """
    if len(content) < HEADER_BYTES + 4 or content[36:40] != b"acsp":
        raise DamagedError("damaged", offset=0, part="colour profile")
    (untrusted_size,) = struct.unpack_from(">I", content)
    (untrusted_count,) = struct.unpack_from(">I", content, HEADER_BYTES)
    # A profile that claims more bytes than there are is shown all the same (littleCMS, cmsio0.c):
    # what counts is whether its tags lie inside.
    size = min(untrusted_size, len(content))
    if untrusted_count > _MOST_TAGS:
        raise LimitError("too-many-parts", limit=_MOST_TAGS)
    if HEADER_BYTES + 4 + 12 * untrusted_count > size:
        raise DamagedError("truncated", offset=size)
    entries = struct.iter_unpack(
        ">4sII", content[HEADER_BYTES + 4 : HEADER_BYTES + 4 + 12 * untrusted_count]
    )
    tags = tuple(Tag(signature, start, start + length) for signature, start, length in entries)
    return Profile(content, size, tags)


def limit_total(total: int) -> None:
    """Refuse elements that together outgrow every real profile, because they overlap.

    Raises:
        LimitError: They do.
    """
    if total > limits.COLOUR_PROFILE_BYTES:
        raise LimitError("inflates-too-far", limit=limits.COLOUR_PROFILE_BYTES)
