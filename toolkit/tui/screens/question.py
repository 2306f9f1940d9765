"""One question, in large calm space, whatever it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, Protocol

from textual.binding import Binding
from textual.containers import Center, Vertical
from textual.widgets import Input, Static

from toolkit.answers import NO, SKIPPED, UNSURE, YES, possible, toggled
from toolkit.conditions import Asked
from toolkit.i18n import N_, _
from toolkit.tui.screens.base import Page
from toolkit.tui.widgets.rows import Row, Rows
from toolkit.tui.widgets.table import Meaning

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from toolkit.answers import Question

_MANY: Final = 9
"""Above so many choices, one number key is not enough, and letters find one."""


class _Letters(Input):
    """A few letters of what is looked for."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", N_("choose")),
        Binding("down", "screen.to_list", N_("list"), key_display="↓"),
    ]


class Answering(Protocol):
    """Where answers go."""

    def open(self) -> Sequence[Question]:
        """The questions still to ask, in order."""

    def before(self, question: str | None) -> str | None:
        """The id of the question answered before one, or before the end; nothing at the first."""

    def given(self, question: str) -> tuple[str, ...]:
        """What was answered to a question, or marked beforehand; nothing where nothing was."""


class QuestionPage(Page[bool]):
    """Asks one question after the other, or one alone; gives whether that one was answered.

    A page of questions says where one question stands (`question`), takes an answer (`take`), and
    may say how far one is (`how_far`).

    Args:
        answering: Takes the answers.
        only: The id of the one question to ask; empty for all that are open.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "answer('yes')", N_("yes")),
        Binding("n", "answer('no')", N_("no")),
        Binding("space", "mark", N_("mark")),
        Binding("enter", "take", N_("choose")),
        Binding("enter", "go_on", N_("go on")),
        Binding("slash", "find", N_("find")),
        Binding("u", "answer('unsure')", N_("I don’t know")),
        Binding("s", "answer('skipped')", N_("skip")),
        Binding("w", "why", N_("why we ask")),
        Binding("left,backspace", "back", show=False),
    ]
    DEFAULT_CSS = """
    QuestionPage {
        & #asked { width: 100%; max-width: 72; height: 1fr; }
        & #prompt { margin: 2 2 0 2; height: auto; text-style: bold; color: $ink; }
        & #why { margin: 1 2 0 2; height: auto; color: $muted; display: none; }
        & #why:ansi { text-style: dim; }
        & #hint { margin: 1 2 0 2; height: auto; display: none; }
        & #find { margin: 1 2 0 2; display: none; }
        &.-telling #why, &.-hinting #hint, &.-finding #find { display: block; }
        & Rows { margin: 1 0 0 0; }
        &.-many #prompt, &.-low #prompt { margin: 0 2 0 2; }
        &.-tall #prompt { margin: 5 2 0 2; }
        &.-tall Rows { margin: 2 0 0 0; }
    }
    """

    def __init__(self, answering: Answering, only: str = "") -> None:
        super().__init__()
        self._answering = answering
        self.only = only
        self.asked = self.question(only) if only else answering.open()[0]
        self._chosen: frozenset[str] = frozenset()
        self._typed = ""
        self._number = ""

    def question(self, key: str) -> Question:
        """The question with that id."""
        raise NotImplementedError

    def take(self, given: tuple[str, ...]) -> None:
        """Take an answer to the question that is `asked`, and go on."""
        raise NotImplementedError

    def how_far(self) -> str:
        """How far one is, in a few words."""
        raise NotImplementedError

    def put_next(self) -> bool:
        """Put the next question that is open; whether there is one."""
        following = self._answering.open()
        if following:
            self._put(following[0])
        return bool(following)

    def content(self) -> ComposeResult:
        """The question, why it is asked, and what can be answered."""
        with Center(), Vertical(id="asked"):
            yield Static(id="prompt", markup=False)
            yield Static(id="why", markup=False)
            letters = _Letters(placeholder=_("a few letters of it"), id="find")
            letters.cursor_blink = False
            yield letters
            yield Static(
                _("Mark all that fit with Space, then go on with Enter."),
                id="hint",
                classes="warning",
                markup=False,
            )
            yield Rows()

    def on_mount(self) -> None:
        """Put the first question."""
        self._put(self.asked)

    def on_screen_resume(self) -> None:
        """Coming back, put what is still open, or the last one that was answered."""
        if self.only or not self.is_current:
            return
        before = self._answering.before(None)
        if not self.put_next() and before is not None:
            self._put(self.question(before))

    def _put(self, question: Question) -> None:
        self.asked = question
        self._chosen = frozenset(self._answering.given(question.id))
        self.remove_class("-telling", "-hinting", "-finding")
        self.set_class(len(question.choices) > _MANY, "-many")
        self.query_one(Input).clear()
        self.query_one("#prompt", Static).update(question.prompt)
        self.query_one("#why", Static).update(_("Why we ask: {why}").format(why=question.why))
        answers = (*possible(question), UNSURE, SKIPPED)
        at = next((each for each in answers if each in self._chosen), answers[0])
        self._typed = self._number = ""
        rows = self.query_one(Rows)
        rows.show(self._rows(), at)
        rows.focus()
        self.tell("" if self.only else self.how_far())
        self.refresh_bindings()

    def _rows(self) -> list[Row]:
        """What can be answered, and below it that one need not know or say."""
        question = self.asked
        if question.asked is Asked.YES_NO:
            listed = [self._row(YES, "Y", _("Yes")), self._row(NO, "N", _("No"))]
        else:
            listed = [
                self._row(each.id, str(number), each.title)
                for number, each in enumerate(question.choices, 1)
                if self._typed.casefold() in each.title.casefold()
            ]
        if self.has_class("-finding"):
            return listed
        return [
            *listed,
            self._row(UNSURE, "U", _("I don’t know"), apart=True),
            self._row(SKIPPED, "S", _("Skip this question")),
        ]

    def _row(self, answer: str, key: str, title: str, *, apart: bool = False) -> Row:
        several = self.asked.asked is Asked.SEVERAL and answer not in {UNSURE, SKIPPED}
        mark = "✓" if answer in self._chosen else "·" if several else " "
        return Row(
            title,
            id=answer,
            lead=key,
            mark=mark,
            meaning=Meaning.KEPT if answer in self._chosen else Meaning.MUTED,
            quiet=answer in {UNSURE, SKIPPED},
            apart=apart,
        )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What fits the kind of question."""
        asked = self.asked.asked
        if action == "answer" and parameters and parameters[0] in {YES, NO}:
            return asked is Asked.YES_NO
        if action in {"mark", "go_on"}:
            return asked is Asked.SEVERAL
        if action == "take":
            return asked is not Asked.SEVERAL
        if action == "find":
            return self.has_class("-many") and not self.has_class("-finding")
        return super().check_action(action, parameters)

    def on_key(self, event: events.Key) -> None:
        """A number chooses, or marks one of several. With many choices, it may have two digits."""
        choices, digit = self.asked.choices, event.character or ""
        if not choices or not digit.isascii() or not digit.isdecimal():
            self._number = ""
            return
        event.stop()
        fitting = [each for each in (self._number + digit, digit) if 1 <= int(each) <= len(choices)]
        self._number = fitting[0] if fitting else ""
        if not fitting:
            return
        number = int(self._number)
        if self.asked.asked is Asked.SEVERAL:
            self._number = ""
        self.query_one(Rows).go_to(choices[number - 1].id)
        if self.asked.asked is Asked.SEVERAL:
            self.action_mark()
        elif number * 10 > len(choices):
            self.action_take()

    def on_rows_pressed(self) -> None:
        """A click chooses, or marks one of several."""
        if self.asked.asked is Asked.SEVERAL:
            self.action_mark()
        else:
            self.action_take()

    def on_rows_moved(self, event: Rows.Moved) -> None:
        """The cursor was moved elsewhere: what was typed of a number is over."""
        if self._number and event.id != self.asked.choices[int(self._number) - 1].id:
            self._number = ""

    def action_answer(self, answer: str) -> None:
        """Take one answer."""
        self.take((answer,))

    def action_mark(self) -> None:
        """Mark what is under the cursor, or take the mark away."""
        current = self.query_one(Rows).current
        if current in {UNSURE, SKIPPED}:
            self.take((current,))
        elif current:
            self._mark(current)

    def _mark(self, answer: str) -> None:
        self._chosen = toggled(self.asked, self._chosen - {UNSURE, SKIPPED}, answer)
        self.remove_class("-hinting")
        self.query_one(Rows).show(self._rows(), answer)

    def action_take(self) -> None:
        """Take what is under the cursor."""
        current = self.query_one(Rows).current
        if current:
            self.take((current,))

    def action_go_on(self) -> None:
        """Go on with what is marked."""
        current = self.query_one(Rows).current
        marked = tuple(each for each in possible(self.asked) if each in self._chosen)
        if current in {UNSURE, SKIPPED}:
            self.take((current,))
        elif marked:
            self.take(marked)
        else:
            self.add_class("-hinting")

    def action_why(self) -> None:
        """Say why this is asked, or hide it again."""
        self.toggle_class("-telling")

    def action_find(self) -> None:
        """Open a line to type in."""
        self.add_class("-finding")
        self.query_one(Rows).show(self._rows())
        self.query_one(Input).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what has these letters."""
        event.stop()
        self._typed = event.value.strip()
        if self.has_class("-finding"):
            self.query_one(Rows).show(self._rows())

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take it, where only one has these letters; of several answers, mark it."""
        event.stop()
        left = self._rows()
        if len(left) == 1 and self.asked.asked is Asked.SEVERAL:
            self._mark(left[0].id)
            self.query_one(Input).clear()
        elif len(left) == 1:
            self.take((left[0].id,))
        else:
            self.action_to_list()

    def action_to_list(self) -> None:
        """Go on in what is left."""
        rows = self.query_one(Rows)
        rows.focus()
        rows.action_move(-1_000_000)

    def action_back(self) -> None:
        """Go back: from what was opened here, to the question before, to where one came from."""
        before = None if self.only else self._answering.before(self.asked.id)
        if self.has_class("-explained"):
            super().action_back()
        elif self.has_class("-finding"):
            self._put(self.asked)
        elif before is not None:
            self._put(self.question(before))
        else:
            self.dismiss(False)  # noqa: FBT003 - the screen's answer
