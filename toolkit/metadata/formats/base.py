"""What a format has to bring."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from toolkit.metadata.model import Walk
    from toolkit.metadata.source import Source

HEAD_BYTES: Final = 4096
"""How much of the beginning of a file `Format.recognises` is given."""


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file that can be taken apart to the last byte.

    Attributes:
        name: What people call it: ``"JPEG"``.
        suffixes: Usual file name endings, for lists shown to people. Never used to decide anything.
        recognises: Whether a file that begins with these bytes (at most `HEAD_BYTES`) is one.
        walk: Take the file apart. Every byte goes to one segment; what is not known to be needed
            to show the same picture is `DROP`. Raises `DamagedError`, `UnsupportedError`,
            `UnknownFormatError` (a raw camera file) or `LimitError`, and nothing else, on any bytes
            whatever. Walking the clean copy gives that copy back: it is a fixed point.
    """

    name: str
    suffixes: tuple[str, ...]
    recognises: Callable[[bytes], bool]
    walk: Callable[[Source], Walk]


def on_demand(module: str) -> Callable[[Source], Walk]:
    """The `walk` of a module that is loaded with the first file that needs it.

    No file needs all formats, and each worker would have to load them.

    Args:
        module: Its full name.
    """

    def walk(source: Source) -> Walk:
        walked: Walk = import_module(module).walk(source)
        return walked

    return walk
