"""What ExifTool found and we did not, as findings among ours."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final

from toolkit.metadata import limits
from toolkit.metadata.model import Finding, Harm
from toolkit.metadata.payloads.harms import HARM_OF
from toolkit.metadata.payloads.neutral import neutral

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from toolkit.metadata.exiftool.tags import Tag
    from toolkit.metadata.model import Report

# What a tag says, by its group and name; the first that matches counts, the worst stand first.
_CODES: Final = tuple(
    (re.compile(pattern, re.ASCII), code)
    for pattern, code in (
        (r"GPS|Latitude|Longitude", "map-position"),
        (r"City|Country|State|Province|Sub-?[Ll]ocation|Location|Landmark", "place-name"),
        (r"PersonInImage|RegionName|UserName|FaceName|Nickname", "person-name"),
        (r"Owner", "owner"),
        (r"Artist|Author|By-?line|Creator(?!Tool)|Photographer|Writer|Editor", "author"),
        (r"Copyright|Rights|Credit|License", "copyright"),
        (r"E-?mail|Phone|Contact|Address|URL|WebStatement", "contact"),
        (r"Lens.*Serial", "lens-serial"),
        (r"Serial|BodyID", "camera-serial"),
        (r"Unique|UUID|GUID|DocumentID|InstanceID|Identifier|Digest|Hash|ImageID", "unique-id"),
        (r"^(JUMBF|C2PA|CBOR|JSON):|C2PA|Claim|Ingredient|Manifest", "provenance-manifest"),
        (r"Date|Time(?!Scale|Base)", "time-told"),
        (r"Video|Movie|MotionPhoto", "hidden-video"),
        (r"Audio|Sound", "hidden-sound"),
        (r"(Thumbnail|Preview|MPImage|JpgFromRaw|Embedded|DepthMap|GainMap).*", "hidden-picture"),
        (r"Comment|Description|Caption|Note$|Instructions", "comment"),
        (r"Title|Headline|ObjectName", "title"),
        (r"Keyword|Subject", "keywords"),
        (r"History|DerivedFrom|Action|Version(ID|s)$", "edit-history"),
        (r"FileName|FilePath", "file-name"),
        (r"Software|Creator[tT]ool|Firmware|Program(?!med)|Encoder|Toolkit", "software"),
        (r"Lens", "lens-model"),
        (r"Make$|Model|Camera", "camera-model"),
    )
)

_FACTS: Final = {
    "camera-serial": "serial",
    "lens-serial": "serial",
    "time-told": "time",
    "unknown-data": "label",
}

_EXIF_TIME: Final = re.compile(r"(\d{4}):(\d\d):(\d\d)(?: (\d\d:\d\d(?::\d\d)?\S*))?", re.ASCII)

_ORDER: Final = {harm: place for place, harm in enumerate(Harm)}


def not_told(found: Iterable[Tag], report: Report) -> tuple[Finding, ...]:
    """All findings: ours, and those of the second reader of which ours tell nothing yet.

    Args:
        found: Tags that are no part of the structure.
        report: What we found.

    Returns:
        At most `limits.FINDINGS`, the worst first.
    """
    names = {_plain(word) for f in report.findings for word in (f.tag.split() or [""])[-1:]}
    values = {_plain(f.raw) for f in report.findings}
    values |= {_plain(fact) for f in report.findings for fact in f.facts.values()}
    new = (
        _finding(tag, report.size)
        for tag in found
        if _plain(tag.name) not in names and _plain(neutral(tag.value)) not in values
    )
    room = limits.FINDINGS - len(report.findings)
    together = [*report.findings, *islice(_once(new), max(room, 0))]
    return tuple(sorted(together, key=lambda finding: _ORDER[finding.harm]))


def _finding(tag: Tag, size: int) -> Finding:
    code = next((c for pattern, c in _CODES if pattern.search(tag.name)), None)
    if code is None:
        group = f"{tag.group}:"
        code = next((c for pattern, c in _CODES if pattern.search(group)), "unknown-data")
    name = neutral(f"{tag.group} {tag.name}")
    raw = neutral(tag.value)
    fact = name if code == "unknown-data" else raw
    if code == "time-told":
        fact = _EXIF_TIME.sub(_iso, raw)
    facts = {_FACTS.get(code, "text"): fact}
    # Where it stands is not said; it is somewhere in the file.
    return Finding(HARM_OF[code], code, name, raw, 0, size, facts=facts)


def _iso(found: re.Match[str]) -> str:
    year, month, day, time = found.groups()
    return f"{year}-{month}-{day}" + (f"T{time}" if time else "")


def _once(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Without those that say the same again under the same name."""
    seen = set()
    for finding in findings:
        if (finding.tag, finding.raw) not in seen:
            seen.add((finding.tag, finding.raw))
            yield finding


def _plain(text: str) -> str:
    """Letters and digits alone, so that two ways of writing the same agree."""
    return "".join(filter(str.isalnum, text)).casefold()
