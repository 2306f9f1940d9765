"""A guide as it is written: what stands before its text, and the text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeVar

from toolkit.content import build, table
from toolkit.errors import ContentError

if TYPE_CHECKING:
    from pathlib import Path

_Kind = TypeVar("_Kind")

MOST_BYTES: Final = 256 * 1024

_FENCE: Final = "+++"
_CONTROL: Final = re.compile("[^\\n\\t -~\u00a0-\U0010ffff]|[\u2028-\u202e\u2066-\u2069\ufeff]")
"""What no guide needs and a terminal may obey, the marks that turn text around among it."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a file holds.

    Attributes:
        front: Names and values of what stands before the text.
        text: It.
        line: The line of the file in which it begins, counted from one.
    """

    front: dict[str, Any]
    text: str
    line: int


def parted(path: Path, name: str) -> Written:
    """What a file holds.

    Args:
        path: It.
        name: What to call it in an error.

    Raises:
        ContentError: ``"content-unreadable"``, ``"guide-too-large"``, ``"guide-control"`` (a
            character that has no business in a text), ``"guide-no-front"``, or as `content.table`.
    """
    lines = _text(path, name).split("\n")
    if lines[0] != _FENCE or _FENCE not in lines[1:]:
        raise ContentError("guide-no-front", file=name)
    end = lines.index(_FENCE, 1)
    # The fence itself is the first line, which keeps the lines of errors those of the file.
    front = table(("\n" + "\n".join(lines[1:end])).encode(), name)
    return Written(front, "\n".join(lines[end + 1 :]), end + 2)


def fitted(kind: type[_Kind], written: Written, path: Path, name: str) -> _Kind:
    """What stands before the text, as a value.

    Args:
        kind: As for `content.build`.
        written: The guide.
        path: Its file.
        name: What to call it in an error.

    Raises:
        ContentError: ``"guide-unknown-field"``, ``"guide-missing-field"`` or
            ``"guide-wrong-type"``, each with the line.
    """
    try:
        return build(kind, written.front, name)
    except ContentError as problem:
        field = str(problem.facts["field"])
        if problem.code == "content-missing-field":
            end = written.line - 1
            raise ContentError("guide-missing-field", file=name, line=end, field=field) from problem
        line = _line_of(path, field)
        if problem.code == "content-unknown-field":
            raise ContentError(
                "guide-unknown-field", file=name, line=line, field=field
            ) from problem
        raise ContentError("guide-wrong-type", file=name, line=line, field=field) from problem


def _line_of(path: Path, field: str) -> int:
    """The line of a file in which a field of its front matter stands, counted from one.

    Args:
        path: The file, of which the front matter can be read.
        field: The field, such as ``facts.hrw.grade`` or ``related[2]``.
    """
    names = [part.partition("[")[0] for part in field.split(".")]
    lines = path.read_text(encoding="utf-8").split("\n")
    end = lines.index(_FENCE, 1)
    heads = [at for at in range(end) if lines[at].strip() == f"[{'.'.join(names[:-1])}]"]
    for at in range(heads[0] if heads else 0, end):
        if re.match(rf"{re.escape(names[-1])}\s*=", lines[at].strip()):
            return at + 1
    return heads[0] + 1 if heads else 1


def _text(path: Path, name: str) -> str:
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
        text = content.decode()
    except (OSError, UnicodeDecodeError) as error:
        raise ContentError("content-unreadable", file=name) from error
    if len(content) > MOST_BYTES:
        raise ContentError("guide-too-large", file=name, limit=MOST_BYTES)
    found = _CONTROL.search(text)
    if found:
        line = text.count("\n", 0, found.start()) + 1
        raise ContentError("guide-control", file=name, line=line)
    return text
