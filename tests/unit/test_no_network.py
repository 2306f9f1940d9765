from __future__ import annotations

import socket

import pytest


def test_the_suite_itself_cannot_reach_the_network() -> None:
    with pytest.raises(AssertionError, match="network"):
        socket.socket()
    with pytest.raises(AssertionError, match="network"):
        socket.create_connection(("localhost", 9))
