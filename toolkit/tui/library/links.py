"""The links of one thing, in four directions: as its picture has them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from toolkit.i18n import _
from toolkit.threats.helping import against, against_all
from toolkit.threats.links import sources_of
from toolkit.tui.library.names import KINDS, kind
from toolkit.tui.library.shelf import Ref

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from toolkit.tui.library.shelf import Shelf

    _Given = dict[str, tuple[str, str, Iterable[str]]]
    """By side: the heading, the folder, the ids."""


@dataclass(frozen=True, slots=True)
class Arm:
    """What lies in one direction.

    Attributes:
        heading: What it is.
        items: The things there, and what each is called.
    """

    heading: str = ""
    items: tuple[tuple[Ref, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Links:
    """A thing, and what lies around it.

    Attributes:
        ref: The thing.
        title: What it is called.
        above: Where it is, or what it is a part of.
        left: Who or what it comes from.
        right: What follows from it.
        below: What else has to do with it.
    """

    ref: Ref
    title: str
    above: Arm = Arm()
    left: Arm = Arm()
    right: Arm = Arm()
    below: Arm = Arm()


def links_of(shelf: Shelf, ref: Ref) -> Links:
    """The links of a thing.

    Args:
        shelf: All that is known.
        ref: The thing; of one of the kinds that have a page.
    """
    thing = shelf.thing(ref)
    arms = _OF[ref.folder](shelf, thing)
    full = {side: _arm(shelf, *given) for side, given in arms.items()}
    return Links(ref, shelf.title(ref), **full)


def _arm(shelf: Shelf, heading: str, folder: str, keys: Iterable[str]) -> Arm:
    refs = [Ref(folder, key) for key in dict.fromkeys(keys)]
    return Arm(heading, tuple((ref, shelf.title(ref)) for ref in refs))


def _system(shelf: Shelf, thing: Any) -> _Given:  # noqa: ANN401 - each of these knows its kind
    gives = thing.capabilities
    return {
        "above": (_("Where"), "places", thing.places),
        "left": (_("Who sold or built it"), "vendors", thing.sold_by),
        "right": (_("What it gives"), "capabilities", gives),
        "below": (_("What helps"), "actions", against_all(shelf.library, gives)),
    }


def _capability(shelf: Shelf, thing: Any) -> _Given:  # noqa: ANN401 - as above
    links, systems = shelf.library.links, shelf.library.systems
    using = links.systems_giving.get(thing.id, ())
    return {
        "above": (_("Where"), "places", [each for key in using for each in systems[key].places]),
        "left": (_("Who sells it"), "vendors", links.vendors_selling.get(thing.id, ())),
        "right": (
            _("What helps"), "actions", [key for key, _effect in against(shelf.library, thing.id)]
        ),
        "below": (_("What uses it"), "systems", using),
    }  # fmt: skip


def _vendor(shelf: Shelf, thing: Any) -> _Given:  # noqa: ANN401 - as above
    sold = shelf.library.links.systems_by.get(thing.id, ())
    places = [each for key in sold for each in shelf.library.systems[key].places]
    return {
        "above": (_("Where"), "places", places),
        "left": (_("How we know"), "sources", sources_of(thing)),
        "right": (_("What it gives"), "capabilities", thing.capabilities),
        "below": (_("What it sold or built"), "systems", sold),
    }


def _place(shelf: Shelf, thing: Any) -> _Given:  # noqa: ANN401 - as above
    library = shelf.library
    systems = library.links.systems_in.get(thing.id, ())
    of_systems = [library.systems[key] for key in systems]
    sellers = [key for each in of_systems for key in each.sold_by]
    can = [key for each in of_systems for key in each.capabilities]
    return {
        "above": (_("The law there"), "legal", library.links.legal_in.get(thing.id, ())),
        "left": (_("Who sold or built it"), "vendors", sellers),
        "right": (_("What watchers can do"), "capabilities", can),
        "below": (_("Known there"), "systems", systems),
    }


def _action(shelf: Shelf, thing: Any) -> _Given:  # noqa: ANN401 - as above
    links = shelf.library.links
    return {
        "above": (_("On bad days"), "playbooks", links.playbooks_with.get(thing.id, ())),
        "left": (_("First"), "actions", thing.needs),
        "right": (_("What it is against"), "capabilities", [e.capability for e in thing.effects]),
        "below": (_("In checklists"), "checklists", links.checklists_with.get(thing.id, ())),
    }


def _legal(shelf: Shelf, thing: Any) -> _Given:  # noqa: ANN401 - as above
    beside = shelf.library.links.legal_in.get(thing.place, ())
    return {
        "above": (_("Where"), "places", (thing.place,)),
        "left": (_("How we know"), "sources", sources_of(thing)),
        "right": (_("Other laws there"), "legal", [key for key in beside if key != thing.id]),
    }


def _helper(shelf: Shelf, thing: Any) -> _Given:  # noqa: ANN401 - as above
    books = shelf.library.playbooks
    naming = [key for key, each in books.items() if thing.id in each.call]
    return {
        "left": (_("How we know"), "sources", thing.sources),
        "right": (_("On bad days"), "playbooks", naming),
    }


def _source(shelf: Shelf, thing: Any) -> _Given:  # noqa: ANN401 - as above
    cited: dict[str, list[str]] = {}
    for folder, key in shelf.library.links.cited_by.get(thing.id, ()):
        if folder in KINDS:
            cited.setdefault(folder, []).append(key)
    sides = ("right", "left", "below", "above")
    most = sorted(cited, key=lambda folder: -len(cited[folder]))
    return {
        side: (kind(folder), folder, cited[folder])
        for side, folder in zip(sides, most, strict=False)
    }


def _conflict(shelf: Shelf, thing: Any) -> _Given:  # noqa: ANN401, ARG001 - as above
    return {"right": (_("What it is about"), "actions", thing.actions)}


_OF: Final[dict[str, Callable[[Shelf, Any], _Given]]] = {
    "systems": _system,
    "capabilities": _capability,
    "vendors": _vendor,
    "places": _place,
    "actions": _action,
    "legal": _legal,
    "helpers": _helper,
    "sources": _source,
    "conflicts": _conflict,
}
