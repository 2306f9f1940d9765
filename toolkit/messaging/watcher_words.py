"""What those who look on are called, and who they are."""

from __future__ import annotations

from typing import Final

from toolkit.i18n import N_
from toolkit.messaging.events import Watcher

NAMES: Final = {
    Watcher.NETWORK: N_("Network"),
    Watcher.SERVER: N_("Server"),
    Watcher.PUSH: N_("Push provider"),
    Watcher.CLOUD: N_("Backup store"),
    Watcher.MIDDLE: N_("Server in the middle"),
    Watcher.THIEF: N_("Device thief"),
    Watcher.RADIO: N_("Radio listener"),
    Watcher.SEIZER: N_("Who took a phone"),
}
WHO: Final = {
    Watcher.NETWORK: N_("Who runs the lines: a provider, a state"),
    Watcher.SERVER: N_("Who runs the messenger, and who can order them"),
    Watcher.PUSH: N_("Who wakes phones up: the maker of the system"),
    Watcher.CLOUD: N_("Who stores backups"),
    Watcher.MIDDLE: N_("A server that gave out keys of its own"),
    Watcher.THIEF: N_("Who has a linked device, sits in a group unasked, or reads a screen"),
    Watcher.RADIO: N_("Who is near with a receiver"),
    Watcher.SEIZER: N_("Who reads all that is in a phone"),
}
