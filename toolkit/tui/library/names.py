"""What kinds of things are called, and things that carry no title of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from toolkit.i18n import N_, _
from toolkit.threats import sentences
from toolkit.threats.prose import title_of

if TYPE_CHECKING:
    from toolkit.threats.library import Library
    from toolkit.tui.library.shelf import Ref

KINDS: Final = {
    "handbook": N_("Guides"),
    "training": N_("Sessions for groups"),
    "capabilities": N_("What watchers can do"),
    "systems": N_("Systems, tactics and laws"),
    "places": N_("Places"),
    "vendors": N_("Who sells and builds"),
    "actions": N_("What you can do"),
    "checklists": N_("Checklists"),
    "legal": N_("The law"),
    "helpers": N_("Who can help"),
    "sources": N_("Sources"),
}
"""What a person can browse, in this order, by folder."""

ABOUT: Final = {
    "handbook": N_("How things work, and what to do, in five minutes each."),
    "training": N_("For trainers: plans minute by minute, with a clock and all the paper."),
    "capabilities": N_("How it works, what it sees and what it cannot see."),
    "systems": N_("What was built or done where, and how we know."),
    "places": N_("What is known of each country or region."),
    "vendors": N_("What they sold, and where it is."),
    "actions": N_("Steps, with what they cost and when they do harm."),
    "checklists": N_("For a phone, an office, a journey. You can tick them off."),
    "legal": N_("What is known of the law. It is no advice."),
    "helpers": N_("Organisations, and what to think of before you write."),
    "sources": N_("What all of this rests on."),
}

_ONE: Final = {
    "handbook": N_("guide"),
    "training": N_("session"),
    "capabilities": N_("what watchers can do"),
    "systems": N_("system"),
    "places": N_("place"),
    "vendors": N_("who sells"),
    "actions": N_("what you can do"),
    "checklists": N_("checklist"),
    "playbooks": N_("bad days"),
    "legal": N_("the law"),
    "helpers": N_("who can help"),
    "sources": N_("source"),
    "conflicts": N_("take care"),
    "lessons": N_("lesson"),
    "messengers": N_("messenger"),
    "settings": N_("setting"),
}


def kind(folder: str) -> str:
    """What one thing of a kind is."""
    return _(_ONE[folder])


def title(library: Library, ref: Ref) -> str:
    """What a thing is called."""
    if ref.folder == "legal":
        return sentences.about_law(library, library.legal[ref.id])
    if ref.folder == "conflicts":
        actions = library.conflicts[ref.id].actions
        return " + ".join(library.actions[each].title for each in actions)
    return title_of(library.kind(ref.folder)[ref.id])
