"""Named properties, as XMP and C2PA write them: one table of names, one way of telling them."""

from toolkit.metadata.payloads.properties.node import Node, leaves
from toolkit.metadata.payloads.properties.telling import tell

__all__ = ["Node", "leaves", "tell"]
