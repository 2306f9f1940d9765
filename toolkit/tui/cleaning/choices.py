"""What a person can decide before cleaning, and what each choice means."""

from __future__ import annotations

import os
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Final

from toolkit.i18n import N_
from toolkit.metadata.destinations import Options

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


def proposed(paths: Sequence[str]) -> Choices:
    """What most people want: copies with neutral names, in a new folder beside the photos.

    Args:
        paths: The photos.
    """
    folders = {str(Path(path).absolute().parent) for path in paths}
    common = Path(os.path.commonpath(folders)) if folders else Path.cwd()
    places = (common, Path.cwd(), Path.home())
    writable = (place for place in places if os.access(place, os.W_OK | os.X_OK))
    return Choices(folder=str(next(writable, common) / _FOLDER))
