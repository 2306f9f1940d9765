"""RDF as XMP writes it, turned into properties.

The parser is expat, without document types, so without entities of any kind; how deep and how many
elements there may be is bounded.

Source: ISO 16684-1:2019, 7 (serialisation); the elements of RDF that only group are looked through.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from xml.parsers import expat

from toolkit.errors import DamagedError, InputError, LimitError
from toolkit.metadata.payloads.properties import Node
from toolkit.metadata.payloads.properties.names import NAMESPACES

if TYPE_CHECKING:
    from collections.abc import Iterator

# Elements in elements. Photoshop's deepest have about twenty.
_DEPTH: Final = 100

# Elements and attributes of one packet. Lightroom's largest have some thousands.
_NODES: Final = 50_000

_RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_META: Final = "adobe:ns:meta/"
_LOOKED_THROUGH: Final = frozenset(
    {"x:xmpmeta", "x:xapmeta", "rdf:RDF", "rdf:Description", "rdf:Bag", "rdf:Seq", "rdf:Alt"}
)
_SYNTAX: Final = frozenset({"rdf:parseType", "rdf:datatype", "xml:space"})
_PREFIXES: Final = {**NAMESPACES, _RDF: "rdf", _META: "x"}

# What begins a packet: the same in every one (7.3.2).
_PACKET_MARKS: Final = ("W5M0MpCehiHzreSzNTczkc9d", "end=")


@dataclass(slots=True)
class Packet:
    """What a packet holds.

    Attributes:
        root: All properties, as parts of one node.
        languages: The languages that texts are marked with.
        about: What the descriptions say they describe, by itself.
        comments: Remarks and instructions between the elements, and text where none belongs.
        stop: Offset after the last byte that was understood.
        whole: Whether the packet was read to its end.
    """

    root: Node = field(default_factory=lambda: Node("", "", 0, 0))
    languages: dict[str, None] = field(default_factory=dict)
    about: dict[str, Node] = field(default_factory=dict)
    comments: list[Node] = field(default_factory=list)
    stop: int = 0
    whole: bool = False


def parse(content: bytes, start: int) -> Packet:
    """Read a packet as far as it is well-formed. Raises nothing, on any content.

    Args:
        content: The bytes that hold it.
        start: Offset of its first byte.
    """
    reader = _Reader(content, start)
    try:
        reader.parser.Parse(memoryview(content)[start:], True)  # noqa: FBT003 - expat's own
        reader.packet.stop = len(content)
    except (expat.ExpatError, InputError, ValueError, LookupError):
        # What was read until here is told; the rest is searched for words.
        index = reader.parser.ErrorByteIndex
        reader.packet.stop = min(start + max(index, 0), len(content))
    reader.close()
    return reader.packet


@dataclass(slots=True)
class _Frame:
    """An element that is open: the node that its parts go to, and the prefixes it declares."""

    node: Node
    own: bool
    prefixes: dict[str, str]
    text: list[str] = field(default_factory=list)


class _Reader:
    """The handlers that expat calls."""

    def __init__(self, content: bytes, start: int) -> None:
        self.packet = Packet()
        self.parser = expat.ParserCreate()
        self.parser.ordered_attributes = True
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = _refuse
        self.parser.StartElementHandler = self._open
        self.parser.EndElementHandler = self._shut
        self.parser.CharacterDataHandler = self._text
        self.parser.CommentHandler = self._comment
        self.parser.ProcessingInstructionHandler = self._instruction
        self._content = content
        self._start = start
        self._count = 0
        self._tag = (-1, 0)
        self._frames = [_Frame(self.packet.root, own=False, prefixes={"xml": "xml"})]

    def close(self) -> None:
        """Finish the elements that were still open."""
        while len(self._frames) > 1:
            self._finish(self.packet.stop)

    def _at(self) -> int:
        return self._start + self.parser.CurrentByteIndex

    def _after_tag(self) -> int:
        """Offset after the tag that is being read; looked for once, however many attributes."""
        start = self._at()
        if self._tag[0] != start:
            found = self._content.find(b">", start)
            self._tag = (start, len(self._content) if found < 0 else found + 1)
        return self._tag[1]

    def _open(self, name: str, attributes: list[str]) -> None:
        pairs = list(zip(attributes[::2], attributes[1::2], strict=True))
        declared = {
            key.partition(":")[2]: _PREFIXES.get(value, key.partition(":")[2])
            for key, value in pairs
            if key == "xmlns" or key.startswith("xmlns:")
        }
        if len(self._frames) > _DEPTH:
            raise LimitError("nested-too-deep", limit=_DEPTH)
        self._counted()
        frame = _Frame(self._frames[-1].node, own=False, prefixes=declared)
        self._frames.append(frame)
        full = self._full(name)
        if full not in _LOOKED_THROUGH:
            node = self._node("" if full == "rdf:li" else full, "", self._after_tag())
            frame.node.parts.append(node)
            frame.node, frame.own = node, True
        for key, value in pairs:
            if key != "xmlns" and not key.startswith("xmlns:"):
                self._attribute(frame, self._full(key, default=False), value)

    def _attribute(self, frame: _Frame, name: str, value: str) -> None:
        if not value or name in _SYNTAX:
            return
        if name == "xml:lang":
            if value != "x-default":
                self.packet.languages.setdefault(value)
        elif name == "rdf:resource":
            frame.node.value = value
        elif name == "rdf:about":
            # Every description repeats what it is about; some cameras write their own name there.
            self.packet.about.setdefault(value, self._node(name, value, self._after_tag()))
        else:
            frame.node.parts.append(self._node(name, value, self._after_tag()))

    def _shut(self, _name: str) -> None:
        self._finish(self._after_tag())
        self.packet.whole = len(self._frames) == 1

    def _finish(self, stop: int) -> None:
        frame = self._frames.pop()
        text = "".join(frame.text)
        if not frame.own:
            if text.strip():
                self.packet.comments.append(Node("", text, stop - 1, stop))
            return
        if text.strip():
            frame.node.value = text
        frame.node.stop = max(frame.node.stop, stop)

    def _text(self, text: str) -> None:
        self._frames[-1].text.append(text)

    def _comment(self, text: str) -> None:
        self.packet.comments.append(self._node("", text, self._after_tag()))

    def _instruction(self, target: str, text: str) -> None:
        if target == "xpacket" and any(mark in text for mark in _PACKET_MARKS) and len(text) < 80:
            return
        if target == "adobe-xap-filters":
            return
        self.packet.comments.append(self._node("", f"{target} {text}", self._after_tag()))

    def _node(self, name: str, value: str, stop: int) -> Node:
        self._counted()
        return Node(name, value, self._at(), stop)

    def _counted(self) -> None:
        self._count += 1
        if self._count > _NODES:
            raise LimitError("too-many-parts", limit=_NODES)

    def _full(self, name: str, *, default: bool = True) -> str:
        """A name with the customary prefix of its namespace."""
        prefix, separator, local = name.rpartition(":")
        if not separator and not default:
            return name
        for known in self._declarations():
            if prefix in known:
                return f"{known[prefix]}:{local}" if known[prefix] else local
        return name

    def _declarations(self) -> Iterator[dict[str, str]]:
        """What is declared here, the nearest first; at most `_DEPTH`."""
        return (frame.prefixes for frame in reversed(self._frames) if frame.prefixes)


def _refuse(*_: object) -> None:
    """A document type declares entities: no packet has one."""
    raise DamagedError("damaged", offset=0, part="XMP")
