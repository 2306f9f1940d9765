"""One walk over a HEIC or AVIF file: what stays, what goes, and the clean copy.

The copy has four boxes: `ftyp`, `meta` (the primary picture), `moov` (frames, where a viewer shows
them) and `mdat`, in which stands what these two point to and nothing else.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Final

from toolkit.errors import DamagedError, LimitError, UnsupportedError
from toolkit.metadata import limits
from toolkit.metadata.formats.bmff import sequence, still
from toolkit.metadata.formats.bmff.account import Account
from toolkit.metadata.formats.bmff.boxes import header, single
from toolkit.metadata.formats.bmff.brands import brands
from toolkit.metadata.formats.bmff.extents import Budget
from toolkit.metadata.formats.bmff.items import meta
from toolkit.metadata.formats.bmff.layout import MediaData
from toolkit.metadata.formats.bmff.reach import CODED
from toolkit.metadata.formats.bmff.staying import stays
from toolkit.metadata.formats.bmff.tracks import movie
from toolkit.metadata.model import Walk

if TYPE_CHECKING:
    from toolkit.metadata.formats.bmff.boxes import Box
    from toolkit.metadata.formats.bmff.sequence import Sequence
    from toolkit.metadata.formats.bmff.still import Still
    from toolkit.metadata.source import Source

# Boxes that are torn off where the file ends before them; anything else there is not a box at all.
_KNOWN: Final = (b"ftyp", b"meta", b"moov", b"mdat", b"free", b"skip", b"uuid", b"mpvd", b"idat")
_SUFFIXES: Final = {b"hvc1": ".heic", b"hev1": ".heic", b"av01": ".avif"}
_LARGEST_32_BITS: Final = 0xFFFFFFFF


def walk(source: Source, name: str) -> Walk:
    """Take a file apart.

    Args:
        source: The file.
        name: What its format is called.

    Raises:
        DamagedError: It contradicts itself, or is truncated.
        UnsupportedError: It has a part of which no clean copy can be proven.
        LimitError: It is larger or deeper than we look.
    """
    boxes, end = _top_level(source)
    said = brands(source, boxes[0])
    if said.is_low_overhead:
        raise UnsupportedError("unsupported", part="mini")
    budget = Budget(source.size)
    frames = _frames(source, boxes, budget) if said.is_sequence else None
    picture = _picture(source, boxes, budget, optional=frames is not None)
    if picture is None and frames is None:
        # Programs write `meta` or `moov` first or last; a file without them has lost its end.
        raise DamagedError("truncated", offset=end)
    media = MediaData()
    ftyp = said.clean(still=picture is not None, sequence=frames is not None)
    heads = _heads(source, ftyp, (picture, frames), media)
    account = Account(source)
    account.rest(end)
    for box in boxes:
        if box is boxes[0]:
            account.rebuilt(box, heads[0])
        elif picture and box == picture.meta.box:
            account.picture(picture, heads[1])
        elif frames and box == frames.movie.box:
            account.frames(frames, heads[2])
        elif box.kind == b"mdat":
            account.rewrite(box.start, box.body, "mdat")
        else:
            account.drop(box)
    segments = account.segments()
    width, height = frames.movie.tracks[0].entries[0].size if frames else (0, 0)
    if picture:
        width, height = picture.primary.size
    coding = _coding(picture, frames)
    return Walk(
        format=name,
        suffix=_SUFFIXES.get(coding, ".heif"),
        width=width,
        height=height,
        frames=len(frames.cuttings[0]) if frames else 1,
        segments=segments,
        pieces=(b"".join(heads), *media.pieces),
        payloads=tuple(account.payloads),
        stays=stays(picture, frames),
    )


def _top_level(source: Source) -> tuple[list[Box], int]:
    """The boxes of the file, and where the last one ends.

    Behind it may stand what is no box: then it goes. But a box torn off is a truncated file.
    """
    boxes: list[Box] = []
    position = 0
    while position < source.size:
        if len(boxes) >= limits.PARTS:
            raise LimitError("too-many-parts", limit=limits.PARTS)
        try:
            box = header(source, position, source.size)
        except DamagedError:
            if not boxes or _is_known(source, position):
                raise
            break
        boxes.append(box)
        position = box.stop
    if not boxes or boxes[0].kind != b"ftyp":
        raise DamagedError("damaged", offset=0, part="ftyp")
    return boxes, position


def _is_known(source: Source, position: int) -> bool:
    return any(source.holds(position + 4, kind) for kind in _KNOWN)


def _frames(source: Source, boxes: list[Box], budget: Budget) -> Sequence | None:
    """The frames that a viewer shows."""
    if any(box.kind == b"moof" for box in boxes):
        raise UnsupportedError("unsupported", part="fragments")
    box = single(boxes, b"moov")
    return sequence.sequence(source, movie(source, box), budget) if box else None


def _picture(source: Source, boxes: list[Box], budget: Budget, *, optional: bool) -> Still | None:
    """The primary picture; beside frames, there may be none."""
    box = single(boxes, b"meta")
    if box is None:
        return None
    found = meta(source, box)
    if optional and found.primary not in found.items:
        return None
    return still.still(source, found, budget)


def _heads(
    source: Source,
    ftyp: bytes,
    plan: tuple[Still | None, Sequence | None],
    media: MediaData,
) -> tuple[bytes, bytes, bytes, bytes]:
    """The boxes of the copy that are not copied: `ftyp`, `meta`, `moov`, the header of `mdat`."""
    picture, frames = plan
    moov = sequence.Layout(frames, media) if frames else None
    items = still.Layout(source, picture, media) if picture else None

    def laid_out(base: int, *, wide: bool) -> tuple[bytes, bytes]:
        return (
            items.box(base, wide=wide) if items else b"",
            moov.box(base, wide=wide) if moov else b"",
        )

    # The length of the boxes does not depend on the offsets in them, only on their width.
    size = len(ftyp) + sum(map(len, laid_out(0, wide=False))) + 8 + media.size
    wide = size > _LARGEST_32_BITS
    if wide:
        head = struct.pack(">I4sQ", 1, b"mdat", 16 + media.size)
    else:
        head = struct.pack(">I4s", 8 + media.size, b"mdat")
    base = len(ftyp) + sum(map(len, laid_out(0, wide=wide))) + len(head)
    return (ftyp, *laid_out(base, wide=wide), head)


def _coding(picture: Still | None, frames: Sequence | None) -> bytes:
    """How the picture is coded; one made of others, as the first of these is."""
    if frames:
        return frames.movie.tracks[0].entries[0].kind
    kinds = [p.item.kind for p in picture.pictures] if picture else []
    return next((kind for kind in kinds if kind in CODED), b"")
