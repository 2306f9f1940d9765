"""The incident log: what happened and what is planned, each written down on a form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import Binding

from toolkit.i18n import N_, _
from toolkit.neutral import neutral
from toolkit.paper import html, text
from toolkit.paper.model import unsigned
from toolkit.tui.library.flow import put_on_paper
from toolkit.tui.vault import forgetting
from toolkit.tui.vault.base import KeptPage
from toolkit.tui.vault.vault_rows import PARTS, shown_day
from toolkit.tui.widgets.rows import Row, Rows
from toolkit.vault.forms import paper
from toolkit.vault.forms.filling import in_order, without_incident

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from textual.app import App, ComposeResult
    from textual.binding import BindingType

    from toolkit.paper.model import Sheet
    from toolkit.vault.document import Incident
    from toolkit.vault.forms.model import Form


class IncidentsScreen(KeptPage[None]):
    """Lists what was written down, the newest first.

    Args:
        forms: What to write on, by ids.
    """

    EXPLAIN = N_(
        "N writes something down, Enter opens what is there. It is kept while you write.\n"
        "F forgets the line under the cursor. P puts it on paper.\n"
        "A line can also go to somebody as a letter, from “Letters”."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", N_("open")),
        Binding("n", "new", N_("write down")),
        Binding("f,delete", "forget", N_("forget")),
        Binding("p", "paper", N_("on paper")),
        Binding("left,backspace", "back", show=False),
    ]
    DEFAULT_CSS = """
    IncidentsScreen Rows { max-width: 84; }
    """

    def __init__(self, forms: Mapping[str, Form]) -> None:
        super().__init__()
        self._forms = forms

    def content(self) -> ComposeResult:
        """The list."""
        yield Rows()

    def on_mount(self) -> None:
        """Arrows choose."""
        self.tell(_(PARTS["incidents"]))
        self.query_one(Rows).focus()

    def on_screen_resume(self) -> None:
        """Show what there is now."""
        shown = list(incident_rows(self.kept.document.incidents, self._forms))
        empty = [
            Row(_("Nothing is written down yet. N chooses a form."), quiet=True),
            Row(
                _("A log helps to see what comes again, and to tell others. It can also be found."),
                quiet=True,
                apart=True,
            ),
        ]
        self.query_one(Rows).show(shown or empty)
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Without a line there is nothing to open."""
        if action in {"open", "forget", "paper"}:
            return bool(self.query_one(Rows).current)
        return super().check_action(action, parameters)

    def on_rows_pressed(self) -> None:
        """A click on what is under the cursor opens it."""
        self.action_open()

    def action_open(self) -> None:
        """Open one."""
        from toolkit.tui.vault.incident_screen import IncidentScreen  # noqa: PLC0415 - only when wanted

        incident = self._here()
        self.app.push_screen(IncidentScreen(self._forms.get(incident.form), incident))

    def action_new(self) -> None:
        """Choose a form for one."""
        from toolkit.tui.vault.incident_forms_screen import IncidentFormsScreen  # noqa: PLC0415 - as above

        self.app.push_screen(IncidentFormsScreen(self._forms))

    def action_paper(self) -> None:
        """Put one on paper."""
        incident = self._here()
        put_sheet(self.app, paper.written(self._forms.get(incident.form), incident))

    def action_forget(self) -> None:
        """Ask, then forget one."""
        incident = self._here()
        title = _("Forget “{title}”?").format(title=called(incident, self._forms))

        def forget() -> None:
            self.kept.change(lambda document: without_incident(document, incident.id))
            self.on_screen_resume()

        forgetting.ask(self.parasol, title, forget)

    def _here(self) -> Incident:
        identifier = self.query_one(Rows).current
        return next(each for each in self.kept.document.incidents if each.id == identifier)


def incident_rows(incidents: Iterable[Incident], forms: Mapping[str, Form]) -> Iterable[Row]:
    """Each entry as a row, the one that was written down last first."""
    for each in reversed(sorted(incidents, key=lambda each: each.made)):  # noqa: C413 - of one day, too
        answers = [answer for _ask, answer in in_order(forms.get(each.form), each)]
        first = answers[0].strip().partition("\n")[0] if answers else ""
        yield Row(
            called(each, forms),
            id=each.id,
            mark="·",
            aside=neutral(shown_day(each.happened)),
            about=neutral(first),
        )


def called(incident: Incident, forms: Mapping[str, Form]) -> str:
    """What an entry is called."""
    form = forms.get(incident.form)
    return form.title if form is not None else neutral(incident.form)


def put_sheet(app: App[Any], sheet: Sheet) -> None:
    """Show a sheet as it would be written to a file."""
    plain = unsigned(sheet)
    put_on_paper(app, text.page([plain]), html.page(plain.title, [plain]))
