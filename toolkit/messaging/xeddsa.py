"""XEdDSA: signatures by a key that was made for key agreement (XEdDSA and VXEdDSA, rev 1).

The library has no arithmetic on the Edwards curve, so signing is done here in plain Python: slow
and not in constant time. Checking a signature is one conversion and the library's Ed25519.
"""

from __future__ import annotations

from functools import cache
from hashlib import sha512
from typing import TYPE_CHECKING, Final, TypeAlias

from toolkit.errors import RefusedError
from toolkit.messaging import keys

if TYPE_CHECKING:
    from toolkit.messaging.keys import KeyPair

_Point: TypeAlias = tuple[int, int, int, int]
"""Extended coordinates X, Y, Z, T (RFC 8032 section 5.1.4)."""

_P: Final = 2**255 - 19
_Q: Final = 2**252 + 27742317777372353535851937790883648493
_D: Final = -121665 * pow(121666, -1, _P) % _P
_BASE_Y: Final = 4 * pow(5, -1, _P) % _P
_BASE_X: Final = 15112221349535400772501151409588531511454012693041857206046113283949847762202
_BASE: Final = (_BASE_X, _BASE_Y, 1, _BASE_X * _BASE_Y % _P)
_NEUTRAL: Final = (0, 1, 1, 0)

_TOP_BIT: Final = 0x80
_HASH_1: Final = (2**256 - 2).to_bytes(32, "little")
"""hash_1 (rev 1, section 2.5): SHA-512 after the number 2^256 - 1 - 1, so that no two uses meet."""

NONCE_SIZE: Final = 64


def sign(own: KeyPair, message: bytes, nonce: bytes) -> bytes:
    """Sign with a key of X25519 (xeddsa_sign, rev 1 section 3.3).

    Args:
        own: The key pair.
        message: What to sign.
        nonce: Z, 64 random bytes.

    Returns:
        R || s, 64 bytes. The sign of A is always 0.

    Raises:
        RefusedError: ``"bad-length"`` for the nonce.
    """
    keys.sized(nonce, NONCE_SIZE)
    public, scalar = _edwards_pair(own.private)
    secret = scalar.to_bytes(32, "little")
    r = _number(_HASH_1 + secret + message + nonce) % _Q
    commitment = _compressed(_multiplied(r))
    challenge = _number(commitment + public + message) % _Q
    return commitment + ((r + challenge * scalar) % _Q).to_bytes(32, "little")


def verify(public: bytes, message: bytes, signature: bytes) -> None:
    """Check a signature by a key of X25519 (xeddsa_verify, rev 1 section 3.4).

    Args:
        public: The u-coordinate, 32 bytes.
        message: What was signed.
        signature: R || s.

    Raises:
        RefusedError: ``"bad-length"``, ``"key-type"`` for a u that is no coordinate of a point,
            or ``"signature-wrong"``.
    """
    keys.verify(_converted(public, sign=0), message, signature)


def verify_carried(public: bytes, message: bytes, signature: bytes) -> None:
    """As `verify`, for the form in which the sign of A travels in the top bit of s.

    That form is older than the specification, and the published vector is in it. Section 3.4
    refuses it, as s is then too large.

    Raises:
        RefusedError: As `verify`.
    """
    keys.sized(signature, keys.SIGNATURE_SIZE)
    sign = signature[-1] >> 7
    plain = signature[:-1] + bytes([signature[-1] & ~_TOP_BIT])
    keys.verify(_converted(public, sign), message, plain)


def _converted(untrusted_public: bytes, sign: int) -> bytes:
    """convert_mont (rev 1, section 2.3): y = (u - 1) / (u + 1), with a sign for x."""
    u = int.from_bytes(keys.sized(untrusted_public, keys.KEY_SIZE), "little")
    if u >= _P or u + 1 == _P:
        raise RefusedError("key-type")
    y = (u - 1) * pow(u + 1, -1, _P) % _P
    return (y | sign << 255).to_bytes(32, "little")


def _edwards_pair(private: bytes) -> tuple[bytes, int]:
    """calculate_key_pair (rev 1, section 2.3): the point with sign 0, and its scalar."""
    clamped = int.from_bytes(private, "little") & ~7 & (2**254 - 1) | 2**254
    point = _compressed(_multiplied(clamped))
    scalar = clamped % _Q
    if point[-1] & _TOP_BIT:
        scalar = -clamped % _Q
    return point[:-1] + bytes([point[-1] & ~_TOP_BIT]), scalar


def _number(message: bytes) -> int:
    return int.from_bytes(sha512(message).digest(), "little")


def _multiplied(scalar: int) -> _Point:
    """A multiple of the base point: one addition for each four bits of the number."""
    result: _Point = _NEUTRAL
    for row in _multiples():
        result = _added(result, row[scalar & 15])
        scalar >>= 4
    return result


@cache
def _multiples() -> tuple[tuple[_Point, ...], ...]:
    """For each of 64 places of 4 bits: the base point times 0 to 15, times 16 to that place."""
    rows, base = [], _BASE
    for _place in range(64):
        row = [_NEUTRAL]
        for _times in range(15):
            row.append(_added(row[-1], base))
        base = _added(row[-1], base)
        rows.append(tuple(row))
    return tuple(rows)


def _added(one: _Point, other: _Point) -> _Point:
    """Addition in extended coordinates (RFC 8032 section 5.1.4)."""
    x1, y1, z1, t1 = one
    x2, y2, z2, t2 = other
    a = (y1 - x1) * (y2 - x2) % _P
    b = (y1 + x1) * (y2 + x2) % _P
    c = 2 * t1 * t2 * _D % _P
    d = 2 * z1 * z2 % _P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % _P, g * h % _P, f * g % _P, e * h % _P


def _compressed(point: _Point) -> bytes:
    """A point as 32 bytes (RFC 8032 section 5.1.2)."""
    x, y, z, _t = point
    inverse = pow(z, -1, _P)
    return (y * inverse % _P | (x * inverse % _P & 1) << 255).to_bytes(32, "little")
