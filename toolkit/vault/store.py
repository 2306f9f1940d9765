"""A vault: made, opened, kept, closed."""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import Enum
from threading import RLock
from typing import TYPE_CHECKING, Final, Self

from toolkit.errors import VaultError
from toolkit.vault import age, keys, sealing
from toolkit.vault.age import header
from toolkit.vault.content_file import NAME, Found, decrypted, found, head_of
from toolkit.vault.disk import Folder, before_name, told
from toolkit.vault.document import Document, from_json, to_json
from toolkit.vault.lock import NAME as LOCK_NAME
from toolkit.vault.lock import Lock, Seen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path
    from types import TracebackType

    from toolkit.errors import Fact

_HEAD_BYTES: Final = 512
_EMPTY: Final = Document()


class Generation(Enum):
    """Which of two files to open, where two are kept."""

    NEWEST = "newest"
    BEFORE = "before"


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that a person should know when a vault was opened; `telling` has the sentence."""

    code: str
    facts: dict[str, Fact] = field(default_factory=dict)


class Vault:
    """An open vault. Use it in a ``with``, or `close` it.

    Everything that is kept goes through `keep`. It may be called from any thread.

    Attributes:
        folder: Where it lives.
        document: What is kept, as of now.
        revision: How often it was kept.
        saved: When it was kept last: UTC, ISO 8601.
        identities: Who can open it: one, and more while a change of the key is not finished.
        known: Digests of its key files.
        notices: What to tell the person about this opening.
    """

    def __init__(  # noqa: PLR0913 - only this module makes one, from its parts
        self,
        *,
        folder: Folder,
        lock: Lock,
        identity: age.X25519Identity,
        known: Sequence[str],
        content: sealing.Sealed,
        notices: Sequence[Notice],
    ) -> None:
        self.folder = folder
        self.identities: tuple[age.X25519Identity, ...] = (identity,)
        self.known = tuple(known)
        self.document = from_json(content.document)
        self.revision = content.revision
        self.saved = content.saved
        self.notices = tuple(notices)
        self._lock = lock
        self._guard = RLock()
        self._head = b""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def writable(self) -> bool:
        """Whether anything can be kept here."""
        return self._lock.writable

    @property
    def identity(self) -> age.X25519Identity:
        """What opens the vault."""
        return self.identities[0]

    def keep(self, document: Document) -> None:
        """Keep a document in place of the one before.

        Raises:
            VaultError: ``"vault-changed"`` where another program wrote in between, ``"vault-full"``
                or what the disk says. The file on the disk, and `document`, are as they were.
        """
        self.write(document, self.identities, self.known)

    def write(
        self, document: Document, identities: Sequence[age.X25519Identity], known: Sequence[str]
    ) -> None:
        """As `keep`, to other identities: for `rekeying`.

        Args:
            document: What to keep.
            identities: Who can open it from now on.
            known: Digests of the key files that there are from now on.
        """
        with self._guard:
            if not self.writable:
                raise VaultError("vault-read-only")
            self._refuse_if_changed()
            content = sealing.Sealed(to_json(document), self.revision + 1, _now())
            sealed = age.encrypt(
                sealing.seal(content, identities),
                [each.recipient() for each in identities],
                [keys.said(known)],
            )
            try:
                self.folder.replace(NAME, sealed, before_name(NAME))
            except VaultError:
                self._look_again(sealed, content.revision)
                raise
            self._lock.note(identities[-1], Seen(content.revision, content.saved))
            self.document, self.known, self.identities = document, tuple(known), tuple(identities)
            self.revision, self.saved = content.revision, content.saved
            self._head = sealed[:_HEAD_BYTES]

    def came_from(self, raw: bytes) -> None:
        """Remember which bytes on the disk this vault is."""
        self._head = raw[:_HEAD_BYTES]

    def close(self) -> None:
        """Let go of the vault, once nothing is being kept any more. What was not kept is gone."""
        with self._guard:
            self.document = _EMPTY
            self.identities = (age.X25519Identity(bytes(32)),)
            self._lock.writable = False
            self._lock.close()
            self.folder.close()

    def _look_again(self, sealed: bytes, revision: int) -> None:
        """A save that failed at its very end may stand on the disk: it was ours all the same."""
        with contextlib.suppress(VaultError):
            if self.folder.head(NAME, _HEAD_BYTES) == sealed[:_HEAD_BYTES]:
                self._head = sealed[:_HEAD_BYTES]
                self.revision = revision

    def _refuse_if_changed(self) -> None:
        """A stick that was elsewhere, or a folder that is synchronised, may hold newer work."""
        if self.folder.has(NAME) and self.folder.head(NAME, _HEAD_BYTES) != self._head:
            raise VaultError("vault-changed")


def create(
    path: Path,
    phrase: bytes,
    document: Document = _EMPTY,
    factor: int = keys.FACTOR,
    proceed: Callable[[], None] = keys.at_once,
) -> Vault:
    """Make a vault in a folder, which is made where it is not there.

    Args:
        path: The folder.
        phrase: What opens it; see `phrases.as_bytes`.
        document: What it keeps at first.
        factor: Only tests, which have no secrets, take a lower one.
        proceed: Called once the key is derived, before anything is kept; raises to stop.

    Raises:
        VaultError: ``"vault-exists"``, or what the disk says; then nothing of it is there.
    """
    missing: list[Path] = []
    try:
        missing += (each for each in (path, *path.parents) if not each.exists())
        os.makedirs(path, mode=0o700, exist_ok=True)  # noqa: PTH103 - as the rest of the writing
    except OSError as error:
        _take_away(missing)
        raise told(error) from error
    folder = Folder(path)
    try:
        lock = _lock_of_new(folder)
    except BaseException:
        folder.close()
        _take_away(missing)
        raise
    identity = age.X25519Identity.generate()
    try:
        key = keys.wrapped(identity, phrase, factor)
        proceed()
        first = sealing.Sealed(to_json(document), 0, _now())
        vault = Vault(
            folder=folder,
            lock=lock,
            identity=identity,
            known=(keys.digest(key),),
            content=first,
            notices=_standing(folder, lock),
        )
        vault.keep(document)
        folder.replace(keys.NAME, key, None)
    except BaseException:
        with contextlib.suppress(VaultError):  # the stick may be gone
            for name in (*found(folder, NAME), *found(folder, keys.NAME), LOCK_NAME):
                folder.remove(name)
        lock.close()
        folder.close()
        _take_away(missing)
        raise
    return vault


def open_vault(
    path: Path, phrase: bytes, key: Path | None = None, generation: Generation = Generation.NEWEST
) -> Vault:
    """Open a vault.

    Args:
        path: Its folder.
        phrase: Its passphrase, or the one of `key`.
        key: A recovery copy of ``key.age`` that lies elsewhere.
        generation: Which file, where two are kept.

    Raises:
        VaultError: ``"vault-missing"``, ``"vault-in-use"``; ``"key-missing"`` and those of
            `keys.unwrapped`; those of `content_file.decrypted` and `document.from_json`.
    """
    folder = Folder(path)
    try:
        lock = Lock(folder)
    except BaseException:
        folder.close()
        raise
    try:
        return _opened(folder, lock, phrase, key, generation)
    except BaseException:
        lock.close()
        folder.close()
        raise


def _opened(
    folder: Folder, lock: Lock, phrase: bytes, key: Path | None, generation: Generation
) -> Vault:
    names = found(folder, NAME)
    if generation is Generation.BEFORE:
        names = tuple(name for name in names if name == before_name(NAME))
    elif NAME in names:
        names = (NAME,)
    if not names:
        raise VaultError("vault-missing")
    # What a hostile head is refused for costs no reading of what stands behind it.
    known = keys.heard(head_of(folder.begin(names[0], 2 * header.LARGEST_BYTES)))
    files = [Found(name, folder.read(name, sealing.LARGEST_FILE)) for name in names]
    identity, key_name, weak = keys.unlocked(folder, phrase, key, known)
    chosen, content = decrypted(files, identity)
    notices = _standing(folder, lock)
    if weak:
        notices.append(Notice("weak-key"))
    if chosen.name != NAME and generation is Generation.NEWEST:
        notices.append(Notice("recovered"))
        if lock.writable:
            folder.adopt(chosen.name, NAME)
    elif chosen.name != NAME:
        notices.append(Notice("generation-before"))
    if lock.writable and key is None and key_name != keys.NAME:
        folder.adopt(key_name, keys.NAME)
    seen = lock.seen(identity)
    vault = Vault(
        folder=folder,
        lock=lock,
        identity=identity,
        known=known,
        content=content,
        notices=notices,
    )
    if seen is not None and seen.revision > content.revision:
        there: dict[str, Fact] = {"revision": content.revision, "saved": content.saved}
        last: dict[str, Fact] = {"last_revision": seen.revision, "last_saved": seen.saved}
        vault.notices += (Notice("older-revision", there | last),)
        vault.revision = seen.revision  # the next one must not be taken for one that was there
    vault.came_from(folder.head(NAME, _HEAD_BYTES) if folder.has(NAME) else b"")
    return vault


def _take_away(folders: Iterable[Path]) -> None:
    """Remove folders that were made for nothing, the inner ones first."""
    for each in folders:
        with contextlib.suppress(OSError):  # it was not made, or others use it by now
            each.rmdir()


def _lock_of_new(folder: Folder) -> Lock:
    """The lock of a folder that holds no vault yet."""
    if found(folder, NAME) or found(folder, keys.NAME):
        raise VaultError("vault-exists")
    return Lock(folder)


def _standing(folder: Folder, lock: Lock) -> list[Notice]:
    """What holds of the place itself."""
    notices = []
    if not lock.writable:
        notices.append(Notice("read-only"))
    if not lock.held:
        notices.append(Notice("no-lock"))
    if not folder.atomic:
        notices.append(Notice("two-generations"))
    return notices


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
