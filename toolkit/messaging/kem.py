"""Post-quantum key encapsulation: ML-KEM-768 and ML-KEM-1024 (FIPS 203), by the library.

Determinism, said honestly. Key pairs come from a seed (FIPS 203 section 7.1, `d || z`), so they
repeat. Encapsulation (section 7.2) draws 32 bytes `m` inside the library, and the library takes
none from us. So a ciphertext and its secret cannot be made to repeat. A `Tape` keeps what the first
run drew; a run that is given the tape repeats it byte for byte. Without a tape a lesson is the
same in all it teaches, but these bytes and all that is derived from them differ.

A tape holds shared secrets. It is for lessons, whose keys follow from a seed that all can read.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from typing import Final, TypeAlias

from cryptography.hazmat.primitives.asymmetric.mlkem import (
    MLKEM768PrivateKey,
    MLKEM768PublicKey,
    MLKEM1024PrivateKey,
    MLKEM1024PublicKey,
)

from toolkit.errors import RefusedError
from toolkit.messaging.keys import sized

SEED_SIZE: Final = 64
SECRET_SIZE: Final = 32


@dataclass(frozen=True, slots=True)
class Size:
    """One of the parameter sets (FIPS 203 section 8, tables 2 and 3).

    Attributes:
        public: Bytes of an encapsulation key.
        ciphertext: Bytes of a ciphertext.
    """

    public: int
    ciphertext: int


ML_KEM_768: Final = Size(1184, 1088)
ML_KEM_1024: Final = Size(1568, 1568)

_SIZES: Final = {size.public: size for size in (ML_KEM_768, ML_KEM_1024)}


@dataclass(frozen=True, slots=True)
class KemPair:
    """A key pair of ML-KEM.

    Attributes:
        size: Which parameter set.
        seed: `d || z`, 64 bytes.
        public: The encapsulation key.
    """

    size: Size
    seed: bytes = field(repr=False)
    public: bytes


@dataclass(frozen=True, slots=True)
class Encapsulated:
    """What one encapsulation gave.

    Attributes:
        public: SHA-256 of the encapsulation key that it was made for.
        ciphertext: For the owner of the key.
        secret: 32 bytes, which the owner gets from the ciphertext.
    """

    public: bytes
    ciphertext: bytes
    secret: bytes = field(repr=False)


Tape: TypeAlias = tuple[Encapsulated, ...]
"""What was drawn, in the order in which it was drawn."""


def kem_pair(size: Size, seed: bytes) -> KemPair:
    """The key pair of a seed (FIPS 203 section 7.1, ML-KEM.KeyGen_internal).

    Args:
        size: Which parameter set.
        seed: 64 bytes.

    Raises:
        RefusedError: ``"bad-length"``.
    """
    sized(seed, SEED_SIZE)
    return KemPair(size, seed, _loaded(size, seed).public_key().public_bytes_raw())


def decapsulate(own: KemPair, untrusted_ciphertext: bytes) -> bytes:
    """The secret in a ciphertext (FIPS 203 section 7.3), 32 bytes.

    A ciphertext that was changed gives another secret and no error (implicit rejection): that
    something is wrong shows when the first message does not open.

    Raises:
        RefusedError: ``"bad-length"``.
    """
    sized(untrusted_ciphertext, own.size.ciphertext)
    return _loaded(own.size, own.seed).decapsulate(untrusted_ciphertext)


def _loaded(size: Size, seed: bytes) -> MLKEM768PrivateKey | MLKEM1024PrivateKey:
    if size == ML_KEM_768:
        return MLKEM768PrivateKey.from_seed_bytes(seed)
    return MLKEM1024PrivateKey.from_seed_bytes(seed)


class Encapsulator:
    """Encapsulates, and keeps what it drew; or repeats a tape.

    Make one for each step, as with `randomness.seeded`.

    Args:
        tape: What an earlier run drew, or nothing.

    Attributes:
        drawn: All it gave so far.
        fresh: Whether any of it was drawn now, and so repeats in no other run.
    """

    def __init__(self, tape: Tape = ()) -> None:
        self._tape = tape
        self.drawn: Tape = ()
        self.fresh = False

    def __call__(self, untrusted_public: bytes) -> Encapsulated:
        """A secret for the owner of an encapsulation key (FIPS 203 section 7.2).

        Raises:
            RefusedError: ``"bad-length"``, or ``"key-type"`` where the key fails the check of
                section 7.2 (a coefficient that is not below 3329).
        """
        name = sha256(untrusted_public).digest()
        at = len(self.drawn)
        kept = self._tape[at] if at < len(self._tape) else None
        if kept is None or kept.public != name:
            kept = Encapsulated(name, *_encapsulate(untrusted_public))
            self.fresh = True
        self.drawn += (kept,)
        return kept


def _encapsulate(untrusted_public: bytes) -> tuple[bytes, bytes]:
    size = _SIZES.get(len(untrusted_public))
    if size is None:
        wanted = ML_KEM_1024.public
        raise RefusedError("bad-length", got=len(untrusted_public), wanted=wanted)
    kind = MLKEM768PublicKey if size == ML_KEM_768 else MLKEM1024PublicKey
    try:
        secret, ciphertext = kind.from_public_bytes(untrusted_public).encapsulate()
    except ValueError as error:
        raise RefusedError("key-type") from error
    return ciphertext, secret
