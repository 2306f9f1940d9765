"""IPTC-IIM: the captions of press agencies.

Source: IPTC Information Interchange Model 4.2, 1.5 (data model), 1.6 (extended datasets).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from toolkit.metadata import limits
from toolkit.metadata.payloads import iptc_datasets
from toolkit.metadata.payloads.harms import found
from toolkit.metadata.payloads.opaque import unknown
from toolkit.neutral import neutral

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.metadata.model import Finding, Payload
    from toolkit.metadata.payloads.iptc_datasets import Dataset

_MARKER: Final = 0x1C
_EXTENDED: Final = 0x8000
_DATE: Final = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
_CLOCK: Final = re.compile(r"(\d{2})(\d{2})(\d{2})(?:([+-]\d{2})(\d{2}))?", re.ASCII)

# Values that are told together are held until the end; more of one kind than this are not.
_HELD: Final = 64

# Agencies write about fifty.
_MOST: Final = 5_000


@dataclass(frozen=True, slots=True)
class _Value:
    """A value: which dataset, its bytes, and where they stand in the content."""

    dataset: Dataset
    data: bytes
    start: int
    stop: int

    @property
    def text(self) -> str:
        return neutral(self.data.strip(b"\0 \r\n"))


def read(payload: Payload, content: bytes) -> Iterator[Finding]:
    """What IPTC-IIM records say.

    Args:
        payload: Where they stand.
        content: Datasets one after the other. May be damaged in any way.
    """
    together: dict[Dataset, list[_Value]] = {}
    position = 0
    for value in _values(content):
        position = value.stop
        if value.dataset in iptc_datasets.SILENT:
            held = together.setdefault(value.dataset, [])
            if len(held) < _HELD:
                held.append(value)
            continue
        if not value.text:
            continue
        record, number = value.dataset
        code, name = iptc_datasets.TOLD.get(value.dataset, ("unknown-data", ""))
        tag = f"IPTC {record}:{number} {name}".rstrip()
        facts = {} if name else {"label": tag, "bytes": str(len(value.data))}
        yield found(payload, code, tag, value.text, value.start, value.stop, **facts)
    if content[position:].strip(b"\0"):
        yield unknown(payload, "IPTC", content, position, len(content))
    yield from _place(payload, together)
    yield from _times(payload, together)
    keywords = together.get(iptc_datasets.KEYWORDS, [])
    if keywords:
        text = neutral(", ".join(value.text for value in keywords))
        yield found(
            payload, "keywords", "IPTC 2:25 Keywords", text, keywords[0].start, keywords[-1].stop
        )


def _values(content: bytes) -> Iterator[_Value]:
    """The datasets, until the first that does not fit."""
    position = 0
    for _ in range(_MOST):
        if position + 5 > len(content) or content[position] != _MARKER:
            return
        dataset = (content[position + 1], content[position + 2])
        untrusted_length = int.from_bytes(content[position + 3 : position + 5], "big")
        start = position + 5
        if untrusted_length & _EXTENDED:
            # 1.6: the length says how many bytes the length has.
            digits = untrusted_length & ~_EXTENDED
            if not 1 <= digits <= 8:
                return
            untrusted_length = int.from_bytes(content[start : start + digits], "big")
            start += digits
        stop = start + untrusted_length
        if stop > len(content):
            return
        # More of a long text than can be shown is not copied.
        shown = min(stop, start + 4 * (limits.RAW_CHARACTERS + 2))
        yield _Value(dataset, content[start:shown], start, stop)
        position = stop


def _place(payload: Payload, together: dict[Dataset, list[_Value]]) -> Iterator[Finding]:
    """Street, city, state and country as one place."""
    parts = [values[0] for part in iptc_datasets.PLACE if (values := together.get(part))]
    parts = [part for part in parts if part.text]
    if parts:
        text = neutral(", ".join(part.text for part in parts))
        start, stop = min(part.start for part in parts), max(part.stop for part in parts)
        tag = "IPTC " + ", ".join(f"{part.dataset[0]}:{part.dataset[1]}" for part in parts)
        yield found(payload, "place-name", tag, text, start, stop)


def _times(payload: Payload, together: dict[Dataset, list[_Value]]) -> Iterator[Finding]:
    """Each date with its time of day."""
    told: set[tuple[str, str]] = set()
    for date, (clock, code) in iptc_datasets.TIMES.items():
        dates = together.get(date, [])
        clocks = together.get(clock, []) if clock != date else []
        if not dates and not clocks:
            continue
        value = (dates or clocks)[0]
        raw = " ".join(part.text for part in (*dates[:1], *clocks[:1]))
        time = _iso(dates[0].text if dates else "", clocks[0].text if clocks else "") or raw
        if not time.strip("0: -+") or (code, time) in told:
            continue
        told.add((code, time))
        tag = f"IPTC {date[0]}:{date[1]}"
        yield found(payload, code, tag, neutral(raw), value.start, value.stop, time=time)


def _iso(date: str, clock: str) -> str:
    """CCYYMMDD and HHMMSS±HHMM (IIM 4.2, 1.5) as ISO 8601; nothing where they are not these."""
    day = _DATE.fullmatch(date)
    if day is None:
        return ""
    text = "-".join(day.groups())
    time = _CLOCK.fullmatch(clock)
    if time is None:
        return text
    hour, minute, second, zone, zone_minutes = time.groups()
    text += f"T{hour}:{minute}:{second}"
    return f"{text}{zone}:{zone_minutes}" if zone else text
