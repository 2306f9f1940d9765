"""All findings of a report as they stand in the file: a list of any length, drawn line by line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from rich.cells import cell_len
from rich.segment import Segment as Span
from textual.binding import Binding
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from toolkit.i18n import N_, _
from toolkit.tui.widgets.file_map import VERDICT_WORDS
from toolkit.tui.widgets.fitting import fitted, harmless
from toolkit.tui.widgets.harm_marks import MARKS, MEANINGS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.style import Style
    from textual import events
    from textual.binding import BindingType

    from toolkit.metadata.model import Finding, Segment
    from toolkit.tui.widgets.table import Meaning

_GAP: Final = 2
_TAG_SHARE: Final = 0.45
"""The most of the room for tag and value that the tag may take."""
_WIDE: Final = 96
"""From so many columns on, the fate of each finding is told even where it is always the same."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A finding in words, and what the filter looks through."""

    finding: Finding
    level: Meaning
    bytes_at: str
    verdict: str
    tag: str
    raw: str
    searched: str


class TechnicalList(ScrollView, can_focus=True):
    """One line for each finding: harm, bytes, fate, tag, value; one of them is under the cursor.

    The value comes last: a script whose widths a terminal sees otherwise moves nothing else.

    Args:
        findings: What to list, in this order.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", N_("move"), key_display="↑↓"),
        Binding("down,j", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home", "end(0)", show=False),
        Binding("end", "end(-1)", show=False),
    ]
    DEFAULT_CSS = """
    TechnicalList {
        height: 1fr;
        color: $ink;
        overflow-x: hidden;
        & > .technical-list--head { color: $muted; }
        & > .technical-list--quiet { color: $muted; }
        & > .technical-list--high { color: $harm-high; }
        & > .technical-list--middle { color: $harm-middle; }
        & > .technical-list--low { color: $harm-low; }
        & > .technical-list--here { background: $raised; }
        &:focus > .technical-list--here { text-style: bold; }
        & > .technical-list--point { color: $muted; }
        &:focus > .technical-list--point { color: $accent; text-style: bold; }
        &:ansi > .technical-list--quiet { text-style: dim; }
        &:ansi > .technical-list--head { text-style: dim; }
        &:ansi:focus > .technical-list--here { text-style: bold; }
        &:nocolor:focus > .technical-list--here { text-style: reverse; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "technical-list--head",
        "technical-list--quiet",
        "technical-list--high",
        "technical-list--middle",
        "technical-list--low",
        "technical-list--here",
        "technical-list--point",
    }

    class Moved(Message):
        """Another finding is under the cursor, by the person's doing.

        Args:
            finding: Which; none when the filter left none.
        """

        def __init__(self, finding: Finding | None) -> None:
            super().__init__()
            self.finding = finding

    def __init__(self, findings: Sequence[Finding], *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._rows = tuple(_row(finding) for finding in findings)
        self._shown: Sequence[int] = range(len(self._rows))
        self._cursor = 0
        self._bytes_width = max(map(cell_len, (_("bytes"), *(row.bytes_at for row in self._rows))))
        self._verdicts_differ = len({row.verdict for row in self._rows}) > 1
        self._verdict_width = max((cell_len(row.verdict) for row in self._rows), default=0)
        self._tag_width = max(map(cell_len, (_("field"), *(row.tag for row in self._rows))))

    @property
    def finding(self) -> Finding | None:
        """What is under the cursor."""
        return self._rows[self._shown[self._cursor]].finding if self._shown else None

    @property
    def shown(self) -> int:
        """How many findings pass the filter."""
        return len(self._shown)

    def filter_by(self, words: str) -> None:
        """Show only findings whose tag or value has these words in it. The cursor stays if it can.

        Args:
            words: What to look for, in letters large or small; nothing shows all.
        """
        sought = words.casefold().strip()
        before = self._shown[self._cursor] if self._shown else 0
        self._shown = (
            [index for index, row in enumerate(self._rows) if sought in row.searched]
            if sought
            else range(len(self._rows))
        )
        self._cursor = self._shown.index(before) if before in self._shown else 0
        self._set_size()
        self._show_cursor()
        self.post_message(self.Moved(self.finding))

    def go_into(self, part: Segment) -> bool:
        """Put the cursor on the first finding that has bytes in a part. Tells nobody.

        Args:
            part: Which.

        Returns:
            Whether there is one; where there is none, the cursor stays.
        """
        for at, index in enumerate(self._shown):
            finding = self._rows[index].finding
            if finding.start < part.stop and finding.stop > part.start:
                self._cursor = at
                self._show_cursor()
                return True
        return False

    def action_move(self, by: int) -> None:
        """Move the cursor."""
        self._go(self._cursor + by)

    def action_page(self, by: int) -> None:
        """Move the cursor by as many lines as there are to be seen."""
        self._go(self._cursor + by * max(self.scrollable_content_region.height - 1, 1))

    def action_end(self, at: int) -> None:
        """Move the cursor to the first line (0), or to the last (-1)."""
        self._go(at % max(len(self._shown), 1))

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to the line that was clicked on."""
        spot = event.get_content_offset(self)
        if spot is not None and 0 < spot.y <= len(self._shown) - self.scroll_offset.y:
            self._go(self.scroll_offset.y + spot.y - 1)

    def on_mount(self) -> None:
        """The length is known."""
        self._set_size()

    def on_resize(self) -> None:
        """Whatever the height, the cursor is to be seen."""
        self._set_size()
        self._show_cursor()

    def render_line(self, y: int) -> Strip:
        """The heading, or the finding in this line."""
        at = self.scroll_offset.y + y - 1
        width = self.scrollable_content_region.width
        if y == 0:
            return Strip(self._head(width)).adjust_cell_length(width, self.rich_style)
        if at >= len(self._shown):
            empty = _("Nothing here has these letters in it.") if y == 1 else ""
            return Strip([Span("  " + empty, self._style("quiet"))]).adjust_cell_length(
                width, self.rich_style
            )
        row, here = self._rows[self._shown[at]], at == self._cursor
        strip = Strip(self._spans(row, width, here=here)).adjust_cell_length(width, self.rich_style)
        if not here:
            return strip
        chosen = self.get_component_rich_style("technical-list--here", partial=True)
        return Strip(Span.apply_style(strip, post_style=chosen), strip.cell_length)

    def _head(self, width: int) -> Iterator[Span]:
        verdict, tag, raw = self._widths(width)
        gap = " " * _GAP
        before = " " * 4 + gap + _right(_("bytes"), self._bytes_width) + gap + " " * verdict
        yield Span(
            before + _left(_("field"), tag) + gap + fitted(_("value"), raw), self._style("head")
        )

    def _spans(self, row: _Row, width: int, *, here: bool) -> Iterator[Span]:
        verdict, tag, raw = self._widths(width)
        gap = " " * _GAP
        yield Span("› " if here else "  ", self._style("point"))
        yield Span(MARKS[row.level] + " " + gap, self._style(row.level.value))
        yield Span(_right(row.bytes_at, self._bytes_width) + gap, self._style("quiet"))
        if verdict:
            yield Span(_left(row.verdict, verdict), self._style("quiet"))
        yield Span(_left(row.tag, tag) + gap + fitted(row.raw, raw), self.rich_style)

    def _widths(self, width: int) -> tuple[int, int, int]:
        """Columns for the verdict with the gap behind it, the tag, and the value."""
        verdict = self._verdict_width + _GAP if width >= _WIDE or self._verdicts_differ else 0
        rest = max(width - 4 - 3 * _GAP - self._bytes_width - verdict, 2)
        tag = min(self._tag_width, int(rest * _TAG_SHARE))
        return verdict, tag, rest - tag

    def _style(self, name: str) -> Style:
        return self.get_component_rich_style(f"technical-list--{name}")

    def _go(self, at: int) -> None:
        at = min(max(at, 0), len(self._shown) - 1)
        if self._shown and at != self._cursor:
            self._cursor = at
            self._show_cursor()
            self.post_message(self.Moved(self.finding))

    def _set_size(self) -> None:
        # One line more than there are findings: the heading, which does not scroll.
        self.virtual_size = Size(self.scrollable_content_region.width, len(self._shown) + 1)

    def _show_cursor(self) -> None:
        self.scroll_to_region(
            Region(0, self._cursor, 1, 2), animate=False, force=True, immediate=True
        )
        self.refresh()


def said_tag(finding: Finding) -> str:
    """The name of its field, fit to be shown. Within a file, that is the format's own."""
    outside = finding.stop <= finding.start
    return harmless(_(finding.tag) if outside and finding.tag else finding.tag)


def _row(finding: Finding) -> _Row:
    inside = finding.stop > finding.start
    tag, raw = said_tag(finding), harmless(finding.raw)
    return _Row(
        finding,
        MEANINGS[finding.harm],
        f"{finding.start:,}–{finding.stop:,}" if inside else _("not in the file"),
        _(VERDICT_WORDS[finding.verdict]),
        tag,
        raw,
        f"{tag}\n{raw}".casefold(),
    )


def _left(text: str, width: int) -> str:
    text = fitted(text, width)
    return text + " " * (width - cell_len(text))


def _right(text: str, width: int) -> str:
    text = fitted(text, width)
    return " " * (width - cell_len(text)) + text
