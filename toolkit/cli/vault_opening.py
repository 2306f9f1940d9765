"""Finding a vault and opening it, with its progress, and with what has to be told."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final, TypeVar

from toolkit.cli.progress import CLEAR_LINE
from toolkit.cli.telling import shown_path
from toolkit.cli.terminal import errors
from toolkit.errors import NotReadableError, VaultError
from toolkit.i18n import _
from toolkit.vault import places, store
from toolkit.vault.telling import told
from toolkit.vault.waiting import Work

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable
    from pathlib import Path

    from toolkit.vault.store import Vault

_Made = TypeVar("_Made")
_SECONDS_BETWEEN: Final = 0.1


def opened(arguments: argparse.Namespace, phrase: bytes) -> Vault:
    """The vault that the words ask for, open.

    Raises:
        VaultError: As `store.open_vault`.
        NotReadableError: ``"missing"``, where the recovery copy is not there.
    """
    path = chosen(arguments.folder)
    if arguments.key is not None and not arguments.key.exists():
        raise NotReadableError("missing")
    older = getattr(arguments, "older", False)
    generation = store.Generation.BEFORE if older else store.Generation.NEWEST
    vault = waited(lambda: store.open_vault(path, phrase, arguments.key, generation))
    tell_notices(vault)
    return vault


def tell_notices(vault: Vault) -> None:
    """Tell what a person should know about this vault in this place."""
    for notice in vault.notices:
        errors().paragraph(told(notice))


def chosen(folder: Path | None) -> Path:
    """The folder that was named, or the only vault beside the program.

    Raises:
        VaultError: ``"vault-which"`` with how many there are, or ``"vault-missing"``.
    """
    if folder is not None:
        return folder
    beside = places.beside_program()
    there = places.vaults(beside) if beside else ()
    if len(there) > 1:
        names = ", ".join(shown_path(str(each)) for each in there)
        raise VaultError("vault-which", folders=names)
    if not there:
        raise VaultError("vault-none")
    return there[0]


def waited(task: Callable[[], _Made]) -> _Made:
    """What a task that derives a key makes, with its progress where there is a terminal."""
    page = errors()
    if not page.live:
        return task()
    work = Work(task)
    try:
        while not work.future.done():
            line = _("Working out the key: {percent} %").format(percent=int(100 * work.fraction()))
            page.out.write(CLEAR_LINE + line)
            page.out.flush()
            time.sleep(_SECONDS_BETWEEN)
    finally:
        page.out.write(CLEAR_LINE)
        page.out.flush()
    return work.future.result()
