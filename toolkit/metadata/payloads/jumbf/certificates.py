"""Names and times in the certificates of a signature.

Certificates are not checked here, only searched: each name stands behind its object identifier, in
one of five kinds of string, whatever is around it.

Sources: RFC 5280, 4.1.2.4 and appendix A.1 (names); RFC 3161, 2.4.2 (time stamps); ITU-T X.690.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

# 2.5.4.3 common name, .4 surname, .5 serial number, .7 locality, .10 organisation, .11 unit,
# .42 given name; 1.2.840.113549.1.9.1 mail address.
_NAME: Final = re.compile(
    rb"\x06(?:\x03\x55\x04[\x03\x04\x05\x07\x0a\x0b\x2a]|\x09\x2a\x86\x48\x86\xf7\x0d\x01\x09\x01)"
    rb"([\x0c\x13\x14\x16\x1e])([\x01-\x7f])",
    re.DOTALL,
)
_BMP_STRING: Final = b"\x1e"
_STAMP: Final = re.compile(rb"\x18.(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.\d{1,9})?Z", re.DOTALL)
_MOST_NAMES: Final = 40


def names(content: bytes, start: int, stop: int) -> list[str]:
    """The names in a range, each once, in their order: issuers and those they vouch for."""
    found: dict[str, None] = {}
    for match in _NAME.finditer(content, start, stop):
        length = match.group(2)[0]
        value = content[match.end() : min(match.end() + length, stop)]
        encoding = "utf-16-be" if match.group(1) == _BMP_STRING else "utf-8"
        found.setdefault(value.decode(encoding, "replace").strip())
        if len(found) >= _MOST_NAMES:
            break
    return [name for name in found if name]


def stamps(content: bytes, start: int, stop: int) -> Iterator[tuple[str, int, int]]:
    """The times in a range that a time-stamping service signed: ISO 8601, and where it stands."""
    for match in _STAMP.finditer(content, start, stop):
        year, month, day, hour, minute, second = (part.decode() for part in match.groups())
        yield f"{year}-{month}-{day}T{hour}:{minute}:{second}Z", match.start(), match.end()
