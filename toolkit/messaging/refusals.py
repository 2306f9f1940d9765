"""Why the lab refuses something: one code and one sentence for each reason.

A refusal is no fault of the program: it is what a messenger has to do with a message that is not
as it should be. What was refused changed nothing: every function of the lab gives back a new state
or raises, and the state that went in is as it was.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from toolkit.i18n import N_, _

if TYPE_CHECKING:
    from toolkit.errors import Fact, RefusedError

REASONS: Final[dict[str, str]] = {
    # Keys
    "bad-length": N_("This has {got} bytes where {wanted} are needed."),
    "low-order-key": N_(
        "This public key is one of the few that give everybody the same shared secret. "
        "A messenger that takes it gives its key away."
    ),
    "signature-wrong": N_("The signature does not belong to this key and this content."),
    "key-type": N_("This is no public key of a kind that the lab knows."),
    # The handshake
    "kem-missing": N_(
        "The keys from the server lack the post-quantum one, so a computer of later might open "
        "this."
    ),
    "kem-stripped": N_("Somebody took the post-quantum part out of this first message."),
    "kem-unexpected": N_("This first message has a post-quantum part, and none was asked for."),
    "suite-wrong": N_("This first message is of another handshake than this phone uses."),
    "prekey-unknown": N_("This message was made for a key that this phone never had."),
    "one-time-prekey-used": N_(
        "This message was made for a key that is gone. Each is used for one first message."
    ),
    "first-message-replayed": N_("This first message was opened before."),
    "identity-changed": N_(
        "This is another identity key than before. A new phone, or somebody in the middle."
    ),
    # The ratchet
    "damaged": N_("The check of this message failed: it was changed, or made with another key."),
    "truncated": N_("This message is too short to be one."),
    "malformed": N_("This message is not built as messages are."),
    "already-opened": N_("The key of this message was used and deleted. It is a replay."),
    "too-far-ahead": N_(
        "This message claims {number} others before it. At most {limit} are waited for."
    ),
    "cannot-send-yet": N_("There is no key to send with before the first message has come."),
    "header-closed": N_("No key opens the header, which says what key the message needs."),
    "epoch-unknown": N_("This message uses a post-quantum secret that is not known here."),
    "chain-used-up": N_("This phone has counted its messages as far as a counter goes."),
    # Groups
    "not-a-member": N_("{who} is not a member of this group."),
    "sender-key-missing": N_("The key of this sender never came."),
    "membership-unsigned": N_("The change of members carries no signature of an administrator."),
    "membership-old": N_("The list of members does not follow the one that is known."),
    "membership-forged": N_("The change of members was not signed by an administrator."),
    "no-such-leaf": N_("The tree has no leaf with the number {leaf}."),
    # Backups, links
    "backup-closed": N_("This PIN or key does not open the backup."),
    "recovery-key-wrong": N_("A recovery key has {length} letters and digits."),
    "seal-closed": N_("The seal over the sender was made for another key, or was changed."),
    "no-backup": N_("There is no backup of {who}."),
    "first-phone": N_("{device} is the first phone of its account."),
    "too-many-devices": N_("{who} has as many devices as there can be: {limit}."),
    "registration-locked": N_("The number of {who} cannot be registered without the PIN."),
    "link-closed": N_("This linking code does not open what was sent to it."),
    # The world
    "nobody": N_("There is nobody called {who}."),
    "no-packet": N_("There is no packet {packet} on the way."),
    "not-at-server": N_("Packet {packet} is an SMS. It never comes to the server."),
    "header-hidden": N_("The header of packet {packet} is encrypted. There is nothing to aim at."),
    "no-group": N_("There is no group called {group}."),
    "no-network": N_("{who} has no network now."),
    "server-blocked": N_("The network lets nothing of {who} through to the server."),
    "not-with-oneself": N_("{who} cannot do this with themself."),
    "taken": N_("The name {name} is taken."),
    "no-session": N_(
        "{who} has no keys with {to} yet: nobody of them has opened a message of the other."
    ),
    "transport-damaged": N_("The other end of the line noticed that bytes were changed."),
    "number-out-of-range": N_("{name} has to be from {least} to {most}."),
    "middle-needs-new-people": N_("{who} and {to} know keys of each other already."),
    "middle-needs-plain": N_("The middle can stand only between two phones that write by pairs."),
}
"""By the code of the refusal. Placeholders are the facts of an error of that code."""


def reason(error: RefusedError) -> str:
    """Why something was refused, in the person's language."""
    return reason_of(error.code, error.facts)


def reason_of(code: str, facts: dict[str, Fact]) -> str:
    """As `reason`, from what an event keeps of it."""
    return _(REASONS[code]).format_map(facts)
