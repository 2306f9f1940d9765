from __future__ import annotations

import errno
import fcntl
import os
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest

from toolkit.metadata import output
from toolkit.metadata.output import Draft, Target, _lock, remove_forsaken_drafts
from toolkit.metadata.source import Source

if TYPE_CHECKING:
    from pathlib import Path

LEFT = ".abcdefgh.part"


@pytest.fixture(autouse=True)
def _as_on_fat(monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that holds no file without a name."""
    real_open = os.open

    def open_(path: Any, flags: int, *args: Any, **kwargs: Any) -> int:
        if flags & os.O_TMPFILE == os.O_TMPFILE:
            raise OSError(errno.EOPNOTSUPP, "")
        return real_open(path, flags, *args, **kwargs)

    monkeypatch.setattr(os, "open", open_)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def write(folder: Path) -> None:
    with Draft(folder) as draft:
        draft.write([b"new"], Source(b""))
        draft.place(Target(folder, "new"), "")


def left_behind(folder: Path, name: str = LEFT) -> Path:
    path = folder / name
    path.write_bytes(b"old")
    os.utime(path, (1, 1))
    return path


def test_the_draft_of_a_killed_program_is_cleared_away_by_the_next(tmp_path: Path) -> None:
    left_behind(tmp_path)
    write(tmp_path)
    assert names(tmp_path) == ["new"]


def test_a_draft_that_somebody_works_on_is_left_alone(tmp_path: Path) -> None:
    path = left_behind(tmp_path)
    with path.open() as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        write(tmp_path)
    assert names(tmp_path) == [LEFT, "new"]


def test_a_draft_of_this_very_moment_is_left_alone(tmp_path: Path) -> None:
    left_behind(tmp_path).touch()
    write(tmp_path)
    assert names(tmp_path) == [LEFT, "new"]


@pytest.mark.parametrize("name", [".holiday1.part", "film.part", ".abcdefg.part", ".ABCDEFGH.part"])
def test_a_file_that_is_no_draft_of_ours_is_left_alone(tmp_path: Path, name: str) -> None:
    left_behind(tmp_path, name)
    write(tmp_path)
    assert name in names(tmp_path)


def test_a_symlink_with_the_name_of_a_draft_leads_nowhere(tmp_path: Path) -> None:
    precious = left_behind(tmp_path, "precious")
    (tmp_path / LEFT).symlink_to(precious)
    write(tmp_path)
    assert precious.exists()


def test_two_drafts_in_one_folder_do_not_disturb_each_other(tmp_path: Path) -> None:
    with Draft(tmp_path) as first:
        first.write([b"first"], Source(b""))
        write(tmp_path)
        first.place(Target(tmp_path, "first"), "")
    assert names(tmp_path) == ["first", "new"]


def test_a_checked_copy_with_a_passing_name_is_left_alone_by_others(tmp_path: Path) -> None:
    with Draft(tmp_path) as draft:
        draft.write([b"new"], Source(b""))
        passing = draft.named()
        with passing.open() as other, pytest.raises(BlockingIOError):
            fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)


def test_a_folder_is_tidied_once(tmp_path: Path) -> None:
    write(tmp_path)
    left_behind(tmp_path)
    with Draft(tmp_path):
        assert LEFT in names(tmp_path)


def test_a_draft_whose_maker_was_just_killed_can_be_removed_at_once(tmp_path: Path) -> None:
    (tmp_path / LEFT).write_bytes(b"written a moment ago")
    (tmp_path / "photo-abcdefgh.jpg").write_bytes(b"a copy")
    remove_forsaken_drafts([tmp_path / "not there", tmp_path], 0.0)
    assert names(tmp_path) == ["photo-abcdefgh.jpg"]


def test_removing_waits_a_moment_for_the_lock_of_the_dead_to_fall(tmp_path: Path) -> None:
    with (tmp_path / LEFT).open("wb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        falling = threading.Timer(0.1, lambda: fcntl.flock(held, fcntl.LOCK_UN))
        falling.start()
        remove_forsaken_drafts([tmp_path], 5.0)
        falling.join()
    assert names(tmp_path) == []


def test_a_living_draft_of_somebody_else_is_never_removed(tmp_path: Path) -> None:
    with (tmp_path / LEFT).open("wb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        remove_forsaken_drafts([tmp_path], 0.1)
    assert names(tmp_path) == [LEFT]


def test_a_draft_that_is_locked_between_two_looks_is_never_removed(tmp_path: Path) -> None:
    with (tmp_path / LEFT).open("wb") as held:
        locking = threading.Timer(0.01, lambda: fcntl.flock(held, fcntl.LOCK_EX))
        locking.start()
        remove_forsaken_drafts([tmp_path], 0.1)
        locking.join()
    assert names(tmp_path) == [LEFT]


def test_two_who_write_into_one_folder_while_a_third_tidies_lose_nothing(tmp_path: Path) -> None:
    over = threading.Event()

    def tidy() -> None:
        while not over.is_set():
            remove_forsaken_drafts([tmp_path], 0.0)

    def write_many(who: str) -> None:
        for number in range(60):
            with Draft(tmp_path) as draft:
                draft.write([b"whole"], Source(b""))
                time.sleep(0.001)
                draft.place(Target(tmp_path, f"{who}{number}"), "")

    tidying = threading.Thread(target=tidy)
    tidying.start()
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(write_many, "ab"))
    over.set()
    tidying.join()
    assert len(names(tmp_path)) == 120


def test_who_tidies_for_a_moment_does_not_leave_a_draft_unlocked(tmp_path: Path) -> None:
    path = left_behind(tmp_path)
    with path.open() as draft, path.open() as tidying:
        fcntl.flock(tidying, fcntl.LOCK_EX)
        letting_go = threading.Timer(0.05, lambda: fcntl.flock(tidying, fcntl.LOCK_UN))
        letting_go.start()
        _lock(draft.fileno())
        letting_go.join()
        with path.open() as other, pytest.raises(BlockingIOError):
            fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)


def test_a_draft_that_was_tidied_away_before_it_was_locked_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, taken = output._lock, list[str]()

    def late(fd: int) -> None:
        if not taken:
            taken.extend(names(tmp_path))
            (tmp_path / taken[0]).unlink()
        real(fd)

    monkeypatch.setattr(output, "_lock", late)
    write(tmp_path)
    assert taken
    assert names(tmp_path) == ["new"]
