"""One directory of an Exif block: each tag as the table of tags has it.

Source: Exif 3.0 (CIPA DC-008-2023), 4.6.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from toolkit.metadata.payloads import tiff_tags
from toolkit.metadata.payloads.exif_text import user_text, utf_16
from toolkit.metadata.payloads.harms import found
from toolkit.metadata.payloads.tiff_structure import WORD_BYTES, shown, whole, words_in
from toolkit.neutral import neutral

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.metadata.model import Finding, Payload
    from toolkit.metadata.payloads.tiff_structure import Directory

# What programs that make pictures out of words leave in the comment of the user.
_PROMPT_WORDS: Final = ("Steps: ", "Sampler: ", '"prompt"', "Negative prompt")

# Tags that no table has are told by their numbers and values up to here; all are counted.
_UNKNOWN_TAGS: Final = 8

_LOOKED_AT: Final = 4_096

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

# What is read elsewhere as a whole, and tables.
_UNCHECKED: Final = _SILENT - tiff_tags.STRUCTURE | tiff_tags.TABLES


def read(payload: Payload, name: str, directory: Directory) -> Iterator[Finding]:
    """What one directory says: each tag as the table has it, the unknown ones in one finding.

    Args:
        payload: The Exif block.
        name: What the directory is called: ``"IFD0"``.
        directory: It.
    """
    yield from _joined(payload, name, directory)
    settings = 0
    unknown: list[int] = []
    silent = tiff_tags.INTEROPERABILITY if name == "Interop" else _SILENT
    for index, tag in enumerate(directory.tags):
        if tag in silent or tag in tiff_tags.SETTINGS:
            settings += tag in tiff_tags.SETTINGS
            if tag not in _UNCHECKED and _has_words(directory, index):
                unknown.append(index)
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
        yield _unknown_tags(payload, name, directory, unknown)


def unknown(payload: Payload, content: bytes, label: str, start: int, stop: int) -> Finding:
    """The finding for a part of an Exif block that nobody explained, by offsets in its content."""
    facts = {"label": neutral(label), "bytes": str(stop - start)}
    text = shown(content[start : min(stop, start + _LOOKED_AT)])
    return found(payload, "unknown-data", facts["label"], text, start, stop, **facts)


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


def _has_words(directory: Directory, index: int) -> bool:
    """Whether somebody wrote words where numbers belong."""
    entry = directory.entry(index)
    if entry is None or entry.stop - entry.start < WORD_BYTES:
        return False
    return words_in(directory.content[entry.start : min(entry.stop, entry.start + _LOOKED_AT)])


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
        label = f"{name} Padding"
        yield unknown(payload, directory.content, label, entry.start + 2, entry.stop)


def _unknown_tags(payload: Payload, name: str, directory: Directory, unknown: list[int]) -> Finding:
    """The tags of a directory that no table has, in one finding: the first of them by value."""
    tags = ", ".join(f"0x{directory.tags[index]:04x}" for index in unknown[:_UNKNOWN_TAGS])
    entries = [directory.entry(index) for index in unknown]
    size = sum(entry.stop - entry.start if entry else 12 for entry in entries)
    values = [directory.value_of(entry) for entry in entries[:_UNKNOWN_TAGS] if entry]
    text = neutral(", ".join(value for value in values if value))
    label = f"{name} {tags}"
    start, stop = directory.start, directory.stop
    facts = {"label": label, "bytes": str(size)}
    return found(payload, "unknown-data", label, text, start, stop, **facts)
