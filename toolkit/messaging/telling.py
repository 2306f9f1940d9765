"""Events in words: what happened, and why, with the formula. The values are the event's own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from toolkit.i18n import N_, _
from toolkit.messaging.names import called
from toolkit.messaging.refusals import reason_of
from toolkit.messaging.state import SERVER

if TYPE_CHECKING:
    from toolkit.messaging.events import Event, Value

WHAT: Final = {
    "account-made": N_("{who} has an account and a phone."),
    "keys-asked": N_("{who} asks the server for the keys of {to}."),
    "keys-asked-unnamed": N_("{who} asks for the keys of {to}, without saying who asks."),
    "handshake-begun": N_("{who} computes a first secret with {to}, who may be asleep."),
    "handshake-answered": N_("{who} computes the same secret from the first message of {to}."),
    "sealed": N_("{who} encrypts {said} bytes for {to}; they become {size} bytes."),
    "packet-sent": N_("Packet {packet} leaves {source} for {destination}: {size} bytes."),
    "server-got": N_("The server gets {size} bytes from {who} for {to}."),
    "server-got-unnamed": N_("The server gets {size} bytes for {to}, and is not told from whom."),
    "receipt-sent": N_("The app of {who} tells {to} that message {message} came."),
    "receipt-got": N_("{who} learns that {to} got message {message}."),
    "push-sent": N_("The push provider wakes up {to}."),
    "mailbox-holds": N_("The server keeps {count} for {to}, who has no network."),
    "opened": N_("{who} opens a message from {to}."),
    "shown": N_("{who} shows message {message} from {to}."),
    "sms-sent": N_("{who} sends an SMS to {to}: {size} bytes."),
    "sms-held": N_("The phone company keeps an SMS for {to}."),
    "cloud-sent": N_("{who} writes to {to} in a cloud chat: {size} bytes."),
    "cloud-kept": N_("The server opens what {who} wrote to {to}, and keeps it."),
    "refused": N_("{by} refuses: {reason}"),
    "identity-changed": N_("{who} notices that {to} has another identity key than before."),
    "waits-for-key": N_("{who} has a message of {to} in {group} and no key for it."),
    "group-made": N_("{who} makes the group {group} with {members} members."),
    "member-added": N_("{who} adds {member} to {group}."),
    "member-removed": N_("{who} removes {member} from {group}."),
    "keys-renewed": N_("{who} throws the keys for {group} away, and will make new ones."),
    "epoch-begun": N_("{who} makes new keys for {group}, round {epoch}. Phones in it: {leaves}."),
    "tree-sealed": N_("{who} encrypts once for all of {group}: {size} bytes."),
    "sender-key-given": N_("{who} gives {to} the key to what {who} writes in {group}."),
    "group-sealed": N_("{who} encrypts once for all of {group}: {size} bytes."),
    "group-opened": N_("{who} opens a message of {to} in {group}."),
    "phone-linked": N_("{device} is now a device of {who}."),
    "history-handed-over": N_("Texts that go from {who} to {device}: {texts}."),
    "device-unlinked": N_("{who} takes {device} off the account."),
    "number-locked": N_("{who} sets a PIN without which nobody registers the number anew."),
    "account-taken": N_("Somebody else registers the number of {who}, with a code from an SMS."),
    "app-old": N_("{who} uses an old app, from before post-quantum keys."),
    "keeps-all": N_("{who} uses an app that keeps what should vanish."),
    "spied-on": N_("Something on the phone of {who} reads the screen from now on."),
    "screen-read": N_("What stands on the screen of {who} is read."),
    "backup-opened": N_("Whoever stores the backup of {who} opens it, after {tried} tries."),
    "backup-closed": N_("Whoever stores the backup of {who} tries {tried} secrets. None fits."),
    "backup-closed-key": N_("Whoever stores the backup of {who} tries {tried} keys. None fits."),
    "phone-new": N_("{who} begins anew on a new phone."),
    "change-accepted": N_("{who} goes on, although the number of {to} has changed."),
    "keys-swapped": N_("The server will give {who} and {to} keys of its own."),
    "keys-forged": N_("The server makes {tries} keys until {digits} digits fit on both phones."),
    "middle-read": N_("The server opens what {who} wrote to {to}, and encrypts it again."),
    "kem-taken-out": N_("The server leaves the post-quantum key of {who} out."),
    "ghost-added": N_("The server writes {name} into its list of members of {group}."),
    "phone-seized": N_(
        "Somebody takes a device: {who}. Messages on it: {texts}. Talks that it has keys for: "
        "{sessions}."
    ),
    "backup-made-pin": N_("{who} makes a backup under a PIN. Messages in it: {texts}."),
    "backup-made-key": N_("{who} makes a backup under a long key. Messages in it: {texts}."),
    "numbers-same": N_("{who} and {to} compare all 60 digits. They are the same."),
    "numbers-begin-alike": N_("{who} and {to} compare {digits} digits. These are the same."),
    "numbers-differ": N_("{who} and {to} compare {digits} digits. They differ."),
    "gone-offline": N_("{who} has no network."),
    "back-online": N_("{who} has network again; {count} wait."),
    "network-blocks": N_("The network blocks the server for {who}."),
    "proxy-used": N_("{who} reaches the server through a proxy."),
    "sent-near": N_("{who} sends {size} bytes by radio, as {address}. They are for {to}."),
    "stands": N_("{who} is {x} metres to the east and {y} to the north."),
    "receiver-put-up": N_("A receiver, {name}, is {x} metres to the east and {y} to the north."),
    "radio-not-heard": N_("{to} is too far away to hear the radio of {who}."),
    "passed-on-near": N_("{who} passes it on by radio, as {address}."),
    "timer-set": N_("What {who} writes to {to} shall vanish after {seconds} seconds."),
    "copies-gone": N_("Message {message}: {gone} copies are deleted, {left} stay."),
    "screenshot-taken": N_("{who} takes a picture of message {message}."),
    "time-passed": N_("{seconds} seconds go by."),
    "dropped": N_("Packet {packet} never arrives."),
    "delayed": N_("Packet {packet} is held back for {seconds} seconds."),
    "replayed": N_("Packet {packet} is sent once more, as packet {again}."),
    "flipped": N_("Bit {bit} of packet {packet} is changed by {by}."),
    "headers-swapped": N_("Packets {packet} and {other} get the header of each other."),
    "renumbered": N_("Packet {packet} now claims to be message {number}."),
    "cut": N_("Packet {packet} is cut to {size} bytes."),
}
"""What happened, by the code of the event."""

_IMPOSSIBLE: Final = N_("This cannot be done: {reason}")
"""What is told where nobody refuses."""

_NOT_REFUSED: Final = frozenset({"no-network", "server-blocked", "registration-locked"})
"""What nobody refuses: it cannot be done."""

_NAMED: Final = ("who", "to", "source", "destination", "device", "name", "by")
"""Facts that name a phone, a person or a place."""

WHY: Final = {
    "account-made": N_(
        "The phone makes an identity key, which stays on it. At the server it leaves keys for "
        "first messages, each used once: {one_time}."
    ),
    "keys-asked": N_(
        "So {who} can write while {to} is off. The server sees who asks for whom, and still has "
        "keys for first messages: {left}."
    ),
    "keys-asked-unnamed": N_(
        "The server sees for whom it is asked, and still has keys for first messages: {left}."
    ),
    "handshake-begun": N_(
        "It mixes secret keys of {who} with open keys of {to}. Whoever only looks on has no secret "
        "key of either, so cannot."
    ),
    "handshake-answered": N_(
        "The key for first messages that was used is deleted now, so nobody can do this again."
    ),
    "sealed": N_("Each message has its own key, deleted after use. No later key leads back to it."),
    "packet-sent": N_("The line is encrypted once more. Its ends, size and time are not."),
    "server-got": N_("It needs to know for whom it is. What it says needs a key it lacks."),
    "server-got-unnamed": N_(
        "A seal is over the sender, for {to} alone. The line it came on still has an address."
    ),
    "receipt-sent": N_("It does so by itself, at once. That moment says who answers whom."),
    "receipt-got": N_("It came as any other message comes."),
    "push-sent": N_("A sleeping phone must be woken. Who wakes it learns when it gets something."),
    "mailbox-holds": N_("It waits until the phone is back. Until then it is one more copy."),
    "opened": N_("Whoever lacks its key has changed nothing in it. The key is deleted now."),
    "shown": N_("Now the text is on the phone. No encryption protects it from who holds that."),
    "sms-sent": N_("The phone company carries it as it is. Whoever runs the lines reads it."),
    "sms-held": N_("{to} has no network. Until then it lies there as text."),
    "cloud-sent": N_("The line is encrypted as far as the server. It has the key."),
    "cloud-kept": N_("There it is text. It stays as long as the server wants."),
    "refused": N_("What did not pass a check changes nothing. All keys are as they were."),
    "identity-changed": N_("A new phone does this. Somebody in the middle does it too."),
    "waits-for-key": N_("Without that key it is only bytes. It waits for the key."),
    "group-made": N_("The server keeps the list. Nobody signs it."),
    "member-added": N_("Every phone checks the change. Then it gives its key to the new one."),
    "member-removed": N_(
        "{member} still has the keys of all others. So each makes a new one before writing again."
    ),
    "keys-renewed": N_("Whoever stole the old ones opens nothing that comes after."),
    "epoch-begun": N_(
        "A new secret for all who are in now, and for nobody else. Each message gets a key from it."
    ),
    "tree-sealed": N_(
        "The key comes from this phone’s own part of the secret, and is then gone. Who wrote is "
        "hidden too."
    ),
    "sender-key-given": N_(
        "It goes encrypted, as a message between the two. It opens what {who} writes from now on."
    ),
    "group-sealed": N_("One message serves everybody. So one stolen key opens it too."),
    "group-opened": N_("The signature shows which member wrote. The next message has another key."),
    "phone-linked": N_(
        "The identity key went to whoever showed the code. The safety number stays the same."
    ),
    "history-handed-over": N_("They are on one more device now, and no key guards them there."),
    "device-unlinked": N_("Nothing more comes to it. What it has it keeps, the identity key too."),
    "number-locked": N_("A code from an SMS alone is not enough any more. The PIN is needed too."),
    "account-taken": N_(
        "The new phone has new keys and no old texts. Others see that the number changed."
    ),
    "app-old": N_("Its first secret comes from the older kind of keys alone."),
    "keeps-all": N_("A timer asks the other app to delete. Nothing makes it."),
    "spied-on": N_("It needs no key. No message and no number changes, so no phone can warn."),
    "screen-read": N_("Encryption ends on the phone: there a person has to read it."),
    "backup-opened": N_("Nobody counts the tries of somebody who has the file."),
    "backup-closed": N_("Each try costs time and memory, and little of both. They can go on."),
    "backup-closed-key": N_("There are more such keys than anybody can ever try."),
    "phone-new": N_("It has a new identity key and no old texts. Others see a changed number."),
    "change-accepted": N_("What was compared counts no more. Compare again before you rely on it."),
    "keys-swapped": N_("Neither can tell by the messages. Only comparing safety numbers shows it."),
    "keys-forged": N_("It chooses both keys, so it needs few tries. For all 60 digits none do."),
    "middle-read": N_("It has real keys with each of the two. Both see the same padlock as ever."),
    "kem-taken-out": N_("A phone that made do with less could be read later. This one refuses."),
    "ghost-added": N_("Where nobody signs the list, phones believe it. They give the ghost keys."),
    "phone-seized": N_("All on it is read. Keys that were deleted are not on it."),
    "backup-made-pin": N_(
        "A PIN of four digits has 10,000 values. Whoever has the file tries all."
    ),
    "backup-made-key": N_("64 characters are too many to try. Losing them loses the backup."),
    "numbers-same": N_(
        "The number is made from both identity keys: no server key stands between. "
        "A linked device does not show in it."
    ),
    "numbers-begin-alike": N_(
        "Keys that fit so far can be made: about {tries} tries. Read all 60."
    ),
    "numbers-differ": N_("The two phones know different keys. Somebody may stand between them."),
    "gone-offline": N_("What is sent waits at the server. The sender may not notice."),
    "back-online": N_("What waited comes now. It opens in any order."),
    "network-blocks": N_("It knows the address of the server. SMS and calls go another way."),
    "proxy-used": N_("The network sees another address now. It still sees when and how much."),
    "sent-near": N_("All who are near get the bytes. Only {to} has the key."),
    "stands": N_("A radio reaches some tens of metres. So it matters who is near."),
    "receiver-put-up": N_("It notes every radio that it hears, and how strong."),
    "radio-not-heard": N_("Nobody else passes it on. So here it ends, and nobody is told."),
    "passed-on-near": N_("It cannot read it. But now this phone is heard too."),
    "timer-set": N_("It is a request to the other app. Nothing forces anybody to keep it."),
    "copies-gone": N_("The apps kept the request. Other copies are not in their hands."),
    "screenshot-taken": N_("A picture is not a message. The timer does not reach it."),
    "time-passed": N_("Clocks go on. Timers are counted from when a message was sent or opened."),
    "dropped": N_("Nobody can stop the network from this. The next message opens without it."),
    "delayed": N_("Others overtake it. Its key is kept until it comes."),
    "replayed": N_("Whoever recorded it can do this. The key it needs is gone."),
    "flipped": N_("Without the key nobody can make the check fit. So it will not open."),
    "headers-swapped": N_(
        "A header says which key opens a message. It is checked too, so neither will open."
    ),
    "renumbered": N_("A phone that believed it would compute for hours. It refuses at once."),
    "cut": N_("The check at its end is gone. So it will not open."),
}
"""Why, in up to two sentences."""

_SIGNED: Final = N_("The server keeps the list. An administrator signs it.")
"""Why a group is made so whose members somebody signs."""

FORMULAS: Final = {
    "handshake-begun": "SK = HKDF(FF*32 || DH1 || DH2 || DH3 [|| DH4] [|| SS])",
    "handshake-answered": "SK = HKDF(FF*32 || DH1 || DH2 || DH3 [|| DH4] [|| SS])",
    "sealed": "MK = HMAC(CK, 01); CK' = HMAC(CK, 02)",
    "opened": "RK, CK = HKDF(RK, DH(DHs, DHr))",
    "group-sealed": 'IV || key = HKDF(HMAC(CK, 01), "WhisperGroup")',
    "epoch-begun": 'secret of a child = ExpandWithLabel(secret, "tree", "left" or "right")',
    "tree-sealed": 'key, nonce = DeriveTreeSecret(leaf secret, "key" and "nonce", generation)',
    "phone-linked": "sealed = AEAD(HKDF(DH(new, code)), IK)",
    "backup-made-pin": "key = Argon2id(PIN, salt)",
    "backup-opened": "key = Argon2id(PIN, salt)",
    "backup-closed": "key = Argon2id(PIN, salt)",
    "backup-closed-key": "key = HKDF(64 characters, salt)",
    "backup-made-key": "key = HKDF(64 characters, salt)",
    "numbers-same": "digits = SHA-512 repeated 5200 times over IK",
    "numbers-begin-alike": "digits = SHA-512 repeated 5200 times over IK",
    "numbers-differ": "digits = SHA-512 repeated 5200 times over IK",
}
"""In the terms of the standards; the same in every language."""


@dataclass(frozen=True, slots=True)
class Told:
    """An event in words.

    Attributes:
        code: Which kind of event.
        what: What happened.
        why: Why, in up to two sentences.
        formula: What was computed; empty where nothing was.
        values: The terms of the formula, or the bytes it is about.
    """

    code: str
    what: str
    why: str
    formula: str
    values: tuple[Value, ...]


def tell(event: Event) -> Told:
    """An event in the person's language.

    Names and texts that people chose stand in it as they are; a screen shows them neutralised.
    """
    facts = {
        key: called(fact) if key in _NAMED and isinstance(fact, str) else fact
        for key, fact in event.facts.items()
    }
    what, why = WHAT[event.code], WHY[event.code]
    if event.code == "refused":
        code = str(facts["reason"])
        facts["reason"] = reason_of(code, facts)
        if event.facts["by"] == SERVER:
            facts["by"] = _("The server")  # a sentence begins with it
        if not facts["by"] or code in _NOT_REFUSED:
            what = _IMPOSSIBLE
    elif event.code == "group-made" and facts["signed"] == "yes":
        why = _SIGNED
    elif event.seizure:
        facts["who"] = _("the phone of {who}").format(who=facts["who"])
    return Told(
        event.code,
        _(what).format_map(facts),
        _(why).format_map(facts),
        FORMULAS.get(event.code, ""),
        event.values,
    )


def clock(seconds: int) -> str:
    """A time since the start, as minutes and seconds, or hours before them."""
    minutes, left = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{left:02}" if hours else f"{minutes}:{left:02}"
