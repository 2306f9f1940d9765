"""The proof refuses every copy that is not the one that was promised."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.e2e.pictures import picture
from toolkit.errors import NotCleanError
from toolkit.metadata.cleaning import clean
from toolkit.metadata.formats import identify
from toolkit.metadata.model import Copy, Walk
from toolkit.metadata.source import Source
from toolkit.metadata.verify import verify

ORIGINAL = picture(16)
CLEAN = clean(ORIGINAL)


def plan() -> tuple[Source, Walk]:
    source = Source(ORIGINAL)
    return source, identify(source).walk(source)


def test_the_promised_copy_is_proven() -> None:
    source, walk = plan()
    assert verify(source, walk, Source(CLEAN)).width == 16


@pytest.mark.parametrize("offset", range(0, len(CLEAN), 37))
def test_a_single_other_bit_is_seen(offset: int) -> None:
    source, walk = plan()
    flipped = bytearray(CLEAN)
    flipped[offset] ^= 1
    with pytest.raises(NotCleanError, match="copy-differs"):
        verify(source, walk, Source(bytes(flipped)))


@pytest.mark.parametrize("copy", [CLEAN[:-1], CLEAN + b"\0", b"", ORIGINAL])
def test_a_copy_that_is_shorter_longer_or_another_is_seen(copy: bytes) -> None:
    source, walk = plan()
    with pytest.raises(NotCleanError, match="copy-differs"):
        verify(source, walk, Source(copy))


def test_a_plan_that_keeps_too_much_is_seen() -> None:
    source, walk = plan()
    careless = replace(walk, pieces=(Copy(0, source.size),))
    with pytest.raises(NotCleanError, match="copy-not-clean"):
        verify(source, careless, Source(ORIGINAL))


def test_a_plan_that_makes_no_picture_is_seen() -> None:
    source, walk = plan()
    with pytest.raises(NotCleanError, match="copy-unreadable"):
        verify(source, replace(walk, pieces=(Copy(0, 40),)), Source(ORIGINAL[:40]))


@pytest.mark.parametrize(
    "other", [{"width": 17}, {"height": 3}, {"frames": 2}, {"format": "JPEG"}], ids=str
)
def test_a_copy_that_shows_something_else_is_seen(other: dict[str, int]) -> None:
    source, walk = plan()
    with pytest.raises(NotCleanError, match="copy-shows-otherwise"):
        verify(source, replace(walk, **other), Source(CLEAN))  # type: ignore[arg-type] # all fit


def test_a_copy_that_cleaning_would_change_again_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    source, walk = plan()
    real = identify(Source(CLEAN))
    unstable = replace(
        real, walk=lambda copy: replace(real.walk(copy), pieces=(b"x", Copy(1, copy.size)))
    )
    monkeypatch.setattr("toolkit.metadata.verify.identify", lambda _: unstable)
    with pytest.raises(NotCleanError, match="copy-not-stable"):
        verify(source, walk, Source(CLEAN))
