"""Letters: a plan or a note for other people, as age files that any program of theirs opens.

A letter does not say who wrote it: anybody who has a recipient can write to it. It does not say
for whom it is either, only for how many.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from toolkit.errors import VaultError
from toolkit.i18n import _
from toolkit.vault import age
from toolkit.vault.age.armor import armored
from toolkit.vault.age.header import MOST_STANZAS
from toolkit.vault.document import Document
from toolkit.vault.merging import merge
from toolkit.vault.notes import new_note, with_note
from toolkit.vault.readable import from_text, shown
from toolkit.vault.sealing import padded

if TYPE_CHECKING:
    from collections.abc import Sequence

LARGEST: Final = 32 << 20
_SMALLEST: Final = 4 << 10
_BLANK: Final = " \n"


def with_key(document: Document) -> Document:
    """The document with a key for letters, which is made where there is none."""
    if document.exchange.identities:
        return document
    identities = (age.X25519Identity.generate().text(),)
    return replace(document, exchange=replace(document.exchange, identities=identities))


def own_recipient(document: Document) -> str:
    """What to give to those who should write: ``age1…``. The document has a key.

    Raises:
        VaultError: ``"document-malformed"``.
    """
    return _identities(document)[0].recipient().text()


def write(text: str, to: Sequence[str]) -> bytes:
    """A letter: an armored age file, of one of few sizes.

    Args:
        text: What only they should read.
        to: Recipients, as people pass them on.

    Raises:
        VaultError: ``"age-key-text"`` with the number of the recipient, ``"letter-too-many"``, or
            ``"vault-full"``.
    """
    if not 0 < len(to) <= MOST_STANZAS:
        raise VaultError("letter-too-many", most=MOST_STANZAS)
    return armored(age.encrypt(padded(text.encode(), _SMALLEST), list(map(age.recipient, to))))


def read(content: bytes, document: Document) -> str:
    """What somebody wrote to us.

    Raises:
        VaultError: Those of `age.decrypt`; ``"letter-too-large"``; ``"letter-no-text"``.
    """
    if len(content) > LARGEST:
        raise VaultError("letter-too-large", most=LARGEST >> 20)
    try:
        text = age.decrypt(content, _identities(document)).decode()
    except UnicodeDecodeError as error:
        raise VaultError("letter-no-text") from error
    return text.lstrip(_BLANK)


def with_letter(document: Document, text: str) -> Document:
    """The document with what somebody wrote: the notes, incidents and plan of an export; or a note.

    Anybody can write a letter. So it sets nothing, names nobody, and says nothing of what is done.
    Where its plan is not taken, as there is one, all of it becomes a note.

    Args:
        document: What is kept.
        text: What `read` gave.
    """
    try:
        sent = from_text(text)
    except VaultError:
        sent = Document()
    sent = Document(plan=sent.plan, notes=sent.notes, incidents=sent.incidents)
    merged = merge(document, sent)
    if sent != Document() and not merged.left:
        return merged.document
    return with_note(document, new_note(_("A letter"), shown(text)))


def _identities(document: Document) -> list[age.X25519Identity]:
    try:
        return [age.X25519Identity.read(each) for each in document.exchange.identities]
    except VaultError as error:
        raise VaultError("document-malformed", field="exchange.identities") from error
