"""Where the guides lie: one file each, `guides/handbook/<id>.md`."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from toolkit.errors import ContentError
from toolkit.handbook import translated
from toolkit.handbook.markup import sections
from toolkit.handbook.model import Chapter, Front, Guide
from toolkit.handbook.written import fitted, parted
from toolkit.i18n import language
from toolkit.paths import guides

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_ENDING: Final = ".md"
_ABOUT: Final = "README.md"


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


def files(shelf: Path | None = None) -> tuple[Path, ...]:
    """The file of each guide, in the order of their names."""
    found = sorted((shelf or folder()).glob(f"*{_ENDING}"))
    return tuple(path for path in found if path.name != _ABOUT)


def load(shelf: Path | None = None, tongue: str = "") -> Handbook:
    """Every guide that can be read; in the person's language where somebody translated it.

    Args:
        shelf: The folder of its files; the program's own by default.
        tongue: The language, by its BCP 47 tag; the one spoken now by default.
    """
    tongue = tongue or language()
    read, problems = list[Guide](), list[ContentError]()
    for path in files(shelf):
        other = translated.file_of(path.stem, tongue)
        try:
            read.append(guide(path, other))
        except ContentError as problem:
            problems.append(problem)
            if other is not None:
                # Better in English than not at all.
                with suppress(ContentError):
                    read.append(guide(path))
    chapters = list(Chapter)
    read.sort(key=lambda each: (chapters.index(each.front.chapter), each.front.order, each.id))
    return Handbook({each.id: each for each in read}, tuple(problems))


def guide(path: Path, other: Path | None = None) -> Guide:
    """One guide.

    Args:
        path: Its file.
        other: The file in another language of which its words are; then those of the English one,
            which take longest, are not looked at.

    Raises:
        ContentError: As `written.parted`, `written.fitted` and `markup.sections`.
    """
    name = f"{path.parent.name}/{path.name}"
    written = parted(path, name)
    front = fitted(Front, written, path, name)
    if other is not None:
        return translated.translated(path.stem, front, other)
    return Guide(path.stem, front, sections(written.text, name, written.line))
