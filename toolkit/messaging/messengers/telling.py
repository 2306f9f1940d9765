"""The words for what is no text of the files: what a fact is about, short answers, how sure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from toolkit.evidence import Grade
from toolkit.i18n import N_, _
from toolkit.messaging.messengers.model import Topic
from toolkit.messaging.messengers.vocabulary import COUNTRIES, Key, Value

if TYPE_CHECKING:
    from toolkit.messaging.messengers.model import Fact
    from toolkit.messaging.messengers.outcome import Result

KEYS: Final[dict[Key, tuple[str, str]]] = {
    Key.E2EE_ONE_TO_ONE: (N_("End to end: two"), N_("Only the two ends can read a talk of two")),
    Key.E2EE_GROUPS: (N_("End to end: group"), N_("Only members can read a group")),
    Key.E2EE_CALLS: (N_("End to end: call"), N_("Only the two ends can hear a call")),
    Key.E2EE_DEFAULT: (N_("By itself"), N_("Encrypted with nothing to switch on")),
    Key.FALLS_BACK: (N_("Can slip"), N_("A message can leave unencrypted")),
    Key.IDENTIFIER_NEEDED: (N_("Asks for"), N_("What it asks for to begin")),
    Key.HIDES_NUMBER: (N_("Number hidden"), N_("Others do not see your number")),
    Key.WHO_LEARNS_METADATA: (N_("Who with whom"), N_("Who can learn who writes to whom")),
    Key.WHAT_WAS_DISCLOSED: (N_("Handed over"), N_("What reached an authority in a known case")),
    Key.GROUP_MEMBERSHIP: (N_("Members"), N_("Who sees, and who changes, who is in a group")),
    Key.GROUP_SIZE: (N_("Group size"), N_("How many a group can hold")),
    Key.BACKUPS: (N_("Backups"), N_("Who can read a backup")),
    Key.DISAPPEARING: (N_("Vanishing"), N_("Messages that vanish by themselves")),
    Key.LINKED_DEVICES: (N_("Second device"), N_("Another device can be linked and reads along")),
    Key.KEY_VERIFICATION: (N_("Comparing keys"), N_("Two people can compare their keys")),
    Key.KEY_CHANGE_NOTICE: (N_("Key change told"), N_("You are told when a key changes")),
    Key.ACCOUNT_LOCK: (N_("Account lock"), N_("A PIN keeps others out of the account")),
    Key.PUSH: (N_("By Apple, Google"), N_("Notifications pass by Apple or Google")),
    Key.FORWARD_SECRECY: (N_("Old stays shut"), N_("A key taken later opens nothing older")),
    Key.POST_QUANTUM: (N_("Post-quantum"), N_("Made for the computers of later, too")),
    Key.OPEN_SOURCE: (N_("Open code"), N_("Others can read how it is built")),
    Key.REPRODUCIBLE: (N_("Rebuilt alike"), N_("Others can build the same app from its code")),
    Key.AUDITS: (N_("Checked"), N_("Others have checked it")),
    Key.JURISDICTION: (N_("Run by"), N_("Who runs it, and where")),
    Key.BLOCKED_WHERE: (N_("Blocked"), N_("Where it was blocked")),
    Key.CIRCUMVENTION: (N_("Around blocks"), N_("It has its own way around blocking")),
    Key.WORKS_OFFLINE: (N_("Without internet"), N_("Works between near phones when all is cut")),
    Key.PLATFORMS: (N_("Runs on"), N_("What it runs on")),
    Key.COST: (N_("Cost"), N_("What it costs")),
    Key.MAINTAINED: (N_("Looked after"), N_("Somebody goes on working on it")),
    Key.NOTABLE_ATTACKS: (N_("Attacks"), N_("Attacks that are known")),
}
"""What each fact is about: in a word or two above a column, and in one line."""

VALUES: Final[dict[Value, str]] = {
    Value.YES: N_("yes"),
    Value.NO: N_("no"),
    Value.OPT_IN: N_("if switched on"),
    Value.PARTLY: N_("partly"),
    Value.NOT_OFFERED: N_("there is none"),
    Value.NOT_KNOWN: N_("not known"),
    Value.PHONE: N_("phone number"),
    Value.EMAIL: N_("email"),
    Value.PHONE_OR_EMAIL: N_("number or email"),
    Value.ACCOUNT: N_("a name it gives"),
    Value.NOTHING: N_("nothing"),
    Value.NO_OPERATOR: N_("nobody between"),
    Value.SPLIT: N_("each a part"),
    Value.SOME: N_("its server, little"),
    Value.OPERATOR: N_("who runs it"),
    Value.OPERATORS: N_("every server"),
    Value.CARRIERS: N_("phone companies"),
    Value.ACCOUNT_DATA: N_("account data"),
    Value.METADATA: N_("who with whom"),
    Value.CONTENT: N_("messages"),
    Value.MEMBERS_ONLY: N_("members only"),
    Value.OPERATOR_SEES: N_("the server sees"),
    Value.OPERATOR_CAN_ADD: N_("the server could add"),
    Value.LARGE: N_("over 150"),
    Value.SMALL: N_("up to 150"),
    Value.ENCRYPTED: N_("only you"),
    Value.READABLE: N_("its maker too"),
    Value.COMPANY: N_("a company"),
    Value.NON_PROFIT: N_("a non-profit"),
    Value.NETWORK: N_("many servers"),
    Value.BLOCKED: N_("blocked"),
    Value.SLOWED: N_("slowed"),
    Value.WAS_BLOCKED: N_("was blocked"),
    Value.SEE_LIST: N_("see below"),
    Value.FREE: N_("free"),
    Value.PAID: N_("paid"),
    Value.DOUBTFUL: N_("doubtful"),
    Value.ACCOUNT_THEFT: N_("account taken"),
    Value.PROTOCOL: N_("how it encrypts"),
    Value.DEVICE: N_("the phone"),
}
"""The short answers."""

LISTED: Final[dict[str, str]] = {
    "android": N_("Android"),
    "iphone": N_("iPhone"),
    "windows": N_("Windows"),
    "macos": N_("macOS"),
    "linux": N_("Linux"),
    "web": N_("web"),
    "basic-phone": N_("basic phone"),
    "china": N_("China"),
    "germany": N_("Germany"),
    "iran": N_("Iran"),
    "japan": N_("Japan"),
    "north-korea": N_("North Korea"),
    "russia": N_("Russia"),
    "switzerland": N_("Switzerland"),
    "united-arab-emirates": N_("United Arab Emirates"),
    "united-kingdom": N_("United Kingdom"),
    "united-states": N_("United States"),
    "venezuela": N_("Venezuela"),
    "viet-nam": N_("Viet Nam"),
}
"""What the codes of lists are called: what it runs on, and countries."""

TOPICS: Final[dict[Topic, str]] = {
    Topic.ACCOUNT_LOCK: N_("account lock"),
    Topic.LINKED_DEVICES: N_("linked devices"),
    Topic.DISAPPEARING: N_("vanishing messages"),
    Topic.NOTIFICATIONS: N_("notifications"),
    Topic.BACKUPS: N_("backups"),
    Topic.NUMBER: N_("phone number"),
    Topic.APP_LOCK: N_("lock on the app"),
    Topic.KEYS: N_("comparing keys"),
    Topic.CIRCUMVENTION: N_("around blocks"),
    Topic.WARNING: N_("know before"),
}
"""What settings are about."""

CONFIDENCE: Final[dict[Grade, str]] = {
    Grade.TECHNICAL: "A",
    Grade.REPORTED: "B",
    Grade.CLAIMED: "C",
    Grade.ARTICLE: "C",
    Grade.SPECULATED: "C",
    Grade.NOT_FOUND: "C",
}
"""A letter for how well something is known."""


def value_of(fact: Fact) -> str:
    """The short answer, with what its list names."""
    listed = ", ".join(_(LISTED.get(code, code)) for code in fact.listed)
    if fact.value is Value.SEE_LIST:
        return listed
    told = _(VALUES[fact.value])
    return f"{told}: {listed}" if listed and fact.key in COUNTRIES else told


def name_of(result: Result) -> str:
    """What a result is called."""
    return result.name or _("No messenger: meet without phones")
