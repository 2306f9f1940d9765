"""Sheets of paper, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING, Final, TypeAlias

from toolkit.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Run:
    """Words that look alike.

    Attributes:
        text: They.
        strong: Whether they are stressed.
        code: Whether they are something to type, or a name of a thing on a screen.
        to: The id of the sheet that they lead to; no link where it is not on the same page.
        note: The number of the note that they stand for; 0 for none. Then there is no text.
    """

    text: str
    strong: bool = False
    code: bool = False
    to: str = ""
    note: int = 0


Line: TypeAlias = tuple[Run, ...]


class Form(Enum):
    """What a block is."""

    PARAGRAPH = "paragraph"
    BULLETS = "bullets"
    STEPS = "steps"
    BOXES = "boxes"
    """Things to tick by hand."""
    ASIDE = "aside"
    """A warning or a remark, set apart."""
    NOTES = "notes"
    """What the numbers in the text stand for."""


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of one form."""

    form: Form
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """Blocks under a heading, which may be empty."""

    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One thing to take away.

    Attributes:
        id: What links call it, such as ``guide:what-a-photo-says``.
        title: What it is called.
        sections: What stands there.
        note: What has to be known of its translation; stands below the title. Empty for nothing.
    """

    id: str
    title: str
    sections: tuple[Section, ...]
    note: str = ""


def texts(form: Form, lines: Iterable[str]) -> Block:
    """A block of plain words."""
    return Block(form, tuple((Run(line),) for line in lines))


_OUR_NAME: Final = "parasol"


def unsigned(sheet: Sheet) -> Sheet:
    """A sheet without the lines that name this program."""
    sections = (
        Section(section.heading, tuple(filter(_has_lines, map(_unsigned, section.blocks))))
        for section in sheet.sections
    )
    return replace(sheet, sections=tuple(each for each in sections if each.blocks))


def names_us(text: str) -> bool:
    """Whether a text names this program."""
    return _OUR_NAME in text.casefold()


def made_with() -> str:
    """What stands on paper that names this program, for who wants that."""
    return _("made with Parasol")


def _unsigned(block: Block) -> Block:
    return Block(block.form, tuple(line for line in block.lines if not names_us(_plain(line))))


def _has_lines(block: Block) -> bool:
    return bool(block.lines)


def _plain(line: Line) -> str:
    return "".join(run.text for run in line)
