"""A plan in words, for a person at a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from toolkit.cli.lists import bullets, numbered
from toolkit.i18n import _, ngettext
from toolkit.threats import sentences
from toolkit.threats.questioning import heard

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.answers import Answers
    from toolkit.cli.terminal import Page
    from toolkit.threats.library import Library
    from toolkit.threats.outcome import Assessment, Found, Item

_CARDS: Final = 3
"""Findings told in full; more at once help nobody. The others are named."""


def tell_plan(
    page: Page,
    library: Library,
    answers: Answers,
    assessment: Assessment,
    *,
    unfolded: bool = False,
) -> None:
    """What follows from answers.

    Args:
        page: Where to write.
        library: All that is known.
        answers: What was answered.
        assessment: What follows.
        unfolded: Whether what is folded away is told too: more warnings, and more to do.
    """
    plan = assessment.plan
    bullets(page, _("What we heard"), (text for _key, text in heard(library, answers)))
    first = _("Open first") if assessment.emergency else _("Pages for this")
    bullets(page, first, _playbooks(library, assessment))
    if assessment.low_footprint:
        _tell_low_footprint(page)
    bullets(page, _("Take care"), _warnings(assessment, unfolded=unfolded))
    if assessment.low_footprint:
        bullets(page, _("What not to do"), sentences.leave(library, plan.left_out))
        _tell_items(page, library, _("Three things to remember"), plan.this_week)
        _tell_findings(page, library, assessment)
    else:
        _tell_findings(page, library, assessment)
        _tell_items(page, library, _("This week"), plan.this_week)
    bullets(page, _("Later"), (_brief(library, item) for item in plan.later))
    _tell_rest(page, library, plan.rest, unfolded=unfolded)
    if not assessment.low_footprint:
        bullets(page, _("What not to do"), sentences.do_not(library, plan.left_out))
    bullets(page, _("Held back, as we do not know enough"), _held_back(library, assessment))
    conflicts = _conflicts(library, assessment, unfolded=unfolded)
    bullets(page, _("Where things get in each other's way"), conflicts)
    bullets(page, _("The law there"), (sentences.law(library, key) for key in assessment.legal))
    for heading, systems in (
        (_("Known to be there"), assessment.systems),
        (_("Known elsewhere in the country"), assessment.systems_around),
    ):
        if unfolded or not assessment.low_footprint:
            bullets(page, heading, (library.systems[key].name for key in systems))
    page.paragraph(
        _(
            "No expert has read this library yet. It does not know your case: talk to somebody "
            "who does, where you can."
        )
    )


def _tell_low_footprint(page: Page) -> None:
    page.paragraph(
        _(
            "Having this program can harm you. Keep nothing of it: learn the three things below, "
            "or write them on a small piece of paper in your own words."
        ),
        look=page.bold,
    )
    page.line()


def _tell_findings(page: Page, library: Library, assessment: Assessment) -> None:
    if not assessment.findings:
        return
    page.line(page.bold(_("What could happen")))
    for found in assessment.findings[:_CARDS]:
        _tell_card(page, library, found)
    others = [
        library.capabilities[each.finding.capability].name for each in assessment.findings[_CARDS:]
    ]
    if others:
        page.paragraph(_("Think of these, too: {names}.").format(names=", ".join(others)), 2)
    page.line()


def _tell_card(page: Page, library: Library, found: Found) -> None:
    capability = library.capabilities[found.finding.capability]
    rows = [
        (_("What"), found.finding.text),
        (_("How bad"), sentences.word(found.finding.harm)),
        (_("How we know"), sentences.how_known(library, found)),
        (_("Why you"), sentences.shown_because(library, found.because)),
    ]
    if capability.does_not_help:
        myth = capability.does_not_help[0]
        rows.append((_("No help"), f"{myth.what} {myth.why}"))
    page.line("  " + page.bold(capability.name))
    page.columns(rows, indent=4)


def _tell_items(page: Page, library: Library, heading: str, items: tuple[Item, ...]) -> None:
    page.line(page.bold(heading))
    for item in items:
        _tell_item(page, library, item)
    page.line()


def _tell_rest(page: Page, library: Library, rest: tuple[Item, ...], *, unfolded: bool) -> None:
    """One line for what nobody can do soon; all of it where that is asked for."""
    count = len(rest)
    if rest and unfolded:
        heading = ngettext("And {count} more", "And {count} more", count).format(count=count)
        bullets(page, heading, (library.actions[item.action].title for item in rest))
    elif rest:
        told = ngettext(
            "And {count} more, in the checklists; --all lists it.",
            "And {count} more, in the checklists; --all lists them.",
            count,
        )
        page.paragraph(told.format(count=count))
        page.line()


def _tell_item(page: Page, library: Library, item: Item) -> None:
    action = library.actions[item.action]
    page.line()
    page.paragraph(_brief(library, item), 2, look=page.bold)
    page.paragraph(action.why, 4)
    page.paragraph(sentences.reason(library, item), 4)
    page.paragraph(sentences.shown_because(library, item.because), 4)
    numbered(page, action.steps, 4)
    rows = [(_("Harm when"), " ".join(action.harm_when))]
    for key in item.conflicts:
        conflict = library.conflicts[key]
        rows.append((sentences.word(conflict.severity), f"{conflict.text} {conflict.resolution}"))
    rows += [(_("To check"), action.check), (_("To undo"), action.undo)]
    if item.overdue:
        day = action.reviewed.isoformat()
        rows.append((_("Old"), _("These steps were last looked at on {day}.").format(day=day)))
    page.columns(rows, indent=4)


def _brief(library: Library, item: Item) -> str:
    action = library.actions[item.action]
    facts = f"{sentences.minutes(action.minutes)}, {sentences.word(action.cost)}"
    return f"{action.title} ({facts})"


def _playbooks(library: Library, assessment: Assessment) -> Iterator[str]:
    for key in assessment.playbooks:
        yield f"{library.playbooks[key].title} (playbook {key})"


def _warnings(assessment: Assessment, *, unfolded: bool) -> Iterator[str]:
    """What rules warn of: the loudest, and how many more."""
    of_rules = [each for each in assessment.warnings if each.severity is None]
    shown = [each for each in of_rules if each.at_once or unfolded]
    yield from (each.text for each in shown)
    if len(shown) < len(of_rules):
        yield _more(len(of_rules) - len(shown))


def _conflicts(library: Library, assessment: Assessment, *, unfolded: bool) -> Iterator[str]:
    """Conflicts of what is to be done soon, and how many more of what is folded away.

    Those of things that are not in the plan are not for this person.
    """
    more = told = 0
    for warned in assessment.concerning():
        if warned.severity is None:
            continue
        if not (warned.at_once or unfolded):
            more += 1
            continue
        told += 1
        about = ", ".join(library.actions[key].title for key in warned.actions)
        yield f"{about}: {sentences.warning(warned)}"
    if told and more:
        yield _more(more)


def _more(count: int) -> str:
    told = ngettext(
        "And {count} more; --all tells it.", "And {count} more; --all tells them.", count
    )
    return told.format(count=count)


def _held_back(library: Library, assessment: Assessment) -> Iterator[str]:
    bars = assessment.plan.held_back
    if assessment.low_footprint:  # titles name tools; the questions do not name what hangs on them
        asked = dict.fromkeys(text for bar in bars for text in sentences.missing(library, bar.said))
        yield from asked
        return
    for bar in bars:
        asks = " ".join(sentences.missing(library, bar.said))
        why = sentences.why_not(library, bar)
        yield _("{title}: {why} It hangs on this: {asks}").format(
            title=library.actions[bar.action].title, why=why, asks=asks
        )
