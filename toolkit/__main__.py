"""The start: answers at once what needs no thought, and imports a face only when it is wanted."""

from __future__ import annotations

import sys


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
    from toolkit.cli import run  # noqa: PLC0415 - so that the start costs only what it uses

    return run(words)


if __name__ == "__main__":
    sys.exit(main())
