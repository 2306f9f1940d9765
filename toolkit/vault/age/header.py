"""The head of an age file: for whom it is, each with the key of the file wrapped for them.

Source: C2SP age.md, "Header" and "ABNF definition of file header".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hmac import HMAC
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from toolkit.errors import VaultError
from toolkit.vault.age.encoding import from_unpadded, unpadded

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import BinaryIO

FILE_KEY_BYTES: Final = 16
WRAPPED_BYTES: Final = 32
"""A file key and the tag that guards it."""

MOST_STANZAS: Final = 128
LARGEST_BYTES: Final = 256 << 10
"""A header for 128 people with keys of the largest kind has 220 KB."""

_VERSION: Final = b"age-encryption.org/v1\n"
_FAMILY: Final = b"age-encryption.org/"
_LONGEST_LINE: Final = 4096
_COLUMNS: Final = 64
_MAC_LINE: Final = re.compile(rb"--- ([A-Za-z0-9+/]{43})\n")
_STANZA_LINE: Final = re.compile(rb"-> [\x21-\x7e]+(?: [\x21-\x7e]+)*\n")


@dataclass(frozen=True, slots=True)
class Stanza:
    """The key of a file, wrapped for one recipient.

    Attributes:
        arguments: The kind of recipient, and what that kind needs.
        body: The wrapped key.
    """

    arguments: tuple[str, ...]
    body: bytes

    @property
    def kind(self) -> str:
        """The kind of recipient that it is for."""
        return self.arguments[0]

    def share(self, size: int) -> bytes:
        """What a stanza of a kind with one argument gives beside the wrapped key.

        Args:
            size: How many bytes it has in that kind.

        Raises:
            VaultError: ``"age-header"``.
        """
        if len(self.arguments) != 2 or len(self.body) != WRAPPED_BYTES:
            raise VaultError("age-header")
        share = from_unpadded(self.arguments[1].encode("ascii"))
        if len(share) != size:
            raise VaultError("age-header")
        return share


@dataclass(frozen=True, slots=True)
class Header:
    """A header as it was read; nothing of it is proven until `verify` has been called.

    Attributes:
        stanzas: For whom the file is.
        signed: The bytes that the MAC is over.
        mac: It.
    """

    stanzas: tuple[Stanza, ...]
    signed: bytes
    mac: bytes

    def verify(self, file_key: bytes) -> None:
        """Make sure that nobody without the key of the file wrote this header.

        Raises:
            VaultError: ``"age-mac"``.
        """
        made = _mac(file_key, self.signed)
        try:
            made.verify(self.mac)
        except InvalidSignature as error:
            raise VaultError("age-mac") from error


class Recipient(Protocol):
    """Somebody to encrypt to."""

    def wrap(self, file_key: bytes) -> Stanza:
        """Wrap the key of a file."""


class Identity(Protocol):
    """Somebody who can open what is encrypted to them."""

    def unwrap(self, stanza: Stanza) -> bytes | None:
        """The key of the file, or nothing where this stanza is for somebody else.

        Raises:
            VaultError: ``"age-header"``: it is of this kind, and not built as that kind is.
        """


def written(stanzas: Sequence[Stanza], file_key: bytes) -> bytes:
    """The bytes of a header."""
    signed = _VERSION + b"".join(map(_written, stanzas)) + b"---"
    return signed + b" " + unpadded(_mac(file_key, signed).finalize()) + b"\n"


def read(file: BinaryIO) -> Header:
    """The header at the beginning of a file; the payload comes next in it.

    Raises:
        VaultError: ``"age-version"``, ``"age-header"``, or ``"age-limits"`` where it has more or
            longer parts than an honest one.
    """
    first = file.readline(_LONGEST_LINE)
    if first != _VERSION:
        raise VaultError("age-version" if first.startswith(_FAMILY) else "age-header")
    lines = [first]
    stanzas: list[Stanza] = []
    size = len(first)
    while (line := file.readline(_LONGEST_LINE)).startswith(b"->"):
        taken = [line, *_body_lines(file)]
        size += sum(map(len, taken))
        if len(stanzas) >= MOST_STANZAS or size > LARGEST_BYTES:
            raise VaultError("age-limits")
        stanzas.append(_stanza(taken))
        lines += taken
    end = _MAC_LINE.fullmatch(line)
    if end is None or not stanzas:
        raise VaultError("age-header")
    if len(stanzas) > 1 and any(each.kind == "scrypt" for each in stanzas):
        # Who knows the passphrase could otherwise be sure of less than they think.
        raise VaultError("age-header")
    return Header(tuple(stanzas), b"".join(lines) + b"---", from_unpadded(end[1]))


def _body_lines(file: BinaryIO) -> list[bytes]:
    """The lines of a body: full ones, and a shorter one that may be empty."""
    lines = []
    size = 0
    while True:
        line = file.readline(_COLUMNS + 1)
        if not line.endswith(b"\n"):
            raise VaultError("age-header")
        lines.append(line)
        size += len(line)
        if size > LARGEST_BYTES:
            raise VaultError("age-limits")
        if len(line) <= _COLUMNS:
            return lines


def _stanza(lines: list[bytes]) -> Stanza:
    if not _STANZA_LINE.fullmatch(lines[0]):
        raise VaultError("age-header")
    arguments = lines[0][3:-1].decode("ascii").split(" ")
    body = from_unpadded(b"".join(line[:-1] for line in lines[1:]))
    return Stanza(tuple(arguments), body)


def _written(stanza: Stanza) -> bytes:
    text = unpadded(stanza.body)
    # One more step than there are full lines: the last is shorter, and may be empty.
    parts = [text[at : at + _COLUMNS] for at in range(0, len(text) + 1, _COLUMNS)]
    return b"\n".join([b"-> " + " ".join(stanza.arguments).encode("ascii"), *parts, b""])


def _mac(file_key: bytes, signed: bytes) -> HMAC:
    key = HKDF(SHA256(), 32, b"", b"header").derive(file_key)
    made = HMAC(key, SHA256())
    made.update(signed)
    return made
