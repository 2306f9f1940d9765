"""What a colour profile says beside colours: its name, its maker, and the display it was made for.

Sources: ICC.1:2022, 7.2, 9.2 and 10 (desc, mluc, text, dict); ICC.1:2001-04, 6.5.17; Apple's
ColorSync headers for `mmod`, `vcgt` and `ndin`; VESA E-EDID 1.4, 3.4 for makers of displays.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Final

from toolkit.errors import InputError
from toolkit.metadata.payloads.harms import found
from toolkit.metadata.payloads.icc.profile import HEADER_BYTES, Profile, Tag, parse
from toolkit.metadata.payloads.opaque import unknown
from toolkit.neutral import neutral

if TYPE_CHECKING:
    from collections.abc import Iterator

    from toolkit.metadata.model import Finding, Payload

# Profiles that millions of files carry: their name says all there is to say.
_COMMON: Final = frozenset({
    "sRGB", "sRGB IEC61966-2.1", "sRGB IEC61966-2-1 black scaled", "sRGB built-in", "uRGB", "c2",
    "GIMP built-in sRGB", "Display P3", "Adobe RGB (1998)", "ProPhoto RGB", "Generic RGB Profile",
    "Generic Gray Gamma 2.2 Profile", "Generic Gray Profile", "Apple RGB", "Dot Gain 20%",
    "Gray Gamma 2.2", "U.S. Web Coated (SWOP) v2", "c", "RGB built-in", "Rec. ITU-R BT.709-5",
})  # fmt: skip

_NAMES: Final = {
    b"desc": "Profile description",
    b"dscm": "Apple description",
    b"cprt": "Copyright",
    b"dmnd": "Device manufacturer",
    b"dmdd": "Device model",
    b"vued": "Viewing conditions",
    b"scrd": "Screening",
    b"targ": "Characterization target",
    b"meta": "Metadata",
    b"mmod": "Apple make and model",
}
"""Tags that hold words."""

_COLOURS: Final = frozenset({
    b"rXYZ", b"gXYZ", b"bXYZ", b"rTRC", b"gTRC", b"bTRC", b"kTRC", b"wtpt", b"bkpt", b"chad",
    b"cicp", b"gamt", b"A2B0", b"A2B1", b"A2B2", b"B2A0", b"B2A1", b"B2A2", b"D2B0", b"D2B1",
    b"D2B2", b"D2B3", b"B2D0", b"B2D1", b"B2D2", b"B2D3", b"lumi", b"meas", b"view", b"tech",
    b"chrm", b"clro", b"clrt", b"clot", b"rig0", b"rig2", b"pre0", b"pre1", b"pre2", b"aarg",
    b"aagg", b"aabg", b"ciis",
})  # fmt: skip
"""Tags that hold numbers of colours, the same for all who have the profile."""

_CALIBRATION: Final = frozenset({b"vcgt", b"ndin"})
_TEXT_BYTES: Final = 2048
_MOST_TEXTS: Final = 60


def read(payload: Payload, content: bytes) -> Iterator[Finding]:
    """What a colour profile says.

    Args:
        payload: Where it stands.
        content: The profile. May be damaged in any way.
    """
    try:
        profile = parse(content)
    except InputError:
        if content.strip(b"\0"):
            yield unknown(payload, payload.label, content, 0, len(content))
        return
    names = {tag.signature: _text(profile, tag) for tag in profile.tags if tag.signature in _NAMES}
    name = names.get(b"desc", "")
    yield found(
        payload, "colour-profile-name", "ICC Profile description", name or "?", 0, HEADER_BYTES,
        text=name, copyright=names.get(b"cprt", ""),
    )  # fmt: skip
    for tag in profile.tags:
        yield from _tell(payload, profile, tag, names)
    if name in _COMMON:
        return
    yield from _header(payload, content)
    private = [
        tag for tag in profile.tags if tag.signature not in _COLOURS | _NAMES.keys() | _CALIBRATION
    ]
    if private:
        label = "ICC " + ", ".join(neutral(tag.signature) for tag in private[:12])
        size = sum(max(0, min(tag.stop, len(content)) - tag.start) for tag in private)
        yield found(
            payload, "unknown-data", label, "", HEADER_BYTES, len(content),
            label=label, bytes=str(size),
        )  # fmt: skip
    if content[profile.size :].strip(b"\0"):
        yield unknown(payload, "ICC, behind the profile", content, profile.size, len(content))


def _tell(
    payload: Payload, profile: Profile, tag: Tag, names: dict[bytes, str]
) -> Iterator[Finding]:
    """What one tag says of a person's devices."""
    start, stop = min(tag.start, profile.size), min(tag.stop, profile.size)
    if tag.signature == b"mmod":
        yield from _display(payload, profile, tag)
    elif tag.signature in _CALIBRATION:
        label = f"ICC {neutral(tag.signature)}"
        yield found(payload, "display", label, label, start, stop, model="", serial="")
    elif (
        tag.signature in {b"dmnd", b"dmdd", b"targ", b"meta"} and names.get(b"desc") not in _COMMON
    ):
        text = names[tag.signature]
        if text:
            code = "unknown-data" if tag.signature == b"targ" else "display"
            facts = {"label": "ICC targ", "bytes": str(stop - start)} if code != "display" else {}
            facts |= {"model": text, "serial": ""} if code == "display" else {}
            yield found(payload, code, f"ICC {_NAMES[tag.signature]}", text, start, stop, **facts)


def _display(payload: Payload, profile: Profile, tag: Tag) -> Iterator[Finding]:
    """The maker, model, serial number and day of manufacture of a display, as Apple writes them."""
    element = profile.content[tag.start : min(tag.stop, profile.size)]
    if len(element) < 24:
        return
    maker, model, serial, made = struct.unpack_from(">4I", element, 8)
    shown = f"{_maker(maker)} 0x{model:04X}"
    raw = f"{shown}, serial {serial}, made {made}"
    yield found(
        payload, "display", "ICC mmod", raw, tag.start, min(tag.stop, profile.size),
        model=shown, serial=str(serial) if serial else "",
    )  # fmt: skip


def _maker(number: int) -> str:
    """Three letters of five bits each (E-EDID, 3.4.1), or four bytes."""
    if number >> 16:
        return neutral(number.to_bytes(4, "big").strip(b"\0"))
    letters = (number >> 10 & 31, number >> 5 & 31, number & 31)
    return "".join(chr(64 + letter) for letter in letters if letter)


def _header(payload: Payload, content: bytes) -> Iterator[Finding]:
    """When a profile that not everybody has was made, by what, and for which device."""
    year, *rest = struct.unpack_from(">6H", content, 24)
    if 1990 <= year <= 2200:
        month, day, hour, minute, second = rest
        time = f"{year}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}"
        yield found(payload, "time-told", "ICC Profile creation time", time, 24, 36, time=time)
    creator = content[80:84].strip(b"\0 ")
    if creator:
        yield found(payload, "software", "ICC Profile creator", neutral(creator), 80, 84)
    maker, model = content[48:52].strip(b"\0 "), content[52:56].strip(b"\0 ")
    if maker.lower() not in {b"", b"none"} or model:
        text = neutral(maker + b" " + model).strip()
        yield found(
            payload, "display", "ICC Device manufacturer and model", text, 48, 56,
            model=text, serial="",
        )  # fmt: skip
    if content[84:100].strip(b"\0"):
        yield found(payload, "document-id", "ICC Profile ID", content[84:100].hex(), 84, 100)


def _text(profile: Profile, tag: Tag) -> str:
    """The words of a tag, whichever way they are written."""
    element = profile.content[tag.start : min(tag.stop, profile.size)]
    kind = element[:4]
    if kind == b"mluc":
        return _multilingual(element)
    if kind == b"desc" and len(element) >= 12:
        length = int.from_bytes(element[8:12], "big")
        return neutral(element[12 : 12 + min(length, _TEXT_BYTES)].strip(b"\0 "))
    if kind == b"text":
        return neutral(element[8 : 8 + _TEXT_BYTES].strip(b"\0 \r\n"))
    if kind == b"dict":
        return _dictionary(element)
    return ""


def _multilingual(element: bytes) -> str:
    """The names in all languages, each once (10.15, multiLocalizedUnicodeType)."""
    if len(element) < 16:
        return ""
    (untrusted_count,) = struct.unpack_from(">I", element, 8)
    names: dict[str, None] = {}
    for entry in range(16, min(16 + 12 * min(untrusted_count, _MOST_TEXTS), len(element) - 11), 12):
        length, start = struct.unpack_from(">II", element, entry + 4)
        wide = element[start : start + min(length, _TEXT_BYTES)]
        names.setdefault(wide.decode("utf-16-be", "replace").strip("\0 "))
    return neutral(" / ".join(filter(None, names)))


def _dictionary(element: bytes) -> str:
    """Names and values (10.8, dictType)."""
    if len(element) < 16:
        return ""
    untrusted_count, size = struct.unpack_from(">II", element, 8)
    if size not in {16, 24, 32}:
        return ""
    pairs = []
    last = min(16 + size * min(untrusted_count, _MOST_TEXTS), len(element) - size + 1)
    for entry in range(16, last, size):
        words = []
        for start, length in struct.iter_unpack(">II", element[entry : entry + 16]):
            wide = element[start : start + min(length, _TEXT_BYTES)]
            words.append(wide.decode("utf-16-be", "replace"))
        pairs.append("=".join(words))
    return neutral(", ".join(pairs))
