"""All lessons: what each is about, what one knows after it, and how far one is."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, cast

from textual.binding import Binding
from textual.containers import Center

from toolkit.i18n import N_, _
from toolkit.messaging.lessons.words import minutes
from toolkit.tui.lab.ink import EMPTY, Line, Span, Tone, paragraph
from toolkit.tui.lab.pane import Inked
from toolkit.tui.lessons import flow, kept
from toolkit.tui.lessons.course import Standing
from toolkit.tui.lessons.slide import SlideView
from toolkit.tui.library.marked_page import MarkedPage
from toolkit.tui.library.shelf import Ref
from toolkit.tui.library.when import day
from toolkit.tui.vault import flow as vault
from toolkit.tui.vault import forgetting
from toolkit.tui.widgets.rows import Row, Rows
from toolkit.tui.widgets.table import Meaning

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from toolkit.messaging.lessons.model import Lesson
    from toolkit.tui.app import Parasol
    from toolkit.tui.lessons.course import Course

_AGAIN: Final = "again:"
"""Before the id of a lesson, in the row that asks its last question again."""
_SHOWN: Final = {
    Standing.NEW: ("·", Meaning.MUTED),
    Standing.BEGUN: ("◆", Meaning.LOW),
    Standing.DUE: ("✓", Meaning.KEPT),
    Standing.DONE: ("✓", Meaning.KEPT),
}


class ListScreen(MarkedPage[None]):
    """Lists the lessons.

    Args:
        course: All of them, and how far the person is.
    """

    HEADING = N_("Lessons")
    EXPLAIN = N_(
        "Each lesson is a short story in which you decide. Begin with the first.\n"
        "A few days later its last question comes again, here at the top.\n"
        "Nothing is kept unless you ask for it."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "begin", N_("begin")),
        Binding("t", "trainer", N_("for trainers")),
        Binding("k", "keep", N_("keep in a vault")),
        Binding("k", "forget", N_("forget in my vault")),
        Binding("e", "export", N_("write as text")),
    ]
    DEFAULT_CSS = """
    ListScreen {
        & #lists { width: 100%; max-width: 114; height: 1fr; layout: vertical; }
        & #about { height: 9; margin: 1 0 0 2; }
        &.-tall #about { height: 16; }
        &.-wide #lists { layout: horizontal; }
        &.-wide Rows { width: 56; }
        &.-wide #about { width: 1fr; height: 1fr; margin: 0 0 0 4; }
        &.-tall #lists { margin: 1 0 0 0; }
    }
    """

    def __init__(self, course: Course) -> None:
        super().__init__()
        self._course = course
        self._was_at = ""
        self._number = ""

    @property
    def SHOWS_KEPT(self) -> bool:  # noqa: N802 - as the screens of the vault have it
        """Whether it goes when the vault is closed."""
        return cast("Parasol", self.app).vault.takes_along(self._course.forget)

    def marked(self) -> Ref | None:
        """The chosen lesson."""
        rows = self.query(Rows)
        return Ref("lessons", self._chosen().id) if rows else None

    def content(self) -> ComposeResult:
        """The list, and what the chosen lesson is about."""
        self.call_after_refresh(self._tell_chosen)
        with Center(), Inked(id="lists"):
            yield Rows(self._rows(), self._was_at or self._first())
            yield SlideView(id="about")

    def on_mount(self) -> None:
        """Begin in the list."""
        self.query_one(Rows).focus()

    def on_resize(self) -> None:
        """Say it as wide as there is room."""
        self.call_after_refresh(self._tell_chosen)

    def on_rows_moved(self) -> None:
        """Say what the lesson under the cursor is about."""
        self._tell_chosen()

    def on_rows_pressed(self) -> None:
        """A click begins."""
        self.action_begin()

    def on_key(self, event: events.Key) -> None:
        """The number of a lesson brings the cursor there; it may have two digits."""
        digit = event.character or ""
        if not digit.isascii() or not digit.isdecimal():
            self._number = ""
            return
        event.stop()
        lessons = list(self._course.lessons)
        fitting = [each for each in (self._number + digit, digit) if 0 < int(each) <= len(lessons)]
        self._number = fitting[0] if fitting else ""
        if fitting:
            self.query_one(Rows).go_to(lessons[int(fitting[0]) - 1])

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is nothing to keep before a lesson was taken, or where it is kept."""
        if action in {"forget", "export"}:
            return kept.are_kept(cast("Parasol", self.app))
        if action == "keep":
            taken = bool(self._course.progress.lessons)
            return taken and not kept.are_kept(cast("Parasol", self.app))
        return super().check_action(action, parameters)

    def action_begin(self) -> None:
        """Play the chosen lesson, or answer its last question again."""
        current = self.query_one(Rows).current
        again = current.startswith(_AGAIN)
        lesson = current.removeprefix(_AGAIN)
        flow.play(self.app, self._course, lesson, lambda: self._came_back(lesson), again=again)

    def action_trainer(self) -> None:
        """Show what a trainer needs."""
        flow.trainer(self.app, self._chosen())

    def action_keep(self) -> None:
        """Keep in the vault what was taken, and when it comes again."""
        app = cast("Parasol", self.app)

        def opened() -> None:
            kept.keep(app, self._course)
            self._came_back(self._chosen().id, move=False)

        vault.with_vault(app, opened)

    def action_export(self) -> None:
        """Write what is kept of them outside the vault."""
        vault.export(cast("Parasol", self.app), "progress")

    def action_forget(self) -> None:
        """Ask, then forget in the vault what was taken."""
        app = cast("Parasol", self.app)

        def forget() -> None:
            kept.forget(app)
            self.refresh_bindings()

        forgetting.ask(
            app,
            _("Forget which lessons you took?"),
            forget,
            _("The vault keeps no day and no lesson any more. Here they stay until it is closed."),
        )

    def _came_back(self, lesson: str, *, move: bool = True) -> None:
        """Say how far one is now; from a lesson that is done, the cursor goes on to the next."""
        done = self._course.standing(lesson) in {Standing.DONE, Standing.DUE}
        at = self._course.following(lesson) if done and move else lesson
        self.query_one(Rows).show(self._rows(), at)
        self._tell_chosen()
        self.refresh_bindings()

    def _rows(self) -> list[Row]:
        course, rows = self._course, []
        due = [course.lessons[each] for each in course.due]
        if due:
            rows.append(Row(_("Do you still know? One question each"), heading=True))
            rows += [
                Row(each.title, id=_AGAIN + each.id, mark="◆", meaning=Meaning.MIDDLE)
                for each in due
            ]
            rows.append(Row(_("All lessons"), heading=True, apart=True))
        for number, each in enumerate(course.lessons.values(), 1):
            mark, meaning = _SHOWN[course.standing(each.id)]
            rows.append(
                Row(
                    each.title,
                    id=each.id,
                    lead=str(number),
                    mark=mark,
                    meaning=meaning,
                    aside=self._aside(each),
                )
            )
        return rows

    def _aside(self, lesson: Lesson) -> str:
        standing = self._course.standing(lesson.id)
        if standing is Standing.NEW:
            return minutes(lesson.minutes)
        words = {
            Standing.BEGUN: _("begun"),
            Standing.DUE: _("done"),
            Standing.DONE: _("done"),
        }
        return words[standing]

    def _first(self) -> str:
        """Where the cursor is at first: what was begun, what is due, what is new."""
        course = self._course
        for wanted in (Standing.BEGUN, Standing.DUE, Standing.NEW):
            for each in course.lessons:
                if course.standing(each) is wanted:
                    return _AGAIN + each if wanted is Standing.DUE else each
        return ""

    def _chosen(self) -> Lesson:
        current = self.query_one(Rows).current
        return self._course.lessons[current.removeprefix(_AGAIN)]

    def _say_standing(self) -> None:
        done = len(self._course.progress.lessons.keys() & self._course.lessons.keys())
        count = len(self._course.lessons)
        self.tell(_("{done} of {count} done").format(done=done, count=count) if done else "")

    def _tell_chosen(self) -> None:
        """Say how far one is, and what the lesson under the cursor is about."""
        self._say_standing()
        about = self.query_one("#about", SlideView)
        width = about.scrollable_content_region.width
        if width:
            self._was_at = self.query_one(Rows).current
            about.put(self._about(self._chosen(), min(width, 74)), fill=False)
            about.styles.height = None

    def _about(self, lesson: Lesson, width: int) -> list[Line]:
        """What a lesson is about, and what one can do after it."""
        lines = [*paragraph(lesson.about, width, Tone.STRONG), EMPTY]
        lines += paragraph(_("After it you can:"), width, Tone.QUIET)
        for aim in lesson.aims:
            lines += paragraph(aim, width, lead=(Span("· ", Tone.QUIET),))
        returns = self._course.returns(lesson.id)
        if returns is not None:
            told = _("Its question comes again on {day}.").format(day=day(returns))
            if lesson.id in self._course.due:
                told = _("Its question can be asked again now: it stands at the top.")
            lines += [EMPTY, *paragraph(told, width, Tone.QUIET)]
        return lines
