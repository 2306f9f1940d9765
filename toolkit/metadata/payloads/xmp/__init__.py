"""XMP (ISO 16684-1): what programs write beside a picture in RDF."""

from toolkit.metadata.payloads.xmp.reading import nested, read

__all__ = ["nested", "read"]
