"""A checklist: ticks, how far one is, and only what there is time or money for."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, cast

from textual.binding import Binding
from textual.widgets import Static

from toolkit.i18n import N_, _
from toolkit.threats import sentences
from toolkit.threats.model import Cost
from toolkit.tui.library import flow
from toolkit.tui.library.shelf import Ref
from toolkit.tui.library.ticks import SHORT_MINUTES, Only, Standing, standing
from toolkit.tui.screens.base import Page
from toolkit.tui.vault import ticks_kept
from toolkit.tui.widgets.meter import Meter
from toolkit.tui.widgets.reading import Block, Reading, Section, Tone

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from toolkit.tui.app import Parasol
    from toolkit.tui.library.shelf import Shelf

_DONE: Final = "✓"
_OPEN: Final = "□"
_FILTERS: Final = {
    "to_do": N_("to do"),
    "short": N_("up to {count} minutes"),
    "free": N_("costs nothing"),
    "reversible": N_("can be undone"),
}


class ChecklistScreen(Page[None]):
    """Goes through a checklist. Ticks are kept until the program ends; in a vault, if asked.

    Args:
        shelf: All that is known, and what was ticked.
        checklist: The checklist's id.
    """

    HEADING = N_("Checklist")
    EXPLAIN = N_(
        "Space ticks something off, Enter shows how to do it and when it does harm.\n"
        "The letters at the foot show only some of it; the same letter shows all again.\n"
        "P prints it without ticks. Those are forgotten when you leave, unless V keeps them."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "tick", N_("tick")),
        Binding("t", "only('to_do')", N_("to do")),
        Binding("m", "only('short')", N_("short")),
        Binding("n", "only('free')", N_("no cost")),
        Binding("r", "only('reversible')", N_("can be undone")),
        Binding("v", "keep", N_("keep ticks")),
        Binding("v", "forget", N_("forget kept ticks")),
        Binding("p", "print", N_("print")),
    ]
    DEFAULT_CSS = """
    ChecklistScreen {
        & #what { height: auto; margin: 0 0 1 2; max-width: 100; }
        & #state { height: auto; margin: 0 0 1 2; }
        & Meter { margin: 0 0 0 2; height: 2; max-width: 60; }
        &.-low #what { display: none; }
    }
    """

    def __init__(self, shelf: Shelf, checklist: str) -> None:
        super().__init__()
        self.shelf = shelf
        self.checklist = shelf.library.checklists[checklist]
        self._only = Only()

    @property
    def SHOWS_KEPT(self) -> bool:  # noqa: N802 - as the screens of the vault have it
        """Whether it shows what is in the vault."""
        return cast("Parasol", self.app).vault.takes_along(self.shelf.ticked.clear)

    def shown_page(self) -> str:
        """The checklist."""
        return f"threats/checklists/{self.checklist.id}"

    def content(self) -> ComposeResult:
        """Whom it is for, how far one is, and the list."""
        yield Static(self.checklist.about, id="what", markup=False)
        yield Meter()
        yield Static(id="state", classes="muted", markup=False)
        yield Reading()

    def on_mount(self) -> None:
        """Show it."""
        self.tell(self.checklist.title)
        ticks_kept.bring(cast("Parasol", self.app), self.shelf.ticked)
        now = self._tell()
        self.query_one(Reading).show(tuple(self._sections(now)))
        self.query_one(Reading).focus()

    def on_reading_followed(self, event: Reading.Followed) -> None:
        """Open an action."""
        flow.open_ref(self.app, self.shelf, event.to)

    def action_tick(self) -> None:
        """Tick what one is at, or take the tick back."""
        ref = self.query_one(Reading).to
        if ref is not None:
            self.shelf.ticked ^= {ref.id}
            ticks_kept.tick(cast("Parasol", self.app), ref.id, on=ref.id in self.shelf.ticked)
            self._change()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Where a file is itself a danger, none is offered; ticks go into an open vault."""
        if action == "print":
            return self.shelf.may_write
        if action == "forget":
            return ticks_kept.are_kept(cast("Parasol", self.app))
        if action == "keep":
            app = cast("Parasol", self.app)
            return app.vault.is_open and not ticks_kept.are_kept(app)
        return super().check_action(action, parameters)

    def action_keep(self) -> None:
        """Have ticks kept, those that there are and those that come."""
        ticks_kept.keep(cast("Parasol", self.app), self.shelf.ticked)
        self._tell()
        self.refresh_bindings()

    def action_forget(self) -> None:
        """Ask, then forget the ticks in the vault."""
        from toolkit.tui.vault import forgetting  # noqa: PLC0415 - only when wanted

        app = cast("Parasol", self.app)

        def forget() -> None:
            ticks_kept.forget(app)
            self._tell()
            self.refresh_bindings()

        forgetting.ask(
            app,
            _("Forget the ticks in your vault?"),
            forget,
            _(
                "What is done in a plan that you keep stays in it. "
                "Here ticks stay until the vault is closed."
            ),
        )

    def action_print(self) -> None:
        """Write it, without any tick, to a file that the person names."""
        from toolkit.threats.checklist_paper import as_html, as_text  # noqa: PLC0415 - when wanted

        library, checklist = self.shelf.library, self.checklist
        flow.put_on_paper(self.app, as_text(library, checklist), as_html(library, checklist))

    def action_only(self, name: str) -> None:
        """Show only some of it, or all again."""
        self._only = self._only.turned(name)
        self._change()

    def _change(self) -> None:
        now = self._tell()
        self.query_one(Reading).change(tuple(self._sections(now)))

    def _tell(self) -> Standing:
        """Say how far one is, and what is shown."""
        now = standing(self.shelf.library, self.checklist, self.shelf.ticked, self._only)
        self.query_one(Meter).show(now.done, now.total)
        if now.minutes:
            told = _("Still to do: {time}").format(time=sentences.minutes(now.minutes))
        else:
            told = _("All of it is done.")
        if ticks_kept.are_kept(cast("Parasol", self.app)):
            told += " · " + _("Ticks are kept in your vault.")
        shown = [
            _(text).format(count=SHORT_MINUTES)
            for name, text in _FILTERS.items()
            if getattr(self._only, name)
        ]
        if shown:
            told += " · " + _("Shown: {what}").format(what=", ".join(shown))
        self.query_one("#state", Static).update(told)
        return now

    def _sections(self, now: Standing) -> Iterator[Section]:
        for part in now.parts:
            if not part.actions:
                continue
            heading = _("{title} ({done}/{total})").format(
                title=part.title, done=part.done, total=part.total
            )
            yield Section(heading, tuple(self._item(key) for key in part.actions))
        if not any(part.actions for part in now.parts):
            text = _("Nothing here fits what is shown now.")
            yield Section("", (Block(text, Tone.MUTED),))

    def _item(self, key: str) -> Block:
        action, done = self.shelf.library.actions[key], key in self.shelf.ticked
        facts = [sentences.minutes(action.minutes)]
        if action.cost is not Cost.NONE:
            facts.append(sentences.word(action.cost))
        return Block(
            action.title,
            Tone.MUTED if done else Tone.PLAIN,
            _DONE if done else _OPEN,
            Tone.KEPT if done else Tone.MUTED,
            Ref("actions", key),
            " · ".join(facts),
        )
