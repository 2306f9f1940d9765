"""Files of the age format: opened whole or refused, and never let to cost much."""

from __future__ import annotations

import os
import time
from io import BytesIO

import pytest

from tests.environment import ran
from toolkit.errors import VaultError
from toolkit.vault import age
from toolkit.vault.age import armor, header, hybrid, stream
from toolkit.vault.age.encoding import bech32, from_bech32, unpadded

IDENTITY = age.X25519Identity(bytes(range(32)))
OTHER = age.X25519Identity.generate()
HYBRID = age.HybridIdentity(os.urandom(32))
PASSPHRASE = age.Passphrase(b"a passphrase", 1)
BLOCK = 64 << 10


def refused(file: bytes, *identities: header.Identity) -> str:
    with pytest.raises(VaultError) as caught:
        age.decrypt(file, identities or (IDENTITY,))
    return caught.value.code


@pytest.mark.parametrize("size", [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK, 3 * BLOCK + 7])
def test_what_was_encrypted_comes_back(size: int) -> None:
    content = os.urandom(size)
    for to, identity in (
        (IDENTITY.recipient(), IDENTITY),
        (HYBRID.recipient(), HYBRID),
        (PASSPHRASE, PASSPHRASE),
    ):
        assert age.decrypt(age.encrypt(content, [to]), [identity]) == content
    letter = armor.armored(age.encrypt(content, [IDENTITY.recipient()]))
    assert age.decrypt(b"\n " + letter.replace(b"\n", b"\r\n"), [IDENTITY]) == content


def test_everybody_it_is_for_can_open_it_and_nobody_else() -> None:
    file = age.encrypt(b"x", [OTHER.recipient(), IDENTITY.recipient()])
    assert age.decrypt(file, [IDENTITY]) == age.decrypt(file, [OTHER]) == b"x"
    assert refused(file, age.X25519Identity.generate(), HYBRID) == "age-no-match"
    assert refused(age.encrypt(b"x", [PASSPHRASE]), age.Passphrase(b"another")) == "age-no-match"


def test_every_flipped_byte_is_refused() -> None:
    file = age.encrypt(b"a small secret", [IDENTITY.recipient()])
    for at in range(len(file)):
        broken = bytearray(file)
        broken[at] ^= 1
        assert refused(bytes(broken)).startswith("age-"), at


def test_every_truncation_is_refused() -> None:
    file = age.encrypt(b"a small secret", [IDENTITY.recipient()])
    for size in range(len(file)):
        assert refused(file[:size]).startswith("age-"), size


@pytest.mark.parametrize("block", [1, 2, 3])
def test_damage_is_told_by_its_block(block: int) -> None:
    file = bytearray(age.encrypt(bytes(3 * BLOCK), [IDENTITY.recipient()]))
    file[len(file) - (3 - block) * (BLOCK + 16) - 5] ^= 1
    with pytest.raises(VaultError) as caught:
        age.decrypt(bytes(file), [IDENTITY])
    assert (caught.value.code, caught.value.facts) == ("age-block", {"block": block})


def test_missing_blocks_are_told_as_missing() -> None:
    file = age.encrypt(bytes(3 * BLOCK), [IDENTITY.recipient()])
    assert refused(file[: -(BLOCK + 16)]) == "age-cut-off"


def test_more_after_the_end_is_refused() -> None:
    assert refused(age.encrypt(b"x", [IDENTITY.recipient()]) + b"y") == "age-block"


def test_blocks_cannot_change_places() -> None:
    file = age.encrypt(bytes(3 * BLOCK), [IDENTITY.recipient()])
    step = BLOCK + 16
    first = len(file) - 3 * step
    swapped = file[:first] + file[first + step : first + 2 * step] + file[first : first + step]
    assert refused(swapped + file[first + 2 * step :]) == "age-block"


def test_an_empty_block_stands_alone_or_not_at_all() -> None:
    assert age.decrypt(age.encrypt(b"", [IDENTITY.recipient()]), [IDENTITY]) == b""
    key = bytes(16)
    nonce, only, *_ = stream.sealed([b"x" * (BLOCK + 1)], key)
    cipher = stream._cipher(key, nonce)
    empty = cipher.encrypt(stream._nonce(1, b"\x01"), b"", None)
    with pytest.raises(VaultError, match="age-block"):
        list(stream.opened(BytesIO(nonce + only + empty), key))


@pytest.mark.parametrize(
    ("identity", "kind", "size"), [(IDENTITY, "X25519", 32), (HYBRID, "mlkem768x25519", 1120)]
)
def test_a_share_that_gives_everybody_the_same_secret_is_refused(
    identity: header.Identity, kind: str, size: int
) -> None:
    zeros = unpadded(bytes(size)).decode("ascii")
    with pytest.raises(VaultError, match="age-header"):
        identity.unwrap(header.Stanza((kind, zeros), bytes(32)))


def test_a_stanza_for_nobody_cannot_be_added_later() -> None:
    file = age.encrypt(b"x", [IDENTITY.recipient()], [header.Stanza(("grease", "x"), b"")])
    assert age.decrypt(file, [IDENTITY]) == b"x"
    assert refused(file.replace(b"grease x", b"grease y")) == "age-mac"


def test_a_passphrase_stands_alone() -> None:
    stanzas = [PASSPHRASE.wrap(bytes(16)), IDENTITY.recipient().wrap(bytes(16))]
    assert refused(header.written(stanzas, bytes(16)) + bytes(32)) == "age-header"


@pytest.mark.timed
@pytest.mark.parametrize("factor", ["19", "23", "64", "1000000000"])
def test_work_that_would_stop_the_computer_is_refused(factor: str) -> None:
    stanza = header.Stanza(("scrypt", unpadded(bytes(16)).decode(), factor), bytes(32))
    began = time.perf_counter()
    file = header.written([stanza], bytes(16)) + bytes(32)
    assert refused(file, age.Passphrase(b"x")) == "age-work-factor"
    assert time.perf_counter() - began < 0.05


@pytest.mark.parametrize("factor", ["", "0", "01", "+1", "-1", " 1", "1e1", "0x1", "99999999999"])
def test_a_work_factor_is_a_plain_number(factor: str) -> None:
    arguments = ("scrypt", unpadded(bytes(16)).decode(), *factor.split(" "))
    file = header.written([header.Stanza(arguments, bytes(32))], bytes(16)) + bytes(32)
    assert refused(file, age.Passphrase(b"x")) == "age-header"


def test_the_work_factor_is_eighteen_whatever_the_machine_does() -> None:
    stanza = age.Passphrase(b"x").wrap(bytes(16))
    assert stanza.arguments[2] == "18"


HOSTILE = {
    "thousands of stanzas": "b'-> x\\n\\n' * 100_000",
    "thousands that are for us": (
        "(b'-> X25519 ' + b'CQ' * 21 + b'A\\n' + b'A' * 43 + b'\\n') * 50_000"
    ),
    "a body without end": "b'-> x\\n' + (b'A' * 64 + b'\\n') * 500_000",
    "a line without end": "b'-> ' + b'x' * 100_000_000",
    "arguments without end": "b'-> ' + b'x ' * 20_000_000 + b'\\n\\n'",
    "a version without end": "b'x' * 40_000_000",
    "much work": "b'-> scrypt ' + b'A' * 22 + b' 30\\n' + b'A' * 43 + b'\\n'",
}


@pytest.mark.timed
@pytest.mark.parametrize("lines", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_header_costs_little_time_and_memory(lines: str) -> None:
    program = (
        "import io, resource, time\n"
        "from toolkit.errors import VaultError\n"
        "from toolkit.vault import age\n"
        "identity = age.X25519Identity.generate()\n"
        "age.decrypt(age.encrypt(b'', [identity.recipient()]), [identity])\n"
        f"file = b'age-encryption.org/v1\\n' + {lines} + b'--- ' + b'A' * 43 + b'\\n' + bytes(32)\n"
        "stream = io.BytesIO(file)\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "began = time.perf_counter()\n"
        "try:\n"
        "    list(age.decrypt_from(stream, [identity, age.Passphrase(b'x')]))\n"
        "    code = 'opened'\n"
        "except VaultError as error:\n"
        "    code = error.code\n"
        "took = time.perf_counter() - began\n"
        "grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before\n"
        "print(code, took, grown)\n"
    )
    answer = ran(program)
    code, took, grown = answer.stdout.split()
    assert code.startswith("age-")
    assert float(took) < 0.05
    assert int(grown) < 64 << 10


def test_the_most_stanzas_that_are_read_are_all_tried_and_one_more_is_refused() -> None:
    others = [OTHER.recipient()] * (header.MOST_STANZAS - 1)
    file = age.encrypt(b"x", [*others, IDENTITY.recipient()])
    assert age.decrypt(file, [IDENTITY]) == b"x"
    more = age.encrypt(b"x", [*others, OTHER.recipient(), IDENTITY.recipient()])
    assert refused(more) == "age-limits"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "age1",
        "age1qqqqqq",
        IDENTITY.recipient().text().upper(),
        IDENTITY.recipient().text()[:-1],
        IDENTITY.recipient().text().replace("age1", "agf1"),
        IDENTITY.text(),
        "age1" + IDENTITY.recipient().text()[4:].title(),
        bech32("age", bytes(31)),
        bech32("age1pq", bytes(32)),
        "é" * 60,
    ],
)
def test_a_recipient_with_a_wrong_letter_is_refused(text: str) -> None:
    with pytest.raises(VaultError, match="age-key-text"):
        age.recipient(text)


def test_keys_are_spelled_as_others_spell_them() -> None:
    # C2SP age.md, "The X25519 recipient type": the example.
    told = "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX"
    identity = age.X25519Identity.read(told)
    assert identity.text() == told
    recipient = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj"
    assert identity.recipient().text() == recipient
    assert age.recipient(f" {recipient}\n") == identity.recipient()
    assert age.recipient(hybrid.text_of(HYBRID.recipient())) == HYBRID.recipient()
    assert from_bech32(bech32("age", b"")) == ("age", b"")


def test_a_recipient_of_low_order_is_refused() -> None:
    with pytest.raises(VaultError, match="age-key-text"):
        age.encrypt(b"x", [age.X25519Recipient(bytes(32))])


def test_a_secret_is_shown_by_no_repr() -> None:
    for each in (IDENTITY, HYBRID, PASSPHRASE):
        assert IDENTITY.secret.hex() not in repr(each)
        assert "passphrase'" not in repr(each)
        assert repr(each).count("=") <= 1


def test_too_little_memory_is_told() -> None:
    if os.uname().sysname != "Linux":
        pytest.skip("limits of memory are Linux's")
    program = (
        "import resource\n"
        "from toolkit.errors import VaultError\n"
        "from toolkit.vault import age\n"
        "resource.setrlimit(resource.RLIMIT_AS, (200 << 20, 200 << 20))\n"
        "try:\n"
        "    age.Passphrase(b'x').wrap(bytes(16))\n"
        "except VaultError as error:\n"
        "    print(error.code, error.facts['megabytes'])\n"
    )
    answer = ran(program)
    assert answer.stdout.split() == ["age-memory", "256"]
