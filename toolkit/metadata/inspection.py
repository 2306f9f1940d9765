"""What one file says about the person who made it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.metadata.findings import read
from toolkit.metadata.formats import identify
from toolkit.metadata.model import Report
from toolkit.metadata.opening import opened

if TYPE_CHECKING:
    from toolkit.metadata.opening import Given


def inspect(given: Given) -> Report:
    """Take a file apart and say what it gives away. Nothing is written anywhere.

    Args:
        given: A path, the bytes of a file, or a file open for reading in binary mode.

    Raises:
        InputError: It cannot be read, is of no known format, damaged, or over a limit.
    """
    with opened(given) as source:
        walk = identify(source).walk(source)
        return Report(walk, source.size, read(walk, source))
