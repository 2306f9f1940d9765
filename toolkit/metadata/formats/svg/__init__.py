"""SVG (SVG 1.1, SVG 2): rebuilt from what draws."""

from toolkit.metadata.formats.svg.walking import SVG

__all__ = ["SVG"]
