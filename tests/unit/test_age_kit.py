"""The age test kit (C2SP CCTV) and Wycheproof: what others published, with the right verdict."""

from __future__ import annotations

import hashlib
import json
import zlib
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from toolkit.errors import VaultError
from toolkit.vault import age
from toolkit.vault.age import armor, header

VECTORS: Final = Path(__file__).parents[2].parent / "shared" / "vectors"
KIT: Final = sorted((VECTORS / "age" / "testdata").glob("*"))
VERDICTS: Final = {
    "age-armor": "armor failure",
    "age-header": "header failure",
    "age-version": "header failure",
    "age-limits": "header failure",
    "age-work-factor": "header failure",
    "age-no-match": "no match",
    "age-mac": "HMAC failure",
    "age-block": "payload failure",
    "age-cut-off": "payload failure",
}

READABLE: Final = [
    path
    for path in KIT
    if not path.read_bytes().startswith((b"expect: header failure", b"expect: armor failure"))
]

needs_kit = pytest.mark.skipif(not KIT, reason="the age test kit is not here")


@dataclass(frozen=True)
class Case:
    expect: str
    payload: str
    armored: bool
    identities: tuple[Any, ...]
    file: bytes


def case(path: Path) -> Case:
    head, _, file = path.read_bytes().partition(b"\n\n")
    lines = [line.split(": ", 1) for line in head.decode().splitlines()]
    facts = {name: value for name, value in lines}  # noqa: C416 - lists of two, not pairs
    identities: list[Any] = []
    for name, value in lines:
        if name == "identity":
            kind = age.HybridIdentity if "-PQ-" in value else age.X25519Identity
            identities.append(kind.read(value))
        elif name == "passphrase":
            identities.append(age.Passphrase(value.encode()))
    file = zlib.decompress(file) if facts.get("compressed") == "zlib" else file
    armored = facts.get("armored") == "yes"
    return Case(facts["expect"], facts.get("payload", ""), armored, tuple(identities), file)


@needs_kit
def test_the_kit_is_whole() -> None:
    assert len(KIT) == 143


@needs_kit
@pytest.mark.parametrize("path", KIT, ids=lambda path: path.name)
def test_each_file_of_the_kit_gets_the_right_verdict(path: Path) -> None:
    given = case(path)
    content = b""
    try:
        file = armor.unarmored(given.file) if given.armored else given.file
        content = age.decrypt(file, given.identities)
        verdict = "success"
    except VaultError as error:
        verdict = VERDICTS[error.code]
    assert verdict == given.expect
    if verdict == "success":
        assert hashlib.sha256(content).hexdigest() == given.payload


@needs_kit
@pytest.mark.parametrize("path", READABLE, ids=lambda path: path.name)
def test_what_can_be_read_of_the_kit_is_written_as_it_was(path: Path) -> None:
    given = case(path)
    file = armor.unarmored(given.file) if given.armored else given.file
    if given.armored:
        assert armor.unarmored(armor.armored(file)) == file
    lines = file.split(b"\n--- ", 1)[0]
    stanzas = header.read(BytesIO(file)).stanzas
    assert header.written(stanzas, bytes(16)).startswith(lines)


def wycheproof(name: str) -> list[Any]:
    path = VECTORS / f"{name}_test.json"
    if not path.exists():
        pytest.skip(f"the published vectors {name} are not here")
    groups = json.loads(path.read_text(encoding="utf-8"))["testGroups"]
    return [{**group, **test} for group in groups for test in group["tests"]]


def test_the_cipher_is_the_one_that_was_published() -> None:
    tried = 0
    for each in wycheproof("chacha20_poly1305"):
        if each["ivSize"] != 96:
            continue
        cipher = ChaCha20Poly1305(bytes.fromhex(each["key"]))
        given = (bytes.fromhex(each["iv"]), bytes.fromhex(each["ct"] + each["tag"]))
        try:
            opened = cipher.decrypt(*given, bytes.fromhex(each["aad"]))
        except InvalidTag:
            assert each["result"] == "invalid", each["tcId"]
        else:
            assert each["result"] != "invalid", each["tcId"]
            assert opened.hex() == each["msg"]
        tried += 1
    assert tried > 200


def test_the_agreement_is_the_one_that_was_published_and_takes_no_shared_zeros() -> None:
    tried = 0
    for each in wycheproof("x25519"):
        private = X25519PrivateKey.from_private_bytes(bytes.fromhex(each["private"]))
        try:
            shared = private.exchange(
                X25519PublicKey.from_public_bytes(bytes.fromhex(each["public"]))
            )
        except ValueError:
            assert set(each["shared"]) == {"0"}, each["tcId"]
        else:
            assert shared.hex() == each["shared"], each["tcId"]
        tried += 1
    assert tried > 500
