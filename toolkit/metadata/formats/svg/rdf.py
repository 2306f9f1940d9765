"""Descriptions in RDF, as Inkscape and Illustrator put them into an SVG, made to stand alone.

Source: SVG 1.1, 21; XMP specification part 1 (ISO 16684-1), 7.
"""

from __future__ import annotations

from typing import Final

from toolkit.metadata.formats.svg.parsing import Element

# XML 1.0, 2.4 and 3.3.3. (`xml.sax.saxutils` would load a whole network library.)
_IN_TEXT: Final = {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;"}
_IN_ATTRIBUTE: Final = _IN_TEXT | {
    ord('"'): "&quot;",
    ord("\t"): "&#9;",
    ord("\n"): "&#10;",
    ord("\r"): "&#13;",
}

_RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"


def rdf(element: Element) -> bytes | None:
    """The first RDF in an element, with the namespaces it needs; `None` where there is none."""
    scopes = {id(element): element.declared}
    waiting = [element]
    while waiting:
        found = waiting.pop()
        scope = scopes[id(found)]
        if found.local == "RDF" and found.namespace == _RDF:
            return _written(found, scope)
        for inner in found.elements():
            scopes[id(inner)] = scope | inner.declared
            waiting.append(inner)
    return None


def _written(root: Element, scope: dict[str, str]) -> bytes:
    out: list[str] = []
    waiting: list[Element | str] = [root]
    while waiting:
        part = waiting.pop()
        if isinstance(part, str):
            out.append(part)
            continue
        declared = _needed(part) | (scope if part is root else part.declared)
        attributes = [(f"xmlns:{p}" if p else "xmlns", uri) for p, uri in declared.items()]
        attributes += [(each.name, each.value) for each in part.attributes]
        written = (f' {name}="{value.translate(_IN_ATTRIBUTE)}"' for name, value in attributes)
        out.append(f"<{part.name}{''.join(written)}>")
        waiting.append(f"</{part.name}>")
        waiting += (
            inner if isinstance(inner, Element) else "".join(inner.pieces).translate(_IN_TEXT)
            for inner in reversed(part.parts)
        )
    return "".join(out).encode()


def _needed(element: Element) -> dict[str, str]:
    """The namespaces of an element's own names, wherever they were declared."""
    named = [(element.name, element.namespace)]
    named += [(each.name, each.namespace) for each in element.attributes]
    return {
        name.partition(":")[0]: namespace
        for name, namespace in named
        if ":" in name and namespace and not name.startswith("xml:")
    }
