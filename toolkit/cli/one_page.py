"""What the verbs for playbooks and checklists share, and for all that comes on paper."""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from toolkit.cli.lists import ids, refuse, refuse_id, translated
from toolkit.cli.terminal import output
from toolkit.errors import ContentError
from toolkit.i18n import _
from toolkit.paper import html
from toolkit.threats.library import FOLDER
from toolkit.threats.page import signed_text
from toolkit.threats.shelf import load

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Mapping

    from toolkit.cli.terminal import Page
    from toolkit.threats.library import Library

TEXT: Final = "text"
HTML: Final = "html"


def arrange_paper(parser: argparse.ArgumentParser, form: argparse._ActionsContainer) -> None:
    """Add the words for paper.

    Args:
        parser: What takes them.
        form: Where `--print` goes: the same, or a group of words that exclude each other.
    """
    form.add_argument(
        "--print",
        choices=(TEXT, HTML),
        dest="paper",
        metavar=_("FORM"),
        help=_("write one page for paper (text) or for a browser (html)"),
    )
    parser.add_argument(
        "--with-name", action="store_true", help=_("name this program on the page for paper")
    )


def write_paper(arguments: argparse.Namespace, forms: Mapping[str, Callable[[], str]]) -> None:
    """Write a page for paper, in the form that was asked for."""
    text = forms[arguments.paper]()
    if arguments.with_name:
        text = (html.signed if arguments.paper == HTML else signed_text)(text)
    sys.stdout.write(text)


def arrange_one(parser: argparse.ArgumentParser) -> None:
    """Add the words by which one thing of a kind is told, or all are listed."""
    parser.add_argument("id", metavar=_("ID"), nargs="?", help=_("which one; all without it"))
    arrange_paper(parser, parser)


def tell_one(
    arguments: argparse.Namespace,
    folder: str,
    tell: Callable[[Page, Library, Any], None],
    forms: Mapping[str, Callable[[Library, Any], str]],
) -> int:
    """Write one thing, or the list of all of its kind.

    Args:
        arguments: What was asked for.
        folder: The kind.
        tell: Says a thing to a person.
        forms: Makes a page of it for paper, by the name of the form.

    Returns:
        The exit code.
    """
    try:
        library = load()
    except ContentError as error:
        return refuse(error)
    things = library.kind(folder)
    if arguments.id is None:
        ids(output(), things)
        return 0
    if arguments.id not in things:
        return refuse_id(arguments.id)
    thing = things[arguments.id]
    if arguments.paper:
        write_paper(arguments, {key: partial(form, library, thing) for key, form in forms.items()})
    else:
        translated(output(), f"{FOLDER}/{folder}/{arguments.id}")
        tell(output(), library, thing)
    return 0
