"""What stands inside an encrypted message: its kind, its timer, its conversation, its body.

The layout is our own. Padding brings the length up to a multiple, so that sizes say less.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from toolkit.errors import RefusedError


class NoteKind(IntEnum):
    """What a note is for."""

    TEXT = 1
    SENDER_KEY = 2
    INVITATION = 3
    RECEIPT = 4
    EPOCH = 5


@dataclass(frozen=True, slots=True)
class Note:
    """A message as its two ends read it.

    Attributes:
        kind: What it is for.
        message: Its number, by which the lab follows its copies.
        timer: Seconds until the apps delete it; 0 for never.
        conversation: With whom, or in which group.
        body: What it says.
    """

    kind: NoteKind
    message: int
    timer: int
    conversation: str
    body: bytes

    def encode(self, multiple: int = 1) -> bytes:
        """As bytes.

        Args:
            multiple: Zeros are added up to a multiple of this.
        """
        numbers = self.message.to_bytes(4, "big") + self.timer.to_bytes(4, "big")
        made = bytes([self.kind]) + numbers + pack(self.conversation.encode(), self.body)
        return made + bytes(-len(made) % max(1, multiple))


def decode(untrusted: bytes) -> Note:
    """A note from bytes; what follows it is padding.

    Raises:
        RefusedError: ``"malformed"``.
    """
    conversation, body = unpack(untrusted[9:], 2)
    try:
        kind = NoteKind(untrusted[0])
        name = conversation.decode()
    except ValueError as error:
        raise RefusedError("malformed") from error
    message, timer = (int.from_bytes(untrusted[at : at + 4], "big") for at in (1, 5))
    return Note(kind, message, timer, name, body)


def pack(*parts: bytes) -> bytes:
    """Parts, each with its length before it."""
    return b"".join(len(part).to_bytes(4, "big") + part for part in parts)


def unpack(untrusted: bytes, count: int) -> list[bytes]:
    """So many parts from the start of some bytes.

    Raises:
        RefusedError: ``"malformed"``.
    """
    parts, at = [], 0
    for _part in range(count):
        end = at + 4 + int.from_bytes(untrusted[at : at + 4], "big")
        if len(untrusted) < max(end, at + 4):
            raise RefusedError("malformed")
        parts.append(untrusted[at + 4 : end])
        at = end
    return parts
