"""What the pages of all kinds are made of: links, lists, claims with their sources, reviews."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from toolkit.i18n import _
from toolkit.threats import sentences
from toolkit.threats.model import Grade
from toolkit.tui.library import when
from toolkit.tui.library.shelf import Ref
from toolkit.tui.widgets.reading import Block, Section, Tone

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from toolkit.threats.model import Claim
    from toolkit.tui.library.shelf import Shelf

LINK: Final = "→"
BULLET: Final = "–"
CARE: Final = "◆"
NO: Final = "✗"

_WEAK: Final = frozenset({Grade.ARTICLE, Grade.SPECULATED})


class Cited:
    """Numbers sources as they are named on a page, from 1.

    Args:
        shelf: All that is known.
    """

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._numbers: dict[str, int] = {}

    def numbers(self, sources: Iterable[str]) -> str:
        """The numbers of some sources, as they are told: ``"[1] [2]"``."""
        told = [self._numbers.setdefault(each, len(self._numbers) + 1) for each in sources]
        return " ".join(f"[{number}]" for number in told)

    def section(self) -> Iterator[Section]:
        """All that were named: title, who published it and when, where."""
        blocks: list[Block] = []
        for key, number in self._numbers.items():
            source = self._shelf.library.sources[key]
            mark, ref = f"[{number}]", Ref("sources", key)
            blocks.append(Block(source.title, mark=mark, to=ref, above=int(bool(blocks))))
            indent = " " * len(mark)
            about = published(source.publisher, source.published)
            blocks.append(Block(about, Tone.MUTED, indent))
            if source.url:
                blocks.append(Block(source.url, Tone.MUTED, indent))
        if blocks:
            yield Section(_("Sources"), tuple(blocks))


def published(publisher: str, date: str) -> str:
    """Who published something, and when."""
    return _("{who}, {when}").format(who=publisher, when=when.said(date)) if date else publisher


def listed(
    heading: str,
    texts: Iterable[str],
    mark: str = BULLET,
    tone: Tone = Tone.PLAIN,
    shape: str = "",
) -> Iterator[Section]:
    """Texts below each other; nothing where there are none."""
    blocks = tuple(Block(text, mark=mark) for text in texts if text)
    if blocks:
        yield Section(heading, blocks, tone, shape)


def told(heading: str, text: str, tone: Tone = Tone.PLAIN, shape: str = "") -> Iterator[Section]:
    """One text; nothing where there is none."""
    if text:
        yield Section(heading, (Block(text),), tone, shape)


def link(shelf: Shelf, ref: Ref, beside: str = "", above: int = 0) -> Block:
    """A place that leads to a thing."""
    return Block(shelf.title(ref), mark=LINK, to=ref, beside=beside, above=above)


def links(shelf: Shelf, heading: str, folder: str, keys: Iterable[str]) -> Iterator[Section]:
    """Places that lead to things of one kind; nothing where there are none."""
    blocks = tuple(link(shelf, Ref(folder, key)) for key in keys)
    if blocks:
        yield Section(heading, blocks)


def claims(shelf: Shelf, cited: Cited, known: Sequence[Claim]) -> Iterator[Section]:
    """What is known, each with how well, as of when, and by whom."""
    blocks: list[Block] = []
    for claim in known:
        blocks.append(Block(claim.text, mark=BULLET, above=int(bool(blocks))))
        blocks += _about(shelf, cited, claim)
    if blocks:
        yield Section(_("What is known"), tuple(blocks))


def _about(shelf: Shelf, cited: Cited, claim: Claim) -> Iterator[Block]:
    old = when.is_old(claim.as_of, shelf.today)
    doubtful = claim.grade in _WEAK
    parts = (
        when.as_of(claim.as_of, shelf.today),
        sentences.word(claim.grade),
        cited.numbers(claim.sources),
    )
    line = " · ".join(part for part in parts if part)
    yield Block(line, Tone.MUTED, *((CARE, Tone.MIDDLE) if old or doubtful else (" ",)))
    if claim.disputed:
        disputed = _("Disputed: {text}").format(text=claim.disputed)
        yield Block(disputed, Tone.MIDDLE, " ")


def banner(shelf: Shelf, thing: Any) -> Iterator[Section]:  # noqa: ANN401 - a thing of any kind
    """What to say first of a thing that nobody has looked at for too long."""
    if when.overdue(thing, shelf.today):
        text = _("Somebody should have looked at this again by {day}. It may be out of date.")
        said = text.format(day=when.day(thing.review_due))
        yield Section("", (Block(said, Tone.MIDDLE, CARE, Tone.MIDDLE),))


def reviewed(thing: Any) -> Iterator[Section]:  # noqa: ANN401 - as above
    """When somebody looked at all of a thing, and when that has to happen again."""
    text = _("Last looked at on {day}, and due again on {due}. No expert has read it yet.").format(
        day=when.day(thing.reviewed), due=when.day(thing.review_due)
    )
    yield Section(_("Review"), (Block(text, Tone.MUTED),), Tone.MUTED)
