"""How it looks: one palette with meaning, in four dresses.

Colour is never the only sign: each level of harm has a word and a shape as well. Widgets name the
meaning (``$harm-high``, ``$kept``, ``$muted``), never a colour.

Contrast against `paper` and `raised` is at least 4.5:1 for every colour that text is written in
(WCAG 2.2, 1.4.3); `tests/unit/test_look.py` computes it.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Final

from textual.theme import Theme


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one dress, by what they mean.

    Attributes:
        paper: What everything lies on.
        raised: What a panel or the chosen row lies on.
        line: Hairlines. Never text.
        ink: Text.
        muted: Text of second rank.
        accent: Where you are, and what you can press.
        high: Harm that leads to you: place, person, serial number.
        middle: Harm that helps to find you: time, hidden pictures, history.
        low: What narrows it down: device, program, the unknown.
        kept: What is done, and what stays as it should.
        land: The coasts of the map. Never text.
    """

    paper: str
    raised: str
    line: str
    ink: str
    muted: str
    accent: str
    high: str
    middle: str
    low: str
    kept: str
    land: str


DARK: Final = Palette(
    paper="#16181b",
    raised="#22262b",
    line="#3a4048",
    ink="#e6e1d6",
    muted="#a8a296",
    accent="#e8b15a",
    high="#f48f74",
    middle="#dfbf68",
    low="#8fb7d6",
    kept="#8cc49a",
    land="#5a636e",
)

LIGHT: Final = Palette(
    paper="#faf6ec",
    raised="#efe8d8",
    line="#cdc4b0",
    ink="#2a2723",
    muted="#655f54",
    accent="#8a4f00",
    high="#a5301a",
    middle="#735200",
    low="#245f86",
    kept="#2a6b3c",
    land="#a89f8c",
)

_SIXTEEN: Final = Palette(
    paper="ansi_default",
    raised="ansi_default",
    line="ansi_default",
    ink="ansi_default",
    muted="ansi_default",
    accent="ansi_yellow",
    high="ansi_red",
    middle="ansi_magenta",
    low="ansi_cyan",
    kept="ansi_green",
    land="ansi_default",
)


def theme(name: str, palette: Palette, *, dark: bool = True, ansi: bool = False) -> Theme:
    """A palette as Textual wants it.

    Args:
        name: What it is called.
        palette: Its colours.
        dark: Whether its paper is dark.
        ansi: Whether its colours are the terminal's own sixteen.
    """
    return Theme(
        name=name,
        dark=dark,
        ansi=ansi,
        primary=palette.accent,
        secondary=palette.low,
        warning=palette.middle,
        error=palette.high,
        success=palette.kept,
        accent=palette.accent,
        foreground=palette.ink,
        background=palette.paper,
        surface=palette.paper,
        panel=palette.raised,
        text_alpha=1.0,
        variables=_variables(palette),
    )


def _variables(palette: Palette) -> dict[str, str]:
    named = asdict(palette)
    meanings = {f"harm-{level}": named[level] for level in ("high", "middle", "low")}
    words = ("paper", "raised", "line", "ink", "muted", "kept", "land")
    plain = {word: named[word] for word in words}
    return {
        **meanings,
        **plain,
        # Textual's own rules name these, and define them for themes of true colours only.
        "ansi-background": palette.paper,
        "ansi-foreground": palette.ink,
        "scrollbar": palette.line,
        "scrollbar-hover": palette.muted,
        "scrollbar-active": palette.accent,
        "scrollbar-background": palette.paper,
        "scrollbar-background-hover": palette.paper,
        "scrollbar-background-active": palette.paper,
        "scrollbar-corner-color": palette.paper,
        "input-cursor-background": palette.accent,
        "input-cursor-foreground": palette.paper,
        "border": palette.line,
        "border-blurred": palette.line,
    }


THEMES: Final = (
    theme("dark", DARK),
    theme("light", LIGHT, dark=False),
    theme("sixteen", _SIXTEEN, ansi=True),
)
"""The dresses. Without colour, "sixteen" is worn, and every colour is filtered out."""
