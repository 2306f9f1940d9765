"""What of a drawing is ever drawn: the rest is a layer switched off, a leftover, a draft.

Source: SVG 2, 3.5 (definitions are not drawn), 5.5 (use), 14.1.1 (display).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from toolkit.errors import UnsupportedError
from toolkit.metadata.formats.svg import vocabulary
from toolkit.metadata.formats.svg.attributes import HREFS
from toolkit.metadata.formats.svg.drawing import Gone, Node
from toolkit.metadata.formats.svg.values import Name, Naming

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.metadata.formats.svg.drawing import Drawing

_INLINE: Final = vocabulary.TEXT_ELEMENTS - {"text"}


def mark_live(drawing: Drawing) -> None:
    """Mark the nodes that have to stay.

    Raises:
        UnsupportedError: Something goes, and a style sheet counts elements.
    """
    nodes = [node for node in drawing.nodes if node.draws]
    marker = _Marker(nodes, drawing.gone, prunes_hidden=not _shows_and_hides(nodes))
    marker.mark(drawing.root)
    for node in nodes:
        # Rules and animations work wherever they stand.
        if node.sheet or (node.name in vocabulary.ANIMATIONS and HREFS & node.attributes.keys()):
            marker.mark_with_parents(node)
        if node.sheet:
            marker.follow(node.sheet.names())
    by_position = any(node.sheet and node.sheet.selects_by_position for node in nodes)
    if by_position and (drawing.dropped or not all(node.is_live for node in drawing.nodes)):
        raise UnsupportedError("unsupported", part="CSS selector")


class _Marker:
    """Marks nodes, and what they refer to."""

    def __init__(self, nodes: list[Node], gone: list[Gone], *, prunes_hidden: bool) -> None:
        self._gone = gone
        self._targets = {node.identifier: node for node in nodes if node.identifier}
        self._prunes_hidden = prunes_hidden
        self._entered: set[int] = set()

    def mark(self, first: Node) -> None:
        """Mark a node with all that is drawn in it, and all these refer to."""
        waiting = [first]
        while waiting:
            node = waiting.pop()
            if id(node) in self._entered:
                continue
            self._entered.add(id(node))
            self._see(node, waiting)
            for part in node.parts:
                if isinstance(part, Node) and part.draws:
                    if self._is_drawn(part, node):
                        waiting.append(part)
                    elif part.name in _INLINE:
                        # Where it stands, text is broken into runs.
                        self._see(part, waiting)
                        self._empty(part)

    def _empty(self, node: Node) -> None:
        self._gone.append(Gone(node.element, f"hidden {node.name}", node.element.text()))
        node.parts = [part for part in node.parts if isinstance(part, Node)]

    def mark_with_parents(self, node: Node) -> None:
        """As `mark`, for a node that may stand in something that is not drawn itself."""
        waiting: list[Node] = []
        self._keep_parents(node, waiting)
        for each in (node, *waiting):
            self.mark(each)

    def follow(self, names: Iterator[Name]) -> None:
        """Mark what names lead to."""
        for name in names:
            if name.naming is Naming.ID and name.name in self._targets:
                self.mark_with_parents(self._targets[name.name])

    def _see(self, node: Node, waiting: list[Node]) -> None:
        """Mark one node, and let what it refers to wait to be marked."""
        node.is_live = True
        for value in node.attributes.values():
            for part in value:
                if isinstance(part, Name) and part.naming is Naming.ID:
                    target = self._targets.get(part.name)
                    if target is not None and id(target) not in self._entered:
                        waiting.append(target)
                        self._keep_parents(target, waiting)

    def _keep_parents(self, node: Node, waiting: list[Node]) -> None:
        """What a node inherits from stays, though nothing else in it does."""
        parent = node.parent
        while parent is not None and not parent.is_live:
            self._see(parent, waiting)
            parent = parent.parent

    def _is_drawn(self, node: Node, parent: Node) -> bool:
        if node.name in vocabulary.UNRENDERED:
            return False
        # SVG 2, 5.9.2: switch takes the first child that fits, displayed or not.
        return not (self._prunes_hidden and parent.name != "switch" and _is_hidden(node))


def _is_hidden(node: Node) -> bool:
    """Whether a node is switched off."""
    style = "".join(part for part in node.attributes.get("style", ()) if isinstance(part, str))
    declared = [each for each in style.split(";") if each.startswith("display:")]
    if declared:
        return declared[-1] == "display:none"
    return node.attributes.get("display") == ("none",)


def _shows_and_hides(nodes: list[Node]) -> bool:
    """Whether anything in the drawing can switch an element on."""
    return any(
        (node.sheet and node.sheet.sets("display"))
        or node.attributes.get("attributeName") == ("display",)
        for node in nodes
    )
