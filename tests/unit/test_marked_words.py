"""Every text for people in the faces is marked for translation: told by the code, not a screen."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT: Final = Path(__file__).parents[2] / "toolkit"
MODULES: Final = sorted(path for face in ("cli", "tui") for path in (ROOT / face).rglob("*.py"))

MARKS: Final = frozenset({"_", "N_", "ngettext"})
NOT_FOR_PEOPLE: Final = frozenset({
    "cast", "TypeVar", "compile", "import_module", "query", "query_one", "query_exactly_one",
})  # fmt: skip
"""What takes texts that nobody reads."""

SAYS: Final = {
    "Binding": (2,), "Entry": (1, 2), "Static": (0,), "Label": (0,), "Content": (0,),
    "styled": (0,), "print": (0,), "tell": (0,), "line": (0,), "paragraph": (0,), "update": (0,),
}  # fmt: skip
"""What shows a text to a person, by name, and which of its arguments."""
SAYS_BY_NAME: Final = frozenset({
    "description", "placeholder", "help", "epilog", "title", "metavar", "tooltip", "border_title",
    "label", "prompt",
})  # fmt: skip
NOT_SAID_BY_NAME: Final = frozenset({"id", "classes", "name", "action", "type"})
ATTRIBUTES: Final = frozenset({"HEADING", "EXPLAIN", "TITLE", "SUB_TITLE"})

WORD: Final = re.compile(r"[^\W\d_]{2,}")
SENTENCE: Final = re.compile(r"[A-Z][a-z]+|[A-Za-z]{2,}[,;:]? [a-z]{2,}")
"""What no identifier, style or format looks like."""

NAMES: Final = frozenset({
    *("Parasol", "Python", "ExifTool", "JPEG"),
    *("Alice", "Bob", "Carol", "Dora", "Emil", "Mallory"),
})  # fmt: skip
"""Of programs and formats, and of the people in the lab."""
KEY: Final = re.compile(
    r"(?:(?:Ctrl|Shift|Alt)\+)*(?:[A-Z]|F\d+|Esc|Enter|Space|Tab|Del|Backspace)"
)
"""Keys are called by what is written on them."""
PATH: Final = re.compile(r"(?:~|\.{0,2})/\S*")

SAME_HERE: Final = {
    "cli/as_json.py": "for programs",
    "tui/safety.py": "names of keys and codes of the terminal",
    "tui/calendar_page.py": "looks as the system's own `cal`, which is no program of ours",
}
"""Modules that say nothing to people in our words."""
ALLOWED: Final = {
    ("tui/fault.py", "report"): "a report is read by developers",
}
"""Functions that say nothing to people in our words."""


def name_of(call: ast.Call) -> str:
    target = call.func
    if isinstance(target, ast.Attribute):
        return target.attr
    return target.id if isinstance(target, ast.Name) else ""


class Reader(ast.NodeVisitor):
    """Collects the texts of a module that look as if a person would read them."""

    def __init__(self, module: str) -> None:
        self.found: list[tuple[int, str]] = []
        self._module = module

    def visit_Call(self, node: ast.Call) -> None:
        name = name_of(node)
        if name in MARKS or name in NOT_FOR_PEOPLE:
            return
        said = [node.args[at] for at in SAYS.get(name, ()) if at < len(node.args)]
        said += [each.value for each in node.keywords if each.arg in SAYS_BY_NAME]
        for argument in said:
            self._take(argument, WORD)
        for child in (node.func, *node.args):
            self.visit(child)
        for each in node.keywords:
            if each.arg not in NOT_SAID_BY_NAME:
                self.visit(each.value)

    def visit_Constant(self, node: ast.Constant) -> None:
        self._take(node, SENTENCE)

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        for statement in node.body:  # its bases can be written as texts
            self.visit(statement)

    def visit_Raise(self, node: ast.Raise) -> None:
        """What is raised in place is for developers; what people read has a code."""

    def visit_Assign(self, node: ast.Assign) -> None:
        names = {each.id for each in node.targets if isinstance(each, ast.Name)}
        if not names & {"DEFAULT_CSS", "CSS", "__all__"}:
            self.generic_visit(node)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        if isinstance(node.annotation, ast.Name) and node.annotation.id == "TypeAlias":
            return
        if isinstance(node.target, ast.Name) and node.target.id in ATTRIBUTES and node.value:
            self._take(node.value, WORD)
        if node.value:
            self.visit(node.value)

    def visit_Expr(self, node: ast.Expr) -> None:
        if not isinstance(node.value, ast.Constant):  # a docstring
            self.generic_visit(node)

    def visit_FunctionDef(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        if (self._module, node.name) not in ALLOWED:
            for statement in (*node.body, *node.args.defaults, *node.args.kw_defaults):
                if statement:
                    self.visit(statement)

    visit_AsyncFunctionDef = visit_FunctionDef  # noqa: N815 - the name that `ast` looks for

    def _take(self, node: ast.expr, looks: re.Pattern[str]) -> None:
        for line, text in texts(node):
            word = text.strip()
            known = word in NAMES or KEY.fullmatch(word) or PATH.fullmatch(word)
            if not known and looks.search(text) and (line, text) not in self.found:
                self.found.append((line, text))


def texts(node: ast.expr) -> Iterator[tuple[int, str]]:
    """Texts that an expression is made of, without those that are marked or belong to a call."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.lineno, node.value
    elif isinstance(node, ast.JoinedStr):
        for part in node.values:
            yield from texts(part)
    elif isinstance(node, ast.BinOp):
        yield from texts(node.left)
        yield from texts(node.right)
    elif isinstance(node, ast.IfExp):
        yield from texts(node.body)
        yield from texts(node.orelse)


def unmarked(source: str, module: str = "") -> list[tuple[int, str]]:
    reader = Reader(module)
    reader.visit(ast.parse(source))
    return reader.found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_text_for_people_is_marked_for_translation(path: Path) -> None:
    module = path.relative_to(ROOT).as_posix()
    if module in SAME_HERE:
        return
    assert unmarked(path.read_text(encoding="utf-8"), module) == []


@pytest.mark.parametrize(
    "source",
    [
        'Static("clean")',
        'Binding("c", "clean", "clean all")',
        'Binding("c", "clean", description="clean")',
        'yield Entry("clean", "photos")',
        'print(f"{count} files")',
        'page.line("Nothing to do.")',
        'x = "Nothing was found in it."',
        'WORDS = {"dark": "Dark"}',
        'self.tell("nothing" if empty else _("some"))',
        'parser.add_argument("paths", metavar="PATH")',
        'Content.styled("words " + mark, style)',
        'HEADING: ClassVar[str] = "clean"',
    ],
)
def test_a_text_that_is_not_marked_is_found(source: str) -> None:
    assert unmarked(source) != []


@pytest.mark.parametrize(
    "source",
    [
        'Static(_("clean"), id="Place", classes="muted")',
        'Binding("c", "clean", N_("clean"))',
        'Content.styled("● ", style)',
        'ngettext("{count} file", "{count} files", count)',
        'raise ValueError("never happens, says the developer")',
        '"""A docstring of words."""',
        'class A:\n    DEFAULT_CSS = "A { color: red; Height: 1 }"',
        'cast("Parasol", app)',
    ],
)
def test_what_is_marked_or_for_nobody_is_left_alone(source: str) -> None:
    assert unmarked(source) == []


def test_each_exception_is_still_needed() -> None:
    known = {path.relative_to(ROOT).as_posix() for path in MODULES}
    assert {module for module, _ in ALLOWED} <= known
