"""What the verbs about threats share: how they fail, lists of ids, and parts of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from toolkit.cli.terminal import errors
from toolkit.i18n import _
from toolkit.languages import note, of_part
from toolkit.messages import explain_error
from toolkit.neutral import neutral
from toolkit.threats.prose import title_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from toolkit.cli.terminal import Page
    from toolkit.errors import ParasolError

FAILED: Final = 1


def refuse(error: ParasolError, name: str = "") -> int:
    """Tell why something could not be done, in one sentence, and give the exit code."""
    errors().paragraph(explain_error(error, neutral(name)))
    return FAILED


def refuse_id(word: str) -> int:
    """Tell that nothing has such an id, and give the exit code."""
    errors().paragraph(_("There is no “{word}”.").format(word=neutral(word)))
    return FAILED


def translated(page: Page, name: str) -> None:
    """Write what has to be known of the translation of a page of content, if anything.

    At a terminal, that it is a draft was said when the program began; in a file, it is said here.

    Args:
        page: Where to.
        name: The page of content, see `i18n.of_page`.
    """
    text = of_part(name) if page.out.isatty() else note(name)
    if text:
        page.paragraph(text, look=page.dim)
        page.line()


def ids(page: Page, things: Mapping[str, Any]) -> None:
    """Write ids and titles, one a row."""
    page.columns([(key, title_of(thing)) for key, thing in things.items()])


def bullets(page: Page, heading: str, texts: Iterable[str], indent: int = 0) -> None:
    """Write a list under a heading; nothing where there is nothing in it."""
    listed = [text for text in texts if text]
    if not listed:
        return
    page.line(" " * indent + page.bold(heading))
    for text in listed:
        page.columns([("-", text)], indent + 2, 1)
    page.line()


def numbered(page: Page, texts: Iterable[str], indent: int = 2) -> None:
    """Write texts with their numbers."""
    for index, text in enumerate(texts, 1):
        page.columns([(f"{index}.", text)], indent, 1)
