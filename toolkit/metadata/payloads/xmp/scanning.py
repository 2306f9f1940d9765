"""Well-known properties in a packet that no parser reads, as a forgiving viewer finds them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from toolkit.metadata.payloads.properties import Node
from toolkit.metadata.payloads.properties.names import SILENT, TOLD

if TYPE_CHECKING:
    from collections.abc import Iterator

# A name, then a value in quotes, or text up to the next tag through lists and items. Every
# repetition is bounded, and none can begin inside another: the time is proportional to the length.
_PROPERTY: Final = re.compile(
    rb"(?<![\w.:-])([A-Za-z][\w.-]{0,30}:[A-Za-z][\w.-]{0,60})"
    rb"(?:\s{0,4}=\s{0,4}[\"']([^\"'<>]{1,2000})[\"']"
    rb"|\s{0,4}>\s{0,8}(?:<rdf:\w{2,11}(?: [^<>]{0,80})?>\s{0,8}){0,4}([^<>\"']{1,2000})<)"
)
_ALIASES: Final = {b"xap": b"xmp", b"xapMM": b"xmpMM", b"xapRights": b"xmpRights"}
_MOST: Final = 5_000


def scan(content: bytes, start: int) -> Iterator[Node]:
    """The properties of `names.TOLD` that can be made out from an offset on."""
    for count, match in enumerate(_PROPERTY.finditer(content, start)):
        if count >= _MOST:
            return
        prefix, _, local = match.group(1).partition(b":")
        name = b":".join((_ALIASES.get(prefix, prefix), local)).decode("utf-8", "replace")
        value = (match.group(2) or match.group(3)).decode("utf-8", "replace").strip()
        if value and name in TOLD and name not in SILENT:
            yield Node(name, value, match.start(), match.end())
