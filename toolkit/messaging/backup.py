"""Backups: a copy of the history under a PIN, or under a key of 64 characters.

The key is made from a PIN by Argon2id (RFC 9106, section 3.1), with less memory than section 4
recommends, for a lesson: what a guess costs is measured and not claimed. From a recovery key it is
made by HKDF alone, as 64 of 36 letters and digits are more than 256 bits. The content is under
ChaCha20-Poly1305 (RFC 8439 section 2.8). A server that counts tries, as some messengers have, is
not here: this is what somebody can do who has the file.
"""

from __future__ import annotations

from dataclasses import dataclass
from time import perf_counter
from typing import TYPE_CHECKING, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from toolkit.errors import RefusedError
from toolkit.messaging.kdf import derive
from toolkit.messaging.notes import pack, unpack

if TYPE_CHECKING:
    from collections.abc import Iterable

    from toolkit.messaging.keys import Draw

ALPHABET: Final = "abcdefghijklmnopqrstuvwxyz0123456789"
RECOVERY_LENGTH: Final = 64
_SALT: Final = 16
_NONCE: Final = bytes(12)
"""A key is used for one backup only, as its salt is drawn anew."""
_LABEL: Final = b"ParasolLab backup"


@dataclass(frozen=True, slots=True)
class Cost:
    """The parameters of Argon2id (RFC 9106 section 3.1).

    Attributes:
        memory_kib: m.
        passes: t.
        lanes: p.
    """

    memory_kib: int = 8 * 1024
    passes: int = 1
    lanes: int = 1


@dataclass(frozen=True, slots=True)
class Backup:
    """The file, as whoever stores it has it.

    Attributes:
        salt: Drawn for this file.
        cost: Of Argon2id; `None` where a recovery key is used.
        content: Encrypted.
    """

    salt: bytes
    cost: Cost | None
    content: bytes


def recovery_key(draw: Draw) -> str:
    """64 letters and digits, drawn evenly."""
    taken = ""
    while len(taken) < RECOVERY_LENGTH:
        # 252 is the largest multiple of 36 in a byte; what is above would favour some letters.
        taken += "".join(ALPHABET[byte % 36] for byte in draw(RECOVERY_LENGTH) if byte < 252)
    return taken[:RECOVERY_LENGTH]


def with_pin(content: bytes, pin: str, draw: Draw, cost: Cost | None = None) -> Backup:
    """A backup under a PIN.

    Args:
        content: What to keep.
        pin: Digits, or any words.
        draw: For the salt.
        cost: Of each guess; the lab's own unless given.
    """
    cost = cost or Cost()
    salt = draw(_SALT)
    return Backup(salt, cost, _sealed(_from_pin(pin, salt, cost), content))


def with_key(content: bytes, key: str, draw: Draw) -> Backup:
    """A backup under a recovery key.

    Args:
        content: What to keep.
        key: From `recovery_key`.
        draw: For the salt.

    Raises:
        RefusedError: ``"recovery-key-wrong"``.
    """
    salt = draw(_SALT)
    return Backup(salt, None, _sealed(_from_key(key, salt), content))


def restore(backup: Backup, secret: str) -> bytes:
    """What is in a backup.

    Args:
        backup: It.
        secret: The PIN or the recovery key.

    Raises:
        RefusedError: ``"backup-closed"`` or ``"recovery-key-wrong"``.
    """
    if backup.cost is None:
        key = _from_key(secret, backup.salt)
    else:
        key = _from_pin(secret, backup.salt, backup.cost)
    try:
        return ChaCha20Poly1305(key).decrypt(_NONCE, backup.content, None)
    except InvalidTag as error:
        raise RefusedError("backup-closed") from error


def packed(texts: Iterable[tuple[str, str]]) -> bytes:
    """A history as a backup holds it, from who wrote what."""
    return b"".join(pack(author.encode(), text.encode()) for author, text in texts)


def texts(content: bytes) -> tuple[tuple[str, bytes], ...]:
    """Who wrote what, from what was in a backup.

    Raises:
        RefusedError: ``"malformed"``.
    """
    found = []
    while content:
        author, text = unpack(content, 2)
        found.append((author.decode(errors="replace"), text))
        content = content[8 + len(author) + len(text) :]
    return tuple(found)


def guess(backup: Backup, candidates: Iterable[str]) -> tuple[str | None, int]:
    """Try one after another, as a thief of the file would.

    Args:
        backup: The file.
        candidates: What to try; stop giving them to stop.

    Returns:
        What opened it, or `None`; and how many were tried.
    """
    tried = 0
    for tried, candidate in enumerate(candidates, 1):
        try:
            restore(backup, candidate)
        except RefusedError:
            continue
        return candidate, tried
    return None, tried


def seconds_per_guess(backup: Backup, samples: int = 3) -> float:
    """What one guess costs on this computer, measured.

    Args:
        backup: The file.
        samples: How many guesses to measure.
    """
    wrong = "-" * RECOVERY_LENGTH
    begun = perf_counter()
    guess(backup, [wrong] * samples)
    return (perf_counter() - begun) / samples


def space(backup: Backup, digits: int) -> int:
    """How many secrets there are to try.

    Args:
        backup: The file.
        digits: How many digits its PIN has, where it has one.
    """
    return int(10**digits) if backup.cost is not None else len(ALPHABET) ** RECOVERY_LENGTH


def _from_pin(pin: str, salt: bytes, cost: Cost) -> bytes:
    return Argon2id(
        salt=salt,
        length=32,
        iterations=cost.passes,
        lanes=cost.lanes,
        memory_cost=cost.memory_kib,
    ).derive(pin.encode())


def _from_key(key: str, salt: bytes) -> bytes:
    if len(key) != RECOVERY_LENGTH:
        raise RefusedError("recovery-key-wrong", length=RECOVERY_LENGTH)
    return derive(key.encode(), _LABEL, 32, salt)


def _sealed(key: bytes, content: bytes) -> bytes:
    return ChaCha20Poly1305(key).encrypt(_NONCE, content, None)
