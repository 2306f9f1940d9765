"""What to take care of before doing anything: warnings, what is held back or left out, the law."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from toolkit.i18n import _, ngettext
from toolkit.threats import sentences
from toolkit.threats.prose import title_of
from toolkit.threats.questioning import heard_of
from toolkit.tui.widgets.rows import Row, headed
from toolkit.tui.widgets.table import Meaning

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.threats.library import Library
    from toolkit.threats.outcome import Assessment, Barred, Warned

HELD: Final = "held:"
"""Before the id of a question that would tell whether something helps or harms."""

MORE: Final = "more-warnings"
"""The id of the row that folds warnings, and unfolds them."""


def care_rows(library: Library, assessment: Assessment, *, unfolded: bool = False) -> list[Row]:
    """All of it, under headings; nothing where there is nothing to say.

    Args:
        library: All that is known.
        assessment: What follows from the answers.
        unfolded: Whether the warnings are told that are not for this very moment.
    """
    rows: list[Row] = []
    for heading, listed in (
        (_("Take care"), list(_warned(library, assessment, unfolded=unfolded))),
        (_("Held back, as we do not know enough"), list(_held_back(library, assessment))),
        (_("What not to do"), list(_left_out(library, assessment))),
        (_("The law there; ask a lawyer where you are"), list(_legal(library, assessment))),
    ):
        rows += headed(heading, listed)
    return rows


def loudest(assessment: Assessment) -> tuple[str, ...]:
    """What to keep in sight all the time, the loudest first."""
    return tuple(sentences.warning(each) for each in assessment.concerning() if each.at_once)


def more(assessment: Assessment) -> int:
    """How many warnings there are beyond those."""
    return sum(not each.at_once for each in assessment.concerning())


def held_back(assessment: Assessment) -> str:
    """How much is held back; nothing where nothing is."""
    count = len(assessment.plan.held_back)
    told = ngettext("{count} thing is held back.", "{count} things are held back.", count)
    return told.format(count=count) if count else ""


def _warned(library: Library, assessment: Assessment, *, unfolded: bool) -> Iterator[Row]:
    """Those for now; the others below a row that folds them."""
    told = assessment.concerning()
    yield from (_warning(library, each) for each in told if each.at_once)
    if count := more(assessment):
        text = ngettext("And {count} more", "And {count} more", count).format(count=count)
        yield Row(text, MORE, mark="▾" if unfolded else "▸", meaning=Meaning.MUTED)
    yield from (_warning(library, each) for each in told if unfolded and not each.at_once)


def _warning(library: Library, warned: Warned) -> Row:
    return Row(
        sentences.warning(warned),
        id=f"warning:{warned.id}",
        mark="◆",
        meaning=Meaning.MIDDLE,
        about=sentences.shown_because(library, warned.because),
    )


def _held_back(library: Library, assessment: Assessment) -> Iterator[Row]:
    """What is held back, by the question that would tell: the same why is said once.

    Where the program is itself a danger, the question alone: titles name tools.
    """
    if assessment.low_footprint:
        asks = _("What helps you hangs on this. Enter asks it.")
        for key in dict.fromkeys(map(_open_question, assessment.plan.held_back)):
            asked = library.questions[key].prompt
            yield Row(asked, f"{HELD}{key}", mark="?", meaning=Meaning.LOW, about=asks)
        return
    by_why: dict[tuple[str, str], list[Barred]] = {}
    for bar in assessment.plan.held_back:
        by_why.setdefault((_open_question(bar), sentences.why_not(library, bar)), []).append(bar)
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


def _open_question(bar: Barred) -> str:
    """The id of the question on which something hangs."""
    return next(said.question for said in bar.said if not said.answers)


def _left_out(library: Library, assessment: Assessment) -> Iterator[Row]:
    if assessment.low_footprint:
        for text in sentences.leave(library, assessment.plan.left_out):
            yield Row(text, id=f"out:{text}", mark="✗", meaning=Meaning.MUTED)
        return
    harmful = [bar for bar in assessment.plan.left_out if bar.bar in sentences.HARMFUL]
    for index, bar in enumerate(harmful):
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
        yield Row(
            card.text,
            id=f"law:{key}",
            mark="§",
            meaning=Meaning.LOW,
            aside=status,
            about=sentences.about_law(library, card),
        )
