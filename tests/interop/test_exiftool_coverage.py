"""What ExifTool shows of a real photo that could harm a person, Parasol tells as well."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from toolkit.errors import InputError
from toolkit.metadata import inspect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.metadata.model import Finding

CORPUS: Final = Path(__file__).parents[2].parent / "shared" / "corpus"
PHOTOS: Final = sorted(
    path for path in CORPUS.glob("*") if path.suffix.lower() in {".jpg", ".jpeg", ".mpo"}
)

pytestmark = [
    pytest.mark.skipif(shutil.which("exiftool") is None, reason="ExifTool is not installed"),
    pytest.mark.skipif(not PHOTOS, reason="the corpus is not here"),
]

# Which tags can harm: places, people, devices, dates.
_HARMFUL: Final = re.compile(
    r"GPSLatitude$|GPSLongitude$|GPSDestL|GPSAltitude$|Serial|Owner|Artist|Copyright$|Creator$|"
    r"By-?line|Author|UniqueID|DocumentID|InstanceID|UUID|ContentIdentifier|PhotoIdentifier|"
    r"DateTime|CreateDate|ModifyDate|MetadataDate|PowerUpTime|DateCreated|TimeCreated|"
    r"City$|Country|Sub-?location|Landmark|BabyName|HostComputer|ShutterCount|ImageNumber|"
    r"Description$|Caption|UserComment|Title$|Keywords|Subject$"
)
# What the file itself says, not the disk, nor what ExifTool worked out.
# PictureInfo has its date in seconds, which is told as it stands.
_GROUPS: Final = re.compile(r"^(?!System|File|Composite|ExifTool|ICC|PictureInfo:Date)")
# About the tags, not about the person.
_NOT_VALUES: Final = re.compile(
    r"Format$|Flags?$|Ref$|SubSec|Digest|Mode$|Zone|LightSource|SubjectDistance"
)


def sensitive(photo: dict[str, object]) -> Iterator[tuple[str, str]]:
    """The harmful tags that ExifTool shows, with their values as numbers and text."""
    for tag, value in photo.items():
        name = tag.rpartition(":")[2]
        if not _GROUPS.match(tag) or not _HARMFUL.search(name) or _NOT_VALUES.search(name):
            continue
        values = value if isinstance(value, list) else [value]
        for one in values:
            text = str(one)
            # A clock that shows no date there can be: the camera's own garbage.
            if re.match(r"\d{5,}:\d\d:", text):
                continue
            if text.strip("0 :.-\0") and not text.startswith(("(Binary", "(none", "undef")):
                yield tag, text


def plain(text: str) -> str:
    """Only what counts in a comparison: letters and digits."""
    return "".join(character for character in text.casefold() if character.isalnum())


def tells(findings: tuple[Finding, ...], tag: str, value: str) -> bool:
    """Whether some finding has the value."""
    if re.match(r"(19|20)\d\d:\d\d:\d\d", value):
        digits = re.sub(r"\D", "", value[:19])
        return any(digits in re.sub(r"\D", "", text) for text in _texts(findings))
    said = [plain(text) for text in _texts(findings)]
    value = value.removeprefix("0x").strip()
    if plain(value) and any(plain(value)[:80] in text for text in said):
        return True
    if re.fullmatch(r"-?\d+(\.\d+)?", value) and "GPS" in tag:
        return any(
            abs(abs(float(number)) - abs(float(value))) < (0.06 if "Altitude" in tag else 1e-4)
            for finding in findings
            for number in re.findall(r"-?\d+\.\d+", finding.raw)
        )
    return any(value.casefold() in finding.raw.casefold() for finding in findings)


def _texts(findings: tuple[Finding, ...]) -> list[str]:
    return [" ".join((finding.raw, *finding.facts.values())) for finding in findings]


def test_what_exiftool_shows_of_real_photos_is_told() -> None:
    command = ["exiftool", "-config", "", "-j", "-G1", "-a", "-u", "-n", *map(str, PHOTOS)]
    answer = subprocess.run(command, capture_output=True, check=False)
    missed: list[str] = []
    shown = 0
    for path, photo in zip(PHOTOS, json.loads(answer.stdout), strict=True):
        try:
            findings = inspect(path).findings
        except InputError:
            continue
        for tag, value in sensitive(photo):
            shown += 1
            if not tells(findings, tag, value):
                missed.append(f"{path.name}: {tag} = {value[:60]}")
    assert shown, "the corpus has no harmful tags at all"
    assert missed == [], f"{shown - len(missed)} of {shown} told"
