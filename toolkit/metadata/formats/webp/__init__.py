"""WebP (RFC 9649): lossy, lossless, extended and animated."""

from toolkit.metadata.formats.webp.container import WEBP

__all__ = ["WEBP"]
