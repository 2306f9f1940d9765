"""The proof: our own copy is read again, as if a stranger had made it.

A copy passes when its walk finds nothing to drop, when cleaning it once more would change no byte,
when each kept byte equals the original's, and when it shows as many pixels and frames.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.errors import InputError, NotCleanError
from toolkit.metadata.formats import identify
from toolkit.metadata.model import Copy, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable

    from toolkit.metadata.model import Piece, Walk
    from toolkit.metadata.source import Source


def verify(original: Source, plan: Walk, copy: Source) -> Walk:
    """Prove that `copy` is the clean copy that `plan` promised.

    Args:
        original: The file as it was given.
        plan: What the walk over the original decided.
        copy: The file that was written.

    Returns:
        The walk over the copy.

    Raises:
        NotCleanError: Anything at all is not as it should be.
    """
    if not _holds(plan.pieces, original, copy):
        raise NotCleanError("copy-differs")
    # The same bytes need not be searched twice: what was found in them is where it was.
    copy.learn(original, plan.pieces)
    try:
        found = identify(copy).walk(copy)
    except InputError as error:
        raise NotCleanError("copy-unreadable", reason=error.code) from error
    for segment in found.segments:
        if segment.verdict is Verdict.DROP:
            raise NotCleanError("copy-not-clean", label=segment.label, offset=segment.start)
    if not _is_identity(found.pieces, copy):
        raise NotCleanError("copy-not-stable")
    shown = (found.format, found.width, found.height, found.frames)
    if shown != (plan.format, plan.width, plan.height, plan.frames):
        raise NotCleanError("copy-shows-otherwise")
    return found


def _is_identity(pieces: tuple[Piece, ...], copy: Source) -> bool:
    """Whether the clean copy of the copy is the copy."""
    position = 0
    for piece in pieces:
        # A range copied to its own place needs no look; everything else is compared.
        if isinstance(piece, Copy) and piece.start == position:
            position = piece.stop
            continue
        for part in _content(piece, copy):
            if not copy.holds(position, part):
                return False
            position += len(part)
    return position == copy.size


def _holds(pieces: tuple[Piece, ...], original: Source, copy: Source) -> bool:
    """Whether the copy is made of these pieces of the original and nothing else."""
    position = 0
    for piece in pieces:
        for part in _content(piece, original):
            if not copy.holds(position, part):
                return False
            position += len(part)
    return position == copy.size


def _content(piece: Piece, source: Source) -> Iterable[bytes | memoryview]:
    """The bytes of a piece, in steps that fit in memory."""
    return source.steps(piece.start, piece.stop) if isinstance(piece, Copy) else (piece,)
