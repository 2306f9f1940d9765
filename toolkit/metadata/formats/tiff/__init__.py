"""TIFF 6.0 and BigTIFF, rebuilt from the tags that pixels need."""

from toolkit.metadata.formats.tiff.walking import TIFF

__all__ = ["TIFF"]
