"""What a copy knows of searches over its original is what it would find itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from toolkit.metadata import source as source_module
from toolkit.metadata.model import Copy
from toolkit.metadata.source import Source

if TYPE_CHECKING:
    import pytest

    from toolkit.metadata.model import Piece

PATTERNS = ((re.compile(rb"\xff[^\x00]"), 2), (re.compile(rb"\x01"), 1), (re.compile(rb"ab+c"), 9))

contents = st.lists(st.sampled_from(b"\xff\x00\x01abc"), max_size=60).map(bytes)


@given(st.data())
def test_a_learned_search_finds_what_a_search_would(data: st.DataObject) -> None:
    content = data.draw(contents)
    offsets = st.integers(0, len(content))
    original = Source(content)
    far, source_module._FAR = source_module._FAR, 0  # type: ignore[misc] # remember all of them
    try:
        for start in data.draw(st.lists(offsets, max_size=6)):
            for pattern, longest in PATTERNS:
                original.search(pattern, start, len(content), longest)
        pieces: list[Piece] = []
        for first, second in data.draw(st.lists(st.tuples(offsets, offsets), max_size=5)):
            pieces += [Copy(min(first, second), max(first, second)), data.draw(contents)[:3]]
        copied = b"".join(
            content[piece.start : piece.stop] if isinstance(piece, Copy) else piece
            for piece in pieces
        )
        copy = Source(copied)
        copy.learn(original, pieces)
        for start in range(len(copied) + 1):
            stop = data.draw(st.integers(start, len(copied)))
            for pattern, longest in PATTERNS:
                expected = Source(copied).search(pattern, start, stop, longest)
                assert copy.search(pattern, start, stop, longest) == expected
    finally:
        source_module._FAR = far  # type: ignore[misc] # as it was


def test_data_that_is_the_same_is_searched_once(monkeypatch: pytest.MonkeyPatch) -> None:
    content = bytes(100_000) + b"\x01end"
    original = Source(content)
    pattern, longest = PATTERNS[1]
    assert original.search(pattern, 0, len(content), longest) == 100_000
    copy = Source(b"new " + content)
    copy.learn(original, [b"new ", Copy(0, len(content))])
    monkeypatch.setattr(Source, "_search", None)
    assert copy.search(pattern, 4, copy.size, longest) == 100_004


def test_a_match_that_was_cut_in_two_is_not_known() -> None:
    content = bytes(100_000) + b"\xff\x01"
    original = Source(content)
    pattern, longest = PATTERNS[0]
    assert original.search(pattern, 0, len(content), longest) == 100_000
    copy = Source(content[:-1] + b"\x00\x00")
    copy.learn(original, [Copy(0, len(content) - 1), b"\x00\x00"])
    assert copy.search(pattern, 0, copy.size, longest) == copy.size
