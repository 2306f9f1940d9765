"""Messengers compared, and which one for me: which screen follows which."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Final
from weakref import WeakKeyDictionary

from toolkit.errors import ContentError
from toolkit.i18n import language

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import App
    from textual.screen import Screen

    from toolkit.answers import Answers
    from toolkit.messaging.messengers.model import Fact
    from toolkit.tui.app import Parasol
    from toolkit.tui.messengers.session import Session
    from toolkit.tui.messengers.shelf import Shelf

_shelves: Final[WeakKeyDictionary[App[Any], Shelf]] = WeakKeyDictionary()
"""What was loaded: once for each language that is spoken."""


def compare(app: App[Any]) -> None:
    """Show all messengers beside each other."""
    from toolkit.tui.messengers.table_screen import TableScreen  # noqa: PLC0415 - only when wanted

    _open(app, TableScreen)


def choose(app: App[Any], elsewhere: Answers | None = None) -> None:
    """Ask which messenger fits.

    Args:
        app: The application.
        elsewhere: Answers to "My plan", where there are some. The person is asked before they
            are used.
    """
    from toolkit.tui.messengers.begin_screen import BeginScreen  # noqa: PLC0415 - as above

    _open(app, lambda shelf: BeginScreen(shelf, elsewhere or {}))


def go_on(app: Parasol) -> None:
    """Say what fits what the open vault keeps."""
    from toolkit.tui.messengers.result_screen import ResultScreen  # noqa: PLC0415 - as above

    _open(app, lambda shelf: ResultScreen(kept_session(app, shelf)))


def kept_session(app: Parasol, shelf: Shelf) -> Session:
    """The answers that the open vault keeps; each change goes there too."""
    from toolkit.tui.messengers.session import Session  # noqa: PLC0415 - as above
    from toolkit.tui.vault import choice_kept  # noqa: PLC0415 - as above

    session = Session(shelf)
    for question, given in choice_kept.answers_of(app.vault.document, shelf.book).items():
        session.answer(question, given)
    choice_kept.keep(app, session)
    return session


def ask(app: App[Any], session: Session) -> None:
    """Ask what there is to ask."""
    from toolkit.tui.messengers.question_screen import ChooserScreen  # noqa: PLC0415 - as above

    app.push_screen(ChooserScreen(session))


def results(app: App[Any], session: Session) -> None:
    """Say what fits."""
    from toolkit.tui.messengers.result_screen import ResultScreen  # noqa: PLC0415 - as above

    app.push_screen(ResultScreen(session))


def open_messenger(app: App[Any], shelf: Shelf, messenger: str) -> None:
    """Show all that is known of one."""
    from toolkit.tui.messengers.messenger_screen import MessengerScreen  # noqa: PLC0415 - as above

    app.push_screen(MessengerScreen(shelf, messenger))


def open_named(app: App[Any], messenger: str) -> None:
    """Show all that is known of one, from where nothing of messengers is loaded."""
    from toolkit.tui.messengers.messenger_screen import MessengerScreen  # noqa: PLC0415 - as above

    _open(app, lambda shelf: MessengerScreen(shelf, messenger))


def open_named_setting(app: App[Any], setting: str) -> None:
    """Show how to change a setting, likewise."""
    from toolkit.tui.messengers.setting_screen import SettingScreen  # noqa: PLC0415 - as above

    _open(app, lambda shelf: SettingScreen(shelf, setting))


def open_facts(app: App[Any], shelf: Shelf, messenger: str, facts: tuple[Fact, ...]) -> None:
    """Show what some facts rest on."""
    from toolkit.tui.messengers.fact_screen import FactScreen  # noqa: PLC0415 - as above

    app.push_screen(FactScreen(shelf, messenger, facts))


def open_setting(app: App[Any], shelf: Shelf, setting: str) -> None:
    """Show how to change a setting."""
    from toolkit.tui.messengers.setting_screen import SettingScreen  # noqa: PLC0415 - as above

    app.push_screen(SettingScreen(shelf, setting))


def _open(app: App[Any], screen: Callable[[Shelf], Screen[Any]]) -> None:
    """Load what is known, and show a screen of it; or say why that cannot be."""
    from toolkit.messaging.messengers.shelf import load  # noqa: PLC0415 - as above
    from toolkit.tui.messengers.shelf import Shelf  # noqa: PLC0415 - as above

    if app not in _shelves or _shelves[app].language != language():
        try:
            _shelves[app] = Shelf(load(), datetime.now().astimezone().date())
        except ContentError as error:
            from toolkit.tui.library.flow import cannot_read  # noqa: PLC0415 - as above

            cannot_read(app, error)
            return
    app.push_screen(screen(_shelves[app]))
