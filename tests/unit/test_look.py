"""What is written can be read: contrast, computed from the themes as they are worn."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import pytest
from textual.color import Color

from toolkit.tui.look import DARK, LIGHT, THEMES, Palette

ROOT = Path(__file__).parents[2]

ENOUGH = 4.5
"""WCAG 2.2, 1.4.3 Contrast (Minimum)."""

TEXT = ("ink", "muted", "accent", "high", "middle", "low", "kept")
GROUNDS = ("paper", "raised")
PALETTES = {"dark": DARK, "light": LIGHT}


def luminance(colour: str) -> float:
    """Relative luminance, from 0 to 1 (WCAG 2.2)."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_computed_as_the_standard_says() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("name", PALETTES)
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("text", TEXT)
def test_text_stands_out_from_what_it_lies_on(name: str, ground: str, text: str) -> None:
    colours = asdict(PALETTES[name])
    assert contrast(colours[text], colours[ground]) >= ENOUGH


@pytest.mark.parametrize("name", PALETTES)
def test_text_on_the_accent_can_be_read(name: str) -> None:
    # The cursor of a line to type in.
    palette = PALETTES[name]
    assert contrast(palette.paper, palette.accent) >= ENOUGH


@pytest.mark.parametrize("name", PALETTES)
@pytest.mark.parametrize("harm", ["high", "middle", "low", "kept"])
def test_what_is_chosen_by_reversing_can_be_read(name: str, harm: str) -> None:
    colours = asdict(PALETTES[name])
    assert contrast(colours["paper"], colours[harm]) >= ENOUGH


def test_the_themes_wear_the_palettes() -> None:
    worn = {each.name: each for each in THEMES}
    for name, palette in PALETTES.items():
        each = worn[name]
        assert (each.background, each.panel, each.foreground) == (
            palette.paper,
            palette.raised,
            palette.ink,
        )
        assert each.dark == (name == "dark")
        for meaning, colour in _meanings(palette).items():
            assert each.variables[meaning] == colour
            # As Textual reads it: no shade, no transparency.
            assert Color.parse(colour).a == 1


def _meanings(palette: Palette) -> dict[str, str]:
    return {
        "harm-high": palette.high,
        "harm-middle": palette.middle,
        "harm-low": palette.low,
        "kept": palette.kept,
        "muted": palette.muted,
        "ink": palette.ink,
    }


def test_the_sixteen_colours_are_the_terminals_own_and_give_no_background() -> None:
    (sixteen,) = (each for each in THEMES if each.name == "sixteen")
    assert sixteen.ansi
    assert sixteen.background == sixteen.surface == sixteen.panel == "ansi_default"
    for value in _meanings_of(sixteen.variables):
        assert value.startswith("ansi_")


def _meanings_of(variables: dict[str, str]) -> list[str]:
    names = ("harm-high", "harm-middle", "harm-low", "kept", "muted", "ink", "paper", "raised")
    return [variables[name] for name in names]


def test_only_the_terminals_own_colours_are_dimmed() -> None:
    # How dim that is, is the terminal's business; our own colours are what was computed above.
    for path in (ROOT / "toolkit" / "tui").rglob("*"):
        if path.suffix not in {".py", ".tcss"}:
            continue
        selector = ""
        for line in path.read_text(encoding="utf-8").splitlines():
            selector = line if "{" in line else selector
            if "text-style:" in line and " dim" in line.partition("text-style:")[2]:
                assert ":ansi" in selector, f"{path.name}: {line.strip()}"
