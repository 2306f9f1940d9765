"""What a person can decide before cleaning, and what each choice means."""

from __future__ import annotations

import os
from dataclasses import dataclass
from enum import Enum
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Final

from toolkit.i18n import N_
from toolkit.metadata.destinations import Options
from toolkit.metadata.selection import Found

if TYPE_CHECKING:
    from collections.abc import Sequence

_FOLDER: Final = "clean"


class Where(Enum):
    """Where copies go."""

    FOLDER = "folder"
    BESIDE = "beside"
    IN_PLACE = "in-place"


@dataclass(frozen=True, slots=True)
class Choices:
    """What was decided.

    Attributes:
        where: Where copies go.
        folder: Into which folder, where they all go into one.
        keep_names: Whether they keep the names of the originals.
        second_opinion: Whether ExifTool reads each copy too.
    """

    where: Where = Where.FOLDER
    folder: str = ""
    keep_names: bool = False
    second_opinion: bool = True

    def options(self) -> Options:
        """The same, as the engine wants it."""
        return Options(
            to=Path(self.folder) if self.where is Where.FOLDER else None,
            in_place=self.where is Where.IN_PLACE,
            keep_names=self.keep_names,
            second_opinion=self.second_opinion,
        )

    def is_elsewhere(self, given: Sequence[str]) -> bool:
        """Whether copies go where nobody would look for them: far from what was given.

        Args:
            given: The files and folders that were given, from the root of the disk on.
        """
        beside = PurePath(self.folder).parent
        return self.where is Where.FOLDER and not any(
            beside in {PurePath(path), PurePath(path).parent, _common(given)} for path in given
        )


WHERE_TITLES: Final = {
    Where.FOLDER: N_("In one folder"),
    Where.BESIDE: N_("Beside each photo"),
    Where.IN_PLACE: N_("In place of the originals"),
}
WHERE_MEANS: Final = {
    Where.FOLDER: N_("The originals stay as they are, and still say everything."),
    Where.BESIDE: N_("The originals stay as they are. Take care not to share the wrong one."),
    Where.IN_PLACE: N_("What the originals said is lost for good. Nothing can bring it back."),
}
NAMES_TITLES: Final = {False: N_("Neutral"), True: N_("As the originals")}
NAMES_MEAN: Final = {
    False: N_("Old names often tell the day, the camera or the messenger."),
    True: N_("Names often tell the day, the camera or the messenger. Look at them first."),
}
OPINION_TITLES: Final = {True: N_("Yes"), False: N_("No")}
OPINION_MEANS: Final = {
    True: N_("ExifTool reads each copy too, and can refuse it. This takes longer."),
    False: N_("Parasol alone checks each copy. This is faster."),
}
OPINION_ABSENT: Final = N_("ExifTool is not on this computer. Parasol alone checks each copy.")


def proposed(given: Sequence[str]) -> Choices:
    """What most people want: copies with neutral names, in a folder of their own.

    Args:
        given: The files and folders that were given. The copies of one folder go beside it, so
            that they are no part of it the next time; those of files go beside the files.
    """
    paths = [Path(path).absolute() for path in given]
    folder = paths[0] if len(paths) == 1 and paths[0].is_dir() else None
    if folder is not None and folder.name and _writable(folder.parent):
        return Choices(folder=str(folder.with_name(f"{folder.name}-{_FOLDER}")))
    common = _common(given)
    places = (folder or common, Path.home())
    return Choices(folder=str(next(filter(_writable, places), common) / _FOLDER))


def found_in(given: Sequence[str], path: str) -> Found:
    """A photo, with the folder it stands in as seen from the folder that was given.

    Copies that keep their names are put into such folders, so that two of one name do not meet.

    Args:
        given: The files and folders that were given, from the root of the disk on.
        path: The photo.
    """
    stands_in = PurePath(path).parent
    for folder in given:
        if stands_in.is_relative_to(folder):
            inside = str(stands_in.relative_to(folder))
            return Found(path, "" if inside == "." else inside)
    return Found(path)


def _common(given: Sequence[str]) -> Path:
    """The deepest folder that holds all that was given."""
    return Path(os.path.commonpath([Path(path).absolute().parent for path in given]))


def _writable(folder: Path) -> bool:
    return os.access(folder, os.W_OK | os.X_OK)
