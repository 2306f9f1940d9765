"""Texts that stand alone: with a keyword, as a comment, or as a time.

Sources: PNG third edition, 11.3.3; GIF89a, 24 (comment extension); ITU-T T.81, B.2.4.5 (COM).
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from toolkit.metadata import limits
from toolkit.metadata.model import Kind
from toolkit.metadata.payloads import text_keywords
from toolkit.metadata.payloads.exif_text import utf_16
from toolkit.metadata.payloads.exif_time import iso
from toolkit.metadata.payloads.harms import found
from toolkit.metadata.payloads.opaque import unknown
from toolkit.neutral import neutral

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.metadata.model import Finding, Payload

# A person's words are read so far to see what they are; what is told is shorter still.
_READ_BYTES: Final = 64 * 1024

_EPOCH: Final = re.compile(r"\d{9,10}", re.ASCII)

# A keyword that nobody listed and that ends so: "ExposureTime" is not meant, "scan date" is.
_DATED: Final = re.compile(r"(?:^|[ _:-])(?:date|time|timestamp)$", re.IGNORECASE)
_BLANKS: Final = b"\0 \t\r\n"


def read(payload: Payload, content: bytes) -> Iterator[Finding]:
    """What a text says.

    Args:
        payload: Where it stands; the label of a `Kind.TEXT` is its keyword.
        content: The text: UTF-8 where the format says so, for a `Kind.COMMENT` anything.
    """
    text = _text(content)
    tag = neutral(payload.label)
    if not text:
        return
    if payload.kind is Kind.TIME:
        code = "time-taken" if "creat" in payload.label.lower() else "time-changed"
    elif payload.kind is Kind.COMMENT:
        if not _is_text(content):
            yield unknown(payload, payload.label, content, 0, len(content))
            return
        code = _by_words(content, "comment")
    else:
        code = _by_keyword(payload.label, content)
    facts: dict[str, str] = {}
    if code.startswith("time-"):
        facts["time"] = _time(text)
    elif code == "camera-model":
        facts.update(make="", model=text)
    yield found(payload, code, tag, text, 0, len(content), **facts)


def _by_keyword(keyword: str, content: bytes) -> str:
    """The code of the finding for a text with a keyword."""
    code = text_keywords.KEYWORDS.get(keyword.strip().lower())
    if code is None:
        code = "time-told" if _DATED.search(keyword) else "comment"
    # NovelAI and others put the words they were given under an innocent keyword.
    return _by_words(content, code) if code in {"comment", "title"} else code


def _by_words(content: bytes, otherwise: str) -> str:
    """The code of the finding for a text, by the words in it."""
    words = content[:_READ_BYTES].decode("utf-8", "replace")
    if text_keywords.PROMPT.search(words):
        return "ai-prompt"
    # A long text that names a program was written by a person.
    short = len(words) <= limits.RAW_CHARACTERS // 2
    if otherwise == "comment" and short and text_keywords.PROGRAM.search(words):
        return "software"
    return otherwise


def _text(content: bytes) -> str:
    """The bytes as neutral text, UTF-16 included where it can be told by its zero bytes."""
    head = content[: 4 * (limits.RAW_CHARACTERS + 2)].strip(_BLANKS)
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return utf_16(content[2:], little=content.startswith(b"\xff\xfe"))
    even, odd = content[: len(head)][::2].count(0), content[: len(head)][1::2].count(0)
    if max(even, odd) > len(head) // 3 > 0:
        return utf_16(content, little=odd > even)
    return neutral(head)


def _is_text(content: bytes) -> bool:
    """Whether most of the beginning is something a person could read."""
    shown = _text(content)
    return shown.count("\\x") * 8 < len(shown)


def _time(text: str) -> str:
    """A time as ISO 8601 where it is one that can be recognised, else as it stands."""
    if _EPOCH.fullmatch(text):
        return datetime.fromtimestamp(int(text), UTC).isoformat()
    # ISO 8601 is left as it is; Exif's colons become dashes.
    return iso(text) if text[4:5] == ":" else text
