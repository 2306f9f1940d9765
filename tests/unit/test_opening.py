from __future__ import annotations

import io
import os
from typing import TYPE_CHECKING

import pytest

from toolkit.errors import NotReadableError
from toolkit.metadata.opening import opened

if TYPE_CHECKING:
    from pathlib import Path


def code(path: str | os.PathLike[str]) -> str:
    with pytest.raises(NotReadableError) as caught, opened(path):
        pass
    return caught.value.code


def test_a_path_bytes_and_an_open_file_give_the_same(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"content")
    with path.open("rb") as file:
        for given in (path, str(path), b"content", file, io.BytesIO(b"content")):
            with opened(given) as source:
                assert source.read(0, source.size) == b"content"


def test_what_cannot_be_read_is_told_by_kind(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "dangling").symlink_to("nowhere")
    assert code(tmp_path / "missing") == "missing"
    assert code(tmp_path / "dangling") == "missing"
    assert code(tmp_path / "loop") == "symlink-loop"
    assert code(tmp_path) == "is-folder"
    assert code(tmp_path / "pipe") == "not-a-file"
    assert code("/dev/null") == "not-a-file"
    assert code("nul\0byte") == "missing"
    assert code(tmp_path / ("x" * 300)) == "missing"


def test_a_symlink_is_followed_for_reading(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"content")
    (tmp_path / "link").symlink_to("file")
    with opened(tmp_path / "link") as source:
        assert source.size == 7


@pytest.mark.parametrize("name", ["-dash", "new\nline", "\u202egnp.exe", os.fsdecode(b"\xff\xfe")])
def test_no_name_is_too_strange_to_open(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"content")
    with opened(tmp_path / name) as source:
        assert source.size == 7
