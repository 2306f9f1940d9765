"""Cleaning, and what became of each photo: before and after, side by side."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, ClassVar, Final, cast

from textual.binding import Binding
from textual.containers import Container
from textual.widgets import Static

from toolkit.i18n import N_, _, ngettext
from toolkit.metadata.batch import clean_all
from toolkit.metadata.destinations import permitted
from toolkit.metadata.explain import always
from toolkit.neutral import neutral
from toolkit.tui.cleaning.choices import Where
from toolkit.tui.cleaning.closer import Closer
from toolkit.tui.cleaning.outcome import Outcomes, columns, outcome
from toolkit.tui.cleaning.words import what_became, why_not
from toolkit.tui.cleaning.work import Work
from toolkit.tui.screens.base import Page
from toolkit.tui.widgets.meter import Meter
from toolkit.tui.widgets.table import Table
from toolkit.tui.widgets.told import Told

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.timer import Timer

    from toolkit.metadata.confinement import Permitted
    from toolkit.metadata.model import Cleaned
    from toolkit.tui.app import Parasol
    from toolkit.tui.cleaning.album import Photo
    from toolkit.tui.cleaning.choices import Choices

_SECONDS_BETWEEN_LOOKS: Final = 0.1


class ResultScreen(Page[bool]):
    """Cleans photos, and shows what became of them. Its answer: whether to clean more.

    Args:
        photos: Those to clean.
        choices: How.
    """

    HEADING = N_("Clean copies")
    EXPLAIN = N_(
        "Each row is a photo: what it said before, and what became of that in the copy.\n"
        "“Twice” means that Parasol and ExifTool both read the copy and found nothing.\n"
        "Share the copies. The originals still say everything."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "more", N_("clean more"), key_display="N"),
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
        & #always { height: 1; margin: 1 0 0 0; }
    }
    """

    def __init__(self, photos: Sequence[Photo], choices: Choices) -> None:
        super().__init__()
        self.outcomes = Outcomes(photos)
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
        paths = [photo.path for photo in self.outcomes.photos]
        options = self._choices.options()

        def permit() -> Permitted:
            if options.to is not None:
                # A folder that cannot be made is told with each file that cannot go there.
                with contextlib.suppress(OSError):
                    options.to.mkdir(mode=0o700, parents=True, exist_ok=True)
            return permitted(paths, options)

        self._work = Work(
            count=lambda: len(paths),
            permit=permit,
            begin=lambda room, stop: clean_all(paths, options, room, stop=stop),
        )
        self._take_back = cast("Parasol", self.app).before_leaving(self._work.abandon)
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
        for result in results:
            self.outcomes.take(result.path, outcome(result.value, result.error))
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

    def _tell(self, work: Work[Cleaned]) -> None:
        """Say how it went, and where the copies are."""
        outcomes = self.outcomes
        told = [
            ngettext("{count} clean copy", "{count} clean copies", outcomes.done).format(
                count=outcomes.done
            )
        ]
        if work.stopping:
            left = len(outcomes) - outcomes.done - outcomes.failed
            told.append(
                ngettext(
                    "stopped before {count} photo, which is unchanged",
                    "stopped before {count} photos, which are unchanged",
                    left,
                ).format(count=left)
            )
        if outcomes.done:
            told.append(
                _("all checked twice")
                if outcomes.twice == outcomes.done
                else _("{count} checked twice").format(count=outcomes.twice)
                if outcomes.twice
                else _("checked once")
            )
        if outcomes.failed:
            told.append(
                ngettext(
                    "{count} could not be cleaned and is unchanged",
                    "{count} could not be cleaned and are unchanged",
                    outcomes.failed,
                ).format(count=outcomes.failed)
            )
        self.query_one("#state", Static).update(" · ".join(told))
        self.query_one("#where", Static).update(self._where() if outcomes.done else "")

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
        return action != "more" or not self.has_class("-working")

    def action_back(self) -> None:
        """Stop cleaning, or go back."""
        if self.has_class("-explained") or not self.has_class("-working"):
            super().action_back()
        else:
            # What is in work is finished, so that each copy that is there is told.
            cast("Work[Cleaned]", self._work).stop()

    def action_more(self) -> None:
        """Clean more."""
        self.dismiss(True)  # noqa: FBT003 - the answer

    def on_table_opened(self, event: Table.Opened) -> None:
        """Show one before and after."""
        from toolkit.tui.cleaning.compare_screen import CompareScreen  # noqa: PLC0415 - when wanted

        became = self.outcomes.of(event.index)
        if became is not None and became.copy and not self.has_class("-working"):
            photo = self.outcomes.photos[event.index]
            self.app.push_screen(CompareScreen(photo, became.copy, self._closer()))

    def _closer(self) -> Closer:
        """Reads originals and copies."""
        if self._reader is None:
            copies = [each.copy for each in self.outcomes if each.copy]
            self._reader = Closer([*(photo.path for photo in self.outcomes.photos), *copies])
        return self._reader

    def on_table_highlighted(self) -> None:
        """Say more of the row under the cursor."""
        self._show_row()

    def _show_row(self) -> None:
        cursor = self.query_one(Table).cursor
        if cursor is None:
            return
        photo, became = self.outcomes.photos[cursor], self.outcomes.of(cursor)
        if became is None:
            self.query_one(Told).tell([])
        elif became.error is not None:
            self.query_one(Told).tell(why_not(became.error, photo.name))
        else:
            self.query_one(Told).tell(what_became(photo, became))
