"""Playbooks, checklists and the things of the library in words, for a person at a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.cli.lists import bullets, numbered
from toolkit.i18n import _
from toolkit.threats import sentences
from toolkit.threats.helping import MOST_HELP, against, against_all, in_words
from toolkit.threats.prose import title_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from toolkit.cli.terminal import Page
    from toolkit.evidence import Claim, Source
    from toolkit.threats.guidance import Branch, Checklist, Helper, LegalCard, Playbook
    from toolkit.threats.library import Library
    from toolkit.threats.model import Action, Capability, Conflict, Place, System, Vendor


def tell_playbook(page: Page, library: Library, playbook: Playbook) -> None:
    """What to do in one situation."""
    _head(page, playbook.title, playbook.trigger, playbook.not_for)
    for heading, steps in (
        (_("Before"), playbook.before),
        (_("While it happens"), playbook.during),
        (_("In the first hour"), playbook.first_hour),
        (_("On the first day"), playbook.first_day),
        (_("Later"), playbook.after),
    ):
        if steps:
            page.line(page.bold(heading))
            numbered(page, (step.text for step in steps))
            page.line()
    bullets(page, _("Do"), playbook.do)
    bullets(page, _("Do not"), playbook.dont)
    bullets(page, _("Where the way divides"), map(_branch, playbook.branches))
    bullets(page, _("Who can help"), (_helper(library.helpers[key]) for key in playbook.call))
    bullets(page, _("How this can do harm"), (playbook.harm,))
    bullets(page, _("What we do not know"), playbook.unknown)
    _tell_claims(page, library, playbook.claims)


def tell_checklist(page: Page, library: Library, checklist: Checklist) -> None:
    """Actions to go through."""
    _head(page, checklist.title, checklist.about)
    for part in checklist.parts:
        page.line(page.bold(part.title))
        for key in part.actions:
            action = library.actions[key]
            page.columns([("[ ]", f"{action.title} ({sentences.minutes(action.minutes)})")], 2, 1)
            page.paragraph(action.why, 6)
            page.paragraph(f"{_('Harm when')}: {' '.join(action.harm_when)}", 6)
        page.line()


def tell_capability(page: Page, library: Library, thing: Capability) -> None:
    """What a watcher can do."""
    _head(page, thing.name, thing.how)
    bullets(page, _("What it sees"), thing.sees)
    bullets(page, _("What it does not see"), thing.cannot_see)
    bullets(page, _("What it needs"), thing.needs)
    bullets(page, _("How you could notice it"), thing.signs)
    bullets(page, _("Where it fails, or what is not known"), thing.limits)
    bullets(page, _("What helps"), (thing.helps,))
    links = library.links
    helping = against(library, thing.id)
    page.columns([(key, f"{library.actions[key].title} ({in_words(e)})") for key, e in helping])
    page.line()
    bullets(page, _("What does not help"), (f"{m.what} {m.why}" for m in thing.does_not_help))
    _tell_claims(page, library, thing.claims)
    giving = (*links.systems_giving.get(thing.id, ()), *links.vendors_selling.get(thing.id, ()))
    bullets(page, _("Where it is known"), _titles(library, giving))


def tell_action(page: Page, library: Library, thing: Action) -> None:
    """Something to do."""
    _head(page, thing.title, thing.why)
    numbered(page, thing.steps)
    page.line()
    page.columns([
        (_("Takes"), f"{sentences.minutes(thing.minutes)}, {sentences.word(thing.upkeep)}"),
        (_("Costs"), sentences.word(thing.cost)),
        (_("Who notices"), sentences.word(thing.visibility)),
        (_("To check"), thing.check),
        (_("To undo"), thing.undo),
    ])  # fmt: skip
    page.line()
    bullets(page, _("When it does harm"), thing.harm_when)
    bullets(page, _("First"), _titles(library, thing.needs))
    bullets(page, _("What it is against"), _titles(library, (e.capability for e in thing.effects)))
    conflicts = (library.conflicts[key] for key in library.links.conflicts_of.get(thing.id, ()))
    bullets(page, _("Take care"), (f"{each.text} {each.resolution}" for each in conflicts))
    with_it = library.links.playbooks_with.get(thing.id, ())
    bullets(page, _("On bad days"), _titles(library, with_it))
    bullets(page, _("Rests on"), (_cited(library, key) for key in thing.sources))


def tell_conflict(page: Page, library: Library, thing: Conflict) -> None:
    """Where doing one thing spoils another, or does harm."""
    _head(page, thing.text, thing.resolution)
    bullets(page, _("What it is about"), _titles(library, thing.actions))
    bullets(page, _("Rests on"), (_cited(library, key) for key in thing.sources))


def tell_system(page: Page, library: Library, thing: System) -> None:
    """Something built or done somewhere."""
    _head(page, thing.name, thing.does)
    state = f"{sentences.word(thing.status)} ({thing.status_as_of})"
    places = ", ".join(_titles(library, thing.places))
    sellers = ", ".join(_titles(library, thing.sold_by))
    rows = [(_("What"), sentences.word(thing.sort)), (_("State"), state), (_("Where"), places)]
    rows += [(_("Run by"), ", ".join(thing.run_by)), (_("Sold by"), sellers)]
    page.columns([row for row in rows if row[1]])
    page.line()
    bullets(page, _("What it gives to who runs it"), _titles(library, thing.capabilities))
    helping = against_all(library, thing.capabilities)[:MOST_HELP]
    bullets(page, _("What helps against that"), _titles(library, helping))
    _tell_claims(page, library, thing.claims)
    bullets(page, _("Corrections"), thing.corrections)
    bullets(page, _("What we do not know"), thing.unknown)
    bullets(page, _("Look at these, too"), _titles(library, thing.related))


def tell_vendor(page: Page, library: Library, thing: Vendor) -> None:
    """Who sells or builds."""
    _head(page, thing.name, thing.sells)
    bullets(page, _("What its products give"), _titles(library, thing.capabilities))
    _tell_claims(page, library, thing.claims)
    bullets(page, _("Corrections"), thing.corrections)
    bullets(page, _("What we do not know"), thing.unknown)
    bullets(page, _("What it sold"), _titles(library, library.links.systems_by.get(thing.id, ())))


def tell_place(page: Page, library: Library, thing: Place) -> None:
    """A place, and what is known there."""
    _head(page, thing.name)
    bullets(page, _("Known there"), _titles(library, library.links.systems_in.get(thing.id, ())))
    cards = (library.legal[key].text for key in library.links.legal_in.get(thing.id, ()))
    bullets(page, _("The law there"), cards)


def tell_legal(page: Page, library: Library, thing: LegalCard) -> None:
    """What is known of the law on one thing in one place."""
    title = sentences.about_law(library, thing)
    _head(page, f"{title} ({sentences.word(thing.status)})", thing.text)
    _tell_claims(page, library, thing.claims)
    page.paragraph(_("This is no advice: ask a lawyer where you are."))


def tell_helper(page: Page, library: Library, thing: Helper) -> None:
    """An organisation that helps."""
    _head(page, thing.name, thing.helps_with, thing.helps_whom)
    bullets(page, _("How to reach it"), thing.reach)
    bullets(page, _("Take care"), (thing.caution,))
    bullets(page, _("Rests on"), (_cited(library, key) for key in thing.sources))


def tell_source(page: Page, library: Library, thing: Source) -> None:
    """A text that claims rest on."""
    _head(page, thing.title, thing.publisher)
    page.columns([(_("Where"), thing.url), (_("Published"), thing.published)])
    bullets(page, _("Note"), (thing.note,))
    cited = library.links.cited_by.get(thing.id, ())
    bullets(page, _("What rests on it"), (title_of(library.kind(f)[key]) for f, key in cited))


def _head(page: Page, title: str, *texts: str) -> None:
    page.paragraph(title, look=page.bold)
    for text in texts:
        page.paragraph(text)
    page.line()


def _tell_claims(page: Page, library: Library, claims: Iterable[Claim]) -> None:
    listed = list(claims)
    if not listed:
        return
    page.line(page.bold(_("What is known")))
    for claim in listed:
        page.columns([("-", claim.text)], 2, 1)
        sources = "; ".join(_cited(library, key) for key in claim.sources)
        page.paragraph(f"{sentences.word(claim.grade)}, {claim.as_of}. {sources}", 6, page.dim)
        if claim.disputed:
            page.paragraph(_("Disputed: {text}").format(text=claim.disputed), 6)
    page.line()


def _cited(library: Library, source: str) -> str:
    found = library.sources[source]
    return ", ".join(part for part in (found.publisher, found.published, found.url) if part)


def _branch(branch: Branch) -> str:
    further = f" (playbook {branch.playbook})" if branch.playbook else ""
    return f"{branch.when} {branch.then}{further}"


def _helper(helper: Helper) -> str:
    return f"{helper.name}: {helper.helps_with} {'; '.join(helper.reach)}. {helper.caution}"


def _titles(library: Library, keys: Iterable[str]) -> Iterator[str]:
    """What things are called, and the id by which each can be looked up."""
    for key in keys:
        for folder in ("actions", "capabilities", "systems", "vendors", "places", "playbooks"):
            if key in library.kind(folder):
                yield f"{title_of(library.kind(folder)[key])} ({key})"
