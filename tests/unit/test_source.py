from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

import pytest

from toolkit.errors import DamagedError, NotReadableError
from toolkit.metadata import limits
from toolkit.metadata.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def windowed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[bytes, Source]]:
    """A file that is larger than what is read whole, and its bytes."""
    monkeypatch.setattr(limits, "READ_WHOLE_BYTES", 1000)
    monkeypatch.setattr(limits, "STEP_BYTES", 4096)
    content = bytes(range(256)) * 3000
    path = tmp_path / "large"
    path.write_bytes(content)
    fd = os.open(path, os.O_RDONLY)
    yield content, Source.from_descriptor(fd)
    os.close(fd)


def test_any_range_of_a_large_file_can_be_read(windowed: tuple[bytes, Source]) -> None:
    content, source = windowed
    for start, stop in ((0, 10), (700_000, 700_010), (5, 600_000), (0, len(content)), (9, 9)):
        assert source.read(start, stop) == content[start:stop]
        assert b"".join(source.steps(start, stop)) == content[start:stop]
        assert source.holds(start, content[start:stop])
    assert not source.holds(0, b"\x01")
    assert not source.holds(len(content) - 1, content[-1:] + b"\x00")


@pytest.mark.parametrize(("start", "stop"), [(-1, 2), (0, 11), (5, 4), (11, 12)])
def test_a_range_outside_the_file_is_damage(start: int, stop: int) -> None:
    with pytest.raises(DamagedError):
        Source(b"0123456789").read(start, stop)


def test_a_match_across_two_steps_is_found(windowed: tuple[bytes, Source], tmp_path: Path) -> None:
    _, source = windowed
    assert source.search(re.compile(rb"\xff\x00"), 0, source.size, 2) == 255
    path = tmp_path / "needle"
    for at in range(4090, 4100):
        path.write_bytes(b"." * at + b"\xff\xd9" + b"." * 9000)
        fd = os.open(path, os.O_RDONLY)
        found = Source.from_descriptor(fd).search(re.compile(rb"\xff\xd9"), 0, at + 9002, 2)
        os.close(fd)
        assert found == at


def test_nothing_found_is_the_end_of_the_range(windowed: tuple[bytes, Source]) -> None:
    _, source = windowed
    assert source.search(re.compile(rb"absent"), 3, 90_000, 6) == 90_000


def test_a_file_that_shrinks_while_it_is_read_is_told(
    windowed: tuple[bytes, Source], tmp_path: Path
) -> None:
    _, source = windowed
    os.truncate(tmp_path / "large", 10)
    with pytest.raises(NotReadableError, match="changed-while-reading"):
        source.read(500_000, 500_010)
