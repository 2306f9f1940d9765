"""The lines of a tree of folders: which folders are open, and what stands in them."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import TYPE_CHECKING

from toolkit.tui.folders import Entry, Listing

if TYPE_CHECKING:
    from collections.abc import Iterator


class Kind(Enum):
    """What a line of the tree is."""

    UP = auto()
    """The way to the folder above the one that is shown."""
    ROOT = auto()
    """Where a tree begins."""
    FOLDER = auto()
    FILE = auto()
    NOTHING = auto()
    """What an open folder says when nothing in it is of interest."""
    MORE = auto()
    """What an open folder says when not all of it was looked at."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the tree.

    Attributes:
        kind: What it is.
        entry: What it stands for; the folder itself where it is a remark on a folder.
        root: Where its tree begins: the same folder can be seen in more than one.
        depth: In how many folders it stands, from there.
    """

    kind: Kind
    entry: Entry
    root: str
    depth: int = 0


@dataclass
class FolderRows:
    """The lines, and what they are made from.

    Attributes:
        here: The folder that is shown, open from the start.
        roots: Other places to begin from.
        rows: The lines, from the top.
        listings: What stands in the folders that are open; ``None`` for one that is being read.
    """

    here: str
    roots: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    listings: dict[str, Listing | None] = field(default_factory=dict)

    def start_at(self, folder: str) -> None:
        """Show another folder; those that were open stay open."""
        self.here = folder
        self.listings.setdefault(folder, None)
        self.lay_out()

    def open(self, folder: str) -> None:
        """Show what is in a folder, as soon as that is known."""
        self.listings.setdefault(folder, None)
        self.lay_out()

    def close(self, folder: str) -> None:
        """No longer show what is in a folder."""
        self.listings.pop(folder, None)
        self.lay_out()

    def take(self, listing: Listing) -> bool:
        """Take what was read; whether it is still wanted."""
        if listing.folder not in self.listings:
            return False
        self.listings[listing.folder] = listing
        self.lay_out()
        return True

    def place_of(self, path: str, root: str) -> int | None:
        """Where the line of a path stands in the tree that begins at `root`."""
        for index, row in enumerate(self.rows):
            if row.entry.path == path and row.root == root and row.kind is not Kind.UP:
                return index
        return None

    def lay_out(self) -> None:
        """Work out the lines."""
        up = os.path.dirname(self.here)
        rows = [Row(Kind.UP, _folder(up), "")] if up != self.here else []
        for root in (*(root for root in self.roots if root != self.here), self.here):
            rows.append(Row(Kind.ROOT, _folder(root), root))
            rows.extend(self._beneath(root))
        self.rows = tuple(rows)

    def _beneath(self, root: str) -> Iterator[Row]:
        """What stands in a folder and in the open ones in it, without recursion."""
        waiting: list[Iterator[Row]] = [self._inside(root, root, 1)]
        while waiting:
            row = next(waiting[-1], None)
            if row is None:
                waiting.pop()
                continue
            yield row
            if row.kind is Kind.FOLDER:
                waiting.append(self._inside(row.entry.path, root, row.depth + 1))

    def _inside(self, folder: str, root: str, depth: int) -> Iterator[Row]:
        listing = self.listings.get(folder)
        if listing is None or not listing.is_readable:
            return
        for entry in listing.entries:
            yield Row(Kind.FOLDER if entry.is_folder else Kind.FILE, entry, root, depth)
        if not listing.is_whole:
            yield Row(Kind.MORE, _folder(folder), root, depth)
        elif not listing.entries:
            yield Row(Kind.NOTHING, _folder(folder), root, depth)


def _folder(path: str) -> Entry:
    return Entry(path, os.path.basename(path) or path, is_folder=True)
