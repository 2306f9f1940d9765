"""Photos are drawn in the locked room, as it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.samples import SAMPLES
from toolkit.errors import UnsupportedError
from toolkit.metadata import wire
from toolkit.metadata.confinement import Layer, Permitted
from toolkit.metadata.model import Thumbnail
from toolkit.metadata.thumbnail import MODULES, thumbnail
from toolkit.metadata.worker import LockedRoom

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DRAWN = [s for s in SAMPLES if s.decodes and s.format != "SVG"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("photos")


@pytest.fixture(scope="module")
def room(folder: Path) -> Iterator[LockedRoom]:
    permitted = Permitted(reads=(str(folder),), threads=True)
    with LockedRoom(permitted, workers=1, modules=MODULES) as room:
        yield room


@pytest.mark.parametrize("sample", DRAWN, ids=str)
def test_each_kind_of_picture_is_drawn_in_the_room(
    sample: Any, room: LockedRoom, folder: Path
) -> None:
    if sample.format == "HEIC" and Layer.CALLS not in room.layers():
        pytest.skip("its decoder needs threads, which only the filter tells from processes")
    path = folder / sample.name.replace("/", " ")
    path.write_bytes(sample.content)
    assert room.submit(thumbnail, str(path), 64, 64).result() == thumbnail(str(path), 64, 64)


def test_a_room_that_was_taken_over_cannot_lie_about_a_size() -> None:
    said = b'{"!Thumbnail": [%d, 1, {"!bytes": "abc"}]}'
    assert wire.decode(said % 1) == Thumbnail(1, 1, b"abc")
    with pytest.raises(wire.WireError):
        wire.decode(said % 2)


def test_where_no_thread_may_be_started_heic_is_a_kind_that_is_not_drawn(folder: Path) -> None:
    path = folder / "alone"
    path.write_bytes(next(s for s in DRAWN if s.format == "HEIC").content)
    permitted = Permitted(reads=(str(folder),))
    with LockedRoom(permitted, workers=1, modules=MODULES) as room, pytest.raises(UnsupportedError):
        room.submit(thumbnail, str(path), 64, 64).result()
