"""How things stand, in a line: never cut in a word, the least important left out first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from rich.cells import cell_len

from toolkit.i18n import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from toolkit.tui.cleaning.album import Album
    from toolkit.tui.cleaning.outcome import Outcomes

Weighed: TypeAlias = tuple[int, str]
"""Words, and how much they matter."""

_BETWEEN: Final = " · "
_MOST: Final = 9


def line(parts: Sequence[Weighed], width: int) -> str:
    """The parts that fit, in the order given.

    Args:
        parts: Those of least weight are left out first. What weighs most stays, even where it has
            to wrap.
        width: Cells.
    """
    staying = list(parts)
    while cell_len(told := _BETWEEN.join(words for _, words in staying)) > width:
        lightest = min(staying)
        if lightest[0] == _MOST:
            break
        staying.remove(lightest)
    return told


def of_album(album: Album, others: int, stopped_of: int | None) -> list[Weighed]:
    """What was found in photos.

    Args:
        album: The photos.
        others: How many files were left alone as they are no photos.
        stopped_of: How many files there are, where reading was stopped before its end; 0 where
            that is not known.
    """
    total, found = album.total, {each.name: each.count for each in album.kinds()}
    if stopped_of is None:
        told = ngettext("{count} photo", "{count} photos", total).format(count=total)
    elif stopped_of:
        told = _("Stopped after {done} of {total}. Nothing was changed.").format(
            done=total + others, total=stopped_of
        )
    else:
        told = _("Stopped after {done}. Nothing was changed.").format(done=total + others)
    parts = [(_MOST, told)]
    if len(album) < total:
        shown = _("only {count} shown: {title}")
        parts.append((8, shown.format(count=len(album), title=_(album.shown.title))))
    count = found.get("place", 0)
    says = ngettext("{count} says where you were", "{count} say where you were", count)
    parts += _if_any(6, count, says)
    count = found.get("person", 0)
    parts += _if_any(5, count, ngettext("{count} names a person", "{count} name a person", count))
    count = found.get("device", 0)
    has = ngettext("{count} has a serial number", "{count} have a serial number", count)
    parts += _if_any(4, count, has)
    parts += _if_any(7, found.get("unread", 0), _("{count} could not be read"))
    left = ngettext("{count} other file left alone", "{count} other files left alone", others)
    return parts + _if_any(3, others, left)


def of_outcomes(outcomes: Outcomes, *, stopped: bool) -> list[Weighed]:
    """What became of photos.

    Args:
        outcomes: It.
        stopped: Whether the person stopped it.
    """
    done, failed, twice = outcomes.done, outcomes.failed, outcomes.twice
    copies = ngettext("{count} clean copy", "{count} clean copies", done)
    parts = [(_MOST, copies.format(count=done))]
    left = len(outcomes) - done - failed
    if stopped:
        parts += _if_any(
            _MOST,
            left,
            ngettext(
                "stopped before {count} photo, which is unchanged",
                "stopped before {count} photos, which are unchanged",
                left,
            ),
        )
    still = ngettext("{count} still says something", "{count} still say something", outcomes.still)
    parts += _if_any(_MOST, outcomes.still, still)
    if twice and twice == done:
        parts.append((_MOST, _("all checked twice")))
    elif done:
        parts.append(
            (_MOST, _("{count} checked twice").format(count=twice) if twice else _("checked once"))
        )
    return parts + _if_any(
        _MOST,
        failed,
        ngettext(
            "{count} could not be cleaned and is unchanged",
            "{count} could not be cleaned and are unchanged",
            failed,
        ),
    )


def _if_any(weight: int, count: int, words: str) -> list[Weighed]:
    return [(weight, words.format(count=count))] if count else []
