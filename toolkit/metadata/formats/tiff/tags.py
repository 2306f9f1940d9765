"""The tags that this format knows by number, and what their fields call them.

Source: TIFF 6.0, section 8 and those it names; TIFF Technical Notes 1 and 2; Adobe Photoshop TIFF
technical notes (2002); Exif 3.0, 4.6; GeoTIFF 1.1 (OGC 19-008r4), annex B; DNG 1.7.
"""

from __future__ import annotations

from typing import Final

NEW_SUBFILE_TYPE: Final = 254
SUBFILE_TYPE: Final = 255
IMAGE_WIDTH: Final = 256
IMAGE_LENGTH: Final = 257
BITS_PER_SAMPLE: Final = 258
COMPRESSION: Final = 259
PHOTOMETRIC: Final = 262
FILL_ORDER: Final = 266
STRIP_OFFSETS: Final = 273
ORIENTATION: Final = 274
SAMPLES_PER_PIXEL: Final = 277
ROWS_PER_STRIP: Final = 278
STRIP_BYTE_COUNTS: Final = 279
X_RESOLUTION: Final = 282
Y_RESOLUTION: Final = 283
PLANAR_CONFIGURATION: Final = 284
T4_OPTIONS: Final = 292
T6_OPTIONS: Final = 293
RESOLUTION_UNIT: Final = 296
TRANSFER_FUNCTION: Final = 301
PREDICTOR: Final = 317
WHITE_POINT: Final = 318
PRIMARY_CHROMATICITIES: Final = 319
COLOR_MAP: Final = 320
TILE_WIDTH: Final = 322
TILE_LENGTH: Final = 323
TILE_OFFSETS: Final = 324
TILE_BYTE_COUNTS: Final = 325
SUB_IFDS: Final = 330
INK_SET: Final = 332
NUMBER_OF_INKS: Final = 334
EXTRA_SAMPLES: Final = 338
SAMPLE_FORMAT: Final = 339
JPEG_TABLES: Final = 347
JPEG_INTERCHANGE_FORMAT: Final = 513
JPEG_INTERCHANGE_FORMAT_LENGTH: Final = 514
YCBCR_COEFFICIENTS: Final = 529
YCBCR_SUBSAMPLING: Final = 530
YCBCR_POSITIONING: Final = 531
REFERENCE_BLACK_WHITE: Final = 532
XMP: Final = 700
IMAGE_DEPTH: Final = 32997
IPTC: Final = 33723
PHOTOSHOP: Final = 34377
EXIF_IFD: Final = 34665
ICC_PROFILE: Final = 34675
GPS_IFD: Final = 34853
IMAGE_SOURCE_DATA: Final = 37724
INTEROPERABILITY_IFD: Final = 40965
DNG_VERSION: Final = 50706

LABELS: Final = {
    254: "NewSubfileType",
    255: "SubfileType",
    256: "ImageWidth",
    257: "ImageLength",
    258: "BitsPerSample",
    259: "Compression",
    262: "PhotometricInterpretation",
    269: "DocumentName",
    270: "ImageDescription",
    271: "Make",
    272: "Model",
    273: "StripOffsets",
    279: "StripByteCounts",
    285: "PageName",
    301: "TransferFunction",
    305: "Software",
    306: "DateTime",
    315: "Artist",
    316: "HostComputer",
    318: "WhitePoint",
    319: "PrimaryChromaticities",
    320: "ColorMap",
    324: "TileOffsets",
    325: "TileByteCounts",
    330: "SubIFDs",
    333: "InkNames",
    337: "TargetPrinter",
    347: "JPEGTables",
    529: "YCbCrCoefficients",
    532: "ReferenceBlackWhite",
    700: "XMP",
    33432: "Copyright",
    33550: "GeoTIFF place: ModelPixelScale",
    33723: "IPTC",
    33922: "GeoTIFF place: ModelTiepoint",
    34264: "GeoTIFF place: ModelTransformation",
    34377: "Photoshop",
    34665: "Exif IFD",
    34675: "ICC profile",
    34735: "GeoTIFF place: GeoKeyDirectory",
    34736: "GeoTIFF place: GeoDoubleParams",
    34737: "GeoTIFF place: GeoAsciiParams",
    34853: "GPS IFD",
    37500: "MakerNote",
    37724: "Photoshop layers",
    40965: "Interoperability IFD",
    42112: "GDAL_METADATA",
    42113: "GDAL_NODATA",
    50838: "ImageJ sizes",
    50839: "ImageJ",
}


def label(tag: int) -> str:
    """What a tag's own standard calls it, or its number."""
    return LABELS.get(tag) or f"tag {tag}"
