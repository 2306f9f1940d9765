"""The last line of a screen: which keys do what. Each can be pressed with the mouse as well."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple

from rich.cells import cell_len
from textual.content import Content
from textual.widget import Widget

from toolkit.i18n import N_, _

if TYPE_CHECKING:
    from textual import events
    from textual.app import RenderResult
    from textual.binding import ActiveBinding, Binding
    from textual.dom import DOMNode
    from textual.geometry import Size

_NAMES: Final = {
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "enter": "Enter",
    "escape": "Esc",
    "space": N_("Space"),
    "tab": "Tab",
    "question_mark": "?",
    "slash": "/",
    "ctrl+q": "Ctrl+Q",
    "f9": "F9",
}
_BETWEEN: Final = 3
_LAST: Final = ("back", "explain", "cover", "leave")
"""What is the same on every screen stands last, in this order."""

_MOST_LINES: Final = 3
"""In languages of long words, a rich screen needs two for its own keys, and one for the rest."""


class Item(NamedTuple):
    """A key as it stands in the line.

    Attributes:
        key: What is written on it.
        about: What it does.
        action: What it does, as Textual calls it.
        node: Who does it.
        line: In which line it stands.
        start: Its first column.
    """

    key: str
    about: str
    action: str
    node: DOMNode
    line: int
    start: int

    @property
    def width(self) -> int:
        """Its columns."""
        return cell_len(self.key) + 1 + cell_len(self.about)


class Keys(Widget):
    """The keys of the screen that it stands on."""

    DEFAULT_CSS = """
    Keys {
        height: auto;
        padding: 0 2;
        color: $muted;
        & > .keys--key { color: $accent; text-style: bold; }
        & > .keys--about { color: $muted; }
        &:ansi > .keys--about { text-style: dim; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"keys--key", "keys--about"}

    def on_mount(self) -> None:
        """Follow what the screen can do."""
        self.screen.bindings_updated_signal.subscribe(self, lambda _: self.refresh(layout=True))

    def render(self) -> RenderResult:
        """The lines."""
        parts: list[Content] = []
        key_style = self.get_visual_style("keys--key")
        about_style = self.get_visual_style("keys--about")
        line, column = 0, 0
        for item in self._items(self.content_size.width):
            if item.line != line:
                parts.append(Content("\n"))
                line, column = item.line, 0
            parts.append(Content(" " * (item.start - column)))
            parts.append(Content.styled(item.key + " ", key_style))
            parts.append(Content.styled(item.about, about_style))
            column = item.start + item.width
        return Content("").join(parts)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's signature
        """One line, or more where one is too narrow."""
        return max((item.line for item in self._items(width)), default=0) + 1

    async def on_click(self, event: events.Click) -> None:
        """Do what the pressed key does."""
        spot = event.get_content_offset(self)
        if spot is None:
            return
        for item in self._items(self.content_size.width):
            if item.line == spot.y and item.start <= spot.x < item.start + item.width:
                await self.app.run_action(item.action, item.node)

    def _items(self, width: int) -> list[Item]:
        """What stands where. Parting costs no line: it would be one less to read."""
        together, apart = (self._placed(width, apart=each) for each in (False, True))
        parted = together and 0 < together[-1].line == apart[-1].line
        return apart if parted else together

    def _placed(self, width: int, *, apart: bool) -> list[Item]:
        """The items in a row; those that every screen has on a line of their own if wanted."""
        items: list[Item] = []
        line = column = 0
        told: set[str] = set()
        bindings = sorted(self.screen.active_bindings.values(), key=_place)
        for binding in bindings:
            if not binding.binding.show or not binding.enabled:
                continue
            shown = binding.binding
            if shown.action in told:  # the same by another key
                continue
            told.add(shown.action)
            key = written_on(shown)
            about = _(shown.description)
            item = Item(key, about, shown.action, binding.node, line, column)
            own_line = apart and shown.action == _LAST[0]
            if column and (own_line or column + item.width > width):
                line, column = line + 1, 0
                item = item._replace(line=line, start=column)
            if line >= _MOST_LINES:
                break
            items.append(item)
            column += item.width + _BETWEEN
        return items


def written_on(binding: Binding) -> str:
    """What stands on a key, where the binding says nothing else: letters are capitals there."""
    key = binding.key
    if binding.key_display:
        return binding.key_display
    return _(_NAMES[key]) if key in _NAMES else key.upper() if len(key) == 1 else key


def _place(binding: ActiveBinding) -> int:
    """Where a binding stands: those of the screen itself first, as it lists them."""
    action = binding.binding.action
    return _LAST.index(action) + 1 if action in _LAST else 0
