"""What the library knows, in parts to be told: something to do, something that could happen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from toolkit.i18n import _
from toolkit.threats import sentences
from toolkit.threats.model import Harm
from toolkit.tui.library.when import day
from toolkit.tui.planning.session import Standing
from toolkit.tui.widgets.table import Meaning
from toolkit.tui.widgets.told import Part

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.threats.library import Library
    from toolkit.threats.model import Action
    from toolkit.threats.outcome import Found, Item
    from toolkit.tui.planning.session import Mark

HARM_LOOKS: Final = {
    Harm.OTHERS: (Meaning.HIGH, "●"),
    Harm.IRREVERSIBLE: (Meaning.HIGH, "●"),
    Harm.SERIOUS: (Meaning.MIDDLE, "◆"),
    Harm.RECOVERABLE: (Meaning.LOW, "▪"),
}
"""How bad it would be, as a shape; the words stand beside it."""

STANDING_MARKS: Final = {
    Standing.DONE: "✓",
    Standing.NOT_FOR_ME: "–",
    Standing.ACCEPTED: "◆",
    Standing.LATER: "›",
}


def standing(mark: Mark) -> str:
    """What was decided, in one sentence."""
    if mark.until is not None:
        return _("You accept this risk until {day}.").format(day=day(mark.until))
    return {
        Standing.DONE: _("Done on {day}."),
        Standing.NOT_FOR_ME: _("Not for you, you said."),
        Standing.ACCEPTED: _("You accept this risk."),
        Standing.LATER: _("Later, you said."),
    }[mark.standing].format(day=day(mark.on))


def action(library: Library, thing: Action) -> Iterator[Part]:
    """All about something to do, besides why it stands in a plan."""
    needs = tuple(library.actions[key].title for key in thing.needs)
    if needs:
        yield Part(_("First"), needs)
    takes = f"{sentences.minutes(thing.minutes)} · {sentences.word(thing.upkeep)}"
    yield Part(_("Takes"), (takes,))
    yield Part(_("Costs"), (sentences.word(thing.cost),))
    yield Part(_("To undo"), (thing.undo,))
    yield Part(_("Does harm when"), thing.harm_when, Meaning.MIDDLE, "◆")
    yield Part(_("Others see"), (sentences.word(thing.visibility),))
    yield Part(_("To check"), (thing.check,))


def why_here(library: Library, item: Item) -> tuple[str, ...]:
    """Why something to do stands in a plan, and why there."""
    return (
        sentences.reason(library, item),
        sentences.shown_because(library, item.because),
    )


def item_parts(library: Library, item: Item, mark: Mark | None) -> Iterator[Part]:
    """Something to do that stands in a plan: why it is here, and all about it."""
    thing = library.actions[item.action]
    if mark is not None:
        shape = STANDING_MARKS[mark.standing]
        yield Part(_("You decided"), (standing(mark),), Meaning.KEPT, shape)
    yield Part(_("Why"), (thing.why,))
    yield Part(_("Why here"), why_here(library, item))
    for key in item.conflicts:
        conflict = library.conflicts[key]
        said = (f"{conflict.text} {conflict.resolution}".strip(),)
        yield Part(_("Take care"), said, Meaning.MIDDLE, "◆")
    yield from action(library, thing)
    if item.overdue:
        old = _("These steps were last looked at on {day}. Things may have changed since.")
        yield Part(_("Old"), (old.format(day=day(thing.reviewed)),), Meaning.MIDDLE, "◆")


def steps(thing: Action) -> tuple[str, ...]:
    """How to do it, with numbers."""
    return tuple(f"{number}. {step}" for number, step in enumerate(thing.steps, 1))


def finding_parts(library: Library, found: Found) -> Iterator[Part]:
    """Something that could happen: what, how bad, how we know, why you, and what is no help."""
    finding = found.finding
    capability = library.capabilities[finding.capability]
    looks, mark = HARM_LOOKS[finding.harm]
    yield Part(_("What"), (finding.text,))
    yield Part(_("How bad"), (sentences.word(finding.harm),), looks, mark)
    yield Part(_("How we know"), (sentences.how_known(library, found),))
    yield Part(_("Why you"), (sentences.shown_because(library, found.because),))
    if capability.does_not_help:
        myth = capability.does_not_help[0]
        yield Part(_("No help"), (f"{myth.what} {myth.why}",), Meaning.MUTED, "✗")
