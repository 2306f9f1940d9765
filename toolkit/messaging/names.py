"""What a phone, a person, a group or the server is called where people read it."""

from __future__ import annotations

from typing import Final

from toolkit.i18n import N_, _
from toolkit.messaging.state import NEAR, NETWORK, PROXY, SERVER, UNKNOWN

_PLACES: Final = {
    SERVER: N_("the server"),
    PROXY: N_("the proxy"),
    NETWORK: N_("the network"),
    NEAR: N_("all who are near"),
    UNKNOWN: N_("somebody"),
}
_ENDS: Final = {SERVER: N_("server"), PROXY: N_("proxy")}


def called(name: str) -> str:
    """What a name in the lab stands for, in a sentence.

    Args:
        name: A person, a group, a phone (``alice/2``) or a place such as `SERVER`.
    """
    if name in _PLACES:
        return _(_PLACES[name])
    owner, _slash, device = name.partition("/")
    if device in {"", "1"}:
        return owner
    return _("{owner}’s {device}").format(owner=owner, device=device)


def end(name: str) -> str:
    """The same where it stands alone, as at one end of an arrow or in a table."""
    return _(_ENDS[name]) if name in _ENDS else called(name)
