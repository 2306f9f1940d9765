"""The markers of a JPEG stream (ITU-T T.81, Table B.1)."""

from __future__ import annotations

from typing import Final

TEM: Final = 0x01
SOF0: Final = 0xC0
SOF1: Final = 0xC1
SOF2: Final = 0xC2
SOF3: Final = 0xC3
DHT: Final = 0xC4
SOF9: Final = 0xC9
SOF10: Final = 0xCA
DAC: Final = 0xCC
RST0: Final = 0xD0
RST7: Final = 0xD7
SOI: Final = 0xD8
EOI: Final = 0xD9
SOS: Final = 0xDA
DQT: Final = 0xDB
DNL: Final = 0xDC
DRI: Final = 0xDD
DHP: Final = 0xDE
EXP: Final = 0xDF
APP0: Final = 0xE0
APP1: Final = 0xE1
APP2: Final = 0xE2
APP3: Final = 0xE3
APP10: Final = 0xEA
APP11: Final = 0xEB
APP12: Final = 0xEC
APP13: Final = 0xED
APP14: Final = 0xEE
APP15: Final = 0xEF
COM: Final = 0xFE

RESTARTS: Final = range(RST0, RST7 + 1)
BARE: Final = frozenset({TEM, EOI, *RESTARTS})
"""Markers that stand alone, without a length; SOI too."""

APPLICATIONS: Final = range(APP0, APP15 + 1)

FRAMES: Final = frozenset({*range(0xC0, 0xD0)} - {DHT, DAC, 0xC8}) | {0xF7}
"""Every start of frame, JPEG-LS included (ITU-T T.87, C.1.1)."""

FRAMES_CLEANED: Final = frozenset({SOF0, SOF1, SOF2, SOF3, SOF9, SOF10})
"""Those of which a clean copy can be proven: no hierarchical or arithmetic lossless process."""

HIERARCHICAL: Final = frozenset({DHP, EXP})

_NAMES: Final = {
    TEM: "TEM",
    DHT: "DHT",
    0xC8: "JPG",
    DAC: "DAC",
    SOI: "SOI",
    EOI: "EOI",
    SOS: "SOS",
    DQT: "DQT",
    DNL: "DNL",
    DRI: "DRI",
    DHP: "DHP",
    EXP: "EXP",
    COM: "COM",
}


def name(marker: int) -> str:
    """The standard's name of a marker, by its second byte."""
    if marker in _NAMES:
        return _NAMES[marker]
    if marker in APPLICATIONS:
        return f"APP{marker - APP0}"
    if marker in RESTARTS:
        return f"RST{marker - RST0}"
    if marker in FRAMES and marker < 0xD0:
        return f"SOF{marker - SOF0}"
    if marker >= 0xF0:
        return f"JPG{marker - 0xF0}"
    return f"RES {marker:02X}"
