"""What `parasol vault` does with keys: another passphrase, another key, none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from toolkit.cli.passphrases import confirmed, known_phrase, new_phrase
from toolkit.cli.terminal import errors, output
from toolkit.cli.vault_opening import opened, waited
from toolkit.errors import VaultError
from toolkit.i18n import _
from toolkit.vault import keys, rekeying
from toolkit.vault.disk import Folder
from toolkit.vault.telling import AFTER_NEW_PASSPHRASE, AFTER_ROTATION, BEFORE_ERASING, RECOVERY

if TYPE_CHECKING:
    import argparse

_WORD: Final = "destroy"


def change(arguments: argparse.Namespace) -> int:
    """Change the passphrase, or write a recovery copy."""
    with opened(arguments, known_phrase(arguments)) as vault:
        phrase = new_phrase(arguments)
        if arguments.recovery is not None:
            waited(lambda: rekeying.write_recovery(vault, arguments.recovery, phrase))
        else:
            waited(lambda: rekeying.change_passphrase(vault, phrase))
    _tell(RECOVERY if arguments.recovery is not None else AFTER_NEW_PASSPHRASE)
    return 0


def rotate(arguments: argparse.Namespace) -> int:
    """Give the vault a new key, as somebody knows the passphrase."""
    with opened(arguments, known_phrase(arguments)) as vault:
        phrase = new_phrase(arguments)
        waited(lambda: rekeying.rotate(vault, phrase))
    _tell(AFTER_ROTATION)
    return 0


def destroy(arguments: argparse.Namespace) -> int:
    """Destroy the key files of a folder, once the person has read what that means."""
    page = errors()
    with Folder(arguments.folder) as folder:
        if not folder.has(keys.NAME) and not arguments.understood:
            raise VaultError("key-missing")
        for text in BEFORE_ERASING:
            page.paragraph(_(text))
        prompt = _("Type {word} to destroy the key, anything else to leave it: ").format(word=_WORD)
        if not arguments.understood and not confirmed(_WORD, prompt):
            page.paragraph(_("Nothing was changed."))
            return 1
        gone = keys.destroy(folder)
    if not gone:
        raise VaultError("key-missing")
    output().paragraph(_("The key in this folder is destroyed. Copies elsewhere are not."))
    return 0


def _tell(texts: tuple[str, ...]) -> None:
    for text in texts:
        output().paragraph(_(text))
