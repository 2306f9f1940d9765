"""A seal over the sender: the server reads for whom a message is, and not from whom.

What would stand on the envelope (who writes, in which group) is encrypted to the identity key of
the receiver, see `boxes`. There is no standard. Signal's sealed sender (known from its open
clients) does it in two layers, with a certificate for the sender; here the session inside tells who
really wrote. The server of this lab keeps the lists of members all the same; Signal's has them
encrypted. What no seal hides: the line on which a message came has an address that a server could
note. And the seal does not turn as the ratchet does: whoever gets the identity key later opens the
seals of all that was recorded.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cryptography.exceptions import InvalidTag

from toolkit.errors import RefusedError
from toolkit.messaging import boxes
from toolkit.messaging.notes import pack, unpack

if TYPE_CHECKING:
    from toolkit.messaging.keys import Draw, KeyPair

_LABEL: Final = b"ParasolLab sealed sender"


@dataclass(frozen=True, slots=True)
class Unsealed:
    """What the receiver finds under the seal.

    Attributes:
        sender: The phone that claims to have written; the session inside shows whether it did.
        group: In which group; empty for a pair.
        content: The message.
    """

    sender: str
    group: str
    content: bytes


def seal(to: bytes, unsealed: Unsealed, draw: Draw) -> bytes:
    """Put a message under the seal.

    Args:
        to: The identity key of the receiver, 32 bytes.
        unsealed: The message, and from whom.
        draw: For a key pair that is made for once.

    Raises:
        RefusedError: ``"bad-length"`` or ``"low-order-key"``.
    """
    names = (unsealed.sender.encode(), unsealed.group.encode())
    return boxes.lock(to, _LABEL, pack(*names, unsealed.content), draw)


def open_seal(own: KeyPair, untrusted: bytes) -> Unsealed:
    """What is under the seal.

    Raises:
        RefusedError: ``"seal-closed"``, ``"malformed"``, ``"bad-length"``, ``"low-order-key"``.
    """
    try:
        sender, group, content = unpack(boxes.unlock(own, _LABEL, untrusted), 3)
        return Unsealed(sender.decode(), group.decode(), content)
    except InvalidTag as error:
        raise RefusedError("seal-closed") from error
    except UnicodeDecodeError as error:
        raise RefusedError("malformed") from error
