"""What ExifTool printed, as tags."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from toolkit.errors import WorkerError

if TYPE_CHECKING:
    from collections.abc import Iterator

# What it says of the open file and of itself; none of it stands in the picture.
_OUTSIDE: Final = frozenset({"SourceFile", "ExifTool", "System"})
_IN_EXIFTOOL: Final = frozenset({"Warning", "Error"})


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag of a file.

    Attributes:
        group: The place it stands in, ExifTool's family 1: ``"IFD0"``.
        name: Its name: ``"Artist"``.
        value: Its value, lists and structures as JSON text.
    """

    group: str
    name: str
    value: str


def tags(untrusted_files: object) -> list[Tag]:
    """The tags of one file.

    Args:
        untrusted_files: What ExifTool printed with ``-j -G1:4``: a list of one object.

    Raises:
        WorkerError: It is something else.
    """
    match untrusted_files:
        case [{**untrusted_tags}]:
            return list(_tags(untrusted_tags))
        case _:
            raise WorkerError("worker-failed", reason="exiftool")


def _tags(untrusted_tags: dict[object, object]) -> Iterator[Tag]:
    for key, value in untrusted_tags.items():
        # Between the group and the name stands "Copy1" where there are several of one name.
        group, _, rest = str(key).partition(":")
        name = rest.rpartition(":")[2]
        if group in _OUTSIDE and name not in _IN_EXIFTOOL:
            continue
        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        yield Tag(group, name, text)
