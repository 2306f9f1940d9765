"""Reports in words, for a person at a terminal."""

from __future__ import annotations

import os
from itertools import groupby
from typing import TYPE_CHECKING, Final

from toolkit.i18n import _, ngettext
from toolkit.messages import explain_error
from toolkit.metadata.explain import harm_name, said_size, sentence, stay_name, stays
from toolkit.metadata.model import Harm, Verdict
from toolkit.neutral import neutral

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from toolkit.cli.terminal import Page
    from toolkit.errors import ParasolError
    from toolkit.metadata.model import Cleaned, Finding, Report

_TOLD_PER_HARM: Final = 12
"""Sentences of one harm shown to a person; `--json` has all."""


def tell_report(page: Page, path: str, report: Report) -> None:
    """What one file says.

    Args:
        page: Where to write.
        path: The file.
        report: What was found.
    """
    walk = report.walk
    facts = [walk.format]
    if walk.width:
        facts.append(f"{walk.width} × {walk.height}")
    if walk.frames > 1:
        facts.append(
            ngettext("{count} frame", "{count} frames", walk.frames).format(count=walk.frames)
        )
    facts.append(said_size(report.size))
    page.line(f"{page.bold(shown_path(path))}  {page.dim(' · '.join(facts))}")
    page.line()
    if report.findings:
        page.columns(list(_rows(report.findings)))
    else:
        page.paragraph(_("Nothing was found in it beside the picture."), indent=2)
    if walk.stays:
        page.line()
        page.paragraph(_("What a clean copy keeps, and why"), indent=2, look=page.dim)
        page.columns([(stay_name(stay), stays(stay)) for stay in walk.stays])
    page.line()


def tell_cleaned(page: Page, path: str, cleaned: Cleaned) -> None:
    """What became of one file.

    Args:
        page: Where to write.
        path: The original.
        cleaned: What was done.
    """
    copy = shown_path(str(cleaned.path))
    page.line(f"{page.bold(shown_path(path))} → {page.good(copy)}")
    walk = cleaned.report.walk
    # What is said outside the file stays with the original, and never came near the copy.
    gone = [f for f in cleaned.report.findings if f.verdict is not Verdict.KEEP and f.stop]
    names = ", ".join(harm_name(harm) for harm in Harm if any(f.harm is harm for f in gone))
    fewer = cleaned.report.size - cleaned.size
    if names and fewer > 0:
        told = _("{names} ({size})").format(names=names, size=said_size(fewer))
    else:
        told = names or _("nothing: there was nothing to remove")
    rows = [(_("Gone"), told)]
    if walk.stays:
        rows.append((_("Kept"), ", ".join(stay_name(stay) for stay in walk.stays)))
    rows.append((_("Checked"), checked(cleaned.checked_by)))
    page.columns(rows)


def tell_error(page: Page, path: str, error: ParasolError) -> None:
    """Why a file could not be read or cleaned, in one sentence."""
    page.paragraph(explain_error(error, shown_path(path)))


def shown_path(path: str) -> str:
    """A path as short as a person needs it, made fit to be shown."""
    relative = os.path.relpath(path)
    return neutral(path if relative.startswith(os.pardir) else relative)


def checked(readers: Sequence[str]) -> str:
    """Who read the copy and found nothing in it."""
    who = ", ".join("Parasol" if reader == "parasol" else reader for reader in readers)
    if len(readers) > 1:
        return _("twice ({readers})").format(readers=who)
    return _("once ({readers})").format(readers=who)


def _rows(findings: Sequence[Finding]) -> Iterator[tuple[str, str]]:
    """Findings by harm, each harm's name once, the same sentence once."""
    for harm, group in groupby(findings, key=lambda f: f.harm):
        told = list(dict.fromkeys(sentence(finding) for finding in group))
        for index, text in enumerate(told[:_TOLD_PER_HARM]):
            yield (harm_name(harm) if index == 0 else "", text)
        more = len(told) - _TOLD_PER_HARM
        if more > 0:
            yield ("", ngettext("and {count} more", "and {count} more", more).format(count=more))
