"""Every word of the interface is translated, and two fifths more of them still fit."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from textual.scrollbar import ScrollBar
from textual.widget import Widget
from textual.widgets import Static

from tests import pseudo
from tests.tui.screens import SCREENS, SIZES, Shown, application
from toolkit.tui.widgets import keys
from toolkit.tui.widgets.keys import Keys

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.geometry import Region
    from textual.screen import Screen

HUGE = (200, 60)
LETTERS = re.compile(r"[A-Za-z]+")
WHOLE = re.compile(rf"{pseudo.OPEN}[^{pseudo.OPEN}{pseudo.CLOSE}]*{pseudo.CLOSE}")


@dataclass(frozen=True, slots=True)
class Part:
    """A widget that draws for itself.

    Attributes:
        name: What it is.
        widget: Which one it is, whatever the size.
        region: Where it would stand, if there were room for all of it.
        seen: Where it is seen.
        text: What is to be read there.
        scrolls: Whether the rest of it can be scrolled to.
    """

    name: str
    widget: int
    region: Region
    seen: Region
    text: str
    scrolls: bool


@dataclass(frozen=True, slots=True)
class Seen:
    """A screen at one size, in a language that nobody speaks.

    Attributes:
        shown: Which.
        language: In which language.
        size: Columns and lines.
        explained: Whether its explanation is open.
        text: All that is to be read.
        parts: By whom it was drawn.
        keys: What is written on the keys that it answers to.
        abouts: What these do, as far as it is said.
        explanation: What `?` is to show.
        scrolling: The widgets that the person can scroll, or that stand in one.
    """

    shown: Shown
    language: str
    size: tuple[int, int]
    explained: bool
    text: str
    parts: tuple[Part, ...]
    keys: frozenset[str]
    abouts: tuple[str, ...]
    explanation: str
    scrolling: frozenset[int]


def photographed(shown: Shown, language: str) -> Iterator[Seen]:
    """Open a screen and look at it at each size, alone and explained."""
    seen: list[Seen] = []

    async def run() -> None:
        app = application()
        async with app.run_test(size=SIZES[0]) as pilot:
            await shown.open(pilot)
            for explained in (False, True):
                for size in (*SIZES, HUGE):
                    await pilot.resize_terminal(*size)
                    await pilot.pause()
                    seen.append(looked_at(app.screen, shown, language, explained=explained))
                app.screen.add_class("-explained")

    asyncio.run(run())
    yield from seen


def looked_at(screen: Screen[Any], shown: Shown, language: str, *, explained: bool) -> Seen:
    strips = screen._compositor.render_strips()
    bindings = [active.binding for active in screen.active_bindings.values() if active.enabled]
    parts = []
    for widget, (region, clip) in screen._compositor.visible_widgets.items():
        if widget is screen or widget.displayed_children or isinstance(widget, ScrollBar):
            continue
        part = region.intersection(clip)
        lines = [strip.crop(part.x, part.right).text for strip in strips[part.y : part.bottom]]
        text = "\n".join(lines)
        parts.append(Part(str(widget), id(widget), region, part, text, scrolls(widget)))
    return Seen(
        shown,
        language,
        (screen.size.width, screen.size.height),
        explained,
        "\n".join(strip.text for strip in strips),
        tuple(parts),
        frozenset({keys.written_on(binding) for binding in bindings}),
        tuple(binding.description for binding in bindings if binding.show),
        str(screen.query_one("#explanation", Static).content),
        frozenset(id(widget) for widget in screen.walk_children(Widget) if scrolls(widget)),
    )


def scrolls(widget: Widget) -> bool:
    """Whether it, or something that it stands in, can be scrolled."""
    return any(
        isinstance(each, Widget) and each is not widget.screen and each.max_scroll_y > 0
        for each in widget.ancestors_with_self
    )


def in_english(seen: Seen) -> list[str]:
    """Words on a screen that are neither translated nor data."""
    text = seen.text
    known = {*seen.shown.data, *seen.keys}
    for data in sorted(known, key=len, reverse=True):
        text = re.sub(rf"(?<![^\W_]){re.escape(data)}(?![^\W_])", " ", text)
    return LETTERS.findall(text)


def told(seen: Seen, besides: frozenset[int] = frozenset()) -> set[str]:
    """Each text of ours that can be read whole, besides those of some widgets."""
    return {text for part in seen.parts if part.widget not in besides for text in whole(part.text)}


def whole(text: str) -> list[str]:
    """What begins and ends in a text, without spaces: lines also end behind hyphens."""
    return ["".join(each.split()) for each in WHOLE.findall(text)]


# Of the module: tests are ordered so that each screen is opened once for all of them.
@pytest.fixture(
    scope="module",
    params=[(shown, language) for shown in SCREENS for language in (pseudo.LONG, pseudo.RTL)],
    ids=lambda param: f"{param[0].name}-{param[1]}",
)
def sights(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Seen, ...]:
    shown, language = request.param
    pseudo.speak(language, tmp_path_factory.mktemp("words"))
    try:
        return tuple(photographed(shown, language))
    finally:
        pseudo.speak_english()


@pytest.fixture
def long_sights(sights: tuple[Seen, ...]) -> list[Seen]:
    """Those with brackets."""
    return [seen for seen in sights if seen.language == pseudo.LONG]


def test_no_word_is_in_the_code_alone(sights: tuple[Seen, ...]) -> None:
    for seen in sights:
        assert in_english(seen) == [], seen.text


def test_no_text_is_cut(long_sights: list[Seen]) -> None:
    for seen in long_sights:
        for part in seen.parts:
            if seen.explained and "explanation" not in part.name:
                continue
            cut = part.text.count(pseudo.OPEN) != part.text.count(pseudo.CLOSE)
            may = part.scrolls or seen.shown.may_cut(part.name)
            assert may or not cut, f"{part.name}:\n{part.text}"


def test_a_small_screen_says_all_that_a_large_one_says(long_sights: list[Seen]) -> None:
    plain = {seen.size: seen for seen in long_sights if not seen.explained}
    for size in SIZES if plain else ():
        assert told(plain[HUGE])
        huge = plain[HUGE]
        may = frozenset(each.widget for each in huge.parts if huge.shown.may_cut(each.name))
        stays = {text for each in huge.shown.stays for text in whole(pseudo.longer(each))}
        missing = (told(huge, plain[size].scrolling | may) | stays) - told(plain[size])
        assert missing == set(), plain[size].text


def test_no_explanation_is_cut(long_sights: list[Seen]) -> None:
    for seen in long_sights:
        texts = [part.text for part in seen.parts if "explanation" in part.name]
        assert len(texts) == seen.explained, seen.text
        for text in texts:
            assert text.count(pseudo.OPEN) == text.count(pseudo.CLOSE), text
            assert whole(text) == whole(seen.explanation) != [], text


def test_no_key_is_left_out_for_want_of_room(long_sights: list[Seen]) -> None:
    for seen in long_sights:
        (line,) = [part.text for part in seen.parts if part.name.startswith(Keys.__name__)]
        for about in seen.abouts:
            assert pseudo.longer(about) in line, (seen.size, line)


def test_nothing_overlaps(sights: tuple[Seen, ...]) -> None:
    for seen in sights:
        for index, part in enumerate(seen.parts):
            for other in seen.parts[index + 1 :]:
                assert not part.seen.overlaps(other.seen), (seen.size, part.name, other.name)


def test_nothing_runs_off_the_screen(sights: tuple[Seen, ...]) -> None:
    for seen in sights:
        for part in seen.parts:
            whole = part.seen == part.region
            assert whole or part.scrolls or seen.explained, (seen.size, part.name, part.region)
