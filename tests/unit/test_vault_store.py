"""A vault opens for who should, tells what is wrong with it, and never loses what was kept."""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.environment import UNMEASURED
from tests.unit import vaults
from tests.unit.vaults import PHRASE, SECOND, codes, document, made, text_of
from toolkit.errors import OutputError, VaultError
from toolkit.new_file import MODIFIED
from toolkit.vault import age, disk, keys, phrases, places, sealing, store
from toolkit.vault.autosave import Autosave
from toolkit.vault.content_file import Found, decrypted
from toolkit.vault.document import Document, Exchange
from toolkit.vault.letters import own_recipient, with_key
from toolkit.vault.store import Generation, open_vault
from toolkit.vault.telling import told_after_forgetting

ROOT = Path(__file__).parents[2]
BLOCK = 64 << 10


def refused(path: Path, phrase: bytes = PHRASE, **words: Any) -> VaultError:
    with pytest.raises(VaultError) as caught:
        open_vault(path, phrase, **words)
    return caught.value


def damage(path: Path, at: int, mask: int = 1) -> None:
    content = bytearray(path.read_bytes())
    content[at] ^= mask
    path.write_bytes(content)


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """The file system does not promise atomic renames."""
    monkeypatch.setattr(disk, "kind_of", lambda _fd: "vfat")


# Opening


def test_what_was_kept_is_there_again(tmp_path: Path) -> None:
    with open_vault(made(tmp_path / "v", "one", "two"), PHRASE) as vault:
        assert (text_of(vault), vault.revision, codes(vault)) == ("two", 2, set())


def test_a_vault_is_three_files_in_plain_sight_for_its_owner_alone(tmp_path: Path) -> None:
    folder = made(tmp_path / "v", "one")
    assert {path.name for path in folder.iterdir()} == {"key.age", "vault.age", "vault.lock"}
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}


def test_nothing_of_the_content_or_the_passphrase_is_on_the_disk(tmp_path: Path) -> None:
    folder = made(tmp_path / "v", "MARK of a note")
    for path in folder.iterdir():
        content = path.read_bytes()
        assert b"MARK" not in content
        assert PHRASE not in content


def test_a_new_key_file_asks_for_the_fixed_work(tmp_path: Path) -> None:
    with store.create(tmp_path / "v", PHRASE):
        pass
    assert b" 18\n" in (tmp_path / "v" / "key.age").read_bytes()


def test_a_key_file_that_is_easy_to_guess_is_told(tmp_path: Path) -> None:
    with open_vault(made(tmp_path / "v", "one"), PHRASE) as vault:
        assert "weak-key" in {notice.code for notice in vault.notices}


@pytest.mark.parametrize("size", [10, 60_000, 70_000, 300_000, 2_000_000])
def test_the_size_says_little(size: int, tmp_path: Path) -> None:
    file = made(tmp_path / "v", "x" * size) / "vault.age"
    padded = next(n for n in (1 << 16, 1 << 18, 1 << 20, 1 << 22) if n > size + 500)
    assert padded < file.stat().st_size < padded + 16 * (padded >> 16) + 600


def test_more_than_a_vault_holds_is_refused_and_nothing_is_lost(tmp_path: Path) -> None:
    with open_vault(made(tmp_path / "v", "one"), PHRASE) as vault:
        with pytest.raises(VaultError, match="vault-full"):
            vault.keep(document("x" * sealing.LARGEST))
        assert text_of(vault) == "one"
        vault.keep(document("two"))


# Bad input


def test_a_wrong_passphrase_is_told_as_one(tmp_path: Path) -> None:
    folder = made(tmp_path / "v", "one")
    assert refused(folder, b"another").code == "phrase-wrong"


def test_however_often_a_passphrase_is_wrong_nothing_is_wiped(tmp_path: Path) -> None:
    folder = made(tmp_path / "v", "one")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    for number in range(50):
        assert refused(folder, b"%d" % number).code == "phrase-wrong"
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    with open_vault(folder, PHRASE) as vault:
        assert text_of(vault) == "one"


def test_damage_is_never_told_as_a_wrong_passphrase(tmp_path: Path) -> None:
    folder = made(tmp_path / "v", "one")
    for name in ("key.age", "vault.age"):
        whole = (folder / name).read_bytes()
        for at in range(min(len(whole), 700)):
            damage(folder / name, at)
            error = refused(folder)
            assert error.code not in {"phrase-wrong", "vault-missing"}, (name, at)
            (folder / name).write_bytes(whole)


def test_a_wrong_passphrase_is_never_told_as_damage(tmp_path: Path) -> None:
    folder = made(tmp_path / "v", "one")
    damage(folder / "vault.age", -5)
    assert refused(folder, b"another").code == "phrase-wrong"


@pytest.mark.parametrize("block", [1, 2, 4])
def test_damage_is_told_by_its_block_and_nothing_is_given(block: int, tmp_path: Path) -> None:
    file = made(tmp_path / "v", "x" * 100_000) / "vault.age"
    damage(file, file.stat().st_size - (4 - block) * (BLOCK + 16) - 9)
    error = refused(file.parent)
    assert (error.code, error.facts) == ("vault-damaged", {"block": block})


@pytest.mark.parametrize("left", [0, 1, 100, 300, 400, 1000, 65_000])
def test_a_truncated_vault_is_refused(left: int, tmp_path: Path) -> None:
    file = made(tmp_path / "v", "one") / "vault.age"
    file.write_bytes(file.read_bytes()[:left])
    assert refused(file.parent).code in {"vault-head-damaged", "vault-damaged", "vault-other-key"}


def test_missing_blocks_are_told_as_missing(tmp_path: Path) -> None:
    file = made(tmp_path / "v", "x" * 100_000) / "vault.age"
    file.write_bytes(file.read_bytes()[: -2 * (BLOCK + 16)])
    assert refused(file.parent).code == "vault-cut-off"


@pytest.mark.parametrize("left", [0, 1, 50, 150, 200])
def test_a_truncated_key_file_is_told_as_damaged(left: int, tmp_path: Path) -> None:
    file = made(tmp_path / "v", "one") / "key.age"
    file.write_bytes(file.read_bytes()[:left])
    assert refused(file.parent).code == "key-damaged"


def test_the_key_of_another_vault_is_told(tmp_path: Path) -> None:
    one, two = made(tmp_path / "1", "one"), made(tmp_path / "2", "two")
    (one / "key.age").write_bytes((two / "key.age").read_bytes())
    assert refused(one).code == "vault-other-key"
    assert refused(one, b"another").code == "key-other"


def test_what_somebody_else_encrypted_to_the_vault_is_not_taken_for_it(tmp_path: Path) -> None:
    folder = made(tmp_path / "v", "one")
    with open_vault(folder, PHRASE) as vault:
        identity = vault.identity
    forger = age.X25519Identity.generate()
    content = sealing.Sealed(b"{}", 9, "2026-11-22T08:00:00Z")
    forged = age.encrypt(sealing.seal(content, [forger]), [identity.recipient()])
    (folder / "vault.age").write_bytes(forged)
    assert refused(folder).code == "vault-forged"
    (folder / "vault.age").write_bytes(age.encrypt(b"words", [identity.recipient()]))
    assert refused(folder).code == "vault-not-ours"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (b'{"parasol-vault":2,"anything":1}', "vault-newer"),
        (b'{"version": 2}', "document-newer"),
        (b'{"version": 1, "never": 2}', "document-malformed"),
        (b"[]", "document-malformed"),
        (b"{", "document-malformed"),
    ],
)
def test_a_newer_vault_is_refused_and_left_alone(text: bytes, code: str, tmp_path: Path) -> None:
    folder = made(tmp_path / "v", "one")
    with open_vault(folder, PHRASE) as vault:
        identity = vault.identity
    if code != "vault-newer":
        text = sealing.seal(sealing.Sealed(text, 9, "2026-11-22T08:00:00Z"), [identity])
    file = age.encrypt(text, [identity.recipient()])
    (folder / "vault.age").write_bytes(file)
    assert refused(folder).code == code
    assert (folder / "vault.age").read_bytes() == file


def test_an_older_revision_is_told_with_both_dates(tmp_path: Path) -> None:
    folder = made(tmp_path / "v", "one")
    old = (folder / "vault.age").read_bytes()
    with open_vault(folder, PHRASE) as vault:
        vault.keep(document("two"))
        last = vault.saved
    (folder / "vault.age").write_bytes(old)
    with open_vault(folder, PHRASE) as vault:
        (notice,) = [each for each in vault.notices if each.code == "older-revision"]
        assert notice.facts["revision"] == 1
        assert (notice.facts["last_revision"], notice.facts["last_saved"]) == (2, last)
        assert text_of(vault) == "one"
        vault.keep(document("three"))
        assert vault.revision == 3
    with open_vault(folder, PHRASE) as vault:
        assert codes(vault) == set()


def test_what_another_program_wrote_meanwhile_is_not_written_over(tmp_path: Path) -> None:
    folder = made(tmp_path / "v", "one")
    old = (folder / "vault.age").read_bytes()
    with open_vault(folder, PHRASE) as vault:
        vault.keep(document("two"))
        (folder / "vault.age").write_bytes(old)
        with pytest.raises(VaultError, match="vault-changed"):
            vault.keep(document("three"))
    assert (folder / "vault.age").read_bytes() == old


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    folder = made(tmp_path / "v", "one")
    (folder / "vault.age").rename(tmp_path / "elsewhere")
    (folder / "vault.age").symlink_to(tmp_path / "elsewhere")
    assert refused(folder).code == "vault-unreadable"


@pytest.mark.parametrize("name", ["vault.age", "key.age"])
def test_a_pipe_in_a_files_place_is_not_waited_for(name: str, tmp_path: Path) -> None:
    folder = made(tmp_path / "v", "one")
    (folder / name).unlink()
    os.mkfifo(folder / name)
    assert refused(folder).code == "vault-unreadable"


@pytest.mark.timed
def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    folder = made(tmp_path / "v", "one")
    os.truncate(folder / "vault.age", 1 << 40)
    began = time.perf_counter()
    assert refused(folder).code == "vault-too-large"
    assert time.perf_counter() - began < 0.05


@pytest.mark.parametrize("name", ["key.age", "vault.age"])
def test_a_missing_file_is_told(name: str, tmp_path: Path) -> None:
    folder = made(tmp_path / "v", "one")
    (folder / name).unlink()
    assert refused(folder).code == name.replace(".age", "-missing")
    assert refused(tmp_path / "nowhere").code == "vault-missing"


# One program at a time, and places that cannot be written


def test_a_second_program_is_turned_away_and_let_in_later(tmp_path: Path) -> None:
    folder = made(tmp_path / "v", "one")
    program = (
        "import sys, pathlib\n"
        "from toolkit.vault.store import open_vault\n"
        "from toolkit.errors import VaultError\n"
        "try:\n"
        f"    open_vault(pathlib.Path({str(folder)!r}), {PHRASE!r})\n"
        "except VaultError as error:\n"
        "    print(error.code)\n"
    )

    def other() -> str:
        words = [sys.executable, "-c", program]
        return subprocess.run(
            words, capture_output=True, text=True, check=True, cwd=ROOT, env=UNMEASURED
        ).stdout.strip()

    with open_vault(folder, PHRASE):
        assert refused(folder).code == "vault-in-use"
        assert other() == "vault-in-use"
    assert not other()


@pytest.mark.parametrize("error", [errno.EROFS, errno.EACCES])
def test_a_medium_that_cannot_be_written_is_read_and_told(
    error: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = made(tmp_path / "v", "one")
    really = os.open

    def refuse(path: Any, flags: int, *rest: Any, **named: Any) -> int:
        if flags & (os.O_WRONLY | os.O_RDWR):
            raise OSError(error, "")
        return really(path, flags, *rest, **named)

    monkeypatch.setattr(os, "open", refuse)
    with open_vault(folder, PHRASE) as vault:
        assert (text_of(vault), codes(vault)) == ("one", {"read-only"})
        with pytest.raises(VaultError, match="vault-read-only"):
            vault.keep(document("two"))
        assert refused(folder).code == "vault-in-use"
        monkeypatch.undo()
        vaults.write_recovery(vault, tmp_path / "recovery.age", SECOND)
    with open_vault(folder, SECOND, key=tmp_path / "recovery.age") as vault:
        assert text_of(vault) == "one"


def test_a_folder_that_knows_no_locks_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = made(tmp_path / "v", "one")

    def refuse(*_given: object) -> None:
        raise OSError(errno.ENOLCK, "")

    monkeypatch.setattr("toolkit.vault.lock.fcntl.flock", refuse)
    with open_vault(folder, PHRASE) as vault:
        assert codes(vault) == {"no-lock"}


@pytest.mark.usefixtures("steps")
def test_where_renames_are_not_atomic_the_copy_before_stays_and_is_told(tmp_path: Path) -> None:
    folder = made(tmp_path / "v", "deleted since", "new")
    with open_vault(folder, PHRASE) as vault:
        assert (text_of(vault), codes(vault)) == ("new", {"two-generations"})
    with open_vault(folder, PHRASE, generation=Generation.BEFORE) as vault:
        assert text_of(vault) == "deleted since"
        assert "generation-before" in codes(vault)


def test_of_several_files_that_open_the_newest_is_taken(tmp_path: Path) -> None:
    folder = made(tmp_path / "v", "one")
    older = Found("older", (folder / "vault.age").read_bytes())
    with open_vault(folder, PHRASE) as vault:
        identity = vault.identity
        vault.keep(document("two"))
    newer = Found("newer", (folder / "vault.age").read_bytes())
    damaged = Found("damaged", newer.raw[:-1])
    for files in ((older, newer), (damaged, newer, older)):
        assert decrypted(files, identity)[0] is newer
    assert decrypted((damaged, older), identity)[0] is older


@pytest.mark.usefixtures("steps")
def test_what_the_copy_before_still_has_is_told_to_who_forgets_it(tmp_path: Path) -> None:
    folder = made(tmp_path / "v", "one")
    with open_vault(folder, PHRASE) as vault:
        vault.keep(Document())
        told = told_after_forgetting(vault.notices)
        assert told.startswith("The older copy beside the vault still has it until")
    with open_vault(folder, PHRASE, generation=Generation.BEFORE) as vault:
        assert text_of(vault) == "one"
    with open_vault(folder, PHRASE) as vault:
        vault.keep(Document(settings={"theme": "dark"}))
    with open_vault(folder, PHRASE, generation=Generation.BEFORE) as vault:
        assert vault.document == Document()
    assert told_after_forgetting(()) == "Copies of the folder that were made before still have it."


def test_where_renames_are_atomic_no_older_copy_stays(tmp_path: Path) -> None:
    folder = made(tmp_path / "v", "deleted since", "new")
    assert {path.name for path in folder.iterdir()} == {"key.age", "vault.age", "vault.lock"}
    assert refused(folder, generation=Generation.BEFORE).code == "vault-missing"


def test_a_vault_is_never_made_over_another(tmp_path: Path) -> None:
    folder = made(tmp_path / "v", "one")
    with pytest.raises(VaultError, match="vault-exists"):
        vaults.create(folder, SECOND)
    (folder / "vault.age").unlink()
    with pytest.raises(VaultError, match="vault-exists"):
        vaults.create(folder, SECOND)


# Keys


def test_a_changed_passphrase_opens_and_the_old_one_does_not(tmp_path: Path) -> None:
    folder = made(tmp_path / "v", "one")
    with open_vault(folder, PHRASE) as vault:
        vaults.change_passphrase(vault, SECOND)
        vault.keep(document("two"))
    assert refused(folder).code == "phrase-wrong"
    with open_vault(folder, SECOND) as vault:
        assert text_of(vault) == "two"


def test_changing_the_passphrase_leaves_the_identity_and_rotating_does_not(tmp_path: Path) -> None:
    folder = made(tmp_path / "v", "one")
    with open_vault(folder, PHRASE) as vault:
        first = vault.identity
        vaults.change_passphrase(vault, SECOND)
        assert vault.identity == first
        vaults.rotate(vault, SECOND)
        assert vault.identity != first
    raw = (folder / "vault.age").read_bytes()
    with pytest.raises(VaultError, match="age-no-match"):
        age.decrypt(raw, [first])


@pytest.mark.usefixtures("steps")
def test_after_rotating_no_generation_opens_with_the_old_key(tmp_path: Path) -> None:
    folder = made(tmp_path / "v", "one", "two")
    with open_vault(folder, PHRASE) as vault:
        old = vault.identity
        vaults.rotate(vault, SECOND)
    for path in folder.glob("*.age"):
        with pytest.raises(VaultError):
            age.decrypt(path.read_bytes(), [old, age.Passphrase(PHRASE)])
    with open_vault(folder, SECOND) as vault:
        assert text_of(vault) == "two"


def test_rotating_brings_a_new_key_for_letters_and_keeps_the_old_for_those_on_their_way(
    tmp_path: Path,
) -> None:
    with vaults.create(tmp_path / "v", PHRASE, with_key(Document())) as vault:
        before = own_recipient(vault.document)
        (old,) = vault.document.exchange.identities
        vaults.rotate(vault, SECOND)
        assert own_recipient(vault.document) != before
        assert vault.document.exchange.identities[1:] == (old,)


def test_a_recovery_copy_opens_with_its_own_passphrase(tmp_path: Path) -> None:
    folder = made(tmp_path / "v", "one")
    copy = tmp_path / "recovery.age"
    with open_vault(folder, PHRASE) as vault:
        vaults.write_recovery(vault, copy, SECOND)
        assert copy.stat().st_mtime == MODIFIED
        with pytest.raises(OutputError, match="output-exists"):
            vaults.write_recovery(vault, copy, SECOND)
        vaults.change_passphrase(vault, b"third")
    assert refused(folder, PHRASE, key=copy).code == "phrase-wrong"
    (folder / "key.age").unlink()
    with open_vault(folder, SECOND, key=copy) as vault:
        assert text_of(vault) == "one"
        vaults.change_passphrase(vault, PHRASE)
    with open_vault(folder, PHRASE) as vault:
        vaults.rotate(vault, SECOND)
    assert refused(folder, SECOND, key=copy).code == "vault-other-key"


def test_after_destroying_the_key_nothing_in_the_folder_opens(tmp_path: Path) -> None:
    folder = made(tmp_path / "v", "one")
    (folder / "key.before.age").write_bytes((folder / "key.age").read_bytes())
    kept = os.open(folder / "key.age", os.O_RDONLY)
    with disk.Folder(folder) as there:
        assert keys.destroy(there) == 2
        assert keys.destroy(there) == 0
    assert b"scrypt" not in os.read(kept, 1000)
    os.close(kept)
    assert refused(folder).code == "key-missing"
    assert (folder / "vault.age").exists()


# Places, waiting, saving by itself


def test_compartments_are_equal_and_their_names_say_nothing(tmp_path: Path) -> None:
    for phrase in (PHRASE, SECOND):
        with vaults.create(places.free(tmp_path), phrase):
            pass
    assert [path.name for path in places.vaults(tmp_path)] == ["1", "2"]
    assert refused(tmp_path / "1", SECOND).code == "phrase-wrong"
    with open_vault(tmp_path / "2", SECOND):
        pass
    shutil.rmtree(tmp_path / "1")
    assert places.free(tmp_path).name == "1"


def test_a_place_that_cannot_be_is_told_and_is_no_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = tmp_path / ("x" * 300)
    assert not places.is_vault(long)
    assert trouble_of_making(long) == "vault-write-failed"
    closed, stat = tmp_path / "closed", Path.stat

    def refuse(path: Path, **words: Any) -> os.stat_result:
        if closed in path.parents:
            raise PermissionError(errno.EACCES, "")
        return stat(path, **words)

    monkeypatch.setattr(Path, "stat", refuse)
    assert not places.is_vault(closed / "1")
    assert trouble_of_making(closed / "1") == "vault-read-only"


def trouble_of_making(path: Path) -> str:
    with pytest.raises(VaultError) as caught:
        vaults.create(path, PHRASE)
    return caught.value.code


def test_the_usual_place_is_in_plain_sight_beside_the_program(tmp_path: Path) -> None:
    assert places.beside_program(tmp_path) is None
    (tmp_path / "run").touch()
    assert places.beside_program(tmp_path) == tmp_path / "vaults"
    assert places.vaults(tmp_path / "vaults") == ()


class Slow:
    """Keeps what it is given, and can be broken."""

    def __init__(self) -> None:
        self.kept: list[Document] = []
        self.broken = False

    def keep(self, document: Document) -> None:
        if self.broken:
            raise VaultError("vault-disk-full")
        self.kept.append(document)


def test_what_is_written_is_kept_soon_and_only_the_newest_of_it() -> None:
    slow, told, tried = Slow(), list[VaultError | None](), threading.Event()

    def tell(error: VaultError | None) -> None:
        told.append(error)
        tried.set()

    saving = Autosave(slow, tell, delay=0.02)
    # However busy the machine is, the last is there before the first could be kept.
    with saving._guard:
        for text in ("a", "ab", "abc"):
            saving.later(document(text))
    assert tried.wait(20)
    assert told == [None]
    assert slow.kept == [document("abc")]
    saving.later(document("abcd"))
    saving.now()
    saving.now()
    assert slow.kept == [document("abc"), document("abcd")]


def test_what_could_not_be_kept_by_itself_is_told_and_still_waits() -> None:
    slow, told = Slow(), threading.Event()
    saving = Autosave(slow, lambda _error: told.set(), delay=0.01)
    slow.broken = True
    saving.later(document("a"))
    assert told.wait(5)
    slow.broken = False
    saving.now()
    assert slow.kept == [document("a")]


def test_a_save_can_come_from_any_thread(tmp_path: Path) -> None:
    with open_vault(made(tmp_path / "v", "one"), PHRASE) as vault:
        threads = [
            threading.Thread(target=vault.keep, args=(document(str(number)),))
            for number in range(20)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert vault.revision == 21


def test_the_text_inside_is_one_json_that_a_person_can_read(tmp_path: Path) -> None:
    folder = made(tmp_path / "v", "one")
    with open_vault(folder, PHRASE) as vault:
        text = age.decrypt((folder / "vault.age").read_bytes(), [vault.identity])
    table = json.loads(text)
    assert (table["parasol-vault"], table["revision"]) == (1, 1)
    assert table["document"]["notes"][0]["text"] == "one"


def test_an_older_document_is_brought_up(monkeypatch: pytest.MonkeyPatch) -> None:
    def second(table: dict[str, Any]) -> dict[str, Any]:
        return {key: value for key, value in table.items() if key != "gone"}

    monkeypatch.setattr("toolkit.vault.document.MIGRATIONS", (second,))
    from toolkit.vault.document import from_table  # noqa: PLC0415 - after the patch

    assert from_table({"version": 1, "gone": 1}).version == 2
    assert from_table({"version": 2}).version == 2
    with pytest.raises(VaultError, match="document-newer"):
        from_table({"version": 3})


def test_a_closed_vault_keeps_nothing(tmp_path: Path) -> None:
    vault = open_vault(made(tmp_path / "v", "one"), PHRASE)
    identity = vault.identity
    vault.close()
    vault.close()
    assert vault.document == Document()
    assert vault.identity != identity
    with pytest.raises(VaultError):
        vault.keep(document("two"))


def test_keys_for_letters_are_shown_by_no_repr() -> None:
    secret = age.X25519Identity.generate().text()
    assert secret not in repr(replace(Document(), exchange=Exchange(identities=(secret,))))


# Passphrases


def test_a_passphrase_is_six_words_of_the_list_and_never_the_same() -> None:
    made_ones = {phrases.generate() for _ in range(200)}
    assert len(made_ones) == 200
    for phrase in made_ones:
        assert len(phrase.split(" ")) == 6
        assert set(phrase.split(" ")) <= set(phrases.words())


def test_the_list_is_whole_and_its_strength_is_told_as_it_is() -> None:
    assert len(set(phrases.words())) == 6**5
    assert all(word.strip("-").replace("-", "").isalpha() for word in phrases.words())
    assert 77.5 < phrases.strength().bits < 77.6
    assert 3e9 < phrases.strength().years < 4e9


@pytest.mark.parametrize("phrase", ["", " ", "a\nb", "a\x00", "x" * 2000, "\ud800"])
def test_what_can_be_no_passphrase_is_refused(phrase: str) -> None:
    with pytest.raises(VaultError, match="phrase-"):
        phrases.as_bytes(phrase)


def test_an_own_passphrase_is_never_praised() -> None:
    for phrase in ("x", "password", "correct horse battery staple", "aaaaaaaaaaaaaaaaaaaa"):
        assert phrases.Doubt.MADE_UP in phrases.doubts(phrase)
    assert phrases.Doubt.SHORT in phrases.doubts("short")
    assert phrases.Doubt.FEW_LETTERS in phrases.doubts("abababababababab")
    assert phrases.Doubt.ONE_WORD in phrases.doubts("Donaudampfschifffahrt")


def test_a_passphrase_is_the_same_however_its_letters_are_composed() -> None:
    assert phrases.as_bytes("e\u0301") == phrases.as_bytes("é")
