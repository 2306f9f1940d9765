"""Rows as they come up with photos, and an application that shows nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.app import App

from toolkit.tui.look import THEMES
from toolkit.tui.widgets.table import Cell, Column, Meaning, Table

if TYPE_CHECKING:
    from collections.abc import Hashable

    from textual.app import ComposeResult
    from textual.message import Message

COLUMNS: Final = (
    Column("name", "Photo", least=8, wanted=26, cut="middle"),
    Column("place", "Place", least=2, leave_out=1),
    Column("time", "Time", least=2, leave_out=2),
    Column("size", "Size", least=4, leave_out=3, align="right", meaning=Meaning.MUTED),
)
NAMES: Final = (
    "IMG_20260503_142210.jpg",
    "မြန်မာနိုင်ငံ ဆန္ဒပြပွဲ.jpg",
    "在广场上的照片_最终版本.heic",
    "مظاهرة ساحة التحرير ٣",
    "[red]not red[/red] \x1b[31m.png",
)


class Photos:
    """Photos by number, in an order that can change; it remembers which rows it was asked for."""

    def __init__(self, count: int) -> None:
        self.order: list[int] | range = range(count)
        self.asked: list[int] = []

    def __len__(self) -> int:
        return len(self.order)

    def row(self, index: int) -> tuple[Cell, ...]:
        self.asked.append(index)
        number = self.order[index]
        return (
            Cell(f"{number} {NAMES[number % len(NAMES)]}"),
            Cell("● Minsk, Belarus, within 20 m", Meaning.HIGH, "● Minsk", "●"),
            Cell("◆ 3 May 2026 at 14:22", Meaning.MIDDLE, "◆ 3 May 2026", "◆"),
            Cell(f"{number} KB"),
        )

    def key(self, index: int) -> Hashable:
        return f"photo {self.order[index]}"

    def index_of(self, key: Hashable) -> int | None:
        number = int(str(key).removeprefix("photo "))
        return self.order.index(number) if number in self.order else None


class ChosenPhotos(Photos):
    """Photos that can be chosen; at first, the even ones are."""

    def chosen(self, index: int) -> bool:
        return self.order[index] % 2 == 0


class Shown(App[None]):
    """Shows a table, and writes down what it tells."""

    def __init__(self, rows: Photos, theme: str = "dark", *, colour: bool = True) -> None:
        super().__init__(ansi_color=None if colour else True)
        for each in THEMES:
            self.register_theme(each)
        self.theme = theme
        self.rows = rows
        self.told: list[tuple[str, object]] = []

    def compose(self) -> ComposeResult:
        yield Table(COLUMNS, self.rows)

    def _write_down(self, message: Message, about: object) -> None:
        self.told.append((type(message).__name__, about))

    def on_table_highlighted(self, message: Table.Highlighted) -> None:
        self._write_down(message, message.index)

    def on_table_opened(self, message: Table.Opened) -> None:
        self._write_down(message, message.index)

    def on_table_toggled(self, message: Table.Toggled) -> None:
        self._write_down(message, message.index)

    def on_table_heading_pressed(self, message: Table.HeadingPressed) -> None:
        self._write_down(message, message.column)
