"""What a person has added so far: files, and folders with the pictures in them."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from toolkit.tui.folders import stands_in

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from toolkit.tui.folders import Count


@dataclass(frozen=True, slots=True)
class Item:
    """A file or a folder.

    Attributes:
        path: Where it is; absolute.
        is_folder: Whether it is a folder.
        count: How many pictures it holds; ``None`` for a file, and while they are being counted.
    """

    path: str
    is_folder: bool
    count: Count | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Items that are told in one line: a folder, or the files added from one folder.

    Attributes:
        folder: Where the files stand; for a folder, the folder itself.
        items: At least one.
    """

    folder: str
    items: tuple[Item, ...]

    @property
    def is_folder(self) -> bool:
        """Whether it is a whole folder."""
        return self.items[0].is_folder


@dataclass(frozen=True, slots=True)
class Added:
    """All of it. What stands in an added folder is not added again.

    Attributes:
        items: In the order in which they were added.
    """

    items: tuple[Item, ...] = ()

    @property
    def paths(self) -> tuple[str, ...]:
        """Where they are."""
        return tuple(item.path for item in self.items)

    @property
    def pictures(self) -> int:
        """How many pictures there are, as far as they are counted."""
        return sum(
            (item.count.pictures if item.count else 0) if item.is_folder else 1
            for item in self.items
        )

    @property
    def uncounted(self) -> tuple[str, ...]:
        """The folders whose pictures are not counted yet."""
        return tuple(i.path for i in self.items if i.is_folder and i.count is None)

    @property
    def is_counted(self) -> bool:
        """Whether that is all of them."""
        return all(i.count is not None and i.count.is_whole for i in self.items if i.is_folder)

    @property
    def groups(self) -> tuple[Group, ...]:
        """As they are told: each folder, and the files of each folder together."""
        return tuple(
            Group(key[0], tuple(items)) for key, items in groupby(self.items, key=_group_of)
        )

    def plus(self, paths: Iterable[str], folders: Container[str]) -> Added:
        """With these as well.

        Args:
            paths: Where they are; absolute.
            folders: Those of them that are folders.
        """
        items = {item.path: item for item in self.items}
        whole = {item.path for item in self.items if item.is_folder}
        for path in paths:
            if path not in items and not stands_in(path, whole):
                items[path] = Item(path, path in folders)
                if path in folders:
                    whole.add(path)
        return Added(tuple(item for item in items.values() if not stands_in(item.path, whole)))

    def minus(self, paths: Container[str]) -> Added:
        """Without these."""
        return Added(tuple(item for item in self.items if item.path not in paths))

    def counting(self, count: Count) -> Added:
        """With the pictures of one folder counted."""
        return Added(
            tuple(
                replace(item, count=count) if item.path == count.folder else item
                for item in self.items
            )
        )

    def holds(self, path: str) -> bool:
        """Whether a path is among them, or stands in a folder that is."""
        whole = {item.path for item in self.items if item.is_folder}
        return path in self.paths or stands_in(path, whole)


def _group_of(item: Item) -> tuple[str, bool]:
    return (item.path, True) if item.is_folder else (os.path.dirname(item.path), False)
