"""What a step is done with: how it is called, and how it is opened. All of it is invented."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from toolkit.bundle.session import CHAT, PHOTOS
from toolkit.handbook.model import Kind
from toolkit.handbook.words import FOLDERS, place_of
from toolkit.i18n import N_, _
from toolkit.tui.library import flow as library
from toolkit.tui.library.shelf import Ref

if TYPE_CHECKING:
    from textual.app import App

    from toolkit.tui.library.shelf import Shelf

TEACH: Final = "teach"
"""Of a lesson, not the lesson itself, but how to teach it to a group."""

_WORDS: Final = {
    "action": N_("What to do: {title}"),
    "capability": N_("What watchers can do: {title}"),
    "system": N_("What is known: {title}"),
    "playbook": N_("Playbook: {title}"),
    "checklist": N_("Checklist: {title}"),
    "helper": N_("Who can help: {title}"),
    "guide": N_("Guide: {title}"),
    "lesson": N_("Lesson: {title}"),
    TEACH: N_("How to teach it: {title}"),
    "persona": N_("Practice plan: {title}"),
    "messenger": N_("Messenger: {title}"),
}


def opened_by(use: str) -> tuple[str, ...]:
    """What is offered for what a step names: for a lesson, also how to teach it."""
    kind, _colon, key = use.partition(":")
    return (use, f"{TEACH}:{key}") if kind == "lesson" else (use,)


def told(shelf: Shelf, use: str) -> str:
    """How a thing is called, with its kind."""
    if use == PHOTOS:
        return _("Practice photos, into a folder")
    if use == CHAT:
        return _("Practice chat, in the lab")
    kind, _colon, key = use.partition(":")
    return _(_WORDS[kind]).format(title=_title(shelf, kind, key))


def _title(shelf: Shelf, kind: str, key: str) -> str:
    if kind == "persona":
        return shelf.library.personas[key].name
    return shelf.title(Ref(FOLDERS[Kind.LESSON if kind == TEACH else Kind(kind)], key))


def open_thing(app: App[Any], shelf: Shelf, use: str) -> None:
    """Show what a step is done with.

    Args:
        app: The application.
        shelf: All that is known.
        use: What the step names, or one of `opened_by`.
    """
    folder, key = place_of(use)
    if use == PHOTOS:
        from toolkit.tui.training.folder_screen import photos  # noqa: PLC0415 - only when wanted

        app.push_screen(photos())
    elif use == CHAT:
        from toolkit.tui.training.chat_screen import open_chat  # noqa: PLC0415 - as above

        open_chat(app)
    elif folder:
        library.open_ref(app, shelf, Ref(folder, key))
    elif use.startswith("persona:"):
        from toolkit.tui.training.persona_screen import PersonaScreen  # noqa: PLC0415 - as above

        app.push_screen(PersonaScreen(shelf, key))
    else:
        from toolkit.tui.lessons.flow import open_named  # noqa: PLC0415 - as above

        open_named(app, key, teach=True)
