"""Which languages there are words for, and which one the person's system speaks.

A language is a catalogue in ``guides/translations`` (CONTRIBUTING.md says how to begin one) and a
line in `LANGUAGES`. Content is put into it page by page; what is missing is shown in English, and
`of_part` says so where the rest of the page is not. What nobody who grew up with the language has
read yet is a draft, and says so wherever it is seen.

Written from right to left: every text is sent in the order in which it is read, with no characters
that steer direction, and laid out from the left. What becomes of that is the terminal's doing:

- VTE (GNOME Terminal and its kin) since 0.58, Konsole, mlterm and others turn each line of the
  screen round by themselves, as "BiDi in Terminal Emulators" (freedesktop.org, a draft) has it in
  its implicit mode. The whole line is one paragraph to them: two texts from right to left that
  stand beside each other with nothing but blanks or digits between them change places.
- kitty, Alacritty, foot and tmux within them draw the cells in the order in which they come: such
  a text is there, and reads backwards; Arabic letters may stand unjoined.

So nothing is aligned to the right, and nothing isolated: a terminal of the first kind may ignore
isolates or draw them, one of the second kind is helped by neither. In tables,
``tui/widgets/table/line.py`` keeps what follows a name in its place. None of this was tried in a
terminal of the first kind. The cure that is known is to order the letters here (Unicode Standard
Annex 9), after switching the terminal to explicit mode (``CSI 8 l``). Until somebody who reads such
a language has tried it on the terminals that its speakers use, it stays a draft; a test holds that.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from toolkit import i18n
from toolkit.i18n import _
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


LANGUAGES: Final = (Language("en", "English"), Language("es", "Español", draft=True))
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


def is_draft(page: str = "") -> bool:
    """Whether what is shown was not read yet by anybody who grew up with its language.

    Args:
        page: The page of content that is shown, see `i18n.of_page`; empty where it is none.
    """
    standing = i18n.standing(page) if page else None
    return spoken().draft or (standing is not None and standing.draft)


def note(page: str = "") -> str:
    """What has to be known of the translation of what is shown; empty for nothing.

    Args:
        page: As for `is_draft`.
    """
    draft = _("Draft translation, not yet reviewed by a native speaker.")
    in_english = bool(page) and i18n.standing(page) is None
    marks = draft if is_draft(page) and not in_english else ""
    return " ".join(filter(None, (marks, of_part(page))))


def of_part(page: str) -> str:
    """That a part of a page is in English, or is not as it is there; empty where all is well."""
    standing = i18n.standing(page)
    if standing is not None and standing.old:
        return _("The English page has changed since this was translated.")
    if standing is None or not standing.missing:
        return ""
    if standing.english:
        return _("Part of this is in English: it has changed since it was translated.")
    return _("Part of this is in English: not all of it is translated yet.")


def for_programs() -> dict[str, str | bool]:
    """What stands in answers for programs where they are not in English."""
    now = spoken()
    return {} if now.tag == i18n.ENGLISH else {"language": now.tag, "draft": now.draft}
