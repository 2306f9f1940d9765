"""Dates as Exif writes them, joined with their fraction and time zone into ISO 8601.

Source: Exif 3.0 (CIPA DC-008-2023), 4.6.6.6 (dates), 4.6.6.7 (offsets and fractions).
"""

from __future__ import annotations

import re
from typing import Final

_DATE: Final = re.compile(
    r"(\d{4})[:/.\-](\d{1,2})[:/.\-](\d{1,2})(?:[ T]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?",
    re.ASCII,
)
_ZONE: Final = re.compile(r"[+-]\d{2}:\d{2}|Z")


def iso(date: str, fraction: str = "", zone: str = "") -> str:
    """A date and time in ISO 8601.

    Args:
        date: As found: ``"2026:05:03 14:22:07"``; what follows it is kept.
        fraction: Digits after the decimal point of the seconds.
        zone: ``"+03:00"``.

    Returns:
        ``"2026-05-03T14:22:07.120+03:00"``; the date as found where it is none; nothing where it
        is blank or all zero (the camera's clock was never set).
    """
    if not date.strip(" :0/-"):
        return ""
    found = _DATE.match(date)
    if found is None:
        return date
    year, month, day, hour, minute, second = found.groups()
    text = f"{year}-{month:0>2}-{day:0>2}"
    if hour is None:
        return text
    text += f"T{hour:0>2}:{minute}"
    if second is not None:
        text += f":{second}"
        digits = fraction.strip()
        if digits.isdecimal() and digits.isascii():
            text += f".{digits}"
    offset = zone.strip() or date[found.end() :].strip()
    return text + offset if _ZONE.fullmatch(offset) else text
