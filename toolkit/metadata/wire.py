"""What a worker may say to us: data of a few known kinds, and nothing that could act.

The worker may have been taken over by the file it opened, so its words are as untrusted as the
file. They come as JSON, which can name no code; an object becomes one of the frozen kinds of
`KINDS` only when every field has exactly the type that the kind declares.
"""

from __future__ import annotations

import json
import struct
import types
from enum import Enum
from functools import cache, partial
from pathlib import Path, PosixPath
from typing import TYPE_CHECKING, Any, Final, Union, get_args, get_origin, get_type_hints

from toolkit import errors
from toolkit.metadata import model, summary
from toolkit.metadata.confinement import Layer

if TYPE_CHECKING:
    from collections.abc import Callable

KINDS: Final[tuple[type, ...]] = (
    model.Report,
    model.Walk,
    model.Segment,
    model.Copy,
    model.Payload,
    model.Stay,
    model.Finding,
    model.Cleaned,
    model.Thumbnail,
    model.Verdict,
    model.Harm,
    model.Kind,
    model.Stays,
    summary.Summary,
    Layer,
)

ERRORS: Final[tuple[type[errors.ParasolError], ...]] = (
    errors.ParasolError,
    errors.InputError,
    errors.NotReadableError,
    errors.UnknownFormatError,
    errors.DamagedError,
    errors.UnsupportedError,
    errors.LimitError,
    errors.OutputError,
    errors.NotCleanError,
    errors.WorkerError,
    errors.CancelledError,
    errors.ContentError,
    errors.VaultError,
    errors.RefusedError,
)

LENGTH: Final = struct.Struct("<Q")
"""Stands before each message in both directions: its bytes."""

# A JSON object with one key of this first letter stands for a value that JSON has no form for.
_SIGN: Final = "!"

_KINDS_BY_NAME: Final = {_SIGN + kind.__name__: kind for kind in KINDS}
_ERRORS_BY_NAME: Final = {_SIGN + kind.__name__: kind for kind in ERRORS}


class WireError(Exception):
    """The other side said something that is not in the language."""


def encode(value: object) -> bytes:
    """A value as bytes for the pipe.

    Args:
        value: Made of `KINDS`, our errors, paths, text, bytes, numbers, booleans, `None`, and
            tuples, lists and dictionaries with text as keys.

    Raises:
        TypeError: It is made of something else.
    """
    return _ENCODER.encode(value).encode("ascii")


def decode(said: bytes) -> Any:  # noqa: ANN401 - whatever the submitted function returns
    """A value from bytes that an untrusted process sent; lists come back as tuples.

    Raises:
        WireError: The bytes are not in the language, or a field has a wrong type.
    """
    try:
        return _fit(json.loads(said, object_hook=_object, parse_constant=_refuse), Any)
    except (ValueError, TypeError, RecursionError) as error:
        raise WireError(type(error).__name__) from error


def _tagged(value: object) -> dict[str, object]:
    """The form of a value that JSON has no form for."""
    kind: Any = type(value)
    tag = _SIGN + kind.__name__
    if kind is bytes:
        return {"!bytes": value.decode("latin-1")}  # type: ignore[attr-defined]
    if kind is PosixPath:
        return {"!Path": str(value)}
    if isinstance(value, errors.ParasolError) and kind in ERRORS:
        return {tag: [value.code, value.facts]}
    if _KINDS_BY_NAME.get(tag) is not kind:
        raise TypeError(kind.__name__)
    if isinstance(value, Enum):
        return {tag: value.value}
    return {tag: [getattr(value, name) for name in _names(kind)]}


_ENCODER: Final = json.JSONEncoder(default=_tagged, check_circular=False, allow_nan=False)


def _object(untrusted: dict[str, Any]) -> object:
    """What a JSON object stands for. Called from the innermost outwards."""
    tag = next(iter(untrusted), "")
    if len(untrusted) != 1 or not tag.startswith(_SIGN):
        return untrusted
    content = untrusted[tag]
    if tag == "!bytes":
        return _fit(content, str).encode("latin-1")
    if tag == "!Path":
        return Path(_fit(content, str))
    if tag in _ERRORS_BY_NAME:
        code, facts = _fit(content, tuple[str, dict[str, str | int]])
        return _ERRORS_BY_NAME[tag](code, **facts)
    return _of_kind(tag, content)


def _of_kind(tag: str, content: Any) -> object:  # noqa: ANN401 - it is what finds out the type
    """One of `KINDS`, its fields checked."""
    kind: Any = _KINDS_BY_NAME.get(tag)
    if kind is None:
        raise WireError(tag)
    if issubclass(kind, Enum):
        return kind(content)
    checks = _checks(kind)
    if type(content) is not list or len(content) != len(checks):
        raise WireError(tag)
    return kind(*[check(value) for check, value in zip(checks, content, strict=True)])


def _names(kind: Any) -> tuple[str, ...]:  # noqa: ANN401 - as above
    names: tuple[str, ...] = kind.__match_args__
    return names


@cache
def _checks(kind: Any) -> tuple[Callable[[Any], Any], ...]:  # noqa: ANN401 - one of KINDS that is no enum
    """The check for each field of a kind, in order."""
    hints = get_type_hints(kind, localns={"Path": Path})
    return tuple(_fitting(hints[name]) for name in _names(kind))


def _fit(value: Any, hint: Any) -> Any:  # noqa: ANN401 - it is what finds out the type
    """The value, when it is of the type that the hint says; lists become tuples."""
    return _fitting(hint)(value)


@cache
def _fitting(hint: Any) -> Callable[[Any], Any]:  # noqa: ANN401 - as above
    """The check for one type, put together once."""
    origin, arguments = get_origin(hint), get_args(hint)
    if hint is Any:
        return lambda value: tuple(map(_fitting(Any), value)) if type(value) is list else value
    if origin is tuple and arguments[-1] is Ellipsis:
        each = _fitting(arguments[0])
        return lambda value: tuple(map(each, _exactly(list, value)))
    if origin is tuple:
        return lambda value: tuple(
            _fit(v, h) for v, h in zip(_exactly(list, value), arguments, strict=True)
        )
    if origin is dict:
        of_key, of_value = map(_fitting, arguments)
        return lambda value: {of_key(k): of_value(v) for k, v in _exactly(dict, value).items()}
    if origin in {Union, types.UnionType}:
        kinds = tuple(PosixPath if argument is Path else argument for argument in arguments)
        return lambda value: _exactly_one(kinds, value)
    return partial(_exactly, PosixPath if hint is Path else hint)


def _exactly(kind: type, value: Any) -> Any:  # noqa: ANN401 - as above
    if type(value) is not kind:
        raise WireError(kind.__name__)
    return value


def _exactly_one(kinds: tuple[type, ...], value: Any) -> Any:  # noqa: ANN401 - as above
    if type(value) not in kinds:
        raise WireError("|".join(kind.__name__ for kind in kinds))
    return value


def _refuse(constant: str) -> None:
    raise WireError(constant)
