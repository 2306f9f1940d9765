"""An XML document as a tree that knows where each part stands, read under strict bounds.

Nothing outside the file is ever asked for. Entities are those of plain text that drawing programs
declare for the names of namespaces; any other is refused.

Source: XML 1.0 (fifth edition); Namespaces in XML 1.0. The parser is expat.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple
from xml.parsers import expat
from xml.parsers.expat import errors

from toolkit.errors import DamagedError, InputError, LimitError, UnsupportedError
from toolkit.metadata import limits

if TYPE_CHECKING:
    from collections.abc import Iterator

XML_NAMESPACE: Final = "http://www.w3.org/XML/1998/namespace"
XLINK_NAMESPACE: Final = "http://www.w3.org/1999/xlink"

# A namespace's name, or a word or two.
_ENTITY_CHARACTERS: Final = 256
_ENTITIES: Final = 64

_AT_THE_END: Final = frozenset(
    {
        errors.codes[errors.XML_ERROR_NO_ELEMENTS],
        errors.codes[errors.XML_ERROR_UNCLOSED_TOKEN],
        errors.codes[errors.XML_ERROR_PARTIAL_CHAR],
        errors.codes[errors.XML_ERROR_UNCLOSED_CDATA_SECTION],
    }
)
_SYNTAX: Final = errors.codes[errors.XML_ERROR_SYNTAX]
_UNKNOWN_ENCODING: Final = errors.codes[errors.XML_ERROR_UNKNOWN_ENCODING]
_AMPLIFICATION: Final = 43  # has no name in the library

# In UTF-8 and in UTF-16.
_DOCTYPE: Final = re.compile(rb"<\0?!\0?D\0?O\0?C\0?T\0?Y\0?P\0?E")

# Programs that forget to declare these two mean what everybody means.
_USUAL_PREFIXES: Final = {"xml": XML_NAMESPACE, "xlink": XLINK_NAMESPACE}


class Attribute(NamedTuple):
    """One attribute.

    Attributes:
        namespace: The name of its namespace, `None` where its prefix is undeclared.
        local: Its name without prefix.
        name: Its name as written.
        value: What it is set to, entities expanded.
    """

    namespace: str | None
    local: str
    name: str
    value: str


@dataclass(slots=True, eq=False)
class Element:
    """One element, with where it stands in the file.

    Attributes:
        namespace: The name of its namespace, `None` where its prefix is undeclared.
        local: Its name without prefix.
        name: Its name as written.
        attributes: All but declarations of namespaces.
        declared: The prefixes it declares, with the names of their namespaces.
        start: Offset of its first byte.
        head_stop: Offset after its start tag.
        stop: Offset after its last byte.
        parts: Elements and text inside, in order.
    """

    namespace: str | None
    local: str
    name: str
    attributes: tuple[Attribute, ...]
    declared: dict[str, str]
    start: int
    head_stop: int = 0
    stop: int = 0
    parts: list[Element | Text] = field(default_factory=list)

    def text(self) -> str:
        """All character data inside."""
        found: list[str] = []
        waiting: list[Element | Text] = [self]
        while waiting:
            part = waiting.pop()
            if isinstance(part, Element):
                waiting += reversed(part.parts)
            else:
                found += part.pieces
        return "".join(found)

    def elements(self) -> Iterator[Element]:
        """The elements directly inside."""
        return (part for part in self.parts if isinstance(part, Element))


@dataclass(slots=True, eq=False)
class Text:
    """A run of character data."""

    start: int
    stop: int = 0
    pieces: list[str] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Aside:
    """A part of the document that no viewer shows: a comment, an instruction, a declaration."""

    label: str
    content: str
    start: int
    stop: int = 0


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document."""

    root: Element
    asides: tuple[Aside, ...]


def parse(content: bytes) -> Document:
    """Read a document.

    Args:
        content: A whole XML document, in UTF-8, UTF-16 or the 8-bit encoding it declares.

    Raises:
        DamagedError: It is not well-formed, or ends too early.
        UnsupportedError: It declares an entity that is not plain text, or an encoding not known.
        LimitError: It is too deep, too large, or grows too much.
    """
    reader = _Reader(content)
    try:
        reader.parser.Parse(content, True)  # noqa: FBT003 - expat's own signature
    except expat.ExpatError as error:
        raise _told(error, reader.parser.ErrorByteIndex, content) from error
    except (LookupError, ValueError) as error:
        raise UnsupportedError("unsupported", part="encoding") from error
    return reader.document()


class _Reader:
    """Builds the tree while expat reads."""

    def __init__(self, content: bytes) -> None:
        self.parser = parser = expat.ParserCreate()
        parser.ordered_attributes = True
        # What the document type gives elements by default, nobody has written.
        parser.specified_attributes = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.CommentHandler = self._comment
        parser.ProcessingInstructionHandler = self._instruction
        parser.XmlDeclHandler = self._declaration
        parser.StartDoctypeDeclHandler = self._doctype
        parser.EndDoctypeDeclHandler = self._doctype_end
        parser.EntityDeclHandler = self._entity
        parser.DefaultHandlerExpand = self._default
        self._content = content
        self._entities: list[int] = []
        self._in_doctype = False
        self._root: Element | None = None
        self._open: list[Element] = []
        self._scopes: list[dict[str, str]] = [dict(_USUAL_PREFIXES)]
        self._asides: list[Aside] = []
        self._unended: list[Element | Text | Aside] = []
        self._headless: Element | None = None
        self._elements = 0
        self._characters_read = 0

    def document(self) -> Document:
        """What has been read."""
        self._here(len(self._content))
        if self._root is None:
            raise DamagedError("truncated", offset=len(self._content))
        return Document(self._root, tuple(self._asides))

    def _here(self, offset: int | None = None) -> int:
        """The offset of the part that begins now, which is where those before it end."""
        if offset is None:
            offset = min(max(self.parser.CurrentByteIndex, 0), len(self._content))
        if self._headless is not None:
            self._headless.head_stop = offset
            self._headless = None
        for part in self._unended:
            part.stop = offset
        self._unended.clear()
        return offset

    def _start(self, name: str, flat: list[str]) -> None:
        start = self._here()
        self._elements += 1
        if self._elements > limits.SVG_ELEMENTS:
            raise LimitError("too-many-parts", limit=limits.SVG_ELEMENTS)
        if len(self._open) >= limits.SVG_DEPTH:
            raise LimitError("nested-too-deep", limit=limits.SVG_DEPTH)
        self._count(sum(map(len, flat)))
        pairs = list(zip(flat[::2], flat[1::2], strict=True))
        declared = {
            key[6:]: value for key, value in pairs if key == "xmlns" or key.startswith("xmlns:")
        }
        scope = self._scopes[-1] | declared if declared else self._scopes[-1]
        attributes = tuple(
            _attribute(key, value, scope)
            for key, value in pairs
            if key != "xmlns" and not key.startswith("xmlns:")
        )
        prefix, colon, local = name.rpartition(":")
        namespace = scope.get(prefix, None if colon else "")
        element = Element(namespace, local, name, attributes, declared, start)
        if self._open:
            self._open[-1].parts.append(element)
        else:
            self._root = element
        self._open.append(element)
        self._scopes.append(scope)
        self._headless = element

    def _end(self, _name: str) -> None:
        self._here()
        self._unended.append(self._open.pop())
        self._scopes.pop()

    def _characters(self, text: str) -> None:
        start = self._here()
        self._count(len(text))
        parts = self._open[-1].parts
        last = parts[-1] if parts else None
        if not isinstance(last, Text):
            last = Text(start)
            parts.append(last)
        last.pieces.append(text)
        self._unended.append(last)

    def _comment(self, text: str) -> None:
        self._aside("comment", text)

    def _instruction(self, target: str, text: str) -> None:
        self._aside(f"<?{target}", text)

    def _declaration(self, _version: str, _encoding: str | None, _standalone: int) -> None:
        self._aside("XML declaration", "")

    def _aside(self, label: str, text: str, start: int | None = None) -> None:
        if self._in_doctype:
            return
        if len(self._asides) >= limits.SVG_ELEMENTS:
            raise LimitError("too-many-parts", limit=limits.SVG_ELEMENTS)
        aside = Aside(label, text, self._here(start))
        self._asides.append(aside)
        self._unended.append(aside)

    def _doctype(self, *_: object) -> None:
        # This is told only when the declaration has been read up to its own declarations.
        told_at = self.parser.CurrentByteIndex
        found = _DOCTYPE.search(self._content, self._asides[-1].start if self._asides else 0)
        start = found.start() if found and found.start() < told_at else told_at
        self._aside("document type", "", start)
        self._in_doctype = True

    def _doctype_end(self) -> None:
        self._in_doctype = False
        # Each reference takes at least its ampersand.
        grown = self._content.count(b"&") * max(self._entities, default=0)
        if grown > limits.INFLATED_BYTES:
            raise LimitError("inflates-too-far", limit=limits.INFLATED_BYTES)

    def _entity(
        self,
        _name: str,
        is_parameter: bool,  # noqa: FBT001 - as above
        value: str | None,
        _base: str | None,
        _system: str | None,
        _public: str | None,
        _notation: str | None,
    ) -> None:
        if is_parameter or value is None or "<" in value or "&" in value:
            raise UnsupportedError("unsupported", part="entity")
        if len(value) > _ENTITY_CHARACTERS or len(self._entities) >= _ENTITIES:
            raise LimitError("inflates-too-far", limit=_ENTITY_CHARACTERS)
        self._entities.append(len(value))

    def _default(self, _text: str) -> None:
        if not self._in_doctype:
            self._here()

    def _count(self, characters: int) -> None:
        self._characters_read += characters
        if self._characters_read > limits.SVG_BYTES + limits.INFLATED_BYTES:
            raise LimitError("inflates-too-far", limit=limits.INFLATED_BYTES)


def _attribute(name: str, value: str, scope: dict[str, str]) -> Attribute:
    prefix, colon, local = name.rpartition(":")
    # The default namespace is for elements alone (Namespaces in XML, 6.2).
    return Attribute(scope.get(prefix) if colon else "", local, name, value)


def _told(error: expat.ExpatError, untrusted_offset: int, content: bytes) -> InputError:
    """The error of expat as one of ours."""
    if error.code == _UNKNOWN_ENCODING:
        return UnsupportedError("unsupported", part="encoding")
    offset = min(max(untrusted_offset, 0), len(content))
    # Half a declaration is a wrong one, as expat sees it.
    is_cut = error.code == _SYNTAX and b">" not in content[offset:]
    if is_cut or error.code in _AT_THE_END:
        return DamagedError("truncated", offset=len(content))
    if error.code == _AMPLIFICATION:
        return LimitError("inflates-too-far", limit=limits.INFLATED_BYTES)
    return DamagedError("damaged", offset=offset, part="XML")
