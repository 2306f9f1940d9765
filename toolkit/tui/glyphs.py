"""For terminals that show ASCII alone: each sign of ours as the nearest one that they have."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len
from rich.segment import Segment
from textual.filter import LineFilter

if TYPE_CHECKING:
    from textual.color import Color

_ASCII: Final = str.maketrans(
    {
        **dict.fromkeys("●◉⬤", "@"),
        **dict.fromkeys("◆◇", "*"),
        **dict.fromkeys("▪■▣☑", "#"),
        **dict.fromkeys("□☐▫◻", "."),
        **dict.fromkeys("○◌", "o"),
        **dict.fromkeys("✓", "+"),
        **dict.fromkeys("✗×", "x"),
        **dict.fromkeys("›→▶▸", ">"),
        **dict.fromkeys("‹←◀", "<"),
        **dict.fromkeys("↑▲", "^"),
        **dict.fromkeys("↓▼▾", "v"),
        **dict.fromkeys("─━╌╴╸╺╶╾╼–—", "-"),
        **dict.fromkeys("│┃╎▏▎▉▕", "|"),
        **dict.fromkeys("┌┐└┘├┤┬┴┼╭╮╰╯╞╡", "+"),
        **dict.fromkeys("█▓▀▄▌▊▐▙▟▛▜", "#"),
        **dict.fromkeys("▖▗▘▝▚▞", "."),
        **dict.fromkeys("▒", "="),
        **dict.fromkeys("░", ":"),
        **dict.fromkeys("▁▂▃▅▆▇", "_"),
        **dict.fromkeys("…", "~"),
        **dict.fromkeys("·•", "."),
        **dict.fromkeys("“”", '"'),
        **dict.fromkeys("‘’", "'"),
        **dict.fromkeys("⏎", "<"),
        **dict.fromkeys("\u00a0", " "),
        **{chr(code): "." for code in range(0x2801, 0x2900)},
        "\u2800": " ",
    }
)


class AsciiOnly(LineFilter):
    """Replaces every character that is not ASCII by as many that are as it has columns."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - Textual's signature
        """The same line in ASCII.

        Args:
            segments: A line.
            background: What it lies on; of no account here.
        """
        return [
            segment if segment.text.isascii() else Segment(_in_ascii(segment.text), segment.style)
            for segment in segments
        ]


@lru_cache(4096)
def _in_ascii(text: str) -> str:
    return "".join(
        character if character.isascii() else "?" * cell_len(character)
        for character in text.translate(_ASCII)
    )
