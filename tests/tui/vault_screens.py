"""The screens of the vault, over one that is open and holds a little of everything."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Final, cast

from tests.tui.albums import until
from tests.tui.latin_library import shelf
from tests.tui.vault_places import PHRASE
from toolkit.tui.library.marks_screen import MarksScreen
from toolkit.tui.vault.destroy_screen import DestroyScreen
from toolkit.tui.vault.door_screen import DoorScreen
from toolkit.tui.vault.incident_forms_screen import BeforeScreen, IncidentFormsScreen
from toolkit.tui.vault.incident_screen import IncidentScreen
from toolkit.tui.vault.incidents_screen import IncidentsScreen
from toolkit.tui.vault.kept import Kept
from toolkit.tui.vault.letters_screen import LettersScreen
from toolkit.tui.vault.open_screen import OpenScreen
from toolkit.tui.vault.phrase_screen import DrawnScreen
from toolkit.tui.vault.vault_screen import VaultScreen
from toolkit.vault.document import Document, Exchange, Incident, Note, Person, Plan, Progress, Step
from toolkit.vault.forms.model import Field, Form
from toolkit.vault.store import Notice

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual.pilot import Pilot
    from textual.screen import Screen

    from toolkit.vault.store import Vault

_FOLDER: Final = Path("/media/ana/stick/vaults/1")
_RECIPIENT: Final = "age1" + "q" * 58

DATA: Final = (
    *("media", "ana", "stick", "vaults", "age", "key", "vault", "destroy", _RECIPIENT),
    *("Tuesday", "We meet at the bridge", "Bring nothing", "Set a long code", "Maryam"),
    *PHRASE.split(),
    *("dark", "en", "work", "meet", "write"),
    *("Casus", "Quid acciderit.", "Quando?", "Nomina amicorum.", "Claves.", "alius", "vespere"),
    *("Lector discit quid videris.", "Quid vidisti?", "Satis est breviter.", "Ubi?"),
    *("Fenestra claves petivit.", "Domi.", "Nihil."),
    *("Porta clausa", "Ambula in umbra", "Epistula clausa", "actions", "obsoleta"),
)
"""What is no word of the interface: paths, the passphrase, and what somebody wrote."""


class _Quiet(Kept):
    """An open vault that lies nowhere, and keeps nothing."""

    def __init__(self, app: Any) -> None:
        super().__init__(app)
        folder = SimpleNamespace(path=_FOLDER)
        vault = SimpleNamespace(
            folder=folder, saved="2026-11-22T08:00:00Z", notices=_NOTICES, document=_document()
        )
        self._vault, self._document, self.last = cast("Vault", vault), _document(), _FOLDER


_NOTICES: Final = (
    Notice("two-generations"),
    Notice(
        "older-revision",
        {
            "revision": 7,
            "saved": "2026-11-20",
            "last_revision": 9,
            "last_saved": "2026-11-21",
        },
    ),
)


def _document() -> Document:
    return Document(
        answers={"work": ("meet", "write")},
        plan=Plan("2026-11-22", (Step("set-code", "this-week", "Set a long code"),)),
        progress={"set-code": Progress("done", "2026-11-22")},
        marks=("handbook/porta", "actions/umbra", "lessons/epistula", "actions/obsoleta"),
        notes=(Note("n1", "Tuesday", "We meet at the bridge.\nBring nothing.", *_DAYS),),
        incidents=(
            Incident(
                "i1",
                "casus",
                "2026-11-21",
                "2026-11-22",
                {"what": "Fenestra claves petivit.", "where": "Domi."},
            ),
            Incident("i2", "alius", "vespere", "2026-11-22", {"verbum": "Nihil."}),
        ),
        settings={"theme": "dark", "language": "en"},
        exchange=Exchange(people=(Person("Maryam", _RECIPIENT),)),
    )


_DAYS: Final = ("2026-11-22", "2026-11-22")


def _title() -> str:
    from toolkit.i18n import _  # noqa: PLC0415 - in the language spoken now

    return _("Make a vault")


def _drawn() -> Screen[Any]:
    screen = DrawnScreen(_title())
    screen._phrase = PHRASE
    return screen


class _Door(DoorScreen):
    """As if two vaults lay next to the program."""

    def look(self, last: Path | None) -> DoorScreen.Found:
        assert last is not None
        return self.Found(_FOLDER.parent, (_FOLDER, _FOLDER.with_name("2")))


def _nothing() -> None:
    pass


def over_a_vault(
    make: Callable[[], Screen[Any]], *keys: str
) -> Callable[[Pilot[Any]], Awaitable[None]]:
    """Open a screen while a vault is open."""

    async def open_it(pilot: Pilot[Any]) -> None:
        app: Any = pilot.app
        app.vault = _Quiet(app)
        screen = make()
        await app.push_screen(screen)
        if isinstance(screen, DoorScreen):
            await until(pilot, lambda: screen._vaults)
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause()

    return open_it


_FORM: Final = Form(
    id="casus",
    title="Casus",
    about="Quid acciderit.",
    when="Quando?",
    leave_out=("Nomina amicorum.", "Claves."),
    found=("Lector discit quid videris.",),
    fields=(
        Field("what", "Quid vidisti?", "Satis est breviter."),
        Field("where", "Ubi?"),
    ),
    see=(),
    reviewed=date(2026, 11, 22),
    review_due=date(2027, 5, 22),
    order=1,
)
_FORMS: Final = {_FORM.id: _FORM}


_OTHER_WAYS: Final = ("a", "down", "right", "down", "right", "up", "up")

SCREENS: Final[tuple[tuple[str, Callable[[], Screen[Any]], tuple[str, ...]], ...]] = (
    ("vault-door", lambda: _Door(_nothing), ()),
    ("vault-drawn", _drawn, ()),
    (
        "vault-open",
        lambda: OpenScreen(_FOLDER, _nothing),
        _OTHER_WAYS,
    ),
    ("vault", VaultScreen, ()),
    ("vault-letters", LettersScreen, ()),
    ("vault-bookmarks", lambda: MarksScreen(shelf()), ()),
    ("vault-incidents", lambda: IncidentsScreen(_FORMS), ()),
    ("vault-forms", lambda: IncidentFormsScreen(_FORMS), ()),
    ("vault-before", lambda: BeforeScreen(_FORM), ()),
    ("vault-incident", lambda: IncidentScreen(_FORM, _document().incidents[0]), ()),
    ("vault-destroy", lambda: DestroyScreen(_FOLDER), ()),
)
"""The name of each, what makes it, and what to press there."""
