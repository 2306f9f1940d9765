"""Texts of Exif that say in which letters they are written.

Source: Exif 3.0 (CIPA DC-008-2023), 4.6.6.4 UserComment, Table 9 (character codes).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from toolkit.metadata import limits
from toolkit.metadata.payloads.tiff_structure import shown
from toolkit.neutral import neutral

if TYPE_CHECKING:
    from toolkit.metadata.payloads.tiff_structure import Directory

_CODE_BYTES: Final = 8
_READ_BYTES: Final = 4 * limits.RAW_CHARACTERS


def user_text(directory: Directory, tag: int) -> str:
    """A text that begins with eight bytes naming its character code.

    Returns:
        The text, neutral; empty where there is none or it is blank.
    """
    entry = directory.get(tag) if tag in directory else None
    if entry is None:
        return ""
    content = directory.content[entry.start : min(entry.stop, entry.start + _READ_BYTES)]
    code, text = content[:_CODE_BYTES], content[_CODE_BYTES:]
    if code == b"UNICODE\0":
        return utf_16(text, little=_is_little(text, directory.order))
    if code == b"JIS\0\0\0\0\0":
        # ISO 2022 begins each change of letters with an escape; what has none is Shift JIS.
        encoding = "iso2022_jp" if b"\x1b" in text else "shift_jis"
        return neutral(text.decode(encoding, "replace").strip("\0 ")).strip()
    if code in {b"ASCII\0\0\0", bytes(_CODE_BYTES)}:
        return shown(text)
    # Many programs leave the code out.
    return shown(content)


def utf_16(content: bytes, *, little: bool) -> str:
    """A UTF-16 text, neutral, up to what can be shown."""
    letters = content.strip(b"\0")
    if letters.isascii() and letters.decode("ascii").isprintable():
        # Letters without a zero byte between them are not in UTF-16, whatever should be there.
        return shown(content[:_READ_BYTES])
    encoding = "utf-16-le" if little else "utf-16-be"
    text = content[:_READ_BYTES].decode(encoding, "replace").strip("\0 \ufeff")
    return neutral(" / ".join(part for part in text.split("\0") if part)).strip()


def _is_little(content: bytes, order: str) -> bool:
    """The byte order of a text: its mark, else where its zero bytes are, else the directory's."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.startswith(b"\xff\xfe")
    even, odd = content[::2].count(0), content[1::2].count(0)
    return odd > even if even != odd else order == "<"
