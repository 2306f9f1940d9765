from __future__ import annotations

import pytest

from toolkit.errors import WorkerError
from toolkit.metadata.exiftool.structure import surplus
from toolkit.metadata.exiftool.tags import Tag, tags
from toolkit.metadata.exiftool.told import not_told
from toolkit.metadata.model import Finding, Harm, Report, Walk

WALK = Walk("JPEG", ".jpg", 1, 1, 1, (), ())


def report(*findings: Finding) -> Report:
    return Report(WALK, 99, findings)


def test_tags_come_with_the_place_they_stand_in() -> None:
    printed = [
        {
            "SourceFile": "/proc/self/fd/3",
            "ExifTool:ExifToolVersion": 13.58,
            "System:FileName": 3,
            "ExifTool:Warning": "strange",
            "IFD0:Make": "Canon",
            "ExifIFD:Copy1:ISO": 100,
            "XMP-dc:Creator": ["a", "b"],
        }
    ]
    assert tags(printed) == [
        Tag("ExifTool", "Warning", "strange"),
        Tag("IFD0", "Make", "Canon"),
        Tag("ExifIFD", "ISO", "100"),
        Tag("XMP-dc", "Creator", '["a", "b"]'),
    ]


@pytest.mark.parametrize("said", [[], [1], [[]], {}, None, "x", [{}, {}]])
def test_what_is_no_list_of_tags_is_no_opinion(said: object) -> None:
    with pytest.raises(WorkerError):
        tags(said)


@pytest.mark.parametrize(
    "tag",
    [
        Tag("File", "ImageWidth", "4000"),
        Tag("IFD0", "Orientation", "6"),
        Tag("IFD7", "StripOffsets", "8 16"),
        Tag("SubIFD1", "ImageWidth", "8"),
        Tag("ICC-header", "DeviceModel", ""),
        Tag("ICC_Profile", "RedTRC", "(Binary data 32 bytes, use -b option to extract)"),
    ],
)
def test_the_structure_of_a_picture_refutes_nothing(tag: Tag) -> None:
    assert surplus([Tag("File", "FileType", "TIFF"), tag]) == []


@pytest.mark.parametrize(
    "tag",
    [
        Tag("File", "Comment", "1"),
        Tag("File", "ImageWidth", "4000 in Paris"),
        Tag("File", "ImageWidth", "4000\n"),
        Tag("File", "ImageWidth", "٤"),
        Tag("IFD0", "Orientation", "9"),
        Tag("IFD0", "Make", "Canon"),
        Tag("IFD0", "Unknown_0x9999", "1"),
        Tag("GPS", "ImageWidth", "1"),
        Tag("ICC-header", "ProfileDateTime", "2020:01:01 00:00:00"),
        Tag("ICC-header", "ProfileCreator", "appl"),
        Tag("ICC_Profile", "ProfileDescription", "Display P3"),
        Tag("ICC_Profile", "ProfileDescription-de", "c"),
        Tag("QuickTime", "CreateDate", "2020:01:01 00:00:00"),
        Tag("Track1", "HandlerDescription", "Core Media Video"),
        Tag("ExifTool", "Warning", "anything"),
        Tag("JFIF", "ThumbnailImage", "(Binary data 9 bytes, use -b option to extract)"),
        Tag("SubIFDs", "ImageWidth", "1"),
    ],
)
def test_everything_else_does(tag: Tag) -> None:
    assert surplus([Tag("File", "FileType", "TIFF"), tag]) == [tag]


def test_what_a_tiff_needs_is_too_much_beside_a_jpeg() -> None:
    way_up, width = Tag("IFD0", "Orientation", "6"), Tag("IFD0", "ImageWidth", "160")
    assert surplus([Tag("File", "FileType", "JPEG"), way_up, width]) == [width]


@pytest.mark.parametrize(
    ("tag", "harm"),
    [
        (Tag("GPS", "GPSLatitude", "41.0"), Harm.PLACE),
        (Tag("IPTC", "City", "Istanbul"), Harm.PLACE),
        (Tag("XMP-mwg-rs", "RegionName", "Ada"), Harm.PERSON),
        (Tag("IFD0", "Artist", "Ada"), Harm.PERSON),
        (Tag("Canon", "OwnerName", "Ada"), Harm.PERSON),
        (Tag("Nikon", "SerialNumber", "2012345"), Harm.SERIAL),
        (Tag("ExifIFD", "LensSerialNumber", "0000c12345"), Harm.SERIAL),
        (Tag("XMP-xmpMM", "InstanceID", "uuid:1f3a"), Harm.SERIAL),
        (Tag("ExifIFD", "DateTimeOriginal", "2020:01:02 03:04:05"), Harm.TIME),
        (Tag("IFD1", "ThumbnailImage", "(Binary data 9 bytes)"), Harm.HIDDEN_PICTURE),
        (Tag("XMP-xmpMM", "History", '[{"Action": "saved"}]'), Harm.HISTORY),
        (Tag("JUMBF", "Claim_generator", "Adobe Photoshop"), Harm.HISTORY),
        (Tag("IFD0", "Software", "GIMP"), Harm.SOFTWARE),
        (Tag("XMP-xmp", "CreatorTool", "GIMP"), Harm.SOFTWARE),
        (Tag("IFD0", "Model", "EOS R5"), Harm.MODEL),
        (Tag("FlashPix", "Unthought-of", "by Ada"), Harm.UNKNOWN),
    ],
)
def test_what_it_alone_found_is_told_by_its_harm(tag: Tag, harm: Harm) -> None:
    (finding,) = not_told([tag], report())
    assert finding.harm is harm
    assert finding.raw == tag.value
    assert (finding.start, finding.stop) == (0, 99)


def test_numbers_under_telling_names_are_settings_and_told_together() -> None:
    found = [
        Tag("Canon", "TimeZoneCity", "32766"),
        Tag("ExifIFD", "ExposureTime", "0.0166"),
        Tag("Canon", "CanonModelID", "57999360"),
        Tag("Canon", "CameraISO", "Auto"),
        Tag("Nikon", "SerialNumber", "0000"),
    ]
    (finding,) = not_told(found, report())
    assert (finding.code, finding.facts) == ("camera-settings", {"count": "5"})


def test_a_moment_that_we_told_is_not_told_again_in_another_form() -> None:
    ours = Finding(
        Harm.TIME,
        "time-taken",
        "Exif",
        "2020:01:02 03:04:05",
        0,
        1,
        facts={"time": "2020-01-02T03:04:05+02:00"},
    )
    found = [Tag("Composite", "SubSecDateTime", "2020:01:02 03:04:05.12+02:00")]
    assert not_told(found, report(ours)) == (ours,)


def test_a_time_is_told_as_a_time() -> None:
    (finding,) = not_told([Tag("ExifIFD", "CreateDate", "2020:01:02 03:04:05+02:00")], report())
    assert finding.facts == {"time": "2020-01-02T03:04:05+02:00"}


def test_what_our_findings_tell_already_is_not_told_again() -> None:
    ours = Finding(Harm.PERSON, "author", "IFD0 Artist", "Ada", 0, 1)
    found = [Tag("IFD0", "Artist", "someone"), Tag("XMP-dc", "Creator", "ADA")]
    assert not_told(found, report(ours)) == (ours,)


def test_the_worst_stands_first_whoever_found_it() -> None:
    ours = Finding(Harm.SOFTWARE, "software", "IFD0 Software", "x", 0, 1)
    found = [Tag("GPS", "GPSLatitude", "41"), Tag("IFD0", "Make", "m")]
    assert [f.harm for f in not_told(found, report(ours))] == [
        Harm.PLACE,
        Harm.SOFTWARE,
        Harm.MODEL,
    ]


def test_text_that_steers_a_terminal_is_made_harmless() -> None:
    (finding,) = not_told([Tag("X\x1b[2J", "Y", "\x1b]0;x\x07")], report())
    assert "\x1b" not in finding.raw + finding.tag + str(finding.facts)
