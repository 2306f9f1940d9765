"""What ExifTool found and we did not, as findings among ours.

Most tags of a photo are settings: they are told together, by their number. What is told by itself
has to be named like something that points to a person, and to look like it too.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from toolkit.metadata import limits
from toolkit.metadata.model import Finding, Harm
from toolkit.metadata.payloads.harms import HARM_OF
from toolkit.neutral import neutral

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from toolkit.metadata.exiftool.tags import Tag
    from toolkit.metadata.model import Report

# How a value has to look.
_WORDS: Final = re.compile(r"[^\W\d_]{3}")
_DATE: Final = re.compile(
    r"(?!0000)(\d{4})[:-](\d\d)[:-](\d\d)(?:[ T](\d\d:\d\d(?::\d\d)?\S*))?", re.ASCII
)
_NUMBER_THAT_IDENTIFIES: Final = re.compile(r"(?=.*[1-9])[\w-]{4}")
_BINARY: Final = re.compile(r"\(Binary data|base64:")
_POSITION: Final = re.compile(r"[1-9]")

# What a tag says, by its name and the look of its value; the first that fits counts. The worst
# stand first.
_CODES: Final = tuple(
    (re.compile(name, re.ASCII), look, code)
    for name, look, code in (
        (r"^GPS(Lat|Long|Pos|Coord)|Latitude|Longitude", _POSITION, "map-position"),
        (r"City|Country|State|Province|Location|Landmark", _WORDS, "place-name"),
        (r"PersonInImage|RegionName|UserName|FaceName|Nickname", _WORDS, "person-name"),
        (r"Owner", _WORDS, "owner"),
        (r"Artist|Author|By-?line|Creator(?!Tool)|Photographer|Writer|Editor", _WORDS, "author"),
        (r"Copyright|Rights|Credit|License", _WORDS, "copyright"),
        (r"E-?mail|Phone|Contact|Address|URL|WebStatement", _WORDS, "contact"),
        (r"Lens.*Serial", _NUMBER_THAT_IDENTIFIES, "lens-serial"),
        (r"Serial|BodyID", _NUMBER_THAT_IDENTIFIES, "camera-serial"),
        (
            r"Unique|UUID|GUID|DocumentID|InstanceID|Identifier|Digest|Hash|ImageID",
            _NUMBER_THAT_IDENTIFIES,
            "unique-id",
        ),
        (r"Date|Time", _DATE, "time-told"),
        (r"Video|Movie|MotionPhoto", _BINARY, "hidden-video"),
        (r"Audio|Sound", _BINARY, "hidden-sound"),
        (
            r"Thumbnail|Preview|MPImage|JpgFromRaw|Embedded|DepthMap|GainMap",
            _BINARY,
            "hidden-picture",
        ),
        (r"Comment|Description|Caption|Note$|Instructions", _WORDS, "comment"),
        (r"Title|Headline|ObjectName", _WORDS, "title"),
        (r"Keyword|Subject$", _WORDS, "keywords"),
        (r"History|DerivedFrom|Action", _WORDS, "edit-history"),
        (r"FileName|FilePath", _WORDS, "file-name"),
        (r"Claim|Ingredient|Manifest", _WORDS, "provenance-manifest"),
        (r"Software|Creator[tT]ool|Firmware|Encoder|Toolkit", _WORDS, "software"),
        (r"Lens", _WORDS, "lens-model"),
        (r"Make$|Model", _WORDS, "camera-model"),
    )
)

_FACTS: Final = {
    "camera-serial": "serial",
    "lens-serial": "serial",
    "time-told": "time",
    "unknown-data": "label",
}

# Where ExifTool shows the camera's settings: nothing there is a text by a person.
_SETTINGS: Final = re.compile(
    r"IFD0|IFD1|ExifIFD|InteropIFD|SubIFD|GlobParamIFD|PrintIM|ICC|File|Composite|QuickTime|Track"
    r"|Canon|Nikon|Sony|Fuji|Olympus|Panasonic|Apple|Samsung|Pentax|Casio|Leica|Ricoh|Kodak|Sigma"
    r"|Minolta|Sanyo|JVC|HP|GE|Motorola|Google|DJI|GoPro|Hasselblad|PhaseOne|Reconyx|FLIR",
    re.ASCII,
)

_ENOUGH_TO_COMPARE: Final = 3

_ORDER: Final = {harm: place for place, harm in enumerate(Harm)}


def not_told(found: Iterable[Tag], report: Report) -> tuple[Finding, ...]:
    """All findings: ours, and those of the second reader of which ours tell nothing yet.

    Args:
        found: Tags that are no part of the structure.
        report: What we found.

    Returns:
        At most `limits.FINDINGS`, the worst first.
    """
    ours = _Told(report.findings)
    new: dict[tuple[str, str], Finding] = {}
    settings: list[Tag] = []
    for tag in found:
        if tag.group == "ExifTool":  # what it says of its own reading
            continue
        code = _code(tag)
        if code == "camera-settings":
            settings.append(tag)
        elif not ours.tell(code, tag):
            finding = _finding(code, tag, report.size)
            # The same value under two names is told once.
            new.setdefault((code, _plain(finding.raw)), finding)
    findings = [*report.findings, *new.values()]
    if settings and not ours.has("camera-settings"):
        findings.append(_settings(settings, report.size))
    findings.sort(key=lambda finding: _ORDER[finding.harm])
    return tuple(findings[: limits.FINDINGS])


class _Told:
    """What our own findings say already."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self._codes = {finding.code for finding in findings}
        self._names = {_plain(word) for f in findings for word in (f.tag.split() or [""])[-1:]}
        self._values = {_plain(f.raw) for f in findings}
        self._values |= {_plain(fact) for f in findings for fact in f.facts.values()}
        self._text = " ".join(self._values)

    def has(self, code: str) -> bool:
        return code in self._codes

    def tell(self, code: str, tag: Tag) -> bool:
        """Whether a tag says nothing that they do not."""
        if code == "map-position" and self.has("gps-position"):
            return True
        if code in {"hidden-picture", "hidden-video", "hidden-sound"} and self.has(code):
            return True
        value = _plain(neutral(tag.value))
        if code == "time-told":
            # The same moment is written in many ways; to the minute it is the same.
            value = value[: len("202605031422")]
        known = len(value) > _ENOUGH_TO_COMPARE and value in self._text
        return known or value in self._values or _plain(tag.name) in self._names


def _code(tag: Tag) -> str:
    for name, look, code in _CODES:
        if name.search(tag.name) and look.search(tag.value):
            return code
    # A text under a name that nobody thought of may be anything.
    if _WORDS.search(tag.value) and not _SETTINGS.match(tag.group):
        return "unknown-data"
    return "camera-settings"


def _finding(code: str, tag: Tag, size: int) -> Finding:
    name = neutral(f"{tag.group} {tag.name}")
    raw = neutral(tag.value)
    fact = name if code == "unknown-data" else raw
    if code == "time-told":
        fact = _DATE.sub(_iso, raw)
    facts = {} if _BINARY.search(raw) else {_FACTS.get(code, "text"): fact}
    # Where it stands is not said; it is somewhere in the file.
    return Finding(HARM_OF[code], code, name, raw, 0, size, facts=facts)


def _settings(tags: list[Tag], size: int) -> Finding:
    raw = neutral("; ".join(f"{tag.name} {tag.value}" for tag in tags))
    facts = {"count": str(len(tags))}
    return Finding(
        HARM_OF["camera-settings"], "camera-settings", "ExifTool", raw, 0, size, facts=facts
    )


def _iso(found: re.Match[str]) -> str:
    year, month, day, time = found.groups()
    return f"{year}-{month}-{day}" + (f"T{time}" if time else "")


def _plain(text: str) -> str:
    """Letters and digits alone, so that two ways of writing the same agree."""
    return "".join(filter(str.isalnum, text)).casefold()
