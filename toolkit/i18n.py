"""Words in the person's language: every text a person reads passes through here.

English is the source. Catalogues are gettext's, found under ``guides/translations``; where there is
none for a language, or a text is missing from it, English is shown.
"""

from __future__ import annotations

import gettext as _gettext
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

DOMAIN = "parasol"

_language = "en"
_catalogue: _gettext.NullTranslations = _gettext.NullTranslations()


def use(language: str, folder: Path) -> None:
    """Speak `language` (a BCP 47 tag such as ``"es"``) from now on.

    Args:
        language: Which catalogue to load; one that is not there means English.
        folder: The folder of translations.
    """
    global _catalogue, _language  # noqa: PLW0603 - one language at a time for the whole program
    _language = language
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
