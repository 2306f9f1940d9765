"""Pages of content and their translations: what there is to translate, and what has changed since.

A page is a content file: its name is its path in `guides/` without the ending. A guide of the
handbook is a page that is translated as a whole, see `toolkit.handbook.translated`.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from toolkit import i18n
from toolkit.content import said_by
from toolkit.handbook import shelf as handbook
from toolkit.handbook import translated as guide
from toolkit.messaging.lessons import shelf as lessons
from toolkit.messaging.messengers import shelf as messengers
from toolkit.paths import guides
from toolkit.practice import chat, kit
from toolkit.threats import shelf as library
from toolkit.training import shelf as training
from toolkit.vault.forms import shelf as forms

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def heard() -> dict[str, tuple[str, ...]]:
    """The texts of each page that has any, in English, each once.

    Raises:
        ContentError: A file is not as it should be; the first that is found.
    """
    found: dict[str, dict[str, None]] = {}

    def voice(page: str) -> Callable[[str], str]:
        texts = found.setdefault(page, {})

        def say(text: str) -> str:
            texts[text] = None
            return text

        return say

    with said_by(voice):
        for load in (
            library.load,
            lessons.load_all,
            _plans,
            forms.load,
            kit.load,
            chat.load,
            messengers.load,
        ):
            load()
    return {page: tuple(texts) for page, texts in sorted(found.items()) if texts}


def _plans() -> None:
    """Read the session plans. One that cannot be read must not pass for one without any text."""
    for problem in training.load().problems:
        raise problem


def english(page: str) -> str:
    """The hash of the file of a page, as SHA-256 in hexadecimal."""
    return hashlib.sha256((guides() / f"{page}.toml").read_bytes()).hexdigest()


@dataclass(frozen=True, slots=True)
class Part:
    """A page of which a part is in English.

    Attributes:
        page: It.
        missing: How many of its texts are.
        count: How many texts it has.
        changed: Whether it was whole once, and the English has changed since.
    """

    page: str
    missing: int
    count: int
    changed: bool


@dataclass(frozen=True, slots=True)
class Translated:
    """How far content was put into a language.

    Attributes:
        whole: Pages of which nothing is in English.
        parts: Pages of which a part is, or that have changed since.
        old: Guides that are shown as they were before the English changed.
        none: Pages of which all is.
    """

    whole: tuple[str, ...]
    parts: tuple[Part, ...]
    old: tuple[str, ...]
    none: tuple[str, ...]


def guides_in(tongue: str) -> dict[str, i18n.Standing]:
    """How far each guide was translated that is there in a language, by its page.

    Args:
        tongue: The language, by its BCP 47 tag.

    Raises:
        ContentError: One of them is no guide.
    """
    found = {}
    for path in handbook.files():
        other = guide.file_of(path.stem, tongue)
        if other is not None:
            found[f"{guide.FOLDER}/{path.stem}"] = guide.standing(other, path)
    return found


def translated(pages: Mapping[str, tuple[str, ...]], tongue: str) -> Translated:
    """How far pages were put into a language.

    Args:
        pages: Their texts, as `heard` gives them.
        tongue: The language, by its BCP 47 tag.
    """
    whole, parts, none = list[str](), list[Part](), list[str]()
    there = guides_in(tongue)
    old = [page for page, standing in there.items() if standing.old]
    whole += [page for page in there if page not in old]
    guides_all = (f"{guide.FOLDER}/{path.stem}" for path in handbook.files())
    none += [page for page in guides_all if page not in there]
    for page, texts in pages.items():
        standing = i18n.standing(page, tongue)
        if standing is None:
            none.append(page)
            continue
        missing = sum(not i18n.has(page, text, tongue) for text in texts)
        changed = bool(standing.english) and standing.english != english(page)
        if missing or changed:
            parts.append(Part(page, missing, len(texts), changed))
        else:
            whole.append(page)
    return Translated(tuple(whole), tuple(parts), tuple(old), tuple(none))
