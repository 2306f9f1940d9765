"""Which languages there are words for, and which one the person's system speaks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from toolkit import i18n
from toolkit.paths import guides

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Language:
    """A language that the interface speaks.

    Attributes:
        tag: Its BCP 47 tag.
        name: What its speakers call it.
        draft: Whether nobody who grew up with it has read the words yet.
    """

    tag: str
    name: str
    draft: bool = False


LANGUAGES: Final = (Language("en", "English"),)
"""English first, as the source; then by the speakers' own names."""


def of_system(environment: Mapping[str, str]) -> Language:
    """The language that the person's system speaks, or English.

    Args:
        environment: Its variables (POSIX.1-2024, 8.2: the first that is set decides).
    """
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = environment.get(variable, "")
        if value:
            tag = value.partition(".")[0].partition("@")[0].replace("_", "-")
            return next(
                (each for each in LANGUAGES if tag == each.tag or tag.startswith(each.tag + "-")),
                LANGUAGES[0],
            )
    return LANGUAGES[0]


def speak(language: Language) -> None:
    """Speak a language from now on."""
    i18n.use(language.tag, guides() / "translations")


def spoken() -> Language:
    """The language that is spoken now."""
    return next((each for each in LANGUAGES if each.tag == i18n.language()), LANGUAGES[0])
