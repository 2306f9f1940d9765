"""The words in which facts about messengers are told, so that they can be compared."""

from __future__ import annotations

from enum import Enum
from typing import Final


class Key(Enum):
    """What a fact is about, in the order in which people read them."""

    E2EE_ONE_TO_ONE = "e2ee-one-to-one"
    E2EE_GROUPS = "e2ee-groups"
    E2EE_CALLS = "e2ee-calls"
    E2EE_DEFAULT = "e2ee-default"
    """Whether every chat is encrypted end to end with nothing to switch on."""
    FALLS_BACK = "falls-back"
    """Whether a message can leave unencrypted when the other side has no such app."""
    IDENTIFIER_NEEDED = "identifier-needed"
    HIDES_NUMBER = "hides-number"
    """Whether people you write to can be kept from seeing your phone number."""
    WHO_LEARNS_METADATA = "who-learns-metadata"
    WHAT_WAS_DISCLOSED = "what-was-disclosed"
    """What reached an authority in a case that is known."""
    GROUP_MEMBERSHIP = "group-membership"
    """Who can see, and who can change, who is in a group."""
    GROUP_SIZE = "group-size"
    BACKUPS = "backups"
    DISAPPEARING = "disappearing"
    LINKED_DEVICES = "linked-devices"
    """Whether a second device can be linked that then reads along."""
    KEY_VERIFICATION = "key-verification"
    KEY_CHANGE_NOTICE = "key-change-notice"
    ACCOUNT_LOCK = "account-lock"
    """Whether a PIN or second step keeps others from taking the account over."""
    PUSH = "push"
    """Whether notifications pass by Apple or Google."""
    FORWARD_SECRECY = "forward-secrecy"
    POST_QUANTUM = "post-quantum"
    OPEN_SOURCE = "open-source"
    REPRODUCIBLE = "reproducible"
    """Whether others can build the same app from the published code."""
    AUDITS = "audits"
    JURISDICTION = "jurisdiction"
    BLOCKED_WHERE = "blocked-where"
    CIRCUMVENTION = "circumvention"
    """Whether the app has its own way around blocking."""
    WORKS_OFFLINE = "works-offline"
    """Whether it works between near phones while the internet is cut."""
    PLATFORMS = "platforms"
    COST = "cost"
    MAINTAINED = "maintained"
    NOTABLE_ATTACKS = "notable-attacks"


class Value(Enum):
    """The short answers. What each means for a key stands at `VALUES`."""

    YES = "yes"
    NO = "no"
    OPT_IN = "opt-in"
    PARTLY = "partly"
    NOT_OFFERED = "not-offered"
    NOT_KNOWN = "not-known"

    PHONE = "phone"
    EMAIL = "email"
    PHONE_OR_EMAIL = "phone-or-email"
    ACCOUNT = "account"
    NOTHING = "nothing"

    NO_OPERATOR = "no-operator"
    SPLIT = "split"
    SOME = "some"
    OPERATOR = "operator"
    OPERATORS = "operators"
    CARRIERS = "carriers"

    ACCOUNT_DATA = "account-data"
    METADATA = "metadata"
    CONTENT = "content"

    MEMBERS_ONLY = "members-only"
    OPERATOR_SEES = "operator-sees"
    OPERATOR_CAN_ADD = "operator-can-add"

    LARGE = "large"
    SMALL = "small"

    ENCRYPTED = "encrypted"
    READABLE = "readable"

    COMPANY = "company"
    NON_PROFIT = "non-profit"
    NETWORK = "network"

    BLOCKED = "blocked"
    SLOWED = "slowed"
    WAS_BLOCKED = "was-blocked"

    SEE_LIST = "see-list"

    FREE = "free"
    PAID = "paid"

    DOUBTFUL = "doubtful"

    ACCOUNT_THEFT = "account-theft"
    PROTOCOL = "protocol"
    DEVICE = "device"


_YES_NO: Final = (Value.YES, Value.PARTLY, Value.NO, Value.NOT_KNOWN)
_E2EE: Final = (
    Value.YES,
    Value.PARTLY,
    Value.OPT_IN,
    Value.NO,
    Value.NOT_OFFERED,
    Value.NOT_KNOWN,
)
_SETTING: Final = (
    Value.YES,
    Value.OPT_IN,
    Value.PARTLY,
    Value.NO,
    Value.NOT_OFFERED,
    Value.NOT_KNOWN,
)

VALUES: Final[dict[Key, tuple[Value, ...]]] = {
    # yes: always, or by default. partly: only if both sides have the same kind of app or key.
    # opt-in: somebody has to switch it on. not-offered: there are no such groups or calls.
    Key.E2EE_ONE_TO_ONE: _E2EE,
    Key.E2EE_GROUPS: _E2EE,
    Key.E2EE_CALLS: _E2EE,
    Key.E2EE_DEFAULT: _YES_NO,
    Key.FALLS_BACK: _YES_NO,
    # account: a name or number that the maker gives out. nothing: the app makes a key by itself.
    Key.IDENTIFIER_NEEDED: (
        Value.NOTHING,
        Value.ACCOUNT,
        Value.EMAIL,
        Value.PHONE_OR_EMAIL,
        Value.PHONE,
        Value.NOT_KNOWN,
    ),
    # yes: hidden unless shown. not-offered: no number is asked for, so there is none to hide.
    Key.HIDES_NUMBER: _SETTING,
    # no-operator: nobody stands between. split: relays that each see a part. some: one operator,
    # built to keep little. operator: one that can see who writes to whom, and when. operators: the
    # servers of every side. carriers: phone companies too.
    Key.WHO_LEARNS_METADATA: (
        Value.NO_OPERATOR,
        Value.SPLIT,
        Value.SOME,
        Value.OPERATOR,
        Value.OPERATORS,
        Value.CARRIERS,
        Value.NOT_KNOWN,
    ),
    # nothing: asked, and gave nothing. account-data: times, numbers, addresses of an account.
    # metadata: also who with whom. content: messages.
    Key.WHAT_WAS_DISCLOSED: (
        Value.NOTHING,
        Value.ACCOUNT_DATA,
        Value.METADATA,
        Value.CONTENT,
        Value.NOT_KNOWN,
    ),
    # operator-can-add: the server could put somebody in, though members may see it.
    Key.GROUP_MEMBERSHIP: (
        Value.MEMBERS_ONLY,
        Value.OPERATOR_SEES,
        Value.OPERATOR_CAN_ADD,
        Value.NOT_OFFERED,
        Value.NOT_KNOWN,
    ),
    # large: more than 150 people.
    Key.GROUP_SIZE: (Value.LARGE, Value.SMALL, Value.NOT_OFFERED, Value.NOT_KNOWN),
    # encrypted: if one is made, the maker cannot read it. opt-in: encrypting it has to be switched
    # on. readable: the maker, a cloud or a carrier can read what is stored.
    Key.BACKUPS: (
        Value.NOT_OFFERED,
        Value.ENCRYPTED,
        Value.OPT_IN,
        Value.READABLE,
        Value.NOT_KNOWN,
    ),
    Key.DISAPPEARING: _SETTING,
    Key.LINKED_DEVICES: _YES_NO,
    Key.KEY_VERIFICATION: _YES_NO,
    Key.KEY_CHANGE_NOTICE: _SETTING,
    Key.ACCOUNT_LOCK: _SETTING,
    # yes: always or by default. partly: there is a way without.
    Key.PUSH: _YES_NO,
    Key.FORWARD_SECRECY: _SETTING,
    Key.POST_QUANTUM: _SETTING,
    # partly: only the apps, or only the servers.
    Key.OPEN_SOURCE: _YES_NO,
    Key.REPRODUCIBLE: _YES_NO,
    Key.AUDITS: _YES_NO,
    Key.JURISDICTION: (Value.COMPANY, Value.NON_PROFIT, Value.NETWORK, Value.NOT_KNOWN),
    Key.BLOCKED_WHERE: (Value.BLOCKED, Value.SLOWED, Value.WAS_BLOCKED, Value.NOT_KNOWN),
    Key.CIRCUMVENTION: _SETTING,
    Key.WORKS_OFFLINE: _YES_NO,
    Key.PLATFORMS: (Value.SEE_LIST,),
    Key.COST: (Value.FREE, Value.PARTLY, Value.PAID, Value.NOT_KNOWN),
    Key.MAINTAINED: (Value.YES, Value.DOUBTFUL, Value.NO, Value.NOT_KNOWN),
    # What an attack reached: the account, who with whom, messages, the protocol itself, the phone.
    Key.NOTABLE_ATTACKS: (
        Value.ACCOUNT_THEFT,
        Value.METADATA,
        Value.CONTENT,
        Value.PROTOCOL,
        Value.DEVICE,
        Value.NOT_KNOWN,
    ),
}
"""The values that each key allows."""

SEVERAL: Final = frozenset({
    Key.WHAT_WAS_DISCLOSED,
    Key.AUDITS,
    Key.BLOCKED_WHERE,
    Key.NOTABLE_ATTACKS,
})  # fmt: skip
"""Keys that may have several facts."""

REQUIRED: Final = frozenset(Key) - {
    Key.FALLS_BACK,
    Key.ACCOUNT_LOCK,
    Key.PUSH,
    Key.LINKED_DEVICES,
    Key.KEY_CHANGE_NOTICE,
    Key.BLOCKED_WHERE,
    Key.CIRCUMVENTION,
    Key.NOTABLE_ATTACKS,
    Key.REPRODUCIBLE,
}
"""Keys that every messenger says something about, and be it that it is not known."""

COUNTRIES: Final = frozenset({Key.JURISDICTION, Key.BLOCKED_WHERE})
"""Keys of which the list names countries."""

LISTED: Final[dict[Key, tuple[str, ...]]] = {
    Key.PLATFORMS: ("android", "iphone", "windows", "macos", "linux", "web", "basic-phone"),
}
"""Codes that lists of other keys may hold."""
