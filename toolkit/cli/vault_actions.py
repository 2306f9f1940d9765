"""What `parasol vault` does with the content of a vault."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from toolkit.cli import vault_incidents, vault_keys, vault_letters
from toolkit.cli.passphrases import confirmed, known_phrase, new_phrase
from toolkit.cli.private_page import show_once, terminal
from toolkit.cli.telling import shown_path
from toolkit.cli.terminal import errors, output
from toolkit.cli.vault_opening import opened, tell_notices, waited
from toolkit.errors import VaultError
from toolkit.i18n import _, ngettext
from toolkit.new_file import write
from toolkit.vault import places, store
from toolkit.vault.document import Note
from toolkit.vault.merging import merge
from toolkit.vault.notes import note_of, with_note
from toolkit.vault.parts import part, without
from toolkit.vault.readable import LARGEST, as_text, from_text
from toolkit.vault.telling import (
    BEFORE_MAKING,
    COMPARTMENTS,
    PLAIN_TEXT,
    THE_LAW,
    told_after_forgetting,
)

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

STDIN: Final = "-"
_FORGET: Final = "forget"


def create(arguments: argparse.Namespace) -> int:
    """Make a vault, and say what it is and is not."""
    page = errors()
    beside = places.beside_program()
    path = arguments.folder or (places.free(beside) if beside else None)
    if path is None:
        page.paragraph(_("Say in which folder: parasol vault create FOLDER"))
        return 2
    if places.is_vault(path):
        raise VaultError("vault-exists")
    for text in BEFORE_MAKING:
        page.paragraph(_(text))
    phrase = new_phrase(arguments)
    vault = waited(lambda: store.create(path, phrase))
    with vault:
        output().paragraph(_("There is a vault in {path}.").format(path=shown_path(str(path))))
        tell_notices(vault)
    if len(places.vaults(path.parent)) > 1:
        for text in COMPARTMENTS:
            page.paragraph(_(text))
    return 0


def look(arguments: argparse.Namespace) -> int:
    """Open a vault, and say what is in it, in numbers."""
    with opened(arguments, known_phrase(arguments)) as vault:
        document = vault.document
        page = output()
        page.columns(
            [
                (_("Vault"), shown_path(str(vault.folder.path))),
                (
                    _("Kept last"),
                    _("{saved}, number {revision}").format(
                        saved=vault.saved, revision=vault.revision
                    ),
                ),
                (_("Plan"), document.plan.made if document.plan else _("none")),
                (_("Notes"), str(len(document.notes))),
                (_("Incidents"), str(len(document.incidents))),
                (_("Progress"), str(len(document.progress))),
                (_("Settings"), str(len(document.settings))),
            ]
        )
    return 0


def show(arguments: argparse.Namespace) -> int:
    """Show what is kept: where there is a terminal, so that its scrollback keeps nothing."""
    with opened(arguments, known_phrase(arguments)) as vault:
        text = as_text(part(vault.document, arguments.what))
    if not output().live:
        sys.stdout.write(text)
        return 0
    with terminal() as tty:
        show_once(tty, [text])
    return 0


def export(arguments: argparse.Namespace) -> int:
    """Write what is kept as text."""
    with opened(arguments, known_phrase(arguments)) as vault:
        text = as_text(part(vault.document, arguments.what))
    errors().paragraph(_(PLAIN_TEXT))
    if arguments.output is None:
        sys.stdout.write(text)
        return 0
    write(arguments.output, text.encode())
    return 0


def bring(arguments: argparse.Namespace) -> int:
    """Bring in a text: an export, or a note."""
    text = _read(arguments.file)
    given = note_of(text) if arguments.as_note else from_text(text)
    with opened(arguments, known_phrase(arguments)) as vault:
        if isinstance(given, Note):
            vault.keep(with_note(vault.document, given))
            added, left = 1, 0
        else:
            merged = merge(vault.document, given)
            vault.keep(merged.document)
            added, left = merged.added, merged.left
    page = output()
    page.paragraph(
        ngettext("{count} thing came in.", "{count} things came in.", added).format(count=added)
    )
    if left:
        told = ngettext(
            "{count} thing did not: the vault has another in its place.",
            "{count} things did not: the vault has others in their place.",
            left,
        )
        page.paragraph(told.format(count=left))
    if arguments.file != STDIN:
        page.paragraph(_("The text is still there as well: {why}").format(why=_(PLAIN_TEXT)))
    return 0


def forget(arguments: argparse.Namespace) -> int:
    """Take something out of the vault, once the person has read what that can mean."""
    errors().paragraph(_(THE_LAW))
    prompt = _("Type {word} to forget it, anything else to leave it: ").format(word=_FORGET)
    if not arguments.understood and not confirmed(_FORGET, prompt):
        errors().paragraph(_("Nothing was changed."))
        return 1
    with opened(arguments, known_phrase(arguments)) as vault:
        left = without(vault.document, arguments.what)
        if left == vault.document:
            raise VaultError("vault-nothing-of-it")
        vault.keep(left)
        output().paragraph(told_after_forgetting(vault.notices))
    return 0


def _read(path: str) -> str:
    try:
        if path == STDIN:
            text = sys.stdin.read(LARGEST + 1)
        else:
            with Path(path).open(encoding="utf-8") as file:
                text = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        raise VaultError("text-unreadable") from error
    if len(text) > LARGEST:
        raise VaultError("text-too-large", most=LARGEST >> 20)
    return text


ACTIONS: Final[dict[str, Callable[[argparse.Namespace], int]]] = {
    "create": create,
    "open": look,
    "show": show,
    "export": export,
    "import": bring,
    "passwd": vault_keys.change,
    "rotate": vault_keys.rotate,
    "destroy": vault_keys.destroy,
    "share": vault_letters.share,
    "incident": vault_incidents.incident,
    "forget": forget,
}
"""By the word of the command line."""
