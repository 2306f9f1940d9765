"""Every secret key in a phone, found by how the values are declared.

A field that holds a secret is declared with ``repr=False`` all through this package, so that no
traceback shows it. The same mark tells here what a thief of the phone gets.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING

from toolkit.messaging.events import Value

if TYPE_CHECKING:
    from collections.abc import Iterator


def secrets(value: object, name: str = "") -> Iterator[Value]:
    """The secrets inside a frozen value, each named by the way to it.

    Args:
        value: A phone, a session, or any value of this package.
        name: What goes before each name.
    """
    if is_dataclass(value) and not isinstance(value, type):
        for each in fields(value):
            inner, way = getattr(value, each.name), f"{name} {each.name}".strip()
            yield from secrets(inner, way) if each.repr else _all(inner, way)
        return
    for key, inner in _inside(value):
        yield from secrets(inner, f"{name} {key}".strip())


def _all(value: object, name: str) -> Iterator[Value]:
    """Every run of bytes in what is marked as secret."""
    if isinstance(value, bytes) and value:
        yield Value(name, value, secret=True)
    for key, inner in _inside(value):
        yield from _all(inner, f"{name} {key}")


def _inside(value: object) -> Iterator[tuple[str, object]]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield _short(key), inner
    elif isinstance(value, tuple):
        for at, inner in enumerate(value):
            yield str(at), inner


def _short(key: object) -> str:
    """What a key of a mapping is called: a skipped message by its number alone."""
    return str(key[-1]) if isinstance(key, tuple) else str(key)
