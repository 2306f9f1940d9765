"""The words of `argparse` itself, for the catalogue.

It takes its texts through its own names `_` and `ngettext`, which come from the standard library's
`gettext` and know nothing of the language spoken here. A text that another version of Python says
otherwise is told in English.
"""

from __future__ import annotations

import argparse

from toolkit.i18n import N_, _, ngettext

WORDS = (
    N_("usage: "),
    N_("options"),
    N_("positional arguments"),
    N_("show this help message and exit"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("the following arguments are required: %s"),
    N_("unrecognized arguments: %s"),
    N_("not allowed with argument %s"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
    N_("one of the arguments %s is required"),
    N_("expected one argument"),
    N_("expected at least one argument"),
    N_("ignored explicit argument %r"),
)
"""What it says of a grammar such as ours."""


def translate() -> None:
    """Have `argparse` speak the language that is spoken from now on."""
    vars(argparse).update(_=_, ngettext=ngettext)
