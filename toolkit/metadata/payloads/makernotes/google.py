"""Google: the log of how the phone put the picture together, packed and enciphered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from toolkit.metadata.payloads.harms import found
from toolkit.metadata.payloads.makernotes.base import Layout, Maker

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.metadata.model import Finding
    from toolkit.metadata.payloads.makernotes.base import Note
    from toolkit.metadata.payloads.tiff_structure import Directory


def _layout(note: Note) -> Layout | None:
    if note.head.startswith((b"HDRP\2", b"HDRP\3")):
        return Layout(note.stop - 1, 0, note.order)
    return None


def _more(note: Note, directory: Directory) -> Iterator[Finding]:
    del directory
    yield found(
        note.payload,
        "encrypted-notes",
        "Google HDRPlusMakerNote",
        "",
        note.start,
        note.stop,
        maker="Google",
    )


MAKERS: Final = (Maker("Google", _layout, more=_more),)
