"""The boxes of JUMBF: superboxes with a label, and what they hold.

Source: ISO/IEC 19566-5:2023, 4 (syntax), annex A (JUMBF superbox), annex B (content types).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final

from toolkit.metadata import limits

if TYPE_CHECKING:
    from collections.abc import Iterator

# JPEG's APP11 puts this before each part: "JP", a number of the box, a number of the part.
_APP11_HEAD: Final = b"JP"
_APP11_BYTES: Final = 8

_UUID_BYTES: Final = 16
_HAS_LABEL: Final = 0x02
_LABEL_BYTES: Final = 200

# A store with a dozen ingredients has some hundreds.
_MOST: Final = 5_000


@dataclass(frozen=True, slots=True)
class Box:
    """A box that holds content.

    Attributes:
        kind: Its type, four bytes; empty for bytes that are no box.
        label: The label of the superbox it stands in: ``"c2pa.claim"``.
        inside: The labels of the superboxes around that one, the outermost first.
        start: Offset of its content.
        stop: Offset after it.
    """

    kind: bytes
    label: str
    inside: tuple[str, ...]
    start: int
    stop: int


def boxes(content: bytes) -> Iterator[Box]:
    """All boxes with content, in their order. Raises nothing, on any content."""
    start = _APP11_BYTES if content.startswith(_APP11_HEAD) else 0
    yield from islice(_inside(content, start, len(content), ()), _MOST)


def _inside(content: bytes, start: int, stop: int, labels: tuple[str, ...]) -> Iterator[Box]:
    label, inside = (labels[-1], labels[:-1]) if labels else ("", ())
    while start < stop:
        length = int.from_bytes(content[start : start + 4], "big")
        kind = content[start + 4 : start + 8]
        data = start + 8
        if length == 1:
            length = int.from_bytes(content[data : data + 8], "big")
            data += 8
        end = stop if length == 0 else start + length
        if not data <= end <= stop:
            yield Box(b"", label, inside, start, stop)
            return
        if kind == b"jumb" and len(labels) < limits.NESTING:
            yield from _inside(content, data, end, (*labels, _label(content, data, end)))
        elif kind != b"jumd":
            yield Box(kind, label, inside, data, end)
        start = end


def _label(content: bytes, start: int, stop: int) -> str:
    """The label in the description box that a superbox begins with."""
    if content[start + 4 : start + 8] != b"jumd" or start + 8 + _UUID_BYTES >= stop:
        return ""
    toggles = start + 8 + _UUID_BYTES
    if not content[toggles] & _HAS_LABEL:
        return ""
    label = content[toggles + 1 : min(toggles + 1 + _LABEL_BYTES, stop)].partition(b"\0")[0]
    return label.decode("utf-8", "replace")
