"""Words in the person's language: every text a person reads passes through here.

English is the source. Catalogues are gettext's, found under ``guides/translations``; where there is
none for a language, or a text is missing from it, English is shown. There are two for a language:
one of what the program says, one of its content, in which the context of a text is the page where
it stands: the path of its file in ``guides/`` without the ending. The second is read when somebody
first reads content.
"""

from __future__ import annotations

import gettext as _gettext
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ENGLISH = "en"
DOMAIN = "parasol"
CONTENT = "content"
"""The domain of what stands in content files."""
STANDING = "standing"
"""The context in which the catalogue of content tells how far each page was translated."""

_language = ENGLISH
_folder: Path | None = None
_catalogue: _gettext.NullTranslations = _gettext.NullTranslations()


def use(language: str, folder: Path) -> None:
    """Speak `language` (a BCP 47 tag such as ``"es"``) from now on.

    Args:
        language: Which catalogue to load; one that is not there means English.
        folder: The folder of translations.
    """
    global _catalogue, _folder, _language  # noqa: PLW0603 - one at a time for the whole program
    _language, _folder = language, folder
    _catalogue = _gettext.translation(DOMAIN, folder, languages=[language], fallback=True)


def language() -> str:
    """The tag of the language that is spoken now."""
    return _language


def _(message: str) -> str:
    """The text in the person's language."""
    return _catalogue.gettext(message)


def ngettext(singular: str, plural: str, count: int) -> str:
    """The text for `count` things, in the person's language and by its plural rules."""
    return _catalogue.ngettext(singular, plural, count)


def N_(message: str) -> str:  # noqa: N802 - the name that gettext's own tools look for
    """Mark a text that stands in a table for the catalogue; `_` translates it when it is told."""
    return message


class English(str):
    """A text of content that nobody has put into the person's language."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a page was translated.

    Attributes:
        draft: Whether nobody who grew up with the language has read the words yet.
        missing: How many of its texts are in English.
        english: The hash of the English file of which nothing was missing, as SHA-256 in
            hexadecimal; empty where something always was.
        old: Whether the English has changed since, and all of it is shown as it was: a guide.
    """

    draft: bool
    missing: int
    english: str
    old: bool = False

    def told(self) -> str:
        """As it stands in the catalogue."""
        return f"{self.draft:d} {self.missing} {self.english} {self.old:d}"


def of_page(page: str) -> Callable[[str], str]:
    """What says the texts of a page of content in the person's language.

    Args:
        page: The path of its file in ``guides/`` without the ending, such as
            ``lessons/account-theft``.
    """
    return str if _language == ENGLISH else partial(_said, _pages(_language, _folder), page)


def standing(page: str, tongue: str = "") -> Standing | None:
    """How far a page was translated; nothing where it is all in English.

    Args:
        page: As for `of_page`.
        tongue: The language, by its BCP 47 tag; the one spoken now by default.
    """
    tongue = tongue or _language
    told = "" if tongue == ENGLISH else _pages(tongue, _folder).pgettext(STANDING, page)
    if not told:
        return None
    draft, missing, english, old = told.split(" ")
    return Standing(draft == "1", int(missing), english, old == "1")


def has(page: str, text: str, tongue: str) -> bool:
    """Whether a text of a page was put into a language.

    Args:
        page: As for `of_page`.
        text: It, in English.
        tongue: As for `standing`.
    """
    return bool(_pages(tongue, _folder).pgettext(page, text))


def folder() -> Path | None:
    """The folder of translations; nothing before a language was chosen."""
    return _folder


class _Nothing(_gettext.NullTranslations):
    """Nothing, for what a catalogue does not hold."""

    def pgettext(self, context: str, message: str) -> str:  # noqa: ARG002 - gettext's signature
        return ""


def _said(pages: _gettext.NullTranslations, page: str, text: str) -> str:
    return pages.pgettext(page, text) or English(text)


@lru_cache(2)
def _pages(language: str, folder: Path | None) -> _gettext.NullTranslations:
    try:
        pages = _gettext.translation(CONTENT, folder, languages=[language])
    except OSError:
        return _Nothing()
    pages.add_fallback(_Nothing())
    return pages
