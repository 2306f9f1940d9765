"""A guide in another language: a whole file, `guides/translations/<tag>/handbook/<id>.md`.

It says of which English file it was made, and whether somebody who grew up with the language has
read it. Of the front matter it has what people read; all else is that of the English guide, so that
no code, day or source can differ.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING, Final

from toolkit import i18n
from toolkit.handbook.markup import sections
from toolkit.handbook.model import Guide
from toolkit.handbook.written import fitted, parted

if TYPE_CHECKING:
    from pathlib import Path

    from toolkit.handbook.model import Front as English

FOLDER: Final = "handbook"


class Status(Enum):
    """Whether somebody who grew up with the language has read every word."""

    DRAFT = "draft"
    READ = "read"


@dataclass(frozen=True, slots=True)
class Front:
    """What stands before the text.

    Attributes:
        status: Who has read it.
        english: The hash of the English file of which it was made, as SHA-256 in hexadecimal.
        title: As in English.
        summary: As in English.
        audience: As in English.
        not_for: As in English.
    """

    status: Status
    english: str
    title: str
    summary: str
    audience: str
    not_for: str


def file_of(name: str, tongue: str) -> Path | None:
    """The file of a guide in another language; nothing where nobody translated it.

    Args:
        name: The id of the guide.
        tongue: The language, by its BCP 47 tag.
    """
    folder = i18n.folder()
    if folder is None or tongue == i18n.ENGLISH:
        return None
    path = folder / tongue / FOLDER / f"{name}.md"
    return path if path.exists() else None


def translated(name: str, english: English, path: Path) -> Guide:
    """A guide in another language.

    Args:
        name: The id of the guide.
        english: What stands before its text in English.
        path: The file in the other language.

    Raises:
        ContentError: As `written.parted`, `written.fitted` and `markup.sections`.
    """
    file = _name(path)
    written = parted(path, file)
    front = fitted(Front, written, path, file)
    told = replace(
        english,
        title=front.title,
        summary=front.summary,
        audience=front.audience,
        not_for=front.not_for,
    )
    return Guide(name, told, sections(written.text, file, written.line))


def standing(path: Path, english: Path) -> i18n.Standing:
    """How far a guide was translated.

    Args:
        path: The file in the other language.
        english: The English file.

    Raises:
        ContentError: As `translated`.
        OSError: The English file cannot be read.
    """
    name = _name(path)
    front = fitted(Front, parted(path, name), path, name)
    now = hashlib.sha256(english.read_bytes()).hexdigest()
    return i18n.Standing(front.status is Status.DRAFT, 0, front.english, old=front.english != now)


def _name(path: Path) -> str:
    return "/".join(path.parts[-4:])
