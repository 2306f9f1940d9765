"""The start: answers at once what needs no thought, and imports a face only when it is wanted."""

from __future__ import annotations

import os
import sys

VERBS = (
    *("inspect", "clean", "formats", "doctor"),
    *("plan", "threats", "playbook", "checklist", "learn", "lab"),
    *("messengers", "choose", "read", "search", "export", "training", "practice"),
    *("vault", "content"),
)
"""What the command line can do. Anything else that exists is a file to open the interface with."""

_SLOW_LINK = "--slow-link"


def main(arguments: list[str] | None = None) -> int:
    """Run the program.

    Args:
        arguments: The words after the program's name; those it was started with by default.

    Returns:
        The exit code: 0 all done, 1 something could not be done, 2 wrong use.
    """
    words = sys.argv[1:] if arguments is None else arguments
    if words == ["--version"]:
        from toolkit import __version__  # noqa: PLC0415 - the first answer needs nothing else

        print(f"parasol {__version__}")  # noqa: T201 - and no command line to print it
        return 0
    wanted = _for_interface(words)
    if wanted is not None:
        from toolkit.tui.start import can_open, open_interface  # noqa: PLC0415 - only when wanted

        if can_open():
            return open_interface(wanted, slow_link=_SLOW_LINK in words)
    from toolkit import cli  # noqa: PLC0415 - so that the start costs only what it uses
    from toolkit.languages import of_system, speak  # noqa: PLC0415 - as above

    speak(of_system(os.environ))
    return cli.run(words) if wanted is None else cli.run_without_screen(wanted)


def _for_interface(words: list[str]) -> list[str] | None:
    """The paths to open the interface with, or `None` when the words are for the command line."""
    paths = [word for word in words if word != _SLOW_LINK]
    if any(path.startswith("-") for path in paths):
        return None
    if not paths:
        return paths
    # A word that is a verb is one; a file of that name is reached by ./name.
    return paths if paths[0] not in VERBS and all(map(os.path.lexists, paths)) else None


if __name__ == "__main__":
    sys.exit(main())
