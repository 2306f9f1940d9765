"""Paths and points, times and languages: values with a grammar of their own.

Source: SVG 2, 9.3.9 (path data), 10.6 (points), 5.9 (conditions); SMIL 3.0, 5.4.1 (times);
RFC 5646, 2.1 (languages).
"""

from __future__ import annotations

import re
from typing import Final

from toolkit.metadata.formats.svg import vocabulary
from toolkit.metadata.formats.svg.values import NUMBER, WRONG, Name, Naming, Value, shortened

_FIRST: Final = rf"\s*+{NUMBER}"
_NEXT: Final = rf"(?>(?:\s*+,\s*+|\s*+){NUMBER})"
_FLAG: Final = r"(?>(?:\s*+,\s*+|\s*+)[01])"


def _runs(count: int) -> str:
    """Groups of so many numbers, of which the first has no comma before it."""
    return rf"(?>{_FIRST}{_NEXT}{{{count - 1}}})(?>{_NEXT}{{{count}}})*+"


_ARC: Final = rf"{_NEXT}{{2}}{_FLAG}{{2}}{_NEXT}{{2}}"
_PATH: Final = re.compile(
    rf"\s*+(?>(?>[Zz]|[MmLlTt]{_runs(2)}|[HhVv]{_runs(1)}|[Cc]{_runs(6)}|[SsQq]{_runs(4)}"
    rf"|[Aa](?>{_FIRST}{_ARC})(?>{_NEXT}{_ARC})*+)\s*+)*+",
    re.ASCII,
)
_POINTS: Final = re.compile(rf"(?:{_FIRST}{_NEXT}*+)?+", re.ASCII)
_SEPARATORS: Final = re.compile(r"\s*+,\s*+|\s++", re.ASCII)
_AROUND_COMMANDS: Final = re.compile(r" ?([MmZzLlHhVvCcSsQqTtAa]) ?")

_SECONDS: Final = r"(?:\d{1,9}(?:\.\d{0,9})?|\.\d{1,9})(?:h|min|s|ms)?"
_CLOCK: Final = rf"(?:(?:\d{{1,6}}:)?\d{{1,6}}:\d\d(?:\.\d{{1,9}})?|{_SECONDS})"
_DURATION: Final = re.compile(rf"indefinite|media|{_CLOCK}")
_TIME: Final = re.compile(
    rf"(?P<plain>indefinite|[+-]?\s*{_CLOCK})"
    rf"|(?:(?P<id>[^;\s]+)\.)?(?P<event>(?:{vocabulary.EVENTS})(?:\s*[+-]\s*{_CLOCK})?)"
)
_FEATURES: Final = re.compile(rf"{vocabulary.FEATURE}(?:\s+{vocabulary.FEATURE})*")
# A subtag may have eight characters; no language in use needs more than four.
_LANGUAGE: Final = re.compile(r"[a-zA-Z]{2,3}(?:-[a-zA-Z0-9]{2,4}){0,3}")


def path(text: str) -> Value | None:
    """Path data, up to its first error: so far it is drawn (SVG 2, 9.5.4)."""
    if text.strip() == "none":
        return ("none",)
    drawn = _PATH.match(text)
    return _numbers(drawn[0]) if drawn else None


def points(text: str) -> Value | None:
    """The points of a polygon, up to the first error; that there is one stays."""
    read = _POINTS.match(text)
    if read is None or not read[0]:
        return None
    is_whole = not text[read.end() :].strip()
    return (shortened(_spaced(read[0])) + ("" if is_whole else f" {WRONG}"),)


def duration(text: str) -> Value | None:
    """How long an animation takes."""
    text = text.strip()
    return (text,) if _DURATION.fullmatch(text) else None


def times(text: str) -> Value:
    """When an animation begins or ends; never, where nothing in the list is known."""
    found: list[str | Name] = []
    for part in text.split(";"):
        time = _TIME.fullmatch(part.strip())
        if time is None:
            continue
        if found:
            found.append(";")
        if time["plain"]:
            found.append(_tight(time["plain"]))
        elif time["id"]:
            found += [Name(Naming.ID, time["id"].replace("\\", "")), f".{_tight(time['event'])}"]
        else:
            found.append(_tight(time["event"]))
    return tuple(found) if found else ("indefinite",)


def languages(text: str) -> Value:
    """The languages that a part is for. What is none is replaced by one that nobody reads."""
    found = [part.strip() for part in text.split(",")]
    return (",".join(each if _LANGUAGE.fullmatch(each) else "und" for each in found),)


def features(text: str) -> Value | None:
    """The features of SVG 1.1 that a part needs."""
    found = " ".join(text.split())
    return (found,) if _FEATURES.fullmatch(found) else None


def _numbers(text: str) -> Value | None:
    text = _AROUND_COMMANDS.sub(r"\1", _spaced(text))
    return (shortened(text),) if text else None


def _spaced(text: str) -> str:
    return _SEPARATORS.sub(" ", text).strip()


def _tight(text: str) -> str:
    return "".join(text.split())
