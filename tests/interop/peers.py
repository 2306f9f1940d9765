"""Others' protocol libraries, in the shape that the lab's messages have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Coroutine


def result(coroutine: Coroutine[Any, Any, Any]) -> Any:
    """What a coroutine gives that never waits for anything."""
    try:
        coroutine.send(None)
    except StopIteration as end:
        return end.value
    raise AssertionError("it waits")


def double_ratchet() -> tuple[Any, dict[str, Any], Any]:
    """python-doubleratchet: its class, its configuration, and its module."""
    library = pytest.importorskip("doubleratchet")
    from_library = pytest.importorskip("doubleratchet.recommended")
    names = ("aead_aes_hmac", "diffie_hellman_ratchet_curve25519", "kdf_hkdf", "kdf_separate_hmacs")
    aead, dh, hkdf, hmacs = (
        pytest.importorskip(f"doubleratchet.recommended.{name}") for name in names
    )
    sha256 = from_library.HashFunction.SHA_256

    def made(base: Any, info: bytes) -> Any:
        body = {
            "_get_hash_function": staticmethod(lambda: sha256),
            "_get_info": staticmethod(lambda: info),
        }
        return type("Configured", (base,), body)

    def associated(given: bytes, header: Any) -> Any:
        numbers = (header.previous_sending_chain_length, header.sending_chain_length)
        return given + header.ratchet_pub + b"".join(each.to_bytes(4, "big") for each in numbers)

    body = {"_build_associated_data": staticmethod(associated)}
    peer = type("Peer", (library.DoubleRatchet,), body)
    configuration = {
        "diffie_hellman_ratchet_class": dh.DiffieHellmanRatchet,
        "root_chain_kdf": made(hkdf.KDF, b"WhisperRatchet"),
        "message_chain_kdf": made(hmacs.KDF, b""),
        "message_chain_constant": b"\x02\x01",
        "dos_protection_threshold": 1000,
        "max_num_skipped_message_keys": 2000,
        "aead": made(aead.AEAD, b"WhisperMessageKeys"),
    }
    return peer, configuration, library
