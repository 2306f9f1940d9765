"""What people wrote in files, as frozen values: each field has the type that its kind declares.

A content file is TOML (toml.io, v1.0). A field that the kind does not know, one that is missing, or
one of another type is told in one error that names the file and the field.

Files are English. A field that its kind declares as `Prose` is said in the person's language while
the value is made, where somebody translated it; no other field can change.
"""

from __future__ import annotations

import tomllib
import types
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from typing import (
    TYPE_CHECKING,
    Annotated,
    Any,
    Final,
    TypeAlias,
    TypeVar,
    Union,
    cast,
    get_args,
    get_origin,
    get_type_hints,
)

from toolkit import i18n
from toolkit.errors import ContentError
from toolkit.prose import Words, sort_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_Kind = TypeVar("_Kind")

Say: TypeAlias = "Callable[[str], str]"
"""What gives a text in the language that is wanted."""
_Read: TypeAlias = "Callable[[Any, Say], Any]"
"""What makes a value of what a file holds."""

_voice: Final[ContextVar[Callable[[str], Say]]] = ContextVar("_voice", default=i18n.of_page)


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
    page = f"{path.parent.name}/{path.stem}"
    return build(kind, {"id": path.stem, **table(content, name)}, name, page)


@contextmanager
def said_by(voice: Callable[[str], Say]) -> Iterator[None]:
    """Have all that is made in this block said by something else than the person's language.

    Args:
        voice: Gives what says the texts of a page.
    """
    before = _voice.set(voice)
    try:
        yield
    finally:
        _voice.reset(before)


def as_written(page: str) -> Say:  # noqa: ARG001 - every page is as it was written
    """A voice that says every text as it stands in its file: in English."""
    return str


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


def build(kind: type[_Kind], table: dict[str, Any], file: str, page: str = "") -> _Kind:
    """A value from what a file holds.

    Args:
        kind: As for `load`.
        table: Names and values.
        file: What to call the file in an error.
        page: The path of the file in `guides/` without its ending, by which its translation is
            found; empty for what has none.

    Raises:
        ContentError: ``"content-unknown-field"``, ``"content-missing-field"`` or
            ``"content-wrong-type"``, each with the file and the field.
    """
    try:
        say = _voice.get()(page) if page else str
        return cast("_Kind", _reader(cast("Any", kind))(table, say))
    except _MisfitError as misfit:
        if misfit.problem is _Problem.UNKNOWN:
            raise ContentError("content-unknown-field", file=file, field=misfit.field) from misfit
        if misfit.problem is _Problem.MISSING:
            raise ContentError("content-missing-field", file=file, field=misfit.field) from misfit
        raise ContentError("content-wrong-type", file=file, field=misfit.field) from misfit


class _Problem(Enum):
    UNKNOWN = 1
    MISSING = 2
    WRONG = 3


class _MisfitError(Exception):
    """Something does not fit. Its field is put together on the way out, at no cost before that."""

    def __init__(self, problem: _Problem, field: str = "") -> None:
        super().__init__()
        self.problem = problem
        self.field = field

    def within(self, above: str) -> _MisfitError:
        """The same, told from one level further out."""
        joint = "." if self.field and not self.field.startswith("[") else ""
        self.field = above + joint + self.field
        return self


@cache
def _reader(hint: Any) -> _Read:  # noqa: ANN401 - any type
    """What makes a value of a type out of what a file holds; worked out once for each type."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _read_prose if sort_of(hint) is Words.PROSE else _reader(arguments[0])
    if origin in {Union, types.UnionType}:
        (hint,) = (argument for argument in arguments if argument is not type(None))
        return _reader(hint)
    if origin is tuple:
        return _reader_of_list(_reader(arguments[0]))
    if origin is dict:
        return _reader_of_names(_reader(arguments[1]))
    return _reader_of_one(hint)


def _reader_of_one(hint: Any) -> _Read:  # noqa: ANN401 - any type
    if is_dataclass(hint):
        return _reader_of_fields(hint)
    if issubclass(hint, Enum):
        return _reader_of_enum(hint)
    if hint is str:
        return _read_text
    return _read_day if hint is date else _reader_of_plain(hint)


def _reader_of_fields(kind: Any) -> _Read:  # noqa: ANN401 - any dataclass
    hints = get_type_hints(kind, include_extras=True)
    expected = [
        (
            field.name,
            _reader(hints[field.name]),
            field.default is MISSING and field.default_factory is MISSING,
        )
        for field in fields(kind)
    ]
    names = set(hints)

    def read(table: Any, say: Say) -> Any:  # noqa: ANN401 - whatever the file holds
        if type(table) is not dict:
            raise _MisfitError(_Problem.WRONG)
        if not table.keys() <= names:
            raise _MisfitError(_Problem.UNKNOWN, next(each for each in table if each not in names))
        values = {}
        for name, read_field, required in expected:
            if name in table:
                try:
                    values[name] = read_field(table[name], say)
                except _MisfitError as misfit:
                    raise misfit.within(name) from None
            elif required:
                raise _MisfitError(_Problem.MISSING, name)
        return kind(**values)

    return read


def _reader_of_list(read_one: _Read) -> _Read:
    def read(listed: Any, say: Say) -> Any:  # noqa: ANN401 - whatever the file holds
        if type(listed) is not list:
            raise _MisfitError(_Problem.WRONG)
        values = []
        for each in listed:
            try:
                values.append(read_one(each, say))
            except _MisfitError as misfit:
                raise misfit.within(f"[{len(values) + 1}]") from None
        return tuple(values)

    return read


def _reader_of_names(read_one: _Read) -> _Read:
    def read(table: Any, say: Say) -> Any:  # noqa: ANN401 - whatever the file holds
        if type(table) is not dict:
            raise _MisfitError(_Problem.WRONG)
        values = {}
        for name, value in table.items():
            try:
                values[name] = read_one(value, say)
            except _MisfitError as misfit:
                raise misfit.within(name) from None
        return values

    return read


def _reader_of_enum(kind: type[Enum]) -> _Read:
    members = {member.value: member for member in kind}

    def read(value: Any, _say: Say) -> Any:  # noqa: ANN401 - whatever the file holds
        if type(value) is not str or value not in members:
            raise _MisfitError(_Problem.WRONG)
        return members[value]

    return read


def _reader_of_plain(kind: type[Any]) -> _Read:
    def read(value: Any, _say: Say) -> Any:  # noqa: ANN401 - whatever the file holds
        if type(value) is not kind:
            raise _MisfitError(_Problem.WRONG)
        return value

    return read


def _read_text(value: Any, _say: Say) -> str:  # noqa: ANN401 - whatever the file holds
    if not isinstance(value, str):
        raise _MisfitError(_Problem.WRONG)
    return value.strip()


def _read_prose(value: Any, say: Say) -> str:  # noqa: ANN401 - whatever the file holds
    text = _read_text(value, say)
    return say(text) if text else text


def _read_day(value: Any, _say: Say) -> date:  # noqa: ANN401 - whatever the file holds
    if type(value) is date:
        return value
    try:
        # A library compiled to JSON has no days of its own.
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise _MisfitError(_Problem.WRONG) from None
