"""How large an SVG is shown, in CSS pixels.

Source: SVG 2, 8.2 and 8.6; CSS Values 4, 6.2 (absolute lengths).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from toolkit.metadata.formats.svg.values import NUMBER

if TYPE_CHECKING:
    from toolkit.metadata.formats.svg.drawing import Node

_LENGTH: Final = re.compile(rf"\s*({NUMBER})(px|in|cm|mm|q|pt|pc)?\s*", re.ASCII | re.IGNORECASE)
_INCH: Final = 96
_PIXELS: Final = {
    "px": 1,
    "in": _INCH,
    "cm": _INCH / 2.54,
    "mm": _INCH / 25.4,
    "q": _INCH / 101.6,
    "pt": _INCH / 72,
    "pc": _INCH / 6,
}
_LARGEST: Final = 1e9


def size(root: Node) -> tuple[int, int]:
    """Width and height, 0 where they depend on the page around."""
    values = {name: "".join(map(str, value)) for name, value in root.attributes.items()}
    box = values.get("viewBox", "").replace(",", " ").split()
    sides = box[2:] if len(box) == 4 else ["", ""]
    width = _pixels(values.get("width", "")) or _pixels(sides[0])
    height = _pixels(values.get("height", "")) or _pixels(sides[1])
    return width, height


def _pixels(length: str) -> int:
    found = _LENGTH.fullmatch(length)
    if found is None:
        return 0
    value = float(found[1]) * _PIXELS[(found[2] or "px").lower()]
    return round(value) if 0 < value < _LARGEST else 0
