"""`parasol vault` as a person and a script use it: nothing decrypted stays where none is wanted."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.e2e.terminal import PARASOL, Bare, Place, Tmux, needs_tmux
from tests.environment import UNMEASURED
from tests.unit import vaults
from tests.unit.vaults import PHRASE, made
from toolkit.errors import VaultError
from toolkit.new_file import MODIFIED
from toolkit.vault import store
from toolkit.vault.phrases import words as word_list

ROOT = Path(__file__).parents[2]
OWN = "my own passphrase"


@dataclass(frozen=True)
class Answer:
    code: int
    out: str
    err: str


def vault(*words: str, cwd: Path, phrases: bytes = PHRASE, typed: bytes = b"") -> Answer:
    """Run the verb with passphrases in a pipe, one a line."""
    reading, writing = os.pipe()
    os.write(writing, phrases + b"\n")
    os.close(writing)
    asks = [] if words[:1] == ("destroy",) else ["--passphrase-fd", str(reading)]
    if words[0] == "create":
        asks = ["--new-passphrase-fd", str(reading)]
    elif words[0] in {"passwd", "rotate"}:
        asks += ["--new-passphrase-fd", str(reading)]
    process = subprocess.run(
        [*PARASOL, "vault", *words, *asks],
        cwd=cwd,
        env={
            **{key: UNMEASURED[key] for key in UNMEASURED.keys() & {"PATH"}},
            "PYTHONPATH": str(ROOT),
            "HOME": str(cwd),
            "LC_ALL": "C.UTF-8",
        },
        input=typed,
        capture_output=True,
        check=False,
        pass_fds=[reading],
        start_new_session=True,
    )
    os.close(reading)
    assert b"Traceback" not in process.stderr
    assert b"went wrong inside" not in process.stderr, process.stderr.decode()
    return Answer(process.returncode, process.stdout.decode(), process.stderr.decode())


def says_nothing_of_its_writing(path: Path) -> bool:
    """Whether a file is its owner's alone, and does not say when somebody sat here."""
    status = path.stat()
    return (status.st_mode & 0o777, status.st_mtime) == (0o600, MODIFIED)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a vault `v` that holds one note."""
    made(tmp_path / "v", "MARK of a note")
    return tmp_path


# From beginning to end, without a terminal


def test_a_vault_is_made_filled_shown_and_opened_again(tmp_path: Path) -> None:
    answer = vault("create", "v", cwd=tmp_path)
    assert answer.code == 0
    assert "Whoever looks at the folder can see that there is a vault" in " ".join(
        answer.err.split()
    )
    typed = "A title\nand ünïcödé\n".encode()
    assert vault("import", "v", "--file", "-", "--as-note", cwd=tmp_path, typed=typed).code == 0
    shown = vault("show", "v", cwd=tmp_path)
    assert 'text = "and ünïcödé"' in shown.out
    assert vault("show", "v", "--what", "settings", cwd=tmp_path).out == "version = 1\n"
    assert "Notes      1" in vault("open", "v", cwd=tmp_path).out
    assert b" 18\n" in (tmp_path / "v" / "key.age").read_bytes()
    second = " ".join(vault("create", "w", cwd=tmp_path).err.split())
    assert "You cannot deny that one is there" in second
    assert "copies the folder several times can see which ones changed" in second


def test_what_was_exported_comes_into_another_vault(folder: Path) -> None:
    made(folder / "w", "another note")
    exported = vault("export", "v", "--output", "e.toml", cwd=folder)
    assert "not encrypted" in exported.err
    assert says_nothing_of_its_writing(folder / "e.toml")
    assert vault("export", "v", "--output", "e.toml", cwd=folder).code == 1
    missing = vault("export", "v", "--output", "none/e.toml", cwd=folder)
    assert "That folder is not there" in missing.err
    answer = vault("import", "w", "--file", "e.toml", cwd=folder)
    assert "1 thing came in" in answer.out
    out = vault("show", "w", cwd=folder).out
    assert "another note" in out
    assert "MARK of a note" in out
    assert "0 things came in" in vault("import", "v", "--file", "e.toml", cwd=folder).out


def test_the_passphrase_is_changed_and_the_old_one_refused(folder: Path) -> None:
    answer = vault("passwd", "v", cwd=folder, phrases=PHRASE + b"\nsecond")
    assert answer.code == 0
    assert "rotate" in answer.out
    assert "does not open" in vault("open", "v", cwd=folder).err
    assert vault("open", "v", cwd=folder, phrases=b"second").code == 0


def test_a_recovery_copy_is_written_and_opens(folder: Path) -> None:
    phrases = PHRASE + b"\nsecond"
    assert vault("passwd", "v", "--recovery", "r.age", cwd=folder, phrases=phrases).code == 0
    assert says_nothing_of_its_writing(folder / "r.age")
    (folder / "v" / "key.age").unlink()
    assert vault("open", "v", "--key", "r.age", cwd=folder, phrases=b"second").code == 0


def test_rotating_tells_what_it_cannot_reach(folder: Path) -> None:
    answer = vault("rotate", "v", cwd=folder, phrases=PHRASE + b"\nsecond")
    assert answer.code == 0
    assert "We cannot reach them" in " ".join(answer.out.split())
    assert vault("open", "v", cwd=folder).code == 1
    assert vault("open", "v", cwd=folder, phrases=b"second").code == 0


def test_destroying_warns_first_and_reaches_the_key(folder: Path) -> None:
    refused = vault("destroy", "v", cwd=folder)
    assert refused.code == 1
    assert (folder / "v" / "key.age").exists()
    assert refused.err.startswith("Stop if you may be under investigation")
    assert vault("destroy", "v", "--understood", cwd=folder).code == 0
    assert not (folder / "v" / "key.age").exists()
    assert "no key.age" in vault("open", "v", cwd=folder).err


def test_a_letter_goes_to_others_and_theirs_is_opened(folder: Path) -> None:
    made(folder / "w", "of another")
    theirs = vault("share", "w", "--mine", cwd=folder).out.strip()
    assert theirs.startswith("age1")
    words = ("share", "v", "--to", theirs, "--what", "notes", "--output", "l.age")
    assert vault(*words, cwd=folder).code == 0
    assert says_nothing_of_its_writing(folder / "l.age")
    assert vault("share", "v", "--file", "l.age", cwd=folder).code == 1
    opened = vault("share", "w", "--file", "l.age", "--keep", cwd=folder)
    assert "MARK of a note" in opened.out
    assert "does not prove who wrote it" in opened.err
    assert "MARK of a note" in vault("show", "w", cwd=folder).out
    assert "nothing of that" in vault("share", "v", "--to", theirs, cwd=folder).err
    assert "no recipient" in vault("share", "v", "--to", "age1x", "--what", "all", cwd=folder).err


def test_entries_of_the_log_are_listed_put_on_paper_and_forgotten(folder: Path) -> None:
    assert "proof-of-life" in vault("incident", "--forms", cwd=folder).out
    assert "written down yet" in vault("incident", "v", cwd=folder).out
    entry = '[[incidents]]\nid = "i1"\nform = "physical"\nhappened = "at noon"\nmade = ""\n'
    (folder / "e.toml").write_text(f'version = 1\n{entry}[incidents.fields]\nwhere = "A bridge"\n')
    assert vault("import", "v", "--file", "e.toml", cwd=folder).code == 0
    assert vault("incident", "v", cwd=folder).out == "i1  Physical incident, at noon\n"
    printed = vault("incident", "v", "--print", "i1", cwd=folder)
    assert "WHERE WAS IT?\nA bridge" in printed.out
    assert "not encrypted" in printed.err
    page = vault("incident", "v", "--print", "i1", "--output", "p.html", cwd=folder)
    assert page.code == 0
    assert says_nothing_of_its_writing(folder / "p.html")
    assert "<h2>Where was it?</h2>" in (folder / "p.html").read_text()
    assert "before still have it" in " ".join(
        vault("forget", "v", "--what", "i1", "--understood", cwd=folder).out.split()
    )
    assert "written down yet" in vault("incident", "v", cwd=folder).out
    assert vault("forget", "v", "--what", "i1", "--understood", cwd=folder).code == 1
    refused = vault("forget", "v", "--what", "notes", cwd=folder)
    assert refused.code == 1
    assert "crime to destroy" in " ".join(refused.err.split())
    assert vault("forget", "v", "--what", "notes", "--understood", cwd=folder).code == 0
    assert "Notes      0" in vault("open", "v", cwd=folder).out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("incident", "v", "--form", "none"), "no “none”"),
        (("incident", "v", "--change", "none"), "nothing of that"),
        (("incident", "v", "--form", "digital"), "no terminal"),
        (("open", "nowhere"), "no vault in nowhere"),
        (("create", "v"), "already"),
        (("import", "v", "--file", "nothing"), "nothing cannot be read"),
        (("import", "v", "--file", "v/vault.age"), "cannot be read as text"),
        (("share", "v", "--file", "v/vault.lock"), "no file of the age format"),
        (("open", "v", "--older"), "no vault"),
        (("open", "v", "--key", "none"), "no file none. Check how it is written; nothing was"),
        (("share", "nowhere", "--file", "v/vault.lock"), "no vault in nowhere"),
    ],
)
def test_what_cannot_be_done_is_told_in_a_sentence(
    words: tuple[str, ...], told: str, folder: Path
) -> None:
    answer = vault(*words, cwd=folder)
    assert answer.code == 1
    assert told in " ".join(answer.err.split())


def test_a_passphrase_is_taken_from_no_argument_and_no_environment(folder: Path) -> None:
    answer = subprocess.run(
        [*PARASOL, "vault", "open", "v", "--passphrase", PHRASE.decode()],
        cwd=folder,
        env={**UNMEASURED, "PYTHONPATH": str(ROOT), "PARASOL_PASSPHRASE": PHRASE.decode()},
        capture_output=True,
        check=False,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
    )
    assert answer.returncode == 2
    answer = subprocess.run(
        [*PARASOL, "vault", "open", "v"],
        cwd=folder,
        env={
            **UNMEASURED,
            **dict.fromkeys(("PASSPHRASE", "PASSWORD", "AGE_PASSPHRASE"), PHRASE.decode()),
            "PYTHONPATH": str(ROOT),
        },
        input=PHRASE,
        capture_output=True,
        check=False,
        start_new_session=True,
    )
    assert answer.returncode == 1
    assert b"no terminal" in answer.stderr


# At a terminal


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place.made_in(tmp_path)


def test_a_typed_passphrase_is_not_shown(place: Place) -> None:
    made(place.here / "v", "MARK of a note")
    with Bare(place, (*PARASOL, "vault", "open", "v")) as terminal:
        terminal.wait_for(b"Passphrase")
        terminal.press(PHRASE + b"\n")
        seen = terminal.wait_for(b"Kept last")
    assert PHRASE not in seen
    assert b"%" in seen


@needs_tmux
def test_a_drawn_passphrase_is_checked_and_stays_in_no_scrollback(place: Place) -> None:
    with Tmux(place) as terminal:
        terminal.start((*PARASOL, "vault", "create", "v"))
        screen = terminal.wait_for("Enter goes on")
        known = set(word_list())
        lines = [line.strip() for line in screen.splitlines()]
        (phrase,) = [
            line for line in lines if len(line.split()) == 6 and set(line.split()) <= known
        ]
        assert "77 bits" in screen
        terminal.press("Enter")
        terminal.wait_for("as a check")
        terminal.type(phrase)
        left = terminal.wait_for_leaving()
    assert "left with 0" in left
    assert phrase not in left
    assert not re.search(rf"\b{phrase.split()[0]}\b.*\b{phrase.split()[5]}\b", left)
    with store.open_vault(place.here / "v", phrase.encode()):
        pass


@needs_tmux
def test_what_is_shown_stays_in_no_scrollback(place: Place) -> None:
    made(place.here / "v", "MARK of a note\n" * 60)
    with Tmux(place) as terminal:
        terminal.start((*PARASOL, "vault", "show", "v"))
        terminal.wait_for("Passphrase")
        terminal.type(PHRASE.decode())
        terminal.wait_for("q and Enter leaves")
        terminal.press("Enter")
        terminal.wait_for("MARK of a note", gone="A title")
        terminal.press("q", "Enter")
        left = terminal.wait_for_leaving()
    assert "MARK" not in left


@needs_tmux
def test_what_is_written_on_a_form_is_kept_and_stays_in_no_scrollback(place: Place) -> None:
    made(place.here / "v", "a note")
    with Tmux(place) as terminal:
        terminal.start((*PARASOL, "vault", "incident", "v", "--form", "digital"))
        terminal.wait_for("Passphrase")
        terminal.type(PHRASE.decode())
        terminal.wait_for("If somebody finds it")
        terminal.press("Enter")
        terminal.wait_for("when did you notice")
        terminal.press("Enter")
        terminal.wait_for("What happened?")
        terminal.type("MARK one")
        terminal.type("MARK two")
        terminal.press(*["Enter"] * 11)
        left = terminal.wait_for_leaving()
    assert "kept in the vault as" in left
    assert "MARK" not in left
    with store.open_vault(place.here / "v", PHRASE) as opened:
        (entry,) = opened.document.incidents
    assert entry.fields == {"what": "MARK one\nMARK two"}


def test_destroying_wants_the_word_typed(place: Place) -> None:
    for word, there in ((b"no", True), (b"destroy", False)):
        made(place.here / word.decode(), "x")
        with Bare(place, (*PARASOL, "vault", "destroy", word.decode())) as terminal:
            terminal.wait_for(b"anything else to leave it")
            terminal.press(word + b"\n")
            terminal.read(0.2)
            terminal.process.wait(10)
        assert (place.here / word.decode() / "key.age").exists() is there


def test_an_own_passphrase_is_asked_twice_and_doubted(place: Place) -> None:
    with Bare(place, (*PARASOL, "vault", "create", "v", "--own")) as terminal:
        terminal.wait_for(b"New passphrase")
        terminal.press(OWN.encode() + b"\n")
        terminal.wait_for(b"The same again")
        terminal.press(OWN.encode() + b"\n")
        seen = terminal.wait_for(b"There is a vault")
    assert b"Nobody can measure" in seen
    assert OWN.encode() not in seen


# Nothing decrypted is left


def test_nothing_decrypted_is_written_anywhere(place: Place) -> None:
    made(place.here / "v", "MARK of a note")
    before = place.files()
    with Bare(place, (*PARASOL, "vault", "show", "v")) as terminal:
        terminal.wait_for(b"Passphrase")
        terminal.press(PHRASE + b"\n")
        terminal.wait_for(b"MARK")
        terminal.process.send_signal(signal.SIGKILL)
        terminal.process.wait()
    assert {name for name in place.files() if "__pycache__" not in name} == before
    for path in place.folder.rglob("*"):
        if path.is_file():
            assert b"MARK" not in path.read_bytes()
            assert PHRASE not in path.read_bytes()


def test_no_core_file_is_left_when_the_program_breaks(place: Place) -> None:
    made(place.here / "v", "MARK of a note")
    limits = ("prlimit", "--core=unlimited") if shutil.which("prlimit") else ()
    with Bare(place, (*limits, *PARASOL, "vault", "show", "v")) as terminal:
        terminal.wait_for(b"Passphrase")
        terminal.press(PHRASE + b"\n")
        terminal.wait_for(b"MARK")
        limits_now = Path(f"/proc/{terminal.process.pid}/limits")
        # A process that may not be dumped belongs to root, as its memory does.
        if os.geteuid() != 0:
            assert limits_now.stat().st_uid == 0
        core = next(
            line for line in limits_now.read_text().splitlines() if line.startswith("Max core")
        )
        assert core.split()[4:6] == ["0", "0"]
        terminal.process.send_signal(signal.SIGABRT)
        assert terminal.process.wait() == -signal.SIGABRT
    assert not [name for name in place.files() if "core" in name]


SAVING = (
    "import pathlib, sys\n"
    "from tests.unit import vaults\n"
    "from toolkit.vault.store import open_vault\n"
    "with open_vault(pathlib.Path(sys.argv[1]), vaults.PHRASE) as vault:\n"
    "    {change}\n"
)
CHANGES = {
    "keep": "vault.keep(vaults.document('new'))",
    "passwd": "vaults.change_passphrase(vault, vaults.SECOND)",
    "rotate": "vaults.rotate(vault, vaults.SECOND)",
}


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("call", ["fsync", "/rename", "unlinkat", "pwrite64"])
def test_a_kill_at_a_system_call_of_a_save_loses_nothing(
    call: str, change: str, tmp_path: Path
) -> None:
    killed = 0
    for when in range(1, 40):
        folder = made(tmp_path / str(when), "old")
        answer = subprocess.run(
            [
                *("strace", "-f", "-o", "/dev/null", "-e", f"trace={call}"),
                *("-e", f"inject={call}:signal=KILL:when={when}"),
                *(sys.executable, "-B", "-c", SAVING.format(change=CHANGES[change]), str(folder)),
            ],
            cwd=ROOT,
            env=UNMEASURED,
            capture_output=True,
            check=False,
        )
        if b"ptrace" in answer.stderr.lower():
            pytest.skip("this system lets nobody trace")
        if answer.returncode == 0:
            break
        killed += 1
        assert _text(folder) in {"old", "new"}
    assert killed >= 1


def _text(folder: Path) -> str:
    try:
        opened = store.open_vault(folder, PHRASE)
    except VaultError:
        opened = store.open_vault(folder, vaults.SECOND)
    with opened:
        return vaults.text_of(opened)
