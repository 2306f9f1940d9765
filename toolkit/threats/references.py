"""Ids that lead nowhere, and ways that lead back to where they began."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.errors import ContentError
from toolkit.threats.library import KINDS
from toolkit.threats.prose import references

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from toolkit.threats.library import Library


def dangling(library: Library) -> Iterator[ContentError]:
    """Each id that is named and is not there."""
    for folder, _ in KINDS:
        for key, thing in library.kind(folder).items():
            for field, named, folders in references(thing):
                if not any(named in library.kind(each) for each in folders):
                    yield ContentError(
                        "content-missing-id", file=f"{folder}/{key}.toml", field=field, id=named
                    )


def circles(library: Library) -> Iterator[ContentError]:
    """Actions that need themselves in the end, and places that lie within themselves."""
    needs = {key: action.needs for key, action in library.actions.items()}
    within = {key: (place.within,) for key, place in library.places.items()}
    for folder, field, ways in (("actions", "needs", needs), ("places", "within", within)):
        for key in ways:
            path = _back(key, ways)
            if path:
                yield ContentError(
                    "content-cycle",
                    file=f"{folder}/{key}.toml",
                    field=field,
                    path=" → ".join(path),
                )


def _back(start: str, ways: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """A way from a thing back to itself; nothing where there is none."""
    paths: list[tuple[str, ...]] = [(start,)]
    seen = set()
    while paths:
        path = paths.pop()
        for step in ways.get(path[-1], ()):
            if step == start:
                return (*path, start)
            if step not in seen:
                seen.add(step)
                paths.append((*path, step))
    return ()
