"""What a file's name and the disk say about it is told."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.metadata import file_names, surroundings
from toolkit.metadata.explain import sentence
from toolkit.metadata.model import Harm
from toolkit.new_file import MODIFIED

if TYPE_CHECKING:
    from pathlib import Path

    from toolkit.metadata.model import Finding

MOMENT = "2026-05-03T14:22:10"
UTC_MOMENT = "2026-05-03T12:22:10Z"


def named(name: str) -> dict[str, str]:
    """The facts of the one finding that a telling name gives."""
    (finding,) = [f for f in file_names.read(name) if f.code == "telling-name"]
    assert finding.stop == 0
    return finding.facts


@pytest.mark.parametrize(
    ("name", "pattern", "time"),
    [
        ("IMG_20260503_142210.jpg", "a phone", MOMENT),
        ("20260503_142210.jpg", "a phone", MOMENT),
        ("MVIMG_20260503_142210.jpg", "a phone", MOMENT),
        ("PXL_20260503_142210123.MP.jpg", "Google Pixel", MOMENT),
        ("DJI_20260503142210_0001_D.JPG", "DJI", MOMENT),
        ("WP_20260503_14_22_10_Pro.jpg", "Windows Phone", MOMENT),
        ("signal-2026-05-03-14-22-10-123.jpg", "Signal", MOMENT),
        ("signal-2026-05-03-142210.jpeg", "Signal", MOMENT),
        ("WhatsApp Image 2026-05-03 at 14.22.10.jpeg", "WhatsApp", MOMENT),
        ("WhatsApp Image 2026-05-03 at 2.22.10 PM (1).jpeg", "WhatsApp", MOMENT),
        ("WhatsApp Image 2026-05-03 at 12.22.10 AM.jpeg", "WhatsApp", "2026-05-03T00:22:10"),
        ("IMG-20260503-WA0001.jpg", "WhatsApp", "2026-05-03"),
        ("photo_2026-05-03_14-22-10.jpg", "Telegram", MOMENT),
        ("viber_image_2026-05-03_14-22-10-123.jpg", "Viber", MOMENT),
        ("threema-20260503-142210123.jpg", "Threema", MOMENT),
        ("line_1777810930123.jpg", "LINE", UTC_MOMENT),
        ("FB_IMG_1777810930123.jpg", "Facebook", UTC_MOMENT),
        ("mmexport1777810930123.jpg", "WeChat", UTC_MOMENT),
        ("RPReplay_Final1777810930.mp4", "a screen recording", UTC_MOMENT),
        ("Screenshot from 2026-05-03 14-22-10.png", "a screenshot", MOMENT),
        ("Screen Shot 2026-05-03 at 2.22.10 PM.png", "a screenshot", MOMENT),
        ("Bildschirmfoto 2026-05-03 um 14.22.10.png", "a screenshot", MOMENT),
        ("holiday 2026-05-03.jpg", "a date", "2026-05-03"),
    ],
)
def test_a_name_that_tells_the_time_is_told_with_it(name: str, pattern: str, time: str) -> None:
    facts = named(name)
    assert facts["pattern"] == pattern
    assert facts["time"] == time


@pytest.mark.parametrize(
    ("name", "pattern"),
    [
        ("DSC_1234.JPG", "Nikon"),
        ("DSC01234.JPG", "Sony"),
        ("DSCF1234.JPG", "Fujifilm"),
        ("GOPR0123.JPG", "GoPro"),
        ("DJI_0001.JPG", "DJI"),
        ("IMG_1234.HEIC", "a phone or camera"),
        ("Screenshot (12).png", "a screenshot"),
        ("Snapchat-123456789.jpg", "Snapchat"),
        ("received_1234567890123456.jpeg", "Messenger"),
        ("6F9619FF-8B86-D011-B42D-00C04FC964FF.jpg", "a unique number"),
    ],
)
def test_a_name_that_tells_where_it_comes_from_is_told(name: str, pattern: str) -> None:
    assert named(name)["pattern"] == pattern


def test_a_screenshot_names_the_app_it_shows() -> None:
    name = "Screenshot_2026-05-03-14-22-10-123_org.thoughtcrime.securesms.jpg"
    assert named(name)["app"] == "org.thoughtcrime.securesms"


def test_words_that_somebody_chose_are_told() -> None:
    findings = list(file_names.read("anna at the protest.jpg"))
    assert [(f.code, f.harm) for f in findings] == [("named-in-words", Harm.PERSON)]


@pytest.mark.parametrize("name", ["photo-abcd2345.jpg", "scan001.png", "image (2).jpg", "1.jpg"])
def test_a_neutral_name_says_nothing(name: str) -> None:
    assert list(file_names.read(name)) == []


@given(st.text(max_size=120))
def test_no_name_whatever_raises_anything_or_gets_out_raw(name: str) -> None:
    for finding in file_names.read(name):
        assert "\x1b" not in finding.raw
        assert sentence(finding)


def by_code(findings: tuple[Finding, ...], code: str) -> list[Finding]:
    return [finding for finding in findings if finding.code == code]


def test_the_time_on_the_disk_is_told(tmp_path: Path) -> None:
    path = tmp_path / "1.jpg"
    path.write_bytes(b"x")
    os.utime(path, (1_777_810_930, 1_777_810_930))
    (finding,) = by_code(surroundings.read(path), "modified-time")
    assert finding.facts["time"].startswith("2026-05-0")


def test_the_constant_time_of_a_copy_is_not_told(tmp_path: Path) -> None:
    path = tmp_path / "1.jpg"
    path.write_bytes(b"x")
    os.utime(path, (MODIFIED, MODIFIED))
    assert surroundings.read(path) == ()


def test_a_file_that_is_not_there_raises_nothing(tmp_path: Path) -> None:
    assert surroundings.read(tmp_path / "1.jpg") == ()
    assert surroundings.read("no\0name") is not None


@pytest.fixture
def noted(tmp_path: Path) -> Path:
    """A file on a disk that takes notes."""
    path = tmp_path / "1.jpg"
    path.write_bytes(b"x")
    try:
        os.setxattr(path, "user.parasol.test", b"1")
    except OSError:
        pytest.skip("this disk takes no notes about files")
    os.removexattr(path, "user.parasol.test")
    return path


def test_the_address_it_was_downloaded_from_is_told(noted: Path) -> None:
    os.setxattr(noted, "user.xdg.origin.url", b"https://example.org/anna?session=4711")
    (finding,) = by_code(surroundings.read(noted), "download-address")
    assert finding.facts["text"] == "https://example.org/anna?session=4711"


def test_an_address_inside_a_property_list_is_found(noted: Path) -> None:
    value = b"bplist00\xa1\x01_\x10\x1fhttps://example.org/anna\x08\x0a"
    os.setxattr(noted, "user.com.apple.metadata:kMDItemWhereFroms", value)
    (finding,) = by_code(surroundings.read(noted), "download-address")
    assert finding.facts["text"] == "https://example.org/anna"


def test_any_other_note_is_told_and_made_harmless(noted: Path) -> None:
    os.setxattr(noted, "user.tags", b"Anna\x1b[2J")
    (finding,) = by_code(surroundings.read(noted), "extended-attribute")
    assert finding.facts == {"name": "user.tags", "text": "Anna\\x1b[2J"}
