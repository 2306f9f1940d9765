"""What ExifTool may still say of a clean copy: the structure of a picture, and no more.

Everything is listed by group and name, with what its value may look like. What is not listed
refutes the copy, so that a version of ExifTool that knows more asks more of us.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from toolkit.metadata.exiftool.tags import Tag

_NUMBERS: Final = r"-?[0-9][-+0-9.eE ]*"
_BINARY: Final = r"\(Binary data [0-9]+ bytes, use -b option to extract\)"
_NUMBERS_OR_BINARY: Final = f"{_NUMBERS}|{_BINARY}"
# Words out of ExifTool's own tables, or four-letter codes that our walk has let through.
_WORDS: Final = r"[A-Za-z0-9][A-Za-z0-9 ./+()-]{0,40}"

# A profile that we rebuilt has the same header whoever made the original (payloads/icc).
_PROFILE_HEADER: Final = {
    "CMMFlags": "0",
    "ColorSpaceData": r"RGB |GRAY|CMYK|Lab |YCbr|XYZ ",
    "ConnectionSpaceIlluminant": r"0\.9642 1 0\.82491",
    "DeviceAttributes": "0 0",
    "DeviceManufacturer": "",
    "DeviceModel": "",
    "PrimaryPlatform": "",
    "ProfileCMMType": "",
    "ProfileClass": r"mntr|scnr|prtr|spac",
    "ProfileConnectionSpace": r"XYZ |Lab ",
    "ProfileCreator": "",
    "ProfileDateTime": r"0000:00:00 00:00:00",
    "ProfileFileSignature": "acsp",
    "ProfileID": r"0( 0){15}",
    "ProfileVersion": r"[0-9]{3,4}",
    "RenderingIntent": r"[0-3]",
}

_BY_GROUP: Final[dict[str, dict[str, str]]] = {
    "File": {
        "FileType FileTypeExtension MIMEType": _WORDS,
        "ExifByteOrder": r"MM|II",
        "ImageWidth ImageHeight EncodingProcess BitsPerSample ColorComponents": _NUMBERS,
        "YCbCrSubSampling PageCount": _NUMBERS,
        # BMP
        "BMPVersion Planes BitDepth Compression ImageLength PixelsPerMeterX": _NUMBERS,
        "PixelsPerMeterY NumColors NumImportantColors RedMask GreenMask BlueMask": _NUMBERS,
        "AlphaMask ColorSpace RedEndpoint GreenEndpoint BlueEndpoint GammaRed": _NUMBERS,
        "GammaGreen GammaBlue RenderingIntent": _NUMBERS,
    },
    "JFIF": {"JFIFVersion ResolutionUnit XResolution YResolution": _NUMBERS},
    "Adobe": {"DCTEncodeVersion APP14Flags0 APP14Flags1 ColorTransform": _NUMBERS},
    "PNG": {
        "AnimationFrames AnimationPlays BackgroundColor BitDepth ColorType": _NUMBERS,
        "Compression Filter ImageHeight ImageWidth Interlace SRGBRendering": _NUMBERS,
        "RedX RedY GreenX GreenY BlueX BlueY WhitePointX WhitePointY Gamma": _NUMBERS,
        "SignificantBits PixelUnits": _NUMBERS,
        # Which profile it is named is said by the chunk; ours has one name for all.
        "ProfileName": r"[a-z]{0,8}",
        "Palette Transparency PaletteHistogram": _NUMBERS_OR_BINARY,
        "ColorPrimaries TransferCharacteristics MatrixCoefficients VideoFullRangeFlag": _NUMBERS,
    },
    "PNG-pHYs": {"PixelsPerUnitX PixelsPerUnitY PixelUnits": _NUMBERS},
    "PNG-cICP": {
        "ColorPrimaries TransferCharacteristics MatrixCoefficients VideoFullRangeFlag": _NUMBERS
    },
    "GIF": {
        "GIFVersion": r"8[79]a",
        "ImageWidth ImageHeight HasColorMap ColorResolutionDepth BitsPerPixel": _NUMBERS,
        "BackgroundColor AnimationIterations FrameCount Duration": _NUMBERS,
        "TransparentColor PixelAspectRatio": _NUMBERS,
    },
    "RIFF": {
        "AlphaCompression AlphaFiltering AlphaIsUsed AlphaPreprocessing": _NUMBERS,
        "AnimationLoopCount BackgroundColor Duration HorizontalScale ImageHeight": _NUMBERS,
        "ImageWidth VP8Version VerticalScale WebP_Flags": _NUMBERS,
    },
    "IFD": {
        "Orientation": r"[1-8]",
        "SubfileType OldSubfileType ImageWidth ImageHeight BitsPerSample": _NUMBERS,
        "Compression PhotometricInterpretation FillOrder SamplesPerPixel": _NUMBERS,
        "RowsPerStrip XResolution YResolution PlanarConfiguration": _NUMBERS,
        "ResolutionUnit Predictor TileWidth TileLength ExtraSamples": _NUMBERS,
        "SampleFormat YCbCrSubSampling YCbCrPositioning T4Options T6Options": _NUMBERS,
        "SMinSampleValue SMaxSampleValue InkSet NumberofInks DotRange PageNumber": _NUMBERS,
        "StripOffsets StripByteCounts TileOffsets TileByteCounts": _NUMBERS_OR_BINARY,
        "ColorMap JPEGTables YCbCrCoefficients ReferenceBlackWhite": _NUMBERS_OR_BINARY,
        "WhitePoint PrimaryChromaticities TransferFunction": _NUMBERS_OR_BINARY,
    },
    "ICC-header": _PROFILE_HEADER,
    "ICC_Profile": {
        "ProfileCopyright ProfileDescription": "c?",
        "RedMatrixColumn GreenMatrixColumn BlueMatrixColumn": _NUMBERS,
        "MediaWhitePoint MediaBlackPoint ChromaticAdaptation": _NUMBERS,
        "RedTRC GreenTRC BlueTRC GrayTRC": _NUMBERS_OR_BINARY,
        "AToB0 AToB1 AToB2 BToA0 BToA1 BToA2 DToB0 BToD0": _BINARY,
        "ColorPrimaries TransferCharacteristics MatrixCoefficients VideoFullRangeFlag": _NUMBERS,
    },
}

_DIRECTORIES: Final = re.compile(r"IFD[0-9]+|SubIFD[0-9]*")


def is_structure(tag: Tag) -> bool:
    """Whether a tag belongs to the structure of a picture, and can say nothing else."""
    group = "IFD" if _DIRECTORIES.fullmatch(tag.group) else tag.group
    pattern = _PATTERNS.get((group, tag.name))
    return pattern is not None and pattern.fullmatch(tag.value) is not None


_PATTERNS: Final = {
    (group, name): re.compile(pattern, re.ASCII)
    for group, names_and_patterns in _BY_GROUP.items()
    for names, pattern in names_and_patterns.items()
    for name in names.split()
}
