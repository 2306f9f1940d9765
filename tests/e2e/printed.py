"""What stands on printed pages, and where, as poppler reads it."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING, TypeAlias

import pytest

from toolkit.paper import html

if TYPE_CHECKING:
    from pathlib import Path

needs_poppler = pytest.mark.skipif(
    not shutil.which("pdftotext"), reason="pdftotext is not on this machine"
)

PAPER = {html.Size.A4: (595, 842), html.Size.A5: (420, 595)}
EDGE = 5 / 25.4 * 72
"""What printers leave free on each side, in points: five millimetres."""


@dataclass(frozen=True)
class Word:
    """A word on paper, and where it stands in points."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


Printed: TypeAlias = list[tuple[float, float, list[Word]]]
"""Width and height of each page in points, and what stands on it."""


def pages(pdf: Path) -> Printed:
    """What stands in a PDF."""
    run = ["pdftotext", "-bbox", str(pdf), "-"]
    told = subprocess.run(run, capture_output=True, check=True, text=True).stdout
    number = r'"([\d.-]+)"'
    seen = []
    for page in told.split("<page ")[1:]:
        size = re.match(f"width={number} height={number}", page)
        assert size
        words = re.findall(
            rf"<word xMin={number} yMin={number} xMax={number} yMax={number}>(.*?)</word>", page
        )
        placed = [Word(unescape(word), *map(float, at)) for *at, word in words]
        seen.append((float(size[1]), float(size[2]), placed))
    return seen


def near_the_edge(printed: Printed) -> list[str]:
    """Words that a printer may cut."""
    return [
        word.text
        for wide, high, words in printed
        for word in words
        if min(word.left, word.top, wide - word.right, high - word.bottom) < EDGE
    ]


def letters(printed: Printed) -> float:
    """How high most words are."""
    heights = Counter(word.bottom - word.top for _wide, _high, words in printed for word in words)
    return heights.most_common(1)[0][0]
