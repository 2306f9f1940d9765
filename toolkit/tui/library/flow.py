"""Bad days and the library: which screen follows which."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
from weakref import WeakKeyDictionary

from toolkit.errors import ContentError
from toolkit.i18n import language

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import App
    from textual.screen import Screen

    from toolkit.tui.library.shelf import Ref, Shelf

_shelves: Final[WeakKeyDictionary[App[Any], Shelf]] = WeakKeyDictionary()
"""What was loaded: once for each language that is spoken, with what was ticked in it."""


def bad_days(app: App[Any]) -> None:
    """Show what to do in which situation."""
    from toolkit.tui.library.list_screen import PlaybooksScreen  # noqa: PLC0415 - only when wanted

    _open(app, PlaybooksScreen)


def browse(app: App[Any]) -> None:
    """Show the library."""
    from toolkit.tui.library.list_screen import LibraryScreen  # noqa: PLC0415 - as above

    _open(app, LibraryScreen)


def marks(app: App[Any]) -> None:
    """Show the bookmarks of the open vault."""
    from toolkit.tui.library.marks_screen import MarksScreen  # noqa: PLC0415 - as above

    _open(app, MarksScreen)


def open_ref(app: App[Any], shelf: Shelf, ref: Ref) -> None:
    """Show one thing.

    Args:
        app: The application.
        shelf: All that is known.
        ref: Which thing; of any kind that a person can look up.
    """
    if ref.folder == "lessons":
        from toolkit.tui.lessons import flow as lessons  # noqa: PLC0415 - as above

        lessons.open_named(app, ref.id)
    elif ref.folder == "messengers":
        from toolkit.tui.messengers import flow as messengers  # noqa: PLC0415 - as above

        messengers.open_named(app, ref.id)
    elif ref.folder == "settings":
        from toolkit.tui.messengers import flow as messengers  # noqa: PLC0415 - as above

        messengers.open_named_setting(app, ref.id)
    else:
        app.push_screen(screen_of(shelf, ref))


def open_named(app: App[Any], folder: str, name: str) -> None:
    """Show one thing, from where nothing of the library is loaded.

    Args:
        app: The application.
        folder: Its kind, such as ``"playbooks"``.
        name: Its id.
    """
    from toolkit.tui.library.shelf import Ref  # noqa: PLC0415 - only when wanted

    _open(app, lambda shelf: screen_of(shelf, Ref(folder, name)))


def screen_of(shelf: Shelf, ref: Ref) -> Screen[Any]:
    """The screen that shows a thing."""
    if ref.folder == "playbooks":
        from toolkit.tui.library.playbook_screen import BadDayScreen  # noqa: PLC0415 - as above

        return BadDayScreen(shelf, ref.id)
    if ref.folder == "checklists":
        from toolkit.tui.library.checklist_screen import ChecklistScreen  # noqa: PLC0415 - as above

        return ChecklistScreen(shelf, ref.id)
    if ref.folder == "handbook":
        from toolkit.tui.handbook.guide_screen import GuideScreen  # noqa: PLC0415 - as above

        return GuideScreen(shelf, ref.id)
    if ref.folder == "training":
        from toolkit.tui.training.plan_screen import SessionScreen  # noqa: PLC0415 - as above

        return SessionScreen(shelf, ref.id)
    from toolkit.tui.library.entry_screen import EntryScreen  # noqa: PLC0415 - as above

    return EntryScreen(shelf, ref)


def put_on_paper(app: App[Any], text: str, html: str) -> None:
    """Show a page in both of its forms, to be written to a file."""
    from toolkit.tui.paper.paper_screen import Paper, PaperScreen  # noqa: PLC0415 - as above

    app.push_screen(PaperScreen(Paper(text, html)))


def _open(app: App[Any], screen: Callable[[Shelf], Screen[Any]]) -> None:
    """Load what is known, and show a screen of it; or say why that cannot be."""
    from toolkit.threats.shelf import load  # noqa: PLC0415 - as above
    from toolkit.tui.library.shelf import Shelf  # noqa: PLC0415 - as above

    known = _shelves.get(app)
    if known is None or known.language != language():
        try:
            shelf = Shelf(load())
        except ContentError as error:
            cannot_read(app, error)
            return
        if known is not None:
            shelf.ticked = known.ticked
        known = _shelves[app] = shelf
    app.push_screen(screen(known))


def cannot_read(app: App[Any], error: ContentError) -> None:
    """Say why something cannot be shown."""
    from toolkit.tui.library.unreadable_screen import UnreadableScreen  # noqa: PLC0415 - as above

    app.push_screen(UnreadableScreen(error))
