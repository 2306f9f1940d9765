"""An age file as text that survives a chat or a letter.

Source: C2SP age.md, "ASCII armor"; RFC 7468 section 3, the strict form.
"""

from __future__ import annotations

from base64 import b64encode
from binascii import Error, a2b_base64
from typing import Final

from toolkit.errors import VaultError

_BEGIN: Final = b"-----BEGIN AGE ENCRYPTED FILE-----"
_END: Final = b"-----END AGE ENCRYPTED FILE-----"
_COLUMNS: Final = 64
_BLANK: Final = b" \t\r\n"


def is_armored(content: bytes) -> bool:
    """Whether this is meant to be armor."""
    return content.lstrip(_BLANK).startswith(_BEGIN[:10])


def armored(content: bytes) -> bytes:
    """The text of an age file."""
    text = b64encode(content)
    lines = [text[at : at + _COLUMNS] for at in range(0, len(text), _COLUMNS)]
    return b"\n".join([_BEGIN, *lines, _END, b""])


def unarmored(untrusted_text: bytes) -> bytes:
    """The age file that a text holds.

    Raises:
        VaultError: ``"age-armor"``: something is not as armor is written. One file has one text,
            so nobody can hide anything in it or mark it.
    """
    lines = untrusted_text.strip(_BLANK).replace(b"\r\n", b"\n").split(b"\n")
    if len(lines) < 2 or lines[0] != _BEGIN or lines[-1] != _END:
        raise VaultError("age-armor")
    if len(lines) == 2:
        return b""
    *full, last = lines[1:-1]
    if any(len(line) != _COLUMNS for line in full) or not 0 < len(last) <= _COLUMNS:
        raise VaultError("age-armor")
    text = b"".join((*full, last))
    try:
        content = a2b_base64(text, strict_mode=True)
    except Error as error:
        raise VaultError("age-armor") from error
    if b64encode(content) != text:
        raise VaultError("age-armor")
    return content
