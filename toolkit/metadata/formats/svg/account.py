"""What the parts of an SVG that go say, and where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from toolkit.metadata import limits
from toolkit.metadata.formats.svg.drawing import NAMESPACE
from toolkit.metadata.formats.svg.parsing import XLINK_NAMESPACE, Element
from toolkit.metadata.formats.svg.rdf import rdf
from toolkit.metadata.model import Kind, Payload

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.metadata.formats.svg.drawing import Drawing, Gone
    from toolkit.metadata.formats.svg.parsing import Document

_LABEL_CHARACTERS: Final = 64
_SAID_IN_WORDS: Final = frozenset({"desc", "metadata", "title"})
_USUAL_NAMESPACES: Final = frozenset({NAMESPACE, XLINK_NAMESPACE})


class Range(NamedTuple):
    """A range of the document that goes, with what it says."""

    start: int
    stop: int
    label: str
    payloads: tuple[Payload, ...]


def going(document: Document, drawing: Drawing) -> list[Range]:
    """The ranges that go, in order, none inside another."""
    found = [*_asides(document), *_elements(drawing), *_strays(drawing)]
    outermost: list[Range] = []
    for each in sorted(found, key=lambda each: (each.start, -each.stop)):
        if each.start < each.stop and (not outermost or each.start >= outermost[-1].stop):
            outermost.append(each)
    return outermost


def changing(document: Document, drawing: Drawing) -> tuple[Payload, ...]:
    """What attributes say that go or change in elements that stay; the same thing is told once."""
    root = document.root
    payloads: dict[tuple[str, str | bytes], Payload] = {}
    for prefix, namespace in root.declared.items():
        if namespace not in _USUAL_NAMESPACES:
            label = f"xmlns:{prefix}" if prefix else "xmlns"
            payloads[label, namespace] = _of(root, label, namespace)
    for gone in drawing.gone:
        if len(payloads) >= limits.FINDINGS:
            break
        if (gone.label, gone.content) not in payloads:
            payloads[gone.label, gone.content] = _gone(gone)
    named = [node for node in drawing.nodes if node.is_live]
    identifiers = "\n".join(dict.fromkeys(node.identifier for node in named if node.identifier))
    classes = "\n".join(dict.fromkeys(name for node in named for name in node.classes))
    for label, names in (("id", identifiers), ("class", classes)):
        if names:
            payloads[label, names] = _of(root, label, names)
    return tuple(payloads.values())


def _asides(document: Document) -> Iterator[Range]:
    """Comments, instructions, declarations."""
    for aside in document.asides:
        kind = Kind.COMMENT if aside.label == "comment" else Kind.TEXT
        content = aside.content.encode()
        payload = Payload(kind, aside.start, aside.stop, _shown(aside.label), content)
        yield Range(
            aside.start, aside.stop, _shown(aside.label), (payload,) if content.strip() else ()
        )


def _elements(drawing: Drawing) -> Iterator[Range]:
    """Elements that draw nothing, and those that are never drawn."""
    for element in drawing.dropped:
        yield _range(element, _shown(element.name), *_said(element))
    for node in drawing.nodes:
        if not node.is_live and (node.parent is None or node.parent.is_live):
            element = node.element
            label = f"hidden {node.name}" if node.draws else node.name
            yield _range(element, label, Kind.OPAQUE, None)


def _strays(drawing: Drawing) -> Iterator[Range]:
    for text in drawing.stray:
        content = "".join(text.pieces).encode()
        payload = Payload(Kind.TEXT, text.start, text.stop, "text", content)
        yield Range(text.start, text.stop, "text", (payload,))


def _said(element: Element) -> tuple[Kind, bytes | None]:
    """In which language an element speaks, and its words where they do not stand as they are."""
    found = rdf(element)
    if found is not None:
        return Kind.XMP, found
    if element.local in _SAID_IN_WORDS:
        return Kind.TEXT, element.text().strip().encode()
    return Kind.OPAQUE, None


def _range(element: Element, label: str, kind: Kind, content: bytes | None) -> Range:
    payload = Payload(kind, element.start, element.stop, label, content)
    return Range(element.start, element.stop, label, (payload,))


def _gone(gone: Gone) -> Payload:
    if isinstance(gone.content, bytes):
        element = gone.element
        start, stop = element.start, element.head_stop
        return Payload(Kind.PICTURE, start, stop, _shown(gone.label), gone.content)
    return _of(gone.element, gone.label, gone.content)


def _of(element: Element, label: str, text: str) -> Payload:
    """What an attribute of an element says."""
    return Payload(Kind.TEXT, element.start, element.head_stop, _shown(label), text.encode())


def _shown(label: str) -> str:
    """A name from the file, fit to be a label."""
    return "".join(c for c in label if c.isprintable())[:_LABEL_CHARACTERS]
