"""What an experiment starts with: which kind of messenger both phones have."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from toolkit.i18n import N_, _
from toolkit.messaging.phone import RatchetKind
from toolkit.messaging.state import Settings
from toolkit.tui.lab.choices import Choice

if TYPE_CHECKING:
    from collections.abc import Iterator

_PADDED: Final = 160
"""Lengths are brought up to a multiple of so many bytes."""

_RATCHETS: Final = {
    RatchetKind.DOUBLE: N_("the usual ratchet"),
    RatchetKind.HIDDEN: N_("encrypted headers"),
    RatchetKind.HYBRID: N_("a post-quantum ratchet, simplified"),
}


def choices(now: Settings) -> tuple[Choice, ...]:
    """The same kind of messenger once more, and each that differs from it in one thing.

    Args:
        now: The kind that it is now.
    """
    return (Choice(_("as it is now"), begins=now), *_others(now))


def _others(now: Settings) -> Iterator[Choice]:
    sealed = _("sealed sender: the server is not told who writes")
    yield Choice(
        _("the sender on the envelope again") if now.sealed_sender else sealed,
        begins=replace(now, sealed_sender=not now.sealed_sender),
    )
    padded = now.padding > 1
    yield Choice(
        _("lengths as they are again") if padded else _("padding: all lengths look more alike"),
        begins=replace(now, padding=1 if padded else _PADDED),
    )
    yield Choice(
        _("no texts in notifications") if now.previews else _("texts in notifications again"),
        begins=replace(now, previews=not now.previews),
    )
    receipts = _("receipts: a phone tells by itself that a text came")
    yield Choice(
        _("no receipts again") if now.receipts else receipts,
        begins=replace(now, receipts=not now.receipts),
    )
    without = _("a first secret without the post-quantum key")
    yield Choice(
        without if now.post_quantum else _("the post-quantum key again"),
        begins=replace(now, post_quantum=not now.post_quantum),
    )
    for kind, title in _RATCHETS.items():
        if kind is not now.ratchet:
            yield Choice(_(title), begins=replace(now, ratchet=kind))


def unusual(now: Settings) -> str:
    """What one has to know of the kind of messenger where it is not the usual one, in a few words.

    Args:
        now: The kind that it is now.
    """
    differs = [name for name in _TOLD if getattr(now, name) != getattr(_USUAL, name)]
    if not differs:
        return ""
    first = _(_RATCHETS[now.ratchet] if differs[0] == "ratchet" else _TOLD[differs[0]])
    if len(differs) == 1:
        return _("Here: {what}").format(what=first)
    return _("Here: {what}, and more").format(what=first)


_USUAL: Final = Settings()
_TOLD: Final = {
    "sealed_sender": N_("sealed sender"),
    "ratchet": "",
    "post_quantum": N_("no post-quantum key"),
    "padding": N_("padding"),
    "receipts": N_("receipts"),
    "previews": N_("notifications without texts"),
}
"""The settings, the weightiest first, and what is told where they are not as usual."""
