"""A vault costs its key derivation and little else. Run without coverage."""

from __future__ import annotations

import time
from statistics import median
from typing import TYPE_CHECKING

import pytest

from tests.unit.vaults import PHRASE, document, made
from toolkit.errors import VaultError
from toolkit.vault import store, waiting
from toolkit.vault.store import open_vault

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "words of a note\n" * 3000


@pytest.mark.timed
def test_opening_costs_little_beside_the_key(tmp_path: Path) -> None:
    folder = made(tmp_path / "v", TEXT)
    took = []
    for _ in range(9):
        began = time.perf_counter()
        open_vault(folder, PHRASE).close()
        took.append(time.perf_counter() - began)
    assert median(took) < 0.15


@pytest.mark.timed
def test_saving_takes_no_time_that_a_person_notices(tmp_path: Path) -> None:
    with open_vault(made(tmp_path / "v", TEXT), PHRASE) as vault:
        took = []
        for number in range(15):
            changed = document(f"{TEXT}{number}")
            began = time.perf_counter()
            vault.keep(changed)
            took.append(time.perf_counter() - began)
    assert (tmp_path / "v" / "vault.age").stat().st_size < 70_000
    assert median(took) < 0.02


@pytest.mark.timed
@pytest.mark.parametrize("name", ["vault.age", "key.age"])
def test_a_hostile_file_in_a_vault_is_refused_at_once(name: str, tmp_path: Path) -> None:
    folder = made(tmp_path / "v", TEXT)
    head = b"age-encryption.org/v1\n-> scrypt " + b"A" * 22 + b" 30\n" + b"A" * 43 + b"\n"
    size = (16 << 20) if name == "vault.age" else 0
    (folder / name).write_bytes(head + b"-> " + b"x" * size + b"--- " + b"A" * 43 + b"\n")
    took = []
    for _ in range(5):
        began = time.perf_counter()
        with pytest.raises(VaultError, match=r"vault-head-damaged|key-damaged"):
            open_vault(folder, PHRASE)
        took.append(time.perf_counter() - began)
    assert median(took) < 0.05


@pytest.mark.timed
def test_a_screen_stays_alive_while_a_key_is_derived(tmp_path: Path) -> None:
    store.create(tmp_path / "v", PHRASE).close()
    work = waiting.Work(lambda: open_vault(tmp_path / "v", PHRASE))
    seen, longest, last = [0.0], 0.0, time.perf_counter()
    while not work.future.done():
        time.sleep(0.005)
        seen.append(work.fraction())
        now = time.perf_counter()
        longest, last = max(longest, now - last), now
    work.future.result().close()
    assert longest < 0.1
    assert seen == sorted(seen)
    assert seen[len(seen) // 2] > 0.1
    assert work.fraction() == 1.0
