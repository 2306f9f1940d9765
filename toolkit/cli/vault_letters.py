"""What `parasol vault share` does: letters to other people, and theirs to us."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from toolkit.cli.passphrases import known_phrase
from toolkit.cli.private_page import show_once, terminal
from toolkit.cli.terminal import errors, output
from toolkit.cli.vault_opening import opened
from toolkit.errors import VaultError
from toolkit.i18n import _
from toolkit.new_file import write
from toolkit.vault import letters
from toolkit.vault.parts import NAMES, entry, part
from toolkit.vault.readable import as_text, shown
from toolkit.vault.telling import LETTERS

if TYPE_CHECKING:
    import argparse

    from toolkit.vault.store import Vault

_STDIN: Final = "-"


def share(arguments: argparse.Namespace) -> int:
    """Show the own recipient, write a letter, or open one."""
    content = b"" if arguments.file is None else _content(arguments.file)
    with opened(arguments, known_phrase(arguments)) as vault:
        if arguments.mine:
            return _mine(vault)
        if arguments.to:
            return _write(vault, arguments)
        text = letters.read(content, vault.document)
        if arguments.keep:
            vault.keep(letters.with_letter(vault.document, text))
    if output().live:
        with terminal() as tty:
            show_once(tty, [shown(text)])
    else:
        sys.stdout.write(text)
    errors().paragraph(_(LETTERS[0]))
    return 0


def _mine(vault: Vault) -> int:
    document = letters.with_key(vault.document)
    if document is not vault.document:
        vault.keep(document)
    output().line(letters.own_recipient(document))
    for text in LETTERS:
        errors().paragraph(_(text))
    return 0


def _write(vault: Vault, arguments: argparse.Namespace) -> int:
    people = {each.name: each.recipient for each in vault.document.exchange.people}
    whole = vault.document
    chosen = (
        part(whole, arguments.what) if arguments.what in NAMES else entry(whole, arguments.what)
    )
    # Whom somebody writes to is nobody else's business.
    chosen = replace(chosen, exchange=type(chosen.exchange)())
    if chosen == type(chosen)():
        raise VaultError("letter-nothing")
    letter = letters.write(as_text(chosen), [people.get(each, each) for each in arguments.to])
    if arguments.output is None:
        sys.stdout.write(letter.decode("ascii"))
        return 0
    write(arguments.output, letter)
    return 0


def _content(path: str) -> bytes:
    try:
        if path == _STDIN:
            return sys.stdin.buffer.read(letters.LARGEST + 1)
        with Path(path).open("rb") as file:
            return file.read(letters.LARGEST + 1)
    except OSError as error:
        raise VaultError("text-unreadable") from error
