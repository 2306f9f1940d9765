"""What becomes of each byte of the file; what nobody points to is a gap, and goes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from toolkit.errors import DamagedError
from toolkit.metadata.formats.tiff import tags
from toolkit.metadata.ledger import Claims
from toolkit.metadata.model import Copy, Segment, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable

    from toolkit.metadata.formats.tiff.chain import Link
    from toolkit.metadata.formats.tiff.chunks import CleanPage
    from toolkit.metadata.formats.tiff.layout import PlannedPage
    from toolkit.metadata.formats.tiff.structure import Header
    from toolkit.metadata.model import Piece
    from toolkit.metadata.source import Source

GAP: Final = "gap"
SLACK: Final = "behind a strip"
STRIPS: Final = "strips"

_PLACES: Final = frozenset({
    tags.STRIP_OFFSETS, tags.STRIP_BYTE_COUNTS, tags.TILE_OFFSETS, tags.TILE_BYTE_COUNTS,
})  # fmt: skip


class Range(NamedTuple):
    """Bytes with what they are."""

    start: int
    stop: int
    verdict: Verdict
    label: str


def is_clean(source: Source, pieces: tuple[Piece, ...]) -> bool:
    """Whether the clean copy is the file itself."""
    position = 0
    for piece in pieces:
        if isinstance(piece, Copy):
            if piece.start != position:
                return False
            position = piece.stop
        elif source.holds(position, piece):
            position += len(piece)
        else:
            return False
    return position == source.size


def clean_segments(source: Source, pieces: tuple[Piece, ...]) -> tuple[Segment, ...]:
    """The segments of a file that is its own clean copy: directories, then strips."""
    front = len(pieces[0]) if isinstance(pieces[0], bytes) else 0
    parts = ((0, front, "directories"), (front, source.size, STRIPS))
    return tuple(Segment(a, b, Verdict.KEEP, label) for a, b, label in parts if a < b)


def segments(
    source: Source,
    header: Header,
    links: tuple[Link, ...],
    pages: list[tuple[CleanPage, PlannedPage]],
    dropped: Iterable[tuple[int, int, str]],
) -> tuple[Segment, ...]:
    """The segments of a file that has something to drop or to write anew.

    Args:
        source: The file.
        header: Its header.
        links: The directories of the chain.
        pages: Those that stay.
        dropped: Ranges that go, with their labels.

    Raises:
        DamagedError: Pixels are said to stand where a directory or a value stands.
        LimitError: There are too many parts.
    """
    claims = Claims(source.size)
    structures = _structures(header, links, pages)
    strips = list(_joined(sorted({r for clean, _ in pages for r in _strips(clean)})))
    _refuse_overlaps(structures, strips)
    for claimed in (*structures, *strips):
        claims.claim(*claimed)
    for start, stop, label in dropped:
        claims.claim(start, stop, Verdict.DROP, label)
    return claims.segments(GAP)


def _structures(
    header: Header, links: tuple[Link, ...], pages: list[tuple[CleanPage, PlannedPage]]
) -> list[Range]:
    """The header, the directories of the chain and the values of their tags."""
    planned = {clean.page.link.number: plan for clean, plan in pages}
    found = [Range(0, header.size, Verdict.REWRITE, "header")]
    for link in links:
        plan = planned.get(link.number)
        stays = _PLACES | {field.tag for field in plan.fields} if plan else frozenset()
        start, stop = link.directory.start, link.directory.stop
        verdict = Verdict.REWRITE if plan else Verdict.DROP
        found.append(Range(start, stop, verdict, f"IFD{link.number}"))
        found.extend(
            Range(
                entry.start,
                entry.stop,
                Verdict.REWRITE if entry.tag in stays else Verdict.DROP,
                tags.label(entry.tag),
            )
            for entry in link.directory.entries
            if not start <= entry.start < stop
        )
    return found


def _strips(clean: CleanPage) -> Iterable[Range]:
    """The strips or tiles of a page, and what the directory counts to them beyond their end."""
    for chunk, pieces in zip(clean.page.chunks, clean.chunks, strict=True):
        if not pieces:
            continue
        only = pieces[0]
        if len(pieces) == 1 and isinstance(only, Copy):
            yield Range(only.start, only.stop, Verdict.KEEP, STRIPS)
            if only.stop < chunk.stop:
                yield Range(only.stop, chunk.stop, Verdict.DROP, SLACK)
        else:
            yield Range(chunk.start, chunk.stop, Verdict.REWRITE, STRIPS)


def _joined(ranges: Iterable[Range]) -> Iterable[Range]:
    """Ranges in order, those of one kind that touch as one."""
    last: Range | None = None
    for each in ranges:
        if last and each.start == last.stop and each[2:] == last[2:]:
            last = Range(last.start, each.stop, last.verdict, last.label)
            continue
        if last:
            yield last
        last = each
    if last:
        yield last


def _refuse_overlaps(structures: list[Range], strips: list[Range]) -> None:
    """Refuse pixels that are said to stand where a directory or a value stands.

    No program writes that; a copy would hold the value, since its bytes are pixels too.

    Raises:
        DamagedError: There are such.
    """
    pixels = [(s.start, s.stop, True) for s in strips if s.label == STRIPS]
    reach = {True: 0, False: 0}
    for start, stop, is_pixels in sorted(
        [*pixels, *((s.start, s.stop, False) for s in structures if s.start < s.stop)]
    ):
        if start < reach[not is_pixels]:
            raise DamagedError("damaged", offset=start, part="overlapping strips")
        reach[is_pixels] = max(reach[is_pixels], stop)
