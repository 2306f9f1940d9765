"""Whatever stops a change to a vault, what was kept is there: power cuts, full and pulled disks.

A change is recorded call by call. A disk that loses power may hold any part of what was written
since the last sync: each block of 4 KiB alone; of the names, a beginning of the changes where the
file system keeps their order, and any part of any of them where it does not (FAT).
"""

from __future__ import annotations

import errno
import os
import random
from collections import Counter
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import pytest

from tests.unit import vaults
from tests.unit.vaults import PHRASE, SECOND, document, made, text_of
from toolkit.errors import VaultError
from toolkit.vault import disk
from toolkit.vault.store import Vault, open_vault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

TRIALS: Final = 10_000
BLOCK: Final = 4096

CHANGES: Final[dict[str, Callable[[Vault], None]]] = {
    "keep": lambda vault: vault.keep(document("new")),
    "passphrase": lambda vault: vaults.change_passphrase(vault, SECOND),
    "rotate": lambda vault: vaults.rotate(vault, SECOND),
}
KINDS: Final = {"ext4": "in order", "vfat": "in any order"}


class Tape:
    """Stands in for `os` in the room that writes: records what is done, and can refuse to do it."""

    def __init__(self) -> None:
        self.calls: list[tuple[Any, ...]] = []
        self.refuse_at = -1
        self.refusal = errno.EIO
        self._names: dict[int, str] = {}

    def __getattr__(self, name: str) -> Any:
        return getattr(os, name)

    def _note(self, *call: Any) -> None:
        if len(self.calls) == self.refuse_at:
            self.refuse_at = -1
            raise OSError(self.refusal, os.strerror(self.refusal))
        self.calls.append(call)

    def open(self, path: Any, flags: int, *rest: Any, **named: Any) -> int:
        if flags & os.O_CREAT:
            self._note("make", path)
        fd = os.open(path, flags, *rest, **named)
        if flags & os.O_CREAT:
            self._names[fd] = path
        return fd

    def write(self, fd: int, content: bytes) -> int:
        # Cut as the system may cut it.
        part = bytes(content[: 40 * 1024])
        self._note("write", self._names[fd], part)
        return os.write(fd, part)

    def fsync(self, fd: int) -> None:
        self._note("sync", self._names.get(fd, ""))

    def close(self, fd: int) -> None:
        self._names.pop(fd, None)
        os.close(fd)

    def rename(self, name: str, to: str, **named: Any) -> None:
        self._note("rename", name, to)
        os.rename(name, to, **named)  # noqa: PTH104 - beneath an open folder

    def unlink(self, name: str, **named: Any) -> None:
        os.stat(name, dir_fd=named["dir_fd"], follow_symlinks=False)
        self._note("unlink", name)
        os.unlink(name, **named)


@dataclass
class File:
    """A file as it is, and as the disk holds it for sure."""

    content: bytearray = field(default_factory=bytearray)
    synced: bytes = b""

    def after_a_cut(self, chance: random.Random) -> bytes:
        size = chance.choice([len(self.content), len(self.synced), *self._sizes(chance)])
        made = bytearray(size)
        for at in range(0, size, BLOCK):
            source = self.content if chance.random() < 0.5 else self.synced
            part = source[at : min(at + BLOCK, size)]
            made[at : at + len(part)] = part
        return bytes(made) if self.content != self.synced else self.synced

    def _sizes(self, chance: random.Random) -> list[int]:
        return [chance.randint(0, len(self.content))]


class Disk:
    """What a disk may hold after the power went during some calls."""

    def __init__(self, folder: Path) -> None:
        self.names = {
            path.name: File(bytearray(path.read_bytes()), path.read_bytes())
            for path in folder.iterdir()
        }
        self.sure = dict(self.names)
        self.open_changes: list[list[tuple[str, File | None]]] = []

    def do(self, call: tuple[Any, ...]) -> None:
        match call:
            case ("make", name):
                self._change([(name, File())])
            case ("write", name, content):
                self.names[name].content += content
            case ("sync", ""):
                self.sure = dict(self.names)
                self.open_changes = []
            case ("sync", name):
                self.names[name].synced = bytes(self.names[name].content)
            case ("rename", name, to):
                # Where no order is kept, the old file may have gone before the new one comes.
                self._change([(to, None), (to, self.names[name]), (name, None)])
            case ("unlink", name):
                self._change([(name, None)])

    def _change(self, parts: list[tuple[str, File | None]]) -> None:
        self.open_changes.append(parts)
        _apply(self.names, parts)

    def after_a_cut(self, chance: random.Random, *, in_order: bool) -> dict[str, bytes]:
        names = dict(self.sure)
        if in_order:
            for parts in self.open_changes[: chance.randint(0, len(self.open_changes))]:
                _apply(names, parts)
        else:
            for parts in self.open_changes:
                _apply(names, [part for part in parts if chance.random() < 0.5])
        return {name: file.after_a_cut(chance) for name, file in names.items()}


def _apply(names: dict[str, File], parts: list[tuple[str, File | None]]) -> None:
    for name, file in parts:
        if file is None:
            names.pop(name, None)
        else:
            names[name] = file


@pytest.fixture(params=list(KINDS))
def kind(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(disk, "kind_of", lambda _fd: request.param)
    return str(request.param)


@pytest.fixture
def tape(monkeypatch: pytest.MonkeyPatch) -> Iterator[Tape]:
    made_tape = Tape()
    monkeypatch.setattr(disk, "os", made_tape)
    return made_tape


def opened(folder: Path) -> str:
    """The text that a vault holds, with whichever of two passphrases opens it."""
    try:
        vault = open_vault(folder, PHRASE)
    except VaultError:
        vault = open_vault(folder, SECOND)
    with vault:
        return text_of(vault)


def create(folder: Path) -> None:
    vaults.create(folder, PHRASE).close()


def trouble(work: Callable[[], None]) -> str:
    """The code of what went wrong; empty where nothing did."""
    try:
        work()
    except VaultError as error:
        return error.code
    return ""


@pytest.mark.parametrize("change", list(CHANGES))
def test_a_power_cut_loses_nothing(
    change: str, kind: str, tape: Tape, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = made(tmp_path / "v", "older", "old")
    chance = random.Random(f"{change} {kind}")
    start = Disk(folder)
    with open_vault(folder, PHRASE) as vault:
        tape.calls.clear()
        CHANGES[change](vault)
    calls = list(tape.calls)
    monkeypatch.setattr(disk, "os", os)
    assert len(calls) >= 5
    found: Counter[str] = Counter()
    scratch = tmp_path / "s"
    scratch.mkdir()
    rounds = TRIALS // (len(CHANGES) * len(KINDS)) // (len(calls) + 1) + 1
    for count in range(len(calls) + 1):
        if count:
            start.do(calls[count - 1])
        for _ in range(rounds):
            state = start.after_a_cut(chance, in_order=kind == "ext4")
            for path in scratch.iterdir():
                path.unlink()
            for name, content in state.items():
                (scratch / name).write_bytes(content)
            text = opened(scratch)
            # What was said to be kept is kept.
            assert text == "new" or change != "keep" or count < len(calls)
            found[text] += 1
    assert set(found) <= {"old", "new"}
    assert found["old"] > 0
    assert change != "keep" or found["new"] > 0


@pytest.mark.parametrize("refusal", [errno.ENOSPC, errno.EIO, errno.ENODEV, errno.EROFS])
@pytest.mark.parametrize("change", list(CHANGES))
@pytest.mark.usefixtures("kind")
def test_a_disk_that_refuses_loses_nothing_and_the_work_can_go_on(
    change: str, refusal: int, tape: Tape, tmp_path: Path
) -> None:
    tape.refusal = refusal
    at = 0
    while True:
        folder = made(tmp_path / str(at), "older", "old")
        with open_vault(folder, PHRASE) as vault:
            tape.calls.clear()
            tape.refuse_at = at
            told = trouble(partial(CHANGES[change], vault))
            if told:
                assert told in {"vault-disk-full", "vault-gone", "vault-read-only"}
                for new in folder.glob("*.new"):
                    assert not new.with_suffix("").exists()
            if tape.refuse_at >= 0:
                break
            vault.keep(document("went on"))
        assert opened(folder) == "went on"
        at += 1
    assert at >= 5


@pytest.mark.parametrize("change", list(CHANGES))
@pytest.mark.usefixtures("kind")
def test_a_program_that_dies_at_any_call_loses_nothing(
    change: str, tape: Tape, tmp_path: Path
) -> None:
    at = 0
    while True:
        folder = made(tmp_path / str(at), "older", "old")
        with open_vault(folder, PHRASE) as vault:
            tape.calls.clear()
            tape.refuse_at = at
            try:
                with pytest.MonkeyPatch.context() as patch:
                    # No error of the disk: nothing is tidied up after the call that did not come.
                    patch.setattr(Tape, "_note", _die)
                    CHANGES[change](vault)
            except SystemExit:
                pass
            ended = tape.refuse_at >= 0
        if ended:
            break
        assert opened(folder) in {"old", "new"}
        at += 1
    assert at >= 5


def _die(tape: Tape, *call: Any) -> None:
    if len(tape.calls) == tape.refuse_at:
        tape.refuse_at = -1
        raise SystemExit
    tape.calls.append(call)


def test_a_full_disk_leaves_no_half_made_vault(tape: Tape, tmp_path: Path) -> None:
    tape.refusal = errno.ENOSPC
    at = 0
    while True:
        folder = tmp_path / str(at)
        tape.calls.clear()
        tape.refuse_at = at
        told = trouble(partial(create, folder))
        if told:
            assert told == "vault-disk-full"
            assert not folder.exists()
        if tape.refuse_at >= 0:
            break
        at += 1
    assert at >= 5
