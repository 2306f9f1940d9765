"""What people wrote in files, as frozen values: each field has the type that its kind declares.

A content file is TOML (toml.io, v1.0). A field that the kind does not know, one that is missing, or
one of another type is told in one error that names the file and the field.
"""

from __future__ import annotations

import tomllib
import types
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from typing import (
    TYPE_CHECKING,
    Any,
    Final,
    TypeVar,
    Union,
    cast,
    get_args,
    get_origin,
    get_type_hints,
)

from toolkit.errors import ContentError

if TYPE_CHECKING:
    from pathlib import Path

_Kind = TypeVar("_Kind")

_MISSING: Final = object()


def load(kind: type[_Kind], path: Path) -> _Kind:
    """One content file.

    Args:
        kind: A dataclass whose fields are text, numbers, booleans, dates, enums, tuples of one
            type, dictionaries with text as keys, or other such dataclasses. ``None`` may stand
            for what is left out.
        path: The file. Its name without the ending is the value of the field ``id``.

    Raises:
        ContentError: As `table` and `build`.
    """
    name = f"{path.parent.name}/{path.name}"
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ContentError("content-unreadable", file=name) from error
    return build(kind, {"id": path.stem, **table(content, name)}, name)


def table(content: bytes, file: str) -> dict[str, Any]:
    """What a file holds, as names and values.

    Args:
        content: Its bytes.
        file: What to call it in an error.

    Raises:
        ContentError: ``"content-unreadable"``, ``"content-no-toml"``, or
            ``"content-unknown-field"`` where it names its own id, which is its name.
    """
    try:
        found = tomllib.loads(content.decode())
    except UnicodeDecodeError as error:
        raise ContentError("content-unreadable", file=file) from error
    except tomllib.TOMLDecodeError as error:
        raise ContentError("content-no-toml", file=file, reason=str(error)) from error
    if "id" in found:
        raise ContentError("content-unknown-field", file=file, field="id")
    return found


def build(kind: type[_Kind], table: dict[str, Any], file: str) -> _Kind:
    """A value from what a file holds.

    Args:
        kind: As for `load`.
        table: Names and values.
        file: What to call the file in an error.

    Raises:
        ContentError: ``"content-unknown-field"``, ``"content-missing-field"`` or
            ``"content-wrong-type"``, each with the file and the field.
    """
    return cast("_Kind", _built(kind, table, file, ""))


def _built(kind: Any, table: dict[str, Any], file: str, above: str) -> Any:  # noqa: ANN401 - any dataclass
    expected = _fields(kind)
    for name in table:
        if name not in expected:
            raise ContentError("content-unknown-field", file=file, field=above + name)
    values = {}
    for name, (hint, required) in expected.items():
        value = table.get(name, _MISSING)
        if value is not _MISSING:
            values[name] = _fit(value, hint, file, above + name)
        elif required:
            raise ContentError("content-missing-field", file=file, field=above + name)
    return kind(**values)


@cache
def _fields(kind: Any) -> dict[str, tuple[Any, bool]]:  # noqa: ANN401 - any dataclass
    """The type of each field, and whether it has to be there."""
    hints = get_type_hints(kind)
    return {
        field.name: (
            hints[field.name],
            field.default is MISSING and field.default_factory is MISSING,
        )
        for field in fields(kind)
    }


def _fit(value: Any, hint: Any, file: str, field: str) -> Any:  # noqa: ANN401 - whatever the file holds
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in {Union, types.UnionType}:
        (hint,) = (argument for argument in arguments if argument is not type(None))
        return _fit(value, hint, file, field)
    if origin is tuple and type(value) is list:
        return tuple(
            _fit(each, arguments[0], file, f"{field}[{index}]")
            for index, each in enumerate(value, 1)
        )
    if origin is dict and type(value) is dict:
        return {
            key: _fit(each, arguments[1], file, f"{field}.{key}") for key, each in value.items()
        }
    if is_dataclass(hint) and type(value) is dict:
        return _built(hint, value, file, f"{field}.")
    try:
        return _plain(value, hint)
    except ValueError as error:
        raise ContentError("content-wrong-type", file=file, field=field) from error


def _plain(value: Any, hint: Any) -> Any:  # noqa: ANN401 - as above
    """Text, a number, a boolean, a day, or one of an enum.

    Raises:
        ValueError: It is something else.
    """
    if type(value) is str and isinstance(hint, type):
        if issubclass(hint, Enum):
            return hint(value)
        if hint is date:  # a library compiled to JSON has no days of its own
            return date.fromisoformat(value)
    if type(value) is not hint:
        raise ValueError(value)
    return value.strip() if type(value) is str else value
