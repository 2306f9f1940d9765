"""The incident log as a person uses it: a form is chosen, filled in, changed, forgotten."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from tests.tui.albums import on, text, until
from tests.tui.vault_places import at_home, press, set_up
from tests.unit import vaults
from toolkit.tui.paper.paper_screen import PaperScreen
from toolkit.tui.vault import flow, letters_kept
from toolkit.tui.vault.incident_forms_screen import BeforeScreen, IncidentFormsScreen
from toolkit.tui.vault.incident_screen import IncidentScreen
from toolkit.tui.vault.incidents_screen import IncidentsScreen
from toolkit.tui.vault.sure_screen import SureScreen
from toolkit.vault import store
from toolkit.vault.document import Incident

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_what_happened_is_written_on_a_form_kept_changed_put_on_paper_and_forgotten(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder = vaults.made(set_up(monkeypatch, tmp_path) / "1", "a text")

    async def run() -> None:
        async with at_home() as pilot:
            app: Any = pilot.app
            app.vault.take(store.open_vault(folder, vaults.PHRASE))
            flow.incidents(app)
            await until(pilot, lambda: isinstance(app.screen, IncidentsScreen))
            await press(pilot, "n")
            on(pilot, IncidentFormsScreen)
            await press(pilot, "down", "enter")
            on(pilot, BeforeScreen)
            shown = " ".join(text(pilot).split())
            assert "Names and addresses of witnesses and helpers" in shown
            assert "Whoever opens this log learns what you saw" in shown
            await press(pilot, "escape", "enter", "enter")
            on(pilot, IncidentScreen)
            assert app.vault.document.incidents == ()
            await press(pilot, *"two", "enter", *"men", "tab", *"here", "up", "up", "up")
            assert app.focused.id == "when"
            await press(pilot, "backspace")
            assert "not kept yet" in text(pilot)
            await until(pilot, lambda: "not kept yet" not in text(pilot))
            assert "Physical incident" in text(pilot).splitlines()[0]
            assert not app.vault.waits
            await press(pilot, "f1")
            assert "Names and addresses of witnesses" in " ".join(text(pilot).split())
            await press(pilot, "escape", "escape")
            on(pilot, IncidentsScreen)
            assert "two" in text(pilot)
            (entry,) = app.vault.document.incidents
            assert entry.fields == {"what": "two\nmen", "where": "here"}
            assert entry.happened == entry.made[:-1]

            await press(pilot, "enter", "!", "escape", "p")
            assert "!two" in text(pilot)
            on(pilot, PaperScreen)
            await press(pilot, "escape", "f")
            on(pilot, SureScreen)
            assert "crime to destroy what may be evidence" in " ".join(text(pilot).split())
            await press(pilot, "1", "f", "2")
            assert app.vault.document.incidents == ()
            await until(pilot, lambda: not app.vault.waits)
            app._stops.stop_everything()

    asyncio.run(run())
    with store.open_vault(folder, vaults.PHRASE) as vault:
        assert vault.document.incidents == ()
        assert len(vault.document.notes) == 1


def test_an_entry_of_a_form_that_nobody_knows_is_shown_and_can_go_into_a_letter() -> None:
    entry = Incident("i1", "strange", "once", "2026-11-22", {"odd": "kept"})
    document = vaults.document("a text")
    document = type(document)(incidents=(entry,))
    assert list(letters_kept.sendable(document)) == [("i1", "strange · once")]
    assert 'odd = "kept"' in letters_kept.text_of(document, "i1")
    assert [field.id for field in IncidentScreen(None, entry)._fields] == ["odd"]
