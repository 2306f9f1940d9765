"""`parasol doctor`: what Parasol can use on this computer, and what the computer keeps by itself."""

from __future__ import annotations
