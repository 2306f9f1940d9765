"""Everything that a guide or a session plan can name: ``kind:id``."""

from __future__ import annotations

from typing import Final

from toolkit.bundle.session import CHAT, PHOTOS
from toolkit.handbook.shelf import load as handbook
from toolkit.messaging.lessons.shelf import load_all as lessons
from toolkit.messaging.messengers.shelf import load as messengers
from toolkit.threats.shelf import load as library

_OF_LIBRARY: Final = {
    "action": "actions",
    "capability": "capabilities",
    "system": "systems",
    "playbook": "playbooks",
    "checklist": "checklists",
    "helper": "helpers",
    "persona": "personas",
}
"""Where things of each kind stand in the library."""


def known() -> frozenset[str]:
    """All of it.

    Raises:
        ContentError: The library, the lessons or the messengers cannot be read.
    """
    threats = library()
    kinds = {kind: threats.kind(folder) for kind, folder in _OF_LIBRARY.items()}
    kinds["guide"] = handbook().guides
    kinds["lesson"] = lessons()
    kinds["messenger"] = messengers().messengers
    listed = {f"{kind}:{key}" for kind, keys in kinds.items() for key in keys}
    return frozenset(listed | {PHOTOS, CHAT})
