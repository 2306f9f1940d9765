"""``vault.age``: found, read and decrypted, with damage told for what it is."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Final

from toolkit.errors import VaultError
from toolkit.vault import age, sealing
from toolkit.vault.age import header
from toolkit.vault.disk import before_name, new_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from toolkit.vault.disk import Folder

NAME: Final = "vault.age"


@dataclass(frozen=True, slots=True)
class Found:
    """A file that may be the content of a vault: its name and its bytes."""

    name: str
    raw: bytes


def found(folder: Folder, name: str) -> tuple[str, ...]:
    """Which of a file's generations there are: itself, a newer one on its way, the one before."""
    return tuple(each for each in (name, new_name(name), before_name(name)) if folder.has(each))


def head_of(raw: bytes) -> header.Header:
    """What stands before the content, not yet proven.

    Raises:
        VaultError: ``"vault-head-damaged"`` or ``"age-limits"``.
    """
    try:
        return header.read(BytesIO(raw))
    except VaultError as error:
        if error.code == "age-limits":
            raise
        raise VaultError("vault-head-damaged") from error


def decrypted(files: Sequence[Found], identity: age.X25519Identity) -> tuple[Found, sealing.Sealed]:
    """The newest of some files that opens, and what it holds.

    Args:
        files: One, or several where a change was interrupted.
        identity: The vault's.

    Raises:
        VaultError: ``"vault-other-key"``, ``"vault-head-damaged"``, ``"vault-damaged"`` with the
            block, ``"vault-cut-off"``, or those of `sealing.unseal`: what is wrong with the first.
    """
    opened: list[tuple[Found, sealing.Sealed]] = []
    trouble: VaultError | None = None
    for file in files:
        try:
            opened.append((file, _decrypted(file.raw, identity)))
        except VaultError as error:
            trouble = trouble or error
    if not opened and trouble is not None:
        raise trouble
    return max(opened, key=lambda each: each[1].revision)


def _decrypted(raw: bytes, identity: age.X25519Identity) -> sealing.Sealed:
    try:
        text = b"".join(age.decrypt_from(BytesIO(raw), [identity]))
    except VaultError as error:
        if error.code == "age-block":
            raise VaultError("vault-damaged", block=error.facts["block"]) from error
        if error.code == "age-cut-off":
            raise VaultError("vault-cut-off") from error
        if error.code == "age-no-match":
            raise VaultError("vault-other-key") from error
        raise VaultError("vault-head-damaged") from error
    return sealing.unseal(text, identity)
