"""JSON and CBOR as properties."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from toolkit.errors import DamagedError, LimitError
from toolkit.metadata import limits
from toolkit.metadata.payloads.jumbf.cbor import decode
from toolkit.metadata.payloads.properties import Node

if TYPE_CHECKING:
    from toolkit.metadata.payloads.jumbf.boxes import Box
    from toolkit.metadata.payloads.jumbf.cbor import Value

_DEPTH: Final = 32
_NODES: Final = 100_000
_HEX_BYTES: Final = 64

# Assertions in JSON have some kilobytes; ten megabytes of numbers take half a gigabyte as objects.
_JSON_BYTES: Final = limits.MEBIBYTE


def value_of(content: bytes, box: Box) -> Value:
    """What a `cbor` or `json` box holds.

    Raises:
        DamagedError: It is not what it says.
        LimitError: It nests too deep or has too many items.
    """
    data = content[box.start : box.stop]
    if box.kind == b"cbor":
        return decode(data)
    if len(data) > _JSON_BYTES:
        raise LimitError("too-many-parts", limit=_JSON_BYTES)
    try:
        value: Value = json.loads(data.decode("utf-8", "replace").strip("\0"))
    except (ValueError, RecursionError) as error:
        raise DamagedError("damaged", offset=box.start, part="JSON") from error
    return value


def node_of(value: Value, name: str, box: Box) -> Node:
    """A value as a property, all of it placed at the box."""
    root = Node(name, "", box.start, box.stop)
    waiting: list[tuple[Node, Value, int]] = [(root, value, 0)]
    count = 0
    while waiting and count < _NODES:
        node, held, depth = waiting.pop()
        if depth > _DEPTH:
            continue
        if isinstance(held, dict):
            # JSON-LD's own words begin with an at sign.
            named = [(key, part) for key, part in held.items() if not key.startswith("@")]
        elif isinstance(held, list):
            named = [("", part) for part in held]
        else:
            node.value = _text(held)
            continue
        for key, part in named[: _NODES - count]:
            child = Node(key, "", box.start, box.stop)
            node.parts.append(child)
            waiting.append((child, part, depth + 1))
        count += len(named)
    return root


def _text(value: str | bytes | int | float | None) -> str:  # noqa: PYI041 - bit_length is int's
    if isinstance(value, bytes):
        return value.hex() if len(value) <= _HEX_BYTES else f"{len(value)} bytes"
    # A number of thousands of digits takes time quadratic in its length to write.
    if isinstance(value, int) and value.bit_length() > 256:
        return "?"
    return "" if value is None else str(value)
