"""Asking for passphrases: at the terminal or through a file descriptor, in no other way.

An argument is seen by everybody who lists processes and stays in the shell's history; an
environment variable is seen by every program that is started.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

from toolkit.cli.private_page import read_hidden, show_once, terminal
from toolkit.cli.terminal import page
from toolkit.errors import VaultError
from toolkit.i18n import _
from toolkit.vault.phrases import LONGEST_BYTES, as_bytes, doubts, generate
from toolkit.vault.telling import told_doubt, told_strength

if TYPE_CHECKING:
    import argparse

_TRIES: Final = 3


def arrange_asking(parser: argparse.ArgumentParser) -> None:
    """Add the words for the passphrase of a vault that is there."""
    parser.add_argument(
        "--passphrase-fd",
        type=int,
        metavar=_("NUMBER"),
        help=_("read the passphrase from this file descriptor, one line"),
    )


def arrange_choosing(parser: argparse.ArgumentParser) -> None:
    """Add the words for a new passphrase."""
    parser.add_argument(
        "--own", action="store_true", help=_("choose a passphrase yourself; drawn by chance else")
    )
    parser.add_argument(
        "--new-passphrase-fd",
        type=int,
        metavar=_("NUMBER"),
        help=_("read the new passphrase from this file descriptor, one line"),
    )


def known_phrase(arguments: argparse.Namespace) -> bytes:
    """The passphrase of a vault that is there.

    Raises:
        VaultError: ``"phrase-no-terminal"``, ``"phrase-no-descriptor"``, or as
            `phrases.as_bytes`.
    """
    if arguments.passphrase_fd is not None:
        return as_bytes(_line_of(arguments.passphrase_fd))
    return as_bytes(_typed(_("Passphrase: ")))


def new_phrase(arguments: argparse.Namespace) -> bytes:
    """A new passphrase: drawn by chance and written down, or the person's own.

    Raises:
        VaultError: As `known_phrase`, or ``"phrases-differ"``.
    """
    if arguments.new_passphrase_fd is not None:
        return as_bytes(_line_of(arguments.new_passphrase_fd))
    return _own() if arguments.own else _drawn()


def confirmed(word: str, prompt: str) -> bool:
    """Whether a person typed a word at the terminal.

    Raises:
        VaultError: ``"phrase-no-terminal"``.
    """
    try:
        with terminal() as tty:
            tty.write(prompt)
            tty.flush()
            return tty.readline().strip() == word
    except OSError as error:
        raise VaultError("phrase-no-terminal") from error


def _drawn() -> bytes:
    phrase = generate()
    try:
        with terminal() as tty:
            show_once(
                tty,
                [
                    _("This is the passphrase of your vault:"),
                    "",
                    phrase,
                    "",
                    told_strength(),
                    "",
                    _("Learn it, or write it on paper that nobody finds. It is not shown again."),
                    _("Spaces belong to it. You will be asked to type it."),
                    "",
                ],
            )
    except OSError as error:
        raise VaultError("phrase-no-terminal") from error
    for _attempt in range(_TRIES):
        if _typed(_("The passphrase, as a check: ")) == phrase:
            return as_bytes(phrase)
    raise VaultError("phrases-differ")


def _own() -> bytes:
    first = _typed(_("New passphrase: "))
    phrase = as_bytes(first)
    if _typed(_("The same again: ")) != first:
        raise VaultError("phrases-differ")
    with terminal() as tty:
        for doubt in doubts(first):
            page(tty).paragraph(told_doubt(doubt))
    return phrase


def _typed(prompt: str) -> str:
    try:
        with terminal() as tty:
            return read_hidden(tty, prompt)
    except (OSError, EOFError) as error:
        raise VaultError("phrase-no-terminal") from error


def _line_of(descriptor: int) -> str:
    """One line, and not a byte more: the next passphrase may follow in the same pipe."""
    line = bytearray()
    try:
        while (letter := os.read(descriptor, 1)) not in {b"", b"\n"}:
            line += letter
            if len(line) > LONGEST_BYTES:
                raise VaultError("phrase-too-long", most=LONGEST_BYTES)
    except OSError as error:
        raise VaultError("phrase-no-descriptor", number=descriptor) from error
    try:
        return line.decode()
    except UnicodeDecodeError as error:
        raise VaultError("phrase-unreadable") from error
