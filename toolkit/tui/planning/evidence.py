"""How we know something: each claim, how well it is known, when it was so, and who says it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.i18n import _
from toolkit.threats import sentences
from toolkit.threats.model import Plausible
from toolkit.threats.prose import title_of
from toolkit.tui.widgets.rows import Row, headed
from toolkit.tui.widgets.table import Meaning

if TYPE_CHECKING:
    from toolkit.evidence import Claim
    from toolkit.threats.library import Library
    from toolkit.threats.outcome import Found


def evidence(library: Library, found: Found) -> list[Row]:
    """All that a finding rests on, under headings."""
    finding = found.finding
    capability = library.capabilities[finding.capability]
    rows = [Row(title_of(capability), heading=True), Row(_how_sure(found))]
    for key in finding.systems:
        system = library.systems[key]
        rows += headed(system.name, claims(library, system.claims))
        rows += _plain(_("What we do not know"), system.unknown)
    rows += headed(_("Of this in general"), claims(library, capability.claims))
    rows += _plain(_("Where it fails, or what is not known"), capability.limits)
    myths = [
        Row(
            f"{myth.what} {myth.why}",
            id=f"myth:{index}",
            mark="✗",
            meaning=Meaning.MUTED,
            about="; ".join(_source(library, key) for key in myth.sources),
        )
        for index, myth in enumerate(capability.does_not_help)
    ]
    return rows + headed(_("What does not help"), myths)


def claims(library: Library, known: tuple[Claim, ...]) -> list[Row]:
    """Each claim; below it how well it is known, when it was so, and who says it."""
    return [_claim(library, claim) for claim in known]


def _claim(library: Library, claim: Claim) -> Row:
    who = "; ".join(_source(library, key) for key in claim.sources)
    about = f"{sentences.word(claim.grade)} · {claim.as_of} · {who}"
    if claim.disputed:
        disputed = _("Disputed: {text}").format(text=claim.disputed)
        about = f"{about}. {disputed}"
    return Row(claim.text, id=f"claim:{claim.text}", mark="–", meaning=Meaning.MUTED, about=about)


def _how_sure(found: Found) -> str:
    if found.around:
        return _("It is documented elsewhere in the country, and not for the place that you named.")
    finding = found.finding
    if finding.plausible is Plausible.DOCUMENTED_HERE:
        return _("It is documented in the place that you named.")
    if finding.plausible is Plausible.DOCUMENTED_ELSEWHERE:
        return _("It is documented, but not for the place that you named.")
    if finding.plausible is Plausible.POSSIBLE:
        return _("It is possible, and we know of no case.")
    return _("We do not know how likely this is.")


def _plain(heading: str, texts: tuple[str, ...]) -> list[Row]:
    rows = [Row(text, id=f"plain:{text}", mark="–", meaning=Meaning.MUTED) for text in texts]
    return headed(heading, rows)


def _source(library: Library, key: str) -> str:
    """Who published a source, and in which year."""
    found = library.sources[key]
    return " ".join(part for part in (found.publisher, found.published[:4]) if part)
