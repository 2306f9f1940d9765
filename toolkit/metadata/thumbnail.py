"""A small rendering of a photo, made in the locked room.

Pillow is loaded only here, inside the function, and of it the one decoder that the file needs: our
own look at the bytes decides which. Previews that a file brings along are never shown: they may
hold what was cropped away.
"""

from __future__ import annotations

import contextlib
import os
import threading
import warnings
from importlib import import_module
from typing import TYPE_CHECKING, Final

from toolkit.errors import (
    DamagedError,
    LimitError,
    NotReadableError,
    ParasolError,
    UnsupportedError,
)
from toolkit.metadata import limits
from toolkit.metadata.formats import identify
from toolkit.metadata.formats.base import HEAD_BYTES
from toolkit.metadata.model import Thumbnail
from toolkit.metadata.opening import open_file
from toolkit.metadata.payloads import orientation
from toolkit.metadata.source import Source

if TYPE_CHECKING:
    from typing import BinaryIO

    from PIL.Image import Image
    from PIL.ImageFile import ImageFile

MODULES: Final = ("toolkit.metadata.thumbnail", "PIL.JpegImagePlugin", "PIL.ImageCms")
"""What a locked room for this imports before it is locked: photos are mostly JPEG."""

_DECODERS: Final = {
    "AVIF": ("PIL.AvifImagePlugin", "AvifImageFile"),
    "BMP": ("PIL.BmpImagePlugin", "BmpImageFile"),
    "GIF": ("PIL.GifImagePlugin", "GifImageFile"),
    "HEIC": ("pillow_heif.as_plugin", "HeifImageFile"),
    "JPEG": ("PIL.JpegImagePlugin", "JpegImageFile"),
    "PNG": ("PIL.PngImagePlugin", "PngImageFile"),
    "TIFF": ("PIL.TiffImagePlugin", "TiffImageFile"),
    "WebP": ("PIL.WebPImagePlugin", "WebPImageFile"),
}

# Their decoders turn the picture by themselves.
_TURNED: Final = frozenset({"HEIC", "TIFF"})

# Modes of one sample that is wider than a byte.
_DEEP: Final = frozenset({"I", "I;16", "I;16B", "I;16L", "I;16N", "F"})

_BEHIND: Final = (128, 128, 128)
"""What shines through where a picture is transparent: dark and light lines both show on it."""

_ON_ITS_SIDE: Final = 5
"""From this orientation on, rows are stored as columns (Exif 3.0, 4.6.5.1.1)."""

_EXIF: Final = b"Exif\0\0"


def thumbnail(path: str, width: int, height: int) -> Thumbnail:
    """Draw a photo small, upright, in sRGB; of an animation its first frame, of a document a page.

    Args:
        path: The file.
        width: It becomes at most so many pixels wide.
        height: And so many high. It keeps its shape, and is never made larger than it is.

    Raises:
        NotReadableError: It is missing, forbidden, empty, a folder, a pipe or a device.
        UnknownFormatError: It is of no format we know.
        UnsupportedError: There is no decoder for it here: none for SVG; for HEIC only where
            pillow-heif is installed and the process may have threads.
        LimitError: It has more pixels than are decoded here.
        DamagedError: It cannot be decoded.
    """
    with os.fdopen(open_file(path), "rb") as file, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            name = identify(Source(file.read(HEAD_BYTES))).name
            file.seek(0)
            return _thumbnail(file, name, (width, height))
        except ParasolError:
            raise
        except MemoryError as error:
            raise LimitError("too-many-pixels", limit=limits.DECODED_PICTURE_PIXELS) from error
        except Exception as error:
            # On hostile bytes, decoders raise whatever there is; the system's errors have a number.
            number = error.errno if isinstance(error, OSError) else None
            if number is not None:
                raise NotReadableError("read-failed", reason=os.strerror(number)) from error
            raise DamagedError("damaged", offset=0) from error


def _thumbnail(file: BinaryIO, name: str, most: tuple[int, int]) -> Thumbnail:
    from PIL.Image import Resampling  # noqa: PLC0415 - see above

    with _opened(file, name) as picture:
        stored = picture.size
        # A JPEG is decoded at an eighth of its size and more, which takes an eighth of the time.
        # Other decoders might take a preview instead.
        if name == "JPEG":
            picture.draft(picture.mode, _fitting(stored, most, _way_up(picture)))
        # Some of what a PNG says of itself comes only behind its pixels.
        picture.load()
        way_up = 1 if name in _TURNED else _way_up(picture)
        size = _fitting(stored, most, way_up)
        profile = picture.info.get("icc_profile")
        small = _mixable(picture).resize(size, Resampling.BICUBIC, reducing_gap=2.0)
    shown = _in_srgb(_upright(_shallow(small), way_up), profile)
    return Thumbnail(*shown.size, shown.tobytes())


def _opened(file: BinaryIO, name: str) -> ImageFile:
    """The picture, its header read and nothing decoded."""
    module, kind = _DECODERS.get(name, ("", ""))
    try:
        decoders = import_module(module) if module else None
    except ImportError:
        decoders = None
    if decoders is None or (name == "HEIC" and not _may_have_threads()):
        raise UnsupportedError("not-drawn")
    if name == "AVIF":
        # It can do without threads, which a locked room may not have.
        vars(decoders)["DEFAULT_MAX_THREADS"] = 1
    picture: ImageFile = getattr(decoders, kind)(file)
    # A JPEG of one scan is made small as it is decoded, and needs no memory for all its pixels.
    small_at_once = name == "JPEG" and not picture.info.get("progressive")
    most = limits.PICTURE_PIXELS if small_at_once else limits.DECODED_PICTURE_PIXELS
    if picture.width * picture.height > most:
        raise LimitError("too-many-pixels", limit=most)
    return picture


def _may_have_threads() -> bool:
    """Whether this process can do what the decoder of HEIC cannot do without."""
    try:
        threading.Thread(target=int).start()
    except RuntimeError:
        return False
    return True


def _way_up(picture: ImageFile) -> int:
    """The orientation, found where cleaning finds it."""
    exif = picture.info.get("exif")
    if exif is None:
        # As ImageMagick writes it into the text of a PNG: a name, a length, and the bytes in hex.
        _, _, text = picture.info.get("Raw profile type exif", "").strip().partition("\n")
        with contextlib.suppress(ValueError):
            exif = bytes.fromhex(text.partition("\n")[2])
    return orientation.find((exif or b"").removeprefix(_EXIF))


def _fitting(stored: tuple[int, int], most: tuple[int, int], way_up: int) -> tuple[int, int]:
    """The largest size of the same shape that fits, once it is turned as it will be."""
    width, height = stored
    across, down = most if way_up < _ON_ITS_SIDE else reversed(most)
    scale = min(across / width, down / height, 1)
    return max(round(width * scale), 1), max(round(height * scale), 1)


def _mixable(picture: Image) -> Image:
    """The picture in a mode whose neighbouring pixels can be mixed."""
    if picture.has_transparency_data or picture.mode in {"RGBa", "La"}:
        return picture.convert("RGBA")
    if picture.mode == "1":
        return picture.convert("L")
    if picture.mode in {"P", "PA", "YCbCr", "HSV"}:
        return picture.convert("RGB")
    return picture


def _shallow(picture: Image) -> Image:
    """The picture with a byte a sample; numbers without a known range are stretched to it."""
    if picture.mode not in _DEEP:
        return picture
    low, high = 0.0, 65535.0
    if not picture.mode.startswith("I;16"):
        low, high = picture.getextrema()  # type: ignore[assignment] # of one band: a pair of numbers
    scale = 255 / (high - low) if high > low else 0
    # Pillow would cut off what is above 255.
    return picture.convert("F").point(lambda value: value * scale - low * scale).convert("L")


def _upright(picture: Image, way_up: int) -> Image:
    """The picture turned and mirrored as its orientation says (Exif 3.0, 4.6.5.1.1)."""
    from PIL.Image import Transpose  # noqa: PLC0415 - see above

    turns = {
        2: Transpose.FLIP_LEFT_RIGHT,
        3: Transpose.ROTATE_180,
        4: Transpose.FLIP_TOP_BOTTOM,
        5: Transpose.TRANSPOSE,
        6: Transpose.ROTATE_270,
        7: Transpose.TRANSVERSE,
        8: Transpose.ROTATE_90,
    }
    return picture.transpose(turns[way_up]) if way_up in turns else picture


def _in_srgb(picture: Image, profile: bytes | None) -> Image:
    """The picture in the colours of a screen, laid on grey where it is transparent."""
    from PIL import Image  # noqa: PLC0415 - see above

    cover = picture.getchannel("A") if picture.mode in {"RGBA", "LA"} else None
    flat = picture.convert(picture.mode.removesuffix("A")) if cover else picture
    shown = _converted(flat, profile)
    if cover is None:
        return shown
    behind = Image.new("RGB", shown.size, _BEHIND)
    behind.paste(shown, mask=cover)
    return behind


def _converted(picture: Image, profile: bytes | None) -> Image:
    """The picture in sRGB by its profile; one that does not fit is passed over, as viewers do."""
    if profile is None and picture.mode != "LAB":
        return picture.convert("RGB")
    import io  # noqa: PLC0415 - see above

    from PIL import ImageCms  # noqa: PLC0415 - see above

    try:
        source = (
            ImageCms.createProfile("LAB")
            if profile is None or picture.mode == "LAB"
            else ImageCms.ImageCmsProfile(io.BytesIO(profile))
        )
        target = ImageCms.createProfile("sRGB")
        shown = ImageCms.profileToProfile(picture, source, target, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        shown = None
    return shown or picture.convert("RGB")
