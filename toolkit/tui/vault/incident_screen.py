"""One entry of the incident log: questions below each other, kept while they are answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from toolkit.i18n import N_, _
from toolkit.neutral import neutral
from toolkit.tui.vault.base import KeptPage
from toolkit.tui.vault.line import Typed, typed_text
from toolkit.tui.vault.note_screen import NoteText
from toolkit.vault.forms.filling import filled, with_incident, without_incident
from toolkit.vault.forms.model import Field

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.widget import Widget

    from toolkit.vault.document import Document, Incident
    from toolkit.vault.forms.model import Form

_WHEN: Final = "when"


class Answer(NoteText):
    """A text as high as its words need. Up and down go on to the questions beside it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "app.focus_next", N_("next question")),
    ]
    DEFAULT_CSS = """
    Answer {
        height: auto;
        min-height: 1;
        max-height: 10;
        padding: 0;
        background: $raised;
        scrollbar-gutter: auto;
        scrollbar-size-horizontal: 0;
        & .text-area--cursor-line { background: $raised; }
        &:nocolor { text-style: underline; }
    }
    """

    def action_cursor_down(self, select: bool = False) -> None:  # noqa: FBT001, FBT002 - Textual's signature
        """One line down, or to the next question."""
        if not select and self._line == self.wrapped_document.height - 1:
            self.app.action_focus_next()
        else:
            super().action_cursor_down(select)

    def action_cursor_up(self, select: bool = False) -> None:  # noqa: FBT001, FBT002 - as above
        """One line up, or to the question before."""
        if not select and self._line == 0:
            self.app.action_focus_previous()
        else:
            super().action_cursor_up(select)

    @property
    def _line(self) -> int:
        """On which of the lines that are seen the cursor is."""
        return self.wrapped_document.location_to_offset(self.cursor_location).y


class Question(Vertical):
    """What is asked, what is enough, and where to write it.

    Args:
        ask: The question.
        hint: What is enough; may be empty.
        line: Where to write.
    """

    DEFAULT_CSS = """
    Question {
        height: auto;
        margin: 0 0 1 0;
        padding: 0 2;
        & > .ask { height: auto; text-style: bold; }
    }
    """

    def __init__(self, ask: str, hint: str, line: Widget) -> None:
        super().__init__()
        self._ask = ask
        self._hint = hint
        self._line = line

    def compose(self) -> ComposeResult:
        """All three."""
        yield Static(self._ask, classes="ask", markup=False)
        if self._hint:
            yield Static(self._hint, classes="muted", markup=False)
        yield self._line


class IncidentScreen(KeptPage[None]):
    """Asks what a form asks. An entry without any answer is not kept.

    Args:
        form: It; nothing where nobody knows what the entry was written on.
        incident: What is kept, or is to be.
    """

    EXPLAIN = N_(
        "Every question may stay empty. It is kept while you write, a moment after each pause.\n"
        "Tab goes to the next question. Esc goes back to the list.\n"
        "Write no more than you need: what is not there cannot be found."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", N_("done")),
    ]
    DEFAULT_CSS = """
    IncidentScreen VerticalScroll { max-width: 96; scrollbar-gutter: stable; }
    """

    def __init__(self, form: Form | None, incident: Incident) -> None:
        super().__init__()
        self._form = form
        self._entry = incident
        known = form.fields if form is not None else ()
        ids = {each.id for each in known}
        others = (Field(key, neutral(key)) for key in incident.fields if key not in ids)
        self._fields = (*known, *others)

    def shown_page(self) -> str:
        """The form."""
        return f"forms/{self._form.id}" if self._form is not None else ""

    def content(self) -> ComposeResult:
        """When, and each question."""
        form = self._form
        when = Typed(typed_text(self._entry.happened), id=_WHEN, select_on_focus=False)
        when.cursor_blink = False
        with VerticalScroll(can_focus=False):
            hint = _("A day, and a time if you know it.")
            yield Question(form.when if form is not None else _("When"), hint, when)
            for at, field in enumerate(self._fields):
                text = typed_text(self._entry.fields.get(field.id, ""))
                yield Question(field.ask, field.hint, Answer(text, "…", f"answer-{at}"))

    def was_kept(self) -> None:
        """Say only what this is."""
        self.tell(self._form.title if self._form is not None else "")

    def explanation(self) -> str:
        """What to leave out, above what the keys do."""
        told = super().explanation()
        if self._form is None:
            return told
        return "\n".join((_("Leave out:"), *self._form.leave_out, "", told))

    def on_mount(self) -> None:
        """Begin with the first question."""
        self.was_kept()
        first = "#answer-0" if self._fields else f"#{_WHEN}"
        self.query_one(first).focus(scroll_visible=False)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Show what is asked with where it is written."""
        if isinstance(event.widget.parent, Question):
            event.widget.parent.scroll_visible(animate=False)

    def on_input_submitted(self) -> None:
        """From the day to the questions."""
        self.app.action_focus_next()

    def on_input_changed(self) -> None:
        """Keep it soon."""
        self._keep()

    def on_text_area_changed(self) -> None:
        """Keep it soon."""
        self._keep()

    def action_back(self) -> None:
        """Keep it now, and go back."""
        if not self.has_class("-explained"):
            self.kept.keep_soon()
        super().action_back()

    def _keep(self) -> None:
        old = self._entry
        happened = typed_text(self.query_one(f"#{_WHEN}", Typed).value)
        answers = {}
        for at, field in enumerate(self._fields):
            area, before = self.query_one(f"#answer-{at}", Answer), old.fields.get(field.id, "")
            # What is too long to be shown whole is not changed either.
            if not area.read_only and area.text != typed_text(before):
                answers[field.id] = typed_text(area.text)
        if happened == typed_text(old.happened):
            happened = old.happened
        entry = filled(old, happened, answers)
        if entry == old:
            return
        self._entry = entry

        def edit(document: Document) -> Document:
            if entry.fields:
                return with_incident(document, entry)
            return without_incident(document, entry.id)

        self.kept.draft(edit)
        self.tell(_("not kept yet"))
