"""A form on paper: empty, to be filled in by hand, or with what was written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from toolkit.i18n import _
from toolkit.languages import note
from toolkit.paper.model import Form as Shape
from toolkit.paper.model import Section, Sheet, texts
from toolkit.vault.forms.filling import in_order

if TYPE_CHECKING:
    from toolkit.vault.document import Incident
    from toolkit.vault.forms.model import Form

_LINE: Final = "_" * 60
_LINES: Final = 3


def empty(form: Form) -> Sheet:
    """A form to fill in by hand, with what to leave out."""
    sections = [
        Section("", (texts(Shape.PARAGRAPH, [form.about]),)),
        Section(_("Leave out"), (texts(Shape.BULLETS, form.leave_out),)),
        Section(_("If somebody finds it"), (texts(Shape.BULLETS, form.found),)),
        Section(form.when, (texts(Shape.PARAGRAPH, [_LINE]),)),
    ]
    for each in form.fields:
        hint = [each.hint] if each.hint else []
        lines = texts(Shape.PARAGRAPH, [*hint, *[_LINE] * _LINES])
        sections.append(Section(each.ask, (lines,)))
    return Sheet(f"form:{form.id}", form.title, tuple(sections), note(f"forms/{form.id}"))


def written(form: Form | None, incident: Incident) -> Sheet:
    """What was written.

    Args:
        form: What it was written on; nothing where nobody knows it.
        incident: The entry.
    """
    when, title = (form.when, form.title) if form is not None else (_("When"), incident.form)
    sections = [Section(when, (texts(Shape.PARAGRAPH, [incident.happened]),))]
    for ask, text in in_order(form, incident):
        sections.append(Section(ask, (texts(Shape.PARAGRAPH, text.splitlines()),)))
    noted = _("Written down on {day}.").format(day=incident.made)
    sections.append(Section("", (texts(Shape.PARAGRAPH, [noted]),)))
    return Sheet(f"incident:{incident.id}", title, tuple(sections))
