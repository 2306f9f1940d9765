"""The age format, version 1: files that well-known programs can open without us.

Written after C2SP age.md (age-encryption.org/v1). Recipients are passphrases, X25519 keys, and the
hybrid keys of newer programs. Files for several people do not say who they are for, nor who wrote
them: anybody who has a recipient can write to it.

What it does not do: no plugins, no keys of SSH, no choosing of the work factor by the machine.
Nothing of a file that was changed is given to whoever calls `decrypt`.
"""

from __future__ import annotations

import os
from io import BytesIO
from typing import TYPE_CHECKING

from toolkit.errors import VaultError
from toolkit.vault.age import armor, header, stream
from toolkit.vault.age.hybrid import PREFIX as HYBRID_PREFIX
from toolkit.vault.age.hybrid import HybridIdentity, HybridRecipient
from toolkit.vault.age.passphrase import Passphrase
from toolkit.vault.age.x25519 import X25519Identity, X25519Recipient

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import BinaryIO

    from toolkit.vault.age.header import Identity, Recipient, Stanza

__all__ = [
    "HybridIdentity",
    "HybridRecipient",
    "Passphrase",
    "X25519Identity",
    "X25519Recipient",
    "decrypt",
    "decrypt_from",
    "encrypt",
    "encrypt_pieces",
    "recipient",
]


def encrypt(content: bytes, to: Sequence[Recipient], said: Sequence[Stanza] = ()) -> bytes:
    """An age file that holds some content.

    Args:
        content: What only they should read.
        to: Who can open it; a passphrase stands alone.
        said: Stanzas that are for nobody, readable by all, and that nobody can change.
    """
    return b"".join(encrypt_pieces([content], to, said))


def encrypt_pieces(
    pieces: Iterable[bytes], to: Sequence[Recipient], said: Sequence[Stanza] = ()
) -> Iterator[bytes]:
    """As `encrypt`, for content that comes in pieces and may be larger than memory."""
    file_key = os.urandom(header.FILE_KEY_BYTES)
    yield header.written([*(each.wrap(file_key) for each in to), *said], file_key)
    yield from stream.sealed(pieces, file_key)


def decrypt(content: bytes, identities: Sequence[Identity]) -> bytes:
    """What an age file holds, armored or not: all of it, or nothing.

    Raises:
        VaultError: As `decrypt_from`, or ``"age-armor"``.
    """
    if armor.is_armored(content):
        content = armor.unarmored(content)
    return b"".join(decrypt_from(BytesIO(content), identities))


def decrypt_from(file: BinaryIO, identities: Sequence[Identity]) -> Iterator[bytes]:
    """What an age file holds, block by block; see `stream.opened` for what may be made of it.

    Raises:
        VaultError: ``"age-no-match"`` where none of the identities opens it; ``"age-header"``,
            ``"age-version"``, ``"age-limits"``, ``"age-work-factor"`` or ``"age-memory"`` for
            what stands before; ``"age-mac"``, ``"age-block"`` or ``"age-cut-off"`` where the file
            was opened and is damaged.
    """
    head = header.read(file)
    file_key = _file_key(head.stanzas, identities)
    head.verify(file_key)
    yield from stream.opened(file, file_key)


def recipient(untrusted_text: str) -> X25519Recipient | HybridRecipient:
    """Somebody to encrypt to, as people pass it on.

    Raises:
        VaultError: ``"age-key-text"``.
    """
    text = untrusted_text.strip()
    kind = HybridRecipient if text.startswith(f"{HYBRID_PREFIX}1") else X25519Recipient
    return kind.read(text)


def _file_key(stanzas: Sequence[Stanza], identities: Sequence[Identity]) -> bytes:
    for stanza in stanzas:
        for identity in identities:
            key = identity.unwrap(stanza)
            if key is not None:
                return key
    raise VaultError("age-no-match")
