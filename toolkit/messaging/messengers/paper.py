"""A setting of a messenger on paper: what to change, how to see that it worked, when it harms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.i18n import _
from toolkit.languages import note
from toolkit.paper.model import Form, Section, Sheet, texts

if TYPE_CHECKING:
    from toolkit.messaging.messengers.book import Book
    from toolkit.messaging.messengers.model import Setting


def sheet(book: Book, setting: Setting) -> Sheet:
    """A setting, whole."""
    cited = (book.sources[key] for key in setting.sources)
    rests = [f"{each.publisher}, “{each.title}”" for each in cited]
    parts = (
        ("", [setting.why], Form.PARAGRAPH),
        (_("Steps"), setting.steps, Form.STEPS),
        (_("To check"), [setting.check], Form.PARAGRAPH),
        (_("To undo"), [setting.undo], Form.PARAGRAPH),
        (_("What it costs you"), [setting.costs], Form.PARAGRAPH),
        (_("When it does harm"), [setting.harm], Form.ASIDE),
        (_("What this rests on"), [setting.seen, *rests], Form.BULLETS),
    )
    title = _("{messenger}: {setting}").format(
        messenger=book.messengers[setting.messenger].name, setting=setting.title
    )
    sections = (Section(heading, (texts(form, told),)) for heading, told, form in parts)
    return Sheet(
        f"setting:{setting.id}", title, tuple(sections), note(f"messengers/settings/{setting.id}")
    )
