from __future__ import annotations

import errno
import fcntl
import os
from typing import TYPE_CHECKING, Any

import pytest

from toolkit.errors import OutputError
from toolkit.metadata.model import Copy
from toolkit.metadata.output import Draft, Target
from toolkit.metadata.source import Source
from toolkit.new_file import MODIFIED

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PIECES = (b"new ", Copy(2, 5), b" end")


@pytest.fixture(params=["unnamed", "named", "no-links"])
def filesystem(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """As on ext4; without files that have no name; and as on FAT, without links too."""
    real_open = os.open

    def open_(path: Any, flags: int, *args: Any, **kwargs: Any) -> int:
        if flags & os.O_TMPFILE == os.O_TMPFILE:
            raise OSError(errno.EOPNOTSUPP, "")
        return real_open(path, flags, *args, **kwargs)

    def link(*args: Any, **kwargs: Any) -> None:
        raise OSError(errno.EPERM, "")

    if request.param != "unnamed":
        monkeypatch.setattr(os, "open", open_)
    if request.param == "no-links":
        monkeypatch.setattr(os, "link", link)
    return str(request.param)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def write(target: Target, before_placing: Callable[[Draft], object] = lambda _: None) -> Path:
    with Draft(target.folder) as draft:
        draft.write(PIECES, Source(b"0123456789"))
        before_placing(draft)
        return draft.place(target, ".jpg")


@pytest.mark.usefixtures("filesystem")
def test_a_copy_appears_whole_under_its_name(tmp_path: Path) -> None:
    path = write(Target(tmp_path, "out.jpg"))
    assert path == tmp_path / "out.jpg"
    assert path.read_bytes() == b"new 234 end"
    assert names(tmp_path) == ["out.jpg"]
    status = path.stat()
    assert status.st_mode & 0o777 == 0o600
    assert status.st_mtime == MODIFIED
    assert os.listxattr(path) == []


@pytest.mark.usefixtures("filesystem")
def test_a_named_draft_appears_under_its_name_too(tmp_path: Path) -> None:
    write(Target(tmp_path, "out.jpg"), lambda draft: draft.named())
    assert names(tmp_path) == ["out.jpg"]


@pytest.mark.usefixtures("filesystem")
def test_nothing_stays_of_a_draft_that_was_not_placed(tmp_path: Path) -> None:
    with Draft(tmp_path) as draft:
        draft.write(PIECES, Source(b"0123456789"))
        draft.named()
    assert names(tmp_path) == []


@pytest.mark.usefixtures("filesystem")
def test_a_name_that_is_taken_is_never_taken_over(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"old")
    (tmp_path / "dangling").symlink_to("nowhere")
    for name in ("file", "dangling"):
        with pytest.raises(OutputError, match="output-exists"):
            write(Target(tmp_path, name))
    assert (tmp_path / "file").read_bytes() == b"old"
    assert names(tmp_path) == ["dangling", "file"]


@pytest.mark.usefixtures("filesystem")
def test_replacing_takes_the_name_and_not_what_a_symlink_points_to(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"old")
    (tmp_path / "link").symlink_to("file")
    write(Target(tmp_path, "link", replace=True))
    assert (tmp_path / "file").read_bytes() == b"old"
    assert not (tmp_path / "link").is_symlink()
    assert (tmp_path / "link").read_bytes() == b"new 234 end"
    assert names(tmp_path) == ["file", "link"]


def test_a_neutral_name_says_nothing_and_is_another_each_time(tmp_path: Path) -> None:
    names = {write(Target(tmp_path)).name for _ in range(20)}
    assert len(names) == 20
    assert all(name.startswith("photo-") and name.endswith(".jpg") for name in names)


def test_many_small_pieces_are_written_in_order(tmp_path: Path) -> None:
    pieces = [bytes([n % 256]) * (n % 7) for n in range(5000)]
    with Draft(tmp_path) as draft:
        draft.write(pieces, Source(b""))
        path = draft.place(Target(tmp_path, "out"), "")
    assert path.read_bytes() == b"".join(pieces)


def test_a_system_that_writes_less_than_asked_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.writev
    monkeypatch.setattr(os, "writev", lambda fd, parts: real(fd, [bytes(parts[0])[:1]]))
    assert write(Target(tmp_path, "out.jpg")).read_bytes() == b"new 234 end"


@pytest.mark.parametrize(
    ("number", "code"),
    [(errno.ENOSPC, "disk-full"), (errno.EFBIG, "file-too-big-here"), (errno.EIO, "write-failed")],
)
def test_a_disk_that_fails_is_told_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: str
) -> None:
    def writev(*_: object) -> int:
        raise OSError(number, "")

    monkeypatch.setattr(os, "writev", writev)
    with pytest.raises(OutputError, match=code):
        write(Target(tmp_path, "out.jpg"))
    assert names(tmp_path) == []


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="folder-missing"):
        write(Target(tmp_path / "nowhere", "out.jpg"))


def test_a_name_that_is_too_long_is_told(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="name-too-long"):
        write(Target(tmp_path, "x" * 256))


def test_a_copy_that_is_about_to_replace_a_file_is_locked_against_tidying(tmp_path: Path) -> None:
    with Draft(tmp_path) as draft:
        draft.write(PIECES, Source(b"0123456789"))
        passing = draft.named()
        with passing.open() as other, pytest.raises(BlockingIOError):
            fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)
