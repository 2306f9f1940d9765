"""What `parasol vault incident` does: entries of the log, written on forms."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from toolkit.cli.lists import ids, refuse_id
from toolkit.cli.passphrases import known_phrase
from toolkit.cli.private_page import ask_once, show_once, terminal
from toolkit.cli.terminal import errors, output
from toolkit.cli.vault_opening import opened
from toolkit.errors import VaultError
from toolkit.i18n import _
from toolkit.new_file import write
from toolkit.paper import html, text
from toolkit.paper.model import unsigned
from toolkit.vault.document import Incident
from toolkit.vault.forms import paper
from toolkit.vault.forms.filling import filled, with_incident
from toolkit.vault.forms.model import Field
from toolkit.vault.forms.shelf import load
from toolkit.vault.merging import new_id
from toolkit.vault.notes import today
from toolkit.vault.readable import shown
from toolkit.vault.telling import PLAIN_TEXT

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping

    from toolkit.vault.document import Document
    from toolkit.vault.forms.model import Form

_NOTHING: Final = "-"
"""What is typed to take an answer back."""

_HTML: Final = frozenset({".html", ".htm"})


def incident(arguments: argparse.Namespace) -> int:
    """List what is there, write it down, change it, or put it on paper."""
    forms = load()
    if arguments.forms:
        ids(output(), forms)
        return 0
    if arguments.form is not None and arguments.form not in forms:
        return refuse_id(arguments.form)
    with opened(arguments, known_phrase(arguments)) as vault:
        document = vault.document
        if arguments.form is not None:
            entry = _asked(forms[arguments.form], _new(document, arguments.form))
        elif arguments.change is not None:
            before = _found(document, arguments.change)
            entry = _asked(forms.get(before.form), before)
        elif arguments.paper is not None:
            entry = _found(document, arguments.paper)
            return _on_paper(arguments, forms.get(entry.form), entry)
        else:
            return _listed(document, forms)
        if not entry.fields:
            raise VaultError("incident-empty")
        vault.keep(with_incident(document, entry))
    output().paragraph(_("It is kept in the vault as {id}.").format(id=entry.id))
    return 0


def _new(document: Document, form: str) -> Incident:
    taken = tuple(each.id for each in document.incidents)
    return Incident(new_id(taken), form, today(), today())


def _found(document: Document, identifier: str) -> Incident:
    for each in document.incidents:
        if each.id == identifier:
            return each
    raise VaultError("vault-nothing-of-it")


def _listed(document: Document, forms: Mapping[str, Form]) -> int:
    lines = []
    for each in document.incidents:
        title = forms[each.form].title if each.form in forms else each.form
        lines.append(f"{each.id}  {shown(title)}, {shown(each.happened)}")
    lines = lines or [_("Nothing is written down yet.")]
    if output().live:
        with terminal() as tty:
            show_once(tty, lines)
    else:
        sys.stdout.write("\n".join(lines) + "\n")
    return 0


def _asked(form: Form | None, entry: Incident) -> Incident:
    """An entry with what a person typed, each question on a page of its own.

    Raises:
        VaultError: ``"phrase-no-terminal"``.
    """
    when = form.when if form is not None else _("When")
    known = form.fields if form is not None else ()
    others = (Field(key, key) for key in entry.fields if key not in {each.id for each in known})
    try:
        with terminal() as tty:
            if form is not None:
                leave = [_("Leave out"), *(f"- {each}" for each in form.leave_out), ""]
                found = [_("If somebody finds it"), *(f"- {each}" for each in form.found), ""]
                show_once(tty, [form.title, form.about, "", *leave, *found])
            happened = ask_once(tty, _question(Field("", when), entry.happened))
            answers = {}
            for field in (*known, *others):
                told = ask_once(tty, _question(field, entry.fields.get(field.id, "")))
                if told:
                    answers[field.id] = "" if told == _NOTHING else shown(told)
    except (OSError, EOFError) as error:
        raise VaultError("phrase-no-terminal") from error
    return filled(entry, shown(happened) or entry.happened, answers)


def _question(field: Field, before: str) -> list[str]:
    lines = [shown(field.ask), field.hint, ""]
    if before:
        lines += [_("Now it says:"), *shown(before).split("\n"), ""]
        lines += [_("An empty line leaves that. A lone “-” takes it away.")]
    else:
        lines += [_("An empty line ends the answer; alone, it leaves the question out.")]
    return lines


def _on_paper(arguments: argparse.Namespace, form: Form | None, entry: Incident) -> int:
    errors().paragraph(_(PLAIN_TEXT))
    sheet = unsigned(paper.written(form, entry))
    path = arguments.output
    is_html = path is not None and path.suffix.lower() in _HTML
    page = html.page(sheet.title, [sheet]) if is_html else text.page([sheet])
    if path is None:
        sys.stdout.write(page)
        return 0
    write(path, page.encode())
    return 0
