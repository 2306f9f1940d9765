"""The technical details: the map and the list lead to each other, and show all there is."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from textual.color import Color
from textual.widgets import Input

from tests import pseudo
from tests.samples import SAMPLES
from toolkit.metadata import inspect
from toolkit.metadata.model import Finding, Harm, Report, Segment, Verdict, Walk
from toolkit.tui.app import Parasol
from toolkit.tui.cleaning.technical_screen import TechnicalScreen, Value
from toolkit.tui.glyphs import AsciiOnly
from toolkit.tui.settings import Settings
from toolkit.tui.widgets.file_map import FileMap, said_range
from toolkit.tui.widgets.technical import TechnicalList, said_tag

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from textual.pilot import Pilot

    from tests.samples.base import Sample

_CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus"
_RICH = [
    next(sample for sample in SAMPLES if sample.format == name) for name in ("JPEG", "PNG", "HEIC")
]


def finding(tag: str, raw: str, start: int, stop: int, harm: Harm = Harm.PERSON) -> Finding:
    return Finding(harm, "comment", tag, raw, start, stop)


def report_of(parts: Sequence[Segment], findings: Sequence[Finding]) -> Report:
    walk = Walk("JPEG", ".jpg", 640, 480, 1, tuple(parts), ())
    return Report(walk, parts[-1].stop, tuple(findings))


SMALL = report_of(
    [
        Segment(0, 2, Verdict.KEEP, "SOI"),
        Segment(2, 400, Verdict.DROP, "APP1 Exif"),
        Segment(400, 500, Verdict.REWRITE, "APP2 ICC_PROFILE"),
        Segment(500, 90_000, Verdict.KEEP, "scan"),
        Segment(90_000, 120_000, Verdict.DROP, "trailer"),
    ],
    [
        finding("file name", "beach.jpg", 0, 0),
        finding("IFD0 Artist", "Leyla Example", 100, 120),
        finding("IFD0 Copyright", "Somebody Else", 120, 140),
        finding("trailer", "x\x1b[31m" + "long " * 70 + "end", 90_010, 119_000),
    ],
)


def shown(
    report: Report,
    act: Callable[[Pilot[int]], Awaitable[None]],
    size: tuple[int, int] = (80, 24),
    settings: Settings | None = None,
) -> None:
    """Show a report, do something on the screen, and close it."""

    async def run() -> None:
        app = Parasol(settings or Settings())
        async with app.run_test(size=size) as pilot:
            await app.push_screen(TechnicalScreen("holiday\x1b[2J.jpg", report))
            await pilot.pause()
            await act(pilot)

    asyncio.run(run())


def text_of(pilot: Pilot[int]) -> list[str]:
    strips = pilot.app.screen._compositor.render_strips(pilot.app.size)
    return [strip.text for strip in strips]


def the_map(pilot: Pilot[int]) -> FileMap:
    return pilot.app.screen.query_one(FileMap)


def the_list(pilot: Pilot[int]) -> TechnicalList:
    return pilot.app.screen.query_one(TechnicalList)


def value_of(pilot: Pilot[int]) -> str:
    return pilot.app.screen.query_one(Value).render().plain


def part_in(pilot: Pilot[int]) -> str:
    part = the_map(pilot).part
    return part.label if part else ""


def tag_in(pilot: Pilot[int]) -> str:
    found = the_list(pilot).finding
    return found.tag if found else ""


def test_going_down_the_list_marks_the_bytes_in_the_map() -> None:
    async def act(pilot: Pilot[int]) -> None:
        assert part_in(pilot) == ""
        await pilot.press("down")
        assert (tag_in(pilot), part_in(pilot)) == ("IFD0 Artist", "APP1 Exif")
        assert "▲" in text_of(pilot)[3]
        assert "Leyla Example" in value_of(pilot)
        await pilot.press("end")
        assert (tag_in(pilot), part_in(pilot)) == ("trailer", "trailer")

    shown(SMALL, act)


def test_a_finding_is_marked_inside_the_part_that_it_is_in() -> None:
    parts = [Segment(0, 1_000, Verdict.DROP, "APP1 Exif"), Segment(1_000, 2_000, Verdict.KEEP, "x")]

    async def act(pilot: Pilot[int]) -> None:
        marks = text_of(pilot)[3].strip()
        assert marks.startswith("└─")
        assert marks.endswith("─┘")
        assert marks.strip("└─┘") == "▲"
        await pilot.press("tab", "home")
        assert set(text_of(pilot)[3].strip()) == set("└─┘")

    shown(report_of(parts, [finding("IFD0 Artist", "Leyla", 500, 501)]), act)


def test_going_through_the_map_leads_to_the_first_finding_in_each_part() -> None:
    async def act(pilot: Pilot[int]) -> None:
        await pilot.press("tab", "right", "right")
        assert (part_in(pilot), tag_in(pilot)) == ("APP1 Exif", "IFD0 Artist")
        assert "2 to 400 (398 bytes)" in "\n".join(text_of(pilot))
        await pilot.press("right")
        assert (part_in(pilot), tag_in(pilot)) == ("APP2 ICC_PROFILE", "IFD0 Artist")
        assert value_of(pilot) == "Nothing in the list is from this part."
        await pilot.press("end")
        assert (part_in(pilot), tag_in(pilot)) == ("trailer", "trailer")
        await pilot.press("home", "left")
        assert part_in(pilot) == "SOI"

    shown(SMALL, act)


def test_up_and_down_in_the_map_go_by_lines_and_always_to_another_part() -> None:
    async def act(pilot: Pilot[int]) -> None:
        await pilot.press("tab", "home")
        passed = []
        for _ in range(6):
            passed.append(part_in(pilot))
            await pilot.press("down")
        assert passed[0] == "SOI"
        assert passed[-1] == "trailer"
        assert len(set(passed)) == len(passed) - passed.count("trailer") + 1
        for _ in range(6):
            await pilot.press("up")
        assert part_in(pilot) == "SOI"

    shown(SMALL, act)


def test_tab_goes_to_the_map_and_back_and_says_so() -> None:
    async def act(pilot: Pilot[int]) -> None:
        assert the_list(pilot).has_focus
        assert "Tab map" in text_of(pilot)[-1]
        await pilot.press("tab")
        assert the_map(pilot).has_focus
        await pilot.pause()
        assert "Tab list" in text_of(pilot)[-1]
        await pilot.press("shift+tab")
        assert the_list(pilot).has_focus

    shown(SMALL, act)


def test_what_is_typed_filters_by_field_and_by_value() -> None:
    async def act(pilot: Pilot[int]) -> None:
        await pilot.press("slash", *"ifd0")
        assert the_list(pilot).shown == 2
        assert "2 of 4" in "\n".join(text_of(pilot))
        await pilot.press("enter", "end")
        assert tag_in(pilot) == "IFD0 Copyright"
        await pilot.press("slash", *["backspace"] * 4, *"LEYLA")
        assert tag_in(pilot) == "IFD0 Artist"
        await pilot.press(*"?!")
        assert the_list(pilot).shown == 0
        assert "Nothing here has these letters in it." in "\n".join(text_of(pilot))
        await pilot.press("enter", "down", "pagedown", "end", "home")
        assert the_list(pilot).finding is None

    shown(SMALL, act)


def test_escape_first_shows_all_again_and_then_leads_back() -> None:
    async def act(pilot: Pilot[int]) -> None:
        await pilot.press("slash", *"leyla", "escape")
        assert isinstance(pilot.app.screen, TechnicalScreen)
        assert the_list(pilot).shown == 4
        assert tag_in(pilot) == "IFD0 Artist"
        assert not pilot.app.screen.query_one(Input).value
        assert the_list(pilot).has_focus
        await pilot.press("escape")
        assert not isinstance(pilot.app.screen, TechnicalScreen)

    shown(SMALL, act)


def test_a_click_selects_in_the_map_and_in_the_list() -> None:
    async def act(pilot: Pilot[int]) -> None:
        drawn = the_map(pilot)
        await pilot.click(FileMap, offset=(drawn.size.width - 1, 2))
        assert part_in(pilot) == "trailer"
        await pilot.click(FileMap, offset=(1, 0))
        assert part_in(pilot) == "trailer"
        await pilot.click(TechnicalList, offset=(10, 3))
        assert tag_in(pilot) == "IFD0 Copyright"
        await pilot.click(TechnicalList, offset=(10, 0))
        assert tag_in(pilot) == "IFD0 Copyright"

    shown(SMALL, act)


def test_a_long_value_is_shown_whole_and_its_controls_are_harmless() -> None:
    async def act(pilot: Pilot[int]) -> None:
        await pilot.press("end")
        await pilot.pause()
        screen = "\n".join(text_of(pilot))
        assert "\x1b" not in screen
        assert r"x\x1b[31mlong" in screen
        assert screen.count("long") >= 70
        assert "long end" in " ".join(screen.split())
        assert "holiday" in screen

    shown(SMALL, act)


def test_a_value_that_is_longer_than_the_screen_is_shown_to_its_end() -> None:
    report = report_of(SMALL.walk.segments, [finding("dc:title", "甲" * 399 + "乙", 5, 50)])

    async def act(pilot: Pilot[int]) -> None:
        await pilot.pause()
        seen = "\n".join(text_of(pilot))
        assert "Space more" in seen
        assert ("(45 bytes)" in seen, "乙" in seen) == (True, False)
        await pilot.press("space")
        await pilot.pause()
        assert "乙" in "\n".join(text_of(pilot))
        await pilot.press("space")
        await pilot.pause()
        assert "(45 bytes)" in "\n".join(text_of(pilot))

    shown(report, act)


@pytest.mark.parametrize("width", [80, 120])
def test_what_becomes_of_each_finding_is_told_where_it_is_not_the_same_for_all(width: int) -> None:
    kept = Finding(Harm.UNKNOWN, "comment", "DQT", "tables", 0, 2, Verdict.KEEP)

    async def act(pilot: Pilot[int]) -> None:
        rows = [line for line in text_of(pilot) if "●" in line or "▪" in line]
        assert "left out" in rows[0]
        assert "copied as it is" in next(row for row in rows if "DQT" in row)

    shown(report_of(SMALL.walk.segments, [*SMALL.findings, kept]), act, size=(width, 30))


def test_the_cursor_is_seen_however_far_it_goes() -> None:
    many = [finding(f"field {number}", "value", 2, 9) for number in range(5_000)]

    async def act(pilot: Pilot[int]) -> None:
        for key in ("end", "pageup", "up", "home", "pagedown", "down", "down"):
            await pilot.press(key)
            await pilot.pause()
            row = next(line for line in text_of(pilot) if line.strip().startswith("› ●"))
            assert tag_in(pilot) in row
        await pilot.press("tab", "home", "right")
        assert tag_in(pilot) == "field 0"
        assert any("› ●" in line for line in text_of(pilot))

    shown(report_of(SMALL.walk.segments, many), act)


def test_a_file_that_says_nothing_has_a_map_all_the_same() -> None:
    async def act(pilot: Pilot[int]) -> None:
        assert value_of(pilot) == "There is nothing to show."
        await pilot.press("down", "up", "end", "tab", "right")
        assert part_in(pilot) == "SOI"

    shown(report_of(SMALL.walk.segments, ()), act)


@pytest.mark.parametrize(
    ("size", "settings"),
    [
        ((20, 10), Settings()),
        ((80, 24), Settings(theme="sixteen")),
        ((120, 40), Settings(utf8=False)),
        ((200, 60), Settings(theme="light")),
    ],
)
def test_every_line_is_as_wide_as_the_screen(size: tuple[int, int], settings: Settings) -> None:
    async def act(pilot: Pilot[int]) -> None:
        await pilot.press("end", "tab", "left", "slash", "x")
        await pilot.pause()
        strips = pilot.app.screen._compositor.render_strips(pilot.app.size)
        assert {strip.cell_length for strip in strips} == {size[0]}

    shown(SMALL, act, size=size, settings=settings)


@pytest.mark.parametrize("size", [3, 900, 1_500, 2_100, 1_040_000, 1_100_000, 3 * 10**9])
def test_all_lines_of_the_map_begin_in_the_same_column(size: int) -> None:
    async def act(pilot: Pilot[int]) -> None:
        lines = [line for line in text_of(pilot)[2:14:2] if "░░░" in line]
        assert len({line.index("░") for line in lines}) == 1

    shown(report_of([Segment(0, size, Verdict.KEEP, "scan")], ()), act, size=(60, 40))


def test_the_three_verdicts_have_three_shapes_also_in_ascii() -> None:
    async def act(pilot: Pilot[int]) -> None:
        ascii_only = AsciiOnly()
        drawn = [
            "".join(span.text for span in ascii_only.apply(list(strip), Color(0, 0, 0)))
            for strip in pilot.app.screen._compositor.render_strips(pilot.app.size)
        ]
        legend = next(line for line in drawn if "copied as it is" in line)
        signs = {legend.split(words)[0].rstrip()[-1] for words in ("copied", "written", "left out")}
        assert len(signs) == 3

    shown(SMALL, act)


@pytest.mark.parametrize("sample", _RICH, ids=str)
def test_each_part_of_a_real_file_can_be_reached_and_is_told(sample: Sample) -> None:
    report = inspect(sample.content)

    async def act(pilot: Pilot[int]) -> None:
        await pilot.press("tab", "home")
        for part in report.walk.segments[:40]:
            assert the_map(pilot).part is part
            assert said_range(part.start, part.stop) in "\n".join(text_of(pilot))
            await pilot.press("right")

    shown(report, act)


@pytest.mark.skipif(not _CORPUS.is_dir(), reason="no real photos here")
def test_findings_of_a_real_photo_are_in_the_part_that_is_marked() -> None:
    report = inspect(_CORPUS / "file-type__fixture.jpg")

    async def act(pilot: Pilot[int]) -> None:
        for each in report.findings[1:]:
            await pilot.press("down")
            part = the_map(pilot).part
            assert (part is None) == (each.stop == 0)
            assert part is None or part.start <= each.start < part.stop

    shown(report, act)


def test_what_stands_outside_the_file_has_a_name_in_our_words_and_fields_keep_their_own(
    tmp_path: Path,
) -> None:
    inside = finding("file name", "Leyla", 100, 120)
    pseudo.speak(pseudo.LONG, tmp_path)
    try:
        assert said_tag(SMALL.findings[0]) == pseudo.longer("file name")
        assert said_tag(inside) == "file name"
    finally:
        pseudo.speak_english()


@pytest.mark.timed
def test_a_map_of_two_thousand_parts_is_drawn_in_five_milliseconds() -> None:
    parts = [
        Segment(at * 997, (at + 1) * 997, list(Verdict)[at % 3], "part") for at in range(2_000)
    ]

    async def act(pilot: Pilot[int]) -> None:
        drawn = the_map(pilot)
        took = []
        for at in range(10):
            drawn.select(at * 190)
            begin = time.perf_counter()
            for line in range(drawn.size.height):
                drawn.render_line(line)
            took.append(time.perf_counter() - begin)
        assert min(took) < 0.005

    shown(report_of(parts, ()), act, size=(200, 60))
