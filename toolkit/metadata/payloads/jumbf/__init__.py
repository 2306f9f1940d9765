"""JUMBF (ISO 19566-5), and the signed records of C2PA that are kept in it."""

from toolkit.metadata.payloads.jumbf.reading import nested, read

__all__ = ["nested", "read"]
