"""What draws, taken out of a document: a tree of known elements with known attributes.

Source: SVG 2; SVG 1.1 (second edition) for what newer viewers still draw.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from toolkit.errors import UnknownFormatError
from toolkit.metadata.formats.svg import stylesheet, vocabulary
from toolkit.metadata.formats.svg.attributes import HREFS, name_of, value_of
from toolkit.metadata.formats.svg.parsing import Element, Text
from toolkit.metadata.formats.svg.pictures import clean_data_url
from toolkit.metadata.formats.svg.values import WRONG, Value, reference, uncommented

if TYPE_CHECKING:
    from toolkit.metadata.formats.svg.parsing import Attribute, Document
    from toolkit.metadata.formats.svg.stylesheet import Sheet

NAMESPACE: Final = "http://www.w3.org/2000/svg"

_PICTURES: Final = frozenset({"feImage", "image"})


@dataclass(slots=True, eq=False)
class Node:
    """An element that may stay.

    Attributes:
        element: Where it comes from.
        parent: The node it stands in.
        attributes: Its attributes but id and class.
        parts: Nodes and text inside.
        sheet: The rules of a style element.
        identifier: Its id, where it is the first of that id in the document.
        classes: Its classes.
        draws: Whether it can draw anything at all.
        is_live: Whether it is drawn, or holds or is asked for by what is.
    """

    element: Element
    parent: Node | None
    attributes: dict[str, Value] = field(default_factory=dict)
    parts: list[Node | str] = field(default_factory=list)
    sheet: Sheet | None = None
    identifier: str = ""
    classes: tuple[str, ...] = ()
    draws: bool = True
    is_live: bool = False

    @property
    def name(self) -> str:
        """The name of the element."""
        return self.element.local


@dataclass(frozen=True, slots=True)
class Gone:
    """A part of a kept element that goes or changes, and says something."""

    element: Element
    label: str
    content: str | bytes


@dataclass(frozen=True, slots=True)
class Drawing:
    """A document, taken apart.

    Attributes:
        nodes: What may stay, in the order of the document, the root first.
        dropped: Elements that go, with all that is in them.
        stray: Text that goes because nothing draws it where it stands.
        gone: Attributes, comments in style sheets, and pictures, that go or change.
    """

    nodes: list[Node] = field(default_factory=list)
    dropped: list[Element] = field(default_factory=list)
    stray: list[Text] = field(default_factory=list)
    gone: list[Gone] = field(default_factory=list)

    @property
    def root(self) -> Node:
        """The outermost svg element."""
        return self.nodes[0]


def draw(document: Document) -> Drawing:
    """Take out what draws.

    Raises:
        UnknownFormatError: The document is no SVG.
        InputError: A style or an embedded picture of which no clean copy can be made.
    """
    root = document.root
    if root.local != "svg" or root.namespace not in {NAMESPACE, ""}:
        raise UnknownFormatError("unknown-format")
    taker = _Taker(root)
    # Not by recursion: a picture inside brings a document of its own.
    waiting = [Node(root, None)]
    while waiting:
        waiting += reversed(taker.take(waiting.pop()))
    return taker.drawing


class _Taker:
    """Takes the nodes of one document, one after the other."""

    def __init__(self, root: Element) -> None:
        self.drawing = Drawing()
        self._namespace = root.namespace
        self._animations: frozenset[str] = frozenset()
        self._first: dict[str, Element] = {}
        waiting = [root]
        while waiting:
            element = waiting.pop()
            waiting += reversed(list(element.elements()))
            for attribute in element.attributes:
                if name_of(attribute) == "id":
                    self._first.setdefault(attribute.value, element)
            if element.local == "style":
                self._animations |= stylesheet.keyframes(element.text())

    def take(self, node: Node) -> list[Node]:
        """Read a node's attributes and what is in it; the nodes inside are still to be taken."""
        self.drawing.nodes.append(node)
        href: Attribute | None = None
        for attribute in node.element.attributes:
            name = name_of(attribute)
            if name in HREFS:
                # SVG 2, 16.1.5: the one without a prefix counts.
                href = attribute if href is None or name == "href" else href
            elif name == "class":
                node.classes = tuple(attribute.value.split())
            elif name == "id":
                if self._first[attribute.value] is node.element:
                    node.identifier = attribute.value
            else:
                self._read(node, attribute, name)
        if href is not None:
            self._refer(node, href)
        if node.name == "style":
            self._style(node)
        else:
            self._enter(node)
        if node.name in vocabulary.ANIMATIONS and not _animates(node):
            node.draws = False
        return [part for part in node.parts if isinstance(part, Node)]

    def _read(self, node: Node, attribute: Attribute, name: str) -> None:
        value = value_of(node.element, attribute, self._animations) if name else None
        if value is not None:
            node.attributes[name] = value
        if value in {None, (WRONG,)} and attribute.value.strip():
            self.drawing.gone.append(Gone(node.element, attribute.name, attribute.value))

    def _refer(self, node: Node, href: Attribute) -> None:
        """Keep what a reference leads to when it is inside the file; a picture is cleaned."""
        name = name_of(href)
        target = href.value.strip()
        if node.name in _PICTURES and target[:5].lower() == "data:":
            picture = clean_data_url(target)
            if picture.original and picture.is_changed:
                self.drawing.gone.append(Gone(node.element, node.name, picture.original))
            if picture.url:
                node.attributes[name] = (picture.url,)
                return
        elif target.startswith("#") and node.name not in {"a", "image"}:
            node.attributes[name] = ("#", reference(target))
            return
        else:
            self.drawing.gone.append(Gone(node.element, href.name, href.value))
            if node.name not in {"a", "image"} and "#" in target:
                node.attributes[name] = ("#", reference(""))
        node.draws = node.name != "image"

    def _style(self, node: Node) -> None:
        kind = next((a.value for a in node.element.attributes if a.name == "type"), "text/css")
        text = node.element.text()
        node.attributes.pop("type", None)
        if kind.strip().lower() not in {"", "text/css"}:
            # Some viewers read it all the same.
            node.attributes["type"] = (WRONG,)
        node.sheet = stylesheet.sheet(text, self._animations)
        if uncommented(text) != text:
            self.drawing.gone.append(Gone(node.element, "CSS comment", text))
        self.drawing.dropped.extend(node.element.elements())

    def _enter(self, node: Node) -> None:
        """What is in a node: elements that may stay, and text where text is drawn."""
        draws_text = _draws_text(node)
        for part in node.element.parts:
            if isinstance(part, Element):
                if self._may_draw(part):
                    node.parts.append(Node(part, node))
                else:
                    self.drawing.dropped.append(part)
                continue
            text = "".join(part.pieces)
            if draws_text:
                node.parts.append(text)
            elif text.strip():
                self.drawing.stray.append(part)

    def _may_draw(self, element: Element) -> bool:
        # SVG 1.1, 5.8.6: what needs an extension, or an empty list of them, is not drawn.
        return (
            element.namespace == self._namespace
            and element.local in vocabulary.ELEMENTS
            and all(attribute.name != "requiredExtensions" for attribute in element.attributes)
        )


def _draws_text(node: Node) -> bool:
    """Whether character data in a node is drawn: in text, and in links inside text."""
    above: Node | None = node
    while above is not None and above.name == "a":
        above = above.parent
    return above is not None and above.name in vocabulary.TEXT_ELEMENTS


def _animates(node: Node) -> bool:
    return node.name == "animateMotion" or "attributeName" in node.attributes
