"""What a file says about the person who made it, and a copy that says nothing."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from toolkit.metadata.cleaning import clean, clean_file
    from toolkit.metadata.inspection import inspect
    from toolkit.metadata.model import Cleaned, Finding, Harm, Report, Verdict
    from toolkit.metadata.output import Target

__all__ = [
    "Cleaned",
    "Finding",
    "Harm",
    "Report",
    "Target",
    "Verdict",
    "clean",
    "clean_file",
    "inspect",
]

_HOMES: Final = {
    "clean": "cleaning",
    "clean_file": "cleaning",
    "inspect": "inspection",
    "Target": "output",
}


def __getattr__(name: str) -> object:
    """Import a public name when it is asked for.

    Who hands files to the locked room does not open them, so needs none of the formats.
    """
    if name not in __all__:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_HOMES.get(name, 'model')}"), name)
