"""`parasol formats`: which kinds of files can be cleaned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.cli.terminal import output
from toolkit.i18n import _
from toolkit.metadata.formats import FORMATS

if TYPE_CHECKING:
    import argparse


def arrange(parser: argparse.ArgumentParser) -> None:
    """Takes no words of its own."""
    _unused = parser


def run(arguments: argparse.Namespace) -> int:
    """Write the list."""
    _unused = arguments
    page = output()
    page.columns([(f.name, " ".join(f.suffixes)) for f in FORMATS])
    page.line()
    page.paragraph(
        _(
            "The kind is told by what is in the file, never by its name. Raw camera files (DNG, "
            "CR2, CR3, NEF, ARW, RAF, RW2 and others) cannot be cleaned and stay what they are: "
            "export a JPEG or a PNG from them, and clean that."
        )
    )
    return 0
