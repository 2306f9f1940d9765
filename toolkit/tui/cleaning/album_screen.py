"""What the photos say: a row for each, the worst first, and one of them from close."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final, cast

from textual.binding import Binding
from textual.containers import Container
from textual.message import Message
from textual.widgets import Static

from toolkit.errors import UnknownFormatError
from toolkit.i18n import N_, _
from toolkit.metadata.batch import summarise_all
from toolkit.metadata.destinations import permitted
from toolkit.metadata.selection import expand
from toolkit.metadata.summary import Summary, summarise
from toolkit.neutral import neutral
from toolkit.tui.cleaning import flow
from toolkit.tui.cleaning.album import Album, Order
from toolkit.tui.cleaning.choices import Choices, proposed
from toolkit.tui.cleaning.closer import Closer, Look
from toolkit.tui.cleaning.detail import Detail
from toolkit.tui.cleaning.rows import AlbumRows, columns
from toolkit.tui.cleaning.standing import line, of_album
from toolkit.tui.cleaning.words import where
from toolkit.tui.cleaning.work import Work
from toolkit.tui.screens.base import Page
from toolkit.tui.widgets.meter import Meter
from toolkit.tui.widgets.table import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.timer import Timer

    from toolkit.metadata.confinement import Permitted
    from toolkit.tui.app import Parasol
    from toolkit.tui.cleaning.album import Photo

_SECONDS_BETWEEN_LOOKS: Final = 0.1
_MARGINS: Final = 4
_SECONDS_BEFORE_CLOSER: Final = 0.12
"""So long the cursor has to rest before a photo is read again from close."""


class AlbumScreen(Page[None]):
    """Reads photos, and shows what they say.

    Args:
        paths: Files and folders.
    """

    HEADING = N_("Clean photos")
    EXPLAIN = N_(
        "Each row is a photo, and each column something it gives away: ● leads to you, "
        "◆ helps to find you, ▪ narrows it down.\n"
        "All photos with ✓ are cleaned when you press C. Your originals stay as they are.\n"
        "Enter shows one photo alone. T lists everything in it, byte by byte."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c", "clean", N_("clean")),
        Binding("a", "toggle_all", N_("all")),
        Binding("o", "options", N_("options")),
        Binding("f", "filter", N_("filter")),
        Binding("s", "sort", N_("sort")),
        Binding("right", "step(1)", N_("next photo"), key_display="←→"),
        Binding("left", "step(-1)", show=False),
        Binding("t", "technical", N_("every byte")),
    ]
    DEFAULT_CSS = """
    AlbumScreen {
        & #state { height: auto; margin: 0 0 1 0; }
        & #reading { height: 2; margin: 0 0 1 0; display: none; }
        &.-reading #state { display: none; }
        &.-reading #reading { display: block; }
        &.-empty #sides { display: none; }
        & #sides { height: 1fr; layout: vertical; }
        & Table { height: 1fr; }
        & Detail { height: 11; margin: 1 0 0 0; }
        &.-low Detail { display: none; }
        &.-wide #sides, &.-vast #sides { layout: horizontal; }
        &.-wide Table, &.-vast Table { width: 1fr; height: 100%; }
        &.-wide Detail, &.-vast Detail {
            width: 42%; max-width: 84; height: 100%; margin: 0 0 0 4;
        }
        &.-alone Table { display: none; }
        &.-alone Detail { display: block; height: 1fr; margin: 0; width: 100%; max-width: 100%; }
        &.-tall Detail { height: 18; }
        &.-tall.-wide Detail, &.-tall.-vast Detail { height: 100%; }
        &.-tall.-alone Detail { height: 1fr; }
    }
    """

    class Looked(Message):
        """A closer look at a photo is there.

        Args:
            look: What it showed.
        """

        def __init__(self, look: Look) -> None:
            super().__init__()
            self.look = look

    def __init__(self, paths: Sequence[str]) -> None:
        super().__init__()
        self.album = Album()
        self._paths = tuple(str(Path(path).absolute()) for path in paths)
        self._given = frozenset(self._paths)
        self._work: Work[Summary] | None = None
        self._closer: Closer | None = None
        self._others = 0
        self._awaited = ""
        self._choices = Choices()
        self._timer: Timer | None = None
        self._rest: Timer | None = None
        self._take_back: Callable[[], None] | None = None

    def content(self) -> ComposeResult:
        """How far reading is or what was found, the table, the photo under the cursor."""
        yield Meter(id="reading")
        yield Static(id="state", markup=False)
        with Container(id="sides"):
            yield Table(columns(), AlbumRows(self.album))
            yield Detail()

    def on_mount(self) -> None:
        """Begin to read."""
        paths, app = self._paths, cast("Parasol", self.app)

        def permit() -> Permitted:
            # Here, as it looks at the disk, which may take its time.
            self._choices = proposed(paths)
            return permitted(paths)

        self._closer = Closer(paths, pictures=not app.settings.slow_link)
        self._work = Work(
            count=lambda: sum(1 for _found in expand(paths, recursive=True)),
            permit=permit,
            begin=lambda room, stop: summarise_all(paths, room, recursive=True, stop=stop),
        )
        self._take_back = app.before_leaving(self._abandon)
        self.add_class("-reading")
        self._timer = self.set_interval(_SECONDS_BETWEEN_LOOKS, self._take)
        self.query_one(Table).focus()

    def on_unmount(self) -> None:
        """Nothing goes on without the screen."""
        self._abandon()
        if self._take_back is not None:
            self._take_back()

    def _abandon(self) -> None:
        if self._work is not None:
            self._work.abandon()
        if self._closer is not None:
            self._closer.close()

    def _take(self) -> None:
        """Take in what was read since the last time."""
        work = cast("Work[Summary]", self._work)
        finished = work.finished
        results = work.take()
        for result in results:
            left_alone = isinstance(result.error, UnknownFormatError)
            if left_alone and result.path not in self._given:
                self._others += 1
            else:
                self.album.add(result.path, result.value, result.error)
        name = neutral(work.last.rpartition("/")[2])
        self.query_one(Meter).show(work.done, work.total, name)
        if results:
            self.query_one(Table).rows_changed()
        if finished:
            self._end(work)

    def _end(self, work: Work[Summary]) -> None:
        """All is read that will be."""
        if self._timer is not None:
            self._timer.stop()
        self.remove_class("-reading")
        self.set_class(not self.album.total, "-empty")
        self._tell()
        self.refresh_bindings()
        if work.fault is not None:
            raise work.fault
        if self.album.total:
            self._show_detail()

    def on_resize(self) -> None:
        """Say as much as there is room for now."""
        if self._work is not None and not self.has_class("-reading"):
            self._tell()

    def _tell(self) -> None:
        """Say how things stand: what was found, how many are chosen."""
        work = cast("Work[Summary]", self._work)
        stopped = work.stopping and work.done != work.total
        stopped_of = (work.total or 0) if stopped else None
        found = of_album(self.album, self._others, stopped_of)
        told = [line(found, self.app.size.width - _MARGINS)]
        if self.has_class("-empty"):
            told.append(_("There is no photo to clean here. Esc goes back."))
        elif self._choices.is_elsewhere(self._paths) or self.has_class("-tall"):
            told.append(where(self._choices))
        self.query_one("#state", Static).update("\n".join(told))
        chosen = len(self.album.to_clean())
        self.tell(_("{count} chosen").format(count=chosen) if chosen else "")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's signature
        """What makes sense only once all is read, or with a photo under the cursor."""
        if action in {"clean", "options", "filter", "sort", "toggle_all"}:
            return not (self.has_class("-reading") or self.has_class("-alone"))
        if action == "step":
            return self.has_class("-alone")
        return True

    def action_back(self) -> None:
        """Go back: from one photo alone, from reading, to adding."""
        if self.has_class("-explained"):
            super().action_back()
        elif self.has_class("-alone"):
            self._alone(False)  # noqa: FBT003 - a method of one switch
        elif self.has_class("-reading"):
            cast("Work[Summary]", self._work).abandon()
        else:
            self.dismiss()

    def _alone(self, alone: bool) -> None:  # noqa: FBT001 - as above
        self.set_class(alone, "-alone")
        if alone:
            self.query_one(Detail).read()
        else:
            self.query_one(Table).focus()
        self.refresh_bindings()

    def action_step(self, by: int) -> None:
        """Show the next photo alone, or the one before."""
        self.query_one(Table).action_move(by)

    def on_table_toggled(self, event: Table.Toggled) -> None:
        """Choose a photo, or leave it out."""
        if not self.has_class("-reading"):
            self.album.toggle(event.index)
            self.query_one(Table).row_changed(event.index)
            self._tell()

    def action_toggle_all(self) -> None:
        """Choose all that are shown, or none of them."""
        self.album.toggle_shown()
        self.query_one(Table).rows_changed()
        self._tell()

    def action_sort(self) -> None:
        """Have them stand by the next column."""
        orders = list(Order)
        self._sort(orders[(orders.index(self.album.order) + 1) % len(orders)])

    def on_table_heading_pressed(self, event: Table.HeadingPressed) -> None:
        """Have them stand by that column, or by how bad they are again."""
        pressed = Order(event.column)
        self._sort(Order.WORST if pressed is self.album.order else pressed)

    def _sort(self, order: Order) -> None:
        self.album.sort(order)
        table = self.query_one(Table)
        table.show_sorted("" if order is Order.WORST else order.value)
        table.rows_changed()

    def action_filter(self) -> None:
        """Show only some of them."""
        from toolkit.tui.cleaning.filter_screen import FilterScreen  # noqa: PLC0415 - when wanted

        def chosen(name: str | None) -> None:
            for kind in self.album.kinds():
                if kind.name == name:
                    self.album.show(kind)
                    self.query_one(Table).rows_changed()
            self._tell()

        self.app.push_screen(FilterScreen(self.album.kinds(), self.album.shown), chosen)

    def action_technical(self) -> None:
        """List everything in the photo under the cursor, as soon as that is known."""
        photo = self._photo()
        if photo is None or photo.error is not None:
            return
        look = self._look_at(photo)
        if look is None:
            self._awaited = photo.path
        elif look.report is not None:
            from toolkit.tui.cleaning.technical_screen import TechnicalScreen  # noqa: PLC0415 - as above

            self.app.push_screen(TechnicalScreen(photo.name, look.report))

    def action_options(self) -> None:
        """Decide where copies go, and how."""
        from toolkit.tui.cleaning.options_screen import OptionsScreen  # noqa: PLC0415 - as above

        def decided(choices: Choices | None) -> None:
            if choices is not None:
                self._choices = choices
                self._tell()

        self.app.push_screen(OptionsScreen(self._choices), decided)

    def action_clean(self) -> None:
        """Clean the chosen ones."""
        photos = self.album.to_clean()
        if photos:
            flow.clean(cast("Parasol", self.app), photos, self._choices, self._paths)
        elif self.album.total:
            self.query_one("#state", Static).update(
                _("No photo is chosen, so nothing was done. Space chooses one, A all of them.")
            )

    def on_table_highlighted(self) -> None:
        """Look at another photo from close, once the cursor rests."""
        self._show_detail()

    def on_table_opened(self) -> None:
        """Show it alone."""
        self._alone(True)  # noqa: FBT003 - as above

    def _photo(self) -> Photo | None:
        cursor = self.query_one(Table).cursor
        return None if cursor is None else self.album.photo(cursor)

    def _show_detail(self) -> None:
        photo = self._photo()
        look = self._look_at(photo) if photo is not None else None
        self.query_one(Detail).show(photo, look)
        self._awaited = ""
        if self._rest is not None:
            self._rest.stop()
        if photo is not None and look is None and photo.error is None:
            self._rest = self.set_timer(_SECONDS_BEFORE_CLOSER, lambda: self._look(photo.path))

    def _look_at(self, photo: Photo) -> Look | None:
        """What was seen of a photo already."""
        return None if self._closer is None else self._closer.known(photo.path)

    def _look(self, path: str) -> None:
        def tell(look: Look) -> None:
            self.post_message(self.Looked(look))

        if self._closer is not None:
            self._closer.look(path, tell)

    def on_album_screen_looked(self, event: Looked) -> None:
        """Show what the closer look showed, if the cursor is still there."""
        look = event.look
        # ExifTool may have found more than the list says.
        if look.report is not None and self.album.update(look.path, summarise(look.report)):
            self.query_one(Table).rows_changed()
            if not self.has_class("-reading"):
                self._tell()
        photo = self._photo()
        if photo is None or photo.path != look.path:
            return
        self.query_one(Detail).show(photo, look)
        if self._awaited == look.path and look.whole:
            self.action_technical()
            self._awaited = ""
