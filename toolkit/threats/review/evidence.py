"""Each claim has a source and a date, all was looked at, and what is required is there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from toolkit.errors import ContentError
from toolkit.evidence import is_day, misdated, past_due
from toolkit.threats.library import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from toolkit.threats.library import Library

_LONGEST: Final = 366
"""Days until something has to be looked at again."""
_LONGEST_LAW: Final = 92
_MUST_SAY: Final = ("undo", "check")


def dates(library: Library) -> Iterator[ContentError]:
    """Days, months and years that are none, and reviews that are due too late."""
    for file, thing in _things(library):
        found = [("as_of", getattr(thing, "status_as_of", None))]
        found += [
            (f"claims[{index}].as_of", claim.as_of)
            for index, claim in enumerate(getattr(thing, "claims", ()), 1)
        ]
        if getattr(thing, "published", ""):
            found.append(("published", thing.published))
        for field, value in found:
            if value is not None and not is_day(value):
                yield ContentError("content-bad-date", file=file, field=field, value=value)
        if hasattr(thing, "review_due"):
            longest = _LONGEST_LAW if file.startswith("legal/") else _LONGEST
            yield from misdated(thing, file, longest)


def claims(library: Library) -> Iterator[ContentError]:
    """Claims without a source, and actions that do not say how to undo or to check them."""
    for file, thing in _things(library):
        for index, claim in enumerate(getattr(thing, "claims", ()), 1):
            if not claim.sources:
                yield ContentError("content-no-source", file=file, field=f"claims[{index}]")
    for key, action in library.actions.items():
        for field in _MUST_SAY:
            if not getattr(action, field):
                yield ContentError("content-empty-field", file=f"actions/{key}.toml", field=field)
        if not action.harm_when:
            yield ContentError("content-empty-field", file=f"actions/{key}.toml", field="harm_when")
        if action.only_if and not action.held_back:
            yield ContentError("content-empty-field", file=f"actions/{key}.toml", field="held_back")


def required(library: Library, wanted: Iterable[str]) -> Iterator[ContentError]:
    """Ids of the required list that have no entry, or one without a claim."""
    for each in wanted:
        entry = library.systems.get(each) or library.vendors.get(each)
        if entry is None:
            yield ContentError("content-required-missing", id=each)
        elif not any(claim.sources for claim in entry.claims):
            yield ContentError("content-required-unsourced", id=each)


def overdue(library: Library, today: date) -> Iterator[ContentError]:
    """What somebody should have looked at again before a day."""
    for file, thing in _things(library):
        if hasattr(thing, "review_due"):
            yield from past_due(thing, file, today)


def _things(library: Library) -> Iterator[tuple[str, Any]]:
    for folder, _ in KINDS:
        for key, thing in library.kind(folder).items():
            yield f"{folder}/{key}.toml", thing
