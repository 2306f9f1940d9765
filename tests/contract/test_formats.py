"""What every format promises, held against every sample of every format."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.samples import SAMPLES
from tests.samples.base import leaks
from tests.samples.decoding import shown
from toolkit.metadata.cleaning import clean
from toolkit.metadata.formats import FORMATS, identify
from toolkit.metadata.model import Verdict
from toolkit.metadata.source import Source

if TYPE_CHECKING:
    from tests.samples.base import Sample
    from toolkit.metadata.model import Walk

every_sample = pytest.mark.parametrize("sample", SAMPLES, ids=str)


def walk(content: bytes) -> Walk:
    source = Source(content)
    return identify(source).walk(source)


def test_every_format_has_samples() -> None:
    assert {s.format for s in SAMPLES} == {f.name for f in FORMATS}


@every_sample
def test_the_format_is_told_by_its_bytes(sample: Sample) -> None:
    assert walk(sample.content).format == sample.format


@every_sample
def test_every_byte_belongs_to_exactly_one_segment(sample: Sample) -> None:
    for content in (sample.content, clean(sample.content)):
        position = 0
        for segment in walk(content).segments:
            assert segment.start == position
            assert segment.stop > segment.start
            position = segment.stop
        assert position == len(content)


@every_sample
def test_a_clean_copy_has_nothing_to_drop(sample: Sample) -> None:
    segments = walk(clean(sample.content)).segments
    assert [s for s in segments if s.verdict is Verdict.DROP] == []


@every_sample
def test_cleaning_a_clean_copy_changes_nothing(sample: Sample) -> None:
    once = clean(sample.content)
    assert clean(once) == once


@every_sample
def test_no_planted_mark_survives(sample: Sample) -> None:
    copy = clean(sample.content)
    survivors = [place for place, mark in sample.planted.items() if leaks(copy, mark)]
    assert survivors == []


@every_sample
def test_every_planted_mark_was_really_there(sample: Sample) -> None:
    missing = [place for place, mark in sample.planted.items() if not leaks(sample.content, mark)]
    assert missing == []


@every_sample
def test_what_a_viewer_shows_stays_exact(sample: Sample) -> None:
    if not sample.decodes:
        pytest.skip("no independent decoder for this one")
    assert shown(clean(sample.content)) == shown(sample.content)


@every_sample
def test_payloads_lie_inside_the_file(sample: Sample) -> None:
    for payload in walk(sample.content).payloads:
        assert 0 <= payload.start <= payload.stop <= len(sample.content)
