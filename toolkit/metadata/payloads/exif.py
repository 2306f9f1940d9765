"""Exif: what a camera writes beside the picture.

Source: Exif 3.0 (CIPA DC-008-2023), 4.6; the tags themselves are told in `tiff_tags.py`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from toolkit.metadata.model import Kind, Payload
from toolkit.metadata.payloads import exif_directory, gps, makernotes, tiff_tags
from toolkit.metadata.payloads.exif_slack import slack
from toolkit.metadata.payloads.exif_time import iso
from toolkit.metadata.payloads.harms import found
from toolkit.metadata.payloads.tiff_structure import Directory, tree, whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.metadata.model import Finding

_PREFIX: Final = b"Exif\0\0"
_HEADER_BYTES: Final = 4
_JPEG: Final = b"\xff\xd8\xff"


def read(payload: Payload, content: bytes) -> Iterator[Finding]:
    """What an Exif block says.

    Args:
        payload: Where it stands.
        content: A TIFF structure, from its byte-order mark on. May be damaged in any way.
    """
    payload, content = _without_prefix(payload, content)
    exif: Directory | None = None
    main: list[Directory] = []
    directories = list(tree(content, tiff_tags.POINTERS))
    if not any(directory.tags for _, directory in directories):
        if content[_HEADER_BYTES:].strip(b"\0"):
            yield exif_directory.unknown(payload, content, payload.label, 0, len(content))
        return
    for name, directory in directories:
        if name == "GPS":
            yield from gps.read(payload, directory)
            continue
        if name.startswith("IFD"):
            main.append(directory)
        elif name == "Exif":
            exif = exif or directory
        yield from exif_directory.read(payload, name, directory)
        if tiff_tags.MAKER_NOTE in directory:
            note = makernotes.note(payload, main[:1], directory)
            yield from makernotes.read(note)
    yield from _times(payload, main, exif)
    yield from _map(payload, main)
    for start, stop in slack(content, directories):
        yield exif_directory.unknown(payload, content, "Exif between values", start, stop)


def nested(payload: Payload, content: bytes) -> Iterator[Payload]:
    """The parts of an Exif block that are written in a language of their own."""
    payload, content = _without_prefix(payload, content)
    main: list[Directory] = []
    for name, directory in tree(content, tiff_tags.POINTERS):
        if name.startswith("IFD"):
            main.append(directory)
        yield from _pictures(payload, name, directory)
        for index, tag in enumerate(directory.tags):
            if tag in tiff_tags.INNER:
                entry = directory.entry(index)
                if entry and entry.stop - entry.start > 4:
                    kind, label = tiff_tags.INNER[tag]
                    yield inner(payload, content, kind, label, entry.start, entry.stop)
        if tiff_tags.MAKER_NOTE in directory:
            note = makernotes.note(payload, main[:1], directory)
            for label, start, stop in makernotes.previews(note):
                yield inner(payload, content, Kind.PICTURE, label, start, stop)


def inner(  # noqa: PLR0913, PLR0917 - a payload has this many sides
    outer: Payload, content: bytes, kind: Kind, label: str, start: int, stop: int
) -> Payload:
    """A payload inside another, by offsets in the content of the outer one."""
    if outer.content is None:
        return Payload(kind, outer.start + start, outer.start + stop, label)
    return Payload(kind, outer.start, outer.stop, label, content[start:stop])


def _without_prefix(payload: Payload, content: bytes) -> tuple[Payload, bytes]:
    """Some programs store the marker's name along with the block."""
    if not content.startswith(_PREFIX):
        return payload, content
    content = content[len(_PREFIX) :]
    if payload.content is not None:
        return Payload(payload.kind, payload.start, payload.stop, payload.label, content), content
    start = payload.start + len(_PREFIX)
    return Payload(payload.kind, start, payload.stop, payload.label), content


def _times(payload: Payload, main: list[Directory], exif: Directory | None) -> Iterator[Finding]:
    """Every date once, with its fraction of a second and time zone."""
    told: set[tuple[str, str]] = set()
    moments: set[str] = set()
    directories = [*([exif] if exif else []), *main]
    for tag, (code, label, fraction, zone) in tiff_tags.TIMES.items():
        for directory in directories:
            entry = directory.get(tag) if tag in directory else None
            if entry is None:
                continue
            beside = exif or directory
            text = directory.text_of(entry)
            time = iso(text, beside.text(fraction), beside.text(zone))
            # One moment is told once, however many tags repeat it.
            # The fraction and the zone of some tags are missing: the seconds decide.
            moment = iso(text)
            if not time or moment in moments or (code, moment) in told:
                continue
            told.add((code, moment))
            if code == "time-taken":
                moments.add(moment)
            place = "Exif" if directory is exif else "IFD0"
            yield found(payload, code, f"{place} {label}", text, entry.start, entry.stop, time=time)
    if exif and not told:
        for tag, label in ((0x9011, "OffsetTimeOriginal"), (0x9010, "OffsetTime")):
            text = exif.text(tag)
            if text:
                tag_name = f"Exif {label}"
                yield found(payload, "time-zone", tag_name, text, exif.start, exif.stop)
                return


def _map(payload: Payload, main: list[Directory]) -> Iterator[Finding]:
    """Tags that lay the picture on a map, joined."""
    for directory in main:
        values = {
            label: directory.value_of(entry)
            for tag, label in tiff_tags.MAP.items()
            if tag in directory and (entry := directory.get(tag))
        }
        if values:
            text = ", ".join(f"{label} {value}" for label, value in values.items())
            start, stop = directory.start, directory.stop
            yield found(payload, "map-position", "IFD0 GeoTIFF", text[:400], start, stop)


def _pictures(payload: Payload, name: str, directory: Directory) -> Iterator[Payload]:
    """Small pictures that a directory points to: Exif 3.0, 4.5.5, and DNG's previews."""
    content = directory.content
    for offset_tag, length_tag in ((0x0201, 0x0202), (tiff_tags.STRIPS, tiff_tags.STRIP_LENGTHS)):
        if offset_tag not in directory or length_tag not in directory:
            continue
        offsets, lengths = directory.numbers(offset_tag), directory.numbers(length_tag)
        start = whole(*offsets[:1])
        stop = min(start + whole(*lengths[:1]), len(content))
        if len(offsets) == 1 and start < stop and content.startswith(_JPEG, start):
            label = "Exif thumbnail" if name == "IFD1" else f"{name} preview"
            yield inner(payload, content, Kind.PICTURE, label, start, stop)
