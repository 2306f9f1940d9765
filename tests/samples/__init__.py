"""Files that the tests make themselves, from the standards, one module for each format."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tests.samples.avif import AVIF_SAMPLES
from tests.samples.bmp import BMP_SAMPLES
from tests.samples.gif import GIF_SAMPLES
from tests.samples.heic import HEIC_SAMPLES
from tests.samples.jpeg import JPEG_SAMPLES
from tests.samples.png import PNG_SAMPLES
from tests.samples.svg import SVG_SAMPLES
from tests.samples.tiff import TIFF_SAMPLES
from tests.samples.webp import WEBP_SAMPLES

if TYPE_CHECKING:
    from tests.samples.base import Sample

SAMPLES: Final[tuple[Sample, ...]] = (
    *AVIF_SAMPLES,
    *BMP_SAMPLES,
    *GIF_SAMPLES,
    *HEIC_SAMPLES,
    *JPEG_SAMPLES,
    *PNG_SAMPLES,
    *TIFF_SAMPLES,
    *SVG_SAMPLES,
    *WEBP_SAMPLES,
)
