"""What the screens of cleaning say of a photo, in parts."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from toolkit.i18n import _, ngettext
from toolkit.messages import explain_error
from toolkit.metadata.explain import always, harm_name, said_size, sentence, stay_name, stays
from toolkit.neutral import neutral
from toolkit.tui.cleaning.choices import Where
from toolkit.tui.widgets.harm_marks import MARKS, MEANINGS
from toolkit.tui.widgets.table import Meaning
from toolkit.tui.widgets.told import Part

if TYPE_CHECKING:
    from collections.abc import Sequence

    from toolkit.errors import ParasolError
    from toolkit.metadata.model import Finding, Harm, Report, Stay
    from toolkit.tui.cleaning.choices import Choices
    from toolkit.tui.cleaning.outcome import Outcome

_SENTENCES_OF_ONE_HARM: Final = 8


def facts(report: Report) -> str:
    """Kind, size and pixels, on one line."""
    walk = report.walk
    told = [walk.format]
    if walk.width:
        told.append(f"{walk.width} × {walk.height}")
    if walk.frames > 1:
        told.append(
            ngettext("{count} frame", "{count} frames", walk.frames).format(count=walk.frames)
        )
    told.append(said_size(report.size))
    return " · ".join(told)


def what_it_says(report: Report) -> list[Part]:
    """What a photo says, the worst first, and what a clean copy would keep."""
    parts = _by_harm(report.findings)
    if not parts:
        nothing = _("Nothing was found in it beside the picture.")
        parts = [Part(_("Nothing"), (nothing,), Meaning.KEPT, "✓")]
    return [*parts, *_kept(report.walk.stays), Part(_("Picture"), (always(),), Meaning.MUTED)]


def what_became(became: Outcome) -> list[Part]:
    """What is gone, what stays and why, who checked the copy, and where it is."""
    names = ", ".join(map(harm_name, became.gone))
    parts = [Part(_("Gone"), (names or _("There was nothing to remove."),), Meaning.KEPT, "✓")]
    if became.still:
        parts.append(Part(_("Still there"), became.still, Meaning.HIGH, "✗"))
    if became.name_says:
        told = (_("You chose to keep it."), *became.name_says)
        parts.append(Part(_("Name"), told, Meaning.MIDDLE, MARKS[Meaning.MIDDLE]))
    parts += _kept(became.kept)
    parts.append(Part(_("Checked"), (checked(became.checked_by),)))
    parts.append(Part(_("Copy"), (neutral(became.copy),)))
    return parts


def where(choices: Choices) -> str:
    """Where copies will go."""
    if choices.where is Where.FOLDER:
        return _("Copies go to {folder}").format(folder=neutral(choices.folder))
    if choices.where is Where.BESIDE:
        return _("Copies go beside the originals")
    return _("Copies take the place of the originals")


def why_not(error: ParasolError, name: str) -> list[Part]:
    """Why a photo could not be read or cleaned."""
    return [Part(_("Not done"), (explain_error(error, name),), Meaning.FAILED, "✗")]


def checked(readers: Sequence[str]) -> str:
    """Who read the copy and found nothing in it."""
    who = ", ".join("Parasol" if reader == "parasol" else neutral(reader) for reader in readers)
    if len(readers) > 1:
        return _("twice ({readers})").format(readers=who)
    return _("once ({readers})").format(readers=who)


def _by_harm(findings: Sequence[Finding]) -> list[Part]:
    parts = []
    for harm, group in groupby(findings, key=lambda finding: finding.harm):
        told = list(dict.fromkeys(map(sentence, group)))
        parts.append(_part(harm, told))
    return parts


def _part(harm: Harm, told: list[str]) -> Part:
    shown, more = told[:_SENTENCES_OF_ONE_HARM], len(told) - _SENTENCES_OF_ONE_HARM
    if more > 0:
        shown.append(ngettext("and {count} more", "and {count} more", more).format(count=more))
    meaning = MEANINGS[harm]
    return Part(harm_name(harm), tuple(shown), meaning, MARKS[meaning])


def _kept(what: Sequence[Stay]) -> list[Part]:
    if not what:
        return []
    told = dict.fromkeys(f"{stay_name(stay)}: {stays(stay)}" for stay in what)
    return [Part(_("Kept"), tuple(told), Meaning.MUTED)]
