"""Pictures inside pictures: an embedded one is cleaned by the same engine as any other."""

from __future__ import annotations

from contextvars import ContextVar
from typing import Final

from toolkit.errors import LimitError
from toolkit.metadata import limits
from toolkit.metadata.source import Source

_depth: Final = ContextVar("_depth", default=0)


def clean_embedded(content: bytes) -> bytes:
    """The clean copy of a picture that stands inside another file.

    Args:
        content: A whole file: the data of an SVG's image, the JPEG in a BMP.

    Returns:
        Its clean copy. Verifying the outer file walks the inner one again.

    Raises:
        InputError: As for a file of its own; pictures nested deeper than `limits.NESTING` too.
    """
    # The list of formats is made of modules that import this one.
    from toolkit.metadata.formats import identify  # noqa: PLC0415

    if _depth.get() >= limits.NESTING:
        raise LimitError("nested-too-deep", limit=limits.NESTING)
    outer = _depth.set(_depth.get() + 1)
    try:
        source = Source(content, thorough=True)
        walk = identify(source).walk(source)
        return source.joined(walk.pieces)
    finally:
        _depth.reset(outer)
