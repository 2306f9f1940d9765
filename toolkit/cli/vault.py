"""`parasol vault`: what you keep, in files that only your passphrase opens."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Final

from toolkit.cli.lists import FAILED, refuse
from toolkit.cli.passphrases import arrange_asking, arrange_choosing
from toolkit.errors import NotReadableError, ParasolError
from toolkit.i18n import _
from toolkit.vault.parts import ALL, FORGOTTEN, NAMES

if TYPE_CHECKING:
    from collections.abc import Callable

ACTIONS: Final = (
    *("create", "open", "show", "export", "import"),
    *("passwd", "rotate", "destroy", "share", "incident", "forget"),
)

_OF_FILE: Final = ("text-", "letter-", "age-")
"""What the codes of errors begin with that are about a text or a letter, not about the vault."""


def arrange(parser: argparse.ArgumentParser) -> None:
    """Add what can be done with a vault, each with the words it takes."""
    parser.set_defaults(action=None, told=parser.print_help)
    actions = parser.add_subparsers(title=_("what to do"), metavar=_("ACTION"))
    takes: dict[str, tuple[str, tuple[Callable[[argparse.ArgumentParser], None], ...]]] = {
        "create": (_("Make a vault."), (_folder, arrange_choosing)),
        "open": (_("Open a vault, and say what is in it."), (*_ASKING, _older)),
        "show": (_("Show what is kept."), (*_ASKING, _older, _what)),
        "export": (
            _("Write what is kept as text, which is not encrypted."),
            (*_ASKING, _older, _what, _output),
        ),
        "import": (_("Bring in text that was exported, or a note."), (*_ASKING, _text)),
        "passwd": (
            _("Change the passphrase, or write a recovery copy."),
            (*_ASKING, arrange_choosing, _recovery),
        ),
        "rotate": (
            _("Somebody knows the passphrase: a new key, and all encrypted anew."),
            (*_ASKING, arrange_choosing),
        ),
        "destroy": (_("Destroy the key of a vault. Read what it says first."), (_destroyed,)),
        "share": (
            _("Encrypt a plan or a note to other people, or open what they sent."),
            (*_ASKING, _letter, _output),
        ),
        "incident": (
            _("Write down what happened, or a journey, on a form; list what is there."),
            (*_ASKING, _incident, _output),
        ),
        "forget": (
            _("Take a part out of the vault, or one note, incident or person."),
            (*_ASKING, _forgotten),
        ),
    }
    for name, (about, arrangements) in takes.items():
        grammar = actions.add_parser(name, help=about, description=about, allow_abbrev=False)
        grammar.set_defaults(action=name)
        for each in arrangements:
            each(grammar)
        grammar.add_argument(
            "--debug",
            action="store_true",
            default=argparse.SUPPRESS,
            help=_("show where a fault inside Parasol lies"),
        )


def run(arguments: argparse.Namespace) -> int:
    """Do it. Core files are forbidden first: they would hold what is opened."""
    if arguments.action is None:
        arguments.told()
        return 0
    from toolkit.cli import vault_actions  # noqa: PLC0415 - help needs none of it
    from toolkit.vault.memory import leave_no_dump  # noqa: PLC0415 - as above

    leave_no_dump()
    try:
        return vault_actions.ACTIONS[arguments.action](arguments)
    except ParasolError as error:
        return refuse(error, _about(arguments, error))
    except EOFError:
        return FAILED


def _about(arguments: argparse.Namespace, error: ParasolError) -> str:
    """The file or the folder that an error is about."""
    file, key = getattr(arguments, "file", None), getattr(arguments, "key", None)
    if file is not None and error.code.startswith(_OF_FILE):
        return str(file)
    if key is not None and isinstance(error, NotReadableError):
        return str(key)
    return str(arguments.folder or _("this folder"))


def _folder(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "folder",
        metavar=_("FOLDER"),
        nargs="?",
        type=Path,
        help=_("the folder of the vault; beside the program without it"),
    )


def _key(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--key", metavar=_("FILE"), type=Path, help=_("open it with this recovery copy")
    )


_ASKING: Final = (_folder, arrange_asking, _key)


def _older(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--older", action="store_true", help=_("open the older copy, where two are kept")
    )


def _what(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--what", metavar=_("PART"), choices=NAMES, default=ALL, help=", ".join(NAMES)
    )


def _output(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--output", metavar=_("FILE"), type=Path, help=_("write to this file, which must be new")
    )


def _text(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--file", metavar=_("FILE"), required=True, help=_("the text (- reads it from a pipe)")
    )
    parser.add_argument(
        "--as-note", action="store_true", help=_("keep it as one note; its first line is the title")
    )


def _recovery(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--recovery",
        metavar=_("FILE"),
        type=Path,
        help=_("leave the passphrase, and write a recovery copy under a second one"),
    )


def _understood(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--understood", action="store_true", help=_("do not ask again; for programs")
    )


def _destroyed(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", metavar=_("FOLDER"), type=Path, help=_("the folder of the vault"))
    _understood(parser)


def _letter(parser: argparse.ArgumentParser) -> None:
    way = parser.add_mutually_exclusive_group(required=True)
    way.add_argument(
        "--mine", action="store_true", help=_("show your recipient, for those who write to you")
    )
    way.add_argument(
        "--to",
        metavar=_("RECIPIENT"),
        action="append",
        help=_("write a letter to this recipient or kept name; may be given several times"),
    )
    way.add_argument("--file", metavar=_("FILE"), help=_("open a letter (- reads it from a pipe)"))
    parser.add_argument(
        "--what", metavar=_("PART"), default="plan", help=_("a part, or the id of a note")
    )
    parser.add_argument(
        "--keep", action="store_true", help=_("keep what was opened in the vault, too")
    )


def _incident(parser: argparse.ArgumentParser) -> None:
    way = parser.add_mutually_exclusive_group()
    way.add_argument("--forms", action="store_true", help=_("list the forms; no vault is opened"))
    way.add_argument("--form", metavar=_("ID"), help=_("fill in this form, question by question"))
    way.add_argument("--change", metavar=_("ID"), help=_("answer the questions of an entry anew"))
    way.add_argument("--print", metavar=_("ID"), dest="paper", help=_("put an entry on paper"))


def _forgotten(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--what",
        metavar=_("PART"),
        required=True,
        help=_("{parts}, or the id of a note or incident, or the name of a person").format(
            parts=", ".join(FORGOTTEN)
        ),
    )
    _understood(parser)
