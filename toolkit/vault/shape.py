"""Names and values out of a file, as frozen values: strict about types, exact about texts."""

from __future__ import annotations

import types
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from toolkit.errors import VaultError

if TYPE_CHECKING:
    from collections.abc import Mapping

_Kind = TypeVar("_Kind")


def build(kind: type[_Kind], table: Mapping[str, Any]) -> _Kind:
    """A value of a dataclass out of names and values.

    Args:
        kind: Its fields are texts, whole numbers, tuples and dictionaries of one type, other such
            dataclasses, or one of these and ``None``.
        table: What a file holds.

    Raises:
        VaultError: ``"document-malformed"`` with the field that is unknown, missing or of another
            type.
    """
    return cast("_Kind", _built(kind, table, ""))


def _built(kind: Any, table: Mapping[str, Any], above: str) -> Any:  # noqa: ANN401 - any dataclass
    expected = _fields(kind)
    for name in table:
        if name not in expected:
            raise VaultError("document-malformed", field=above + name)
    values = {}
    for name, (hint, required) in expected.items():
        if name in table:
            values[name] = _fit(table[name], hint, above + name)
        elif required:
            raise VaultError("document-malformed", field=above + name)
    return kind(**values)


@cache
def _fields(kind: Any) -> dict[str, tuple[Any, bool]]:  # noqa: ANN401 - any dataclass
    """The type of each field, and whether it has to be there."""
    hints = get_type_hints(kind)
    return {
        each.name: (
            hints[each.name],
            each.default is MISSING and each.default_factory is MISSING,
        )
        for each in fields(kind)
    }


def _fit(value: Any, hint: Any, name: str) -> Any:  # noqa: ANN401 - whatever the file holds
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in {Union, types.UnionType}:
        (hint,) = (argument for argument in arguments if argument is not type(None))
        return None if value is None else _fit(value, hint, name)
    if origin is tuple and type(value) in {list, tuple}:
        return tuple(_fit(each, arguments[0], f"{name}[{at}]") for at, each in enumerate(value, 1))
    if origin is dict and type(value) is dict:
        return {
            _fit(key, str, name): _fit(each, arguments[1], f"{name}.{key}")
            for key, each in value.items()
        }
    if is_dataclass(hint) and type(value) is dict:
        return _built(hint, value, f"{name}.")
    if type(value) is not hint or (hint is str and not _is_text(value)):
        raise VaultError("document-malformed", field=name)
    return value


def _is_text(value: str) -> bool:
    """Whether it can be written as UTF-8: halves of surrogate pairs, which JSON allows, cannot."""
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True
