"""The words for what is no text of the library: how plausible, how bad, why first, why not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from toolkit.evidence import GRADES
from toolkit.i18n import N_, _, ngettext
from toolkit.threats.guidance import Legality
from toolkit.threats.model import (
    Confidence,
    Cost,
    Harm,
    Plausible,
    Severity,
    Sort,
    Status,
    Strength,
    Upkeep,
    Visibility,
)
from toolkit.threats.outcome import Bar, Reason
from toolkit.threats.prose import title_of
from toolkit.threats.questioning import heard_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from enum import Enum

    from toolkit.threats.guidance import LegalCard
    from toolkit.threats.library import Library
    from toolkit.threats.outcome import Barred, Because, Found, Item, Said, Warned

WORDS: Final[dict[Enum, str]] = {
    Plausible.DOCUMENTED_HERE: N_("documented there"),
    Plausible.DOCUMENTED_ELSEWHERE: N_("documented elsewhere"),
    Plausible.POSSIBLE: N_("possible, and we know of no case"),
    Plausible.UNKNOWN: N_("we do not know"),
    Harm.OTHERS: N_("cannot be undone, and reaches other people"),
    Harm.IRREVERSIBLE: N_("cannot be undone"),
    Harm.SERIOUS: N_("serious"),
    Harm.RECOVERABLE: N_("can be mended"),
    Cost.NONE: N_("costs nothing"),
    Cost.SMALL: N_("costs a little"),
    Cost.MEDIUM: N_("costs up to a hundred US dollars"),
    Cost.LARGE: N_("costs more than a hundred US dollars"),
    Upkeep.ONCE: N_("once"),
    Upkeep.WEEKLY: N_("every week"),
    Upkeep.MONTHLY: N_("every month"),
    Upkeep.YEARLY: N_("every year"),
    Upkeep.EACH_TIME: N_("each time"),
    Visibility.HIDDEN: N_("nobody sees it"),
    Visibility.ORDINARY: N_("it looks ordinary"),
    Visibility.DENIABLE: N_("it has an ordinary explanation"),
    Visibility.FLAGGABLE: N_("it can make you stand out"),
    Strength.STOPS: N_("stops it"),
    Strength.LIMITS_HARM: N_("limits what follows"),
    Strength.RAISES_COST: N_("makes it harder"),
    Strength.DELAYS: N_("delays it"),
    Confidence.SUPPORTED: N_("supported by sources"),
    Confidence.JUDGEMENT: N_("by experience"),
    Confidence.CONTESTED: N_("contested"),
    Confidence.UNKNOWN: N_("not known"),
    **GRADES,
    Sort.SYSTEM: N_("system"),
    Sort.TACTIC: N_("tactic"),
    Sort.LAW: N_("law"),
    Sort.CONTEXT: N_("context"),
    Status.ANNOUNCED: N_("announced"),
    Status.INSTALLED: N_("installed"),
    Status.IN_USE: N_("in use"),
    Status.SHELVED: N_("shelved"),
    Status.UNKNOWN: N_("not known whether in use"),
    Severity.BLOCK: N_("does not go together"),
    Severity.WARN: N_("take care"),
    Severity.TRADE_OFF: N_("won and lost"),
    Legality.LAWFUL: N_("lawful"),
    Legality.RESTRICTED: N_("restricted"),
    Legality.PENALISED: N_("penalised"),
    Legality.UNCLEAR: N_("unclear"),
}
"""What each value is called; never a number."""

_TOPICS: Final = {
    "vpn": N_("VPNs and ways around blocking"),
    "encryption": N_("encryption"),
    "masks": N_("covering your face"),
    "unlocking": N_("having to unlock"),
    "wiping": N_("wiping a device"),
    "filming": N_("filming"),
    "foreign-funding": N_("money from abroad"),
    "content": N_("what you write or share"),
    "nationality": N_("a second citizenship"),
}

HARMFUL: Final = frozenset({Bar.FORBIDDEN, Bar.CONFLICT, Bar.FLAGGABLE})
"""What keeps an action out because it would do harm."""

_REASONS: Final = {
    Reason.EMERGENCY: N_("First, because something is happening now."),
    Reason.STOPS_HARM: N_("Early, because it stops something that does harm."),
    Reason.NEEDED_FIRST: N_("Early, because “{title}” needs it."),
    Reason.IRREVERSIBLE_HERE: N_(
        "Early, because of harm that cannot be undone and is documented there: {title}."
    ),
    Reason.IRREVERSIBLE: N_("Because of harm that cannot be undone: {title}."),
    Reason.EFFECT: N_("Because of what it does against this: {title}."),
    Reason.EFFORT: N_("Because it takes little, whoever you are."),
}

_BARS: Final = {
    Bar.FORBIDDEN: N_("It can do harm to you."),
    Bar.CONFLICT: N_("It does harm here, or spoils what comes first."),
    Bar.CONDITION: N_("It is for other people than you."),
    Bar.FLAGGABLE: N_("It can be noticed, and that could harm you."),
    Bar.NEEDS: N_("It needs something that is left out."),
}


def word(value: Enum) -> str:
    """What a value is called."""
    return _(WORDS[value])


def minutes(count: int) -> str:
    """How long something takes."""
    if count <= 90:
        return ngettext("{count} minute", "{count} minutes", count).format(count=count)
    hours = round(count / 60)
    return ngettext("about {count} hour", "about {count} hours", hours).format(count=hours)


def reason(library: Library, item: Item) -> str:
    """Why an item stands where it stands, in one sentence."""
    thing = library.actions.get(item.about) or library.capabilities.get(item.about)
    return _(_REASONS[item.reason]).format(title=title_of(thing) if thing else "…")


def why_not(library: Library, bar: Barred) -> str:
    """Why an action is kept out, in the library's words or ours."""
    if bar.bar is Bar.CONDITION and all(said.answers for said in bar.said):
        return _(_BARS[Bar.CONDITION])  # what the library says is for when that is not known
    if bar.bar is Bar.FORBIDDEN and not all(said.answers for said in bar.said):
        return _("It can do harm to some people.")  # what the rule says is for those
    if bar.bar is Bar.NEEDS and bar.by in library.actions:
        told = _("It needs “{title}” first.").format(title=library.actions[bar.by].title)
        return f"{told} {bar.text}".strip()
    return bar.text or _(_BARS[bar.bar])


def do_not(library: Library, bars: tuple[Barred, ...]) -> Iterator[str]:
    """What would do harm, together where it is for one reason, and that reason first."""
    titles: dict[str, list[str]] = {}
    for bar in bars:
        if bar.bar in HARMFUL:
            title = library.actions[bar.action].title
            titles.setdefault(why_not(library, bar), []).append(_("“{title}”").format(title=title))
    for why, listed in titles.items():
        yield _("{why} So leave this: {titles}.").format(why=why, titles=", ".join(listed))


def warning(warned: Warned) -> str:
    """What to say loudly, and what to do instead."""
    return f"{warned.text} {warned.instead}".strip()


def leave(library: Library, bars: tuple[Barred, ...]) -> Iterator[str]:
    """What would do harm, in a few plain words that name no tool: for a screen that may be seen."""
    told: dict[str, None] = {}
    for bar in bars:
        if bar.bar in HARMFUL:
            rule = library.rules.get(bar.by) if bar.bar is Bar.FORBIDDEN else None
            own = rule.leave if rule else ""
            told[own or _("Anything that others could notice.")] = None
    yield from told


def how_known(library: Library, found: Found) -> str:
    """How plausible something is, and the systems by which we know."""
    how = (
        _("documented elsewhere in the country") if found.around else word(found.finding.plausible)
    )
    names = ", ".join(library.systems[key].name for key in found.finding.systems)
    return f"{how}: {names}" if names else how


def about_law(library: Library, card: LegalCard) -> str:
    """What a card on the law is called: where, and on what."""
    topic = _(_TOPICS[card.topic]) if card.topic in _TOPICS else card.topic
    return _("{place}: {topic}").format(place=library.places[card.place].name, topic=topic)


def law(library: Library, card: str) -> str:
    """What is known of the law on one thing in one place."""
    legal = library.legal[card]
    return f"{about_law(library, legal)} ({word(legal.status)}). {legal.text}"


def shown_because(library: Library, reasons: tuple[Because, ...]) -> str:
    """On which answers something rests, in one sentence."""
    heard = dict.fromkeys(
        text for each in reasons for said in each.said for text in _heard(library, said)
    )
    if not heard:
        return _("Shown to everybody.")
    return _("Shown because of what you said: {heard}").format(heard=" ".join(heard))


def missing(library: Library, said: tuple[Said, ...]) -> tuple[str, ...]:
    """The questions of which an answer is missing."""
    return tuple(library.questions[each.question].prompt for each in said if not each.answers)


def _heard(library: Library, said: Said) -> tuple[str, ...]:
    return heard_of(library.questions[said.question], said.answers)
