"""What every format promises to tell, held against every sample of every format."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.samples import SAMPLES
from toolkit.metadata import explain
from toolkit.metadata.inspection import inspect
from toolkit.neutral import neutral

if TYPE_CHECKING:
    from tests.samples.base import Sample
    from toolkit.metadata.model import Payload

every_sample = pytest.mark.parametrize("sample", SAMPLES, ids=str)


@every_sample
def test_findings_lie_inside_the_file_and_have_a_sentence(sample: Sample) -> None:
    for finding in inspect(sample.content).findings:
        assert 0 <= finding.start <= finding.stop <= len(sample.content)
        assert explain.sentence(finding) != "It holds something that we cannot explain."


@every_sample
def test_no_part_that_holds_a_mark_goes_without_a_word(sample: Sample) -> None:
    report = inspect(sample.content)
    silent = [
        payload.label
        for payload in report.walk.payloads
        if any(mark in _content(payload, sample) for mark in sample.planted.values())
        and not any(
            finding.start < payload.stop and payload.start < finding.stop
            for finding in report.findings
        )
    ]
    assert silent == []


@every_sample
def test_nothing_told_can_move_the_cursor(sample: Sample) -> None:
    for finding in inspect(sample.content).findings:
        for text in (finding.raw, finding.tag, explain.sentence(finding), *finding.facts.values()):
            assert neutral(text) == text


def _content(payload: Payload, sample: Sample) -> bytes:
    if payload.content is not None:
        return payload.content
    return sample.content[payload.start : payload.stop]
