"""Who is in a group: a list that the server keeps, or one that an administrator signs.

Where the list is the server's word alone, whoever runs the server can add somebody; every member's
phone then hands that somebody its sender key. With signed changes the phones refuse. How messengers
differ here is told by Albrecht, Dowling and Jones (2025) and Rösler, Mainka and Schwenk (2018). The
signature is XEdDSA (rev 1, section 3) over the encoded list; each list names the one before it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from toolkit.errors import RefusedError
from toolkit.messaging import xeddsa

if TYPE_CHECKING:
    from toolkit.messaging.keys import Draw, KeyPair

_FIRST: Final = bytes(32)
_LABEL: Final = b"ParasolLab roster"


@dataclass(frozen=True, slots=True)
class Roster:
    """The members of a group.

    Attributes:
        group: What it is called.
        members: Names of accounts, sorted.
        version: Counts the changes.
        before: SHA-256 of the list before.
        signature: Of an administrator; empty where lists are not signed.
    """

    group: str
    members: tuple[str, ...]
    version: int = 1
    before: bytes = _FIRST
    signature: bytes = b""

    def encode(self) -> bytes:
        """What is signed: every field with its length before it."""
        texts = [self.group, *self.members]
        named = [len(text.encode()).to_bytes(4, "big") + text.encode() for text in texts]
        return _LABEL + self.version.to_bytes(4, "big") + self.before + b"".join(named)

    def digest(self) -> bytes:
        """By which the next list names this one."""
        return sha256(self.encode()).digest()


def changed(roster: Roster, members: tuple[str, ...]) -> Roster:
    """The next list, not signed."""
    return Roster(roster.group, tuple(sorted(set(members))), roster.version + 1, roster.digest())


def signed(roster: Roster, administrator: KeyPair, draw: Draw) -> Roster:
    """A list with the signature of an administrator (XEdDSA rev 1, section 3.3)."""
    signature = xeddsa.sign(administrator, roster.encode(), draw(xeddsa.NONCE_SIZE))
    return replace(roster, signature=signature)


def accept(known: Roster | None, untrusted: Roster, administrator: bytes | None) -> Roster:
    """The list that a phone believes from now on.

    Args:
        known: The list it believed, if any.
        untrusted: What the server says.
        administrator: The identity key whose signature is asked for; `None` in a group where the
            server's word is enough.

    Raises:
        RefusedError: ``"membership-unsigned"``, ``"membership-forged"``, ``"membership-old"``.
    """
    if known == untrusted:
        return untrusted
    if administrator is not None:
        _check_signature(untrusted, administrator)
    if known is not None and (untrusted.version, untrusted.before) != (
        known.version + 1,
        known.digest(),
    ):
        raise RefusedError("membership-old")
    return untrusted


def _check_signature(untrusted: Roster, administrator: bytes) -> None:
    if not untrusted.signature:
        raise RefusedError("membership-unsigned")
    try:
        xeddsa.verify(administrator, untrusted.encode(), untrusted.signature)
    except RefusedError as error:
        raise RefusedError("membership-forged") from error
