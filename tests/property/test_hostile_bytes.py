"""Whatever is done to a valid file, the engine gives a clean copy or one of our errors."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.samples import SAMPLES
from toolkit.errors import InputError
from toolkit.metadata.cleaning import clean

if TYPE_CHECKING:
    from tests.samples.base import Sample

# Samples this large are mutated at fewer places, so that the suite stays quick.
_LARGE = 100_000

every_sample = pytest.mark.parametrize("sample", SAMPLES, ids=str)


def survives(content: bytes) -> None:
    """Clean, or refuse with an error that a person can be told. `NotCleanError` would be our fault:
    a copy that we wrote and that does not pass our own check."""
    try:
        clean(content)
    except InputError:
        return


@every_sample
@given(data=st.data())
def test_any_mutation_gives_a_clean_copy_or_our_error(sample: Sample, data: st.DataObject) -> None:
    content = bytearray(sample.content)
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(content)))
        change = data.draw(st.sampled_from(("flip", "insert", "delete", "copy", "extreme")))
        if change == "flip":
            content[at : at + 1] = bytes([data.draw(st.integers(0, 255))])
        elif change == "insert":
            content[at:at] = data.draw(st.binary(min_size=1, max_size=20))
        elif change == "delete":
            del content[at : at + data.draw(st.integers(1, 100))]
        elif change == "copy":
            source = data.draw(st.integers(0, len(content)))
            content[at:at] = content[source : source + 40]
        else:
            lie = data.draw(st.sampled_from((b"\xff" * 4, b"\x7f\xff\xff\xff", b"\0" * 4)))
            content[at : at + 4] = lie
    survives(bytes(content))


@every_sample
def test_any_truncation_gives_a_clean_copy_or_our_error(sample: Sample) -> None:
    size = len(sample.content)
    chance = random.Random(sample.name)
    ends = range(size) if size < 300 else chance.sample(range(size), 20 if size > _LARGE else 60)
    for end in ends:
        survives(sample.content[:end])
