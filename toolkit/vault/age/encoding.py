"""The two spellings of bytes that the age format uses: base64 without padding, and Bech32.

Sources: C2SP age.md, "Conventions"; RFC 4648 sections 3.5 and 4; BIP 173, of which the limit on
length does not hold for age.
"""

from __future__ import annotations

from base64 import b64encode
from binascii import Error, a2b_base64
from typing import Final

from toolkit.errors import VaultError

_LETTERS: Final = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_VALUES: Final = {letter: value for value, letter in enumerate(_LETTERS)}
_GENERATORS: Final = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_CHECK_LENGTH: Final = 6


def unpadded(content: bytes) -> bytes:
    """Bytes as base64 without ``=``."""
    return b64encode(content).rstrip(b"=")


def from_unpadded(untrusted_text: bytes) -> bytes:
    """Bytes out of base64 without ``=``.

    Raises:
        VaultError: ``"age-header"`` where it is not spelled in the one way that is allowed.
    """
    padding = b"=" * (-len(untrusted_text) % 4)
    try:
        content = a2b_base64(untrusted_text + padding, strict_mode=True)
    except Error as error:
        raise VaultError("age-header") from error
    # Bits that are left over could be anything; only zeros are canonical (RFC 4648 3.5).
    if unpadded(content) != untrusted_text:
        raise VaultError("age-header")
    return content


def bech32(prefix: str, content: bytes) -> str:
    """Bytes in Bech32, in small letters.

    Args:
        prefix: The human-readable part, in small letters.
        content: What it says.
    """
    values = _regrouped(content, 8, 5)
    check = _checksum(prefix, [*values, *bytes(_CHECK_LENGTH)]) ^ 1
    values += [(check >> 5 * (_CHECK_LENGTH - 1 - place)) & 31 for place in range(_CHECK_LENGTH)]
    return prefix + "1" + "".join(_LETTERS[value] for value in values)


def from_bech32(untrusted_text: str) -> tuple[str, bytes]:
    """The human-readable part in small letters, and the bytes.

    Raises:
        VaultError: ``"age-key-text"`` where a letter is wrong, missing or too many.
    """
    text = untrusted_text.lower()
    if untrusted_text not in {text, untrusted_text.upper()}:
        raise VaultError("age-key-text")
    prefix, one, rest = text.rpartition("1")
    values = [_VALUES.get(letter, -1) for letter in rest]
    if not (one and prefix.isascii() and prefix.isprintable()) or -1 in values:
        raise VaultError("age-key-text")
    if len(values) < _CHECK_LENGTH or _checksum(prefix, values) != 1:
        raise VaultError("age-key-text")
    content = bytes(_regrouped(values[:-_CHECK_LENGTH], 5, 8))
    if _regrouped(content, 8, 5) != values[:-_CHECK_LENGTH]:
        raise VaultError("age-key-text")
    return prefix, content


def key_of(untrusted_text: str, prefix: str, size: int) -> bytes:
    """The bytes of a key of one kind from how it is written.

    Args:
        untrusted_text: What somebody gave.
        prefix: Of that kind.
        size: How many bytes such a key has.

    Raises:
        VaultError: ``"age-key-text"``.
    """
    found, key = from_bech32(untrusted_text)
    if found != prefix or len(key) != size:
        raise VaultError("age-key-text")
    return key


def _checksum(prefix: str, values: list[int]) -> int:
    """The remainder that BIP 173 calls polymod, over the prefix and the values."""
    codes = prefix.encode()
    total = 1
    for value in (*(code >> 5 for code in codes), 0, *(code & 31 for code in codes), *values):
        top = total >> 25
        total = (total & 0x1FFFFFF) << 5 ^ value
        for place, generator in enumerate(_GENERATORS):
            if top >> place & 1:
                total ^= generator
    return total


def _regrouped(values: bytes | list[int], width: int, wanted: int) -> list[int]:
    """The same bits in groups of another width.

    What is left over is filled up when bytes are written, and dropped when they are read.
    """
    waiting = held = 0
    grouped = []
    for value in values:
        waiting = (waiting << width | value) & 0xFFFF
        held += width
        while held >= wanted:
            held -= wanted
            grouped.append(waiting >> held & ((1 << wanted) - 1))
    if held and wanted < width:
        grouped.append(waiting << (wanted - held) & ((1 << wanted) - 1))
    return grouped
