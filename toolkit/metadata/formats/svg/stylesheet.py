"""Style sheets: rules that style what is drawn, with neutral names, and nothing else.

Comments, fonts, imports, unknown properties and whatever refers outside the file are left out. A
selector that asks for more than the kept elements can answer is refused, not guessed at.

Source: CSS Syntax 3; Selectors 4; CSS Animations 1, 3; Media Queries 4; SVG 2, 6.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

from toolkit.errors import UnsupportedError
from toolkit.metadata.formats.svg import vocabulary
from toolkit.metadata.formats.svg.values import (
    Name,
    Naming,
    Value,
    of_property,
    uncommented,
    words,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_NESTING: Final = 4
_STRUCTURE: Final = re.compile(
    r""""(?:[^"\\\n]|\\.)*+"|'(?:[^'\\\n]|\\.)*+'|[uU][rR][lL]\(\s*+[^"'\s)][^)]*+(?:\)|\Z)|[{};]""",
    re.DOTALL,
)
_IMPORTANT: Final = re.compile(r"!\s*important$", re.IGNORECASE)
_NAME: Final = r"(?:--|-?[^\W\d])[\w-]*+"
_KEYFRAMES: Final = re.compile(rf"@keyframes\s+['\"]?({_NAME})", re.IGNORECASE)
_AT_RULE: Final = re.compile(r"@[\w-]+")
_SELECTOR_CHARACTERS: Final = 1_000
_SELECTOR: Final = re.compile(
    rf"(?P<combinator>\s*+[>+~]\s*+|\s++)|(?P<type>\*|[A-Za-z][\w-]*+)|\.(?P<class>{_NAME})"
    rf"|\#(?P<id>{_NAME})|:(?P<pseudo>[a-z-]+)(?P<argument>\([^()]*\))?"
)
_MOMENTS: Final = frozenset(
    {"active", "focus", "focus-visible", "focus-within", "hover", "root", "target"}
)
_POSITIONS: Final = frozenset(
    {
        *("empty", "first-child", "first-of-type", "last-child", "last-of-type"),
        *("only-child", "only-of-type"),
    }
)
_COUNTED: Final = frozenset({"nth-child", "nth-last-child", "nth-last-of-type", "nth-of-type"})
_COUNT: Final = re.compile(r"\(\s*(?:odd|even|[+-]?\d{0,6}n?\s*(?:[+-]\s*\d{1,6})?)\s*\)")
# What selects by things that a clean copy no longer has, or that would have to be understood.
_BEYOND: Final = re.compile(
    r"[\[\\|&]|:(?:not|is|where|has|matches|any|lang|link|visited|any-link|dir)\b|"
    r":nth-[a-z-]+\([^)]*\bof\b"
)
_CONDITIONAL: Final = frozenset({"@supports", "@layer", "@container", "@scope", "@starting-style"})


@dataclass(frozen=True, slots=True)
class Declaration:
    """A property and its value."""

    property: str | Name
    value: Value
    is_important: bool

    def written(self) -> Value:
        """As it stands in a sheet."""
        return (self.property, ":", *self.value, "!important" if self.is_important else "")


@dataclass(frozen=True, slots=True)
class Rule:
    """What some elements look like."""

    selectors: tuple[Value, ...]
    declarations: tuple[Declaration, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Rules under a condition, or the frames of an animation."""

    head: Value
    rules: tuple[Item, ...]


Item: TypeAlias = Rule | Group


@dataclass(frozen=True, slots=True)
class Sheet:
    """One style sheet.

    Attributes:
        items: What it holds.
        selects_by_position: Whether any selector depends on what stands beside an element.
    """

    items: tuple[Item, ...]
    selects_by_position: bool

    def names(self) -> Iterator[Name]:
        """All names in it."""
        for value in _values(self.items):
            yield from (part for part in value if isinstance(part, Name))

    def selected(self) -> Iterator[Name]:
        """The names that its selectors ask for."""
        for rule in _rules(self.items):
            for selector in rule.selectors:
                yield from (part for part in selector if isinstance(part, Name))

    def sets(self, name: str) -> bool:
        """Whether it sets a property anywhere."""
        return any(d.property == name for rule in _rules(self.items) for d in rule.declarations)

    def written(self, is_there: Callable[[Name], bool]) -> Value:
        """The sheet, without the selectors that match nothing.

        Args:
            is_there: Whether an element of this name, or class, is in the file.
        """
        return tuple(part for item in self.items for part in _item(item, is_there))


def keyframes(text: str) -> frozenset[str]:
    """The names of the animations that a style sheet defines."""
    return frozenset(_KEYFRAMES.findall(uncommented(text)))


def sheet(text: str, animations: frozenset[str]) -> Sheet:
    """Read a style sheet.

    Args:
        text: The sheet.
        animations: The animations that all sheets of the file define.

    Raises:
        UnsupportedError: It says how something looks in a way that cannot be kept for certain.
    """
    text = uncommented(text).replace("<!--", " ").replace("-->", " ")
    reader = _Reader(animations)
    return Sheet(reader.items(text, 0), reader.selects_by_position)


def declarations(text: str, animations: frozenset[str]) -> tuple[Declaration, ...]:
    """The declarations of a rule, or of an attribute, as far as they are known."""
    found = []
    for part, block in _split(uncommented(text)):
        if block is not None:
            raise UnsupportedError("unsupported", part="nested CSS")
        name, colon, value = part.partition(":")
        name = name.strip()
        value = value.strip()
        important = _IMPORTANT.search(value)
        if important:
            value = value[: important.start()].strip()
        if not colon:
            continue
        if name.startswith("--"):
            kept = words(value, css=True)
            if kept:
                named = Name(Naming.PROPERTY, name)
                found.append(Declaration(named, kept, important is not None))
        elif name.lower() in vocabulary.PROPERTIES:
            kept = of_property(name.lower(), value, keyframes=animations, css=True)
            if kept:
                found.append(Declaration(name.lower(), kept, important is not None))
    return tuple(found)


def joined(found: tuple[Declaration, ...]) -> Value:
    """Declarations as they stand in an attribute."""
    parts: list[str | Name] = []
    for declaration in found:
        if parts:
            parts.append(";")
        parts += declaration.written()
    return tuple(parts)


class _Reader:
    """Reads the items of one sheet."""

    def __init__(self, animations: frozenset[str]) -> None:
        self.selects_by_position = False
        self._animations = animations

    def items(self, text: str, depth: int) -> tuple[Item, ...]:
        """The rules and groups of a sheet or of a group."""
        found: list[Item] = []
        for head, block in _split(text):
            head = head.strip()  # noqa: PLW2901 - the same, without white space
            if block is None:
                continue
            item = self._at_rule(head, block, depth) if head[:1] == "@" else self._rule(head, block)
            if item is not None:
                found.append(item)
        return tuple(found)

    def _rule(self, head: str, block: str) -> Rule | None:
        found = declarations(block, self._animations)
        if not found:
            return None
        selectors = tuple(filter(None, map(self._selector, head.split(","))))
        return Rule(selectors, found) if selectors else None

    def _at_rule(self, head: str, block: str, depth: int) -> Group | None:
        found = _AT_RULE.match(head)
        if found is None:
            return None
        name, rest = found[0].lower(), head[found.end() :]
        if name in _CONDITIONAL or depth >= _NESTING:
            raise UnsupportedError("unsupported", part=f"CSS {name}")
        if name == "@media":
            query = words(rest)
            rules = self.items(block, depth + 1)
            return Group(("@media ", *query), rules) if query and rules else None
        animation = _KEYFRAMES.match(head)
        if animation:
            named = Name(Naming.KEYFRAMES, animation[1])
            return Group(("@keyframes ", named), tuple(self._frames(block)))
        return None

    def _frames(self, block: str) -> Iterator[Rule]:
        for head, inner in _split(block):
            at = words(head)
            found = declarations(inner or "", self._animations)
            if at and found:
                yield Rule((at,), found)

    def _selector(self, text: str) -> Value | None:
        """A selector; `None` where it can match nothing that is drawn.

        Raises:
            UnsupportedError: It depends on what a clean copy does not have.
        """
        text = text.strip()
        if len(text) > _SELECTOR_CHARACTERS or _BEYOND.search(text):
            raise UnsupportedError("unsupported", part="CSS selector")
        parts: list[str | Name] = []
        position = 0
        while position < len(text):
            found = _SELECTOR.match(text, position)
            if found is None:
                return None
            position = found.end()
            part = self._simple(found)
            if part is None:
                return None
            parts += part
        return tuple(parts) or None

    def _simple(self, found: re.Match[str]) -> Value | None:
        if found["combinator"]:
            sign = found["combinator"].strip()
            self.selects_by_position |= sign in {"+", "~"}
            return (sign or " ",)
        if found["type"]:
            return (found["type"],) if found["type"] in _TYPES else None
        if found["class"]:
            return (".", Name(Naming.CLASS, found["class"]))
        if found["id"]:
            return ("#", Name(Naming.ID, found["id"]))
        return self._pseudo(found["pseudo"], found["argument"] or "")

    def _pseudo(self, name: str, argument: str) -> Value | None:
        if name in _MOMENTS and not argument:
            return (f":{name}",)
        self.selects_by_position = True
        is_counted = name in _COUNTED and _COUNT.fullmatch(argument)
        if is_counted or (name in _POSITIONS and not argument):
            return (f":{name}{''.join(argument.split())}",)
        return None


_TYPES: Final = vocabulary.ELEMENTS | {"*"}


def _split(text: str) -> Iterator[tuple[str, str | None]]:
    """The statements of a piece of CSS: what stands before a block, and the block if any."""
    start = depth = inner = 0
    for found in _STRUCTURE.finditer(text):
        sign = found[0]
        if sign == "{":
            inner = inner if depth else found.end()
            depth += 1
        elif sign == "}" and depth:
            depth -= 1
            if not depth:
                yield text[start : inner - 1], text[inner : found.start()]
                start = found.end()
        elif sign == ";" and not depth:
            yield text[start : found.start()], None
            start = found.end()
    if depth:
        yield text[start : inner - 1], text[inner:]
    elif text[start:].strip():
        yield text[start:], None


def _rules(items: tuple[Item, ...]) -> Iterator[Rule]:
    for item in items:
        if isinstance(item, Rule):
            yield item
        else:
            yield from _rules(item.rules)


def _values(items: tuple[Item, ...]) -> Iterator[Value]:
    for rule in _rules(items):
        for declaration in rule.declarations:
            yield declaration.value


def _item(item: Item, is_there: Callable[[Name], bool]) -> Value:
    """An item as it stands in a sheet; nothing where nothing is left of it."""
    if isinstance(item, Group):
        inner = [part for rule in item.rules for part in _item(rule, is_there)]
        return (*item.head, "{", *inner, "}") if inner else ()
    selectors = [
        selector
        for selector in item.selectors
        if all(is_there(part) for part in selector if isinstance(part, Name))
    ]
    if not selectors:
        return ()
    parts: list[str | Name] = [*selectors[0]]
    for selector in selectors[1:]:
        parts += (",", *selector)
    return (*parts, "{", *joined(item.declarations), "}")
