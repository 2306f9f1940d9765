"""Passphrases: six words drawn by chance, and what can honestly be said of any other.

The words are the large list of the EFF; see ``words.LICENSE``.
"""

from __future__ import annotations

import math
import secrets
import unicodedata
from dataclasses import dataclass
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Final

from toolkit.errors import VaultError

WORDS: Final = 6
"""Six words of 7,776 are 77 bits."""

LONGEST_BYTES: Final = 1024
TRIES_PER_SECOND: Final = 1_000_000
"""What a whole hall of machines may try: each try costs 256 MiB and about a second of one core."""

_SHORT: Final = 14
_SECONDS_PER_YEAR: Final = 31_557_600
_LIST: Final = Path(__file__).with_name("words.txt")


class Doubt(Enum):
    """Why a passphrase that a person made up may be guessed. What is no doubt is no praise."""

    SHORT = "short"
    FEW_LETTERS = "few-letters"
    ONE_WORD = "one-word"
    MADE_UP = "made-up"


@dataclass(frozen=True, slots=True)
class Strength:
    """What chance gave a passphrase.

    Attributes:
        bits: Base two logarithm of how many there could have been.
        years: How long `TRIES_PER_SECOND` need on average.
    """

    bits: float
    years: float


def generate() -> str:
    """A new passphrase, drawn by the system's own chance."""
    return " ".join(secrets.choice(words()) for _ in range(WORDS))


def strength() -> Strength:
    """How strong a generated passphrase is."""
    bits = WORDS * math.log2(len(words()))
    return Strength(bits, 2 ** (bits - 1) / TRIES_PER_SECOND / _SECONDS_PER_YEAR)


def doubts(phrase: str) -> tuple[Doubt, ...]:
    """What speaks against a passphrase that a person made up; the last one always holds."""
    found = []
    if len(phrase) < _SHORT:
        found.append(Doubt.SHORT)
    if len(set(phrase.casefold())) < _SHORT // 2:
        found.append(Doubt.FEW_LETTERS)
    if len(phrase.split()) == 1 and phrase.isalpha():
        found.append(Doubt.ONE_WORD)
    return (*found, Doubt.MADE_UP)


def as_bytes(phrase: str) -> bytes:
    """A passphrase as it goes into a key: composed (NFC), as keyboards write it.

    Raises:
        VaultError: ``"phrase-empty"`` or ``"phrase-too-long"``; ``"phrase-unreadable"`` where it
            holds what no keyboard types.
    """
    if not phrase.strip():
        raise VaultError("phrase-empty")
    try:
        content = unicodedata.normalize("NFC", phrase).encode()
    except UnicodeEncodeError as error:
        raise VaultError("phrase-unreadable") from error
    if any(unicodedata.category(letter) == "Cc" for letter in phrase):
        raise VaultError("phrase-unreadable")
    if len(content) > LONGEST_BYTES:
        raise VaultError("phrase-too-long", most=LONGEST_BYTES)
    return content


@cache
def words() -> tuple[str, ...]:
    """The list, 7,776 words."""
    return tuple(_LIST.read_text(encoding="ascii").split())
