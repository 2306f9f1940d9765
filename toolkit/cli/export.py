"""`parasol export`: what can be read, in one file, for paper or for a browser."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from toolkit.bundle.sheets import readable_sheets
from toolkit.cli.lists import FAILED, refuse, refuse_id
from toolkit.cli.terminal import errors, output
from toolkit.errors import ContentError, ParasolError
from toolkit.handbook import shelf as handbook
from toolkit.i18n import _
from toolkit.messages import explain_error
from toolkit.neutral import neutral
from toolkit.new_file import write
from toolkit.paper import html, pdf, text
from toolkit.paper.model import made_with, unsigned

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Container

    from toolkit.paper.model import Sheet

_WRONG_USE: Final = 2
_ALL: Final = "all"
_HTML: Final = frozenset({".html", ".htm"})
_TEXT: Final = frozenset({".txt", ""})
_PDF: Final = frozenset({".pdf"})


def arrange(parser: argparse.ArgumentParser) -> None:
    """Add the words it takes."""
    parser.add_argument(
        "what",
        metavar=_("WHAT"),
        nargs="+",
        help=_(
            "guide:ID, playbook:ID, checklist:ID, form:ID, lesson:ID, setting:ID, or all;"
            " a kind alone means all of it"
        ),
    )
    parser.add_argument(
        "--to",
        metavar=_("FILE"),
        type=Path,
        required=True,
        help=_("a new file; its ending says what it becomes: .html, .txt or .pdf"),
    )
    parser.add_argument(
        "--size",
        metavar=_("SIZE"),
        choices=[size.value for size in html.Size],
        default=html.Size.A4.value,
        help=_("the paper to print on: a4, or a5 for booklets"),
    )
    parser.add_argument("--title", metavar=_("TEXT"), help=_("what stands at the top"))
    parser.add_argument(
        "--with-name", action="store_true", help=_("name this program on the page for paper")
    )


def run(arguments: argparse.Namespace) -> int:
    """Put the sheets together and write them."""
    ending = arguments.to.suffix.lower()
    if ending not in _HTML | _TEXT | _PDF:
        errors().line(_("The name has to end in .html, .txt or .pdf."))
        return _WRONG_USE
    found = _chosen(arguments.what)
    if isinstance(found, str):
        return refuse_id(found)
    sheets, left_out = found
    for problem in dict.fromkeys(explain_error(each, "") for each in left_out.values()):
        errors().paragraph(problem)
    try:
        if sheets:
            write(arguments.to, _content(arguments, sheets, ending))
            output().paragraph(_("Written: {path}").format(path=neutral(str(arguments.to))))
    except ParasolError as error:
        return refuse(error, str(arguments.to))
    if left_out:
        told = _("Left out, as it cannot be read: {what}.").format(what=", ".join(left_out))
        errors().paragraph(told)
        return FAILED
    return 0


def _chosen(words: list[str]) -> tuple[list[Sheet], dict[str, ContentError]] | str:
    """The sheets that are meant, and what of it cannot be read; or the word that means nothing."""
    known = readable_sheets()
    unread = {**known.unread, **_broken_guides(known.made)}
    chosen: dict[str, Callable[[], Sheet]] = {}
    left_out: dict[str, ContentError] = {}
    for word in words:
        meant = {key: make for key, make in known.made.items() if _is_meant(word, key)}
        gone = {key: each for key, each in unread.items() if _is_meant(word, key)}
        if not meant and not gone:
            # What a kind held that cannot be read, nobody knows.
            kind, colon, _name = word.partition(":")
            gone = {k: each for k, each in known.unread.items() if k == kind or not colon}
        if not meant and not gone:
            return word
        chosen |= meant
        left_out |= gone
    sheets: list[Sheet] = []
    for key, make in chosen.items():
        try:
            sheets.append(make())
        except ContentError as problem:
            left_out[key] = problem
    return sheets, left_out


def _broken_guides(made: Container[str]) -> dict[str, ContentError]:
    """Guides of which there is no sheet. Of one that is broken in a translation, there is one."""
    keys = {
        f"guide:{Path(str(each.facts['file'])).stem}": each for each in handbook.load().problems
    }
    return {key: problem for key, problem in keys.items() if key not in made}


def _is_meant(word: str, key: str) -> bool:
    """Whether a word of the command line means a thing, its kind, or everything."""
    kind, _colon, name = key.partition(":")
    return word in {_ALL, kind, key, name}


def _content(arguments: argparse.Namespace, sheets: list[Sheet], ending: str) -> bytes:
    if not arguments.with_name:
        sheets = [unsigned(sheet) for sheet in sheets]
    if ending in _TEXT:
        told = text.page(sheets)
        return (f"{told}\n{made_with()}\n" if arguments.with_name else told).encode()
    title = arguments.title or (sheets[0].title if len(sheets) == 1 else _("Notes"))
    size = html.Size(arguments.size)
    if ending in _PDF:
        return pdf.made(title, sheets, size=size, signed=arguments.with_name)
    page = html.page(title, sheets, size=size)
    return (html.signed(page) if arguments.with_name else page).encode()
