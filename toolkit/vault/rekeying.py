"""Another passphrase, another identity, a recovery copy.

At every moment either the old or the new passphrase opens the vault, whatever stops the work.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from toolkit.errors import VaultError
from toolkit.new_file import write
from toolkit.vault import age, keys
from toolkit.vault.content_file import NAME
from toolkit.vault.disk import before_name
from toolkit.vault.keys import at_once
from toolkit.vault.sealing import MOST_IDENTITIES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from toolkit.vault.store import Vault


def change_passphrase(
    vault: Vault, phrase: bytes, factor: int = keys.FACTOR, proceed: Callable[[], None] = at_once
) -> None:
    """Wrap the same identity with another passphrase.

    Who has a copy of the old ``key.age`` and knows its passphrase can open every revision, past
    and future. Where that may be so, `rotate`.

    Args:
        vault: It.
        phrase: The new one.
        factor: Only tests, which have no secrets, take a lower one.
        proceed: Called once the key is derived, before anything is written; raises to stop.

    Raises:
        VaultError: What the disk says; then the old passphrase still opens it.
    """
    key = keys.wrapped(vault.identity, phrase, factor)
    proceed()
    mine = keys.digest(key)
    vault.write(vault.document, vault.identities, (mine, *vault.known))
    vault.folder.replace(keys.NAME, key, None)
    vault.write(vault.document, (vault.identity,), (mine, *vault.known[2:]))


def rotate(
    vault: Vault, phrase: bytes, factor: int = keys.FACTOR, proceed: Callable[[], None] = at_once
) -> None:
    """Somebody knows the passphrase: a new identity, and everything encrypted anew.

    Keys for letters are new as well; the old ones stay behind them, for letters on their way.
    Recovery copies and copies of the folder made before still open what was kept before.

    Args:
        vault: It.
        phrase: The new one.
        factor: Only tests, which have no secrets, take a lower one.
        proceed: Called once the key is derived, before anything is written; raises to stop.

    Raises:
        VaultError: What the disk says; then the old or the new passphrase opens it.
    """
    fresh = age.X25519Identity.generate()
    key = keys.wrapped(fresh, phrase, factor)
    proceed()
    mine = keys.digest(key)
    if len(vault.identities) >= MOST_IDENTITIES:
        raise VaultError("vault-gone")
    # Until the key file has changed for sure, all identities open what is kept.
    vault.write(vault.document, (*vault.identities, fresh), (mine, *vault.known))
    vault.folder.replace(keys.NAME, key, None)
    document = vault.document
    if document.exchange.identities:
        identities = (age.X25519Identity.generate().text(), *document.exchange.identities)
        exchange = replace(document.exchange, identities=identities)
        document = replace(document, exchange=exchange)
    vault.write(document, (fresh,), (mine,))
    vault.folder.remove(before_name(NAME))


def write_recovery(
    vault: Vault,
    path: Path,
    phrase: bytes,
    factor: int = keys.FACTOR,
    proceed: Callable[[], None] = at_once,
) -> None:
    """Write the identity under a second passphrase, into a file of its own.

    Args:
        vault: It.
        path: Where; best on another stick, in another house. Nothing may be there yet.
        phrase: The second passphrase.
        factor: Only tests, which have no secrets, take a lower one.
        proceed: Called once the key is derived, before anything is written; raises to stop.

    Raises:
        OutputError: It is there, or cannot be written.
        VaultError: What the disk of the vault says; then the copy opens it all the same.
    """
    key = keys.wrapped(vault.identity, phrase, factor)
    proceed()
    write(path, key)
    if not vault.writable:
        return  # only the words for a wrong passphrase are less exact without
    # The same recovery copy again and again would make the list of known ones endless.
    vault.write(vault.document, vault.identities, (*vault.known, keys.digest(key))[:8])
