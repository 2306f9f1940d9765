"""The text of a guide: a small part of Markdown (CommonMark 0.31.2), and nothing besides.

Paragraphs, headings of the second level, lists with bullets or numbers that do not nest, asides
(``>``), stressed words, words to type, links to things of this program (``[words](action:id)``) and
marks of what a sentence rests on (``[^name]``). All else is refused with its line, pictures and
HTML among it: what we do not show, nobody should have written.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from toolkit.errors import ContentError
from toolkit.handbook.model import Block, Form, Kind, Line, Link, Section, Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_MARK: Final = re.compile(r"\[\^([a-z0-9-]+)\]")
_LINK: Final = re.compile(rf"({'|'.join(kind.value for kind in Kind)}):([a-z0-9-]+)")
_HEADING: Final = "h2"
_FORMS: Final = {
    "paragraph_open": Form.PARAGRAPH,
    "bullet_list_open": Form.BULLETS,
    "ordered_list_open": Form.STEPS,
    "blockquote_open": Form.ASIDE,
}
_WITHIN: Final = {
    Form.PARAGRAPH: {"paragraph"},
    Form.BULLETS: {"list_item", "paragraph"},
    Form.STEPS: {"list_item", "paragraph"},
    Form.ASIDE: {"paragraph"},
}
"""What may stand within a block, besides words."""
_SHOWN: Final = {"image": "![…](…)", "hr": "***"}
"""What the parser says nothing fitting of."""


class _MisfitError(Exception):
    """Something that a guide does not have, and in which line."""

    def __init__(self, line: int, what: str) -> None:
        super().__init__(line, what)
        self.line = line
        self.what = what


def sections(text: str, file: str, first: int = 1) -> tuple[Section, ...]:
    """A guide's text, taken apart.

    Args:
        text: It.
        file: What to call its file in an error.
        first: The line of the file in which it begins.

    Raises:
        ContentError: ``"guide-markup"``, with the file, the line and what stands there.
    """
    # Lines are counted as in the file.
    tokens = _parser().parse("\n" * (first - 1) + text)
    try:
        return tuple(_sections(tokens, first))
    except _MisfitError as misfit:
        raise ContentError(
            "guide-markup", file=file, line=misfit.line, what=misfit.what
        ) from misfit


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # noqa: PLC0415 - it takes longer to load than all of us

    # A mark at the beginning of a line is no definition of a link.
    return MarkdownIt("commonmark").disable("reference")


def _sections(tokens: Sequence[Token], first: int) -> Iterator[Section]:
    heading, at, blocks = "", first, list[Block]()
    for group in _groups(tokens):
        if group[0].type != "heading_open":
            blocks.append(_block(group))
            continue
        if heading or blocks:
            yield Section(heading, tuple(blocks), at)
        heading, at, blocks = _heading(group), _line_of(group[0]), []
    if heading or blocks:
        yield Section(heading, tuple(blocks), at)


def _groups(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """Tokens by what stands at the left edge: from where it opens to where it closes."""
    start = depth = 0
    for index, token in enumerate(tokens):
        depth += token.nesting
        if depth == 0:
            yield tokens[start : index + 1]
            start = index + 1


def _heading(group: Sequence[Token]) -> str:
    line, inside = _line_of(group[0]), group[1].children or []
    if group[0].tag != _HEADING:
        raise _MisfitError(line, group[0].markup)
    if any(token.type != "text" for token in inside) or not inside:
        raise _MisfitError(line, group[0].markup)
    return group[1].content


def _block(group: Sequence[Token]) -> Block:
    form = _FORMS.get(group[0].type)
    if form is None:
        raise _MisfitError(_line_of(group[0]), _shown(group[0]))
    lines = []
    for token in group if form is Form.PARAGRAPH else group[1:-1]:
        if token.type == "inline":
            lines.append(_words(token))
        elif token.type.rpartition("_")[0] not in _WITHIN[form]:
            raise _MisfitError(_line_of(token), _shown(token))
    return Block(form, tuple(lines), _line_of(group[0]))


def _words(token: Token) -> Line:
    """The words of one line, one after the other."""
    found = list[Words]()
    strong, link = False, None
    for child in token.children or ():
        kind = child.type
        if kind == "text":
            found += _marked(child.content, strong=strong, link=link)
        elif kind == "softbreak":
            found.append(Words(" ", strong=strong, link=link))
        elif kind == "code_inline":
            found.append(Words(child.content, code=True, link=link))
        elif kind in {"strong_open", "strong_close"}:
            strong = kind == "strong_open"
        elif kind in {"link_open", "link_close"}:
            link = _link(child, token) if kind == "link_open" else None
        else:
            raise _MisfitError(_line_of(token), _shown(child))
    return tuple(found)


def _marked(text: str, *, strong: bool, link: Link | None) -> Iterator[Words]:
    """Words, and the marks between them."""
    for index, part in enumerate(_MARK.split(text)):
        if index % 2:
            yield Words("", fact=part)
        elif part:
            yield Words(part, strong=strong, link=link)


def _link(child: Token, token: Token) -> Link:
    to = str(child.attrGet("href"))
    found = _LINK.fullmatch(to)
    if found is None:
        raise _MisfitError(_line_of(token), to)
    return Link(Kind(found[1]), found[2])


def _line_of(token: Token) -> int:
    """The line of the file in which a token begins."""
    return token.map[0] + 1 if token.map else 0


def _shown(token: Token) -> str:
    """What a token looks like in the file."""
    if token.type in _SHOWN:
        return _SHOWN[token.type]
    return token.markup or token.content.strip() or token.type.removesuffix("_open")
