"""What a JUMBF store says: C2PA's signed record of who made a picture, with what, out of what.

Source: C2PA Technical Specification 2.1, 8 (manifests), 10 (claims), 13 (signatures), 18
(assertions); CAWG Identity Assertion 1.1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from toolkit.errors import InputError
from toolkit.metadata.model import Kind
from toolkit.metadata.payloads.exif import inner
from toolkit.metadata.payloads.harms import found
from toolkit.metadata.payloads.jumbf.boxes import boxes
from toolkit.metadata.payloads.jumbf.certificates import names, stamps
from toolkit.metadata.payloads.jumbf.values import node_of, value_of
from toolkit.metadata.payloads.opaque import kind_of, unknown
from toolkit.metadata.payloads.properties import Node, leaves, tell
from toolkit.neutral import neutral

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.metadata.model import Finding, Payload
    from toolkit.metadata.payloads.jumbf.boxes import Box

_CLAIM: Final = "c2pa.claim"
_MANIFEST: Final = "urn:"
_SIGNED: Final = (
    "c2pa.signature",
    "cawg.identity",
    "c2pa.credentials",
    "c2pa.time-stamp",
    "c2pa.certificate-status",
)
_HASHES: Final = ("c2pa.hash.", "c2pa.soft-binding")
_ACTIONS: Final = "c2pa.actions"
_INGREDIENT: Final = "c2pa.ingredient"

# Assertions about what machines may learn from it, and the salt of hashes: no word of a person.
_SILENT_LABELS: Final = ("c2pa.training-mining", "cawg.training-mining")
_SILENT_KINDS: Final = frozenset({b"c2sh", b"free", b"bfdb"})

# What a claim and an ingredient tell of themselves; the rest are references and hashes.
_OF_CLAIM: Final = {"dc:title": "file-name", "instanceID": "document-id"}
_OF_INGREDIENT: Final = {
    "dc:title": "file-name",
    "instanceID": "document-id",
    "documentID": "document-id",
    "description": "comment",
    "informational_URI": "contact",
}


def read(payload: Payload, content: bytes) -> Iterator[Finding]:
    """What a JUMBF store says.

    Args:
        payload: Where it stands.
        content: Superboxes, joined where a format splits them. May be damaged in any way.
    """
    claimed = False
    manifests: set[str] = set()
    for box in boxes(content):
        claimed |= box.label.startswith(_CLAIM)
        for label in (*box.inside, box.label):
            if label.startswith(_MANIFEST) and label not in manifests:
                manifests.add(label)
                place = box.start, box.stop
                yield found(payload, "document-id", "C2PA manifest", neutral(label), *place)
        yield from _tell(payload, content, box)
    if manifests and not claimed:
        yield found(payload, "provenance-manifest", "C2PA", "", 0, len(content))


def nested(payload: Payload, content: bytes) -> Iterator[Payload]:
    """Pictures in the store: thumbnails of it, and of the pictures it was made of."""
    for box in boxes(content):
        if box.kind in {b"bidb", b"jp2c"}:
            kind = kind_of(content[box.start : min(box.stop, box.start + 64)]) or Kind.PICTURE
            yield inner(payload, content, kind, neutral(box.label), box.start, box.stop)


def _tell(payload: Payload, content: bytes, box: Box) -> Iterator[Finding]:
    """What one box says."""
    if box.label.startswith(_SIGNED):
        yield from _signature(payload, content, box)
    elif box.kind in {b"cbor", b"json"} and not box.label.startswith(_SILENT_LABELS):
        try:
            value = value_of(content, box)
        except InputError:
            yield unknown(payload, f"C2PA {box.label}", content, box.start, box.stop)
            return
        yield from _assertion(payload, box, node_of(value, "", box))
    elif box.kind in {b"bidb", b"jp2c"} or box.kind in _SILENT_KINDS:
        return
    elif content[box.start : box.stop].strip(b"\0"):
        label = f"JUMBF {box.label} {box.kind.decode('latin-1')}"
        yield unknown(payload, label, content, box.start, box.stop)


def _assertion(payload: Payload, box: Box, node: Node) -> Iterator[Finding]:
    """What an assertion or the claim itself says."""
    if box.label.startswith(_CLAIM):
        yield _claim(payload, box, node)
        yield from _listed(payload, box, node, _OF_CLAIM)
    elif box.label.startswith(_INGREDIENT):
        yield from _listed(payload, box, node, _OF_INGREDIENT)
        metadata = node.get("metadata")
        if metadata is not None:
            yield from tell(payload, [metadata])
    elif box.label.startswith(_ACTIONS):
        actions = node.get("actions")
        for action in actions.parts if actions else ():
            text = neutral(", ".join(leaf.value for leaf in leaves(action)))
            yield found(payload, "edit-history", f"C2PA {_ACTIONS}", text, box.start, box.stop)
    elif box.label.startswith(_HASHES):
        text = neutral(", ".join(leaf.value for leaf in leaves(node)))
        yield found(payload, "unique-id", f"C2PA {neutral(box.label)}", text, box.start, box.stop)
    else:
        named = node.parts if any(part.name for part in node.parts) else [node]
        for part in named:
            part.name = part.name or box.label
        yield from tell(payload, named)


def _claim(payload: Payload, box: Box, node: Node) -> Finding:
    """That there is a signed record, and which program wrote it."""
    generator = node.get("claim_generator_info") or node.get("claim_generator")
    parts = [leaf.value for leaf in leaves(generator)] if generator else []
    text = neutral(" ".join(parts))
    return found(payload, "provenance-manifest", f"C2PA {_CLAIM}", text, box.start, box.stop)


def _listed(payload: Payload, box: Box, node: Node, codes: dict[str, str]) -> Iterator[Finding]:
    """The parts of a map that are known to say something."""
    for part in node.parts:
        code = codes.get(part.name)
        text = neutral(part.value.strip())
        if code and text:
            tag = neutral(f"C2PA {box.label} {part.name}")
            yield found(payload, code, tag, text, box.start, box.stop)


def _signature(payload: Payload, content: bytes, box: Box) -> Iterator[Finding]:
    """Who signed, by the names in the certificates, and when, by the time stamps."""
    signers = names(content, box.start, box.stop)
    if signers:
        text = neutral(", ".join(signers))
        tag = neutral(f"C2PA {box.label}")
        yield found(payload, "signer", tag, text, box.start, box.stop)
    told: set[str] = set()
    for time, start, stop in stamps(content, box.start, box.stop):
        if time not in told:
            told.add(time)
            yield found(payload, "time-told", "C2PA time stamp", time, start, stop, time=time)
    if not signers:
        yield unknown(payload, f"C2PA {box.label}", content, box.start, box.stop)
