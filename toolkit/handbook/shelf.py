"""Where the guides lie: one file each, `guides/handbook/<id>.md`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from toolkit.content import build, table
from toolkit.errors import ContentError
from toolkit.handbook.markup import sections
from toolkit.handbook.model import Chapter, Front, Guide
from toolkit.paths import guides

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

MOST_BYTES: Final = 256 * 1024

_FENCE: Final = "+++"
_ENDING: Final = ".md"
_ABOUT: Final = "README.md"
_CONTROL: Final = re.compile("[^\\n\\t -~\u00a0-\U0010ffff]|[\u2028-\u202e\u2066-\u2069\ufeff]")
"""What no guide needs and a terminal may obey, the marks that turn text around among it."""


@dataclass(frozen=True, slots=True)
class Handbook:
    """All guides, and what is wrong with those that cannot be read.

    Attributes:
        guides: By their ids, in the order of the contents.
        problems: One for each file that is no guide.
    """

    guides: Mapping[str, Guide]
    problems: tuple[ContentError, ...] = ()


def folder() -> Path:
    """Where the guides lie."""
    return guides() / "handbook"


def load(shelf: Path | None = None) -> Handbook:
    """Every guide that can be read.

    Args:
        shelf: The folder of its files; the program's own by default.
    """
    read, problems = list[Guide](), list[ContentError]()
    for path in sorted((shelf or folder()).glob(f"*{_ENDING}")):
        if path.name == _ABOUT:
            continue
        try:
            read.append(guide(path))
        except ContentError as problem:
            problems.append(problem)
    chapters = list(Chapter)
    read.sort(key=lambda each: (chapters.index(each.front.chapter), each.front.order, each.id))
    return Handbook({each.id: each for each in read}, tuple(problems))


def guide(path: Path) -> Guide:
    """One guide.

    Raises:
        ContentError: ``"content-unreadable"``, ``"guide-too-large"``, ``"guide-control"`` (a
            character that has no business in a text), ``"guide-no-front"``, or as
            `content.table`, `content.build` and `markup.sections`.
    """
    name = f"{path.parent.name}/{path.name}"
    text = _text(path, name)
    lines = text.split("\n")
    if lines[0] != _FENCE or _FENCE not in lines[1:]:
        raise ContentError("guide-no-front", file=name)
    end = lines.index(_FENCE, 1)
    # The fence itself is the first line, which keeps the lines of errors those of the file.
    front = build(Front, table(("\n" + "\n".join(lines[1:end])).encode(), name), name)
    return Guide(path.stem, front, sections("\n".join(lines[end + 1 :]), name, end + 2))


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
