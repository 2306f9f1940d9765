from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.errors import DamagedError
from toolkit.metadata.ledger import Claims, Ledger
from toolkit.metadata.model import Copy, Kind, Segment, Verdict
from toolkit.metadata.source import Source


def test_posted_parts_cover_the_file_and_the_copy_follows() -> None:
    ledger = Ledger(Source(b"headJUNKbodyold!"))
    ledger.keep(4, "head")
    ledger.drop(8, "junk", Kind.COMMENT)
    ledger.keep(12, "body")
    ledger.rewrite(16, "tail", b"new")
    assert [(s.start, s.stop, s.verdict) for s in ledger.segments()] == [
        (0, 4, Verdict.KEEP),
        (4, 8, Verdict.DROP),
        (8, 12, Verdict.KEEP),
        (12, 16, Verdict.REWRITE),
    ]
    assert ledger.pieces == [Copy(0, 4), Copy(8, 12), b"new"]
    assert [(p.kind, p.start, p.stop) for p in ledger.payloads] == [(Kind.COMMENT, 4, 8)]


def test_a_rewrite_that_changes_nothing_is_a_keep() -> None:
    ledger = Ledger(Source(b"same"))
    ledger.rewrite(4, "part", b"same")
    assert [s.verdict for s in ledger.segments()] == [Verdict.KEEP]
    assert ledger.pieces == [Copy(0, 4)]


def test_an_account_that_stops_early_cannot_be_closed() -> None:
    ledger = Ledger(Source(b"0123456789"))
    ledger.keep(5, "half")
    with pytest.raises(DamagedError, match="unaccounted"):
        ledger.segments()


@pytest.mark.parametrize("stop", [-1, 11])
def test_a_part_outside_the_file_is_damage(stop: int) -> None:
    ledger = Ledger(Source(b"0123456789"))
    with pytest.raises(DamagedError, match="truncated"):
        ledger.keep(stop, "part")


def test_what_nobody_claims_is_dropped() -> None:
    claims = Claims(10)
    claims.claim(2, 4, Verdict.KEEP, "strip")
    assert claims.segments("gap") == (
        Segment(0, 2, Verdict.DROP, "gap"),
        Segment(2, 4, Verdict.KEEP, "strip"),
        Segment(4, 10, Verdict.DROP, "gap"),
    )


@given(
    st.integers(1, 60),
    st.lists(
        st.tuples(st.integers(0, 60), st.integers(0, 60), st.sampled_from(Verdict)), max_size=12
    ),
)
def test_claims_in_any_order_cover_every_byte_once(
    size: int, ranges: list[tuple[int, int, Verdict]]
) -> None:
    claims = Claims(size)
    strongest = [Verdict.DROP] * size
    rank = {Verdict.DROP: 0, Verdict.REWRITE: 1, Verdict.KEEP: 2}
    taken: set[tuple[int, int]] = set()
    for start, length, verdict in ranges:
        stop = start + length
        if stop > size:
            with pytest.raises(DamagedError):
                claims.claim(start, stop, verdict, "part")
            continue
        claims.claim(start, stop, verdict, "part")
        if (start, stop) in taken:
            continue
        taken.add((start, stop))
        for at in range(start, stop):
            strongest[at] = max(strongest[at], verdict, key=lambda v: rank[v])
    told: list[Verdict] = []
    for segment in claims.segments("gap"):
        assert segment.start == len(told)
        told += [segment.verdict] * (segment.stop - segment.start)
    assert told == strongest
