"""Encapsulation of ML-KEM with chosen randomness (FIPS 203 algorithm 17), in plain Python.

The library draws the 32 bytes `m` itself and takes none from anybody. A lesson has to be the same
each time, so here they are given. Slow, and not in constant time: for lessons alone, whose keys
follow from a seed that all can read. Free play uses the library.

Decapsulation, which is the library's, encrypts again and compares all bytes (algorithm 18, line 8).
So what is made here opens there only if every byte of it is as the standard says.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from hashlib import sha3_256, sha3_512, shake_128, shake_256
from operator import mul
from struct import Struct
from typing import TYPE_CHECKING, Final, TypeAlias

from toolkit.errors import RefusedError

if TYPE_CHECKING:
    from collections.abc import Iterable

_Poly: TypeAlias = list[int]
"""256 coefficients modulo q."""

_Factors: TypeAlias = list[tuple[_Poly, _Poly, _Poly]]
"""See `_factors`."""

_N: Final = 256
_PAIRS: Final = 128
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


_POWERS: Final = [pow(_ZETA, at, _Q) for at in range(_N)]
"""All powers of zeta: the next one is 1 again."""

_ODD: Final = [2 * _reversed_bits(at) + 1 for at in range(_PAIRS)]
_ROOTS: Final = [_POWERS[odd] for odd in _ODD]
"""The numbers at which a polynomial is taken (FIPS 203 section 4.3)."""

_LANES: Final = Struct(f"<{_PAIRS}I")
"""Many numbers in one, each in 32 bits of its own: Python then counts with all of them at once. The
sum of 128 products of two numbers below q fits in 31."""


@cache
def _forward() -> list[int]:
    """For each coefficient (even and odd ones alike): what it adds to each value of its NTT."""
    return [
        int.from_bytes(_LANES.pack(*(_POWERS[odd * at % _N] for odd in _ODD)), "little")
        for at in range(_PAIRS)
    ]


@cache
def _backward() -> list[int]:
    """For each value of an NTT: what it adds to each coefficient."""
    part = pow(_PAIRS, -1, _Q)
    adds = [[_POWERS[-odd * at % _N] * part % _Q for at in range(_PAIRS)] for odd in _ODD]
    return [int.from_bytes(_LANES.pack(*each), "little") for each in adds]


_SMALL: Final = [
    tuple(((four & 1) + (four >> 1 & 1) - (four >> 2 & 1) - (four >> 3)) % _Q for four in halves)
    for halves in ((byte & 15, byte >> 4) for byte in range(256))
]
"""For each byte the two small coefficients in it (SamplePolyCBD, algorithm 8, for eta = 2)."""


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
    public = [_twelves(part) for part in parts]
    if any(number >= _Q for poly in public for number in poly):
        raise RefusedError("key-type")
    noise = [_noise(coins, at) for at in range(2 * k + 1)]
    y = _factors([_transformed(poly, _forward()) for poly in noise[:k]])
    rows = ([_uniform(rho, row, column) for column in range(k)] for row in range(k))
    u = [
        _sum(_transformed(_product(row, y), _backward()), error)
        for row, error in zip(rows, noise[k : 2 * k], strict=True)
    ]
    said = [(byte >> at & 1) * ((_Q + 1) // 2) for byte in message for at in range(8)]
    v = _sum(_sum(_transformed(_product(public, y), _backward()), noise[-1]), said)
    return b"".join(_compressed(poly, du) for poly in u) + _compressed(v, dv)


def _uniform(rho: bytes, row: int, column: int) -> _Poly:
    """A polynomial of the transposed matrix (SampleNTT, algorithm 7; its order, algorithm 14)."""
    # 448 numbers, of which some 364 are below q: that fewer than 256 are does not happen.
    stream = shake_128(rho + bytes([row, column])).digest(4 * 168)
    return [number for number in _twelves(stream) if number < _Q][:_N]


def _noise(coins: bytes, number: int) -> _Poly:
    """A small polynomial (PRF of section 4.1, SamplePolyCBD of algorithm 8) for eta = 2."""
    stream = shake_256(coins + bytes([number])).digest(64 * _ETA)
    return [small for byte in stream for small in _SMALL[byte]]


def _transformed(poly: _Poly, table: list[int]) -> _Poly:
    """NTT (algorithm 9) or its contrary (algorithm 10), as the linear map that either is.

    Args:
        poly: What is transformed; what stands at even places is apart from what stands at odd ones.
        table: `_forward` or `_backward`.
    """
    made = [0] * _N
    for odd in (0, 1):
        lanes = sum(map(mul, poly[odd::2], table)).to_bytes(_LANES.size, "little")
        made[odd::2] = [number % _Q for number in _LANES.unpack(lanes)]
    return made


def _factors(vector: list[_Poly]) -> _Factors:
    """Even places, odd places, and odd ones times their roots: what each product needs."""
    return [
        (
            poly[::2],
            poly[1::2],
            [high * root % _Q for high, root in zip(poly[1::2], _ROOTS, strict=True)],
        )
        for poly in vector
    ]


def _product(one: list[_Poly], other: _Factors) -> _Poly:
    """The sum of the products of two vectors (MultiplyNTTs, algorithms 11 and 12)."""
    low: list[Iterable[int]] = []
    high: list[Iterable[int]] = []
    for poly, (even, odd, turned) in zip(one, other, strict=True):
        low += map(mul, poly[::2], even), map(mul, poly[1::2], turned)
        high += map(mul, poly[::2], odd), map(mul, poly[1::2], even)
    made = [0] * _N
    made[::2] = [sum(each) % _Q for each in zip(*low, strict=True)]
    made[1::2] = [sum(each) % _Q for each in zip(*high, strict=True)]
    return made


def _sum(one: _Poly, other: _Poly) -> _Poly:
    return [(left + right) % _Q for left, right in zip(one, other, strict=True)]


def _compressed(poly: _Poly, bits: int) -> bytes:
    """Compress (section 4.2.1) and ByteEncode (algorithm 5): eight numbers fill whole bytes."""
    mask, half = (1 << bits) - 1, _Q // 2
    kept = [((number << bits) + half) // _Q & mask for number in poly]
    return b"".join(
        sum(number << bits * at for at, number in enumerate(kept[start : start + 8])).to_bytes(
            bits, "little"
        )
        for start in range(0, _N, 8)
    )


def _twelves(packed: bytes) -> list[int]:
    """Numbers of 12 bits each, the lowest first, two in three bytes (ByteDecode, algorithm 6)."""
    threes = zip(packed[::3], packed[1::3], packed[2::3], strict=True)
    return [
        number
        for one, two, three in threes
        for number in (one | (two & 15) << 8, two >> 4 | three << 4)
    ]


def _cut(packed: bytes, size: int) -> list[bytes]:
    return [packed[at : at + size] for at in range(0, len(packed), size)]


def _halves(packed: bytes) -> tuple[bytes, bytes]:
    return packed[:32], packed[32:]
