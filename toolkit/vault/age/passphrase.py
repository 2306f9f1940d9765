"""Files that a passphrase opens: the scrypt recipient.

Source: C2SP age.md, "The scrypt recipient type".
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from toolkit.errors import VaultError
from toolkit.vault.age.encoding import from_unpadded, unpadded
from toolkit.vault.age.header import WRAPPED_BYTES, Stanza

WORK_FACTOR: Final = 18
"""Base two logarithm: 256 MiB and about a second. Always this: a factor that a program measures
by its own speed gets weak, unseen, where the computer was busy."""

HIGHEST_WORK_FACTOR: Final = 18
"""Each step above doubles the memory, and anybody can write any number into a file."""

_KIND: Final = "scrypt"
_LABEL: Final = b"age-encryption.org/v1/scrypt"
_SALT_BYTES: Final = 16
_ZERO: Final = bytes(12)
_NUMBER: Final = re.compile("[1-9][0-9]{0,9}")


@dataclass(frozen=True, slots=True)
class Passphrase:
    """A passphrase, to encrypt with and to open with.

    Attributes:
        content: It, as bytes.
        work_factor: To encrypt with. Only tests, which have no secrets, take a lower one.
    """

    content: bytes = field(repr=False)
    work_factor: int = WORK_FACTOR

    def wrap(self, file_key: bytes) -> Stanza:
        """Wrap the key of a file. It has to be the only one who can open it.

        Raises:
            VaultError: ``"age-memory"``.
        """
        salt = os.urandom(_SALT_BYTES)
        cipher = self._cipher(salt, self.work_factor)
        arguments = (_KIND, unpadded(salt).decode("ascii"), str(self.work_factor))
        return Stanza(arguments, cipher.encrypt(_ZERO, file_key, None))

    def unwrap(self, stanza: Stanza) -> bytes | None:
        """The key of the file, or nothing where the passphrase is another.

        Raises:
            VaultError: ``"age-header"``, ``"age-work-factor"`` or ``"age-memory"``.
        """
        if stanza.kind != _KIND:
            return None
        factor = work_factor(stanza)
        salt = from_unpadded(stanza.arguments[1].encode("ascii"))
        if len(salt) != _SALT_BYTES or len(stanza.body) != WRAPPED_BYTES:
            raise VaultError("age-header")
        try:
            return self._cipher(salt, factor).decrypt(_ZERO, stanza.body, None)
        except InvalidTag:
            return None

    def _cipher(self, salt: bytes, factor: int) -> ChaCha20Poly1305:
        derivation = Scrypt(salt=_LABEL + salt, length=32, n=1 << factor, r=8, p=1)
        try:
            return ChaCha20Poly1305(derivation.derive(self.content))
        except MemoryError as error:
            raise VaultError("age-memory", megabytes=(1 << factor) >> 10) from error


def work_factor(stanza: Stanza) -> int:
    """How much work a stanza asks for, once it is known to be bearable.

    Raises:
        VaultError: ``"age-header"`` or ``"age-work-factor"``.
    """
    if len(stanza.arguments) != 3 or not _NUMBER.fullmatch(stanza.arguments[2]):
        raise VaultError("age-header")
    untrusted_factor = int(stanza.arguments[2])
    if untrusted_factor > HIGHEST_WORK_FACTOR:
        raise VaultError("age-work-factor", factor=untrusted_factor, most=HIGHEST_WORK_FACTOR)
    return untrusted_factor
