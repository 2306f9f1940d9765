"""Answers for programs: one JSON document each; docs/for-scripts.md describes their forms."""

from __future__ import annotations

import json
import sys
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, Any

from toolkit.i18n import _
from toolkit.languages import for_programs

if TYPE_CHECKING:
    import argparse


def arrange_json(parser: argparse._ActionsContainer) -> None:
    """Add the word by which a document is wanted."""
    parser.add_argument(
        "--json", action="store_true", help=_("answer for programs; see docs/for-scripts.md")
    )


def head(verb: str, version: int) -> dict[str, Any]:
    """What each document begins with.

    Args:
        verb: What was done.
        version: Of the form.
    """
    return {"parasol": verb, "version": version, **for_programs()}


def write(document: dict[str, Any]) -> None:
    """Write a document; days and codes in it as text."""
    json.dump(document, sys.stdout, default=_plain)
    sys.stdout.write("\n")


def _plain(value: object) -> str:
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value).__name__)
