"""`parasol training`: session plans, and everything that a session needs on paper."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Final

from toolkit.bundle.session import write_session
from toolkit.cli.documents import arrange_json, head, write
from toolkit.cli.lists import FAILED, bullets, numbered, refuse, refuse_id, translated
from toolkit.cli.terminal import errors, output
from toolkit.errors import ParasolError
from toolkit.i18n import _
from toolkit.messages import explain_error
from toolkit.neutral import neutral
from toolkit.training import paper
from toolkit.training.shelf import load

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Mapping

    from toolkit.cli.terminal import Page
    from toolkit.training.model import Session

VERSION: Final = 1
"""Of the form for programs."""
_EXPORT: Final = "export"
_WRONG_USE: Final = 2


def arrange(parser: argparse.ArgumentParser) -> None:
    """Add the words it takes."""
    parser.add_argument(
        "words",
        metavar=_("SESSION"),
        nargs="*",
        help=_("which session; all without. “export SESSION” writes all that it needs"),
    )
    parser.add_argument(
        "--to", metavar=_("FOLDER"), type=Path, help=_("the new folder to export to")
    )
    arrange_json(parser)


def run(arguments: argparse.Namespace) -> int:
    """Write the list, one plan, or a folder with all that a session needs."""
    plans = load()
    for problem in plans.problems:
        errors().paragraph(explain_error(problem, ""))
    words = list(arguments.words)
    exporting = words[:1] == [_EXPORT]
    wanted = words[1:] if exporting else words
    if len(wanted) > 1 or (exporting and not wanted):
        errors().line(_("Name one session. Without a name, all are listed."))
        return _WRONG_USE
    if not wanted:
        _list(plans.sessions, as_json=arguments.json)
        return FAILED if plans.problems else 0
    session = plans.sessions.get(wanted[0])
    if session is None:
        return refuse_id(wanted[0])
    if exporting:
        return _export(session, arguments.to or Path(session.id))
    if arguments.json:
        _write([session])
    else:
        translated(output(), f"training/{session.id}")
        _tell(output(), session)
    return 0


def _list(sessions: Mapping[str, Session], *, as_json: bool) -> None:
    if as_json:
        _write(sessions.values())
        return
    output().columns(
        [
            (key, f"{session.title} ({paper.minutes(session.minutes)})")
            for key, session in sessions.items()
        ]
    )


def _write(sessions: Iterable[Session]) -> None:
    """Plans for programs; docs/for-scripts.md describes it."""
    write({**head("training", VERSION), "sessions": [asdict(each) for each in sessions]})


def _tell(page: Page, session: Session) -> None:
    page.paragraph(session.title, look=page.bold)
    page.line()
    page.columns([
        (_("For"), session.audience),
        (_("Not for"), session.not_for),
        (_("Takes"), paper.minutes(session.minutes)),
    ])  # fmt: skip
    page.line()
    bullets(page, _("Before you begin"), session.before)
    bullets(page, _("Afterwards, participants can"), session.aims)
    bullets(page, _("Bring"), session.materials)
    for start, step in zip(paper.starts(session), session.steps, strict=True):
        page.paragraph(paper.heading(start, step), look=page.bold)
        numbered(page, step.do)
        bullets(page, _("Ask"), step.ask, 2)
        bullets(page, _("Watch out"), (step.watch,), 2)
        bullets(page, _("With"), step.uses, 2)
        page.line()
    bullets(page, _("How to know that it worked"), session.worked)
    bullets(page, _("Afterwards"), session.aftercare)
    bullets(page, _("To hand out"), session.handouts)


def _export(session: Session, folder: Path) -> int:
    try:
        written = write_session(session, folder)
    except ParasolError as error:
        return refuse(error, str(folder))
    output().paragraph(_("Written: {path}").format(path=neutral(str(folder))))
    output().columns([("", name) for name in written])
    return 0
