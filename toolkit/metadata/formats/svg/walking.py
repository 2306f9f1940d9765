"""SVG, taken apart and rebuilt.

An SVG is free text in which somebody has written a drawing. Copying its pieces would copy what is
between them, so the clean copy is written anew, from the elements and attributes that draw.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from toolkit.errors import LimitError, UnsupportedError
from toolkit.metadata import limits
from toolkit.metadata.formats.base import HEAD_BYTES
from toolkit.metadata.formats.svg import compressed
from toolkit.metadata.formats.svg.account import changing, going
from toolkit.metadata.formats.svg.drawing import draw
from toolkit.metadata.formats.svg.parsing import parse
from toolkit.metadata.formats.svg.reach import mark_live
from toolkit.metadata.formats.svg.size import size
from toolkit.metadata.formats.svg.writing import write
from toolkit.metadata.ledger import Ledger
from toolkit.metadata.model import Kind, Payload, Walk

if TYPE_CHECKING:
    from toolkit.metadata.formats.svg.drawing import Drawing
    from toolkit.metadata.formats.svg.parsing import Document
    from toolkit.metadata.source import Source

# What may stand before the root: white space, instructions, comments, a document type.
_BEFORE_ROOT: Final = re.compile(
    r"\ufeff?(?:\s|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*+(?:\[.*?\]\s*)?>)*+", re.DOTALL
)
_ROOT: Final = re.compile(r"<(?:[\w.-]+:)?svg[\s/>]")
_DOCUMENT_TYPE: Final = re.compile(r"<!DOCTYPE\s+(?:[\w.-]+:)?svg\b")
# A clean copy is often written as itself at once; what that makes superfluous goes the next time.
_PASSES: Final = 8


def recognises(head: bytes) -> bool:
    """Whether a file that begins with these bytes is an SVG, or one in gzip."""
    if head.startswith(compressed.SIGNATURE):
        head = compressed.beginning(head)
    text = _text(head)
    before = _BEFORE_ROOT.match(text)
    rest = text[before.end() :] if before else text
    if _ROOT.match(rest):
        return True
    # The root may come after the beginning that is seen here.
    is_cut = len(head) >= HEAD_BYTES and (rest.startswith(("<!--", "<?")) or not rest)
    return is_cut or bool(_DOCUMENT_TYPE.search(text))


def walk(source: Source) -> Walk:
    """Take an SVG apart. One in gzip comes out as a plain one.

    Raises:
        DamagedError: It is not well-formed, or ends too early.
        UnsupportedError: Something in it, of which no clean copy can be proven.
        UnknownFormatError: It is another kind of document.
        LimitError: It is too large, too deep, or grows too much.
    """
    if source.size > limits.SVG_BYTES:
        raise LimitError("too-large", limit=limits.SVG_BYTES)
    content = source.read(0, source.size)
    ledger = Ledger(source)
    if content.startswith(compressed.SIGNATURE):
        return _walk_compressed(content, ledger)
    document, drawing, clean = _cleaned(content)
    if clean == content:
        ledger.keep(source.size, "svg")
        return _walk(drawing, ledger, ())
    for each in going(document, drawing):
        if each.start > ledger.position:
            ledger.rewrite(each.start, "svg", b"")
        ledger.drop_as(each.stop, each.label, *each.payloads)
    if ledger.position < source.size:
        ledger.rewrite(source.size, "svg", b"")
    ledger.insert(clean)
    return _walk(drawing, ledger, changing(document, drawing))


def _walk_compressed(content: bytes, ledger: Ledger) -> Walk:
    """The walk over a file in gzip: what its header and its end say goes too."""
    inner = compressed.inflated(content)
    document, drawing, clean = _cleaned(inner.content)
    ledger.drop(inner.start, "gzip header", Kind.COMMENT, skip=10)
    payloads = [payload for each in going(document, drawing) for payload in each.payloads]
    payloads += changing(document, drawing)
    told = [
        replace(
            payload,
            start=inner.start,
            stop=inner.stop,
            content=payload.content or inner.content[payload.start : payload.stop],
        )
        for payload in payloads[: limits.FINDINGS]
    ]
    ledger.rewrite(inner.stop, "gzip", clean)
    ledger.drop(len(content), "gzip trailer", skip=8)
    return _walk(drawing, ledger, tuple(told))


def _cleaned(content: bytes) -> tuple[Document, Drawing, bytes]:
    """A document, what draws in it, and the clean copy, which is written as itself.

    Raises:
        InputError: As `walk`.
    """
    document, drawing, clean = _once(content)
    settled = content
    for _ in range(_PASSES):
        if clean == settled:
            return document, drawing, clean
        settled = clean
        clean = _once(settled)[2]
    raise UnsupportedError("unsupported", part="SVG")


def _once(content: bytes) -> tuple[Document, Drawing, bytes]:
    document = parse(content)
    drawing = draw(document)
    mark_live(drawing)
    return document, drawing, write(drawing)


def _walk(drawing: Drawing, ledger: Ledger, payloads: tuple[Payload, ...]) -> Walk:
    width, height = size(drawing.root)
    return Walk(
        format="SVG",
        suffix=".svg",
        width=width,
        height=height,
        frames=1,
        segments=ledger.segments(),
        pieces=tuple(ledger.pieces),
        payloads=(*ledger.payloads, *payloads),
    )


def _text(head: bytes) -> str:
    """The beginning of a document as text, well enough to see what its root is called."""
    if head[:2] == b"\xff\xfe" or head[1:2] == b"\0":
        return head.decode("utf-16-le", "replace")
    if head[:2] == b"\xfe\xff" or head[:1] == b"\0":
        return head.decode("utf-16-be", "replace")
    return head.decode("utf-8", "replace")
