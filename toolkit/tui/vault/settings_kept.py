"""Look and language in a vault: kept when the person says so, worn when the vault is opened."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from toolkit.languages import LANGUAGES, speak, spoken
from toolkit.tui.settings import SIXTEEN

if TYPE_CHECKING:
    from toolkit.tui.app import Parasol
    from toolkit.tui.settings import Settings
    from toolkit.vault.document import Document

LANGUAGE: Final = "language"
THEME: Final = "theme"


def with_look(document: Document, settings: Settings) -> Document:
    """The document with how the interface looks and speaks now."""
    now = {THEME: settings.theme, LANGUAGE: spoken().tag}
    return replace(document, settings={**document.settings, **now})


def without_look(document: Document) -> Document:
    """The document without how the interface looks and speaks."""
    kept = {key: each for key, each in document.settings.items() if key not in {THEME, LANGUAGE}}
    return replace(document, settings=kept)


def is_kept(document: Document, settings: Settings) -> bool:
    """Whether what holds now is what is kept."""
    return with_look(document, settings) == document


def wear(app: Parasol, document: Document) -> None:
    """Look and speak as the vault that was opened keeps it, as far as the terminal can."""
    theme = document.settings.get(THEME, "")
    # Where the terminal shows sixteen colours only, what is kept is for another one.
    if theme in app.available_themes and app.settings.theme != SIXTEEN:
        app.wear(replace(app.settings, theme=theme))
    tag = document.settings.get(LANGUAGE, "")
    language = next((each for each in LANGUAGES if each.tag == tag), spoken())
    if language != spoken():
        speak(language)
        app.call_later(app.say_anew)
