"""A new folder that the trainer names, with all that a session needs, or with practice photos."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final, cast

from textual.binding import Binding

from toolkit.bundle import session as bundle
from toolkit.i18n import N_, _
from toolkit.practice import kit
from toolkit.tui.paper.page_file import proposed
from toolkit.tui.paper.writing import NameLine, WritingPage
from toolkit.tui.widgets.go_on import GoOn
from toolkit.tui.widgets.reading import Block, Reading, Section

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

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
    bundle.CHAT_FOLDER: N_("A staged chat for the lab, a quiz and its answers."),
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


class _FolderLine(NameLine):
    """The folder's name."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", N_("write the folder")),
    ]


class FolderScreen(WritingPage):
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
    WHAT = N_("Folder")
    CARE = N_(
        "A folder can be found, and so can paper. Ask first for whom that is a danger; "
        "delete it after the session, together."
    )
    LINE = _FolderLine
    DEFAULT_CSS = """
    FolderScreen {
        & GoOn { display: none; margin: 0 0 1 0; }
        &.-photos GoOn { display: block; }
    }
    """

    def __init__(self, filling: Filling, path: Path | None = None) -> None:
        super().__init__(str(path or proposed(filling.name)))
        self._filling = filling
        self._written: Path | None = None

    def below(self) -> ComposeResult:
        """The way on from there, and what will stand there."""
        yield GoOn()
        listed = Reading((self._listed("–"),))
        listed.can_focus = False
        yield listed

    def on_mount(self) -> None:
        """Say where it goes on."""
        self.query_one(GoOn).say(_("See what the photos say"))

    def write(self, path: Path) -> Callable[[], object]:
        """What writes the folder."""
        return partial(self._filling.write, path)

    def success(self, path: str) -> str:
        """That it is there."""
        return _("Written: {path}").format(path=path)

    def after(self, path: Path) -> None:
        """Photos can be looked into at once."""
        self.query_one(Reading).show((self._listed("✓"),))
        self._written = path
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
