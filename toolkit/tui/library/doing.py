"""Pages on what people can do: actions, what goes badly together, who helps; and sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from toolkit.i18n import N_, _
from toolkit.threats import sentences
from toolkit.threats.helping import in_words
from toolkit.tui.library import names, when
from toolkit.tui.library.pieces import (
    BULLET,
    CARE,
    Cited,
    banner,
    link,
    links,
    listed,
    published,
    reviewed,
    told,
)
from toolkit.tui.library.shelf import Ref
from toolkit.tui.widgets.reading import Block, Section, Tone

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.threats.guidance import Helper
    from toolkit.threats.model import Action, Conflict, Source
    from toolkit.tui.library.shelf import Shelf

_SKILLS: Final = {
    1: N_("for anyone"),
    2: N_("for who uses a phone or computer with ease"),
    3: N_("for who likes to work with computers"),
}


def action(shelf: Shelf, thing: Action) -> Iterator[Section]:
    """Something to do."""
    cited, library = Cited(shelf), shelf.library
    yield from banner(shelf, thing)
    yield Section("", (Block(thing.why),))
    if thing.only_if:
        text = thing.held_back or _("It is not for everybody.")
        yield from told(_("Not for everybody"), text, Tone.MIDDLE, CARE)
    yield from links(shelf, _("First"), "actions", thing.needs)
    steps = tuple(Block(step, mark=f"{index}.") for index, step in enumerate(thing.steps, 1))
    yield Section(_("Steps"), steps)
    yield Section(_("Effort"), tuple(Block(text) for text in _effort(thing)))
    yield from listed(_("When it does harm"), thing.harm_when, BULLET, Tone.MIDDLE, CARE)
    yield from told(_("To undo"), thing.undo)
    yield from told(_("To check"), thing.check)
    against = tuple(
        link(shelf, Ref("capabilities", each.capability), in_words(each)) for each in thing.effects
    )
    if against:
        yield Section(_("What it is against"), against)
    yield from _care(shelf, cited, thing)
    with_it = library.links.playbooks_with.get(thing.id, ())
    yield from links(shelf, _("On bad days"), "playbooks", with_it)
    lists = library.links.checklists_with.get(thing.id, ())
    yield from links(shelf, _("In checklists"), "checklists", lists)
    cited.numbers(thing.sources)
    yield from cited.section()
    yield from reviewed(thing)


def _effort(thing: Action) -> Iterator[str]:
    takes = (sentences.minutes(thing.minutes), sentences.word(thing.upkeep))
    yield " · ".join((*takes, sentences.word(thing.cost)))
    if thing.skill in _SKILLS:
        yield _(_SKILLS[thing.skill])
    yield sentences.word(thing.visibility)


def _care(shelf: Shelf, cited: Cited, thing: Action) -> Iterator[Section]:
    """What it goes badly together with."""
    blocks: list[Block] = []
    for key in shelf.library.links.conflicts_of.get(thing.id, ()):
        found = shelf.library.conflicts[key]
        text = f"{found.text} {found.resolution} {cited.numbers(found.sources)}".strip()
        blocks.append(Block(text, mark=BULLET))
        others = [each for each in found.actions if each != thing.id]
        blocks += [link(shelf, Ref("actions", each)) for each in others]
    if blocks:
        yield Section(_("Take care"), tuple(blocks), Tone.MIDDLE, CARE)


def conflict(shelf: Shelf, thing: Conflict) -> Iterator[Section]:
    """Where doing one thing spoils another, or does harm."""
    cited = Cited(shelf)
    yield Section("", (Block(thing.text),))
    yield from told(_("Do this instead"), thing.resolution)
    yield from links(shelf, _("What it is about"), "actions", thing.actions)
    cited.numbers(thing.sources)
    yield from cited.section()


def helper(shelf: Shelf, thing: Helper) -> Iterator[Section]:
    """An organisation that helps."""
    cited = Cited(shelf)
    yield Section("", (Block(thing.helps_with),))
    yield from told(_("Take care"), thing.caution, Tone.MIDDLE, CARE)
    yield from told(_("Whom it helps"), thing.helps_whom)
    yield from listed(_("How to reach it"), thing.reach)
    yield from listed(_("Languages"), thing.languages)
    yield from told(_("Checked"), when.day(thing.checked))
    naming = [key for key, each in shelf.library.playbooks.items() if thing.id in each.call]
    yield from links(shelf, _("On bad days"), "playbooks", naming)
    cited.numbers(thing.sources)
    yield from cited.section()


def source(shelf: Shelf, thing: Source) -> Iterator[Section]:
    """A text that claims rest on."""
    yield Section("", (Block(published(thing.publisher, thing.published)),))
    yield from told(_("Where it was found"), thing.url)
    yield from told(_("What to know about it"), thing.note)
    if thing.seen:
        yield from told(_("Seen by us"), when.day(thing.seen))
    blocks = []
    for folder, key in shelf.library.links.cited_by.get(thing.id, ()):
        if folder in names.KINDS or folder in {"playbooks", "conflicts"}:
            blocks.append(link(shelf, Ref(folder, key), names.kind(folder)))
    if blocks:
        yield Section(_("What rests on it"), tuple(blocks))
