"""What to type to read all of a thing."""

from __future__ import annotations

from typing import Final

_VERBS: Final = {
    "handbook": "read",
    "playbooks": "playbook",
    "checklists": "checklist",
    "lessons": "learn",
    "messengers": "messengers",
    "settings": "messengers",
    "training": "training",
}
_ELSE: Final = "threats"


def command(folder: str, key: str) -> str:
    """What to type to read all of a thing.

    Args:
        folder: Its kind.
        key: Its id.
    """
    return f"parasol {_VERBS.get(folder, _ELSE)} {key}"
