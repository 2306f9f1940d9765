"""Exif: what a camera writes beside the picture.

Source: Exif 3.0 (CIPA DC-008-2023), 4.6; the tags themselves are told in `tiff_tags.py`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from toolkit.metadata.model import Kind, Payload
from toolkit.metadata.payloads import gps, makernotes, tiff_tags
from toolkit.metadata.payloads.exif_text import user_text, utf_16
from toolkit.metadata.payloads.exif_time import iso
from toolkit.metadata.payloads.harms import found
from toolkit.metadata.payloads.tiff_structure import Directory, header, tree, whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.metadata.model import Finding

_PREFIX: Final = b"Exif\0\0"
_JPEG: Final = b"\xff\xd8\xff"

# What programs that make pictures out of words leave in the comment of the user.
_PROMPT_WORDS: Final = ("Steps: ", "Sampler: ", '"prompt"', "Negative prompt")

_STOCK_WORDS: Final = ("DIGITAL CAMERA", "DCF 1.0")

# What is joined into other findings, read elsewhere, or says nothing.
_SILENT: Final = (
    tiff_tags.STRUCTURE
    | frozenset({tiff_tags.MAKE, tiff_tags.MODEL, tiff_tags.MAKER_NOTE})
    | frozenset(tiff_tags.POINTERS)
    | frozenset(tiff_tags.INNER)
    | frozenset(tiff_tags.TIMES)
    | frozenset(tiff_tags.MAP)
)


def read(payload: Payload, content: bytes) -> Iterator[Finding]:
    """What an Exif block says.

    Args:
        payload: Where it stands.
        content: A TIFF structure, from its byte-order mark on. May be damaged in any way.
    """
    payload, content = _without_prefix(payload, content)
    if header(content) is None:
        if content.strip(b"\0"):
            yield _unknown(payload, payload.label, 0, len(content))
        return
    exif: Directory | None = None
    main: list[Directory] = []
    for name, directory in tree(content, tiff_tags.POINTERS):
        if name == "GPS":
            yield from gps.read(payload, directory)
            continue
        if name.startswith("IFD"):
            main.append(directory)
        elif name == "Exif":
            exif = exif or directory
        yield from _joined(payload, name, directory)
        yield from _tags(payload, name, directory)
        if tiff_tags.MAKER_NOTE in directory:
            note = makernotes.note(payload, main[:1], directory)
            yield from makernotes.read(note)
    yield from _times(payload, main, exif)
    yield from _map(payload, main)


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


def _tags(payload: Payload, name: str, directory: Directory) -> Iterator[Finding]:
    """The tags of one directory, each as the table has it; the unknown ones in one finding."""
    settings = 0
    unknown: list[int] = []
    silent = tiff_tags.INTEROPERABILITY if name == "Interop" else _SILENT
    for index, tag in enumerate(directory.tags):
        if tag in silent:
            continue
        if tag in tiff_tags.SETTINGS:
            settings += 1
        elif tag in tiff_tags.TOLD or tag in tiff_tags.WINDOWS_TEXT:
            yield from _told(payload, name, directory, index)
        elif tag == tiff_tags.USER_COMMENT:
            yield from _comment(payload, name, directory)
        elif tag == tiff_tags.PADDING:
            yield from _padding(payload, name, directory)
        else:
            unknown.append(index)
    start, stop = directory.start, directory.stop
    if settings:
        count = str(settings)
        yield found(payload, "camera-settings", name, count, start, stop, count=count)
    if unknown:
        tags = ", ".join(f"0x{directory.tags[index]:04x}" for index in unknown[:8])
        entries = [directory.entry(index) for index in unknown]
        length = sum(entry.stop - entry.start if entry else 12 for entry in entries)
        yield _unknown(payload, f"{name} {tags}", start, stop, length)


def _joined(payload: Payload, name: str, directory: Directory) -> Iterator[Finding]:
    """What several tags of one directory say together."""
    start, stop = directory.start, directory.stop
    make, model = directory.text(tiff_tags.MAKE), directory.text(tiff_tags.MODEL)
    if make or model:
        text = f"{make} {model}".strip()
        tag_name = f"{name} Make, Model"
        yield found(payload, "camera-model", tag_name, text, start, stop, make=make, model=model)
    if name == "IFD1" and tiff_tags.STRIPS in directory and _is_uncompressed(directory):
        length = str(whole(sum(directory.numbers(tiff_tags.STRIP_LENGTHS))))
        label = "Exif thumbnail"
        yield found(payload, "hidden-picture", name, "", start, stop, label=label, bytes=length)


def _told(payload: Payload, name: str, directory: Directory, index: int) -> Iterator[Finding]:
    """A tag whose value is told as it stands."""
    entry = directory.entry(index)
    if entry is None:
        return
    if entry.tag in tiff_tags.TOLD:
        code, label = tiff_tags.TOLD[entry.tag]
        text = directory.value_of(entry)
    else:
        code, label = tiff_tags.WINDOWS_TEXT[entry.tag]
        text = utf_16(directory.bytes_of(entry), little=True)
    if code == "comment" and text.upper().endswith(_STOCK_WORDS):
        # What the maker puts there when nobody wrote anything.
        code = "camera-model"
    if text:
        yield found(payload, code, f"{name} {label}", text, entry.start, entry.stop)


def _is_uncompressed(directory: Directory) -> bool:
    """A small picture without a file format of its own: Exif 3.0, 4.5.8."""
    return directory.numbers(tiff_tags.COMPRESSION)[:1] == (1,)


def _comment(payload: Payload, name: str, directory: Directory) -> Iterator[Finding]:
    entry = directory.get(tiff_tags.USER_COMMENT)
    text = user_text(directory, tiff_tags.USER_COMMENT)
    if entry and text:
        code = "ai-prompt" if any(word in text for word in _PROMPT_WORDS) else "comment"
        yield found(payload, code, f"{name} UserComment", text, entry.start, entry.stop)


def _padding(payload: Payload, name: str, directory: Directory) -> Iterator[Finding]:
    """Room that Windows leaves; what stands in it is of an earlier state of the file."""
    entry = directory.get(tiff_tags.PADDING)
    # The first two bytes are the mark 0x1CEA.
    if entry and directory.bytes_of(entry)[2:].strip(b"\0"):
        yield _unknown(payload, f"{name} Padding", entry.start, entry.stop)


def _times(payload: Payload, main: list[Directory], exif: Directory | None) -> Iterator[Finding]:
    """Every date once, with its fraction of a second and time zone."""
    told: set[tuple[str, str]] = set()
    taken: set[str] = set()
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
            if not time or time in taken or (code, time) in told:
                continue
            told.add((code, time))
            if code == "time-taken":
                taken |= {time, iso(text)}
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


def _unknown(
    payload: Payload, label: str, start: int, stop: int, length: int | None = None
) -> Finding:
    size = str(stop - start if length is None else length)
    return found(payload, "unknown-data", label, "", start, stop, label=label, bytes=size)
