"""From a finding to a sentence that a person understands."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Final

from toolkit.i18n import N_, _, ngettext
from toolkit.metadata.model import Harm, Stays
from toolkit.metadata.sentences import SENTENCES
from toolkit.neutral import neutral

if TYPE_CHECKING:
    from toolkit.metadata.model import Finding, Stay

# A value is quoted up to here in a sentence; the detail of a finding shows more.
_QUOTED_CHARACTERS: Final = 120
_PLACEHOLDER: Final = re.compile(r"\{(\w+)\}")
_KIBIBYTE: Final = 1024

_HARMS: Final = {
    Harm.PLACE: N_("Place"),
    Harm.PERSON: N_("Person"),
    Harm.SERIAL: N_("Device"),
    Harm.TIME: N_("Time"),
    Harm.HIDDEN_PICTURE: N_("Hidden picture"),
    Harm.HISTORY: N_("History"),
    Harm.SOFTWARE: N_("Program"),
    Harm.MODEL: N_("Camera"),
    Harm.UNKNOWN: N_("Unexplained"),
}

_STAY_NAMES: Final = {
    Stays.ORIENTATION: N_("Orientation"),
    Stays.COLOUR: N_("Colour"),
    Stays.TIMING: N_("Timing"),
    Stays.ENCODER: N_("Encoding"),
    Stays.TRANSPARENCY: N_("Transparency"),
    Stays.ASPECT: N_("Aspect"),
    Stays.PAGES: N_("Pages"),
}

_STAYS: Final = {
    Stays.ORIENTATION: N_("Which way up the picture is shown."),
    Stays.COLOUR: N_("What its colours mean, without names, dates or numbers of its profile."),
    Stays.TIMING: N_("How long each frame is shown and how often it repeats."),
    Stays.ENCODER: N_(
        "The tables that the picture is packed with. They can point to a camera model "
        "or a program; only packing it anew would change them."
    ),
    Stays.TRANSPARENCY: N_("Which parts can be seen through."),
    Stays.ASPECT: N_("How wide its pixels are, as they are not square."),
    Stays.PAGES: N_("All pages or pictures that a viewer shows."),
}

_MONTHS: Final = (
    N_("January"),
    N_("February"),
    N_("March"),
    N_("April"),
    N_("May"),
    N_("June"),
    N_("July"),
    N_("August"),
    N_("September"),
    N_("October"),
    N_("November"),
    N_("December"),
)
_TIME: Final = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?", re.ASCII
)

# What can stand beside a position, with its words.
_BESIDE: Final = {
    "altitude": N_("height {value} m"),
    "direction": N_("looking to {value}°"),
    "speed": N_("speed {value}"),
    "course": N_("moving to {value}°"),
    "time": N_("time {value}"),
    "method": N_("found by {value}"),
}


def sentence(finding: Finding) -> str:
    """What a finding says, in one or two plain sentences."""
    words = _words(finding)
    for template in SENTENCES.get(finding.code, ()):
        if all(words.get(name) for name in _placeholders(template)):
            told = _(template).format_map(words)
            beside = _beside(finding) if finding.code == "gps-position" else ""
            return f"{told} {beside}" if beside else told
    return _("It holds something that we cannot explain.")


def harm_name(harm: Harm) -> str:
    """The word for a kind of harm, as a heading."""
    return _(_HARMS[harm])


def stay_name(stay: Stay) -> str:
    """The word for something that stays, as a heading."""
    return _(_STAY_NAMES[stay.what])


def stays(stay: Stay) -> str:
    """What stays in a clean copy, and why, in one sentence."""
    return _(_STAYS[stay.what])


def always() -> str:
    """What no cleaning can take out of a picture."""
    return _("Faces, signs and screens in the picture are still there.")


def said_time(iso: str) -> str:
    """A date and time as people say it: ``"3 May 2026 at 14:22"``.

    Args:
        iso: ISO 8601. What is none is said as it stands.
    """
    found = _TIME.match(iso)
    if found is None:
        return iso
    year, month, day, hour, minute, zone = found.groups()
    if not (1 <= int(month) <= 12 and 1 <= int(day) <= 31):
        return iso
    date = _("{day} {month} {year}").format(
        day=int(day), month=month_name(int(month)), year=int(year)
    )
    if hour is None:
        return date
    told = _("{date} at {time}").format(date=date, time=f"{hour}:{minute}")
    if zone == "Z":
        return _("{moment} world time").format(moment=told)
    return _("{moment} (time zone {zone})").format(moment=told, zone=zone) if zone else told


def month_name(month: int) -> str:
    """What a month is called, from 1 for January."""
    return _(_MONTHS[month - 1])


def said_size(count: int) -> str:
    """Bytes as people say them."""
    if count < _KIBIBYTE:
        return ngettext("{count} byte", "{count} bytes", count).format(count=count)
    kibibytes = count / _KIBIBYTE
    if kibibytes < _KIBIBYTE:
        return _("{count} KB").format(count=f"{kibibytes:.0f}")
    return _("{count} MB").format(count=f"{kibibytes / _KIBIBYTE:.1f}")


def _placeholders(template: str) -> list[str]:
    return _PLACEHOLDER.findall(template)


def _words(finding: Finding) -> dict[str, str]:
    """The facts of a finding as they stand in a sentence."""
    words = {name: _quoted(value) for name, value in finding.facts.items()}
    words.setdefault("text", _quoted(finding.raw))
    if "time" in words:
        words["time"] = said_time(words["time"])
    if words.get("bytes", "").isdecimal():
        words["bytes"] = said_size(int(words["bytes"]))
    if words.get("seconds", "").isdecimal():
        words["duration"] = _duration(int(words["seconds"]))
    if "pattern" in words:
        words["pattern"] = _(words["pattern"])
    if "make" in words or "model" in words:
        words |= _one_maker(words.get("make", ""), words.get("model", ""))
    where = _where(finding.facts) if finding.code in {"gps-position", "gps-destination"} else ""
    if where:
        words["where"] = where
    return words


def _quoted(text: str) -> str:
    text = text.strip()
    return text if len(text) <= _QUOTED_CHARACTERS else text[: _QUOTED_CHARACTERS - 1] + "…"


def _one_maker(make: str, model: str) -> dict[str, str]:
    """Many cameras repeat the maker's name in the model's."""
    first = make.casefold().split(maxsplit=1)[:1]
    if not model or not first or model.casefold().startswith(first[0]):
        return {"text": model or make, "make": ""}
    return {}


def _duration(seconds: int) -> str:
    days, hours, minutes = seconds // 86_400, seconds % 86_400 // 3_600, seconds % 3_600 // 60
    parts = (
        (days, ngettext("{count} day", "{count} days", days)),
        (hours, ngettext("{count} hour", "{count} hours", hours)),
        (minutes, ngettext("{count} minute", "{count} minutes", minutes)),
    )
    told = [words.format(count=count) for count, words in parts if count]
    return " ".join(told[:2]) or _("less than a minute")


def _where(facts: dict[str, str]) -> str:
    """A position in numbers, how exact it is, and the nearest town."""
    try:
        latitude, longitude = float(facts["latitude"]), float(facts["longitude"])
    except (KeyError, ValueError):
        return ""
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        return ""
    north = _("{degrees} N") if latitude >= 0 else _("{degrees} S")
    east = _("{degrees} E") if longitude >= 0 else _("{degrees} W")
    parts = [
        ", ".join(
            (
                north.format(degrees=f"{abs(latitude):.4f}"),
                east.format(degrees=f"{abs(longitude):.4f}"),
            )
        ),
        _within(facts.get("within", "")),
        _near(facts, latitude, longitude),
    ]
    return ", ".join(part for part in parts if part)


def _within(metres: str) -> str:
    try:
        distance = float(metres)
    except ValueError:
        return ""
    if not math.isfinite(distance) or distance <= 0:
        return ""
    if distance < 10:
        return _("within a few metres")
    if distance < 1_000:
        return _("within {count} metres").format(count=round(distance))
    return _("within {count} km").format(count=round(distance / 1_000))


def _near(facts: dict[str, str], latitude: float, longitude: float) -> str:
    """The nearest town: as somebody noted it already (`summary.located`), or looked up."""
    # The list of towns takes a tenth of a second to load; most photos name no place.
    from toolkit.metadata import places  # noqa: PLC0415

    try:
        place = places.Place(
            facts["town"],
            facts["country"],
            float(facts["km"]),
            bool(facts["inside"]),
            facts["country-code"],
        )
    except (KeyError, ValueError):
        known = places.nearest(latitude, longitude)
        if known is None:
            return ""
        place = known
    town = ", ".join(neutral(name) for name in (place.town, place.country) if name)
    if place.inside:
        return _("in or near {town}").format(town=town)
    if place.km <= places.FAR_KM:
        return _("about {km} km from {town}").format(km=max(1, round(place.km)), town=town)
    return _("more than {km} km from any larger town").format(km=places.FAR_KM)


def _beside(finding: Finding) -> str:
    """What stands beside a position, in one more sentence."""
    facts = finding.facts | {"time": said_time(finding.facts.get("time", ""))}
    told = [
        _(words).format(value=_quoted(facts[name]))
        for name, words in _BESIDE.items()
        if facts.get(name)
    ]
    return _("It also says: {list}.").format(list=", ".join(told)) if told else ""
