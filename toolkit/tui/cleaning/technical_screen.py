"""The technical details of one photo: a map of its bytes, all findings, and each value in full."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from rich.cells import cell_len
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from toolkit.i18n import N_, _
from toolkit.metadata.explain import harm_name, said_size
from toolkit.tui.screens.base import Page
from toolkit.tui.widgets.file_map import VERDICT_WORDS, FileMap, said_range
from toolkit.tui.widgets.fitting import fitted, harmless
from toolkit.tui.widgets.harm_marks import MARKS, MEANINGS
from toolkit.tui.widgets.technical import TechnicalList, said_tag

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from toolkit.metadata.model import Finding, Report

# What else stands in the heading: the program's name, signs, margins and the least gap.
_HEADING_ELSE: Final = 22

_LEAST_TAG: Final = 6
"""Cells below which a field is left to the list, where it stands too."""


class Value(Static):
    """One finding in full, or why there is none to show."""

    DEFAULT_CSS = """
    Value {
        height: auto;
        color: $ink;
        & > .value--quiet { color: $muted; }
        & > .value--high { color: $harm-high; }
        & > .value--middle { color: $harm-middle; }
        & > .value--low { color: $harm-low; }
        &:ansi > .value--quiet { text-style: dim; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "value--quiet",
        "value--high",
        "value--middle",
        "value--low",
    }

    def __init__(self) -> None:
        super().__init__(markup=False)
        self._finding: Finding | None = None
        self._why = ""

    def show(self, finding: Finding) -> None:
        """Tell a finding: what it is and where, then its whole value."""
        self._finding = finding
        self.refresh(layout=True)

    def say(self, words: str) -> None:
        """Tell why there is nothing to show."""
        self._finding, self._why = None, words
        self.refresh(layout=True)

    def render(self) -> Content:
        """One line of facts, and the value in as many as it needs."""
        quiet = self.get_visual_style("value--quiet")
        finding = self._finding
        if finding is None:
            return Content.styled(self._why, quiet)
        value = harmless(finding.raw).strip()
        told = Content(value) if value else Content.styled(_("It has no value in words."), quiet)
        return Content("\n").join((self._facts(finding), told))

    def _facts(self, finding: Finding) -> Content:
        weight, between = MEANINGS[finding.harm], "  ·  "
        inside = finding.stop > finding.start
        where = said_range(finding.start, finding.stop) if inside else _("not in the file")
        harm, verdict = harm_name(finding.harm), _(VERDICT_WORDS[finding.verdict])
        room = self.content_size.width - cell_len(harm + where + verdict) - 3 * len(between) - 2
        tag = fitted(said_tag(finding), max(room, 1))
        told = (tag, where, verdict) if room >= _LEAST_TAG else (where, verdict)
        style = self.get_visual_style
        return Content("").join(
            (
                Content.styled(f"{MARKS[weight]} ", style(f"value--{weight.value}")),
                Content(harm),
                Content.styled("".join(between + each for each in told), style("value--quiet")),
            )
        )


class TechnicalScreen(Page[None]):
    """The technical details of one photo.

    Args:
        name: The photo's name, as the person knows it.
        report: What was found in it.
    """

    HEADING = N_("Technical details")
    EXPLAIN = N_(
        "At the top, the file as a map: each block stands for the same number of bytes.\n"
        "Below it, everything that was found, with the place it has in the file.\n"
        "What you choose in one is marked in the other. Tab goes from one to the other."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab,shift+tab", "go_to_map", N_("map")),
        Binding("tab,shift+tab", "go_to_list", N_("list")),
        Binding("slash", "filter", N_("find")),
        Binding("space", "more", N_("more")),
    ]
    DEFAULT_CSS = """
    TechnicalScreen {
        FileMap { height: 33%; min-height: 7; max-height: 13; margin: 0 0 1 0; }
        #filter { height: 1; display: none; }
        #filter.-open { display: block; }
        #filter Input { width: 1fr; }
        #filter Static { width: auto; color: $muted; margin: 0 0 0 2; }
        TechnicalList { min-height: 2; }
        VerticalScroll {
            height: auto;
            min-height: 4;
            max-height: 45%;
            border-top: solid $line;
        }
    }
    """

    def __init__(self, name: str, report: Report) -> None:
        super().__init__()
        self._photo = harmless(name)
        self._report = report

    def content(self) -> ComposeResult:
        """The map, the filter, the list, the value."""
        yield FileMap(self._report.walk.segments)
        with Horizontal(id="filter"):
            yield Input(placeholder=_("letters in the field or the value"))
            yield Static(markup=False)
        yield TechnicalList(self._report.findings)
        with VerticalScroll(can_focus=False):
            yield Value()

    def on_mount(self) -> None:
        """Begin in the list."""
        self.query_one(TechnicalList).focus()
        self._tell(self.query_one(TechnicalList).finding)

    def on_resize(self, event: events.Resize) -> None:
        """Tell which photo it is; what it is besides, where there is room."""
        walk = self._report.walk
        facts = [walk.format, said_size(self._report.size)]
        if walk.width:
            facts.insert(1, f"{walk.width} × {walk.height}")
        room = event.size.width - cell_len(_(self.HEADING)) - _HEADING_ELSE
        told = "  ·  ".join((self._photo, *facts))
        self.tell(told if cell_len(told) <= room else fitted(self._photo, room, "middle"))

    def on_technical_list_moved(self, event: TechnicalList.Moved) -> None:
        """Show the value, and where it is in the file."""
        self._tell(event.finding)

    def on_file_map_selected(self, event: FileMap.Selected) -> None:
        """Go to the first finding in a part."""
        findings = self.query_one(TechnicalList)
        found = findings.go_into(event.part)
        self._show(findings.finding if found else None, _("Nothing in the list is from this part."))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Filter while the person types."""
        event.stop()
        self._filter_by(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go on in what is left."""
        event.stop()
        self.query_one(TechnicalList).focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Tab leads to where one is not; a value that is seen whole has no more to show."""
        in_list = isinstance(self.focused, TechnicalList)
        if action in {"go_to_map", "go_to_list"}:
            return in_list == (action == "go_to_map")
        if action == "more":
            return self.is_mounted and self.query_one(VerticalScroll).max_scroll_y > 0
        return super().check_action(action, parameters)

    def action_go_to_map(self) -> None:
        """Go to the map."""
        self.query_one(FileMap).focus()

    def action_go_to_list(self) -> None:
        """Go to the list."""
        self.query_one(TechnicalList).focus()

    def action_filter(self) -> None:
        """Open the line to type in."""
        self.query_one("#filter").add_class("-open")
        self.query_one(Input).focus()

    def action_more(self) -> None:
        """Show the rest of a value that is longer than there is room for; then its beginning."""
        panel = self.query_one(VerticalScroll)
        if panel.scroll_offset.y < panel.max_scroll_y:
            panel.scroll_page_down(animate=False)
        else:
            panel.scroll_home(animate=False)

    def action_back(self) -> None:
        """Go back: first from what was opened here, then to where one came from."""
        line = self.query_one("#filter")
        if self.has_class("-explained") or not line.has_class("-open"):
            super().action_back()
            return
        line.remove_class("-open")
        self.query_one(Input).clear()
        self.query_one(TechnicalList).focus()

    def _filter_by(self, words: str) -> None:
        findings = self.query_one(TechnicalList)
        findings.filter_by(words)
        count = _("{count} of {all}").format(count=findings.shown, all=len(self._report.findings))
        self.query_one("#filter Static", Static).update(count)

    def _tell(self, finding: Finding | None) -> None:
        """Show a finding and mark its bytes."""
        start, stop = (finding.start, finding.stop) if finding else (0, 0)
        self.query_one(FileMap).point_at(start, stop)
        self._show(finding, _("There is nothing to show."))

    def _show(self, finding: Finding | None, otherwise: str) -> None:
        """Show the beginning of a value; without a finding, the words why there is none."""
        value = self.query_one(Value)
        if finding is None:
            value.say(otherwise)
        else:
            value.show(finding)
        self.query_one(VerticalScroll).scroll_home(animate=False)
        self.call_after_refresh(self.refresh_bindings)
