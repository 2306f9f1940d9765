"""A new folder that the trainer names, with all that a session needs, or with practice photos."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final, cast

from textual.binding import Binding
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Static

from toolkit.bundle import session as bundle
from toolkit.errors import ParasolError
from toolkit.i18n import N_, _
from toolkit.messages import explain_error
from toolkit.practice import kit
from toolkit.tui.background import in_background
from toolkit.tui.cleaning.options_screen import meant
from toolkit.tui.cleaning.path_screen import whole
from toolkit.tui.screens.base import Page
from toolkit.tui.widgets.go_on import GoOn
from toolkit.tui.widgets.reading import Block, Reading, Section

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from toolkit.training.model import Session
    from toolkit.tui.app import Parasol

_ABOUT: Final = {
    "plan.html": N_("The plan, for you alone."),
    "cards.html": N_("Cards to print and to cut."),
    "handouts.html": N_("What participants may take home, if paper is no danger to them."),
    "lessons.html": N_("The lessons, for you: what is asked, why, and how to teach it."),
    "people.html": N_("The invented people, and what the plan says for each."),
    bundle.FOLDER: N_("Invented photos, a quiz and its answers."),
}
"""What the files of a session are for."""


@dataclass(frozen=True, slots=True)
class Filling:
    """What comes into a folder.

    Attributes:
        name: What the folder could be called: a name that says nothing.
        holds: The names of what will stand in it.
        write: Writes it; it raises one of our errors.
        photos: The folder in it where photos stand, which may be itself: “.”; empty for none.
    """

    name: str
    holds: tuple[str, ...]
    write: Callable[[Path], object]
    photos: str = ""


class _NameLine(Input):
    """The folder's name."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", N_("write the folder")),
    ]


class FolderScreen(Page[None]):
    """Writes a folder.

    Args:
        filling: What comes into it.
        path: Where it could go; a free name in the person's own folder by default.
    """

    HEADING = N_("Into a folder")
    EXPLAIN = N_(
        "Below is what will stand in the folder. Pages are for a browser, which prints them.\n"
        "Nothing is written before you press Enter, and nothing is written over.\n"
        "Handouts and cards name neither you nor this program; the plan is for you."
    )
    DEFAULT_CSS = """
    FolderScreen {
        & #line { height: 1; margin: 0 0 1 0; }
        & #line Static { width: auto; margin: 0 2 0 0; }
        & #line Input { width: 1fr; max-width: 80; }
        & #told { height: auto; max-width: 96; margin: 0 0 1 0; }
        & #told.-written { color: $kept; }
        & GoOn { display: none; margin: 0 0 1 0; }
        &.-photos GoOn { display: block; }
    }
    """

    class Written(Message):
        """The folder is there, or could not be written.

        Args:
            path: Which.
            error: Why not.
        """

        def __init__(self, path: Path, error: ParasolError | None) -> None:
            super().__init__()
            self.path = path
            self.error = error

    def __init__(self, filling: Filling, path: Path | None = None) -> None:
        super().__init__()
        self._filling = filling
        self._proposed = str(path or _proposed(filling.name))
        self._writing = False
        self._written: Path | None = None

    def content(self) -> ComposeResult:
        """The name, what to think of, and what will stand there."""
        name = _NameLine(whole(self._proposed), select_on_focus=False)
        name.cursor_blink = False
        with Horizontal(id="line"):
            yield Static(_("Folder"), classes="muted", markup=False)
            yield name
        yield Static(
            _(
                "A folder can be found, and so can paper. Ask first for whom that is a danger; "
                "delete it after the session, together."
            ),
            id="told",
            classes="warning",
            markup=False,
        )
        yield GoOn()
        listed = Reading((self._listed("–"),))
        listed.can_focus = False
        yield listed

    def on_mount(self) -> None:
        """Begin in the name."""
        self.query_one(GoOn).say(_("See what the photos say"))
        self.query_one(Input).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Write the folder, away from the screen: the disk may take its time."""
        event.stop()
        if self._writing:
            return
        self._writing = True
        path = Path(meant(event.value, self._proposed))

        def work() -> Message:
            try:
                self._filling.write(path)
            except ParasolError as error:
                return self.Written(path, error)
            return self.Written(path, None)

        in_background(work, self)

    def on_folder_screen_written(self, event: Written) -> None:
        """Say what became of it; photos can be looked into at once."""
        self._writing = False
        told = self.query_one("#told", Static)
        path = whole(str(event.path))
        told.set_class(event.error is None, "-written")
        if event.error is not None:
            told.update(explain_error(event.error, path))
            return
        told.update(_("Written: {path}").format(path=path))
        self.query_one(Reading).show((self._listed("✓"),))
        self._written = event.path
        if self._filling.photos:
            self.add_class("-photos")
            self.query_one(GoOn).focus()

    def on_go_on_pressed(self) -> None:
        """Look into the photos, as into any others."""
        from toolkit.tui.cleaning.flow import read  # noqa: PLC0415 - only when wanted

        if self._written is not None:
            read(cast("Parasol", self.app), [str(self._written / self._filling.photos)])

    def _listed(self, mark: str) -> Section:
        blocks = (
            Block(name, mark=mark, below=(_(_ABOUT[name]),) if name in _ABOUT else ())
            for name in self._filling.holds
        )
        return Section("", tuple(blocks))


def session(plan: Session, path: Path | None = None) -> FolderScreen:
    """Writes all that a session needs."""
    photos = bundle.FOLDER if bundle.uses_photos(plan) else ""
    write = partial(bundle.write_session, plan)
    return FolderScreen(Filling("notes", bundle.names(plan), write, photos), path)


def photos() -> FolderScreen:
    """Writes the practice photos."""
    known = kit.load()
    return FolderScreen(Filling("photos", kit.names(known), partial(kit.write, known), "."))


def _proposed(name: str) -> Path:
    """Where a folder could go: a name that is free, in the person's own folder."""
    home = Path.home()
    names = (name, *(f"{name}-{number}" for number in range(2, 100)))
    return next((home / each for each in names if not os.path.lexists(home / each)), home)
