r"""The content of ``vault.age`` before it is encrypted: padded, numbered, dated and vouched for.

It is one JSON text, so that a person who opened it with `age` alone can read it:

    (spaces and line ends)
    {"parasol-vault":1,"revision":7,"saved":"2026-11-22T08:00:00Z","mac":["…"],
    "document":{…}}

The padding comes first and brings the whole to 64 KiB, 256 KiB, 1 MiB and so on: the size says
little of what is inside. Anybody who learns the recipient could encrypt to it; the inner MAC says
that the writer had the identity itself. It is over the text without ``"mac":[…],\n`` and padding.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hmac import HMAC
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from toolkit.errors import VaultError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from toolkit.vault.age import X25519Identity

FORMAT: Final = 1
SMALLEST: Final = 64 << 10
LARGEST: Final = 16 << 20
LARGEST_FILE: Final = LARGEST + (1 << 20)
"""With the header and the tags of its blocks."""

MOST_IDENTITIES: Final = 4
"""Beyond one only while a change of the key is not finished, as the disk failed."""

_GROWTH: Final = 4

_HEAD: Final = re.compile(
    rb'\{"parasol-vault":([0-9]{1,9}),"revision":([0-9]{1,18}),"saved":"([0-9TZ:-]{1,32})",'
    rb'"mac":\[("[0-9a-f]{64}"(?:,"[0-9a-f]{64}")*)\],\n"document":'
)
_NEWER: Final = re.compile(rb'\{"parasol-vault":([0-9]{1,9}),')
_TAIL: Final = b"}\n"
_BLANK: Final = b" " * 63 + b"\n"
_LABEL: Final = b"parasol vault 1 mac"


@dataclass(frozen=True, slots=True)
class Sealed:
    """One revision of a vault.

    Attributes:
        document: Its JSON object.
        revision: 1 for the first one that was kept, and one more each time.
        saved: When, in UTC, ISO 8601.
    """

    document: bytes
    revision: int
    saved: str


def seal(content: Sealed, identities: Sequence[X25519Identity]) -> bytes:
    """What to encrypt.

    Args:
        content: It.
        identities: Who vouches for it.

    Raises:
        VaultError: ``"vault-full"``.
    """
    head = _head(content)
    macs = ",".join(f'"{_mac(each, content).finalize().hex()}"' for each in identities)
    parts = (head, f'"mac":[{macs}],\n"document":'.encode(), content.document, _TAIL)
    return padded(b"".join(parts), SMALLEST)


def unseal(text: bytes, identity: X25519Identity) -> Sealed:
    """A revision out of what was decrypted.

    Raises:
        VaultError: ``"vault-newer"``, ``"vault-not-ours"`` where it is no such text, or
            ``"vault-forged"`` where its writer did not have the identity.
    """
    text = text.lstrip(_BLANK)
    newer = _NEWER.match(text)
    if newer and int(newer[1]) > FORMAT:
        raise VaultError("vault-newer", version=int(newer[1]), known=FORMAT)
    head = _HEAD.match(text)
    if head is None or int(head[1]) != FORMAT or not text.endswith(_TAIL):
        raise VaultError("vault-not-ours")
    document = text[head.end() : -len(_TAIL)]
    content = Sealed(document, int(head[2]), head[3].decode("ascii"))
    for each in head[4].split(b","):
        try:
            _mac(identity, content).verify(bytes.fromhex(each[1:-1].decode("ascii")))
        except InvalidSignature:
            continue
        return content
    raise VaultError("vault-forged")


def padded(text: bytes, smallest: int) -> bytes:
    """A text with blanks before it, as long as the next of few sizes.

    Raises:
        VaultError: ``"vault-full"``.
    """
    size = smallest
    while size < len(text):
        size *= _GROWTH
    if size > LARGEST:
        raise VaultError("vault-full", most=LARGEST >> 20)
    missing = size - len(text)
    blanks = _BLANK * (missing // len(_BLANK) + 1)
    return blanks[len(blanks) - missing :] + text


def _head(content: Sealed) -> bytes:
    return (
        f'{{"parasol-vault":{FORMAT},"revision":{content.revision},"saved":"{content.saved}",'
    ).encode("ascii")


def _mac(identity: X25519Identity, content: Sealed) -> HMAC:
    key = HKDF(SHA256(), 32, None, _LABEL).derive(identity.secret)
    made = HMAC(key, SHA256())
    for part in (_head(content), b'"document":', content.document, _TAIL):
        made.update(part)
    return made
