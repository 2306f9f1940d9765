"""Encapsulation of ML-KEM with chosen randomness (FIPS 203 algorithm 17), in plain Python.

The library draws the 32 bytes `m` itself and takes none from anybody. A lesson has to be the same
each time, so here they are given. Slow, and not in constant time: for lessons alone, whose keys
follow from a seed that all can read. Free play uses the library.

Decapsulation, which is the library's, encrypts again and compares all bytes (algorithm 18, line 8).
So what is made here opens there only if every byte of it is as the standard says.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha3_256, sha3_512, shake_128, shake_256
from typing import Final, TypeAlias

from toolkit.errors import RefusedError

_Poly: TypeAlias = list[int]
"""256 coefficients modulo q."""

_N: Final = 256
_Q: Final = 3329
_ZETA: Final = 17
_ETA: Final = 2
"""Both of the parameter sets here have eta1 = eta2 = 2 (FIPS 203 section 8, table 2)."""


@dataclass(frozen=True, slots=True)
class Parameters:
    """A parameter set (FIPS 203 section 8, table 2).

    Attributes:
        k: How many polynomials a vector has.
        du: Bits that are kept of each coefficient of u.
        dv: The same for v.
    """

    k: int
    du: int
    dv: int


OF_SIZE: Final = {1184: Parameters(3, 10, 4), 1568: Parameters(4, 11, 5)}
"""By the size of the encapsulation key in bytes: ML-KEM-768 and ML-KEM-1024."""


def _reversed_bits(number: int) -> int:
    return int(f"{number:07b}"[::-1], 2)


_ZETAS: Final = [pow(_ZETA, _reversed_bits(at), _Q) for at in range(128)]
_GAMMAS: Final = [pow(_ZETA, 2 * _reversed_bits(at) + 1, _Q) for at in range(128)]


def encapsulate(untrusted_public: bytes, randomness: bytes) -> tuple[bytes, bytes]:
    """A ciphertext and its secret (ML-KEM.Encaps_internal, FIPS 203 algorithm 17).

    Args:
        untrusted_public: The encapsulation key, 1,184 or 1,568 bytes.
        randomness: `m`, 32 bytes.

    Raises:
        RefusedError: ``"key-type"`` where a coefficient is not below q (section 7.2).
    """
    secret, coins = _halves(sha3_512(randomness + sha3_256(untrusted_public).digest()).digest())
    return _encrypt(untrusted_public, randomness, coins), secret


def _encrypt(untrusted_public: bytes, message: bytes, coins: bytes) -> bytes:
    """K-PKE.Encrypt (FIPS 203 algorithm 14)."""
    parameters = OF_SIZE[len(untrusted_public)]
    k, du, dv = parameters.k, parameters.du, parameters.dv
    parts, rho = _cut(untrusted_public[:-32], 384), untrusted_public[-32:]
    public = [_numbers(part, 12) for part in parts]
    if any(number >= _Q for poly in public for number in poly):
        raise RefusedError("key-type")
    noise = [_noise(coins, at) for at in range(2 * k + 1)]
    y = [_ntt(poly) for poly in noise[:k]]
    rows = ([_uniform(rho, row, column) for column in range(k)] for row in range(k))
    u = [
        _sum(_inverse_ntt(_product(row, y)), error)
        for row, error in zip(rows, noise[k : 2 * k], strict=True)
    ]
    said = [number * ((_Q + 1) // 2) for number in _numbers(message, 1)]
    v = _sum(_sum(_inverse_ntt(_product(public, y)), noise[-1]), said)
    return b"".join(_compressed(poly, du) for poly in u) + _compressed(v, dv)


def _uniform(rho: bytes, row: int, column: int) -> _Poly:
    """A polynomial of the transposed matrix (SampleNTT, algorithm 7; its order, algorithm 14)."""
    # 448 numbers, of which some 364 are below q: that fewer than 256 are does not happen.
    stream = shake_128(rho + bytes([row, column])).digest(4 * 168)
    return [number for number in _numbers(stream, 12) if number < _Q][:_N]


def _noise(coins: bytes, number: int) -> _Poly:
    """A small polynomial (PRF of section 4.1, SamplePolyCBD of algorithm 8) for eta = 2."""
    stream = shake_256(coins + bytes([number])).digest(64 * _ETA)
    bits = _numbers(stream, 1)
    return [
        (bits[at] + bits[at + 1] - bits[at + 2] - bits[at + 3]) % _Q
        for at in range(0, 4 * _N, 2 * _ETA)
    ]


def _ntt(poly: _Poly) -> _Poly:
    """NTT (algorithm 9)."""
    made, at, length = list(poly), 1, 128
    while length >= 2:
        for start in range(0, _N, 2 * length):
            zeta = _ZETAS[at]
            at += 1
            for low in range(start, start + length):
                turned = zeta * made[low + length] % _Q
                made[low + length] = (made[low] - turned) % _Q
                made[low] = (made[low] + turned) % _Q
        length //= 2
    return made


def _inverse_ntt(poly: _Poly) -> _Poly:
    """The contrary of `_ntt` (algorithm 10); 3303 is 128^-1 modulo q."""
    made, at, length = list(poly), 127, 2
    while length <= 128:
        for start in range(0, _N, 2 * length):
            zeta = _ZETAS[at]
            at -= 1
            for low in range(start, start + length):
                kept = made[low]
                made[low] = (kept + made[low + length]) % _Q
                made[low + length] = zeta * (made[low + length] - kept) % _Q
        length *= 2
    return [number * 3303 % _Q for number in made]


def _product(one: list[_Poly], other: list[_Poly]) -> _Poly:
    """The sum of the products of two vectors (MultiplyNTTs, algorithms 11 and 12)."""
    made = [0] * _N
    for left, right in zip(one, other, strict=True):
        for at, gamma in enumerate(_GAMMAS):
            low, high = 2 * at, 2 * at + 1
            made[low] += left[low] * right[low] + left[high] * right[high] * gamma
            made[high] += left[low] * right[high] + left[high] * right[low]
    return [number % _Q for number in made]


def _sum(one: _Poly, other: _Poly) -> _Poly:
    return [(left + right) % _Q for left, right in zip(one, other, strict=True)]


def _compressed(poly: _Poly, bits: int) -> bytes:
    """Compress (section 4.2.1) and ByteEncode (algorithm 5)."""
    whole = 0
    for at, number in enumerate(poly):
        whole |= (((number << bits) + _Q // 2) // _Q % (1 << bits)) << (bits * at)
    return whole.to_bytes(_N * bits // 8, "little")


def _numbers(packed: bytes, bits: int) -> list[int]:
    """Numbers of so many bits each, the lowest first (ByteDecode, algorithm 6)."""
    mask, made = (1 << bits) - 1, []
    for start in range(0, len(packed), 24):
        part = packed[start : start + 24]
        whole = int.from_bytes(part, "little")
        made += [whole >> at & mask for at in range(0, 8 * len(part), bits)]
    return made


def _cut(packed: bytes, size: int) -> list[bytes]:
    return [packed[at : at + size] for at in range(0, len(packed), size)]


def _halves(packed: bytes) -> tuple[bytes, bytes]:
    return packed[:32], packed[32:]
