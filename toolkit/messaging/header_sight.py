"""Where the header of a message stands, and what somebody sees of it who cannot open the message.

Headers in the open are those of Double Ratchet rev 4, section 3.1; whoever carries a message reads
and can change them. Encrypted ones (section 4) look like any other bytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.errors import RefusedError
from toolkit.messaging import handshake, ratchet
from toolkit.messaging.phone import FIRST, FOLLOWING, RatchetKind
from toolkit.messaging.state import UNKNOWN

if TYPE_CHECKING:
    from toolkit.messaging.chains import Header
    from toolkit.messaging.events import Trace


def place(content: bytes) -> slice:
    """Where the header of a message for a pair stands: after what begins a handshake, if it does.

    Args:
        content: The message, as the server has it.

    Raises:
        RefusedError: ``"truncated"`` or ``"malformed"`` where it is no such message.
    """
    if content[:1] == FIRST:
        _initial, message = handshake.decode(content[1:])
        start = len(content) - len(message)
    elif content[:1] == FOLLOWING:
        start = 1
    else:
        raise RefusedError("malformed")
    if len(content) < start + ratchet.HEADER_SIZE:
        raise RefusedError("truncated")
    return slice(start, start + ratchet.HEADER_SIZE)


def header_of(trace: Trace, kind: RatchetKind) -> Header | None:
    """The header of what the server recorded; `None` where it sees none.

    Args:
        trace: An envelope.
        kind: Which ratchet people use.
    """
    if kind is RatchetKind.HIDDEN or trace.sender == UNKNOWN or "/" not in trace.receiver:
        return None
    try:
        return ratchet.decode(trace.content[place(trace.content)])
    except RefusedError:
        return None
