"""What we write, others open, and what they write, we open: `age` from Debian, and pyrage."""

from __future__ import annotations

import os
import shutil
import subprocess
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest

from tests.e2e.terminal import Bare, Place
from toolkit.errors import VaultError
from toolkit.vault import age, letters, store
from toolkit.vault.age import armor, header
from toolkit.vault.age.passphrase import HIGHEST_WORK_FACTOR
from toolkit.vault.document import Document, Exchange, Note

if TYPE_CHECKING:
    from pathlib import Path

PHRASE = "ein Satz, wie ihn keiner sagt: ünïcödé"
SIZES = [0, 1, (64 << 10) - 1, 64 << 10, (64 << 10) + 1, 300_000]

needs_age = pytest.mark.skipif(shutil.which("age") is None, reason="age is not installed")


@pytest.fixture
def pyrage() -> Any:
    return pytest.importorskip("pyrage", reason="pyrage is not installed")


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place.made_in(tmp_path)


def run(*words: str, given: bytes = b"") -> bytes:
    return subprocess.run(words, input=given, capture_output=True, check=True).stdout


def asked(place: Place, *words: str) -> int:
    """Run a program that asks for a passphrase at its terminal, and give its exit code."""
    with Bare(place, words) as terminal:
        terminal.wait_for(b"passphrase")
        terminal.press(PHRASE.encode() + b"\n")
        if "-p" in words:
            terminal.wait_for(b"onfirm")
            terminal.press(PHRASE.encode() + b"\n")
        terminal.read(0.2)
        return terminal.process.wait(30)


def vault(folder: Path) -> Path:
    note = Note("n1", "A title", "what was kept", "2026-11-22", "2026-11-22")
    store.create(folder, PHRASE.encode(), Document(notes=(note,))).close()
    return folder


@needs_age
def test_age_opens_a_vault_with_its_key_file(place: Place) -> None:
    folder = vault(place.here / "v")
    words = ("age", "-d", "-i", "v/key.age", "-o", "plain", "v/vault.age")
    assert asked(place, *words) == 0
    assert b'"what was kept"' in (folder.parent / "plain").read_bytes()


@needs_age
def test_age_opens_a_recovery_copy_and_both_identities_while_a_key_changes(place: Place) -> None:
    folder = vault(place.here / "v")
    other = age.X25519Identity.generate()
    with store.open_vault(folder, PHRASE.encode()) as opened:
        opened.write(opened.document, (opened.identity, other), opened.known)
    words = ("age", "-d", "-i", "v/key.age", "-o", "plain", "v/vault.age")
    assert asked(place, *words) == 0


@needs_age
def test_a_key_file_that_age_wrapped_opens_our_vault(place: Place) -> None:
    folder = vault(place.here / "v")
    with store.open_vault(folder, PHRASE.encode()) as opened:
        (place.here / "identity").write_text(opened.identity.text() + "\n", encoding="ascii")
    assert asked(place, "age", "-p", "-o", "theirs.age", "identity") == 0
    with store.open_vault(folder, PHRASE.encode(), key=place.here / "theirs.age") as opened:
        assert opened.document.notes[0].text == "what was kept"


@needs_age
@pytest.mark.parametrize("size", SIZES)
def test_age_and_we_open_each_others_files(size: int, tmp_path: Path) -> None:
    identity = age.X25519Identity.generate()
    key = tmp_path / "key"
    key.write_text(identity.text() + "\n", encoding="ascii")
    content = os.urandom(size)
    recipient = identity.recipient()
    ours = age.encrypt(content, [recipient])
    assert run("age", "-d", "-i", str(key), given=ours) == content
    assert run("age", "-d", "-i", str(key), given=armor.armored(ours)) == content
    theirs = run("age", "-r", recipient.text(), given=content)
    assert age.decrypt(theirs, [identity]) == content
    theirs = run("age", "-a", "-r", recipient.text(), given=content)
    assert age.decrypt(theirs, [identity]) == content
    assert armor.armored(armor.unarmored(theirs)) == theirs


@needs_age
def test_somebody_without_us_reads_a_letter_and_answers(tmp_path: Path) -> None:
    key = tmp_path / "key"
    run("age-keygen", "-o", str(key))
    theirs = run("age-keygen", "-y", str(key)).decode().strip()
    letter = letters.write("for you", [theirs])
    assert run("age", "-d", "-i", str(key), given=letter).strip() == b"for you"
    mine = letters.with_key(Document())
    answer = run("age", "-r", letters.own_recipient(mine), given=b"and for you")
    assert letters.read(answer, mine) == "and for you"
    identities = (*mine.exchange.identities, age.X25519Identity.generate().text())
    again = Document(exchange=Exchange(identities=tuple(reversed(identities))))
    assert letters.read(answer, again) == "and for you"


@pytest.mark.parametrize("size", SIZES)
def test_pyrage_and_we_open_each_others_files(size: int, pyrage: Any) -> None:
    identity = age.X25519Identity.generate()
    theirs = pyrage.x25519.Identity.from_str(identity.text())
    assert str(theirs.to_public()) == identity.recipient().text()
    content = os.urandom(size)
    assert pyrage.decrypt(age.encrypt(content, [identity.recipient()]), [theirs]) == content
    made = pyrage.encrypt(content, [theirs.to_public()])
    assert age.decrypt(made, [identity]) == content


def test_pyrage_and_we_know_the_same_passphrases(pyrage: Any) -> None:
    content = b"with a passphrase"
    ours = age.encrypt(content, [age.Passphrase(PHRASE.encode())])
    assert pyrage.passphrase.decrypt(ours, PHRASE) == content
    theirs = pyrage.passphrase.encrypt(content, PHRASE)
    (stanza,) = header.read(BytesIO(theirs)).stanzas
    if int(stanza.arguments[2]) > HIGHEST_WORK_FACTOR:
        # It measures the computer, and may choose more work than we let a file ask for.
        with pytest.raises(VaultError, match="age-work-factor"):
            age.decrypt(theirs, [age.Passphrase(PHRASE.encode())])
        return
    assert age.decrypt(theirs, [age.Passphrase(PHRASE.encode())]) == content
