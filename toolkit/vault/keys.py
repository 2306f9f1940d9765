"""``key.age``: the identity of a vault, wrapped with a passphrase.

Its content is what `age-keygen` writes, so that ``age -i key.age`` takes it.
"""

from __future__ import annotations

import os
import re
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING, Final

from toolkit.errors import VaultError
from toolkit.vault import age
from toolkit.vault.age import header
from toolkit.vault.age.encoding import unpadded
from toolkit.vault.age.passphrase import WORK_FACTOR, work_factor
from toolkit.vault.disk import Folder, before_name, new_name, told

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

NAME: Final = "key.age"
LARGEST: Final = 8 << 10
FACTOR: Final = WORK_FACTOR

_STANZA: Final = "parasol-keys"
_SECRET: Final = re.compile(rb"^AGE-SECRET-KEY-1[0-9A-Z]+$", re.MULTILINE)


def wrapped(identity: age.X25519Identity, phrase: bytes, factor: int = FACTOR) -> bytes:
    """The content of a key file.

    Args:
        identity: What it holds.
        phrase: What opens it.
        factor: Only tests, which have no secrets, take a lower one.

    Raises:
        VaultError: ``"age-memory"``.
    """
    text = f"# public key: {identity.recipient().text()}\n{identity.text()}\n"
    return age.encrypt(text.encode("ascii"), [age.Passphrase(phrase, factor)])


def unwrapped(content: bytes, phrase: bytes, known: Sequence[str]) -> age.X25519Identity:
    """The identity in a key file.

    Args:
        content: The file's.
        phrase: What should open it.
        known: Digests of the key files that the vault was kept with. They tell a wrong
            passphrase from a damaged file, which look the same to the format itself.

    Raises:
        VaultError: ``"phrase-wrong"``, ``"key-damaged"``, ``"key-other"`` where nothing can tell
            one from the other, ``"age-work-factor"``, ``"age-memory"`` or ``"age-limits"``.
    """
    try:
        text = age.decrypt(content, [age.Passphrase(phrase)])
    except VaultError as error:
        if error.code in {"age-work-factor", "age-memory", "age-limits"}:
            raise
        if error.code != "age-no-match":
            raise VaultError("key-damaged") from error
        if not known:
            raise VaultError("phrase-wrong") from error
        raise VaultError("phrase-wrong" if digest(content) in known else "key-other") from error
    secret = _SECRET.search(text)
    if secret is None:
        raise VaultError("key-damaged")
    return age.X25519Identity.read(secret[0].decode("ascii"))


def unlocked(
    folder: Folder, phrase: bytes, key: Path | None, known: Sequence[str]
) -> tuple[age.X25519Identity, str, bool]:
    """The identity of a vault, the name of the file that held it, and whether that one is weak.

    Args:
        folder: The vault's.
        phrase: What should open it.
        key: A recovery copy elsewhere, if that one is to be opened.
        known: As for `unwrapped`.

    Raises:
        VaultError: ``"key-missing"``, or as `unwrapped`.
    """
    if key is not None:
        with Folder(key.parent) as elsewhere:
            names, contents = [key.name], [elsewhere.read(key.name, LARGEST)]
    else:
        names = [NAME] if folder.has(NAME) else []
        # A change that was interrupted may have left the new one, the old one, or both.
        names = names or [each for each in (new_name(NAME), before_name(NAME)) if folder.has(each)]
        contents = [folder.read(each, LARGEST) for each in names]
    if not names:
        raise VaultError("key-missing")
    trouble: VaultError | None = None
    for name, content in zip(names, contents, strict=True):
        try:
            return unwrapped(content, phrase, known), name, is_weak(content)
        except VaultError as error:
            trouble = error
    raise trouble or VaultError("key-missing")


def at_once() -> None:
    """Nobody wants to stop between the derivation of a key and its first use."""


def is_weak(content: bytes) -> bool:
    """Whether a key file asks a guesser for less work than ours do."""
    return work_factor(header.read(BytesIO(content)).stanzas[0]) < FACTOR


def digest(content: bytes) -> str:
    """By what a vault knows a key file again."""
    return unpadded(sha256(content).digest()).decode("ascii")


def said(known: Sequence[str]) -> header.Stanza:
    """What ``vault.age`` says of its key files, readable by all."""
    return header.Stanza((_STANZA, *known), b"")


def heard(head: header.Header) -> tuple[str, ...]:
    """The digests that a ``vault.age`` names."""
    for stanza in head.stanzas:
        if stanza.kind == _STANZA:
            return stanza.arguments[1:]
    return ()


def destroy(folder: Folder) -> int:
    """Overwrite and remove every key file in a folder, and say how many there were.

    Nothing can be opened with this folder any more. What it cannot reach, `telling` says.

    Raises:
        VaultError: See `disk.told`; as many as possible are gone all the same.
    """
    gone = 0
    trouble: VaultError | None = None
    for name in (NAME, new_name(NAME), before_name(NAME)):
        try:
            _overwrite(folder, name)
            gone += folder.remove(name)
        except VaultError as error:
            trouble = error
    if trouble is not None:
        raise trouble
    return gone


def _overwrite(folder: Folder, name: str) -> None:
    """Write over a file in its place: enough on a plain disk, and none too much."""
    try:
        fd = os.open(name, os.O_WRONLY | os.O_NOFOLLOW | os.O_CLOEXEC, dir_fd=folder.fd)
    except FileNotFoundError:
        return
    except OSError as error:
        raise told(error) from error
    try:
        os.pwrite(fd, os.urandom(min(os.fstat(fd).st_size, LARGEST)), 0)
        os.fsync(fd)
    except OSError as error:
        raise told(error) from error
    finally:
        os.close(fd)
