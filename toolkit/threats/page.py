"""What paper is made from that has to fit on one page of plain text.

Paper is found: by itself it names neither this program nor the person.
"""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Final

from toolkit.languages import note
from toolkit.paper.model import made_with, names_us

if TYPE_CHECKING:
    from collections.abc import Iterable

LINES: Final = 66
COLUMNS: Final = 78


def room(lines: list[str]) -> int:
    """How many lines are left on the page that they end on."""
    return -len(lines) % LINES or LINES * (not lines)


def block(heading: str, texts: Iterable[str], left: int, *, mark: str = "-") -> list[str]:
    """A heading and a list under it, of which whole texts are left out where there is no room.

    Args:
        heading: It.
        texts: What is in the list. Those that name this program are left out.
        left: How many lines there may be.
        mark: What stands before each text; ``"1."`` for numbers.
    """
    lines = [heading.upper()]
    for index, text in enumerate(unsigned(texts), 1):
        lead = f"{index}. " if mark == "1." else f"{mark} "
        more = textwrap.wrap(text, COLUMNS, initial_indent=lead, subsequent_indent=" " * len(lead))
        if len(lines) + len(more) < left:
            lines += more
    return [*lines, ""] if len(lines) > 1 else []


def noted(page: str = "") -> list[str]:
    """What has to be known of the translation of a page of content, in lines."""
    return textwrap.wrap(note(page), COLUMNS)


def whole_text(lines: Iterable[str]) -> str:
    """A page of plain text out of its lines."""
    return "\n".join(lines).rstrip("\n") + "\n"


def signed_text(text: str) -> str:
    """A page of plain text that names this program, for who wants that."""
    title, _line, rest = text.partition("\n")
    return f"{title} ({made_with()})\n{rest}"


def unsigned(texts: Iterable[str]) -> list[str]:
    """Texts without those that name this program."""
    return [text for text in texts if not names_us(text)]
