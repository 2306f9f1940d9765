"""What is wrong with the forms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from toolkit.errors import ContentError
from toolkit.evidence import Review, misdated, past_due
from toolkit.prose import prose
from toolkit.vault.forms.shelf import FOLDER, load
from toolkit.wording import wording

if TYPE_CHECKING:
    from collections.abc import Container, Iterator
    from datetime import date
    from pathlib import Path

    from toolkit.vault.forms.model import Form

_LONGEST: Final = 366
"""Days until a form has to be looked at again."""

_MOST_FIELDS: Final = 12
"""What a tired person still gets through."""


def review(shelf: Path, known: Container[str], today: date) -> Review:
    """Look through all forms.

    Args:
        shelf: The folder of their files.
        known: What they may name, such as ``playbook:seized-device``.
        today: The day, by which something is overdue.
    """
    try:
        forms = load(shelf)
    except ContentError as error:
        return Review({}, (error,), ())
    problems, overdue, orders = list[ContentError](), list[ContentError](), dict[int, str]()
    for form in forms.values():
        file = f"{FOLDER}/{form.id}.toml"
        problems += wording(file, prose(form))
        problems += _of(form, file, known)
        if orders.setdefault(form.order, form.id) != form.id:
            problems.append(ContentError("content-same-order", file=file, other=orders[form.order]))
        overdue += past_due(form, file, today)
    return Review({FOLDER: len(forms)}, tuple(problems), tuple(overdue))


def _of(form: Form, file: str, known: Container[str]) -> Iterator[ContentError]:
    for field in ("leave_out", "found", "fields", "see"):
        if not getattr(form, field):
            yield ContentError("content-empty-field", file=file, field=field)
    if len(form.fields) > _MOST_FIELDS:
        yield ContentError("content-too-many", file=file, field="fields", most=_MOST_FIELDS)
    ids = [each.id for each in form.fields]
    for each in sorted({each for each in ids if ids.count(each) > 1}):
        yield ContentError("content-bad-value", file=file, field="fields.id", value=each)
    for each in form.see:
        if each not in known:
            yield ContentError("content-missing-id", file=file, field="see", id=each)
    yield from misdated(form, file, _LONGEST)
