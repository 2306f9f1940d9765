"""Writing the practice kit: photos, a quiz, and its answers."""

from __future__ import annotations

import io
import struct
from typing import TYPE_CHECKING, Final

from toolkit import new_file
from toolkit.content import load as load_content
from toolkit.i18n import _
from toolkit.paths import guides
from toolkit.practice import exif, scenes
from toolkit.practice.model import Kit
from toolkit.practice.quiz import answered, asked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from PIL import Image

    from toolkit.practice.model import Photo

_QUALITY: Final = 88
_SMALL: Final = (160, 120)
_CROP: Final = (0, 0, 1100, 825)
"""What is left of a picture that was cropped."""
_APP1: Final = b"\xff\xe1"
_AFTER_SOI: Final = 2


def load(path: Path | None = None) -> Kit:
    """What is planted and asked.

    Raises:
        ContentError: The file is not as it should be.
    """
    return load_content(Kit, path or guides() / "practice" / "photos.toml")


def jpeg(photo: Photo, seed: int) -> bytes:
    """One photo as a JPEG file.

    Args:
        photo: What is planted in it.
        seed: Decides about details of the drawing.
    """
    picture = scenes.drawn(photo.scene, seed)
    small = b""
    if photo.cropped:
        small = _coded(picture.resize(_SMALL))
        picture = picture.crop(_CROP)
    coded, block = _coded(picture), exif.block(photo, small)
    segment = _APP1 + struct.pack(">H", len(block) + 2) + block
    return coded[:_AFTER_SOI] + segment + coded[_AFTER_SOI:]


def write(kit: Kit, folder: Path, beside: Iterable[tuple[str, bytes]] = ()) -> tuple[Path, ...]:
    """Write the kit into a new folder.

    Args:
        kit: It.
        folder: Where to; it must not be there yet.
        beside: The names of files that come after it, and what they hold.

    Returns:
        The files, in the order in which to look at them.

    Raises:
        OutputError: It is there, or cannot be written. What was begun is taken away again.
    """
    written: list[Path] = []
    with new_file.new_folder(folder):
        for name, content in (*_files(kit), *beside):
            new_file.write(folder / name, content)
            written.append(folder / name)
    return tuple(written)


def names(kit: Kit) -> tuple[str, ...]:
    """What the files of a kit are called, in the order in which to look at them."""
    photos = (f"{photo.name}.jpg" for photo in kit.photos)
    return (*photos, _("quiz") + ".txt", _("answers") + ".txt")


def _files(kit: Kit) -> Iterator[tuple[str, bytes]]:
    contents = [
        *(jpeg(photo, seed) for seed, photo in enumerate(kit.photos)),
        quiz(kit).encode(),
        answers(kit).encode(),
    ]
    yield from zip(names(kit), contents, strict=True)


def quiz(kit: Kit) -> str:
    """The questions, and who sent which photo, as plain text."""
    photos = (f"{photo.name}.jpg: {photo.story}" for photo in kit.photos)
    return asked(kit.title, kit.about, photos, kit.questions)


def answers(kit: Kit) -> str:
    """The answers, each with where it stands."""
    return answered(kit.questions)


def _coded(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=_QUALITY)
    return out.getvalue()
