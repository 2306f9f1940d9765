"""One sentence for each way Parasol can fail: what happened, what to do, that nothing was lost."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from toolkit.i18n import N_, _
from toolkit.neutral import neutral

if TYPE_CHECKING:
    from toolkit.errors import ParasolError

MESSAGES: Final[dict[str, str]] = {
    # The file cannot be read
    "missing": N_("There is no file {name}. Check how it is written; nothing was changed."),
    "forbidden": N_("You may not read {name}. Copy it to your own folder first."),
    "is-folder": N_("{name} is a folder. Give a file, or ask for whole folders."),
    "not-a-file": N_("{name} is a device or a pipe and no file. It was left alone."),
    "symlink": N_("{name} only points to another file. Give that file itself."),
    "symlink-loop": N_("{name} points to itself in a circle. It was left alone."),
    "empty": N_("{name} is empty. There is nothing in it to clean."),
    "read-failed": N_(
        "{name} could not be read to its end. Check the disk or card; nothing was written."
    ),
    "changed-while-reading": N_(
        "{name} changed while it was read. Wait until it is copied, then try again."
    ),
    # The format
    "unknown-format": N_(
        "{name} is of no kind that Parasol can clean. Nothing was written; "
        "“parasol formats” lists the kinds."
    ),
    "raw-camera-file": N_(
        "{name} is a raw camera file. It cannot be cleaned and stay one: export a JPEG or PNG "
        "with your photo program and clean that. Nothing was written."
    ),
    # What is in it
    "truncated": N_(
        "{name} ends too early: part of it is missing. Get the whole file again; "
        "nothing was written."
    ),
    "damaged": N_(
        "{name} is damaged inside. Open it in a photo program, save it anew and clean that; "
        "nothing was written."
    ),
    "unaccounted": N_(
        "{name} has bytes that Parasol could not place, so it was not cleaned. Nothing was written."
    ),
    "loop": N_("{name} is built in a circle, as no camera does. Nothing was written."),
    "unsupported": N_(
        "{name} uses something that Parasol cannot clean without a risk ({part}). Save it in "
        "another form, such as PNG, and clean that; nothing was written."
    ),
    "not-drawn": N_("{name} is of a kind that is not drawn here. It can be cleaned all the same."),
    # Limits
    "too-many-pixels": N_("{name} has more pixels than Parasol opens. Nothing was written."),
    "too-many-parts": N_("{name} has more parts than any honest file. Nothing was written."),
    "too-large": N_("{name} is larger than Parasol opens of its kind. Nothing was written."),
    "too-much-to-check": N_(
        "{name} has more in it than Parasol can check byte by byte. Nothing was written."
    ),
    "nested-too-deep": N_("{name} has pictures in pictures, too deep. Nothing was written."),
    "inflates-too-far": N_(
        "{name} would grow without end when unpacked. It may be made to do harm; "
        "nothing was written."
    ),
    # Writing
    "output-exists": N_(
        "{path} is there already. Nothing was written over it; choose another name."
    ),
    "disk-full": N_("The disk is full. Nothing was written; make room and try again."),
    "file-too-big-here": N_(
        "It is too big for this disk. Choose another folder; nothing was lost."
    ),
    "folder-read-only": N_("You may not write to that folder. Choose another; nothing was lost."),
    "folder-missing": N_("That folder is not there. Make it or choose another; nothing was lost."),
    "file-read-only": N_("{path} may not be changed, so it was left as it is."),
    "name-too-long": N_(
        "That name is too long for this disk. Choose a shorter one; nothing was lost."
    ),
    "write-failed": N_("It could not be written ({reason}). Nothing is left of it or was lost."),
    "pdf-missing": N_(
        "There is nothing here to make a PDF with. Write .html, and print that to PDF in a browser."
    ),
    "pdf-letters": N_(
        "No font on this computer has these letters: {letters}. Nothing was written. Install one "
        "that has them, or write .html."
    ),
    # Our own checks
    "copy-unreadable": N_(
        "The copy of {name} did not pass our check, so it was thrown away. "
        "The original is untouched; please do not share it."
    ),
    "copy-not-clean": N_(
        "Something would have been left in the copy of {name}, so it was thrown away. "
        "The original is untouched; please do not share it."
    ),
    "copy-not-stable": N_(
        "The copy of {name} did not pass our check, so it was thrown away. "
        "The original is untouched; please do not share it."
    ),
    "copy-shows-otherwise": N_(
        "The copy of {name} would not show the same picture, so it was thrown away. "
        "The original is untouched."
    ),
    "copy-differs": N_(
        "The copy of {name} was not written as it should be, so it was thrown away. Check "
        "the disk; the original is untouched."
    ),
    "refuted": N_(
        "ExifTool still found something in the copy of {name} ({tag}), so it was thrown away. "
        "The original is untouched; please do not share it."
    ),
    # The second reader
    "second-opinion-too-old": N_(
        "The ExifTool on this computer ({version}) is too old to check with. Get a newer one, "
        "or clean without it; nothing was written."
    ),
    # Content
    "content-unreadable": N_("The content file {file} cannot be read. Install the program anew."),
    "content-no-toml": N_("The content file {file} is not written as it should be: {reason}."),
    "content-unknown-field": N_("The file {file} has a field that nothing knows: {field}."),
    "content-missing-field": N_("The file {file} lacks the field {field}."),
    "content-wrong-type": N_("The field {field} of the file {file} is of the wrong kind."),
    "content-missing-id": N_("The field {field} of the file {file} names {id}, and there is none."),
    "content-cycle": N_("The field {field} of the file {file} leads back to itself: {path}."),
    "content-bad-date": N_("The field {field} of the file {file} holds no fitting day: {value}."),
    "content-stray": N_("The file {file} lies where nothing reads it."),
    "content-no-source": N_("The field {field} of the file {file} states a fact without a source."),
    "content-empty-field": N_("The field {field} of the file {file} is empty."),
    "content-required-missing": N_("The required entry {id} is not there."),
    "content-required-unsourced": N_("The required entry {id} has no claim with a source."),
    "content-bad-value": N_("The field {field} of the file {file} cannot be {value}."),
    "content-missing-fact": N_("The file {file} says nothing about {key}."),
    "content-fact-twice": N_("The file {file} says two things about {key}."),
    "content-too-many": N_("The field {field} of the file {file} may hold {most} at most."),
    "content-facts-old": N_("Facts in the file {file} that are too old: {count}."),
    "guide-no-front": N_("The guide {file} does not begin with its front matter, between two +++."),
    "guide-unknown-field": N_(
        "Line {line} of the guide {file} has a field that nothing knows: {field}."
    ),
    "guide-missing-field": N_(
        "The guide {file} lacks the field {field}: its front matter ends in line {line} without it."
    ),
    "guide-wrong-type": N_("Line {line} of the guide {file} is of the wrong kind: {field}."),
    "guide-markup": N_("Line {line} of the guide {file} has something that guides do not: {what}."),
    "guide-control": N_("Line {line} of the guide {file} holds a character that no text needs."),
    "guide-too-large": N_("The guide {file} is larger than {limit} bytes."),
    "guide-minutes": N_("Reading the guide {file} takes {minutes} minutes; {most} are the most."),
    "guide-unknown-fact": N_(
        "Line {line} of the guide {file} marks a fact that has no source: {name}."
    ),
    "guide-unused-fact": N_(
        "The guide {file} has sources for {name}, which its text does not mark."
    ),
    "guide-unknown-link": N_("Line {line} of the guide {file} leads to {to}, and there is none."),
    "session-minutes": N_(
        "The plan {file} says {minutes} minutes, and its steps take {sum}; 30, 60, 90 or 180 fit."
    ),
    "session-no-break": N_(
        "The plan {file} has {minutes} minutes without a break; 60 are the most."
    ),
    "content-overdue": N_("The file {file} should have been looked at again by {day}."),
    "content-long-sentence": N_(
        "The field {field} of the file {file} has a sentence of {count} words: “{text}”."
    ),
    "content-hard": N_("The file {file} is too hard to read: grade {grade}."),
    "content-promise": N_("The field {field} of the file {file} promises too much: “{word}”."),
    "content-same-order": N_("The file {file} stands in the place of another: {other}."),
    "content-not-heard": N_("The file {file} says nothing to read back for the answer {answer}."),
    "content-bad-answers": N_("The file {file} has an answer that does not fit: {field}."),
    "content-rule-fixture": N_("The rule in {file} does not do what its {field} says."),
    "content-rule-one-sided": N_(
        "The rule in {file} lacks answers on which it fires, or answers on which it does not."
    ),
    "content-not-for-plans": N_("The file {file} proposes {id}, which belongs in no plan."),
    "content-here-anywhere": N_(
        "The rule in {file} says that something is documented here, and asks for no place."
    ),
    "content-always-blocked": N_("The conflict in {file} always leaves its one action out."),
    "content-unreachable": N_("No answer leads to what {file} tells."),
    "content-persona-lacks": N_("The plan of {file} lacks {id} this week and later."),
    "content-persona-hurt": N_("The plan of {file} holds {id}, which would hurt that person."),
    "condition-unclear": N_(
        "The field {field} of the file {file} is not understood at character {position}: {word}."
    ),
    "condition-unknown-question": N_(
        "The field {field} of the file {file} names a question that is not there, at character "
        "{position}: {question}."
    ),
    "condition-unknown-answer": N_(
        "The field {field} of the file {file} names an answer that {question} does not have, at "
        "character {position}: {answer}."
    ),
    "condition-wrong-use": N_(
        "The field {field} of the file {file} does not use {question} as it is answered, at "
        "character {position}."
    ),
    # Answers
    "scenario-unreadable": N_("{file} cannot be read. A scenario is a file with text in UTF-8."),
    "scenario-too-large": N_("{file} is larger than the {most} bytes that a scenario may have."),
    "answers-unreadable": N_(
        "{name} cannot be read. Check how it is written; nothing was changed."
    ),
    "answers-no-json": N_(
        "{name} is no JSON object of answers. docs/for-scripts.md shows one; the file is as it was."
    ),
    "answers-unknown-question": N_(
        "{name} answers a question that is not there: {question}. The file is as it was; see how "
        "the question is written."
    ),
    "answers-unknown-value": N_(
        "{name} answers {question} with something that is none of its answers: {value}. The file "
        "is as it was; see how the answer is written."
    ),
    # The files of a vault
    "vault-missing": N_("There is no vault in {name}. Check the folder; nothing was changed."),
    "vault-which": N_("There are several vaults. Say which one: {folders}."),
    "vault-none": N_("There is no vault beside the program. Say in which folder yours is."),
    "vault-exists": N_("There is a vault in {name} already. Choose another folder."),
    "vault-in-use": N_("Another program has this vault open. Close it there; nothing was changed."),
    "vault-unreadable": N_("{name} cannot be read. Check the disk or stick; nothing was changed."),
    "vault-too-large": N_("{name} is larger than any vault. Nothing was opened."),
    "vault-head-damaged": N_(
        "The beginning of vault.age is damaged. Nothing was opened or changed; "
        "try the older copy, or a backup."
    ),
    "vault-damaged": N_(
        "The passphrase is right, but vault.age is damaged at block {block}. Nothing of it was "
        "opened; try the older copy, or a backup."
    ),
    "vault-cut-off": N_(
        "The passphrase is right, but the end of vault.age is missing. Nothing of it was opened; "
        "try the older copy, or a backup."
    ),
    "vault-other-key": N_(
        "The passphrase is right, but vault.age was kept with another key.age, or its beginning "
        "is damaged. Nothing was opened."
    ),
    "vault-not-ours": N_(
        "The file vault.age opened, but no vault is in it. It is as it was; age opens it too."
    ),
    "vault-forged": N_(
        "Somebody without this key.age wrote this vault.age. Do not rely on it; use a backup."
    ),
    "vault-newer": N_(
        "A newer Parasol wrote this vault (form {version}; this one knows {known}). Get a newer "
        "version; nothing was changed."
    ),
    "vault-full": N_("This is more than the {most} MiB that a vault holds. Nothing was written."),
    "vault-changed": N_(
        "Something else changed this vault since you opened it. Nothing was written over it; "
        "export your changes, then open it again."
    ),
    "vault-read-only": N_("The vault cannot be written here. Nothing was changed on the disk."),
    "vault-disk-full": N_("The disk is full. The vault is as it was; make room and try again."),
    "vault-gone": N_(
        "The disk or stick with the vault does not answer. What was kept before is as it was; "
        "put it back and try again."
    ),
    "vault-write-failed": N_("The vault could not be written ({reason}). It is as it was."),
    "document-newer": N_(
        "A newer Parasol wrote this content (version {version}; this one knows {known}). Get a "
        "newer one; nothing was changed."
    ),
    "document-malformed": N_("The content is not as it should be, at {field}. It is as it was."),
    # Keys of vaults, and what opens them
    "key-missing": N_(
        "There is no key.age in {name}. Without it or a recovery copy nobody can open the vault."
    ),
    "key-damaged": N_(
        "The key file is damaged; this says nothing about the passphrase. Use a recovery copy; "
        "nothing was changed."
    ),
    "key-other": N_(
        "This is not the key file that the vault was kept with: damaged, older, or another's. The "
        "passphrase does not open it, and may be right all the same."
    ),
    "phrase-wrong": N_("The passphrase does not open this vault. Nothing was changed."),
    "phrase-empty": N_("A passphrase cannot be empty. Nothing was changed."),
    "phrase-too-long": N_("A passphrase has at most {most} bytes. Nothing was changed."),
    "phrase-unreadable": N_(
        "The passphrase has something in it that is no text of one line. Nothing was changed."
    ),
    "phrases-differ": N_("The two passphrases are not the same. Nothing was changed."),
    "phrase-no-terminal": N_(
        "There is no terminal to ask for a passphrase. Give it with --passphrase-fd or "
        "--new-passphrase-fd; it is never taken from an argument or the environment."
    ),
    "phrase-no-descriptor": N_("Nothing can be read from file descriptor {number}."),
    # Files of the age format
    "age-armor": N_("This letter is not written as it should be. Get it again, unchanged."),
    "age-header": N_("{name} is no file of the age format, or its beginning is damaged."),
    "age-version": N_("{name} is of a newer age format than this program knows."),
    "age-limits": N_("{name} has more parts than any honest file of its kind. It was left alone."),
    "age-work-factor": N_(
        "{name} asks for more work to open it than this program does (factor {factor}, at most "
        "{most}). It was left alone."
    ),
    "age-memory": N_(
        "There is too little memory: {megabytes} MiB are needed. Close other programs and try "
        "again; nothing was changed."
    ),
    "age-no-match": N_("{name} is for somebody else: none of your keys opens it."),
    "age-mac": N_("The beginning of {name} was changed after it was written. It was left alone."),
    "age-block": N_("{name} is damaged at block {block}. Nothing of it was opened."),
    "age-cut-off": N_("The end of {name} is missing. Nothing of it was opened."),
    "age-key-text": N_(
        "This is no recipient or key of age. Get it again, letter by letter; nothing was written."
    ),
    "letter-too-many": N_("A letter goes to at least one and at most {most} recipients."),
    "letter-too-large": N_("{name} is larger than {most} MiB. It was left alone."),
    "letter-no-text": N_("{name} opened, but holds no text. The program age can open it too."),
    "incident-empty": N_("Nothing was written down, so nothing is kept."),
    "vault-nothing-of-it": N_("There is nothing of that in the vault. Nothing was changed."),
    "letter-nothing": N_("There is nothing of that in the vault. Nothing was written."),
    # Text brought into a vault
    "text-unreadable": N_("{name} cannot be read as text. Nothing was changed."),
    "text-no-toml": N_("{name} is not written as an export is: {reason}. Nothing was changed."),
    "text-too-large": N_("{name} is larger than {most} MiB. Nothing was changed."),
    # The locked room
    "worker-died": N_(
        "Reading {name} broke the locked room it was opened in. Nothing got out and nothing was "
        "written; treat the file with care."
    ),
    "worker-failed": N_(
        "Reading {name} failed in the locked room it was opened in. Nothing was written."
    ),
    "worker-timed-out": N_("Reading {name} took too long and was stopped. Nothing was written."),
    "cancelled": N_("Stopped, as you asked. What was finished stays; nothing is half done."),
}
"""By the code of the error. Placeholders are ``name`` and the facts of an error of that code."""


def explain_error(error: ParasolError, name: str) -> str:
    """What happened, what to do, and that nothing was lost.

    Args:
        error: What was raised.
        name: The file it is about, made fit to be shown.
    """
    facts = _Facts({key: neutral(str(value)) for key, value in error.facts.items()})
    facts["name"] = name
    message = MESSAGES.get(error.code)
    if message is None:
        return _("{name} could not be handled ({code}). Nothing was written.").format(
            name=name, code=error.code
        )
    return _(message).format_map(facts)


def placeholders(message: str) -> set[str]:
    """The names of the facts that a message needs."""
    return set(re.findall(r"\{(\w+)\}", message))


class _Facts(dict[str, str]):
    """Facts of an error; one that is missing is left out, and the sentence still told."""

    def __missing__(self, key: str) -> str:
        return "…"
