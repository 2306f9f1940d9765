"""The lab gives, byte for byte, what others published."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, hpke
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from toolkit.errors import RefusedError
from toolkit.messaging import (
    chains,
    fingerprint,
    handshake,
    kdf,
    kem,
    keys,
    mls_labels,
    mls_tree,
    xeddsa,
)
from toolkit.messaging.ratchet import lock, message_keys, unlock

VECTORS: Final = Path(__file__).parents[2].parent / "shared" / "vectors"
ALICE: Final = fingerprint.fingerprint(
    bytes.fromhex("06863bc66d02b40d27b8d49ca7c09e9239236f9d7d25d6fcca5ce13c7064d868"),
    b"+14152222222",
)
BOB: Final = fingerprint.fingerprint(
    bytes.fromhex("f781b6fb32fed9ba1cf2de978d4d5da28dc34046ae814402b5c0dbd96fda907b"),
    b"+14153333333",
)
SCANNABLE: Final = (
    "080112220a201e301a0353dce3dbe7684cb8336e85136cdc0ee96219494ada305d62a7bd61df1a220a20"
    "d62cbf73a11592015b6b9f1682ac306fea3aaf3885b84d12bca631e9d4fb3a4d"
)
SIGNER: Final = bytes.fromhex("ab7e717d4a163b7d9a1d8071dfe9dcf8cdcd1cea3339b6356be84d887e322c64")
SIGNED: Final = bytes.fromhex("05edce9d9c415ca78cb7252e72c2c4a554d3eb29485a0e1d503118d1a82d99fb4a")
SIGNATURE: Final = bytes.fromhex(
    "5de88ca9a89b4a115da79109c67c9c7464a3e4180274f1cb8c63c2984e286dfb"
    "ede82deb9dcd9fae0bfbb821569b3d9001bd8130cd11d486cef047bd60b86e88"
)
LIBXEDDSA: Final = {
    1: "1513a8d28f3fa7ed86d1f9750b10f11f4a80e476457d9b48b3bbf28ddff54d66"
    "411b9168b37b0174393dbc314b17a1bdd994decf810be228f68a135143a5f40a",
    3: "815ed9f52fb19218972d12e1f80adfbc5e6c43891064b9100da3beef730ea3b7"
    "4357c3d7dd17cf309279e080bb8005f0d826194ed729815bb7b27dec38209a05",
}
LOW_ORDER: Final = [
    "0000000000000000000000000000000000000000000000000000000000000000",
    "0100000000000000000000000000000000000000000000000000000000000000",
    "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
    "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
]


def vectors(name: str) -> Any:
    path = VECTORS / name
    if not path.exists():
        pytest.skip(f"the published vectors {name} are not here")
    return json.loads(path.read_text(encoding="utf-8"))


def wycheproof(name: str) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Each test with its group."""
    found = vectors(f"{name}_test.json")
    return [(group, test) for group in found["testGroups"] for test in group["tests"]]


def test_safety_numbers_are_signals() -> None:
    number = fingerprint.safety_number(ALICE, BOB, 1)
    assert number.digits == "300354477692869396892869876765458257569162576843440918079131"
    assert number.scannable.hex() == SCANNABLE
    assert fingerprint.safety_number(BOB, ALICE).digits == number.digits
    assert fingerprint.safety_number(ALICE, BOB, 2).scannable.hex() == "0802" + SCANNABLE[4:]


def test_the_chain_is_signals() -> None:
    seed = bytes.fromhex("8ab72d6f4cc5ac0d387eaf463378ddb28edd07385b1cb01250c715982e7ad48f")
    key, following = chains.chain_step(seed)
    session = chains.answer(bytes(32), keys.pair(bytes(31) + b"\x01"))
    made = message_keys(key, session)
    assert made[:32].hex() == "bf51e9d75e0e31031051f82a2491ffc084fa298b7793bd9db620056febf45217"
    assert made[32:64].hex() == "c6c77d6a73a354337a56435e34607dfe48e3ace14e77314dc6abc172e7a7030b"
    assert following.hex() == "28e8f8fee54b801eef7c5cfb2f17f32c7b334485bbb70fac6ec10342a246d15d"


def test_x3dh_is_signals_from_both_sides() -> None:
    bob = keys.pair(
        bytes.fromhex("4875cc69ddf8ea0719ec947d61081135868d5fd801f02c0225e516df2156605e")
    )
    signed = keys.pair(
        bytes.fromhex("583900131fb727998b7803fe6ac22cc591f342e4e42a8c8d5d78194209b8d253")
    )
    alice = keys.pair(
        bytes.fromhex("9040f0d4e09cf38f6dc7c13779c908c015a1da4fa78737a080eb0a6f4f5f8f58")
    )
    base = keys.pair(
        bytes.fromhex("10ae7c64d1e61cd596b76a0db5012673391cae66edbfcf073b4da80516a47449")
    )
    hers = (
        keys.agree(alice, signed.public),
        keys.agree(base, bob.public),
        keys.agree(base, signed.public),
    )
    his = (
        keys.agree(signed, alice.public),
        keys.agree(bob, base.public),
        keys.agree(signed, base.public),
    )
    for parts in (hers, his):
        chain = handshake.key_material(handshake.X3DH, parts)[32:]
        assert chain.hex() == "ab9be50e5cb22a925446ab90ee5670545f4fd32902459ec274b6ad0ae5d6031a"


def test_a_published_signature_fits_and_no_changed_one_does() -> None:
    xeddsa.verify_carried(SIGNER, SIGNED, SIGNATURE)
    for bit in range(8 * len(SIGNATURE)):
        changed = bytearray(SIGNATURE)
        changed[bit // 8] ^= 1 << (bit % 8)
        with pytest.raises(RefusedError):
            xeddsa.verify_carried(SIGNER, SIGNED, bytes(changed))
    with pytest.raises(RefusedError):  # the specification has no sign in s
        xeddsa.verify(SIGNER, SIGNED, SIGNATURE)


@pytest.mark.parametrize(("key", "signature"), LIBXEDDSA.items())
def test_signatures_are_those_of_libxeddsa(key: int, signature: str) -> None:
    """One key whose point has the sign 0 and one with 1; libxeddsa 1.2 made the signatures."""
    own = keys.pair(bytes([key]) * 32)
    assert xeddsa.sign(own, b"a message", bytes(range(64))).hex() == signature


@pytest.mark.parametrize("seed", range(8))
def test_what_is_signed_here_passes_as_the_specification_says(seed: int) -> None:
    own = keys.pair(kdf.mac(b"seed", bytes([seed])))
    signature = xeddsa.sign(own, b"a message", bytes(64))
    xeddsa.verify(own.public, b"a message", signature)
    with pytest.raises(RefusedError, match="signature-wrong"):
        xeddsa.verify(own.public, b"another", signature)


@pytest.mark.parametrize("key", LOW_ORDER)
def test_a_key_of_low_order_is_refused(key: str) -> None:
    with pytest.raises(RefusedError, match="low-order-key"):
        keys.agree(keys.pair(b"\x42" * 32), bytes.fromhex(key))


def test_wycheproof_x25519() -> None:
    for _group, test in wycheproof("x25519"):
        own = keys.pair(bytes.fromhex(test["private"]))
        if test["shared"] == "00" * 32:
            with pytest.raises(RefusedError, match="low-order-key"):
                keys.agree(own, bytes.fromhex(test["public"]))
        else:
            shared = keys.agree(own, bytes.fromhex(test["public"]))
            assert shared.hex() == test["shared"], test["tcId"]


def test_wycheproof_hkdf() -> None:
    for _group, test in wycheproof("hkdf_sha256"):
        given = [bytes.fromhex(test[name]) for name in ("ikm", "info", "salt")]
        if test["result"] == "valid":
            made = kdf.derive(given[0], given[1], test["size"], given[2] or kdf.NO_SALT)
            assert made.hex() == test["okm"], test["tcId"]
        else:
            with pytest.raises(ValueError, match=r"length|large|derive"):
                kdf.derive(given[0], given[1], test["size"], given[2] or kdf.NO_SALT)


def test_wycheproof_ed25519() -> None:
    for group, test in wycheproof("ed25519"):
        public = bytes.fromhex(group["publicKey"]["pk"])
        given = (public, bytes.fromhex(test["msg"]), bytes.fromhex(test["sig"]))
        if test["result"] == "valid":
            keys.verify(*given)
        else:
            with pytest.raises(RefusedError):
                keys.verify(*given)


@pytest.mark.parametrize(("name", "size"), [("768", kem.ML_KEM_768), ("1024", kem.ML_KEM_1024)])
def test_wycheproof_ml_kem(name: str, size: kem.Size) -> None:
    for _group, test in wycheproof(f"mlkem_{name}"):
        seed, ciphertext = (bytes.fromhex(test[part]) for part in ("seed", "c"))
        if test["result"] != "valid":
            with pytest.raises(RefusedError, match="bad-length"):
                kem.decapsulate(kem.kem_pair(size, seed), ciphertext)
            continue
        own = kem.kem_pair(size, seed)
        assert own.public.hex() == test["ek"], test["tcId"]
        assert kem.decapsulate(own, ciphertext).hex() == test["K"], test["tcId"]


def test_wycheproof_ml_kem_key_pairs() -> None:
    for _group, test in wycheproof("mlkem_768_keygen_seed"):
        own = kem.kem_pair(kem.ML_KEM_768, bytes.fromhex(test["seed"]))
        assert own.public.hex() == test["ek"], test["tcId"]


def test_wycheproof_chacha20_poly1305() -> None:
    count = 0
    for group, test in wycheproof("chacha20_poly1305"):
        key, iv, aad, ct, tag = (
            bytes.fromhex(test[name]) for name in ("key", "iv", "aad", "ct", "tag")
        )
        if group["ivSize"] != 96:
            continue
        count += 1
        if test["result"] == "valid":
            assert ChaCha20Poly1305(key).decrypt(iv, ct + tag, aad).hex() == test["msg"]
        else:
            with pytest.raises(InvalidTag):
                ChaCha20Poly1305(key).decrypt(iv, ct + tag, aad)
    assert count > 300


def test_wycheproof_aes_cbc_as_it_stands_in_a_message() -> None:
    count = 0
    for group, test in wycheproof("aes_cbc_pkcs5"):
        key, iv, msg, ct = (bytes.fromhex(test[name]) for name in ("key", "iv", "msg", "ct"))
        if group["keySize"] != 256:
            continue
        keyed = key + bytes(32) + iv
        sealed = ct + kdf.mac(bytes(32), ct)
        count += 1
        if test["result"] == "valid":
            assert lock(keyed, msg, b"") == sealed
            assert unlock(keyed, sealed, b"") == msg
        else:
            with pytest.raises(RefusedError):
                unlock(keyed, sealed, b"")
    assert count > 50


def test_mls_labels() -> None:
    seen = 0
    for case in vectors("mls-crypto-basics.json"):
        suite = mls_labels.SUITES[case["cipher_suite"]]
        given: dict[str, dict[str, Any]] = {
            part: {
                name: each if name == "label" or isinstance(each, int) else bytes.fromhex(each)
                for name, each in fields.items()
            }
            for part, fields in case.items()
            if isinstance(fields, dict)
        }
        part = given["expand_with_label"]
        args = (part["secret"], part["label"], part["context"], part["length"])
        assert mls_labels.expand_with_label(suite, *args) == part["out"]
        part = given["derive_secret"]
        assert mls_labels.derive_secret(suite, part["secret"], part["label"]) == part["out"]
        part = given["derive_tree_secret"]
        args = (part["secret"], part["label"], part["generation"], part["length"])
        assert mls_labels.derive_tree_secret(suite, *args) == part["out"]
        part = given["ref_hash"]
        assert mls_labels.ref_hash(suite, part["label"], part["value"]) == part["out"]
        seen += 4
        if case["cipher_suite"] in {1, 3}:
            _check_asymmetric(case["cipher_suite"], given)
            seen += 2
    assert seen == 32


def _check_asymmetric(number: int, given: dict[str, dict[str, Any]]) -> None:
    part = given["sign_with_label"]
    content = mls_labels.labelled(part["label"], part["content"])
    assert keys.sign(keys.signing_pair(part["priv"]), content) == part["signature"]
    part = given["encrypt_with_label"]
    aead = hpke.AEAD.AES_128_GCM if number == 1 else hpke.AEAD.CHACHA20_POLY1305
    suite = hpke.Suite(hpke.KEM.X25519, hpke.KDF.HKDF_SHA256, aead)
    private = X25519PrivateKey.from_private_bytes(part["priv"])
    info = mls_labels.labelled(part["label"], part["context"])
    opened = suite.decrypt(part["kem_output"] + part["ciphertext"], private, info=info)
    assert opened == part["plaintext"]


def test_the_secret_tree_of_mls() -> None:
    checked = 0
    for case in vectors("mls-secret-tree.json"):
        suite = mls_labels.SUITES[case["cipher_suite"]]
        data = {name: bytes.fromhex(each) for name, each in case["sender_data"].items()}
        found = mls_tree.sender_data_keys(suite, data["sender_data_secret"], data["ciphertext"])
        assert found == (data["key"], data["nonce"])
        root, size = bytes.fromhex(case["encryption_secret"]), len(case["leaves"])
        for number, wanted in enumerate(case["leaves"]):
            leaf = mls_tree.leaf_ratchets(suite, root, number, size)
            for name, ratchet in (
                ("handshake", leaf.handshake),
                ("application", leaf.application),
            ):
                keys_made = {}
                for _generation in range(1 + max(each["generation"] for each in wanted)):
                    ratchet, made = ratchet.next()  # noqa: PLW2901 - the next of the same ratchet
                    keys_made[made.generation] = made
                for each in wanted:
                    made = keys_made[each["generation"]]
                    assert made.key.hex() == each[f"{name}_key"]
                    assert made.nonce.hex() == each[f"{name}_nonce"]
                    checked += 2
    assert checked > 2000


def test_a_leaf_that_is_not_there_is_refused() -> None:
    suite = mls_labels.CipherSuite(1, hashes.SHA256(), 16)
    for leaf, size in ((8, 8), (-1, 8), (0, 6)):
        with pytest.raises(RefusedError, match="no-such-leaf"):
            mls_tree.leaf_ratchets(suite, bytes(32), leaf, size)
