"""The words for what is no text of a guide: what chapters are called, and where links lead."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from toolkit.evidence import GRADES
from toolkit.handbook.model import Chapter, Kind
from toolkit.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from toolkit.evidence import Source
    from toolkit.handbook.model import Basis, Guide

CHAPTERS: Final = {
    Chapter.SURVEILLANCE: N_("How you are watched"),
    Chapter.PHOTOS: N_("Photos and what they say"),
    Chapter.MESSAGING: N_("Messages and calls"),
    Chapter.DEVICES: N_("Devices and accounts"),
    Chapter.MOVING: N_("Travel, protest, arrest"),
    Chapter.ONLINE: N_("Attacks online"),
    Chapter.NETWORK: N_("Blocking and shutdowns"),
    Chapter.PLACES: N_("Places and people"),
    Chapter.HELP: N_("Help and care"),
}


FOLDERS: Final = {
    Kind.GUIDE: "handbook",
    Kind.ACTION: "actions",
    Kind.CAPABILITY: "capabilities",
    Kind.SYSTEM: "systems",
    Kind.PLAYBOOK: "playbooks",
    Kind.CHECKLIST: "checklists",
    Kind.HELPER: "helpers",
    Kind.LESSON: "lessons",
    Kind.MESSENGER: "messengers",
}
"""Where what a guide leads to stands."""


def place_of(to: str) -> tuple[str, str]:
    """The kind and the id of what a link names; of an unknown kind, the kind is empty.

    Args:
        to: Such as ``action:turn-off-location``.
    """
    kind, _colon, key = to.partition(":")
    return next((folder for each, folder in FOLDERS.items() if each.value == kind), ""), key


def minutes(guide: Guide) -> str:
    """How long a guide takes."""
    count = guide.front.minutes
    return ngettext("{count} minute", "{count} minutes", count).format(count=count)


def facts(guide: Guide) -> Iterator[tuple[int, str, Basis]]:
    """What a guide's sentences of fact rest on: a number, the mark's name, and the basis.

    They are numbered as they come in the text.
    """
    seen: dict[str, int] = {}
    known = guide.front.facts or {}
    for section in guide.sections:
        for block in section.blocks:
            for line in block.lines:
                for words in line:
                    if words.fact in known and words.fact not in seen:
                        seen[words.fact] = len(seen) + 1
                        yield seen[words.fact], words.fact, known[words.fact]


def rests_on(basis: Basis, sources: Mapping[str, Source]) -> str:
    """One basis, as a sentence without a verb: who, what, when, and how well it is known.

    Args:
        basis: It.
        sources: Those that are known, by their ids.
    """
    cited = [sources[key] for key in basis.sources if key in sources]
    told = "; ".join(f"{each.publisher}, “{each.title}”" for each in cited)
    told = told or _("A source that cannot be read here")
    return _("{sources}. As of {day}, {grade}.").format(
        sources=told, day=basis.as_of, grade=_(GRADES[basis.grade])
    )
