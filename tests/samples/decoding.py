"""What a viewer shows, by decoders that are not ours: Pillow and pillow-heif."""

from __future__ import annotations

import io
from dataclasses import dataclass

import pillow_heif
from PIL import Image, ImageCms, ImageOps, ImageSequence

pillow_heif.register_heif_opener()


@dataclass(frozen=True)
class Shown:
    """One frame or page as shown: upright, colours as numbers and as seen, and for how long."""

    mode: str
    size: tuple[int, int]
    pixels: bytes
    seen: bytes
    milliseconds: float


def shown(content: bytes) -> list[Shown]:
    """Every frame or page of a picture, the way up and in the colours a viewer shows it."""
    frames = []
    with Image.open(io.BytesIO(content)) as picture:
        # The other pictures of an MPO are hidden ones, and so are those of a HEIC: a viewer shows
        # the first, or the primary one.
        single = picture.format in {"MPO", "HEIF"}
        pages = [picture] if single else ImageSequence.Iterator(picture)
        for page in pages:
            profile = page.info.get("icc_profile")
            # What an Exif block says of the way up is read by Pillow for each page.
            upright = ImageOps.exif_transpose(page.copy())
            frames.append(
                Shown(
                    upright.mode,
                    upright.size,
                    upright.tobytes(),
                    _seen(upright, profile),
                    page.info.get("duration", 0) or 0,
                )
            )
    return frames


def _seen(picture: Image.Image, profile: bytes | None) -> bytes:
    """The pixels in sRGB, by the picture's own colour profile."""
    if not profile or picture.mode not in {"RGB", "RGBA", "L", "CMYK"}:
        return b""
    source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
    target = ImageCms.createProfile("sRGB")
    flat = picture.convert("RGB") if picture.mode == "RGBA" else picture
    seen = ImageCms.profileToProfile(flat, source, target, outputMode="RGB")
    assert seen is not None
    return seen.tobytes()
