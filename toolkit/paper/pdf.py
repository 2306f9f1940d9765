"""Sheets as PDF, through Typst where it is installed: by `sheet.typ`, which loads nothing.

The PDF is tagged (PDF/UA-1, ISO 14289-1): a screen reader meets headings, lists, links and
languages. A letter that no font has is refused there, never drawn as a box.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from toolkit.errors import OutputError
from toolkit.paper.html import Size
from toolkit.paper.typeset import laid_out

if TYPE_CHECKING:
    from collections.abc import Sequence

    from toolkit.paper.model import Sheet

_LAYOUT: Final = Path(__file__).with_name("sheet.typ")
_ARABIC: Final = re.compile("[\u0600-\u08ff]")
"""Typst brings these letters only as a typewriter has them: the system's are better."""
_NO_LETTER: Final = re.compile(r'the text `"(.+?)"` could not be displayed')
_ESCAPED: Final = re.compile(r"\\u\{([0-9a-f]+)\}")
_TOLD: Final = 10
"""So many letters that are not there are named at most."""
_SIGNS: Final = (
    re.compile(rb"(?<=/Creator\()Typst [^()]*(?=\))"),
    re.compile(rb"(?<=<xmp:CreatorTool>)Typst [^<]*(?=<)"),
    re.compile(rb'(?<= x:xmptk=")xmp-writer(?=")'),
)
"""Where a PDF names what made it. In titles, such brackets are escaped (ISO 32000-1, 7.3.4.2)."""


def made(
    title: str,
    sheets: Sequence[Sheet],
    *,
    size: Size = Size.A4,
    tongue: str | None = None,
    signed: bool = False,
) -> bytes:
    """Sheets as PDF. It names no program and no day; the same sheets give the same bytes.

    Only the letters that Typst does not bring come from fonts of the system.

    Args:
        title: What the whole is called. It names neither this program nor anybody.
        sheets: What stands on it.
        size: The paper.
        tongue: The language of the texts, a BCP 47 tag; the one spoken now by default.
        signed: Whether this program is named at the end.

    Raises:
        OutputError: ``"pdf-missing"``: Typst is not there. ``"pdf-letters"``: no font has some of
            the letters.
    """
    data = laid_out(title, sheets, size=size, tongue=tongue, signed=signed)
    given = json.dumps(data, ensure_ascii=False)
    if not _ARABIC.search(given):
        try:
            return _compiled(given, with_system_fonts=False)
        except OutputError as error:
            if error.code != "pdf-letters":
                raise
    return _compiled(given, with_system_fonts=True)


def _compiled(given: str, *, with_system_fonts: bool) -> bytes:
    try:
        import typst  # noqa: PLC0415 - an extra, and large
    except ImportError as error:
        raise OutputError("pdf-missing") from error
    compiler = typst.Compiler(
        _LAYOUT.read_bytes(),
        root=_LAYOUT.parent,
        ignore_system_fonts=not with_system_fonts,
        sys_inputs={"given": given},
    )
    try:
        content = compiler.compile(format="pdf", pdf_standards="ua-1")
    except typst.TypstError as error:
        letters = dict.fromkeys(_NO_LETTER.findall(error.diagnostic))
        if not letters:
            raise
        told = " ".join(map(_letter, list(letters)[:_TOLD]))
        raise OutputError("pdf-letters", letters=told) from error
    if not isinstance(content, bytes):
        raise TypeError(content)
    return _unsigned(content)


def _letter(told: str) -> str:
    """A letter, as Typst writes it in a message."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), told)


def _unsigned(content: bytes) -> bytes:
    """A PDF that does not name the program that made it: blanks stand there, as many."""
    for sign in _SIGNS:
        content, times = sign.subn(lambda found: b" " * len(found[0]), content)
        if times != 1:
            raise ValueError(sign.pattern)
    return content
