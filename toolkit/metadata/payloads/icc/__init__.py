"""Colour profiles (ICC.1:2022): what one says beside colours, and one that says only colours."""

from toolkit.metadata.payloads.icc.reading import read
from toolkit.metadata.payloads.icc.rebuilding import rebuild

__all__ = ["read", "rebuild"]
