"""The next useful key, in one short line: for whoever sees the lab for the first time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from toolkit.i18n import _
from toolkit.messaging.interventions import OthersDo
from toolkit.messaging.names import called
from toolkit.messaging.phone import owner_of
from toolkit.messaging.state import SERVER
from toolkit.tui.lab import panels

if TYPE_CHECKING:
    from toolkit.tui.lab.board import View

_WATCHED: Final = frozenset((panels.NETWORK, panels.SERVER, panels.PUSH))
_FIRST: Final = 2
"""In the first moments it is also said that more happened than is seen."""


def lead(view: View, *, writes: bool) -> str:
    """What one could do next, and with which key.

    Args:
        view: What is looked at.
        writes: Whether somebody is typing on a phone.
    """
    if writes:
        return _("Type a few words. Enter sends them.")
    if view.page != panels.PHONES:
        return _("Esc: back to the phones. ↑↓ scrolls.")
    if view.stage.looks_back:
        return _("→ goes on again. End: to the newest moment.")
    packet = view.stage.due()
    return _resting(view) if packet is None else _travelling(view, packet.destination)


def _travelling(view: View, to: str) -> str:
    """What is next where something is on its way."""
    if view.stage.at < _FIRST and view.chosen == 0 and len(view.told) > 1:
        return _("↓ shows what else just happened. Space goes on.")
    if to == SERVER:
        return _("Space: it goes on to the server.")
    return _("Space: it goes on to {name}.").format(name=called(to))


def _resting(view: View) -> str:
    """What is next where nothing is on its way."""
    happened = {event.code for event in view.stage.events}
    if "keys-swapped" in happened and not happened & {"numbers-differ", "numbers-same"}:
        if "middle-read" in happened:
            return _("Would they notice? m, then c: compare numbers.")
        return _("Nobody sees that. Enter: write on, and look at 6.")
    if view.seats.to in view.stage.world.people and _groups(view):
        return _("t: write to the group, or to somebody else.")
    if any(isinstance(each.action, OthersDo) for each in view.stage.moments):
        if "keys-swapped" in happened:
            return _("Enter: write on. m: meddle. ←: back in time.")
        return _("Home, then m, k: swap keys before they first write.")
    return _untouched(view, reads="shown" in happened)


def _groups(view: View) -> bool:
    """Whether there is a group in which nobody has written."""
    rosters = view.stage.world.server.rosters
    return bool(rosters) and not any(
        copy.conversation in rosters for copy in view.stage.world.copies
    )


def _untouched(view: View, *, reads: bool) -> str:
    """What is next while nobody has meddled; `reads` where somebody has read something."""
    writers = {copy.author for copy in view.stage.world.copies}
    if not writers:
        name = called(view.seats.writer)
        return _("Begin here: Enter, then write on {name}’s phone.").format(name=name)
    if reads and not view.opened & _WATCHED:
        return _("It came. 3, 4, 5: what those on the way know now.")
    if reads and panels.KEYS not in view.opened:
        return _("2: the keys on both phones. Crossed out: destroyed.")
    if reads and len(writers) == 1:
        left, right = view.seats.left, view.seats.right
        silent = called(right if owner_of(left) in writers else left)
        return _("Tab, then Enter: answer on {name}’s phone.").format(name=silent)
    return _("m: meddle. Hold it back, change it, take a phone.")
