"""What a person chose for this run. It lives in memory, and ends with the program."""

from __future__ import annotations

import contextlib
import locale
import os
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

SIXTEEN: Final = "sixteen"
_DRAW_SIXELS: Final = frozenset({"foot", "foot-extra", "foot-direct"})
_BETWEEN: Final = frozenset({"TMUX", "STY", "ZELLIJ"})
_MANY_COLOURS: Final = ("256color", "direct", "kitty", "alacritty", "ghostty", "foot", "wezterm")


@dataclass(frozen=True, slots=True)
class Settings:
    """How the interface shows itself.

    Attributes:
        theme: The name of one of `look.THEMES`.
        colour: Whether any colour may be used.
        utf8: Whether the terminal shows more than ASCII.
        slow_link: Spare the bytes: no animation, no graphics, the sixteen colours.
        sixels: Draw pictures in the terminal's pixels, and not only in its cells.
    """

    theme: str = "dark"
    colour: bool = True
    utf8: bool = True
    slow_link: bool = False
    sixels: bool = False


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
        utf8=_speaks_utf8(environment),
        slow_link=slow_link,
    )


def may_have_sixels(settings: Settings, environment: Mapping[str, str]) -> bool:
    """Whether a person may ask for pictures in sixels here.

    Only in terminals that have been found to write no picture to the disk, and to forget one whose
    cells are written over: foot. Of the others that say by a variable what they are, kitty and
    mlterm write it to the disk, and Konsole keeps it above the cells. xterm 379 does neither, but
    shows pictures only where it was started for that (``-ti vt340``), and would have to be asked:
    an answer that comes when we have left already is typed into the shell. Within tmux and the
    like, TERM is not the terminal's.

    Args:
        settings: What is wanted, and what the terminal can do.
        environment: The variables.
    """
    if settings.slow_link or not settings.colour:
        return False
    if environment.get("TERM") not in _DRAW_SIXELS or not _BETWEEN.isdisjoint(environment):
        return False
    try:
        return find_spec("textual_image._sixel") is not None
    except ModuleNotFoundError:
        return False


def forget_switches() -> None:
    """Take Textual's switches out of the environment, before it is imported and obeys them.

    Among them: a log file, pictures of the screen, keys to press, a server to report to.
    """
    for name in [name for name in os.environ if name.startswith("TEXTUAL")]:
        del os.environ[name]
    # An empty NO_COLOR asks for nothing (no-color.org), but Textual would obey it.
    if not os.environ.get("NO_COLOR"):
        os.environ.pop("NO_COLOR", None)


def as_given() -> dict[str, str]:
    """The variables of the environment that the process was started with.

    Where the locale is "C", Python sets LC_CTYPE to one of UTF-8 before any of our code runs
    (PEP 538), which says nothing of the terminal.
    """
    environment = dict(os.environ)
    with contextlib.suppress(OSError):
        given = Path("/proc/self/environ").read_bytes().split(b"\0")
        if not any(each.startswith(b"LC_CTYPE=") for each in given):
            environment.pop("LC_CTYPE", None)
    return environment


def _speaks_utf8(environment: Mapping[str, str]) -> bool:
    """Whether the terminal shows UTF-8, as far as the person's locale says (POSIX.1-2024, 8.2)."""
    chosen = (environment.get(name) for name in ("LC_ALL", "LC_CTYPE", "LANG"))
    name = next((each for each in chosen if each), "C")
    before = locale.setlocale(locale.LC_CTYPE)
    try:
        locale.setlocale(locale.LC_CTYPE, name)
        coding = locale.nl_langinfo(locale.CODESET)
    except locale.Error:
        # It is not installed here, as those of people who come by a secure shell often are not.
        coding = name.partition(".")[2].partition("@")[0]
    finally:
        locale.setlocale(locale.LC_CTYPE, before)
    return coding.upper().replace("-", "") == "UTF8"
