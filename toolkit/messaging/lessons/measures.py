"""What a lesson can show of a run: values for its texts, and exhibits. Evaluated by `taking`.

Events are chosen by where they happened: in a step (``of = "ID"``), in one choice of its task
(``of = "ID.CHOICE"``), anywhere (``of`` left out). Among those that fit the `number`-th counts,
from 1; -1 is the last.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from toolkit.messaging.events import Watcher
from toolkit.prose import Prose  # noqa: TC001 - the type of fields is looked up when files are loaded


class Take(Enum):
    """What a value is."""

    SIZE = "size"
    """Bytes of something that passed by `watcher`; `trace` says of which kind."""
    BYTES = "bytes"
    """Its first `length` bytes, in hex."""
    COUNT = "count"
    """How many such things passed by."""
    EVENTS = "events"
    """How many events have the `code`."""
    FACT = "fact"
    """The fact `name` of an event with the `code`, such as the ``said`` of ``sealed``."""
    TERM = "term"
    """The first `length` bytes of the term `name` of an event with the `code`, in hex."""
    DIGITS = "digits"
    """The first `digits` of the safety number that `who` sees for `to`, in groups of five."""
    ALIKE = "alike"
    """How many digits the two numbers have in common at their start."""
    READERS = "readers"
    """Who of the watchers holds the bytes of `text`, in words; and whoever takes the phone of
    `who`, where one is named and the text lies on it."""
    READER_IDS = "reader-ids"
    """The same as ids: ``network``, ``server``, ``push``, ``cloud``, ``middle``, ``thief``,
    ``seizer``."""
    OPENED = "opened"
    """How many recorded messages the phone that was seized opens; `when` says which."""
    OPENED_IDS = "opened-ids"
    """Which: their numbers, from 1 in the order in which the server recorded them."""
    RECORDED = "recorded"
    """How many it was tried on."""
    KEYS = "keys"
    """How many secret keys were in the phone that was seized."""
    COPIES = "copies"
    """How many copies of `message` there are."""
    PLACES = "places"
    """Where they lie, as ids: ``history``, ``notifications``, ``screenshot`` and so on."""
    BUSIEST = "busiest"
    """Who writes to most others, as the network guesses from sizes and times alone: a name."""
    LIKELIEST = "likeliest"
    """Who most likely writes to `who`, as the server guesses from receivers and times: a name."""
    LINKED_AFTER = "linked-after"
    """After how many messages to `who` the server's guess was that one, and stayed it."""
    MEMBERS = "members"
    """How many members the phone of `who` counts in `group`."""
    REMAINS = "remains"
    """Whether a database that deletes `text` still holds its bytes: ``stays`` or ``gone``."""
    NOTICED = "noticed"
    """What the phones noticed: ``refused`` where one refused something, ``changed`` where one saw
    another identity key than before, else ``nothing``."""
    NOTICED_ALIKE = "noticed-alike"
    """Whether the phones noticed the same in `of` as in `name`: ``same``, ``differ``, or ``none``
    where they noticed nothing in either."""
    TRIES = "tries"
    """How many keys have to be made to forge the first `digits`."""
    TIME_TO_FORGE = "time-to-forge"
    """How long that takes at the speed measured on this computer."""
    TIME_TO_GUESS = "time-to-guess"
    """How long it takes at the measured speed to try all that the secret of the backup of `who`
    could be: PINs of `digits` digits, or recovery keys."""
    GUESS_UNIT = "guess-unit"
    """The same as an id: ``seconds``, ``minutes``, ``hours``, ``days`` or ``years``."""
    KEPT_IDS = "kept-ids"
    """What the server keeps of `who` and could hand over, as ids: ``created``, ``seen``,
    ``phones``, ``groups``, ``waiting``, ``senders`` (of what waits), ``texts``."""
    KEPT_TEXTS = "kept-texts"
    """How many texts of `who` the server could hand over."""
    ARRIVED = "arrived"
    """In which of the steps that `name` lists, with commas, a text came to `who`: their ids."""
    DEVICES = "devices"
    """How many devices the account of `who` has."""
    FALLS = "falls"
    """What has to fall so that something recorded opens, as ids: ``x25519``, ``ml-kem``,
    ``both``."""
    OPENED_LATER = "opened-later"
    """How many recorded messages open when `name` falls: one of these ids."""


class When(Enum):
    """Which recorded messages are meant."""

    ANY = "any"
    BEFORE = "before"
    """Before the phone was seized."""
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Value:
    """A value that is computed from what happened, each time a text with its name is shown.

    Attributes:
        take: What it is; the other fields are those that its description names.
    """

    take: Take
    of: str = ""
    number: int = 1
    watcher: Watcher = Watcher.NETWORK
    trace: str = ""
    code: str = ""
    name: str = ""
    text: Prose = ""
    who: str = ""
    to: str = ""
    group: str = ""
    digits: int = 60
    length: int = 8
    message: int = 1
    when: When = When.ANY


class Sight(Enum):
    """What an exhibit shows."""

    WINDOWS = "windows"
    """Each of the `watchers`, and each of the `phones`: whether it holds the bytes of `text`, and
    what it holds instead."""
    BYTES = "bytes"
    """Something that passed by the first of the `watchers`, as bytes: at most `length` of them."""
    NUMBERS = "numbers"
    """The safety numbers that `who` and `to` see for each other, group by group."""
    SEIZED = "seized"
    """Each message that the server recorded: whether the phone that was seized opens it."""
    READ = "read"
    """The texts that the first of the `watchers` read, in order."""
    HISTORY = "history"
    """The texts on the phone of `who`."""
    CHAIN = "chain"
    """The key of each message that `who` wrote, and whether the phone of `who` still has it."""
    LINES = "lines"
    """All that passed by the first of the `watchers`: how many seconds after the first of it, from
    where to where, how many bytes."""
    TIMELINE = "timeline"
    """Minute by minute, how many packets each person's phone sent and got, as the first of the
    `watchers` can count them: those of `smallest` bytes or more."""
    PAIRS = "pairs"
    """Who with whom, how often, how much, as the first of the `watchers` can tell."""
    LOCATED = "located"
    """Where phones were that sent by radio, as it follows for whoever put up three receivers."""
    LINKED = "linked"
    """Who may be writing to `who`, as the server guesses from receivers and times alone."""
    MEMBERS = "members"
    """The members of `group`, as each phone in it believes them to be."""
    COPIES = "copies"
    """All copies of `message`: who has one, where, and why it goes or stays; only those of `who`
    and in the places that `codes` name, where these are given."""
    FREE_SPACE = "free-space"
    """A real database that gets `text` and deletes it, searched for its bytes each time."""
    EVENTS = "events"
    """What happened, in words; only the `codes` where some are named; with `why`, the reasons."""
    GRINDING = "grinding"
    """Real tries to make a key of which the number begins as that of `who`, in the first `digits`
    (at most 3); then how long 5, 10 and 60 digits would take at that speed."""
    ORDER = "order"
    """What the server keeps of `who`, and could hand over when it is ordered to."""
    DEVICES = "devices"
    """The devices of the account of `who`."""
    LATER = "later"
    """Each message that the server recorded: whether it opens when X25519 falls, or ML-KEM, or
    both."""
    GUESSING = "guessing"
    """Real guesses at the PIN of the backup of `who`, at most `tries`, from 0000 up; then how long
    it takes at that speed for 4 digits, 6 digits and a recovery key."""


@dataclass(frozen=True, slots=True)
class Exhibit:
    """Something real to look at.

    Attributes:
        see: What it is; the other fields are those that its description names.
        title: What stands above it.
    """

    see: Sight
    title: Prose
    of: str = ""
    number: int = 1
    watchers: tuple[Watcher, ...] = (Watcher.NETWORK, Watcher.SERVER, Watcher.PUSH)
    phones: tuple[str, ...] = ()
    trace: str = ""
    text: Prose = ""
    who: str = ""
    to: str = ""
    group: str = ""
    smallest: int = 0
    message: int = 1
    length: int = 48
    digits: int = 2
    codes: tuple[str, ...] = ()
    why: bool = False
    tries: int = 500
