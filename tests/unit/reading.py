"""How the tests of payload readers ask a reader what it has to say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from toolkit.metadata.model import Kind, Payload

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.metadata.model import Finding

START = 1000
"""Where in its file a payload of the tests stands."""


class Room(Protocol):
    def read(self, payload: Payload, content: bytes) -> Iterator[Finding]: ...


class Holder(Protocol):
    def nested(self, payload: Payload, content: bytes) -> Iterator[Payload]: ...


def payload_of(kind: Kind, content: bytes, label: str = "here") -> Payload:
    return Payload(kind, START, START + len(content), label)


def said(room: Room, kind: Kind, content: bytes, label: str = "here") -> list[Finding]:
    """Everything a reader says of a payload, in its order."""
    return list(room.read(payload_of(kind, content, label), content))


def held(room: Holder, kind: Kind, content: bytes) -> list[tuple[Payload, bytes]]:
    """The payloads inside a payload, with their bytes."""
    inner = []
    for part in room.nested(payload_of(kind, content), content):
        start, stop = part.start - START, part.stop - START
        inner.append((part, content[start:stop] if part.content is None else part.content))
    return inner


def by_code(findings: list[Finding]) -> dict[str, list[str]]:
    """The raw values by code."""
    told: dict[str, list[str]] = {}
    for finding in findings:
        told.setdefault(finding.code, []).append(finding.raw)
    return told


def one(findings: list[Finding], code: str) -> Finding:
    """The only finding of a code."""
    (finding,) = [finding for finding in findings if finding.code == code]
    return finding
