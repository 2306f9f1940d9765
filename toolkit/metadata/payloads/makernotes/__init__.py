"""The notes that makers of cameras keep for themselves: which kinds we know, and what they say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from toolkit.metadata.payloads.harms import found
from toolkit.metadata.payloads.makernotes import (
    apple,
    canon,
    casio,
    dji,
    fujifilm,
    google,
    kodak,
    leica,
    nikon,
    nintendo,
    olympus,
    others,
    panasonic,
    pentax,
    reconyx,
    ricoh,
    samsung,
    sigma,
    sony,
)
from toolkit.metadata.payloads.makernotes.base import (
    Maker,
    Note,
    directory_of,
    further,
    pictures,
    tell,
)
from toolkit.metadata.payloads.tiff_tags import MAKE, MAKER_NOTE, MODEL
from toolkit.neutral import neutral

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from toolkit.metadata.model import Finding, Payload
    from toolkit.metadata.payloads.makernotes.base import Layout
    from toolkit.metadata.payloads.tiff_structure import Directory

MAKERS: Final[tuple[Maker, ...]] = (
    *apple.MAKERS,
    *canon.MAKERS,
    *nikon.MAKERS,
    *sony.MAKERS,
    *fujifilm.MAKERS,
    *samsung.MAKERS,
    *leica.MAKERS,
    *panasonic.MAKERS,
    *olympus.MAKERS,
    *ricoh.MAKERS,
    *pentax.MAKERS,
    *casio.MAKERS,
    *sigma.MAKERS,
    *dji.MAKERS,
    *google.MAKERS,
    *reconyx.MAKERS,
    *nintendo.MAKERS,
    *kodak.MAKERS,
    *others.MAKERS,
)
"""The first that recognises a note reads it."""

_JPEG: Final = b"\xff\xd8\xff"
_HEAD_BYTES: Final = 64

# Where nobody knows the tags, the words that stand in a note still tell something.
_WORDS: Final = re.compile(rb"[\x20-\x7e]{5,}")
_WORDS_BYTES: Final = 4096


def note(payload: Payload, main: Sequence[Directory], directory: Directory) -> Note:
    """The maker note of a directory that has one.

    Args:
        payload: The Exif block.
        main: The first directory of the block, which names maker and model; or nothing.
        directory: The directory with the note.
    """
    entry = directory.get(MAKER_NOTE)
    start, stop = (entry.start, entry.stop) if entry else (directory.stop, directory.stop)
    content = directory.content
    make = main[0].text(MAKE) if main else ""
    model = main[0].text(MODEL) if main else ""
    head = content[start : min(stop, start + _HEAD_BYTES)]
    return Note(payload, content, directory.order, start, stop, make, model, head)


def read(note: Note) -> Iterator[Finding]:
    """What a maker note says, and that it is there."""
    if not note.content[note.start : note.stop].strip(b"\0"):
        return
    maker, layout = recognise(note)
    if maker is None or layout is None:
        yield _itself(note, note.make or "?", _words(note))
        return
    if layout.start >= note.stop:
        yield _itself(note, maker.name, _words(note))
        return
    directory = directory_of(note, layout)
    yield from tell(note, maker.name, directory, maker.tags)
    for tag, (name, tags) in maker.directories.items():
        inner = further(directory, tag) if tag in directory else None
        if inner:
            yield from tell(note, f"{maker.name} {name}", inner, tags)
    if maker.more:
        yield from maker.more(note, directory)
    locked = [name for tag, name in maker.encrypted.items() if tag in directory]
    if locked:
        text = ", ".join(locked)
        tag_name = f"{maker.name} {text}"
        yield found(
            note.payload, "encrypted-notes", tag_name, "", note.start, note.stop, maker=maker.name
        )
    yield _itself(note, maker.name, "" if directory.tags else _words(note))


def previews(note: Note) -> Iterator[tuple[str, int, int]]:
    """The pictures in a maker note: a label and the range of each, as offsets in the content."""
    maker, layout = recognise(note)
    if maker is None or layout is None or layout.start >= note.stop:
        return
    directory = directory_of(note, layout)
    holders = [directory]
    holders += [inner for tag in maker.directories if (inner := further(directory, tag))]
    for holder in holders:
        for start, untrusted_stop in pictures(maker, holder):
            stop = min(untrusted_stop, len(note.content))
            # Some leave out the first byte of a preview, so that it does not look like one.
            if 0 <= start < stop and note.content.startswith((_JPEG, b"\0\xd8\xff"), start):
                yield f"{maker.name} preview", start, stop


def recognise(note: Note) -> tuple[Maker | None, Layout | None]:
    """Who wrote a note, and where its directory is."""
    for maker in MAKERS:
        layout = maker.layout(note)
        if layout is not None:
            return maker, layout
    return None, None


def _itself(note: Note, maker: str, words: str) -> Finding:
    size = str(note.stop - note.start)
    return found(
        note.payload,
        "maker-note",
        f"Exif MakerNote ({maker})",
        words,
        note.start,
        note.stop,
        maker=maker,
        bytes=size,
    )


def _words(note: Note) -> str:
    head = note.content[note.start : min(note.stop, note.start + _WORDS_BYTES)]
    return neutral(b" / ".join(_WORDS.findall(head)))
