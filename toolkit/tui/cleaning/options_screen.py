"""Where copies go, what they are called, and who checks them; each choice with what it means."""

from __future__ import annotations

import contextlib
import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from rich.cells import cell_len
from textual.binding import Binding
from textual.containers import Center, Middle, Vertical
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input

from toolkit.i18n import N_, _
from toolkit.tui.cleaning.choices import (
    NAMES_MEAN,
    NAMES_TITLES,
    OPINION_ABSENT,
    OPINION_MEANS,
    OPINION_TITLES,
    WHERE_MEANS,
    WHERE_TITLES,
    Where,
)
from toolkit.tui.cleaning.path_screen import whole
from toolkit.tui.screens.base import Page

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult, RenderResult
    from textual.binding import BindingType
    from textual.geometry import Size

    from toolkit.tui.cleaning.choices import Choices

_WIDEST: Final = 76
_GAP: Final = 3


class Choice(Widget, can_focus=True):
    """One decision: its question, the answer that holds, and what that means.

    Args:
        question: What is decided.
        answers: Each answer that can be given, and what it means.
        at: Which holds now.
        lead: How many columns its question is given.
        id: As for any widget.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,space", "turn(1)", N_("change"), key_display="←→"),
        Binding("left", "turn(-1)", show=False),
        Binding("up", "app.focus_previous", N_("choose"), key_display="↑↓"),
        Binding("down", "app.focus_next", show=False),
    ]
    DEFAULT_CSS = """
    Choice {
        height: auto;
        margin: 0 0 1 0;
        & > .choice--question { color: $muted; }
        & > .choice--answer { color: $ink; text-style: bold; }
        & > .choice--means { color: $muted; }
        &:focus > .choice--answer { color: $accent; }
        &:ansi > .choice--question { text-style: dim; }
        &:ansi > .choice--means { text-style: dim; }
        &:nocolor:focus > .choice--answer { text-style: bold reverse; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "choice--question",
        "choice--answer",
        "choice--means",
    }

    class Turned(Message):
        """Another answer holds.

        Args:
            choice: Of which decision.
            at: Which answer.
        """

        def __init__(self, choice: Choice, at: int) -> None:
            super().__init__()
            self.choice = choice
            self.at = at

    def __init__(
        self,
        question: str,
        answers: list[tuple[str, str]],
        at: int,
        lead: int,
        *,
        id: str,  # noqa: A002 - Textual's name
    ) -> None:
        super().__init__(id=id)
        self._question = question
        self._answers = answers
        self._at = at
        self._lead = lead

    def action_turn(self, by: int) -> None:
        """Take the next answer, or the one before."""
        self._at = (self._at + by) % len(self._answers)
        self.refresh(layout=True)
        self.post_message(self.Turned(self, self._at))

    def on_click(self, event: events.Click) -> None:
        """A click takes the next answer."""
        event.stop()
        self.focus()
        self.action_turn(1)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's signature
        """As many lines as the words take."""
        return len(self._lines(width))

    def render(self) -> RenderResult:
        """The lines."""
        return Content("\n").join(self._lines(self.content_size.width))

    def _lines(self, width: int) -> list[Content]:
        style = self.get_visual_style
        answer, means = self._answers[self._at]
        mark = "› " if self.has_focus else "  "
        arrows = ("‹ ", " ›") if len(self._answers) > 1 else ("", "")
        first = (
            Content.styled(mark, style("choice--answer"))
            + Content.styled(self._question, style("choice--question"))
            + Content(" " * (self._lead - cell_len(self._question) + _GAP))
            + Content.styled(arrows[0] + answer + arrows[1], style("choice--answer"))
        )
        told = Content.styled(means, style("choice--means")).wrap(max(width - 2, 1))
        return [first, *[Content("  ") + line for line in told]]


class OptionsScreen(Page["Choices"]):
    """Asks how to clean, and gives what was decided.

    Args:
        choices: What holds now.
    """

    HEADING = N_("Options")
    EXPLAIN = N_(
        "Up and down choose what to decide, left and right change it.\n"
        "Esc goes back to your photos; what you chose holds until you leave.\n"
        "Nothing is cleaned from here."
    )
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "back", show=False)]
    DEFAULT_CSS = f"""
    OptionsScreen {{
        & #panel {{ width: 100%; max-width: {_WIDEST}; height: auto; }}
        & #folder {{ margin: 0 0 1 2; height: 1; }}
        & #folder.-off {{ display: none; }}
    }}
    """

    def __init__(self, choices: Choices) -> None:
        super().__init__()
        self._choices = choices
        self._before = choices.folder

    def content(self) -> ComposeResult:
        """The decisions."""
        choices = self._choices
        where = [(_(WHERE_TITLES[each]), _(WHERE_MEANS[each])) for each in Where]
        names = [(_(NAMES_TITLES[each]), _(NAMES_MEAN[each])) for each in (False, True)]
        if shutil.which("exiftool"):
            opinion = [(_(OPINION_TITLES[each]), _(OPINION_MEANS[each])) for each in (True, False)]
        else:
            opinion = [(_(OPINION_TITLES[False]), _(OPINION_ABSENT))]
        at = 0 if choices.second_opinion or len(opinion) == 1 else 1
        questions = (_("Copies go"), _("Names"), _("Second opinion"))
        lead = max(map(cell_len, questions))
        with Middle(), Center(), Vertical(id="panel"):
            yield Choice(questions[0], where, list(Where).index(choices.where), lead, id="where")
            yield Input(
                whole(choices.folder),
                placeholder=_("a folder, made when it is missing"),
                id="folder",
                classes="" if choices.where is Where.FOLDER else "-off",
            )
            yield Choice(questions[1], names, int(choices.keep_names), lead, id="names")
            yield Choice(questions[2], opinion, at, lead, id="opinion")

    def on_choice_turned(self, event: Choice.Turned) -> None:
        """Take the answer."""
        if event.choice.id == "where":
            where = list(Where)[event.at]
            self._choices = replace(self._choices, where=where)
            self.query_one("#folder").set_class(where is not Where.FOLDER, "-off")
        elif event.choice.id == "names":
            self._choices = replace(self._choices, keep_names=bool(event.at))
        else:
            self._choices = replace(self._choices, second_opinion=event.at == 0)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Take the folder."""
        self._choices = replace(self._choices, folder=meant(event.value, self._before))

    def action_back(self) -> None:
        """Go back with what was decided."""
        if self.has_class("-explained"):
            super().action_back()
        else:
            self.dismiss(self._choices)


def meant(typed: str, before: str) -> str:
    """The folder that somebody typed.

    Args:
        typed: What they typed; ``~`` is their own folder.
        before: The folder that stood there. It holds where nothing is typed, and where it is left
            as it was shown, which may be other than it is called.

    Returns:
        A path from the root of the disk on.
    """
    typed = typed.strip()
    if not typed or typed == whole(before):
        return before
    with contextlib.suppress(RuntimeError):  # nobody knows whose folder that is
        return str(Path(typed).expanduser().absolute())
    return str(Path(typed).absolute())
