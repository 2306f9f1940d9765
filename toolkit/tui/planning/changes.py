"""What changed answers change in a plan, and why: in words, never a table of differences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from toolkit.i18n import _, ngettext
from toolkit.threats import sentences
from toolkit.threats.questioning import heard_of
from toolkit.tui.widgets.rows import Row, headed
from toolkit.tui.widgets.table import Meaning

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.threats.library import Library
    from toolkit.threats.outcome import Item
    from toolkit.tui.planning.session import Shown


@dataclass(frozen=True, slots=True)
class _Both:
    """Two plans of one person."""

    library: Library
    old: Shown
    new: Shown


def changes(library: Library, old: Shown, new: Shown) -> list[Row]:
    """What is other than it was, under headings; nothing where no answer has changed.

    Args:
        library: All that is known.
        old: What the person saw before.
        new: What follows now.
    """
    if old.answers == new.answers:
        return []
    both = _Both(library, old, new)
    rows: list[Row] = []
    for heading, mark, meaning, told in (
        (_("You said"), "›", Meaning.MUTED, _answers(both)),
        (_("Take care, new"), "◆", Meaning.MIDDLE, _warnings(both)),
        (_("New this week"), "+", Meaning.KEPT, _this_week(both)),
        (_("New for later"), "+", Meaning.KEPT, _later(both)),
        (_("No longer there"), "–", Meaning.MUTED, _gone(both)),
        (_("What could happen, new"), "◆", Meaning.MIDDLE, _findings(both)),
        (_("No longer a warning"), "–", Meaning.MUTED, _quiet(both)),
    ):
        listed = [
            Row(text, id=f"{heading}{index}", mark=mark, meaning=meaning, about=why)
            for index, (text, why) in enumerate(told)
        ]
        rows += headed(heading, listed)
    if sum(row.heading for row in rows) == 1:
        rows.append(Row(_("Your plan stays as it is."), apart=True))
    return rows


def _answers(both: _Both) -> Iterator[tuple[str, str]]:
    for question in both.library.questions.values():
        before = both.old.answers.get(question.id, ())
        after = both.new.answers.get(question.id, ())
        if before == after:
            continue
        now, then = (" ".join(heard_of(question, each)) for each in (after, before))
        if now:
            yield now, _("Before: {then}").format(then=then) if then else ""
        elif then:
            yield _("No longer known: {then}").format(then=then), ""


def _warnings(both: _Both) -> Iterator[tuple[str, str]]:
    known = {warned.id for warned in both.old.assessment.warnings}
    for warned in both.new.assessment.warnings:
        if warned.id not in known:
            because = sentences.shown_because(both.library, warned.because)
            yield sentences.warning(warned), because


def _quiet(both: _Both) -> Iterator[tuple[str, str]]:
    now = {warned.id for warned in both.new.assessment.warnings}
    return ((each.text, "") for each in both.old.assessment.warnings if each.id not in now)


def _this_week(both: _Both) -> Iterator[tuple[str, str]]:
    before = {item.action for item in both.old.assessment.plan.this_week}
    for item in both.new.assessment.plan.this_week:
        if item.action not in before:
            yield _title(both, item), _why(both, item)


def _later(both: _Both) -> Iterator[tuple[str, str]]:
    """What was nowhere before: in full what comes soon, and how much comes last."""
    before = {item.action for item in both.old.assessment.plan.items()}
    plan = both.new.assessment.plan
    for item in plan.later:
        if item.action not in before:
            yield _title(both, item), _why(both, item)
    count = sum(item.action not in before for item in plan.rest)
    if count:
        more = ngettext("{count} more further down", "{count} more further down", count)
        yield more.format(count=count), ""


def _gone(both: _Both) -> Iterator[tuple[str, str]]:
    now = {item.action for item in both.new.assessment.plan.items()}
    plan = both.new.assessment.plan
    if both.new.assessment.low_footprint:  # what is gone may be a tool, and is not named
        count = sum(item.action not in now for item in both.old.assessment.plan.items())
        told = ngettext("{count} thing to do", "{count} things to do", count)
        if count:
            yield told.format(count=count), ""
        return
    barred = {bar.action: bar for bar in (*plan.left_out, *plan.held_back)}
    for item in both.old.assessment.plan.items():
        if item.action in now:
            continue
        bar = barred.get(item.action)
        if bar is None:
            why = _("Nothing that you say now asks for it.")
        else:
            why = sentences.why_not(both.library, bar)
        yield _title(both, item), why


def _findings(both: _Both) -> Iterator[tuple[str, str]]:
    known = {each.finding.capability for each in both.old.assessment.findings}
    for found in both.new.assessment.findings:
        if found.finding.capability not in known:
            yield found.finding.text, sentences.shown_because(both.library, found.because)


def _title(both: _Both, item: Item) -> str:
    return both.library.actions[item.action].title


def _why(both: _Both, item: Item) -> str:
    return sentences.shown_because(both.library, item.because)
