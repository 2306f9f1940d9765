"""The body of an age file: blocks of 64 KiB, each with a tag, the last one marked.

Source: C2SP age.md, "Payload".
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from toolkit.errors import VaultError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import BinaryIO

BLOCK_BYTES: Final = 64 << 10
TAG_BYTES: Final = 16
NONCE_BYTES: Final = 16

_MORE: Final = b"\x00"
_LAST: Final = b"\x01"


def sealed(pieces: Iterable[bytes], file_key: bytes) -> Iterator[bytes]:
    """The payload that holds some pieces, part by part.

    Args:
        pieces: The content, cut in any way.
        file_key: 16 bytes, used for this one file.
    """
    nonce = os.urandom(NONCE_BYTES)
    cipher = _cipher(file_key, nonce)
    yield nonce
    waiting = bytearray()
    block = 0
    for piece in pieces:
        waiting += piece
        # A full block is sealed only when more follows: the last one is marked.
        while len(waiting) > BLOCK_BYTES:
            yield cipher.encrypt(_nonce(block, _MORE), bytes(waiting[:BLOCK_BYTES]), None)
            del waiting[:BLOCK_BYTES]
            block += 1
    yield cipher.encrypt(_nonce(block, _LAST), bytes(waiting), None)


def opened(file: BinaryIO, file_key: bytes) -> Iterator[bytes]:
    """What a payload holds, block by block.

    A block is given only after its tag was checked. That none is missing is known at the end
    alone: until then, nothing may be made of what was given.

    Args:
        file: Read from where the payload begins, to its end.
        file_key: The key of the file.

    Raises:
        VaultError: ``"age-block"`` with the number of the block, the first being 1, or
            ``"age-cut-off"`` where whole blocks are missing at the end.
    """
    nonce = _exactly(file, NONCE_BYTES)
    if len(nonce) < NONCE_BYTES:
        raise VaultError("age-header")
    cipher = _cipher(file_key, nonce)
    block = 0
    part = _exactly(file, BLOCK_BYTES + TAG_BYTES)
    while True:
        following = _exactly(file, BLOCK_BYTES + TAG_BYTES)
        mark = _MORE if following else _LAST
        try:
            content = cipher.decrypt(_nonce(block, mark), part, None)
        except InvalidTag as error:
            cut = not following and _is_whole(cipher, block, part)
            raise (
                VaultError("age-cut-off") if cut else VaultError("age-block", block=block + 1)
            ) from error
        if not content and block:
            raise VaultError("age-block", block=block + 1)
        yield content
        if not following:
            return
        part = following
        block += 1


def _is_whole(cipher: ChaCha20Poly1305, block: int, part: bytes) -> bool:
    """Whether the last part that is there is whole, and was not the last one written."""
    try:
        cipher.decrypt(_nonce(block, _MORE), part, None)
    except InvalidTag:
        return False
    return True


def _exactly(file: BinaryIO, count: int) -> bytes:
    """So many bytes, or fewer where the file ends."""
    content = file.read(count)
    while 0 < len(content) < count:
        more = file.read(count - len(content))
        if not more:
            break
        content += more
    return content


def _cipher(file_key: bytes, nonce: bytes) -> ChaCha20Poly1305:
    return ChaCha20Poly1305(HKDF(SHA256(), 32, nonce, b"payload").derive(file_key))


def _nonce(block: int, mark: bytes) -> bytes:
    return block.to_bytes(11, "big") + mark
