"""Which form; and before the first question, what to leave out and what a found log could do."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding

from toolkit.errors import ContentError
from toolkit.i18n import N_, _
from toolkit.tui.library.flow import open_named
from toolkit.tui.planning.loading import Loaded, load_for
from toolkit.tui.vault.base import MARK, KeptPage
from toolkit.tui.vault.closing import pop_to
from toolkit.tui.vault.incidents_screen import put_sheet
from toolkit.tui.widgets.rows import Row, Rows
from toolkit.tui.widgets.table import Meaning
from toolkit.vault.document import Incident
from toolkit.vault.forms import paper
from toolkit.vault.merging import new_id
from toolkit.vault.notes import today

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from toolkit.threats.library import Library
    from toolkit.vault.forms.model import Form

_FOLDERS: Final = {"playbook": "playbooks", "checklist": "checklists"}
_WRITE: Final = "write"


class IncidentFormsScreen(KeptPage[None]):
    """Lists the forms.

    Args:
        forms: They, by ids.
    """

    EXPLAIN = N_(
        "Each form asks what those who help you will ask. Every question may stay empty.\n"
        "P puts a form on paper, empty, to be filled in by hand.\n"
        "Nothing is kept before you write something."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", N_("open")),
        Binding("p", "paper", N_("on paper")),
        Binding("left,backspace", "back", show=False),
    ]
    DEFAULT_CSS = """
    IncidentFormsScreen Rows { max-width: 84; }
    """

    def __init__(self, forms: Mapping[str, Form]) -> None:
        super().__init__()
        self._forms = forms

    def content(self) -> ComposeResult:
        """The list."""
        yield Rows(
            [
                Row(_("What do you want to write down?"), heading=True),
                *(
                    Row(each.title, id=each.id, mark="·", about=each.about, apart=True)
                    for each in self._forms.values()
                ),
            ]
        )

    def on_mount(self) -> None:
        """Arrows choose."""
        self.query_one(Rows).focus()

    def on_rows_pressed(self) -> None:
        """A click on what is under the cursor opens it."""
        self.action_open()

    def action_open(self) -> None:
        """Go on with one."""
        self.app.push_screen(BeforeScreen(self._forms[self.query_one(Rows).current]))

    def action_paper(self) -> None:
        """Put one on paper."""
        put_sheet(self.app, paper.empty(self._forms[self.query_one(Rows).current]))


class BeforeScreen(KeptPage[None]):
    """Says what to think of before writing.

    Args:
        form: What will be written on.
    """

    EXPLAIN = N_(
        "What is not written down cannot be found, and what is can help you later.\n"
        "Enter on the first line begins. The lines below it tell what to do now.\n"
        "F1 shows what to leave out while you write, too."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", N_("open")),
        Binding("left,backspace", "back", show=False),
    ]
    DEFAULT_CSS = """
    BeforeScreen Rows { max-width: 96; }
    """

    def __init__(self, form: Form) -> None:
        super().__init__()
        self._form = form

    def content(self) -> ComposeResult:
        """What to think of."""
        yield Rows(list(self._rows(None)), at=_WRITE)

    def on_mount(self) -> None:
        """Find out what the things to do now are called."""
        self.tell(self._form.title)
        self.query_one(Rows).focus()
        load_for(self)

    def on_loaded(self, event: Loaded) -> None:
        """Show them; without a library, there are none to go to."""
        if not isinstance(event.library, ContentError):
            self.query_one(Rows).show(list(self._rows(event.library)), _WRITE)

    def on_rows_pressed(self) -> None:
        """A click on what is under the cursor opens it."""
        self.action_open()

    def action_open(self) -> None:
        """Begin to write, or see what to do."""
        from toolkit.tui.vault.incident_screen import IncidentScreen  # noqa: PLC0415 - only when wanted

        row = self.query_one(Rows).current
        if row == _WRITE:
            ids = tuple(each.id for each in self.kept.document.incidents)
            entry = Incident(new_id(ids), self._form.id, today(), today())
            app = self.parasol
            # Back from there is the list, with what was written in it.
            pop_to(app, len(app.screen_stack) - 2)
            app.push_screen(IncidentScreen(self._form, entry))
        else:
            kind, _colon, name = row.partition(":")
            open_named(self.app, _FOLDERS[kind], name)

    def _rows(self, library: Library | None) -> Iterator[Row]:
        form = self._form
        yield Row(_("Leave out"), heading=True)
        for each in form.leave_out:
            yield Row(each, mark="✗", meaning=Meaning.MUTED)
        yield Row(_("If somebody finds it"), heading=True, apart=True)
        for each in form.found:
            yield Row(each, mark=MARK, meaning=Meaning.MIDDLE)
        yield Row(_("Write it down"), id=_WRITE, apart=True)
        if library is None:
            return
        for each in form.see:
            kind, _colon, name = each.partition(":")
            if kind in _FOLDERS:
                title = library.kind(_FOLDERS[kind])[name].title
                yield Row(_("What to do: {title}").format(title=title), id=each)
