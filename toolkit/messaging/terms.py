"""What the terms of formulas mean, for whoever sees them for the first time."""

from __future__ import annotations

from typing import Final

from toolkit.i18n import N_, _

VALUES: Final = {
    "AD": N_("both identity keys: the message opens only between these two"),
    "CK": N_("the key that the next message keys are made from"),
    "CK'": N_("what takes its place"),
    "DH": N_("a secret key here, mixed with an open key from there"),
    "DHr": N_("the newest open key of the other side"),
    "DHs": N_("the newest key of this side"),
    "EK": N_("a key made for this first message"),
    "IK": N_("an identity key: it stays with the phone"),
    "MK": N_("the key of this one message"),
    "N": N_("the number of the message"),
    "RK": N_("the key that each turn of the talk is made from"),
    "SK": N_("the first secret, which both sides come to"),
    "SPK": N_("a key that is signed, and lies at the server"),
    "SS": N_("a secret that computers of later should not find either"),
    "plaintext": N_("what was written, before it is encrypted"),
    "salt": N_("chance, so that the same PIN gives another key each time"),
}
"""By the name of the value; of numbered ones without the number."""

FUNCTIONS: Final = (
    ("FF*32", N_("FF*32 is filling, always the same.")),
    ("HKDF", N_("HKDF mixes secrets into keys.")),
    ("HMAC", N_("HMAC goes one way: nobody gets back what went in.")),
    ("DH(", N_("DH mixes a secret key with an open one.")),
    ("SHA-512", N_("SHA-512 makes a short number of anything, and goes one way.")),
    ("Argon2id", N_("Argon2id is slow on purpose, against those who try.")),
    ("AEAD", N_("AEAD encrypts, and shows whether anything was changed.")),
    ("||", N_("|| puts one behind the other.")),
    ("[", N_("What stands in [ ] is not always there.")),
)
"""What is told of a formula, by what stands in it."""


def meaning(name: str) -> str:
    """What a value is; empty where its name says it."""
    first = name.rstrip("0123456789").removesuffix(".private").partition(" ")[0]
    return _(VALUES[first]) if first in VALUES else ""


def reading(formula: str) -> str:
    """How to read a formula."""
    return " ".join(_(told) for sign, told in FUNCTIONS if sign in formula)
