"""What holds for every test: no network, and how long random tests go on."""

from __future__ import annotations

import os
import socket
from typing import TYPE_CHECKING, NoReturn

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from collections.abc import Iterator

settings.register_profile("quick", max_examples=30, deadline=None)
settings.register_profile("long", max_examples=3_000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))


class NoNetwork(socket.socket):
    """A socket that cannot be made."""

    def __init__(self, *_arguments: object, **_keywords: object) -> None:
        _refuse()


def _refuse(*_arguments: object, **_keywords: object) -> NoReturn:
    raise AssertionError("something reached for the network")


@pytest.fixture(autouse=True, scope="session")
def _no_network() -> Iterator[None]:
    """Nothing leaves this computer: the first promise."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket, "socket", NoNetwork)
        for name in ("create_connection", "create_server", "getaddrinfo", "socketpair"):
            patch.setattr(socket, name, _refuse)
        yield
