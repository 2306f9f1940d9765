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
_NO_DATE: Final = r"0000:00:00 00:00:00"
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
    "ProfileDateTime": _NO_DATE,
    "ProfileFileSignature": "acsp",
    "ProfileID": r"0( 0){15}",
    "ProfileVersion": r"[0-9]{3,4}",
    "RenderingIntent": r"[0-3]",
}

_TIFF_TYPES: Final = frozenset({"TIFF", "BTF"})

_BY_GROUP: Final[dict[str, dict[str, str]]] = {
    "File": {
        "FileType FileTypeExtension MIMEType": _WORDS,
        "ExifByteOrder": r"MM|II",
        "ImageWidth ImageHeight EncodingProcess BitsPerSample ColorComponents": _NUMBERS,
        "YCbCrSubSampling PageCount": _NUMBERS,
        # BMP
        "BMPVersion Planes BitDepth Compression ImageLength PixelsPerMeterX": _NUMBERS,
        "PixelsPerMeterY NumColors NumImportantColors RedMask GreenMask BlueMask": _NUMBERS,
        "AlphaMask RedEndpoint GreenEndpoint BlueEndpoint GammaRed": _NUMBERS,
        "GammaGreen GammaBlue RenderingIntent": _NUMBERS,
    },
    "BMP": {
        # A profile in the file, rebuilt; whole pictures in the file, cleaned as any other.
        "ColorSpace": r"sRGB|MBED|Win |[0-9]+",
        "ProfileDataOffset ProfileSize": _NUMBERS,
        "EmbeddedJPG EmbeddedPNG": _BINARY,
    },
    # What it calls the picture itself where that is packed as JPEG.
    "HEIF": {"PreviewImage": _BINARY},
    # Our copy leaves the way up where the original has it, for readers that look only there.
    "PNG-order": {
        "Warning": re.escape(
            "[minor] Text/EXIF chunk(s) found after PNG IDAT (may be ignored by some readers)"
        )
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
    # Exif in a format that is not TIFF: which way up, and nothing else.
    "IFD beside a picture": {"Orientation": r"[1-8]"},
    "IFD": {
        "Orientation": r"[1-8]",
        "SubfileType OldSubfileType ImageWidth ImageHeight BitsPerSample": _NUMBERS,
        "Compression PhotometricInterpretation FillOrder SamplesPerPixel": _NUMBERS,
        "RowsPerStrip XResolution YResolution PlanarConfiguration": _NUMBERS,
        "ResolutionUnit Predictor TileWidth TileLength ExtraSamples": _NUMBERS,
        "SampleFormat YCbCrSubSampling YCbCrPositioning T4Options T6Options": _NUMBERS,
        "SMinSampleValue SMaxSampleValue InkSet NumberofInks DotRange PageNumber": _NUMBERS,
        # What it calls the strips of a page that is packed as JPEG.
        "PreviewImageStart PreviewImageLength": _NUMBERS,
        "PreviewImage": _BINARY,
        "StripOffsets StripByteCounts TileOffsets TileByteCounts": _NUMBERS_OR_BINARY,
        "ColorMap JPEGTables YCbCrCoefficients ReferenceBlackWhite": _NUMBERS_OR_BINARY,
        "WhitePoint PrimaryChromaticities TransferFunction": _NUMBERS_OR_BINARY,
    },
    "SVG": {
        "ImageWidth ImageHeight TagX TagY": r"-?[0-9.]+(e-?[0-9]+)?(px|mm|cm|in|pt|pc|em|ex|%)?",
        "ViewBox SVGVersion": _NUMBERS,
        "PreserveAspectRatio": r"none|x(Min|Mid|Max)Y(Min|Mid|Max)( meet| slice)?",
        "Xmlns": r"http://www\.w3\.org/2000/svg",
        "XmlnsXlink": r"http://www\.w3\.org/1999/xlink",
    },
    # HEIC and AVIF (ISO 23008-12); dates are empty and names are those of the standard.
    "Meta": {"MetaImageSize PrimaryItemReference": _NUMBERS, "Unknown_idat": _BINARY},
    "QuickTime": {
        "MajorBrand": r"heic|heix|heim|heis|hevc|hevx|mif1|mif2|msf1|avif|avis|miaf",
        "MinorVersion": r"0\.0\.0",
        "CompatibleBrands": r'\["[A-Za-z0-9]{4}"(, "[A-Za-z0-9]{4}")*\]',
        "HandlerType": "pict",
        "AuxiliaryImageType": r"urn:mpeg:(mpegB:cicp:systems:auxiliary:alpha|hevc:2015:auxid:1)",
        "ColorProfiles": r"nclx|nclc|prof|rICC",
        "CreateDate ModifyDate": _NO_DATE,
        "ImageSpatialExtent ImagePixelDepth PixelAspectRatio CleanAperture Rotation": _NUMBERS,
        "Mirroring ColorPrimaries TransferCharacteristics MatrixCoefficients": _NUMBERS,
        "VideoFullRangeFlag MaxContentLightLevel MaxPicAverageLightLevel": _NUMBERS,
        "MediaDataOffset MediaDataSize": _NUMBERS,
        # The decoders' own parameters: HEVC (ISO 14496-15, 8.3.3) and AV1 (av1-isobmff, 2.3).
        "HEVCConfigurationVersion GeneralProfileSpace GeneralTierFlag": _NUMBERS,
        "GeneralProfileIDC GenProfileCompatibilityFlags ConstraintIndicatorFlags": _NUMBERS,
        "GeneralLevelIDC MinSpatialSegmentationIDC ParallelismType ChromaFormat": _NUMBERS,
        "BitDepthLuma BitDepthChroma AverageFrameRate ConstantFrameRate": _NUMBERS,
        "NumTemporalLayers TemporalIDNested": _NUMBERS,
        "AV1ConfigurationVersion SeqProfile SeqLevelIdx0 SeqTier0 HighBitDepth": _NUMBERS,
        "TwelveBit ChromaSamplePosition InitialDelaySamples": _NUMBERS,
        # Sequences: movie headers.
        "MovieHeaderVersion TimeScale Duration PreferredRate PreferredVolume": _NUMBERS,
        "MatrixStructure NextTrackID": _NUMBERS,
        "PreviewTime PreviewDuration PosterTime SelectionTime SelectionDuration": "0",
        "CurrentTime": "0",
        "MediaData Unknown_clli Unknown_cclv Unknown_mdcv Unknown_amve": _BINARY,
        "Unknown_cmpd Unknown_uncC Unknown_prem Unknown_rref": _BINARY,
        "Unknown_a1op Unknown_a1lx Unknown_lsel Unknown_imir": f"|{_BINARY}",
    },
    "Track": {
        "HandlerType": r"pict|vide|auxv",
        "OtherFormat CompressorID": r"hvc1|hev1|av01|avc1",
        "MediaLanguageCode": "und",
        "TrackCreateDate TrackModifyDate MediaCreateDate MediaModifyDate": _NO_DATE,
        "TrackHeaderVersion TrackID TrackDuration TrackLayer TrackVolume": _NUMBERS,
        "MatrixStructure ImageWidth ImageHeight GraphicsMode OpColor BitDepth": _NUMBERS,
        "MediaHeaderVersion MediaTimeScale MediaDuration XResolution YResolution": _NUMBERS,
        "SourceImageWidth SourceImageHeight VideoFrameRate PixelAspectRatio": _NUMBERS,
        "ColorProfiles": r"nclx|nclc|prof|rICC",
        "ColorPrimaries TransferCharacteristics MatrixCoefficients": _NUMBERS,
        "VideoFullRangeFlag": _NUMBERS,
        "ChunkOffset SampleSizes SampleToChunk SyncSampleTable": _BINARY,
        "TimeToSampleTable CompositionTimeToSample": _BINARY,
        "Unknown_av1C Unknown_hvcC Unknown_ccst Unknown_colr Unknown_edts": _BINARY,
        "Unknown_auxi Unknown_auxl Unknown_prem": _BINARY,
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

# Boxes of ISO base media files that are counted together, whatever their number.
_SERIES: Final = (
    (re.compile(r"IFD[0-9]+|SubIFD[0-9]*"), "IFD"),
    (re.compile(r"Track[0-9]+"), "Track"),
)


def surplus(found: list[Tag]) -> list[Tag]:
    """The tags of a file that do not belong to the structure of its picture.

    Args:
        found: All tags of the file.
    """
    kind = next((tag.value for tag in found if tag.name == "FileType"), "")
    return [tag for tag in found if not _is_structure(tag, kind)]


def _is_structure(tag: Tag, kind: str) -> bool:
    """Whether a tag belongs to the structure of a file of this kind."""
    group = next((one for series, one in _SERIES if series.fullmatch(tag.group)), tag.group)
    if group == "IFD" and kind not in _TIFF_TYPES:
        group = "IFD beside a picture"
    groups = (group, _OF_ONE_KIND.get((group, kind), ""))
    patterns = (_PATTERNS.get((one, tag.name)) for one in groups)
    return any(pattern and pattern.fullmatch(tag.value) for pattern in patterns)


# Tags that only one kind of file may have in a group that all have.
_OF_ONE_KIND: Final = {
    ("File", "BMP"): "BMP",
    ("File", "HEIF"): "HEIF",
    ("File", "HEIC"): "HEIF",
    ("ExifTool", "PNG"): "PNG-order",
    ("ExifTool", "APNG"): "PNG-order",
}

_PATTERNS: Final = {
    (group, name): re.compile(pattern, re.ASCII)
    for group, names_and_patterns in _BY_GROUP.items()
    for names, pattern in names_and_patterns.items()
    for name in names.split()
}
