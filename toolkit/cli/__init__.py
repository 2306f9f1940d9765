"""The plain command line: everything the interface can do, for scripts, slow links, screen readers.

Exit codes: 0 all done, 1 something could not be done, 2 wrong use.
"""

from __future__ import annotations

import argparse
import os
import shlex
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn, Protocol, cast

from toolkit import __version__
from toolkit.cli import usage_words
from toolkit.i18n import _
from toolkit.languages import is_draft, note
from toolkit.neutral import neutral

if TYPE_CHECKING:
    from collections.abc import Sequence

DONE: Final = 0
FAILED: Final = 1
WRONG_USE: Final = 2
INTERRUPTED: Final = 130


class Verb(Protocol):
    """What the module of this package that bears a verb's name brings."""

    def arrange(self, parser: argparse.ArgumentParser) -> None:
        """Add the words it takes."""

    def run(self, arguments: argparse.Namespace) -> int:
        """Do it, and give the exit code."""


def run(words: Sequence[str]) -> int:
    """Do what the words ask for.

    Args:
        words: The words after the program's name.

    Returns:
        The exit code.
    """
    usage_words.translate()
    parser = _parser(words)
    if words and not words[0].startswith("-") and words[0] not in _verbs():
        parser.error(_unknown_verb(words[0]))
    arguments = parser.parse_args(words)
    if arguments.verb is None:
        parser.print_help()
        return DONE
    if is_draft():
        print(note(), file=sys.stderr)
    try:
        code = _verb(arguments.verb).run(arguments)
        sys.stdout.flush()
    except KeyboardInterrupt:
        print("\n" + _stopped(arguments.verb), file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        # The reader has gone, as `head` does. Nobody is left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except Exception as error:  # noqa: BLE001 - the last line: a person never meets a traceback
        _tell_fault(error, trace=arguments.debug)
        return FAILED
    return code


def run_without_screen(paths: Sequence[str]) -> int:
    """Say what to type where the full screen was wanted, and cannot be shown.

    Args:
        paths: What it was to be opened with.

    Returns:
        The exit code.
    """
    usage_words.translate()
    photos = " ".join(shlex.quote(neutral(path)) for path in paths) or _("PHOTO")
    print(
        _(
            "This terminal cannot show the full screen; the command line can do everything too. "
            "Try: parasol inspect {photos}"
        ).format(photos=photos),
        file=sys.stderr,
    )
    if paths:
        return WRONG_USE
    _parser([]).print_help()
    return DONE


class _Parser(argparse.ArgumentParser):
    """Wrong use is told in one sentence, with the way to the help."""

    def error(self, message: str) -> NoReturn:
        self.exit(
            WRONG_USE,
            _("{message}. Try: {program} --help").format(
                message=message[:1].upper() + message[1:], program=self.prog
            )
            + "\n",
        )


def _parser(words: Sequence[str]) -> _Parser:
    """The grammar. Only the verb that is used is arranged in full: the start stays quick."""
    parser = _Parser(
        prog="parasol",
        description=_(
            "For people who may be watched, and for those who train them: clean photos of what "
            "they say, make a plan, see how encrypted messages hold and fail, find a messenger, "
            "read guides, and keep what you choose in a vault. Works offline. Nothing is kept, "
            "and no original is changed, unless you ask for it. Alone, or with photos and folders "
            "after it, it opens the full screen; with one of the words below, it stays on the "
            "command line."
        ),
        epilog=_("Exit codes: 0 all done, 1 something could not be done, 2 wrong use."),
        allow_abbrev=False,
    )
    parser.add_argument(
        "--version",
        action="version",
        version=f"parasol {__version__}",
        help=_("show the version and exit"),
    )
    parser.add_argument(
        "--slow-link", action="store_true", help=_("open the full screen, and send few bytes")
    )
    parser.set_defaults(verb=None)
    verbs = parser.add_subparsers(title=_("what to do"), metavar="")
    for name, about in _verbs().items():
        grammar = verbs.add_parser(name, help=about, description=about, allow_abbrev=False)
        grammar.set_defaults(verb=name)
        if name in words:
            _verb(name).arrange(grammar)
            grammar.add_argument(
                "--debug", action="store_true", help=_("show where a fault inside Parasol lies")
            )
    return parser


def _verbs() -> dict[str, str]:
    """Each verb, and what it does in one sentence. It is done by the module of that name."""
    return {
        "inspect": _("Say what pictures give away. Nothing is written."),
        "clean": _("Make copies that give away nothing and look the same."),
        "formats": _("List the kinds of files that can be cleaned."),
        "doctor": _("Say what Parasol can use here, and what this computer keeps by itself."),
        "plan": _("Ask a few questions, and make a short plan. Nothing is kept."),
        "threats": _("Look up who watches and how, and what helps."),
        "playbook": _("Say what to do in one situation."),
        "checklist": _("Go through what to do for a phone, a journey, an office and so on."),
        "read": _("Read the guides of the handbook."),
        "training": _("Plans for sessions with a group, and all that they need on paper."),
        "export": _("Write guides, playbooks and checklists to a file for paper or a browser."),
        "practice": _("Write a folder of invented photos and a staged chat, each with a quiz."),
        "search": _("Look for words in everything that there is to read."),
        "learn": _("Learn about encrypted messages by doing, in short lessons."),
        "lab": _("Play a scenario with real keys, and say what each watcher then holds."),
        "messengers": _("Compare messengers by dated facts, or read all about one."),
        "choose": _("Ask nine questions, and say which messenger fits, or none."),
        "vault": _("Keep plans and notes in files that only your passphrase opens."),
        "content": _("Check everything that there is to read, for those who write it."),
    }


def _unknown_verb(word: str) -> str:
    if Path(word).exists():
        return _("To read a picture: parasol inspect {path}").format(path=neutral(word))
    return _("There is no “{word}”").format(word=neutral(word))


def _verb(name: str) -> Verb:
    return cast("Verb", import_module(f"toolkit.cli.{name}"))


def _stopped(verb: str) -> str:
    """What becomes of what was begun, when somebody stops it."""
    if verb == "clean":
        return _("Stopped. Every copy that is there is whole.")
    if verb == "plan":
        return _("Stopped. What you answered is kept nowhere; your terminal may still show it.")
    return _("Stopped.")


def _tell_fault(error: Exception, *, trace: bool) -> None:
    """Tell a fault of ours: its kind, and where if wanted. Never a value: it may be a person's."""
    import traceback  # noqa: PLC0415 - wanted only here

    if trace:
        for line in traceback.format_tb(error.__traceback__):
            print(line, end="", file=sys.stderr)
    print(
        _("Something went wrong inside Parasol ({kind}). Your originals are unchanged.").format(
            kind=type(error).__name__
        ),
        file=sys.stderr,
    )
    if not trace:
        print(_("With --debug it shows where, without any of your data."), file=sys.stderr)
