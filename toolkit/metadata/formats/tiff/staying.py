"""What a clean TIFF still holds, beside its pixels, and has to."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Final

from toolkit.metadata.formats.tiff import tags
from toolkit.metadata.formats.tiff.chain import Role
from toolkit.metadata.model import Stay, Stays

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.metadata.formats.tiff.chunks import CleanPage
    from toolkit.metadata.formats.tiff.layout import PlannedPage
    from toolkit.metadata.formats.tiff.structure import Header

_COMPRESSIONS: Final = {
    2: "CCITT", 3: "CCITT group 3", 4: "CCITT group 4", 5: "LZW", 7: "JPEG", 8: "deflate",
    32771: "CCITT", 32773: "PackBits", 32946: "deflate", 34925: "LZMA", 50000: "Zstandard",
    50001: "WebP",
}  # fmt: skip

_CALIBRATION: Final = (
    tags.TRANSFER_FUNCTION, tags.WHITE_POINT, tags.PRIMARY_CHROMATICITIES,
    tags.YCBCR_COEFFICIENTS, tags.REFERENCE_BLACK_WHITE,
)  # fmt: skip


def stays(header: Header, pages: list[tuple[CleanPage, PlannedPage]]) -> tuple[Stay, ...]:
    """What stays, each once, in the order of the pages.

    Args:
        header: How numbers are written.
        pages: The pages of the clean copy.
    """
    found: dict[Stay, None] = {}
    shown = sum(clean.page.link.role is Role.PAGE for clean, _ in pages)
    if shown > 1:
        found[Stay(Stays.PAGES, str(shown))] = None
    for clean, plan in pages:
        found |= dict.fromkeys(_of_page(header, clean, plan))
    return tuple(found)


def _of_page(header: Header, clean: CleanPage, plan: PlannedPage) -> Iterator[Stay]:
    values = {field.tag: field.content for field in plan.fields}

    def number(tag: int, letter: str) -> int:
        return int(struct.unpack_from(header.order + letter, values[tag])[0])

    pixels = clean.page.pixels
    if tags.ORIENTATION in values:
        yield Stay(Stays.ORIENTATION, str(number(tags.ORIENTATION, "H")))
    if tags.ICC_PROFILE in values:
        yield Stay(Stays.COLOUR, "ICC")
    for tag in _CALIBRATION:
        if tag in values:
            yield Stay(Stays.COLOUR, tags.label(tag))
    if any(pixels.extra) or clean.page.link.role is Role.MASK:
        yield Stay(Stays.TRANSPARENCY)
    elif pixels.extra:
        # It stands between the samples that show: nothing but coding the pixels anew takes it out.
        yield Stay(Stays.TRANSPARENCY, "unspecified")
    if tags.X_RESOLUTION in values:
        across, down = number(tags.X_RESOLUTION, "I"), number(tags.Y_RESOLUTION, "I")
        yield Stay(Stays.ASPECT, f"{across}:{down}")
    if pixels.compression in _COMPRESSIONS:
        yield Stay(Stays.ENCODER, _COMPRESSIONS[pixels.compression])
