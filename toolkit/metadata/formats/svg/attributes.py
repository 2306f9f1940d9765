"""Attributes: which stay, and as what.

Source: SVG 2, appendix F.2; Filter Effects 1, 9 (names of results); SMIL 3.0, 12 (animation).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from toolkit.metadata.formats.svg import geometry, vocabulary
from toolkit.metadata.formats.svg.parsing import XLINK_NAMESPACE, XML_NAMESPACE
from toolkit.metadata.formats.svg.stylesheet import declarations, joined
from toolkit.metadata.formats.svg.values import WRONG, Name, Naming, Value, of_property, words

if TYPE_CHECKING:
    from collections.abc import Callable

    from toolkit.metadata.formats.svg.parsing import Attribute, Element

HREFS: Final = frozenset({"href", "xlink:href"})

_GRAMMARS: Final[dict[str, Callable[[str], Value | None]]] = {
    "begin": geometry.times,
    "d": geometry.path,
    "dur": geometry.duration,
    "end": geometry.times,
    "max": geometry.duration,
    "min": geometry.duration,
    "path": geometry.path,
    "points": geometry.points,
    "repeatDur": geometry.duration,
    "requiredFeatures": geometry.features,
    "systemLanguage": geometry.languages,
}
_ANIMATED: Final = {"d": geometry.path, "points": geometry.points}
_ANIMATION_VALUES: Final = frozenset({"by", "from", "to", "values"})
_SOURCES: Final = frozenset(
    {
        *("BackgroundAlpha", "BackgroundImage", "FillPaint"),
        *("SourceAlpha", "SourceGraphic", "StrokePaint"),
    }
)
_RESULTS: Final = frozenset({"in", "in2", "result"})
_ANIMATABLE: Final = vocabulary.PROPERTIES | vocabulary.ATTRIBUTES | {"d", "points"}


def name_of(attribute: Attribute) -> str:
    """The name under which an attribute may stay: without a prefix, but for two namespaces."""
    if attribute.namespace == "":
        return attribute.local
    if attribute.namespace == XLINK_NAMESPACE:
        return f"xlink:{attribute.local}"
    if attribute.namespace == XML_NAMESPACE:
        return f"xml:{attribute.local}"
    return ""


def value_of(  # noqa: PLR0911 - one kind of attribute after the other
    element: Element, attribute: Attribute, animations: frozenset[str]
) -> Value | None:
    """The value under which an attribute stays; `None` when it goes.

    References by `HREFS`, ids and classes are not for this.

    Args:
        element: The element it belongs to.
        attribute: The attribute.
        animations: The animations that the style sheets define.

    Raises:
        UnsupportedError: A style that cannot be kept for certain.
    """
    name, text = name_of(attribute), attribute.value
    if name == "style":
        return joined(declarations(text, animations)) or None
    if name == "xml:space":
        return (text,) if text in {"default", "preserve"} else None
    if name == "attributeName":
        return (text,) if text in _ANIMATABLE else None
    if name in _GRAMMARS:
        return _GRAMMARS[name](text)
    if name in _RESULTS:
        text = text.strip()
        return ((text,) if text in _SOURCES else (Name(Naming.RESULT, text),)) if text else None
    if name in _ANIMATION_VALUES and element.local in vocabulary.ANIMATIONS:
        return _animation_values(element, text)
    value: Value | None = None
    if name in vocabulary.PROPERTIES:
        value = of_property(name, text, keyframes=animations)
    elif name in vocabulary.ATTRIBUTES:
        value = words(text)
    if value is None and name in vocabulary.ATTRIBUTES:
        return (WRONG if text.strip() else "",)
    return value


def _animation_values(element: Element, text: str) -> Value | None:
    """The values that an attribute takes one after the other, with a semicolon between."""
    animated = next((a.value for a in element.attributes if a.name == "attributeName"), "")
    if animated not in _ANIMATED:
        return of_property(animated, text)
    found: list[str | Name] = []
    for part in text.split(";"):
        value = _ANIMATED[animated](part)
        if value is None:
            continue
        found += (";", *value) if found else value
    return tuple(found) or None
