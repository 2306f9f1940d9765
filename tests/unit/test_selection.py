from __future__ import annotations

import os
from pathlib import Path

import pytest

from toolkit.errors import NotReadableError
from toolkit.metadata import destinations
from toolkit.metadata.destinations import Options, permitted, target_of
from toolkit.metadata.opening import open_file
from toolkit.metadata.selection import Found, expand


def found(*paths: Path, recursive: bool = True) -> list[tuple[str, str | None]]:
    return [
        (os.path.relpath(f.path, paths[0]), f.error.code if f.error else None)
        for f in expand(paths, recursive=recursive)
    ]


def test_files_come_folder_by_folder_in_the_order_of_names(tmp_path: Path) -> None:
    for name in ("b/2", "b/1", "a", "c", "b/d/0"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    assert [path for path, _ in found(tmp_path)] == ["a", "b/1", "b/2", "b/d/0", "c"]


def test_a_folder_is_passed_on_like_a_file_unless_folders_were_meant(tmp_path: Path) -> None:
    assert found(tmp_path, recursive=False) == [(".", None)]


def test_symlinks_in_a_folder_are_told_and_not_followed(tmp_path: Path) -> None:
    (tmp_path / "circle").symlink_to(tmp_path)
    (tmp_path / "file").symlink_to("/etc/passwd")
    (tmp_path / "nowhere").symlink_to("nothing")
    assert found(tmp_path) == [
        ("circle", "symlink"),
        ("file", "symlink"),
        ("nowhere", "symlink"),
    ]


def test_a_symlink_that_was_given_itself_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "file").touch()
    (tmp_path / "link").symlink_to("real")
    assert [f.path for f in expand([tmp_path / "link"], recursive=True)] == [
        str(tmp_path / "link" / "file")
    ]


def test_a_pipe_is_told_and_nobody_waits_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert found(tmp_path) == [("pipe", "not-a-file")]


def test_a_folder_that_cannot_be_read_is_told_and_the_rest_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").touch()
    real = os.listdir

    def listdir(path: str) -> list[str]:
        if path == str(tmp_path / "a"):
            raise PermissionError(13, "")
        return real(path)

    monkeypatch.setattr(os, "listdir", listdir)
    assert found(tmp_path) == [("a", "forbidden"), ("b", None)]


def test_nesting_deeper_than_a_path_can_say_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.chdir(tmp_path)
        for _ in range(25):
            patch.chdir(_made("d" * 200))
    (deepest,) = expand([tmp_path], recursive=True)
    with pytest.raises(NotReadableError, match="missing"):
        open_file(deepest.path)


def _made(name: str) -> str:
    Path(name).mkdir()
    return name


def test_so_many_folders_are_permitted_as_few(tmp_path: Path) -> None:
    paths = [tmp_path / f"{n:03}" / f"{m}" / "x.jpg" for n in range(50) for m in range(10)]
    for path in paths:
        path.parent.mkdir(parents=True)
    folders = permitted(paths).reads
    assert len(folders) <= destinations.FOLDERS
    assert all(any(str(path).startswith(folder + "/") for folder in folders) for path in paths)
    assert str(tmp_path) not in folders


def test_a_disk_mounted_beneath_counts_as_one_that_may_need_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert permitted([tmp_path], Options()).replaces == ()
    monkeypatch.setattr(destinations, "_mounts", lambda: [str(tmp_path / "stick")])
    assert permitted([tmp_path], Options()).replaces == (str(tmp_path),)


def test_only_one_kind_of_place_can_be_asked_for(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="at most one"):
        Options(to=tmp_path, in_place=True)


@pytest.mark.parametrize(
    ("options", "inside", "expected"),
    [
        (Options(), "", ("/in", None, False)),
        (Options(keep_names=True), "", ("/in", "a.b.clean.jpg", False)),
        (Options(force=True, keep_names=True), "", ("/in", "a.b.clean.jpg", True)),
    ],
)
def test_a_copy_goes_where_it_was_asked_to(
    options: Options, inside: str, expected: tuple[str, str | None, bool]
) -> None:
    target = target_of(Found("/in/a.b.jpg", inside), options)
    assert (str(target.folder), target.name, target.replace) == expected
