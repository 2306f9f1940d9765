"""Parasol: a privacy and anti-surveillance self-defence toolkit for the terminal, offline."""

__version__ = "0.1.0"
