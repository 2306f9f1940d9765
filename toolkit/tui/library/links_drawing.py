"""A picture of links: a thing in the middle, lines to what lies around it, at any size."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from rich.cells import cell_len

from toolkit.i18n import _
from toolkit.tui.widgets.fitting import fitted
from toolkit.tui.widgets.told import wrapped

if TYPE_CHECKING:
    from toolkit.tui.library.links import Arm, Links
    from toolkit.tui.library.shelf import Ref

_UP, _DOWN, _LEFT, _RIGHT = 1, 2, 4, 8
_GLYPHS: Final = {
    _UP: "│", _DOWN: "│", _UP | _DOWN: "│", _LEFT: "─", _RIGHT: "─", _LEFT | _RIGHT: "─",
    _DOWN | _RIGHT: "┌", _DOWN | _LEFT: "┐", _UP | _RIGHT: "└", _UP | _LEFT: "┘",
    _UP | _DOWN | _RIGHT: "├", _UP | _DOWN | _LEFT: "┤", _DOWN | _LEFT | _RIGHT: "┬",
    _UP | _LEFT | _RIGHT: "┴", _UP | _DOWN | _LEFT | _RIGHT: "┼",
}  # fmt: skip

_NARROWEST_BOX: Final = 20
_WIDEST_BOX: Final = 32
_REACH: Final = 5
"""Cells from the box to the things beside it."""
_WIDEST_ARM: Final = 52
_MOST_UPRIGHT: Final = 3
"""Things above and below the box on a low screen; on a high one, more."""

MIDDLE: Final = "middle"


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in the picture that leads on.

    Attributes:
        arm: ``"above"``, ``"left"``, ``"right"``, ``"below"`` or `MIDDLE`.
        index: Which of its arm.
        ref: The thing.
        title: Its whole title.
        x: Its first column.
        y: Its line.
        text: What is drawn of it.
    """

    arm: str
    index: int
    ref: Ref
    title: str
    x: int
    y: int
    text: str


class Words(NamedTuple):
    """Words of ours in the picture.

    Attributes:
        x: Their first column.
        y: Their line.
        text: They.
    """

    x: int
    y: int
    text: str


@dataclass(frozen=True, slots=True)
class _List:
    """What is shown of an arm."""

    arm: str
    heading: str
    items: list[tuple[Ref, str]]


@dataclass(slots=True)
class Drawing:
    """The picture.

    Attributes:
        spots: Places that lead on. Those of the middle, one for each of its lines, come first.
        headings: Words of ours.
        lines: The pieces of lines, by column and line.
    """

    spots: list[Spot] = field(default_factory=list)
    headings: list[Words] = field(default_factory=list)
    lines: dict[tuple[int, int], int] = field(default_factory=dict)

    def join(self, at: tuple[int, int], ways: int) -> None:
        """Have a piece of a line go these ways, too."""
        if ways:
            self.lines[at] = self.lines.get(at, 0) | ways

    def glyphs(self) -> dict[tuple[int, int], str]:
        """The lines as characters."""
        return {at: _GLYPHS[ways] for at, ways in self.lines.items()}


def drawn(links: Links, width: int, height: int) -> Drawing:
    """Draw links.

    Args:
        links: They.
        width: Cells.
        height: Lines.
    """
    drawing = Drawing()
    box = max(min(width * 3 // 10, _WIDEST_BOX), _NARROWEST_BOX)
    title = wrapped(links.title, box - 4)[: max(height - 2, 1)]
    left, upright = (width - box) // 2, _MOST_UPRIGHT + max(height - 18, 0) // 5
    above = _List("above", links.above.heading, _shown(links.above, upright, links.ref))
    below = _List("below", links.below.heading, _shown(links.below, upright, links.ref))
    taken = sum(len(each.items) + 2 for each in (above, below) if each.items)
    side = max(min(left - _REACH, _WIDEST_ARM), 1)
    sides, tall = [], len(title) + 2
    for name, arm in (("left", links.left), ("right", links.right)):
        headed = len(wrapped(arm.heading, side)) if arm.items else 0
        room = max(height - taken - headed, 1)
        sides.append((_List(name, arm.heading, _shown(arm, room, links.ref)), headed))
        tall = max(tall, headed + len(sides[-1][0].items))
    top = max((height - taken - tall) // 2, 0) + (len(above.items) + 2 if above.items else 0)
    row = top + tall // 2
    first = row - (len(title) + 2) // 2
    _box(drawing, links, title, (left, first, box))
    for shown, headed in sides:
        count = len(shown.items)
        if count:
            start = max(min(row - count // 2, top + tall - count), top + headed)
            _side(drawing, shown, (left, box, side), (start, row))
    centre, last = left + box // 2, first + len(title) + 1
    if above.items:
        _upright(drawing, above, centre, (top - 1, first - 1), width)
    if below.items:
        _upright(drawing, below, centre, (top + tall, last + 1), width)
    return drawing


def _shown(arm: Arm, most: int, ref: Ref) -> list[tuple[Ref, str]]:
    """What there is room for; the last of it leads to the page, where all are."""
    items = list(arm.items)
    if len(items) <= most:
        return items
    more = _("and {count} more").format(count=len(items) - most + 1)
    return [*items[: most - 1], (ref, more)]


def _box(drawing: Drawing, links: Links, title: list[str], place: tuple[int, int, int]) -> None:
    """The box, by its left edge, top and width."""
    left, top, box = place
    right, bottom = left + box - 1, top + len(title) + 1
    _line(drawing, (left, top), (right, top))
    _line(drawing, (left, bottom), (right, bottom))
    _line(drawing, (left, top), (left, bottom))
    _line(drawing, (right, top), (right, bottom))
    for index, text in enumerate(title):
        x = left + (box - cell_len(text)) // 2
        spot = Spot(MIDDLE, index, links.ref, links.title, x, top + 1 + index, text)
        drawing.spots.append(spot)


def _side(
    drawing: Drawing, shown: _List, room: tuple[int, int, int], rows: tuple[int, int]
) -> None:
    """Things at one side of the box.

    Args:
        drawing: The picture.
        shown: They.
        room: The box's left edge and width, and the cells that a thing may take.
        rows: The line of the first thing, and that of the box's middle.
    """
    (left, box, width), (start, row) = room, rows
    is_left = shown.arm == "left"
    edge = left if is_left else left + box - 1
    away = -1 if is_left else 1
    spine, tip = edge + away * 2, edge + away * (_REACH - 2)

    def beside(text: str) -> int:
        return tip - 1 - cell_len(text) if is_left else tip + 2

    for index, (ref, title) in enumerate(shown.items):
        text, y = fitted(title, width), start + index
        drawing.spots.append(Spot(shown.arm, index, ref, title, beside(text), y, text))
        _line(drawing, (spine, y), (tip, y))
    last = start + len(shown.items) - 1
    _line(drawing, (spine, min(start, row)), (spine, max(last, row)))
    _line(drawing, (edge, row), (spine, row))
    lines = wrapped(shown.heading, width)
    for index, text in enumerate(lines):
        drawing.headings.append(Words(beside(text), start - len(lines) + index, text))


def _upright(
    drawing: Drawing, shown: _List, centre: int, ends: tuple[int, int], width: int
) -> None:
    """Things above or below the box, and the line from there to it.

    Args:
        drawing: The picture.
        shown: They.
        centre: The column of the line.
        ends: Its line next to the things, and the one next to the box.
        width: Cells of the picture.
    """
    outer, inner = ends
    is_above = shown.arm == "above"
    # The line goes on into the box's edge.
    _line(drawing, (centre, outer), (centre, inner + (1 if is_above else -1)))
    first = outer - len(shown.items) - 1 if is_above else outer + 1
    text = fitted(shown.heading, width)
    drawing.headings.append(Words(centre - cell_len(text) // 2, first, text))
    for index, (ref, title) in enumerate(shown.items):
        text, y = fitted(title, min(width, _WIDEST_ARM)), first + 1 + index
        x = centre - cell_len(text) // 2
        drawing.spots.append(Spot(shown.arm, index, ref, title, x, y, text))


def _line(drawing: Drawing, one: tuple[int, int], other: tuple[int, int]) -> None:
    """A straight line; where it meets another, they join."""
    (x, y), (to_x, to_y) = sorted((one, other))
    for at in range(y, to_y + 1) if x == to_x else ():
        drawing.join((x, at), (_UP if at > y else 0) | (_DOWN if at < to_y else 0))
    for at in range(x, to_x + 1) if x != to_x else ():
        drawing.join((at, y), (_LEFT if at > x else 0) | (_RIGHT if at < to_x else 0))


def next_spot(spots: list[Spot], at: int, way: str) -> int:
    """The number of the spot that an arrow key leads to from another.

    Args:
        spots: All.
        at: The number of the one that one is at.
        way: ``"up"``, ``"down"``, ``"left"`` or ``"right"``.

    Returns:
        The number; the same where nothing lies that way.
    """
    arm, index = spots[at].arm, spots[at].index
    arms: dict[str, list[int]] = {}
    for number, spot in enumerate(spots):
        arms.setdefault(spot.arm, []).append(number)
    upright = {"up": -1, "down": 1}
    if arm != MIDDLE and way in upright:
        beside = index + upright[way]
        if 0 <= beside < len(arms[arm]):
            return arms[arm][beside]
    target = _NEXT.get((arm, way), "")
    there = arms.get(target, [])
    if not there:
        return at
    if target == MIDDLE:
        return there[0]
    if arm == MIDDLE and target in {"left", "right"}:
        return there[len(there) // 2]
    return there[-1 if way == "up" or (arm == "below" and way not in upright) else 0]


_NEXT: Final = {
    (MIDDLE, "up"): "above", (MIDDLE, "down"): "below",
    (MIDDLE, "left"): "left", (MIDDLE, "right"): "right",
    ("above", "down"): MIDDLE, ("above", "left"): "left", ("above", "right"): "right",
    ("below", "up"): MIDDLE, ("below", "left"): "left", ("below", "right"): "right",
    ("left", "right"): MIDDLE, ("left", "up"): "above", ("left", "down"): "below",
    ("right", "left"): MIDDLE, ("right", "up"): "above", ("right", "down"): "below",
}  # fmt: skip
