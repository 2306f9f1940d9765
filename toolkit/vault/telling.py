"""What a person should know about vaults, in words: before, while, and after."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from toolkit.i18n import N_, _, ngettext
from toolkit.vault.phrases import WORDS, Doubt, strength

if TYPE_CHECKING:
    from collections.abc import Iterable

    from toolkit.vault.store import Notice

BEFORE_MAKING: Final = (
    N_(
        "A vault is a folder with files that only its passphrase opens. "
        "Whoever looks at the folder can see that there is a vault."
    ),
    N_(
        "If you forget the passphrase, nobody can open the vault, and neither can we. "
        "No hint is stored. A recovery copy under a second passphrase can help."
    ),
    N_(
        "In some countries you can be punished for not giving a passphrase. "
        "Ask a lawyer you trust what holds where you are."
    ),
)

COMPARTMENTS: Final = (
    N_("Several vaults are compartments. Each one opens alone, with a passphrase of its own."),
    N_("Everybody who sees the folder can count them. You cannot deny that one is there."),
    N_(
        "Whoever copies the folder several times can see which ones changed, and when. "
        "A compartment that never changes looks unused."
    ),
)

THE_LAW: Final = N_(
    "Stop if you may be under investigation. In many countries it is a crime to destroy "
    "what may be evidence. Talk to a lawyer first."
)
"""Stands before anything is erased."""

BEFORE_ERASING: Final = (
    THE_LAW,
    N_("This destroys key.age in this folder. After that its passphrase opens nothing here."),
    N_(
        "It does not reach copies: backups, synchronised folders, other sticks, recovery "
        "copies, or what somebody copied before."
    ),
    N_(
        "On flash memory, as in sticks, cards and SSDs, the old key may stay in hidden "
        "blocks. Whoever reads the chips may find it, and then needs the passphrase."
    ),
    N_("The file vault.age stays. It shows that there was a vault. You can delete it yourself."),
)

AFTER_NEW_PASSPHRASE: Final = (
    N_("Copies of the old key.age still open with the old passphrase."),
    N_("If somebody may know the old passphrase, give the vault a new key instead (“rotate”)."),
)

AFTER_ROTATION: Final = (
    N_("The vault has a new key. The old passphrase no longer opens this folder."),
    N_("Older copies of this folder still open with the old passphrase. We cannot reach them."),
    N_("Recovery copies made before open nothing new. Make a new one, and destroy the old ones."),
    N_("Give your new recipient to those who write to you. The old one still reaches you."),
)

RECOVERY: Final = (
    N_("The recovery copy opens the vault with its own passphrase."),
    N_("Keep it away from the vault, with somebody you trust or in another house."),
    N_(
        "It stays valid when you change the passphrase. "
        "It ends when the vault gets a new key (“rotate”)."
    ),
)

LETTERS: Final = (
    N_("A letter does not prove who wrote it. Anybody with the recipient can write one."),
    N_("Compare recipients by voice or in person before you rely on them."),
)

PLAIN_TEXT: Final = N_(
    "This text is not encrypted. Whoever finds it can read it, and deleting it may not remove it."
)

NOTICES: Final = {
    "read-only": N_("The vault is on a medium that cannot be written. Changes cannot be kept."),
    "no-lock": N_(
        "This folder knows no locks. Do not open the vault twice: the later one would win."
    ),
    "two-generations": N_(
        "This disk cannot promise to replace a file in one step. So an older copy stays beside "
        "the new one. It still holds notes that you deleted since."
    ),
    "weak-key": N_(
        "This key file is easier to guess than those we write. Set the passphrase anew to "
        "write it again."
    ),
    "recovered": N_(
        "The last save was interrupted. The newest whole copy was opened, and nothing older "
        "was lost."
    ),
    "generation-before": N_("This is the older copy. What was kept after it is not in it."),
    "older-revision": N_(
        "This is an older state of the vault: number {revision} of {saved}. Number "
        "{last_revision} of {last_saved} was kept here before. Somebody or something put the "
        "old file back."
    ),
}
"""By the code of a notice. Placeholders are its facts."""

_DOUBTS: Final = {
    Doubt.SHORT: N_("It is short. Programs try all short ones."),
    Doubt.FEW_LETTERS: N_("It repeats few letters. Programs try such ones early."),
    Doubt.ONE_WORD: N_("It is one word. Programs try every word of every language."),
    Doubt.MADE_UP: N_(
        "Nobody can measure a passphrase that a person made up. People guess alike, and "
        "programs learn from millions of them."
    ),
}


def told(notice: Notice) -> str:
    """A notice in the person's language."""
    return _(NOTICES[notice.code]).format_map(notice.facts)


def told_after_forgetting(notices: Iterable[Notice]) -> str:
    """What forgetting something does not reach.

    Args:
        notices: Those of the vault.
    """
    if any(notice.code == "two-generations" for notice in notices):
        return _(
            "The older copy beside the vault still has it until the vault is kept once more. "
            "Copies of the folder have it for good."
        )
    return _("Copies of the folder that were made before still have it.")


def told_doubt(doubt: Doubt) -> str:
    """What speaks against a passphrase."""
    return _(_DOUBTS[doubt])


def told_strength() -> str:
    """How strong a generated passphrase is, and what that rests on."""
    made = strength()
    size = 10 ** (len(str(int(made.years))) - 1)
    years = f"{int(made.years) // size * size:,}"
    return ngettext(
        "{count} word drawn by chance: {bits} bits. With a million tries a second, guessing "
        "takes about {years} years. A camera or a recorder at your keyboard needs none.",
        "{count} words drawn by chance: {bits} bits. With a million tries a second, guessing "
        "takes about {years} years. A camera or a recorder at your keyboard needs none.",
        WORDS,
    ).format(count=WORDS, bits=int(made.bits), years=years)
