"""Pages on those who watch: systems, capabilities, who sells, places, the law there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.i18n import _
from toolkit.threats import sentences
from toolkit.threats.helping import MOST_HELP, against, against_all, in_words
from toolkit.tui.library import when
from toolkit.tui.library.pieces import (
    BULLET,
    CARE,
    NO,
    Cited,
    banner,
    claims,
    link,
    links,
    listed,
    reviewed,
    told,
)
from toolkit.tui.library.shelf import Ref
from toolkit.tui.widgets.reading import Block, Section, Tone

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.threats.guidance import LegalCard
    from toolkit.threats.model import Capability, Place, System, Vendor
    from toolkit.tui.library.shelf import Shelf


def system(shelf: Shelf, thing: System) -> Iterator[Section]:
    """Something built or done somewhere."""
    cited, library = Cited(shelf), shelf.library
    yield from banner(shelf, thing)
    lead = [Block(thing.does)]
    if thing.also_called:
        names = _("Also called: {names}").format(names=", ".join(thing.also_called))
        lead.append(Block(names, Tone.MUTED))
    yield Section("", tuple(lead))
    yield _state(shelf, thing)
    yield from links(shelf, _("Where"), "places", thing.places)
    yield from listed(_("Who runs it"), thing.run_by)
    yield from links(shelf, _("Who sold or built it"), "vendors", thing.sold_by)
    gives = thing.capabilities
    yield from links(shelf, _("What it gives to who runs it"), "capabilities", gives)
    helps = against_all(library, gives)[:MOST_HELP]
    yield from links(shelf, _("What helps against that"), "actions", helps)
    yield from claims(shelf, cited, thing.claims)
    yield from _doubts(thing.corrections, thing.unknown)
    yield from _related(shelf, thing)
    yield from cited.section()
    yield from reviewed(thing)


def _related(shelf: Shelf, thing: System) -> Iterator[Section]:
    vendors = shelf.library.vendors
    refs = [Ref("vendors" if key in vendors else "systems", key) for key in thing.related]
    if refs:
        yield Section(_("Look at these, too"), tuple(link(shelf, ref) for ref in refs))


def _state(shelf: Shelf, thing: System) -> Section:
    """What it is, how far it has come, and when that was so."""
    state = _("{sort}, {status}").format(
        sort=sentences.word(thing.sort), status=sentences.word(thing.status)
    )
    old = when.is_old(thing.status_as_of, shelf.today)
    as_of = when.as_of(thing.status_as_of, shelf.today)
    mark = (CARE, Tone.MIDDLE) if old else ()
    return Section(_("State"), (Block(state), Block(as_of, Tone.MUTED, *mark)))


def _doubts(corrections: tuple[str, ...], unknown: tuple[str, ...]) -> Iterator[Section]:
    yield from listed(_("What articles get wrong"), corrections, BULLET, Tone.MIDDLE, CARE)
    yield from listed(_("What we do not know"), unknown, "?")


def capability(shelf: Shelf, thing: Capability) -> Iterator[Section]:
    """What a watcher can do."""
    cited, library = Cited(shelf), shelf.library
    yield from banner(shelf, thing)
    yield Section("", (Block(thing.how),))
    yield from listed(_("What it sees"), thing.sees)
    yield from listed(_("What it does not see"), thing.cannot_see)
    yield from listed(_("What it needs"), thing.needs)
    signs = thing.signs or (_("You could not notice it."),)
    yield from listed(_("How you could notice it"), signs)
    yield from listed(_("Where it fails"), thing.limits)
    helps = [Block(thing.helps)]
    for key, effect in against(library, thing.id):
        helps.append(link(shelf, Ref("actions", key), in_words(effect), int(len(helps) == 1)))
    yield Section(_("What helps"), tuple(helps), Tone.KEPT, "✓")
    yield from _myths(cited, thing)
    yield from claims(shelf, cited, thing.claims)
    yield from _where_used(shelf, thing)
    sellers = library.links.vendors_selling.get(thing.id, ())
    yield from links(shelf, _("Who sells it"), "vendors", sellers)
    yield from cited.section()
    yield from reviewed(thing)


def _myths(cited: Cited, thing: Capability) -> Iterator[Section]:
    blocks: list[Block] = []
    for myth in thing.does_not_help:
        why = f"{myth.why} {cited.numbers(myth.sources)}".strip()
        blocks.append(Block(myth.what, mark=NO, above=int(bool(blocks))))
        blocks.append(Block(why, Tone.MUTED, " "))
    if blocks:
        yield Section(_("What does not help"), tuple(blocks))


def _where_used(shelf: Shelf, thing: Capability) -> Iterator[Section]:
    """The systems that give it, by place."""
    library = shelf.library
    by_place: dict[str, list[str]] = {}
    for key in library.links.systems_giving.get(thing.id, ()):
        for place in library.systems[key].places or ("",):
            by_place.setdefault(place, []).append(key)
    names = {key: library.places[key].name if key else _("In many places") for key in by_place}
    blocks: list[Block] = []
    for place in sorted(by_place, key=lambda key: (not key, names[key])):
        blocks.append(Block(names[place], Tone.MUTED, above=int(bool(blocks))))
        blocks += [link(shelf, Ref("systems", key)) for key in by_place[place]]
    if blocks:
        yield Section(_("Where it is used"), tuple(blocks))


def vendor(shelf: Shelf, thing: Vendor) -> Iterator[Section]:
    """Who sells or builds."""
    cited, library = Cited(shelf), shelf.library
    yield from banner(shelf, thing)
    yield Section("", (Block(thing.sells),))
    yield from told(_("Based in"), thing.based_in)
    gives = thing.capabilities
    yield from links(shelf, _("What its products give"), "capabilities", gives)
    sold = library.links.systems_by.get(thing.id, ())
    yield from links(shelf, _("What it sold or built"), "systems", sold)
    places = dict.fromkeys(place for key in sold for place in library.systems[key].places)
    yield from links(shelf, _("Where that is"), "places", places)
    yield from claims(shelf, cited, thing.claims)
    yield from _doubts(thing.corrections, thing.unknown)
    yield from cited.section()
    yield from reviewed(thing)


def place(shelf: Shelf, thing: Place) -> Iterator[Section]:
    """A place, and what is known there."""
    library = shelf.library
    systems = library.links.systems_in.get(thing.id, ())
    parts = [key for key, each in library.places.items() if each.within == thing.id]
    yield from links(shelf, _("Part of"), "places", (thing.within,) if thing.within else ())
    yield from links(shelf, _("Parts of it"), "places", parts)
    yield from links(shelf, _("Known there"), "systems", systems)
    can = dict.fromkeys(each for key in systems for each in library.systems[key].capabilities)
    yield from links(shelf, _("What watchers can do there"), "capabilities", can)
    sellers = dict.fromkeys(each for key in systems for each in library.systems[key].sold_by)
    yield from links(shelf, _("Who sold or built it"), "vendors", sellers)
    cards = library.links.legal_in.get(thing.id, ())
    yield from links(shelf, _("The law there"), "legal", cards)
    if not (systems or cards or parts):
        text = _("Nothing is known here yet. That does not mean that nothing is there.")
        yield Section("", (Block(text),))


def legal(shelf: Shelf, thing: LegalCard) -> Iterator[Section]:
    """What is known of the law on one thing in one place."""
    cited = Cited(shelf)
    yield from banner(shelf, thing)
    yield Section("", (Block(thing.text), Block(_("This is no advice: ask a lawyer there."))))
    yield from told(_("As far as we know"), sentences.word(thing.status))
    yield from links(shelf, _("Where"), "places", (thing.place,))
    yield from claims(shelf, cited, thing.claims)
    yield from cited.section()
    yield from reviewed(thing)
