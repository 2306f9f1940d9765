"""A file in a line."""

from __future__ import annotations

import math
import random

from toolkit.metadata import places
from toolkit.metadata.explain import sentence
from toolkit.metadata.model import Finding, Harm, Report, Verdict, Walk
from toolkit.metadata.summary import located, position_of, summarise


def _finding(harm: Harm, code: str, raw: str = "", **facts: str) -> Finding:
    return Finding(harm, code, "tag", raw, 1, 2, Verdict.DROP, facts)


def _report(*findings: Finding) -> Report:
    return Report(Walk("JPEG", ".jpg", 1, 1, 1, (), ()), 10, findings)


ISTANBUL = _finding(Harm.PLACE, "gps-position", latitude="41.0151", longitude="28.9795")
TAKEN = _finding(Harm.TIME, "time-taken", time="2026-05-03T14:22:00")
CAMERA = _finding(Harm.MODEL, "camera-model", make="Canon", model="Canon EOS R6")
SERIAL = _finding(Harm.SERIAL, "camera-serial", serial="123")


def test_a_summary_names_the_town_the_time_and_the_camera() -> None:
    line = summarise(located(_report(CAMERA, TAKEN, ISTANBUL, SERIAL)))
    assert (line.place, line.time, line.device) == (
        "Istanbul",
        "2026-05-03T14:22:00",
        "Canon EOS R6",
    )


def test_harms_stand_once_each_with_the_worst_first() -> None:
    line = summarise(_report(CAMERA, TAKEN, ISTANBUL, SERIAL, TAKEN))
    assert line.harms == (Harm.PLACE, Harm.SERIAL, Harm.TIME, Harm.MODEL)


def test_a_worse_harm_outweighs_all_lesser_ones_together() -> None:
    lesser = [_finding(harm, "x") for harm in list(Harm)[1:]]
    worst, rest = summarise(_report(ISTANBUL)), summarise(_report(*lesser))
    assert worst.rank > rest.rank


def test_when_a_file_last_changed_on_this_disk_is_no_harm_in_a_list() -> None:
    changed = _finding(Harm.TIME, "modified-time", time="2026-05-03T14:22:00")
    assert summarise(_report(changed)).harms == ()


def test_a_serial_number_stands_for_a_camera_without_a_name() -> None:
    assert summarise(_report(SERIAL)).device == "123"


def test_what_has_no_column_of_its_own_is_counted() -> None:
    others = [_finding(Harm.SOFTWARE, "software"), _finding(Harm.UNKNOWN, "unknown-data")]
    hidden = _finding(Harm.HIDDEN_PICTURE, "hidden-picture")
    line = summarise(_report(hidden, *others))
    assert (line.hidden, line.other) == (1, 2)


def test_a_position_with_its_town_noted_is_told_as_one_looked_up() -> None:
    (noted,) = located(_report(ISTANBUL)).findings
    assert noted.facts["town"] == "Istanbul"
    assert sentence(noted) == sentence(ISTANBUL)


def test_a_position_that_is_none_has_no_place() -> None:
    for bad in ("91", "nan", "x"):
        finding = _finding(Harm.PLACE, "gps-position", latitude=bad, longitude="0")
        assert position_of(finding) is None
        assert located(_report(finding)).findings == (finding,)


def test_the_town_found_in_a_band_is_the_nearest_of_all() -> None:
    towns = places._towns()
    chance = random.Random(1)
    points = [(chance.uniform(-90, 90), chance.uniform(-180, 180)) for _ in range(40)]
    for latitude, longitude in [*points, (90.0, 0.0), (-90.0, 0.0), (0.0, 180.0), (0.0, -180.0)]:
        a, b, c = places._direction(latitude, longitude)
        rows = zip(towns.east, towns.north, towns.up, strict=True)
        everywhere = max(x * a + y * b + z * c for x, y, z in rows)
        _, band = places._around(towns, latitude, longitude)
        assert math.isclose(max(band), everywhere, abs_tol=0)
