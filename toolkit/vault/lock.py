"""Only one program writes to a vault, and a vault that went back in time is noticed.

The file ``vault.lock`` is empty of meaning for everybody else: it holds the number and time of the
last revision, encrypted with a key that follows from the vault's own.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from toolkit.errors import VaultError
from toolkit.vault.disk import PERMISSIONS

if TYPE_CHECKING:
    from toolkit.vault.age import X25519Identity
    from toolkit.vault.disk import Folder

NAME: Final = "vault.lock"
_LABEL: Final = b"parasol vault 1 seen"
_NONCE_BYTES: Final = 12
_TIME_BYTES: Final = 20
_RECORD_BYTES: Final = _NONCE_BYTES + 8 + _TIME_BYTES + 16
_READ_ONLY: Final = {errno.EROFS, errno.EACCES, errno.EPERM}


@dataclass(frozen=True, slots=True)
class Seen:
    """The last revision that was kept here, as far as this folder knows."""

    revision: int
    saved: str


class Lock:
    """A vault held for this program alone; it falls by itself when the program ends.

    Args:
        folder: The vault's.

    Attributes:
        held: Whether the folder knows locks at all. Some network folders do not.
        writable: Whether anything can be kept here.

    Raises:
        VaultError: ``"vault-in-use"`` or ``"vault-unreadable"``.
    """

    def __init__(self, folder: Folder) -> None:
        self.writable = True
        flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
        try:
            self._fd = os.open(NAME, flags, PERMISSIONS, dir_fd=folder.fd)
        except OSError as error:
            if error.errno not in _READ_ONLY:
                raise VaultError("vault-unreadable") from error
            self.writable = False
            self._fd = os.open(".", os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC, dir_fd=folder.fd)
        try:
            fcntl.flock(self._fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
            self.held = True
        except BlockingIOError as error:
            os.close(self._fd)
            raise VaultError("vault-in-use") from error
        except OSError:
            self.held = False

    def close(self) -> None:
        """Let others have the vault."""
        if self._fd >= 0:
            os.close(self._fd)
            self._fd = -1

    def seen(self, identity: X25519Identity) -> Seen | None:
        """The last revision, or nothing where the file does not say."""
        if not self.writable:
            return None
        try:
            record = os.pread(self._fd, _RECORD_BYTES, 0)
            text = _cipher(identity).decrypt(record[:_NONCE_BYTES], record[_NONCE_BYTES:], None)
        except (OSError, InvalidTag, ValueError):
            return None
        return Seen(int.from_bytes(text[:8], "big"), text[8:].decode("ascii"))

    def note(self, identity: X25519Identity, seen: Seen) -> None:
        """Write down the last revision. If that fails, only a warning is lost."""
        nonce = os.urandom(_NONCE_BYTES)
        text = seen.revision.to_bytes(8, "big") + seen.saved.encode("ascii").ljust(_TIME_BYTES)
        record = nonce + _cipher(identity).encrypt(nonce, text, None)
        with contextlib.suppress(OSError):
            os.pwrite(self._fd, record, 0)


def _cipher(identity: X25519Identity) -> ChaCha20Poly1305:
    return ChaCha20Poly1305(HKDF(SHA256(), 32, None, _LABEL).derive(identity.secret))
