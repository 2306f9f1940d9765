"""Adding photos: dropped, pasted, typed, or chosen in a tree of folders.

`AddScreen` ends with the paths that were added (files and folders, absolute, in the order in which
they were added), or with ``None`` when the person goes back:

    app.push_screen(AddScreen(), callback)
"""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING, ClassVar, TypeAlias

from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.message import Message

from toolkit.i18n import N_, _, ngettext
from toolkit.tui.background import in_background
from toolkit.tui.cleaning.added import Added
from toolkit.tui.cleaning.added_list import AddedList, told_count
from toolkit.tui.cleaning.answers import Answers, Sentence, answer
from toolkit.tui.cleaning.given import Given, understood
from toolkit.tui.cleaning.path_line import PathLine
from toolkit.tui.folders import Count, counted
from toolkit.tui.mounts import mounts
from toolkit.tui.screens.base import Page
from toolkit.tui.widgets.drop_area import DropArea
from toolkit.tui.widgets.folder_tree import FolderTree
from toolkit.tui.widgets.go_on import GoOn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

Chosen: TypeAlias = tuple[str, ...]
"""Paths of files and folders; absolute."""


class AddScreen(Page[Chosen | None]):
    """Where photos are added.

    Args:
        paths: What was added before, to go on from; absolute.
        folder: What relative paths start from, and where the tree begins; by default the folder
            that the person stands in.
    """

    HEADING = N_("Clean photos")
    EXPLAIN = N_(
        "Drop or paste photos and folders anywhere, or type where they are; Tab completes.\n"
        "Ctrl+O goes to your folders: there Space chooses, Enter opens, “.” shows hidden files.\n"
        "Ctrl+Z takes back what you added last. Ctrl+R reads what you added; nothing is changed."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+r", "go_on", N_("read"), key_display="Ctrl+R"),
        Binding("ctrl+o", "folders", N_("folders"), key_display="Ctrl+O"),
        Binding("ctrl+o", "line", N_("type a path"), show=False),
        Binding("ctrl+z", "take_back", N_("take back"), show=False),
    ]
    DEFAULT_CSS = """
    AddScreen {
        #sides { height: 1fr; margin: 0 0 1 0; }
        #giving { width: 1fr; }
        #folders { display: none; }
        DropArea { min-height: 3; margin: 0 0 1 0; }
        AddedList { display: none; margin: 1 0 0 0; }
        Answers { margin: 0 0 1 0; }
        GoOn { display: none; margin: 0 0 1 0; }
        &.-added DropArea { height: 5; }
        &.-added AddedList { display: block; }
        &.-added GoOn { display: block; }
        &.-browsing #giving { display: none; }
        &.-browsing #folders { display: block; }
        &.-wide #giving, &.-vast #giving { display: block; }
        &.-wide #folders, &.-vast #folders {
            display: block;
            width: 1fr;
            margin: 0 0 0 3;
            padding: 0 0 0 2;
            border-left: vkey $line;
        }
        &:ansi #folders { border-left: none; }
        &.-low DropArea { height: 1fr; min-height: 0; max-height: 1; margin: 0; }
        &.-low AddedList, &.-low GoOn, &.-low Answers, &.-low #sides { margin: 0; }
    }
    """

    class Understood(Message):
        """What was dropped, pasted or typed has been read.

        Args:
            text: As it came.
            given: What it means.
            typed: Whether it was typed.
        """

        def __init__(self, text: str, given: Given, *, typed: bool) -> None:
            super().__init__()
            self.text = text
            self.given = given
            self.typed = typed

    class Counted(Message):
        """The pictures of a folder were counted.

        Args:
            count: How many there are.
        """

        def __init__(self, count: Count) -> None:
            super().__init__()
            self.count = count

    def __init__(self, paths: Sequence[str] = (), folder: str = "") -> None:
        super().__init__()
        self._folder = folder or _standing()
        self._home = os.environ.get("HOME", "")
        self._before = tuple(paths)
        self._added = Added()
        self._steps: list[Added] = []
        self._counts: dict[str, Count | None] = {}

    @property
    def added(self) -> Added:
        """What was added so far."""
        return self._added

    def content(self) -> ComposeResult:
        """The place to drop, the line, what was added; beside or behind them the folders."""
        with Horizontal(id="sides"):
            with Vertical(id="giving"):
                yield DropArea(
                    _("Drop photos or folders here, or type a path"),
                    _("Nothing is changed and nothing leaves this computer."),
                )
                yield PathLine(self._folder, _("for example {path}").format(path="~/Pictures"))
                yield AddedList(self._home)
            yield FolderTree(
                self._folder,
                self._home,
                [root for root in (self._home, *mounts().media()) if root],
                id="folders",
            )
        yield Answers()
        yield GoOn()

    def on_mount(self) -> None:
        """Begin in the line."""
        self.query_one(PathLine).focus_line()
        if self._before:
            in_background(partial(_understood_paths, self._before), self)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's signature
        """What there is to do at the moment."""
        in_tree = isinstance(self.focused, FolderTree)
        if action in {"go_on", "take_back"}:
            return bool(self._added.items if action == "go_on" else self._steps)
        if action in {"folders", "line"}:
            return in_tree == (action == "line")
        return True

    def on_descendant_focus(self) -> None:
        """What is seen, and what the keys do, depends on where one is."""
        if isinstance(self.focused, FolderTree):
            self.add_class("-browsing")
        elif not isinstance(self.focused, GoOn):
            self.remove_class("-browsing")
        self.refresh_bindings()

    def on_paste(self, event: events.Paste) -> None:
        """Whatever is dropped or pasted anywhere is read as paths."""
        event.stop()
        self._read(event.text, typed=False)

    def on_key(self, event: events.Key) -> None:
        """In the tree, what can only be the beginning of a path goes to the line.

        Some terminals type what is dropped, as if a person did.
        """
        if isinstance(self.focused, FolderTree) and event.character in {"/", "~", "'", '"'}:
            event.stop()
            self.action_line()
            self.query_one(PathLine).type_into(event.character)

    def on_path_line_submitted(self, event: PathLine.Submitted) -> None:
        """Enter adds what was typed; on an empty line, it goes on."""
        event.stop()
        if event.text.strip():
            self._read(event.text, typed=True)
        elif self._added.items:
            self.action_go_on()

    def on_add_screen_understood(self, event: Understood) -> None:
        """Add what is there, and say what is not."""
        event.stop()
        given, text = event.given, event.text.strip()
        line = self.query_one(PathLine)
        before = self._added
        self._become(before.plus(given.paths, given.folders))
        self._say(*answer(given, text, before, self._added, typed=event.typed))
        if event.typed and given.paths and line.text.strip() == text:
            line.write("")
        elif given.missing and not (event.typed or given.paths) and text.isprintable():
            # A single name that is not there can be put right by hand.
            line.type_into(text)

    def on_add_screen_counted(self, event: Counted) -> None:
        """A folder's pictures are counted: show how many."""
        event.stop()
        self._counts[event.count.folder] = event.count
        self._show()

    def on_folder_tree_toggled(self, event: FolderTree.Toggled) -> None:
        """Add what is chosen in the tree, or take it back."""
        event.stop()
        if event.path in self._added.paths:
            self._become(self._added.minus({event.path}))
            self._say()
        elif self._added.holds(event.path):
            words = _("The folder that it stands in is added already, with all that is in it.")
            self._say(Sentence(words, is_well=True))
        else:
            folders = {event.path} if event.is_folder else set()
            self._become(self._added.plus([event.path], folders))
            self._say()

    def on_added_list_taken_back(self, event: AddedList.TakenBack) -> None:
        """Take back what is not wanted."""
        event.stop()
        self._become(self._added.minus(set(event.paths)))
        self._say()

    def on_go_on_pressed(self, event: GoOn.Pressed) -> None:
        """Go on with what was added."""
        event.stop()
        self.action_go_on()

    def action_go_on(self) -> None:
        """End with what was added."""
        self.dismiss(self._added.paths)

    def action_back(self) -> None:
        """Go back: from the explanation, from the tree, then to where one came from."""
        if self.has_class("-browsing") and not self.has_class("-explained"):
            self.action_line()
        else:
            super().action_back()

    def action_folders(self) -> None:
        """Go to the folders."""
        self.add_class("-browsing")
        self.query_one(FolderTree).focus()

    def action_line(self) -> None:
        """Go to the line."""
        self.remove_class("-browsing")
        self.query_one(PathLine).focus_line()

    def action_take_back(self) -> None:
        """Take back the last step."""
        self._added = self._steps.pop()
        self._say()
        self._show()

    def _read(self, text: str, *, typed: bool) -> None:
        in_background(partial(_understood, text, self._folder, typed=typed), self)

    def _become(self, added: Added) -> None:
        """Have something else added from now on."""
        if added != self._added:
            self._steps.append(self._added)
            self._added = added
            self._show()

    def _show(self) -> None:
        """Show what is added, and have the folders that are new counted."""
        for folder in self._added.uncounted:
            if folder not in self._counts:
                self._counts[folder] = None
                in_background(partial(_counted, folder), self)
            elif count := self._counts[folder]:
                self._added = self._added.counting(count)
        added = self._added
        self.set_class(bool(added.items), "-added")
        self.query_one(AddedList).show(added)
        self.query_one(FolderTree).show_chosen(
            {item.path: told_count(item.count) if item.is_folder else "" for item in added.items}
        )
        self.query_one(GoOn).say(_go_on(added))
        if not added.items and isinstance(self.focused, AddedList | GoOn):
            self.query_one(PathLine).focus_line()
        self.refresh_bindings()

    def _say(self, *sentences: Sentence) -> None:
        """Say what became of what was given."""
        self.query_one(Answers).say(sentences)


def _go_on(added: Added) -> str:
    """What going on means now."""
    count = added.pictures
    if added.is_counted and count:
        return ngettext("Read {count} photo", "Read {count} photos", count).format(count=count)
    if count:
        return _("Read more than {count} photos").format(count=count)
    return _("Read what you added")


def _standing() -> str:
    """The folder that the person stands in; their own where that is gone."""
    try:
        return os.getcwd()
    except OSError:
        return os.environ.get("HOME") or "/"


def _understood(text: str, folder: str, *, typed: bool) -> AddScreen.Understood:
    return AddScreen.Understood(text, understood(text, folder), typed=typed)


def _understood_paths(paths: Sequence[str]) -> AddScreen.Understood:
    """What was added before, without reading it as text again."""
    there = tuple(path for path in paths if os.path.lexists(path))
    folders = frozenset(path for path in there if os.path.isdir(path))
    return AddScreen.Understood("", Given(there, folders), typed=False)


def _counted(folder: str) -> AddScreen.Counted:
    return AddScreen.Counted(counted(folder))
