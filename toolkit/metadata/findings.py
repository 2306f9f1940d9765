"""From the payloads of a walk to findings: each is read by the room that knows its language.

A payload that no reader understands is told all the same, by its place and its size. A picture
hidden in the file is taken apart by the engine like any other, so that what it says is told too:
a thumbnail often has a position of its own.
"""

from __future__ import annotations

from importlib import import_module
from itertools import islice
from typing import TYPE_CHECKING, Final, Protocol, cast

from toolkit.errors import InputError
from toolkit.metadata import limits
from toolkit.metadata.formats import identify
from toolkit.metadata.model import Harm, Kind, Payload
from toolkit.metadata.payloads import exif
from toolkit.metadata.payloads.harms import found
from toolkit.metadata.source import Source
from toolkit.neutral import neutral

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.metadata.model import Finding, Walk


class Reader(Protocol):
    """A room of `payloads/`: it knows one language. May have `nested` as well."""

    def read(self, payload: Payload, content: bytes) -> Iterator[Finding]:
        """What a payload with this content says. Raises nothing, on any content."""


class Holder(Protocol):
    """A reader of payloads that hold payloads of other kinds."""

    def nested(self, payload: Payload, content: bytes) -> Iterator[Payload]:
        """The payloads inside. Raises nothing, on any content."""


# Read for nearly every photo, so loaded with this module; the others when one is met.
_READERS: Final[dict[Kind, Reader]] = {Kind.EXIF: exif}
_ROOMS: Final = {
    Kind.XMP: "xmp",
    Kind.PHOTOSHOP: "photoshop",
    Kind.IPTC: "iptc",
    Kind.ICC: "icc",
    Kind.JUMBF: "jumbf",
    Kind.TEXT: "text",
    Kind.COMMENT: "text",
    Kind.TIME: "text",
    Kind.PICTURE: "picture",
    Kind.VIDEO: "picture",
    Kind.SAMSUNG: "samsung",
    Kind.OPAQUE: "opaque",
}
# Kinds of which there is always something to tell, if only that they are there.
_NEVER_SILENT: Final = frozenset({Kind.JUMBF, Kind.SAMSUNG})
_WHOLE_FILES: Final = frozenset({Kind.PICTURE, Kind.VIDEO})

_ORDER: Final = {harm: place for place, harm in enumerate(Harm)}

# What is kept of one harm, so that a flood of one kind cannot crowd out another.
_OF_ONE_HARM: Final = limits.FINDINGS // len(Harm)
# What one payload may make us put into words.
_OF_ONE_PAYLOAD: Final = 4 * limits.FINDINGS

# How much a file may make us read by pointing to the same bytes again and again.
_NESTED_BYTES: Final = 4 * limits.PAYLOAD_BYTES
_NESTED_PARTS: Final = 1_000

# The beginning of unexplained bytes, looked at for words.
_HEAD_BYTES: Final = 96


def read(walk: Walk, source: Source) -> tuple[Finding, ...]:
    """What the dropped and rewritten parts of a file say.

    Args:
        walk: The file, taken apart.
        source: The file.

    Returns:
        At most `limits.FINDINGS` findings, the worst first, those of one harm by their place.

    Raises:
        NotReadableError: The file can no longer be read. No content whatever raises anything.
    """
    telling = _Telling(source)
    for payload in walk.payloads:
        telling.tell(payload)
    findings = [finding for of_one_harm in telling.findings.values() for finding in of_one_harm]
    findings.sort(key=lambda finding: (_ORDER[finding.harm], finding.start))
    return tuple(findings)


class _Telling:
    """The findings of one file so far.

    Attributes:
        findings: By harm.
    """

    def __init__(self, source: Source) -> None:
        self.findings: dict[Harm, list[Finding]] = {harm: [] for harm in Harm}
        self._source = source
        self._seen: set[tuple[Kind, int, int]] = set()
        self._nested_bytes = 0
        self._nested_parts = 0

    def tell(self, payload: Payload) -> None:
        """Read one payload of the file."""
        size = _size(payload)
        if size > limits.PAYLOAD_BYTES:
            head = payload.content
            if head is None:
                stop = min(payload.stop, payload.start + _HEAD_BYTES)
                head = self._source.read(payload.start, stop)
            self._keep(_unread(payload, size, head))
            return
        content = payload.content
        if content is None:
            content = self._source.read(payload.start, payload.stop)
        self._tell(payload, content, 0)

    def _tell(self, payload: Payload, content: bytes, depth: int) -> None:
        """Read a payload, and what it holds."""
        try:
            reader = _reader(payload.kind)
            silent = payload.kind in _NEVER_SILENT
            for finding in islice(reader.read(payload, content), _OF_ONE_PAYLOAD):
                self._keep(finding)
                silent = False
            inner = tuple(self._inner(reader, payload, content))
        except Exception:  # noqa: BLE001 - a fault of ours in one room must not stop a cleaning
            self._keep(_unread(payload, len(content), content))
            return
        if silent and not inner:
            self._keep(_unread(payload, len(content), content))
        if depth >= limits.NESTING:
            return
        for part in inner:
            start, stop = part.start - payload.start, part.stop - payload.start
            of_it = content[start:stop] if part.content is None else part.content
            self._tell(part, of_it, depth + 1)
        if payload.kind in _WHOLE_FILES:
            self._take_apart(payload, content, depth)

    def _inner(self, reader: Reader, payload: Payload, content: bytes) -> Iterator[Payload]:
        """What a payload holds, each part once, as far as the limits go."""
        if not hasattr(reader, "nested"):
            return
        for part in cast("Holder", reader).nested(payload, content):
            key = (part.kind, part.start, part.stop)
            if part.content is None and key in self._seen:
                continue
            self._seen.add(key)
            self._nested_parts += 1
            self._nested_bytes += _size(part)
            if self._nested_parts > _NESTED_PARTS or self._nested_bytes > _NESTED_BYTES:
                return
            yield part

    def _take_apart(self, payload: Payload, content: bytes, depth: int) -> None:
        """Tell what a hidden picture or film says, where it is of a format we know."""
        source = Source(content)
        try:
            walk = identify(source).walk(source)
        except InputError:
            # That it is there has been told; it is dropped whatever it is.
            return
        for part in walk.payloads:
            self._nested_parts += 1
            self._nested_bytes += _size(part)
            if self._nested_parts > _NESTED_PARTS or self._nested_bytes > _NESTED_BYTES:
                return
            of_it = content[part.start : part.stop] if part.content is None else part.content
            # What is unexplained in a hidden picture adds nothing to its being there.
            if part.kind is not Kind.OPAQUE:
                self._tell(_moved(part, payload, of_it), of_it, depth + 1)

    def _keep(self, finding: Finding) -> None:
        of_one_harm = self.findings[finding.harm]
        if len(of_one_harm) < _OF_ONE_HARM:
            of_one_harm.append(finding)


def _moved(part: Payload, outer: Payload, content: bytes) -> Payload:
    """A payload of a hidden picture, by its place in the file that hides it."""
    label = f"{outer.label}: {part.label}"
    if outer.content is not None:
        return Payload(part.kind, outer.start, outer.stop, label, content)
    start, stop = outer.start + part.start, outer.start + part.stop
    return Payload(part.kind, start, stop, label, part.content)


def _reader(kind: Kind) -> Reader:
    """The room that knows a kind, loaded when it is first needed."""
    reader = _READERS.get(kind)
    if reader is None:
        module = import_module(f"toolkit.metadata.payloads.{_ROOMS[kind]}")
        reader = _READERS[kind] = cast("Reader", module)
    return reader


def _size(payload: Payload) -> int:
    return payload.stop - payload.start if payload.content is None else len(payload.content)


def _unread(payload: Payload, size: int, content: bytes) -> Finding:
    """A part that is told by its place and size alone."""
    code = {Kind.PICTURE: "hidden-picture", Kind.VIDEO: "hidden-video"}.get(
        payload.kind, "unknown-data"
    )
    label = neutral(payload.label)
    text = neutral(content[:_HEAD_BYTES].strip(b"\0"))
    return found(payload, code, label, text, 0, size, label=label, bytes=str(size))
