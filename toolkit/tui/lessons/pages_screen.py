"""How a lesson looks: pages for the room there is, with what can be answered, and where one is."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Center, Horizontal, Vertical
from textual.message import Message
from textual.widgets import Input

from toolkit.i18n import N_, _
from toolkit.messaging import DISCLAIMER
from toolkit.messaging.lessons.showing import Wanted
from toolkit.tui.lab.board import SHORT
from toolkit.tui.lab.ink import Tone, paragraph
from toolkit.tui.lab.pane import Inked
from toolkit.tui.lessons.answers import answer_rows
from toolkit.tui.lessons.pages import Room, pages
from toolkit.tui.lessons.slide import SlideView
from toolkit.tui.lessons.trail import trail
from toolkit.tui.screens.base import Page
from toolkit.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from toolkit.tui.lessons.pages import PageOf
    from toolkit.tui.lessons.play import Play


class _Line(Input):
    """Some words."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", N_("go on")),
        Binding("up", "screen.earlier", N_("earlier"), key_display="↑"),
    ]


class _Main(Vertical):
    """Where a page stands."""

    class Resized(Message):
        """There is another room."""

    def on_resize(self) -> None:
        """Tell."""
        self.post_message(self.Resized())


class PagesScreen(Page[None]):
    """Shows a lesson as it is played; what its keys do is left to who builds on it.

    Args:
        play: The lesson at the moment that is shown.
    """

    DEFAULT_CSS = """
    PagesScreen {
        & #whole { width: 100%; max-width: 114; height: 1fr; }
        & #main { width: 1fr; max-width: 80; height: 1fr; }
        & #aside { width: 30; height: 1fr; margin: 0 0 0 4; display: none; }
        &.-wide #aside { display: block; }
        & Rows { margin: 1 0 0 0; display: none; }
        & Input { margin: 1 0 0 2; width: 100%; max-width: 60; display: none; }
        & #toy { height: 1; }
        &.-choosing Rows { display: block; }
        &.-writing Input { display: block; }
        &.-tall #main, &.-tall #aside { padding: 3 0 0 0; }
    }
    """

    def __init__(self, play: Play) -> None:
        super().__init__()
        self.play = play
        self._pages: list[PageOf] = []
        self._at = 0
        self._marked: frozenset[str] = frozenset()
        self._hint = ""
        self._height = 0
        self._sized_for: object = None

    def note(self) -> str:
        """What is told at the end, below what there is to keep."""
        raise NotImplementedError

    @property
    def page(self) -> PageOf:
        """The page that is looked at."""
        return self._pages[self._at]

    def shown_page(self) -> str:
        """The lesson."""
        return f"lessons/{self.play.now.state.lesson.id}"

    def content(self) -> ComposeResult:
        """The page, what can be answered, and beside it where one is."""
        self._sized_for = None
        self.call_after_refresh(self._lay_out)
        with Center(), Inked(id="whole"):
            with Horizontal():
                with _Main(id="main"):
                    yield SlideView(id="told")
                    yield Rows()
                    line = _Line()
                    line.cursor_blink = False
                    yield line
                yield SlideView(id="aside")
            yield SlideView(id="toy")

    def explanation(self) -> str:
        """What the screen is for, and the whole disclaimer."""
        return f"{super().explanation()}\n\n{_(DISCLAIMER)}"

    def on__main_resized(self) -> None:
        """Divide it anew."""
        self._lay_out()

    def _lay_out(self) -> None:
        """Divide into pages what there is, for the room there is.

        The keys below take a line more or less, page by page: the least room seen is what counts,
        or a page would be divided again and again.
        """
        main = self.query_one("#main")
        if not main.size.height:
            return
        wanted = (self.app.size, self.has_class("-explained"))
        fewer = self._sized_for == wanted and main.size.height >= self._height
        if fewer and self._pages:
            return
        self._sized_for, self._height = wanted, main.size.height
        self._divide(self._at)

    def _divide(self, at: int) -> None:
        size = self.query_one("#main").size
        room = Room(size.width, self._height, alone=not self.has_class("-wide"))
        self._pages = pages(self.play, room, self._hint, self.note())
        self._go(at)

    def _go(self, at: int) -> None:
        """Show a page of this move."""
        self._at = max(0, min(at, len(self._pages) - 1))
        page, asked = self.page, self.play.asked
        wanted = asked.wanted if asked is not None and page.asks else None
        self.set_class(wanted in {Wanted.ONE, Wanted.SEVERAL}, "-choosing")
        self.set_class(wanted is Wanted.TEXT, "-writing")
        self.query_one("#told", SlideView).put(page.lines, fill=wanted is None)
        aside = self.query_one("#aside", SlideView)
        aside.put(trail(self.play, page.chapter, 30), fill=True)
        toy = paragraph(_(SHORT), max(self.query_one("#whole").size.width, 20), Tone.QUIET)
        self.query_one("#toy", SlideView).put(toy, fill=False)
        self._put_answers()
        title = self.play.now.state.lesson.title
        self.tell(_("{lesson} · {chapter}").format(lesson=title, chapter=_(page.chapter.value)))
        self.refresh_bindings()

    def _put_answers(self) -> None:
        asked = self.play.asked
        if self.has_class("-choosing") and asked is not None:
            rows = self.query_one(Rows)
            given = self.play.now.given or ()
            rows.show(
                answer_rows(asked, self._marked, given), rows.current or next(iter(given), "")
            )
            rows.focus()
        elif self.has_class("-writing") and asked is not None:
            line = self.query_one(Input)
            line.placeholder = asked.example
            line.focus()
        else:
            self.set_focus(None)
