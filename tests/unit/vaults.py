"""Vaults to try things on. Their key is derived with almost no work, as it guards nothing."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from toolkit.vault import age, rekeying, store
from toolkit.vault.document import Document, Note

if TYPE_CHECKING:
    from pathlib import Path

    from toolkit.vault.store import Vault

FACTOR: Final = 1
PHRASE: Final = b"first passphrase"
SECOND: Final = b"second passphrase"

create = partial(store.create, factor=FACTOR)
change_passphrase = partial(rekeying.change_passphrase, factor=FACTOR)
rotate = partial(rekeying.rotate, factor=FACTOR)
write_recovery = partial(rekeying.write_recovery, factor=FACTOR)


def document(text: str) -> Document:
    """A document of one note."""
    return Document(notes=(Note("n1", "A title", text, "2026-11-22", "2026-11-22"),))


def made(folder: Path, *texts: str) -> Path:
    """A closed vault in which each of some texts was kept, one after the other."""
    with create(folder, PHRASE, document(texts[0])) as vault:
        for text in texts[1:]:
            vault.keep(document(text))
    return folder


def text_of(vault: Vault) -> str:
    """The text of the only note."""
    (note,) = vault.document.notes
    return note.text


def codes(vault: Vault) -> set[str]:
    """What the person would be told, but for how little work guards these vaults."""
    return {notice.code for notice in vault.notices} - {"weak-key"}


def with_note(document: Document, text: str) -> Document:
    """The document with another text in its only note."""
    (note,) = document.notes
    return replace(document, notes=(replace(note, text=text),))


def recipient_of(identity: str) -> str:
    """What one gives away so that others can write to an identity."""
    return age.X25519Identity.read(identity).recipient().text()
