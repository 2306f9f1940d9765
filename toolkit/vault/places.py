"""Where vaults live: where the person says, and by default beside the program, in plain sight.

Several vaults beside each other are compartments, and none of them is the first one.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

FOLDER: Final = "vaults"
_NUMBER: Final = re.compile("[1-9][0-9]{0,3}")
_PROGRAM: Final = Path(__file__).resolve().parents[2]


def beside_program(program: Path = _PROGRAM) -> Path | None:
    """The folder of vaults next to the program, or nothing where it is installed into a system.

    Args:
        program: The folder that the program lies in.
    """
    return program / FOLDER if (program / "run").is_file() else None


def vaults(folder: Path) -> tuple[Path, ...]:
    """The vaults in a folder, in the order of their names."""
    try:
        return tuple(sorted(each for each in folder.iterdir() if is_vault(each)))
    except OSError:
        return ()


def is_vault(folder: Path) -> bool:
    """Whether a folder looks like a vault. Everybody can tell; that is why it is said."""
    # Whether there are vaults at all is asked at the start, which has no time for all of that.
    from toolkit.vault import content_file, keys  # noqa: PLC0415 - see above
    from toolkit.vault.disk import before_name, new_name  # noqa: PLC0415 - see above

    names = (content_file.NAME, keys.NAME)
    try:
        return any(
            (folder / each).is_file()
            for name in names
            for each in (name, new_name(name), before_name(name))
        )
    except OSError:  # a name that is too long, a folder that nobody may look into
        return False


def free(folder: Path) -> Path:
    """A path in a folder for one more vault; its name says nothing."""
    taken = {int(each.name) for each in vaults(folder) if _NUMBER.fullmatch(each.name)}
    number = next(n for n in range(1, len(taken) + 2) if n not in taken)
    return folder / str(number)
