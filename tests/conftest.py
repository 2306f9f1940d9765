"""What holds for every test: no network, bounds for random tests, little looking for garbage."""

from __future__ import annotations

import gc
import os
import socket
from typing import TYPE_CHECKING, Any, Final, NoReturn

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from collections.abc import Iterator

settings.register_profile("quick", max_examples=30, deadline=None)
settings.register_profile("long", max_examples=3_000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))


# Ten thousand tests are a million objects that stay. Looking through them for garbage, again and
# again, took two fifths of the time of all tests.
gc.disable()


def pytest_collection_finish() -> None:
    """What is there now is no garbage. From here on, it is looked for seldom."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)
    gc.enable()


_OF_A_PAIR: Final = 4
"""What an end of a pair is made from: family, type, protocol, and a descriptor that is open."""


class NoNetwork(socket.socket):
    """A socket that cannot be made; only the two ends of a pair, by which asyncio wakes itself."""

    def __init__(self, *given: Any, **named: object) -> None:
        if named or len(given) != _OF_A_PAIR or given[0] != socket.AF_UNIX:
            _refuse()
        super().__init__(*given)


def _refuse(*_arguments: object, **_keywords: object) -> NoReturn:
    raise AssertionError("something reached for the network")


@pytest.fixture(autouse=True, scope="session")
def _no_network() -> Iterator[None]:
    """Nothing leaves this computer: the first promise."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket, "socket", NoNetwork)
        for name in ("create_connection", "create_server", "getaddrinfo"):
            patch.setattr(socket, name, _refuse)
        yield
