"""What to take care of before doing anything: warnings, what is held back or left out, the law."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from toolkit.i18n import _, ngettext
from toolkit.threats import sentences
from toolkit.threats.prose import title_of
from toolkit.threats.questioning import heard_of
from toolkit.tui.widgets.rows import Row
from toolkit.tui.widgets.table import Meaning

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.threats.library import Library
    from toolkit.threats.outcome import Assessment, Barred, Warned

HELD: Final = "held:"
"""Before the id of a question that would tell whether something helps or harms."""


def care_rows(library: Library, assessment: Assessment) -> list[Row]:
    """All of it, under headings; nothing where there is nothing to say."""
    rows: list[Row] = []
    for heading, listed in (
        (_("Take care"), list(_warned(library, assessment))),
        (_("Held back, as we do not know enough"), list(_held_back(library, assessment))),
        (_("What not to do"), list(_left_out(library, assessment))),
        (_("The law there; ask a lawyer where you are"), list(_legal(library, assessment))),
    ):
        if listed:
            rows += [Row(heading, heading=True, apart=True), *listed]
    return rows


def loudest(assessment: Assessment) -> tuple[str, ...]:
    """What to keep in sight all the time, the loudest first."""
    return tuple(map(_told, assessment.warnings))


def held_back(assessment: Assessment) -> str:
    """How much is held back; nothing where nothing is."""
    count = len(assessment.plan.held_back)
    told = ngettext("{count} thing is held back.", "{count} things are held back.", count)
    return told.format(count=count) if count else ""


def _told(warned: Warned) -> str:
    return f"{warned.text} {warned.instead}".strip()


def _warned(library: Library, assessment: Assessment) -> Iterator[Row]:
    for index, warned in enumerate(assessment.warnings):
        yield Row(
            _told(warned),
            id=f"warning:{index}",
            mark="◆",
            meaning=Meaning.MIDDLE,
            about=sentences.shown_because(library, warned.because),
        )


def _held_back(library: Library, assessment: Assessment) -> Iterator[Row]:
    """What is held back, by the question that would tell: the same why is said once."""
    by_why: dict[tuple[str, str], list[Barred]] = {}
    for bar in assessment.plan.held_back:
        question = next(said.question for said in bar.said if not said.answers)
        by_why.setdefault((question, sentences.why_not(library, bar)), []).append(bar)
    for (question, why), bars in by_why.items():
        titles = " · ".join(title_of(library.actions[bar.action]) for bar in bars)
        asks = library.questions[question].prompt
        hangs = _("It hangs on this: {asks} Enter asks it.").format(asks=asks)
        yield Row(
            titles,
            id=f"{HELD}{question}:{bars[0].action}",
            mark="?",
            meaning=Meaning.LOW,
            about=f"{why} {hangs}",
        )


def _left_out(library: Library, assessment: Assessment) -> Iterator[Row]:
    for index, bar in enumerate(assessment.plan.left_out):
        because = " ".join(
            text
            for said in bar.said
            for text in heard_of(library.questions[said.question], said.answers)
        )
        yield Row(
            title_of(library.actions[bar.action]),
            id=f"out:{index}",
            mark="✗",
            meaning=Meaning.MUTED,
            about=f"{sentences.why_not(library, bar)} {because}".strip(),
        )


def _legal(library: Library, assessment: Assessment) -> Iterator[Row]:
    for key in assessment.legal:
        card = library.legal[key]
        status = sentences.word(card.status)
        yield Row(card.text, id=f"law:{key}", mark="§", meaning=Meaning.LOW, aside=status)
