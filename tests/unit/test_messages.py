"""Each way to fail has one sentence, and each sentence a way to fail."""

from __future__ import annotations

import ast
import inspect
from pathlib import Path

import pytest

from toolkit import errors
from toolkit.errors import DamagedError, OutputError, ParasolError, UnknownFormatError
from toolkit.messages import MESSAGES, explain_error, placeholders

ROOT = Path(__file__).parents[2] / "toolkit"
TREE = {
    name
    for name, kind in inspect.getmembers(errors, inspect.isclass)
    if issubclass(kind, ParasolError) and kind is not errors.RefusedError
}
"""The refusals of the messaging lab have a table of their own: `test_lab_words`."""


def strings(node: ast.AST) -> set[str]:
    """The text constants in an expression that chooses a code."""
    return {
        child.value
        for child in ast.walk(node)
        if isinstance(child, ast.Constant) and isinstance(child.value, str)
    }


def raised() -> tuple[set[str], dict[str, set[str]]]:
    """Every code given to an error of our tree in the source, and the facts given with each."""
    codes: set[str] = set()
    facts: dict[str, set[str]] = {}
    for path in ROOT.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        tables = {
            target.id: node.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Assign)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else ""
            name = node.func.id if isinstance(node.func, ast.Name) else name
            if name not in TREE:
                continue
            first: ast.AST = node.args[0]
            if isinstance(first, ast.Name) and first.id in tables:
                first = tables[first.id]
            for code in _codes(first):
                codes.add(code)
                given = {keyword.arg or "" for keyword in node.keywords}
                facts[code] = facts.get(code, given) & given
    return codes, facts


def _codes(node: ast.AST) -> set[str]:
    """The codes that an expression can give: a constant, a choice, a table with a default."""
    if isinstance(node, ast.Constant):
        return strings(node)
    if isinstance(node, ast.IfExp):
        return _codes(node.body) | _codes(node.orelse)
    if isinstance(node, ast.Call):
        inner = node.func.value if isinstance(node.func, ast.Attribute) else node
        table = strings(inner) if isinstance(inner, ast.Dict) else set()
        return table | {text for argument in node.args for text in _codes(argument)}
    return set()


CODES, FACTS = raised()


def test_the_reader_of_codes_sees_those_in_tables_and_choices_too() -> None:
    assert {"truncated", "is-folder", "missing", "disk-full", "write-failed"} <= CODES


def test_every_code_that_is_raised_has_a_sentence() -> None:
    assert CODES - set(MESSAGES) == set()


def test_every_sentence_has_a_code_that_is_raised() -> None:
    assert set(MESSAGES) - CODES == set()


@pytest.mark.parametrize("code", sorted(MESSAGES))
def test_a_sentence_needs_only_facts_that_every_such_error_has(code: str) -> None:
    assert placeholders(MESSAGES[code]) - {"name"} <= FACTS.get(code, set())


@pytest.mark.parametrize("code", sorted(MESSAGES))
def test_a_sentence_is_whole(code: str) -> None:
    assert MESSAGES[code].endswith(".")
    assert len(MESSAGES[code]) < 220


def test_a_raw_camera_file_is_refused_with_the_way_out() -> None:
    told = explain_error(UnknownFormatError("raw-camera-file"), "DSC_0001.NEF")
    assert told == (
        "DSC_0001.NEF is a raw camera file. It cannot be cleaned and stay one: export a JPEG or "
        "PNG with your photo program and clean that. Nothing was written."
    )


def test_a_code_without_a_sentence_is_told_all_the_same() -> None:
    assert "photo.jpg" in explain_error(DamagedError("never-heard-of"), "photo.jpg")


def test_a_path_with_control_characters_cannot_move_the_cursor() -> None:
    told = explain_error(OutputError("output-exists", path="a\x1b[2Jb\u202e\udc80"), "photo.jpg")
    assert told.isprintable()
