"""What one file says, in a line: for lists of thousands, where whole reports would fill the memory.

A summary holds facts and no sentences, so that it can be told in any language.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from toolkit.metadata.model import Harm

if TYPE_CHECKING:
    from toolkit.metadata.model import Finding, Report

_ORDER: Final = {harm: place for place, harm in enumerate(Harm)}
_POSITION: Final = "gps-position"

# Told with each file for itself, but no sign of harm in a list: nearly every file has it. The first
# stays on this disk when the file is sent; the second stands in the list, to be read.
_NOT_LISTED: Final = frozenset({"modified-time", "named-in-words"})


@dataclass(frozen=True, slots=True)
class Summary:
    """One file in a line. Text is neutral; what is not known is empty.

    Attributes:
        format: Name of the format.
        size: Bytes of the file.
        harms: What it can do, the worst first, each once.
        place: The nearest town, or a place that it names.
        time: When it says it was taken, or what other time it says; ISO 8601.
        device: Maker and model, or else a serial number.
        person: The first person or words of a person that it names.
        hidden: How many pictures, films or sounds it hides.
        other: How many other things it says.
        checked_by: Who read it.
    """

    format: str
    size: int
    harms: tuple[Harm, ...]
    place: str
    time: str
    device: str
    person: str
    hidden: int
    other: int
    checked_by: tuple[str, ...]

    @property
    def rank(self) -> int:
        """How bad it is: a worse harm outweighs all lesser ones together."""
        return sum(1 << (len(Harm) - _ORDER[harm]) for harm in self.harms)


def summarise(report: Report) -> Summary:
    """The line of one report.

    Args:
        report: What was found in the file.
    """
    findings = [f for f in report.findings if f.code not in _NOT_LISTED]
    of = _by_harm(findings)
    told_elsewhere = (Harm.PLACE, Harm.PERSON, Harm.SERIAL, Harm.TIME, Harm.MODEL)
    hidden = len(of.get(Harm.HIDDEN_PICTURE, ()))
    return Summary(
        format=report.walk.format,
        size=report.size,
        harms=tuple(of),
        place=_place(of.get(Harm.PLACE, [])),
        time=_time(of.get(Harm.TIME, [])),
        device=_device(of.get(Harm.MODEL, []), of.get(Harm.SERIAL, [])),
        person=_first(of.get(Harm.PERSON, []), "name", "text"),
        hidden=hidden,
        other=sum(len(of[harm]) for harm in of if harm not in told_elsewhere) - hidden,
        checked_by=report.checked_by,
    )


def located(report: Report) -> Report:
    """The same report, with the nearest town beside each position.

    Looking one up needs a list that takes a tenth of a second to load, which a worker has and a
    screen has not.
    """
    return replace(report, findings=tuple(map(_with_town, report.findings)))


def _with_town(finding: Finding) -> Finding:
    position = position_of(finding)
    if position is None:
        return finding
    from toolkit.metadata import places  # noqa: PLC0415 - most photos name no place

    near = places.nearest(*position)
    if near is None:
        return finding
    facts = {
        "town": near.town,
        "country": near.country,
        "country-code": near.code,
        "km": f"{near.km:.1f}",
        "inside": "yes" if near.inside else "",
    }
    return replace(finding, facts=finding.facts | facts)


def position_of(finding: Finding) -> tuple[float, float] | None:
    """Where a finding says that the maker was: degrees north and east; `None` if it does not."""
    if finding.code != _POSITION:
        return None
    try:
        latitude, longitude = (float(finding.facts[name]) for name in ("latitude", "longitude"))
    except (KeyError, ValueError):
        return None
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        return None
    return latitude, longitude


def _by_harm(findings: list[Finding]) -> dict[Harm, list[Finding]]:
    """The findings of each harm that there is, the worst first."""
    sorted_findings = sorted(findings, key=lambda finding: _ORDER[finding.harm])
    of: dict[Harm, list[Finding]] = {}
    for finding in sorted_findings:
        of.setdefault(finding.harm, []).append(finding)
    return of


def _place(findings: list[Finding]) -> str:
    """The town of the first position, else the first name of a place, else the position."""
    positions = [f for f in findings if position_of(f)]
    towns = [f.facts["town"] for f in positions if f.facts.get("town")]
    if towns:
        return towns[0]
    names = [f.raw for f in findings if f.code == "place-name"]
    return names[0] if names else _first(positions or findings, "text")


def _time(findings: list[Finding]) -> str:
    taken = [f for f in findings if f.code == "time-taken"]
    return _first(taken or findings, "time")


def _device(models: list[Finding], serials: list[Finding]) -> str:
    for finding in models:
        if finding.code == "camera-model":
            make, model = finding.facts.get("make", ""), finding.facts.get("model", "")
            repeated = make.casefold().split(maxsplit=1)[:1]
            if not model or (repeated and model.casefold().startswith(repeated[0])):
                return model or make
            return f"{make} {model}".strip()
    return _first(serials, "serial", "text")


def _first(findings: list[Finding], *facts: str) -> str:
    """The first that is known of some facts, of the first finding that knows one."""
    for finding in findings:
        for fact in (*facts, ""):
            value = finding.facts.get(fact, "") if fact else finding.raw
            if value:
                return value
    return ""
