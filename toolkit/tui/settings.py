"""What a person chose for this run. It lives in memory, and ends with the program."""

from __future__ import annotations

import locale
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

SIXTEEN: Final = "sixteen"
_MANY_COLOURS: Final = ("256color", "direct", "kitty", "alacritty", "ghostty", "foot", "wezterm")


@dataclass(frozen=True, slots=True)
class Settings:
    """How the interface shows itself.

    Attributes:
        theme: The name of one of `look.THEMES`.
        colour: Whether any colour may be used.
        utf8: Whether the terminal shows more than ASCII.
        slow_link: Spare the bytes: no animation, no graphics, the sixteen colours.
    """

    theme: str = "dark"
    colour: bool = True
    utf8: bool = True
    slow_link: bool = False


def detected(environment: Mapping[str, str], *, slow_link: bool = False) -> Settings:
    """What fits the terminal that we are in.

    Args:
        environment: Its variables.
        slow_link: Whether the person asked to spare the bytes.
    """
    colour = not environment.get("NO_COLOR")
    many = environment.get("COLORTERM") in {"truecolor", "24bit"} or any(
        word in environment.get("TERM", "") for word in _MANY_COLOURS
    )
    return Settings(
        theme="dark" if colour and many and not slow_link else SIXTEEN,
        colour=colour,
        utf8=_speaks_utf8(),
        slow_link=slow_link,
    )


def forget_switches() -> None:
    """Take Textual's switches out of the environment, before it is imported and obeys them.

    Among them: a log file, pictures of the screen, keys to press, a server to report to.
    """
    for name in [name for name in os.environ if name.startswith("TEXTUAL")]:
        del os.environ[name]
    # An empty NO_COLOR asks for nothing (no-color.org), but Textual would obey it.
    if not os.environ.get("NO_COLOR"):
        os.environ.pop("NO_COLOR", None)


def _speaks_utf8() -> bool:
    """Whether the person's locale is one of UTF-8. Python's own UTF-8 mode says nothing of that."""
    try:
        locale.setlocale(locale.LC_CTYPE, "")
    except locale.Error:
        return False
    return locale.nl_langinfo(locale.CODESET).upper().replace("-", "") == "UTF8"
