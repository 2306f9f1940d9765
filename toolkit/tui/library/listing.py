"""Lists of things: the kinds, all of one kind, what a search found."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from toolkit.handbook.search import FOLDER as GUIDES
from toolkit.handbook.words import CHAPTERS, minutes
from toolkit.i18n import _, ngettext
from toolkit.messages import explain_error
from toolkit.reading import sentences as sentences_of
from toolkit.search import matching
from toolkit.threats import sentences
from toolkit.threats.model import Sort
from toolkit.training.paper import minutes as session_minutes
from toolkit.training.search import FOLDER as SESSIONS
from toolkit.tui.library import names, when
from toolkit.tui.library.pieces import CARE, published
from toolkit.tui.library.shelf import Ref
from toolkit.tui.widgets.reading import Block, Section, Tone

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from toolkit.search import Page
    from toolkit.tui.library.shelf import Shelf

MARKS: Final = "marks"
"""Where the way to what is marked leads."""
MOST_FOUND: Final = 40
"""Found things that are shown; who sees so many types on."""
_NEAREST: Final = (
    "raid-or-arrest", "colleague-detained", "seized-device", "checkpoint", "protest",
    "summons-to-an-interview", "returned-device", "suspected-spyware", "blackmail",
    "doxxing-and-harassment", "internet-shutdown", "coerced-app-install", "border-crossing",
    "source-meeting", "leaving-the-country", "disposal",
)  # fmt: skip
"""Playbooks for what happens now stand before those for what comes; any others stand last."""
_PLACES: Final = 2
"""Places that are named beside a system."""
_LINES: Final = 2
"""Lines of a thing in which the words stand; its page has all."""


def marks(count: int) -> Iterator[Section]:
    """The way to what is marked; nothing where nothing is."""
    if count:
        about = _("What you marked. It is kept in your vault.")
        block = Block(_("Bookmarks"), Tone.STRONG, to=MARKS, beside=str(count), below=(about,))
        yield Section("", (block,))


def kinds(shelf: Shelf) -> Iterator[Section]:
    """What there is to browse, and what is due to be looked at again."""
    yield from _unreadable(shelf)
    yield from _due(shelf)
    blocks = (
        Block(
            _(name),
            Tone.STRONG,
            to=folder,
            beside=str(len(shelf.keys(folder))),
            below=(_(names.ABOUT[folder]),),
        )
        for folder, name in names.KINDS.items()
        if shelf.keys(folder)
    )
    yield Section("", tuple(blocks))


def _unreadable(shelf: Shelf) -> Iterator[Section]:
    """Which files cannot be read, and where in them it lies; the rest is there."""
    told = (explain_error(problem, "") for problem in shelf.problems)
    blocks = tuple(Block(each, Tone.MIDDLE, CARE, Tone.MIDDLE) for each in told)
    if blocks:
        yield Section("", blocks)


def _due(shelf: Shelf) -> Iterator[Section]:
    count = when.count_overdue(shelf.library, shelf.today)
    if count:
        told = ngettext(
            "{count} page is due to be looked at again, and says so.",
            "{count} pages are due to be looked at again, and say so.",
            count,
        )
        yield Section("", (Block(told.format(count=count), Tone.MIDDLE, CARE, Tone.MIDDLE),))


def playbooks(shelf: Shelf) -> Iterator[Section]:
    """All playbooks, each with when to open it."""
    books = shelf.library.playbooks
    order = [key for key in _NEAREST if key in books]
    order += [key for key in books if key not in order]
    blocks = (
        Block(books[key].title, Tone.STRONG, to=Ref("playbooks", key), below=(books[key].trigger,))
        for key in order
    )
    yield Section("", tuple(blocks))


def of_kind(shelf: Shelf, folder: str) -> Iterator[Section]:
    """All things of a kind, in groups."""
    refs = [Ref(folder, key) for key in shelf.keys(folder)]
    if folder not in {GUIDES, SESSIONS}:
        refs.sort(key=lambda ref: (_group(shelf, ref)[0], shelf.title(ref).casefold()))
    for (_order, heading), group in groupby(refs, key=lambda ref: _group(shelf, ref)):
        blocks = tuple(Block(shelf.title(ref), to=ref, beside=_beside(shelf, ref)) for ref in group)
        yield Section(heading, blocks)


def _group(shelf: Shelf, ref: Ref) -> tuple[int, str]:
    """Where among its kind a thing stands, and under which heading."""
    if ref.folder == GUIDES:
        return 0, _(CHAPTERS[shelf.handbook.guides[ref.id].front.chapter])
    if ref.folder == SESSIONS:
        return 0, session_minutes(shelf.plans.sessions[ref.id].minutes)
    if ref.folder == "systems":
        sort = shelf.library.systems[ref.id].sort
        order = list(Sort)
        return order.index(sort), (_("Systems"), _("Tactics"), _("Laws"), _("Context"))[
            order.index(sort)
        ]
    return 0, ""


def _beside(shelf: Shelf, ref: Ref) -> str:
    """A word or two on a thing in a list."""
    library, told = shelf.library, ""
    if ref.folder == GUIDES:
        told = minutes(shelf.handbook.guides[ref.id])
    elif ref.folder == "systems":
        places = library.systems[ref.id].places
        told = ", ".join(library.places[key].name for key in places[:_PLACES])
    elif ref.folder == "places":
        count = len(library.links.systems_in.get(ref.id, ()))
        told = ngettext("{count} entry", "{count} entries", count).format(count=count)
    elif ref.folder == "actions":
        told = sentences.minutes(library.actions[ref.id].minutes)
    elif ref.folder == "legal":
        told = sentences.word(library.legal[ref.id].status)
    elif ref.folder == "sources":
        told = library.sources[ref.id].published[:4]
    elif ref.folder == "checklists":
        count = sum(len(part.actions) for part in library.checklists[ref.id].parts)
        told = ngettext("{count} thing", "{count} things", count).format(count=count)
    return told


def found(shelf: Shelf, words: str, folders: Iterable[str]) -> tuple[int, list[Section]]:
    """What a search found.

    Args:
        shelf: All that is known.
        words: What was typed.
        folders: The kinds to look among.

    Returns:
        How many things, and the first of them with the lines in which the words stand.
    """
    wanted = set(folders)
    hits = [hit for hit in shelf.index_of(wanted).found(words) if hit.folder in wanted]
    looked_for = tuple(words.casefold().split())
    blocks = [_hit(shelf, matching(hit, words), looked_for) for hit in hits[:MOST_FOUND]]
    if not hits:
        blocks = [Block(_("Nothing was found. Try fewer letters, or another word."), Tone.MUTED)]
    if len(hits) > MOST_FOUND:
        more = _("There are more. Type on to see fewer.")
        blocks.append(Block(more, Tone.MUTED, above=1))
    return len(hits), [Section("", tuple(blocks))]


def _around(line: str, words: tuple[str, ...]) -> str:
    """The first sentence of a text in which one of some words stands."""
    told = sentences_of(line)
    return next((each for each in told if any(w in each.casefold() for w in words)), line)


def _hit(shelf: Shelf, hit: Page, words: tuple[str, ...]) -> Block:
    ref = Ref(hit.folder, hit.id)
    title = shelf.title(ref)
    lines = [_around(line, words) for line in hit.lines if line != title][:_LINES]
    beside = names.kind(hit.folder)
    if hit.folder == "sources":
        source = shelf.library.sources[hit.id]
        lines = [published(source.publisher, source.published)]
    return Block(title, Tone.STRONG, to=ref, beside=beside, below=tuple(lines), found=words)
