"""A quiz and its answers, as plain text."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from toolkit.practice.model import Question

COLUMNS: Final = 78
_INDENT: Final = "   "


def asked(title: str, about: str, things: Iterable[str], questions: Iterable[Question]) -> str:
    """The questions.

    Args:
        title: What stands at the top.
        about: What to do.
        things: What is known of each thing that is asked about.
        questions: They.
    """
    lines = [title, "", *textwrap.wrap(about, COLUMNS), ""]
    told = [line for each in things for line in _hung(each, "- ")]
    lines += [*told, ""] if told else []
    for number, question in enumerate(questions, 1):
        lines += [*_hung(question.prompt, f"{number}. "), ""]
    return "\n".join(lines)


def answered(questions: Iterable[Question]) -> str:
    """The answers, each with where it stands."""
    lines = []
    for number, question in enumerate(questions, 1):
        lines += _hung(question.answer, f"{number}. ")
        lines += textwrap.wrap(
            question.because, COLUMNS, initial_indent=_INDENT, subsequent_indent=_INDENT
        )
        lines.append("")
    return "\n".join(lines)


def _hung(text: str, mark: str) -> list[str]:
    return textwrap.wrap(text, COLUMNS, initial_indent=mark, subsequent_indent=" " * len(mark))
