"""What one file says about the person who made it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from toolkit.metadata.findings import read
from toolkit.metadata.formats import identify
from toolkit.metadata.model import Harm, Report
from toolkit.metadata.opening import opened

if TYPE_CHECKING:
    from toolkit.metadata.opening import Given


def inspect(given: Given, *, thorough: bool = True) -> Report:
    """Take a file apart and say what it gives away. Nothing is written anywhere.

    Of a path it also says what its name, its time and the notes on the disk give away.

    Args:
        given: A path, the bytes of a file, or a file open for reading in binary mode.
        thorough: Decode compressed data where only that shows that nothing hides behind them.

    Raises:
        InputError: It cannot be read, is of no known format, damaged, or over a limit.
    """
    with opened(given, thorough=thorough) as source:
        walk = identify(source).walk(source)
        findings = read(walk, source)
        size = source.size
    if isinstance(given, (str, os.PathLike)):
        # Not wanted by a process that cleans, and slow to load.
        from toolkit.metadata import surroundings  # noqa: PLC0415

        told = (*surroundings.read(given), *findings)
        order = list(Harm)
        findings = tuple(sorted(told, key=lambda finding: order.index(finding.harm)))
    return Report(walk, size, findings)
