"""A drawing, written in the one form that every clean copy has.

Attributes are sorted, names are numbered in the order in which they are met, nothing is indented:
so a clean copy, read again, is written as itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from toolkit.metadata.formats.svg.drawing import NAMESPACE, Node
from toolkit.metadata.formats.svg.parsing import XLINK_NAMESPACE
from toolkit.metadata.formats.svg.values import Name, Naming

if TYPE_CHECKING:
    from toolkit.metadata.formats.svg.drawing import Drawing
    from toolkit.metadata.formats.svg.values import Value

# XML 1.0, 2.2 and 2.11: a bare carriage return would be read as a line feed.
_TEXT: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_VALUE: Final = str.maketrans(
    {"&": "&amp;", "<": "&lt;", '"': "&quot;", "\r": "&#13;", "\n": "&#10;", "\t": "&#9;"}
)


def write(drawing: Drawing) -> bytes:
    """The clean copy of a drawing whose live nodes are marked."""
    return _Writer(drawing).written().encode()


class _Writer:
    """Writes one drawing."""

    def __init__(self, drawing: Drawing) -> None:
        self._root = drawing.root
        self._nodes = [node for node in drawing.nodes if node.is_live]
        self._there = {
            Name(Naming.ID, node.identifier) for node in self._nodes if node.identifier
        } | {Name(Naming.CLASS, name) for node in self._nodes for name in node.classes}
        self._used = self._find_used()
        self._neutral: dict[Name, str] = {}
        self._counts = dict.fromkeys(Naming, 0)

    def written(self) -> str:
        """The whole document."""
        out: list[str] = []
        # What is still to be written: nodes, text, and end tags.
        waiting: list[Node | str] = [self._root]
        while waiting:
            part = waiting.pop()
            if isinstance(part, str):
                out.append(part)
                continue
            inside = self._inside(part)
            head = self._head(part)
            if inside:
                out.append(f"<{head}>")
                waiting.append(f"</{part.name}>")
                waiting += reversed(inside)
            else:
                out.append(f"<{head}/>")
        return "".join(out)

    def _inside(self, node: Node) -> list[Node | str]:
        if node.sheet:
            return [self._value(node.sheet.written(self._there.__contains__)).translate(_TEXT)]
        return [
            part.translate(_TEXT) if isinstance(part, str) else part
            for part in node.parts
            if isinstance(part, str) or part.is_live
        ]

    def _head(self, node: Node) -> str:
        attributes = dict(node.attributes)
        if node.identifier and Name(Naming.ID, node.identifier) in self._used:
            attributes["id"] = (Name(Naming.ID, node.identifier),)
        classes = [Name(Naming.CLASS, name) for name in node.classes]
        kept = [name for name in dict.fromkeys(classes) if name in self._used]
        if kept:
            attributes["class"] = tuple(part for name in kept for part in (" ", name))[1:]
        if node is self._root:
            attributes |= self._declarations()
        written = (
            f'{name}="{self._value(value).translate(_VALUE)}"'
            for name, value in sorted(attributes.items())
        )
        return " ".join((node.name, *written))

    def _declarations(self) -> dict[str, Value]:
        """The namespaces in use."""
        found: dict[str, Value] = {}
        if self._root.element.namespace == NAMESPACE:
            found["xmlns"] = (NAMESPACE,)
        if any("xlink:href" in node.attributes for node in self._nodes):
            found["xmlns:xlink"] = (XLINK_NAMESPACE,)
        return found

    def _value(self, value: Value) -> str:
        return "".join(self._name(part) if isinstance(part, Name) else part for part in value)

    def _name(self, name: Name) -> str:
        """The neutral name for a name: numbered, or the one for what leads to nothing."""
        if name.naming is Naming.ID and name not in self._there:
            return Naming.ID.value
        if name not in self._neutral:
            self._neutral[name] = f"{name.naming.value}{self._counts[name.naming]}"
            self._counts[name.naming] += 1
        return self._neutral[name]

    def _find_used(self) -> set[Name]:
        """The ids that something refers to or selects, and the classes that something selects."""
        used: set[Name] = set()
        for node in self._nodes:
            for value in node.attributes.values():
                used.update(part for part in value if isinstance(part, Name))
            if node.sheet:
                used.update(node.sheet.names())
                used.update(node.sheet.selected())
        return used
