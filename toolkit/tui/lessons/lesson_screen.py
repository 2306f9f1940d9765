"""A lesson, played: one page after the other, back and forth through what was said."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, Final, cast

from textual.binding import Binding
from textual.message import Message
from textual.widgets import Input

from toolkit.errors import ContentError
from toolkit.i18n import N_, _
from toolkit.messages import explain_error
from toolkit.messaging.lessons.running import Part, fits
from toolkit.messaging.lessons.showing import Wanted
from toolkit.tui.background import in_background
from toolkit.tui.lab.ink import EMPTY, Tone, paragraph
from toolkit.tui.lessons import flow, kept
from toolkit.tui.lessons.answers import NONE, answer_rows
from toolkit.tui.lessons.pages import ending
from toolkit.tui.lessons.pages_screen import PagesScreen
from toolkit.tui.lessons.play import pauses
from toolkit.tui.lessons.slide import SlideView
from toolkit.tui.vault import flow as vault
from toolkit.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from textual import events
    from textual.binding import BindingType
    from textual.timer import Timer

    from toolkit.messaging.lessons.running import Given
    from toolkit.tui.app import Parasol
    from toolkit.tui.lessons.course import Course
    from toolkit.tui.lessons.play import Play

_FRAME: Final = 1 / 30
"""Seconds after which an answer is seen to be taken, although nothing has come of it yet."""
_PATIENCE: Final = 0.2
"""Seconds after which it is said that something takes a while."""
_LATEST: Final = 10_000


class LessonScreen(PagesScreen):
    """Plays a lesson.

    Args:
        course: All lessons, and how far the person is.
        play: The lesson at the moment from which it goes on.
    """

    HEADING = N_("Lessons")
    EXPLAIN = N_(
        "First you say what you think will happen. Then you try it out, and see what is so.\n"
        "Nobody counts your mistakes. Left and right go through what was said; Esc leaves.\n"
        "Nothing is sent, and nothing is kept unless you ask for it."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "mark", N_("mark")),
        Binding("enter", "take", N_("choose")),
        Binding("enter", "go_on", N_("go on")),
        Binding("enter", "finish", N_("to the lessons")),
        Binding("k", "keep", N_("keep in a vault")),
        Binding("left,pageup,backspace", "earlier", N_("earlier"), key_display="←"),
        Binding("right,pagedown", "later", N_("later"), key_display="→"),
        Binding("right,pagedown", "turn", show=False),
        Binding("home", "first", show=False),
        Binding("l", "lab", N_("try it in the lab")),
    ]

    class Answered(Message):
        """What comes of an answer is known.

        Args:
            turn: Which answer it belongs to.
            moved: What came of it, or why nothing did.
        """

        def __init__(self, turn: int, moved: Play | Exception) -> None:
            super().__init__()
            self.turn = turn
            self.moved = moved

    def __init__(self, course: Course, play: Play) -> None:
        super().__init__(play)
        self._course = course
        self._turn = 0
        self._working = False
        self._told_late: tuple[Timer, ...] = ()

    def _arrive(self, play: Play, *, last: bool = False) -> None:
        """Show another move, its first page or its last one."""
        self.play, self._hint = play, ""
        self._marked = frozenset(play.now.given or ())
        if play.is_over and not play.counted:
            self._course.note(play)
            self.play = replace(play, counted=True)
            kept.note(cast("Parasol", self.app), self._course)
        self._remember()
        rows = self.query_one(Rows)
        rows.show(())
        given = play.now.given
        self.query_one(Input).value = "".join(given or ()) if not pauses(play.asked) else ""
        self._divide(_LATEST if last else 0)

    def _remember(self) -> None:
        """A lesson that is left in the middle goes on from there, as long as the program runs."""
        lesson = self.play.now.state.lesson.id
        if self.play.again:
            return
        if self.play.counted:
            self._course.begun.pop(lesson, None)
        elif len(self.play.moments) > 1:
            self._course.begun[lesson] = self.play

    def note(self) -> str:
        """When the question comes again, and what was kept of it."""
        if not self.play.is_over:
            return ""
        app = cast("Parasol", self.app)
        when = self._course.returns(self.play.now.state.lesson.id)
        return ending(when, kept=kept.are_kept(app))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What fits the page."""
        if not self._pages:
            return super().check_action(action, parameters)
        asked = self.play.asked
        if self._working and action in {"mark", "take", "go_on", "turn", "earlier", "later", "lab"}:
            return False
        wanted = asked.wanted if asked is not None and self.page.asks else None
        writing = wanted is Wanted.TEXT
        over = self.play.is_over and self._at == len(self._pages) - 1
        fitting = {
            "mark": wanted is Wanted.SEVERAL,
            "take": wanted is Wanted.ONE,
            "go_on": not over and wanted is not Wanted.ONE,
            "turn": not over and wanted is None,
            "finish": over,
            "keep": self.play.is_over and not kept.are_kept(cast("Parasol", self.app)),
            "earlier": bool(self._at or self.play.at),
            "explain": not writing,
            "first": not writing,
            "later": not writing and self.play.at < len(self.play.moments) - 1,
            "lab": not writing and not self.play.again and self._in_lab(),
        }
        return fitting.get(action, super().check_action(action, parameters))

    def _in_lab(self) -> bool:
        """Whether something has happened that one can try for oneself."""
        return self.play.now.state.part not in {Part.PREDICTION, Part.CONFIDENCE}

    def on_key(self, event: events.Key) -> None:
        """A number chooses, or marks one of several."""
        asked, digit = self.play.asked, event.character or ""
        if not self.has_class("-choosing") or asked is None or self._working:
            return
        if digit.isascii() and digit.isdecimal() and 1 <= int(digit) <= len(asked.options):
            event.stop()
            self.query_one(Rows).go_to(asked.options[int(digit) - 1][0])
            self.on_rows_pressed()

    def on_rows_pressed(self) -> None:
        """A click chooses, or marks one of several."""
        asked = self.play.asked
        if asked is not None and asked.wanted is Wanted.SEVERAL:
            self.action_mark()
        else:
            self.action_take()

    def action_mark(self) -> None:
        """Mark what is under the cursor, or take the mark away."""
        current = self.query_one(Rows).current
        if current == NONE:
            self._answer(())
        elif current:
            self._marked = self._marked ^ {current}
            if self._hint:
                self._hint = ""
                self._divide(_LATEST)
            self._put_answers()

    def action_take(self) -> None:
        """Choose what is under the cursor."""
        current = self.query_one(Rows).current
        if current:
            self._answer((current,))

    def action_go_on(self) -> None:
        """Go on: to the next page, or with what is marked or written."""
        asked = self.play.asked
        if self._at < len(self._pages) - 1 or asked is None:
            self._go(self._at + 1)
        elif asked.wanted is Wanted.GO_ON:
            self._answer(())
        elif asked.wanted is Wanted.TEXT:
            self._write(self.query_one(Input).value)
        elif self.query_one(Rows).current == NONE:
            self._answer(())
        elif self._marked:
            self._answer(tuple(key for key, _text in asked.options if key in self._marked))
        else:
            self._say(_("Mark with Space what fits. If nothing does, choose the last line."))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take what was written."""
        event.stop()
        self._write(event.value)

    def _write(self, text: str) -> None:
        asked = self.play.asked
        if asked is not None and fits(asked, (text,)):
            self._answer((text,))
        else:
            self._say(_("A few words, please, and not more than a line or two."))

    def _say(self, hint: str) -> None:
        self._hint = hint
        self._divide(_LATEST)

    def _answer(self, given: Given) -> None:
        """Answer, away from the screen: some answers set real work going."""
        if self._working:
            return
        following = self.play.followed(given)
        if following is not None:
            self._arrive(following)
            return
        play = self.play
        self._turn += 1
        turn, self._working = self._turn, True

        def work() -> Message:
            try:
                return self.Answered(turn, play.moved(given))
            except Exception as error:  # noqa: BLE001 - whatever it is, nobody may be left waiting
                return self.Answered(turn, error)

        in_background(work, self)
        self._told_late = (
            self.set_timer(_FRAME, lambda: self._tell_taken(given)),
            self.set_timer(_PATIENCE, self._tell_working),
        )

    def _tell_taken(self, given: Given) -> None:
        """Show that the answer is taken, as soon as what comes of it is late by a frame."""
        if not self._working:
            return
        rows, asked = self.query_one(Rows), self.play.asked
        if self.has_class("-choosing") and asked is not None:
            rows.show(answer_rows(asked, given, given), rows.current)
        self.tell(_("Taken. One moment"))
        self.refresh_bindings()

    def _tell_working(self) -> None:
        """Say that it takes a while."""
        if not self._working:
            return
        self.remove_class("-choosing", "-writing")
        self.set_focus(None)
        width = min(self.query_one("#main").size.width, 74)
        told = _("Your computer is really doing this now.")
        more = _("It may take some seconds. Esc stops waiting, and lets you choose again.")
        lines = [*paragraph(told, width, Tone.HERE), EMPTY, *paragraph(more, width, Tone.QUIET)]
        self.query_one("#told", SlideView).put([EMPTY, EMPTY, *lines], fill=True)
        self.refresh_bindings()

    def on_lesson_screen_answered(self, event: Answered) -> None:
        """Go on with what came of it, if somebody still waits for it."""
        event.stop()
        if event.turn != self._turn or not self._working:
            return
        self._stop_waiting()
        if isinstance(event.moved, ContentError):
            self._say(explain_error(event.moved, ""))
        elif isinstance(event.moved, Exception):
            self._say(_("That could not be done here. Choose again, or leave with Esc."))
        else:
            self._arrive(event.moved)

    def _stop_waiting(self) -> None:
        self._working = False
        for timer in self._told_late:
            timer.stop()

    def action_earlier(self) -> None:
        """The page before."""
        if self._at:
            self._go(self._at - 1)
        elif self.play.at:
            self._arrive(self.play.back(), last=True)

    def action_later(self) -> None:
        """The next page that was seen before."""
        if self._at < len(self._pages) - 1:
            self._go(self._at + 1)
        elif self.play.now.given is not None:
            following = self.play.followed(self.play.now.given)
            if following is not None:
                self._arrive(following)

    def action_turn(self) -> None:
        """The next page, as Enter."""
        self.action_go_on()

    def action_first(self) -> None:
        """The first page of the lesson."""
        self._arrive(replace(self.play, at=0))

    def action_finish(self) -> None:
        """Back to the lessons."""
        self.dismiss()

    def action_keep(self) -> None:
        """Keep in the vault that it was taken, and when it comes again."""
        app = cast("Parasol", self.app)

        def opened() -> None:
            kept.keep(app, self._course)
            self._divide(self._at)

        vault.with_vault(app, opened)

    def action_lab(self) -> None:
        """Open the lab where the lesson is."""
        flow.lab(self.app, self.play.now.state)

    def action_back(self) -> None:
        """Leave: first what is waited for, then the explanation, then the lesson."""
        if self._working:
            self._stop_waiting()
            self._go(self._at)
        elif self.has_class("-explained"):
            super().action_back()
        else:
            self.dismiss()
