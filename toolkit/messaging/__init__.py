"""The protocol lab: how encrypted messengers work, run and attacked for real, as a library.

This is for learning and never for real traffic. Nobody has audited it, Python can neither wipe keys
from memory nor run in constant time, and keys are shown on purpose. The mathematics is that of the
standards each module names, and is checked against published vectors. The messenger around it is
a toy.

The front door is `world`: ``step(state, action) -> (state, events)``. No state ever changes, so an
interface can go back in time. What somebody on the way holds is computed by `watchers` from what
passed by, and told by `telling`. A scenario can stand in a file, see `script`.

Rooms, from the ground up: `keys`, `kem`, `encapsulation`, `kdf`, `xeddsa`; `prekeys`, `handshake`;
`chains`, `ratchet`, `headers`, `pq_ratchet`; `fingerprint`; `sender_keys`, `membership`,
`mls_tree`; `phone`, `linking`, `sealed_sender`, `backup`, `disappearing`; `world` and what it is
made of, with `openly` for what has no end-to-end encryption; `watchers` and `inference`.
"""

from __future__ import annotations

from typing import Final

from toolkit.i18n import N_

DISCLAIMER: Final = N_(
    "Real mathematics, toy product. This is for learning and never for real messages. Nobody has "
    "audited it, and keys are shown on purpose. Python cannot wipe keys from memory. It shows how "
    "messengers work. It does not show that yours protects you."
)
"""Stands on every screen of the lab; pass it through `toolkit.i18n._`."""
