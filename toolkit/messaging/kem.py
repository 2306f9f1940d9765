"""Post-quantum key encapsulation: ML-KEM-768 and ML-KEM-1024 (FIPS 203), by the library.

Key pairs come from a seed (FIPS 203 section 7.1, `d || z`), so they repeat. For encapsulation
(section 7.2) the library draws 32 bytes `m` and takes none from us. A lesson, in which all has to
repeat, uses `encapsulation`: the same bytes come out as the library would make of that `m`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from cryptography.hazmat.primitives.asymmetric.mlkem import (
    MLKEM768PrivateKey,
    MLKEM768PublicKey,
    MLKEM1024PrivateKey,
    MLKEM1024PublicKey,
)

from toolkit.errors import RefusedError
from toolkit.messaging.encapsulation import encapsulate
from toolkit.messaging.keys import sized

if TYPE_CHECKING:
    from toolkit.messaging.keys import Draw

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
        ciphertext: For the owner of the key.
        secret: 32 bytes, which the owner gets from the ciphertext.
    """

    ciphertext: bytes
    secret: bytes = field(repr=False)


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


@dataclass(frozen=True, slots=True)
class Encapsulator:
    """Makes a secret for the owner of an encapsulation key (FIPS 203 section 7.2).

    Attributes:
        draw: Where `m` comes from, so that all repeats; `None` for the library's own randomness.
    """

    draw: Draw | None = None

    def __call__(self, untrusted_public: bytes) -> Encapsulated:
        """Encapsulate.

        Raises:
            RefusedError: ``"bad-length"``, or ``"key-type"`` where the key fails the check of
                section 7.2 (a coefficient that is not below 3329).
        """
        size = _SIZES.get(len(untrusted_public))
        if size is None:
            wanted = ML_KEM_1024.public
            raise RefusedError("bad-length", got=len(untrusted_public), wanted=wanted)
        if self.draw is not None:
            return Encapsulated(*encapsulate(untrusted_public, self.draw(SECRET_SIZE)))
        kind = MLKEM768PublicKey if size == ML_KEM_768 else MLKEM1024PublicKey
        try:
            secret, ciphertext = kind.from_public_bytes(untrusted_public).encapsulate()
        except ValueError as error:
            raise RefusedError("key-type") from error
        return Encapsulated(ciphertext, secret)
