"""Cleaning, and what became of each photo: before and after, side by side."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, ClassVar, Final, cast

from textual.binding import Binding
from textual.containers import Container
from textual.widgets import Static

from toolkit.i18n import N_, _
from toolkit.messages import MESSAGES, explain_error, placeholders
from toolkit.metadata.batch import clean_all
from toolkit.metadata.destinations import folders_of_copies, permitted
from toolkit.metadata.explain import always
from toolkit.metadata.output import remove_forsaken_drafts
from toolkit.neutral import neutral
from toolkit.tui.cleaning.album import Photo
from toolkit.tui.cleaning.choices import Where, found_in
from toolkit.tui.cleaning.closer import Closer
from toolkit.tui.cleaning.outcome import Outcomes, columns, outcome
from toolkit.tui.cleaning.standing import line, of_outcomes
from toolkit.tui.cleaning.words import what_became, why_not
from toolkit.tui.cleaning.work import Work
from toolkit.tui.screens.base import Page
from toolkit.tui.widgets.meter import Meter
from toolkit.tui.widgets.table import Table
from toolkit.tui.widgets.told import Told

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.timer import Timer

    from toolkit.metadata.confinement import Permitted
    from toolkit.metadata.model import Cleaned
    from toolkit.metadata.selection import Found
    from toolkit.tui.app import Parasol
    from toolkit.tui.cleaning.choices import Choices
    from toolkit.tui.cleaning.outcome import Outcome

_SECONDS_BETWEEN_LOOKS: Final = 0.1
_SECONDS_FOR_LOCKS_TO_FALL: Final = 0.3
_MARGINS: Final = 4
_NEEDS_A_NAME: Final = "{name}"


class ResultScreen(Page[bool]):
    """Cleans photos, and shows what became of them. Its answer: whether to clean more.

    Args:
        photos: Those to clean.
        choices: How.
        given: The files and folders that they were found in.
    """

    HEADING = N_("Clean copies")
    EXPLAIN = N_(
        "Each row is a photo: what it said before, and what became of that in the copy.\n"
        "“Twice” means that Parasol and ExifTool both read the copy and found nothing.\n"
        "Share the copies. The originals still say everything."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "more", N_("clean more")),
        Binding("p", "path", N_("path")),
    ]
    DEFAULT_CSS = """
    ResultScreen {
        & #state { height: auto; }
        & #where { height: auto; margin: 0 0 1 0; }
        & #working { height: 2; margin: 0 0 1 0; display: none; }
        &.-working #state, &.-working #where, &.-working #always { display: none; }
        &.-working #working { display: block; }
        & #sides { height: 1fr; layout: vertical; }
        & Table { height: 1fr; }
        & #became { height: 7; margin: 1 0 0 0; overflow-y: auto; }
        &.-low #became { display: none; }
        &.-tall #became { height: 12; }
        & #always { height: auto; margin: 1 0 0 0; }
    }
    """

    def __init__(
        self, photos: Sequence[Photo], choices: Choices, given: Sequence[str] = ()
    ) -> None:
        super().__init__()
        self.outcomes = Outcomes(photos)
        self._given = tuple(given)
        self._choices = choices
        self._work: Work[Cleaned] | None = None
        self._timer: Timer | None = None
        self._reader: Closer | None = None
        self._take_back: Callable[[], None] | None = None

    def content(self) -> ComposeResult:
        """How far cleaning is or how it went, the table, and more of the row under the cursor."""
        yield Meter(id="working")
        yield Static(id="state", markup=False)
        yield Static(id="where", markup=False)
        with Container(id="sides"):
            yield Table(columns(), self.outcomes)
            with Container(id="became"):
                yield Told()
        yield Static(always(), id="always", classes="muted", markup=False)

    def on_mount(self) -> None:
        """Begin to clean."""
        given, photos = self._given, self.outcomes.photos
        options = self._choices.options()

        def files() -> Iterator[Found]:
            return (found_in(given, photo.path) for photo in photos)

        def permit() -> Permitted:
            if options.to is not None:
                # A folder that cannot be made is told with each file that cannot go there.
                with contextlib.suppress(OSError):
                    options.to.mkdir(mode=0o700, parents=True, exist_ok=True)
            return permitted([photo.path for photo in photos], options)

        def clear_away() -> None:
            remove_forsaken_drafts(folders_of_copies(files(), options), _SECONDS_FOR_LOCKS_TO_FALL)

        self._work = Work(
            count=lambda: len(photos),
            permit=permit,
            begin=lambda room, stop: clean_all(files(), options, room, stop=stop),
            clear_away=clear_away,
        )
        self._take_back = cast("Parasol", self.app).before_leaving(self._work.leave)
        self.add_class("-working")
        self._timer = self.set_interval(_SECONDS_BETWEEN_LOOKS, self._take)
        self.query_one(Table).focus()

    def on_unmount(self) -> None:
        """Nothing goes on without the screen."""
        if self._work is not None:
            self._work.abandon()
        if self._reader is not None:
            self._reader.close()
        if self._take_back is not None:
            self._take_back()

    def _take(self) -> None:
        """Take in what was cleaned since the last time."""
        work = cast("Work[Cleaned]", self._work)
        finished = work.finished
        results = work.take()
        keeps_name = self._choices.keep_names or self._choices.where is Where.IN_PLACE
        for result in results:
            became = outcome(result.value, result.error, keeps_name=keeps_name)
            self.outcomes.take(result.path, became)
        self.query_one(Meter).show(work.done, work.total, neutral(work.last.rpartition("/")[2]))
        if results:
            self.query_one(Table).rows_changed()
            self._show_row()
        if finished:
            self._end(work)

    def _end(self, work: Work[Cleaned]) -> None:
        """All is cleaned that will be."""
        if self._timer is not None:
            self._timer.stop()
        self.remove_class("-working")
        self._tell(work)
        self._show_row()
        self.refresh_bindings()
        if work.fault is not None:
            raise work.fault

    def on_resize(self) -> None:
        """Say as much as there is room for now."""
        if self._work is not None and not self.has_class("-working"):
            self._tell(self._work)

    def _tell(self, work: Work[Cleaned]) -> None:
        """Say how it went, and where the copies are."""
        parts = of_outcomes(self.outcomes, stopped=work.stopping)
        self.query_one("#state", Static).update(line(parts, self.app.size.width - _MARGINS))
        told = [self._where()] if self.outcomes.done else []
        why = self.outcomes.common_error()
        if why is not None and not placeholders(MESSAGES.get(why.code, _NEEDS_A_NAME)):
            reason = explain_error(why, "")
            told.append(_("The others: {reason}").format(reason=reason) if told else reason)
        self.query_one("#where", Static).update("\n".join(told))
        self.tell(_("stopped") if work.stopping else "")

    def _where(self) -> str:
        if self._choices.where is Where.FOLDER:
            folder = neutral(self._choices.folder)
            return _("They are in {folder}. The originals still say everything.").format(
                folder=folder
            )
        if self._choices.where is Where.BESIDE:
            return _("Each is beside its original, which still says everything.")
        return _("They took the place of the originals.")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's signature
        """More is cleaned once this is done."""
        if action == "path":
            return bool(self.outcomes.done) and not self.has_class("-working")
        return action != "more" or not self.has_class("-working")

    def action_back(self) -> None:
        """Stop cleaning, or go back."""
        if self.has_class("-explained") or not self.has_class("-working"):
            super().action_back()
        else:
            # What is in work is finished at first; who presses again does not want to wait.
            work = cast("Work[Cleaned]", self._work)
            if work.stopping:
                work.abandon()
            work.stop()
            self.tell(_("stopping"))

    def action_more(self) -> None:
        """Clean more."""
        self.dismiss(True)  # noqa: FBT003 - the answer

    def action_path(self) -> None:
        """Show where the copies are, for copying by hand."""
        from toolkit.tui.cleaning.path_screen import PathScreen  # noqa: PLC0415 - when wanted

        became = self._became()
        if self._choices.where is Where.FOLDER:
            self.app.push_screen(PathScreen(self._choices.folder))
        elif became is not None and became.copy:
            self.app.push_screen(PathScreen(became.copy.rpartition("/")[0] or "/"))

    def on_table_opened(self, event: Table.Opened) -> None:
        """Show one before and after."""
        from toolkit.tui.cleaning.compare_screen import CompareScreen  # noqa: PLC0415 - when wanted

        became = self.outcomes.of(event.index)
        if became is not None and became.copy and not self.has_class("-working"):
            photo = self.outcomes.photos[event.index]
            copy = Photo(photo.number, became.copy)
            # What was replaced cannot be read any more.
            both = (copy,) if self._choices.where is Where.IN_PLACE else (photo, copy)
            self.app.push_screen(CompareScreen(both, self._closer()))

    def _closer(self) -> Closer:
        """Reads originals and copies."""
        if self._reader is None:
            files = {each.copy for each in self.outcomes if each.copy}
            files.update(photo.path for photo in self.outcomes.photos)
            folders = sorted({path.rpartition("/")[0] or "/" for path in files})
            slow_link = cast("Parasol", self.app).settings.slow_link
            self._reader = Closer(folders, pictures=not slow_link)
        return self._reader

    def on_table_highlighted(self) -> None:
        """Say more of the row under the cursor."""
        self._show_row()

    def _became(self) -> Outcome | None:
        """What became of the photo under the cursor."""
        cursor = self.query_one(Table).cursor
        return None if cursor is None else self.outcomes.of(cursor)

    def _show_row(self) -> None:
        cursor, became = self.query_one(Table).cursor, self._became()
        if cursor is None or became is None:
            self.query_one(Told).tell([])
        elif became.error is not None:
            self.query_one(Told).tell(why_not(became.error, self.outcomes.photos[cursor].name))
        else:
            self.query_one(Told).tell(what_became(became))
