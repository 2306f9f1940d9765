"""What all paper is made from: one page of plain text, or a page for a browser.

Paper is found: by itself it names neither this program nor the person.
"""

from __future__ import annotations

import textwrap
from html import escape
from typing import TYPE_CHECKING, Final

from toolkit.i18n import _, language

if TYPE_CHECKING:
    from collections.abc import Iterable

LINES: Final = 66
COLUMNS: Final = 78

_OUR_NAME: Final = "parasol"
_END: Final = "</main></body></html>\n"

_STYLE: Final = (
    "body{font:1.05rem/1.5 serif;color:#000;background:#fff;max-width:42rem;margin:2rem auto;"
    "padding:0 1rem}h1{font-size:1.5rem}h2{font-size:1.2rem;margin-top:1.5rem}"
    "li{margin:.3rem 0}@media print{body{margin:0;font-size:10pt}h2,h3{break-after:avoid}}"
)


def room(lines: list[str]) -> int:
    """How many lines are left on a page."""
    return LINES - len(lines)


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


def section(heading: str, texts: Iterable[str], kind: str = "ul") -> list[str]:
    """A heading and a list under it, as HTML; nothing where there is nothing in it.

    Args:
        heading: It, as text.
        texts: What is in the list, as texts. Those that name this program are left out.
        kind: ``"ul"``, or ``"ol"`` for numbers.
    """
    items = [f"<li>{escape(text)}</li>" for text in unsigned(texts)]
    if not items:
        return []
    return [f"<section><h2>{escape(heading)}</h2><{kind}>", *items, f"</{kind}></section>"]


def whole_text(lines: Iterable[str]) -> str:
    """A page of plain text out of its lines."""
    return "\n".join(lines).rstrip("\n") + "\n"


def whole_html(title: str, body: Iterable[str]) -> str:
    """A page for a browser, with nothing to load from anywhere.

    Args:
        title: What it is called.
        body: What stands below the title, as HTML.
    """
    heading = escape(title)
    return "\n".join([
        "<!DOCTYPE html>",
        f'<html lang="{escape(language())}">',
        '<head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="referrer" content="no-referrer">',
        f"<title>{heading}</title><style>{_STYLE}</style></head>",
        f"<body><main><h1>{heading}</h1>",
        *body,
        _END,
    ])  # fmt: skip


def signed_text(text: str) -> str:
    """A page of plain text that names this program, for who wants that."""
    title, _line, rest = text.partition("\n")
    return f"{title} ({_made_with()})\n{rest}"


def signed_html(text: str) -> str:
    """A page for a browser that names this program, for who wants that."""
    return text.replace(_END, f"<p>{escape(_made_with())}</p>\n{_END}")


def unsigned(texts: Iterable[str]) -> list[str]:
    """Texts without those that name this program."""
    return [text for text in texts if _OUR_NAME not in text.casefold()]


def _made_with() -> str:
    return _("made with Parasol")
