"""What is said about a file outside of it: by its name, and by the disk it lies on.

None of it goes with a clean copy: its name is neutral, its time a constant, and it has no notes.
But it goes with an original that is copied, packed or handed over.
"""

from __future__ import annotations

import datetime as dt
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from toolkit.i18n import N_
from toolkit.metadata import file_names
from toolkit.metadata.model import Finding, Harm
from toolkit.neutral import neutral
from toolkit.new_file import MODIFIED

if TYPE_CHECKING:
    from collections.abc import Iterator

# Notes of the system itself, which say nothing about a person.
_SYSTEM: Final = ("security.", "system.", "trusted.")

# Browsers and mail programs write where a file came from: CommonExtendedAttributes of
# freedesktop.org; macOS; the stream Zone.Identifier of Windows as ntfs-3g shows it.
_ORIGINS: Final = frozenset(
    {
        "user.xdg.origin.url",
        "user.xdg.referrer.url",
        "user.xdg.origin.email.subject",
        "user.xdg.origin.email.from",
        "user.xdg.origin.email.message-id",
        "user.com.apple.metadata:kMDItemWhereFroms",
        "com.apple.metadata:kMDItemWhereFroms",
        "user.com.apple.metadata_kMDItemWhereFroms",
        "user.Zone.Identifier",
        "user.com.apple.quarantine",
        "com.apple.quarantine",
    }
)
_ADDRESS: Final = re.compile(rb"(?:https?|ftp|file|data|magnet)://?[\x21-\x7e]{3,2000}")

_NOTES: Final = 100
_VALUE_BYTES: Final = 4096


def read(path: str | os.PathLike[str]) -> tuple[Finding, ...]:
    """What is said about a file by its name, its time and its notes on the disk.

    Args:
        path: The file. A symlink is followed for the notes, its own name is read.

    Returns:
        Findings with `stop` 0. What cannot be read is left out: nothing is raised.
    """
    given = Path(path)
    findings = [*file_names.read(given.name), *_modified(given), *_notes(given)]
    order = {harm: place for place, harm in enumerate(Harm)}
    return tuple(sorted(findings, key=lambda finding: order[finding.harm]))


def _modified(path: Path) -> Iterator[Finding]:
    try:
        seconds = path.stat().st_mtime
        # As the person's own clock shows it.
        moment = dt.datetime.fromtimestamp(int(seconds)).astimezone()
    except (OSError, ValueError, OverflowError):
        return
    if int(seconds) == MODIFIED:
        return
    time = moment.replace(tzinfo=None).isoformat()
    yield Finding(
        Harm.TIME, "modified-time", N_("modification time"), time, 0, 0, facts={"time": time}
    )


def _notes(path: Path) -> Iterator[Finding]:
    """Extended attributes. Systems without them have nothing to tell."""
    if not hasattr(os, "listxattr"):
        return
    try:
        names = os.listxattr(path)
    except (OSError, ValueError):
        return
    for name in names[:_NOTES]:
        if name.startswith(_SYSTEM):
            continue
        try:
            value = os.getxattr(path, name)[:_VALUE_BYTES]
        except OSError:
            continue
        yield _note(name, value)


def _note(name: str, value: bytes) -> Finding:
    shown = neutral(name)
    addresses = [neutral(address) for address in _ADDRESS.findall(value)]
    text = " ".join(dict.fromkeys(addresses)) if addresses else neutral(value.strip(b"\0"))
    if addresses or name in _ORIGINS:
        facts = {"text": text, "name": shown}
        return Finding(Harm.HISTORY, "download-address", shown, text, 0, 0, facts=facts)
    facts = {"name": shown, "text": text}
    return Finding(Harm.UNKNOWN, "extended-attribute", shown, text, 0, 0, facts=facts)
